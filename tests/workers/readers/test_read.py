"""The readers' one door: any file to a report or to an error of its own."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.errors import EmptyFile, NotAReport, UnreadableFile
from service.reports import form
from tests.workers.readers.dumps import Accidents, blank_truth, by_cells
from workers.readers import read

REPORTS = Path(__file__).parents[4] / "shared" / "reports"
TEXTS = sorted(REPORTS.glob("*.txt"))

needs_reports = pytest.mark.skipif(not TEXTS, reason="the sample reports are not beside the project")


@pytest.mark.parametrize("data", [b"", b"   \n\n", "\ufeff\n".encode()])
def test_an_empty_file_is_told(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        read(data)


@pytest.mark.parametrize(
    "text",
    [
        "明天的会议改在三点。\n请各科室准时参加。",
        "甲公司年度总结\n一、总体情况\n利润增长。\n二、存在的问题\n成本偏高。",
        "甲市乙局2023年政府信息公开工作年度报告\n",
    ],
)
def test_a_text_without_section_or_table_of_the_form_is_no_report(text: str) -> None:
    with pytest.raises(NotAReport):
        read(text.encode())


def test_a_lone_section_of_the_form_is_a_report() -> None:
    assert read("三、收到和处理政府信息公开申请情况\n未收到申请。".encode()).section(3)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_mangled_report_is_read_or_refused_but_never_crashes(data: st.DataObject) -> None:
    lines = by_cells(blank_truth(), Accidents()).split("\n")
    for at in data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=12)):
        change = data.draw(st.sampled_from(["drop", "blank", "double", "untab", "cut"]))
        line = lines[at]
        lines[at] = {"drop": "\t", "blank": "", "double": f"{line}\n{line}", "untab": line.strip(), "cut": line[:3]}[
            change
        ]
    try:
        report = read("\n".join(lines).encode())
    except UnreadableFile:
        return
    for table in report.tables:
        assert set(table.rows) <= set(form.ROWS[table.key]) | {"outcomes.other"}


@needs_reports
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_figure_and_label_of_the_sample_texts_is_read(path: Path) -> None:
    report = read(path.read_bytes())
    for key, rows in form.ROWS.items():
        table = report.table(key)
        assert set(table.rows) == set(rows)
        assert not any(row.unreadable for row in table.rows.values())
        assert all(cell.figure.value is not None for cell in table.cells)
    misspelt = [label.text for table in report.tables for label in table.labels if not label.exact]
    items = json.loads((REPORTS / "truth.json").read_text("utf-8"))[path.name]["items"]
    assert misspelt == [item["quote"] for item in items if item["rule"] == "TAB04"]


@needs_reports
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_cells_of_the_sample_texts_quote_the_lines_that_they_name(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    for table in read(path.read_bytes()).tables:
        for cell in table.cells:
            assert cell.at.line is not None
            assert cell.text in lines[cell.at.line - 1]
