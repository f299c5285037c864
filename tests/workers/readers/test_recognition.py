"""Which files need recognition, and what is said where it isn't there."""

import struct
import zlib

import pytest

from service.errors import NoTextLayer
from workers import readers
from workers.limits import Limits, Recognition
from workers.readers import NeedsRecognition, scan


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(side: int = 8) -> bytes:
    """A white square."""
    header = struct.pack(">2I5B", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * side) * side)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_without_the_extra_says_what_to_send_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    with pytest.raises(NoTextLayer) as refused:
        readers.open_file(a_png())
    assert refused.value.code == "recognition-not-installed"
    assert refused.value.status == 422
    assert "暂不支持扫描件" in refused.value.detail("zh")
    assert "Scans are not supported" in refused.value.detail("en")


def test_a_picture_is_handed_on_where_it_must_not_be_recognised() -> None:
    with pytest.raises(NeedsRecognition) as handed:
        readers.open_file(a_png(), Limits(), recognition=Recognition.ELSEWHERE)
    assert handed.value.problem.code == "recognition-not-installed"
