"""Streams in base 85 are decoded as Python's own decoder does it, which goes by the digit."""

from base64 import a85decode, a85encode
from io import BytesIO
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from workers.limits import Limits
from workers.readers.pdf import base85, miner


def decoded(text: bytes) -> bytes:
    return b"".join(base85.decoded(text))


@given(st.binary(max_size=60), st.booleans(), st.sampled_from([0, 7]))
def test_what_was_encoded_comes_back(data: bytes, adobe: bool, width: int) -> None:
    assert decoded(a85encode(data, adobe=adobe, wrapcol=width)) == data


def test_what_is_longer_than_a_part_comes_back_whole() -> None:
    data = Random(1).randbytes(100_003)
    assert decoded(a85encode(data)) == data


@given(st.lists(st.sampled_from([b"!", b"8", b"s", b"s8W-!", b's8W-"', b"u", b"v", b"z", b"\x80"]), max_size=12))
def test_what_is_no_base_85_is_refused_as_python_refuses_it(parts: list[bytes]) -> None:
    text = b"".join(parts).replace(b"z", b"!!!!!")
    try:
        expected = a85decode(text)
    except ValueError:
        with pytest.raises(ValueError, match="base 85"):
            decoded(text)
    else:
        assert decoded(text) == expected


def test_the_careful_engine_reads_pages_in_base_85(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rl_config, "useA85", 1)
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(100, 700, "1284.56")
    canvas.save()
    assert b"/ASCII85Decode" in file.getvalue()
    monkeypatch.setattr("pdfminer.pdftypes.ascii85decode", None)

    (page,) = miner.pages(file.getvalue(), Limits())

    assert "".join(glyph.text for glyph in page.glyphs) == "1284.56"
