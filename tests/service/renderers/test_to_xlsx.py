import io

import openpyxl

from service.audits.audit import Problem, Request
from service.audits.batch import Member
from service.renderers.batches import Entry
from service.renderers.to_xlsx import to_xlsx
from tests.service.api.results import plain_finding
from tests.service.renderers.documents import HOSTILE, audited, doubtful, hostile

REQUEST = Request("A", "2026-01-02T03:04:05Z", "a.txt", 1, "text/plain", "0" * 64)


def entry(result, audit: str = "A", name: str = "a.txt") -> Entry:
    return Entry(Member(name, audit), REQUEST, result)


def sheets(*entries: Entry, between=(), language: str = "zh") -> list[list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(entries, between, language)))
    return [list(sheet.values) for sheet in book]


def test_a_line_a_report_a_line_a_finding_a_line_a_rule() -> None:
    failed = Entry(Member("b.exe", problem=Problem("empty-file")))
    between = [{**audited().result.findings[1], "audit": "A"}]
    bodies, findings, rules = sheets(entry(audited().result), failed, between=between)
    assert bodies[1][:8] == ("某某局", 2023, "a.txt", "审查完成", "有错误", 1, 0, 1)
    assert bodies[1][bodies[0].index("报告之间")] == 1
    assert bodies[2][2:5] == ("b.exe", "无法审查", None)
    assert "空" in bodies[2][-2]
    assert [line[-1] for line in bodies[1:]] == ["A", None]
    ids = [found["id"] for found in audited().result.findings]
    assert [line[-2:] for line in findings[1:]] == [(ids[0], "A"), (ids[1], "A"), (ids[1], "A")]
    assert [line[5] for line in findings[1:]] == ["ARI01", "YEAR07", "YEAR07"]
    assert [(line[0], line[4], line[6]) for line in rules[1:]] == [("ARI01", 1, 1), ("YEAR07", 2, 1)]


def test_notes_to_check_are_counted_apart_from_all_others() -> None:
    bodies, findings, rules = sheets(entry(doubtful(plain_finding(2)).result))
    assert [bodies[1][bodies[0].index(name)] for name in ("提示", "请核对")] == [1, 1]
    assert [line[3] for line in findings[1:]] == ["请核对", "提示"]
    assert [(line[0], *line[4:7]) for line in rules[1:]] == [("YEAR03", 0, 1, 1), ("YEAR07", 1, 0, 1)]


def test_figures_are_numbers_and_decimals_text() -> None:
    findings = sheets(entry(audited().result))[1]
    assert findings[1][7:10] == (8, "10.5", "2.5")


def test_it_speaks_english() -> None:
    bodies, findings, _ = sheets(entry(audited().result), language="en")
    assert (bodies[0][0], findings[1][6]) == ("Body", "The column does not balance")


def test_nothing_of_a_report_is_run() -> None:
    found = {**audited().result.findings[0], "message": {"zh": "=1+1", "en": "=1+1"}}
    book = openpyxl.load_workbook(
        io.BytesIO(to_xlsx([entry(audited(findings=(found,)).result, name="=cmd")], [], "zh"))
    )
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheets(entry(hostile().result))[0][1][0] == HOSTILE
