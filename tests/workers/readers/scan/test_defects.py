"""Scans of reports with known defects: what recognition misreads accuses nobody, and what isn't found is told unread."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.corpus import files
from workers.limits import Limits
from workers.pipeline import audit_bytes

FILES = Path(files.__path__[0])


@pytest.mark.parametrize(("name", "seed"), [("scan-3.pdf", 4), ("scan-4.pdf", 8)])
def test_a_damaged_scan_accuses_nobody_and_tells_what_it_left_unread(name: str, seed: int) -> None:
    from tests.corpus.scan_defects import compared

    tally, faults = compared(seed, audit_bytes((FILES / name).read_bytes()))
    assert faults == []
    assert tally["defects"] > 2


def test_a_scan_that_there_is_no_time_to_look_at_again_accuses_nobody() -> None:
    from tests.corpus.scan_defects import compared

    data = (FILES / "scan-4.pdf").read_bytes()
    result = audit_bytes(data, limits=replace(Limits(), scanned_page_looks_seconds=0))
    tally, _ = compared(8, result)
    assert [found["rule"] for found in result.findings if found["severity"] != "note"] == []
    assert (tally["found"], tally["silent"]) == (0, 0)
    assert result.verdict == "incomplete"
