"""What becomes of a year, one way of naming it at a time."""

import pytest

from service.language.year_claims import year_claims
from service.language.years.periods import periods, periods_without_year
from service.language.years.report_year import report_year
from service.reports.report import Report
from tests.service.reports.prose_reports import report
from tests.service.rules.test_cases import cases_of

CASE = next(iter(cases_of("YEAR03")))


def _report(text: str) -> Report:
    from dataclasses import replace

    return replace(CASE, report=text).read()


def _told(sentence: str, year: int, section: str = "一") -> str:
    found = [
        claim
        for claim in year_claims(_report(f"【一】2023年，我局落实《条例》。\n【{section}】{sentence}\n"))
        if claim.year.year == year and claim.year.sentence.text[:6] == sentence.replace("，", ",")[:6]
    ]
    return str(found[0].certainty) if found else "no year"


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("2022年，我局主动公开政府信息120条。", "established"),
        ("我局2022年共收到申请5件。", "established"),
        ("今年是2022年，我局加强公开。", "to check"),
        ("2022年120条信息主动公开。", "to check"),
        ("2021年收到申请5件，2022年收到申请8件。", "passed over"),
        ("2022年收到申请5件。2023年收到申请8件，增长60%。", "passed over"),
        ("较2022年增加20条。", "passed over"),
        ("2022年结转的申请1件已办结。", "passed over"),
        ("2022年，上年的问题已经整改。", "to check"),
    ],
)
def test_a_past_year_is_told_as_surely_as_it_is_understood(sentence: str, certainty: str) -> None:
    assert _told(sentence, 2022) == certainty


def test_key_points_of_a_past_year_in_a_plan_are_to_check() -> None:
    assert _told("下一步，我局将落实2022年政务公开工作要点，抓好公开。", 2022, "五") == "to check"
    assert _told("下一步，我局将落实2024年政务公开工作要点，抓好公开。", 2024, "五") == "passed over"


def test_a_university_reports_by_its_school_year() -> None:
    report = _report(
        "【标题】某大学2022—2023学年信息公开工作年度报告\n"
        "【引言】本报告的统计期限为2022年9月1日至2023年8月31日。\n"
        "【一】2022年10月，我校召开会议。\n"
    )
    own = report_year(report)
    assert (own.year, own.is_school_year) == (2023, True)
    assert [period.is_of_school_year(2023) for period in periods(report)] == [True]
    assert {str(claim.certainty) for claim in year_claims(report)} == {"passed over"}


def test_digits_that_ran_together_in_a_title_are_no_school_year() -> None:
    told = report((1, "收到申请3件。"), title="某大学20222023学年信息公开工作年度报告")
    assert report_year(told).year is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("【引言】本报告的统计期限自1月1日起至12月31日止。", ["本报告的统计期限自1月1日起至12月31日止。"]),
        ("【引言】统计期限为当年1月1日至12月31日。", ["统计期限为当年1月1日至12月31日。"]),
        ("【引言】本报告于12月31日编制，1月1日公布。", []),
        ("【一】1月1日至12月31日，网站全年开放。", []),
    ],
)
def test_a_period_without_a_year_is_one_of_the_introduction(text: str, told: list[str]) -> None:
    assert [where.quote for where in periods_without_year(_report(text))] == told
