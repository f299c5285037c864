import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.renderers import to_json
from service.reports.finding import Check, CheckStatus
from service.reports.report import Location, Paragraph, Piece, Report
from service.rules import RULES
from tests.service.api.results import finding, plain_finding, report


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (None, None),
        (8, 8),
        (-3, -3),
        (Decimal("8"), 8),
        (Decimal("8.00"), 8),
        (Decimal("1E+3"), 1000),
        (Decimal("0.10"), "0.1"),
        (Decimal("-2.50"), "-2.5"),
        (Decimal("0.0000001"), "0.0000001"),
    ],
)
def test_a_figure_is_a_number_where_whole_and_a_string_where_decimal(figure, shown) -> None:
    assert to_json.number(figure) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_no_figure_loses_anything(figure: Decimal) -> None:
    assert Decimal(json.loads(json.dumps(to_json.number(figure)))) == figure


def test_a_place_tells_only_what_is_known() -> None:
    assert to_json.location(Location()) == {}
    assert to_json.location(Location(section=0, line=3)) == {"section": 0, "line": 3}


def test_a_finding_keeps_both_languages_until_one_is_asked_for() -> None:
    shown = to_json.finding(finding())
    assert shown["message"] == {"zh": "“总计”列不平衡", "en": "The column does not balance"}
    assert to_json.localised(shown, "en")["suggestion"] == "Check it"
    assert to_json.localised(to_json.finding(plain_finding(1)), "zh")["suggestion"] is None
    assert shown["message"]["zh"] == "“总计”列不平衡"


def test_an_operand_stands_where_its_cell_does() -> None:
    left, right = to_json.finding(finding())["operands"]
    assert (left["table"], left["row"], left["column"], left["page"]) == ("applications", "received", "total", 2)
    assert (left["value"], left["text"], left["sign"], left["side"]) == (8, "8", 1, "left")
    assert (right["value"], right["sign"], right["side"]) == ("1.5", -1, "right")


def test_an_operand_tells_in_whose_report_it_stands_where_that_is_another() -> None:
    told = finding()
    own, last = told.operands
    shown = to_json.finding(replace(told, operands=(own, replace(last, report="previous"))))["operands"]
    assert [operand.get("report") for operand in shown] == [None, "previous"]


def test_facts_are_told_in_values_of_json() -> None:
    shown = to_json.finding(finding())["facts"]
    assert json.loads(json.dumps(shown)) == shown == {"label": "总计", "years": [2022, 2023], "share": "0.5"}


def test_a_check_tells_what_was_looked_at() -> None:
    made = to_json.check(Check("ARI01", CheckStatus.SKIPPED, 0, 3, 0))
    assert made == {
        "rule": "ARI01",
        "status": "skipped",
        "looked_at": 0,
        "unread": 3,
        "findings": 0,
        "truncated": False,
        "understood": None,
    }


def test_everything_made_is_json() -> None:
    for made in (to_json.tables(report()), to_json.text(report()), to_json.finding(finding())):
        assert json.loads(json.dumps(made)) == made


def test_an_empty_report_has_no_tables_and_no_text() -> None:
    assert to_json.tables(Report()) == []
    assert to_json.text(Report()) == {"title": None, "preamble": [], "sections": []}


@given(st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=6))
def test_the_lines_of_a_paragraph_are_all_of_it(parts: list[str]) -> None:
    starts = [sum(map(len, parts[:index])) for index in range(len(parts))]
    pieces = tuple(Piece(start, line=number) for number, start in enumerate(starts, 1))
    shown = to_json.text(Report(preamble=(Paragraph("".join(parts), pieces),)))["preamble"][0]
    assert [(line["text"], line["line"]) for line in shown["lines"]] == [(text, n) for n, text in enumerate(parts, 1)]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_told_in_both_languages(rule) -> None:
    chinese, english = to_json.rule(rule, "zh"), to_json.rule(rule, "en")
    assert chinese["fault"] != english["fault"]
    assert chinese["example"] == english["example"]
