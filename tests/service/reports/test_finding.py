from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reports.finding import (
    Category,
    Check,
    CheckStatus,
    Finding,
    Judgement,
    Message,
    Operand,
    Severity,
    Verdict,
    finding_id,
)
from service.reports.report import Location
from tests.service.reports.table_reports import cell

FINDING = Finding("1", "ARI01", "x", Category.ARITHMETIC, Severity.ERROR, Message("甲", "a"), (Location(1),))
PASSED = Check("ARI01", CheckStatus.PASSED, 3)
PLACES = st.builds(
    Location,
    section=st.none() | st.integers(0, 6),
    row=st.none() | st.sampled_from(["received", "carried_over"]),
    column=st.none() | st.sampled_from(["total", "other"]),
    line=st.none() | st.integers(1, 3),
    quote=st.none() | st.text("甲乙", max_size=2),
    # An id doesn't depend on these.
    bbox=st.none(),
    confidence=st.just(1.0),
    attachment=st.none(),
    focus=st.just(()),
)


@given(PLACES, PLACES, st.integers(0, 2), st.integers(0, 2))
def test_an_id_is_the_same_for_the_same_place_and_another_for_any_other(
    here: Location, there: Location, first: int, second: int
) -> None:
    same = (here, first) == (there, second)
    assert (finding_id("ARI01", here, first) == finding_id("ARI01", there, second)) == same
    assert finding_id("ARI01", here, first) != finding_id("ARI02", here, first)


def test_an_id_does_not_depend_on_where_the_page_shows_it() -> None:
    assert finding_id("ARI01", Location(3, bbox=(0, 0, 1, 1)), 0) == finding_id("ARI01", Location(3), 0)


def test_a_difference_has_its_sign_and_is_there_only_where_figures_are_compared() -> None:
    assert replace(FINDING, expected=8, actual=5).difference == -3
    assert FINDING.difference is None
    assert replace(FINDING, actual=5).difference is None


def test_a_message_names_its_facts_in_both_languages() -> None:
    assert Message("有 {n} 件", "{n} of them").format({"n": 3, "more": 4}) == Message("有 3 件", "3 of them")


def test_a_cell_is_an_operand_by_its_figure_a_blank_one_zero() -> None:
    assert Operand.of(cell("reviews", "review", "total", "１２"), "right").value == 12
    blank = Operand.of(cell("reviews", "review", "total", "—"), "left", -1)
    assert (blank.value, blank.text, blank.sign, blank.side) == (0, "—", -1, "left")


@pytest.mark.parametrize(
    ("findings", "checks", "verdict"),
    [
        ([], [PASSED], Verdict.PASS),
        ([], [Check("ARI01", CheckStatus.SKIPPED)], Verdict.PASS),
        ([replace(FINDING, severity=Severity.WARNING)], [PASSED], Verdict.PASS),
        ([FINDING], [PASSED], Verdict.FAIL),
        ([replace(FINDING, suppressed="约定")], [PASSED], Verdict.PASS),
        ([], [replace(PASSED, unread=1)], Verdict.INCOMPLETE),
        ([], [Check("ARI01", CheckStatus.CRASHED)], Verdict.INCOMPLETE),
        ([FINDING], [Check("ARI01", CheckStatus.CRASHED)], Verdict.FAIL),
    ],
)
def test_the_verdict_is_the_worst_that_counts(findings: list[Finding], checks: list[Check], verdict: Verdict) -> None:
    assert Judgement(tuple(findings), tuple(checks)).verdict is verdict
