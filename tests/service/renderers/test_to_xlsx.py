import io
from dataclasses import replace

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
    between = [{**audited().result.findings[1], "audit": "A", "against": ["B", "A", "gone"]}]
    other = entry(audited(report={}).result, "B", "b.txt")
    summary, bodies, findings, joint, rules = sheets(entry(audited().result), other, failed, between=between)
    assert summary[1:] == [
        *(("报告数", 3), ("有错误", 2), ("无法审核", 1)),
        *(("错误", 2), ("警告", 0), ("提示", 2), ("请核对", 0), ("批间问题", 1)),
    ]
    assert bodies[0][:8] == ("单位", "年度", "结论", "错误", "警告", "提示", "请核对", "批间问题")
    assert bodies[1][:10] == ("某某局", 2023, "有错误", 1, 0, 1, 0, 1, "a.txt", "审核完成")
    assert bodies[3][2:10] == (*[None] * 6, "b.exe", "无法审核")
    assert "空" in bodies[3][-2]
    assert [line[-1] for line in bodies[1:]] == ["A", "B", None]
    ids = [found["id"] for found in audited().result.findings]
    assert [line[-2:] for line in findings[1:]] == [(id, audit) for audit in "AB" for id in ids]
    assert [line[5] for line in findings[1:]] == ["ARI01", "YEAR07"] * 2
    assert [(line[3], line[6], *line[-2:]) for line in joint[1:]] == [("b.txt\n某某局 2023", "YEAR07", ids[1], "A")]
    assert [(line[0], line[4], line[6]) for line in rules[1:]] == [("ARI01", 2, 2), ("YEAR07", 3, 2)]


def test_an_error_between_reports_makes_the_verdict_of_its_own() -> None:
    wrong = {**audited().result.findings[0], "audit": "A"}
    right = replace(audited(findings=()).result, verdict="pass", summary={})
    summary, bodies, *_ = sheets(entry(right), entry(right, "B"), between=[wrong])
    assert summary[1:4] == [("报告数", 2), ("有错误", 1), ("未发现错误", 1)]
    assert [(line[2], line[7]) for line in bodies[1:]] == [("有错误", 1), ("未发现错误", 0)]


def test_notes_to_check_are_counted_apart_from_all_others() -> None:
    _, bodies, findings, _, rules = sheets(entry(doubtful(plain_finding(2)).result))
    assert [bodies[1][bodies[0].index(name)] for name in ("提示", "请核对")] == [1, 1]
    assert [line[3] for line in findings[1:]] == ["请核对", "提示"]
    assert [(line[0], *line[4:7]) for line in rules[1:]] == [("YEAR03", 0, 1, 1), ("YEAR07", 1, 0, 1)]


def test_what_people_say_of_findings_is_told_beside_them() -> None:
    result = audited().result
    told = {"state": "disputed", "note": "表三注明", "at": "2026-01-02T03:04:05.000Z", "by": "office", "key": None}
    assessed = replace(result, findings=({**result.findings[0], "assessment": told}, *result.findings[1:]))
    _, bodies, findings, _, rules = sheets(entry(assessed))
    named = dict(zip(*bodies, strict=True))
    assert [named[name] for name in ("结论", "核实后", "已核实", "不属实", "已改正")] == [
        "有错误",
        "未发现错误",
        0,
        1,
        0,
    ]
    assert named["错误"] == 1, "the audit's own counts stay"
    said = [findings[0].index(name) for name in ("核实情况", "核实说明")]
    assert [[line[at] for at in said] for line in findings[1:]] == [["不属实", "表三注明"], [None, None]]
    assert [(line[0], line[-1]) for line in rules[1:]] == [("ARI01", 1), ("YEAR07", 0)]


def test_what_people_say_of_findings_between_reports_is_told_as_of_all_others() -> None:
    right, gone = replace(audited(findings=()).result, verdict="pass", summary={}), Entry(Member("c.txt", "C"))
    error = {**audited().result.findings[0], "audit": "A", "against": ["B"]}
    told = {"state": "corrected", "note": "已重报", "at": "2026-01-02T03:04:05.000Z", "by": None, "key": None}
    open_, closed = error, {**error, "assessment": told}

    def left(*between: object) -> list[tuple[object, ...]]:
        _, bodies, _, joint, rules = sheets(entry(right), entry(right, "B"), gone, between=between)
        columns = [bodies[0].index(name) for name in ("结论", "核实后", "已改正", "批间问题")]
        assert [row[joint[0].index("核实情况")] for row in joint[1:]].count("已改正") == between.count(closed)
        assert rules[1][4] == len(between)
        return [tuple(row[at] for at in columns) for row in bodies[1:3]]

    assert left(open_) == [("有错误", None, None, 1), ("未发现错误", None, None, 0)]
    assert left(closed) == [("有错误", "未发现错误", 1, 1), ("未发现错误", None, None, 0)]
    assert left(closed, open_)[0] == ("有错误", "有错误", 1, 2)
    summary, *_ = sheets(entry(right), entry(right, "B"), between=[closed, open_, open_])
    assert summary[-10:] == [
        *(
            ("核实后：有错误", 1),
            ("核实后：未发现错误", 1),
            ("核实后：错误", 0),
            ("核实后：警告", 0),
            ("核实后：提示", 0),
        ),
        *(("核实后：请核对", 0), ("核实后：批间问题", 2), ("已核实", 0), ("不属实", 0), ("已改正", 1)),
    ]
    of_gone = {**closed, "audit": "C"}
    _, bodies, *_ = sheets(gone, between=[of_gone])
    assert dict(zip(*bodies, strict=True))["已改正"] == 1
    assert dict(zip(*bodies, strict=True))["核实后"] is None


def test_figures_are_numbers_and_decimals_text() -> None:
    findings = sheets(entry(audited().result))[2]
    assert findings[1][7:10] == (8, "10.5", "2.5")


def test_it_speaks_english() -> None:
    _, bodies, findings, *_ = sheets(entry(audited().result), language="en")
    assert (bodies[0][0], findings[1][6]) == ("Agency", "The column does not balance")


def test_nothing_of_a_report_is_run() -> None:
    found = {**audited().result.findings[0], "message": {"zh": "=1+1", "en": "=1+1"}}
    book = openpyxl.load_workbook(
        io.BytesIO(to_xlsx([entry(audited(findings=(found,)).result, name="=cmd")], [], "zh"))
    )
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheets(entry(hostile().result))[1][1][0] == HOSTILE
