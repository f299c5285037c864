"""Results of audits as a worker would keep them."""

from dataclasses import replace
from decimal import Decimal

from service.audits.audit import Problem, Result, Status
from service.renderers import to_json
from service.reports.figures import read_cell
from service.reports.finding import Category, Check, CheckStatus, Finding, Message, Operand, Severity
from service.reports.report import Cell, Heading, Location, Paragraph, Piece, Report, Row, Section, Subsection, Table
from workers.pipeline import summary

PLACE = Location(section=3, table="applications", row="received", column="total", page=2, bbox=(1.0, 2.0, 3.04, 4.0))


def report() -> Report:
    head = Paragraph("三、收到和处理", (Piece(0, line=3),), section=3)
    part = Heading(Paragraph("（一）某事", (Piece(0, line=4),), section=3), "（一）", 1, "（一）", "某事")
    cells = {"total": Cell("1 0", read_cell("1 0"), PLACE), "other": Cell("—", read_cell("—"), PLACE, 0.5)}
    rows = {
        "received": Row("received", "一、本年新收", PLACE, cells),
        "carried_over": Row(
            "carried_over", "二、上年结转", Location(section=3, line=7), unreadable="two figures for seven"
        ),
    }
    return Report(
        title=Paragraph("某某局2023年度\n报告", (Piece(0, line=1), Piece(9, line=2)), section=0),
        preamble=(Paragraph("引言", section=0),),
        sections=(Section(3, Heading(head, "三、", 3, "一、", "收到和处理"), (head,), (Subsection(part, None),)),),
        tables=(Table("applications", 2021, PLACE, rows, ("total", "other")),),
    )


def finding(number: int = 1, rule: str = "ARI01", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        id=f"{number:016x}",
        rule=rule,
        name="some-fault",
        category={"ARI": Category.ARITHMETIC, "YEA": Category.YEAR, "TAB": Category.TABLE}[rule[:3]],
        severity=severity,
        message=Message(zh="“总计”列不平衡", en="The column does not balance"),
        locations=(PLACE, Location(section=1, line=9, quote="原句")),
        suggestion=Message(zh="请核对", en="Check it"),
        expected=8,
        actual=Decimal("10.5"),
        operands=(Operand(8, "8", PLACE, 1, "left"), Operand(Decimal("1.50"), "1.50", PLACE, -1, "right")),
        facts={"label": "总计", "years": (2022, 2023), "share": Decimal("0.5")},
    )


def plain_finding(number: int) -> Finding:
    return Finding(
        id=f"{number:016x}",
        rule="YEAR07",
        name="late-publication",
        category=Category.YEAR,
        severity=Severity.NOTE,
        message=Message(zh="公布过晚", en="Published late"),
        locations=(Location(section=0, line=1, quote="2024年5月1日"),),
    )


def to_check(number: int) -> Finding:
    """A note on a sentence that was not wholly understood."""
    return replace(
        plain_finding(number),
        rule="YEAR03",
        message=Message(zh="请核对：年份", en="To check: the year"),
        suggestion=Message(zh="如确有差错：改正", en="If it is wrong indeed: mend it"),
        locations=(Location(section=1, line=9, quote="原句"),),
        confidence=0.5,
        to_check=True,
    )


def succeeded(*findings: Finding) -> Result:
    return Result(
        status=Status.SUCCEEDED,
        started_at="2026-01-02T03:04:05.123Z",
        finished_at="2026-01-02T03:04:06.123Z",
        verdict="fail",
        report={"agency": "某某局", "year": 2023, "period": ["2023-01-01", "2023-12-31"]},
        summary=summary(findings),
        findings=tuple(to_json.finding(each) for each in findings),
        checks=(to_json.check(Check("ARI01", CheckStatus.FAILED, 7, 1, len(findings))),),
        tables=tuple(to_json.tables(report())),
        text=to_json.text(report()),
        ruleset="1.2.3",
    )


def of_an_earlier_version(result: Result) -> Result:
    """The same as it was kept before notes to check were told."""
    without = {name: value for name, value in result.summary.items() if name != "to_check"}
    return replace(
        result,
        summary=without,
        findings=tuple({name: each[name] for name in each if name != "to_check"} for each in result.findings),
        checks=tuple({name: each[name] for name in each if name != "understood"} for each in result.checks),
    )


def failed(code: str = "undecodable-text", **facts: object) -> Result:
    return Result(status=Status.FAILED, finished_at="2026-01-02T03:04:06.123Z", problem=Problem(code, facts))


def canceled() -> Result:
    return Result(status=Status.CANCELED, finished_at="2026-01-02T03:04:06.123Z")
