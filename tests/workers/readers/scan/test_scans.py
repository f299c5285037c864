"""Simulated scans: askew, shaded, noisy, packed as JPEG, a red stamp over them."""

import json
from functools import cache
from pathlib import Path

import pytest

from service.audits.audit import Result, Status
from service.audits.media import Media
from service.reports.report import Report
from tests.corpus import files
from workers import readers
from workers.limits import Limits
from workers.pipeline import audit_bytes
from workers.readers import scan

FILES = Path(files.__path__[0])
LIMITS = Limits()
SCANS = ("scan-1.pdf", "scan-2.tiff")

Figures = dict[str, dict[str, dict[str, str]]]


@cache
def read(name: str) -> Report:
    return readers.read((FILES / name).read_bytes())


@cache
def audited(name: str) -> Result:
    return audit_bytes((FILES / name).read_bytes())


def truth(name: str) -> Figures:
    return json.loads((FILES / name).with_suffix(".json").read_text("utf-8"))


def compared(name: str) -> list[tuple[str, str, bool]]:
    """Each figure as it is, as it was read, and whether surely."""
    report = read(name)
    found = []
    for table, rows in truth(name).items():
        for row, columns in rows.items():
            for column, text in columns.items():
                cell = report.table(table).cell(row, column)
                found.append((text, cell.text if cell else "", bool(cell and cell.is_sure)))
    return found


@pytest.mark.parametrize("name", SCANS)
def test_no_figure_is_wrong_without_a_flag(name: str) -> None:
    figures = compared(name)
    assert len(figures) > 190
    assert [(true, shown) for true, shown, sure in figures if true != shown and sure] == []


@pytest.mark.parametrize("name", SCANS)
def test_figures_are_exact_but_for_those_under_a_stamp(name: str) -> None:
    figures = compared(name)
    assert sum(true == shown for true, shown, _ in figures) >= 0.99 * len(figures)
    assert sum(sure for *_, sure in figures) >= 0.95 * len(figures)


@pytest.mark.parametrize("name", SCANS)
def test_a_scan_accuses_nobody_of_what_was_not_surely_read(name: str) -> None:
    result = audited(name)
    assert result.status is Status.SUCCEEDED
    assert [found["rule"] for found in result.findings if found["rule"] != "TAB08"] == []


@pytest.mark.parametrize("name", SCANS)
def test_the_six_sections_are_found_in_order(name: str) -> None:
    assert [section.number for section in read(name).sections] == [1, 2, 3, 4, 5, 6]


def test_places_are_those_of_the_page_as_it_lies() -> None:
    """The first scan's pages were turned by 1.7°: over a table's width that is twelve points."""
    table = read("scan-1.pdf").applications
    row = next(row for row in table.rows.values() if len(row.cells) == 7)
    boxes = [cell.at.bbox for cell in row.cells.values()]
    assert all(boxes)
    first, last = boxes[0], boxes[-1]
    assert first is not None
    assert last is not None
    slope = abs((last[1] + last[3]) - (first[1] + first[3])) / ((last[0] + last[2]) - (first[0] + first[2]))
    assert slope == pytest.approx(0.0297, abs=0.006)


def test_pages_that_others_recognise_in_any_order_make_the_same_document() -> None:
    data, told = (FILES / "scan-1.pdf").read_bytes(), list[tuple[int, int]]()
    crew = lambda pictures, _: reversed([scan.read_page(*picture, LIMITS) for picture in pictures])  # noqa: E731
    by_others = scan.read_scan(data, Media.PDF, LIMITS, scan.PageRecognition(crew, lambda *pages: told.append(pages)))
    assert by_others == scan.read_scan(data, Media.PDF, LIMITS)
    assert told == [(1, 3), (2, 3), (3, 3)]
