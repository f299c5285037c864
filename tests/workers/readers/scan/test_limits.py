"""What a stranger's picture may cost, and how it fails."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.audits.media import Media
from service.errors import DamagedFile, LimitExceeded, NotAReport, TimeLimitExceeded, UnreadableFile
from tests.workers.readers.scan.test_scans import FILES
from workers.limits import Limits
from workers.readers import scan

LIMITS = Limits()
PDF = (FILES / "scan-1.pdf").read_bytes()


def a_picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """White paper."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (width, height), 255).save(buffer, kind)
    return buffer.getvalue()


def test_too_many_scanned_pages_are_refused() -> None:
    with pytest.raises(LimitExceeded) as refused:
        scan.read_scan(PDF, Media.PDF, replace(LIMITS, scanned_pages=1))
    assert refused.value.facts["limit"] == 1


def test_pages_that_take_too_long_are_given_up() -> None:
    with pytest.raises(TimeLimitExceeded):
        scan.read_scan(PDF, Media.PDF, replace(LIMITS, scanned_page_seconds=0))


def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(LimitExceeded):
        scan.read_scan(a_picture(9_000, 9_000), Media.PNG, LIMITS)


@pytest.mark.parametrize("size", [(1, 1), (1, 3_000), (3_000, 1), (400, 600)])
def test_blank_paper_is_no_report(size: tuple[int, int]) -> None:
    with pytest.raises(NotAReport):
        scan.read_scan(a_picture(*size), Media.PNG, LIMITS)


@pytest.mark.parametrize("share", [0.001, 0.3, 0.95])
def test_a_truncated_picture_is_damaged_or_read(share: float) -> None:
    whole = (FILES / "scan-2.tiff").read_bytes()
    with pytest.raises((DamagedFile, NotAReport)):
        scan.read_scan(whole[: int(share * 1000)], Media.TIFF, LIMITS)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([Media.PNG, Media.JPEG, Media.TIFF]))
def test_any_bytes_end_in_a_problem(data: bytes, media: Media) -> None:
    heads = {Media.PNG: b"\x89PNG\r\n\x1a\n", Media.JPEG: b"\xff\xd8\xff", Media.TIFF: b"II*\x00"}
    with pytest.raises(UnreadableFile):
        scan.read_scan(heads[media] + data, media, LIMITS)
