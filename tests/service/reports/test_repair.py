import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.reports import form, identities
from service.reports import repair as repairing
from service.reports.repair import MOST_CHANGES, Repair, Slip, repairs, slip
from service.reports.report import Report
from tests.service.reports import balanced, table_reports
from tests.service.reports.balanced import Balanced

CELLS = st.tuples(st.sampled_from(list(form.APPLICATION_ROWS)), st.sampled_from(list(form.APPLICATION_COLUMNS)))
SLIPS = st.integers(-9, 30).filter(bool)


def broken(report: Report) -> set[str]:
    found = (identities.balances, identities.row_totals, identities.outcome_totals, identities.review_totals)
    return {identity.key for of in found for identity in of(report) if not identity.holds}


def changed(figures: Balanced, slips: Iterable[tuple[tuple[str, str], int]]) -> Balanced:
    """The figures with these differences, none below zero."""
    wrong = dict(figures)
    for cell, difference in slips:
        wrong[cell] = max(0, wrong[cell] + difference)
    return wrong


def mended(figures: Balanced, found: Iterable[Repair]) -> Balanced:
    right = dict(figures)
    for repair in found:
        for change in repair.plans[0].changes:
            right[change.cell.at.row or "", change.cell.at.column or ""] = change.right
    return right


@given(balanced.applications())
def test_a_balanced_table_needs_no_repair(figures: Balanced) -> None:
    assert repairs(table_reports.applications(figures)) == ()


@given(balanced.applications(), CELLS, SLIPS)
def test_one_wrong_figure_is_found_and_only_that(figures: Balanced, cell: tuple[str, str], difference: int) -> None:
    wrong = changed(figures, [(cell, difference)])
    found = repairs(table_reports.applications(wrong))
    assert len(found) == (wrong != figures)
    for repair in found:
        assert len(repair.plans[0].changes) == 1
        assert broken(table_reports.applications(mended(wrong, found))) == set()
        if len(repair.plans) == 1:
            assert mended(wrong, found) == figures


@given(balanced.applications(), st.sampled_from(form.OUTCOME_DETAILS), st.sampled_from(list(form.APPLICANTS)), SLIPS)
def test_a_wrong_detail_is_the_only_figure_that_mends_its_row_and_column(
    figures: Balanced, row: str, column: str, difference: int
) -> None:
    wrong = changed(figures, [((row, column), difference)])
    for repair in repairs(table_reports.applications(wrong)):
        assert len(repair.plans) == 1
        assert mended(wrong, [repair]) == figures
        assert repair.mends == {f"row {row}", f"outcomes {column}"}


@settings(max_examples=150, deadline=None)
@given(balanced.applications(), st.lists(st.tuples(CELLS, SLIPS), min_size=2, max_size=2))
def test_two_wrong_figures_are_mended_by_no_more_changes_and_every_identity_holds(
    figures: Balanced, slips: list[tuple[tuple[str, str], int]]
) -> None:
    wrong = changed(figures, slips)
    found = repairs(table_reports.applications(wrong))
    assert broken(table_reports.applications(mended(wrong, found))) == set()
    assert sum(len(repair.plans[0].changes) for repair in found) <= sum(
        wrong[cell] != figures[cell] for cell in figures
    )
    assert {key for repair in found for key in repair.mends} == broken(table_reports.applications(wrong))


@settings(deadline=None)
@given(
    balanced.applications(),
    st.sampled_from(form.OUTCOME_DETAILS),
    st.lists(st.sampled_from(list(form.APPLICANTS)), min_size=2, max_size=2, unique=True),
    st.integers(1, 9),
)
def test_a_count_put_in_another_column_of_its_row_is_mended_by_two_changes(
    figures: Balanced, row: str, columns: list[str], count: int
) -> None:
    ours, theirs = ((row, column) for column in columns)
    right = {**figures, ours: figures[ours] + count}
    right[row, "total"] += count
    for column in (columns[0], "total"):
        right["outcomes.total", column] += count
        right["received", column] += count
    wrong = {**right, ours: right[ours] - count, theirs: right[theirs] + count}
    found = repairs(table_reports.applications(wrong))
    assert broken(table_reports.applications(mended(wrong, found))) == set()
    assert sum(len(repair.plans[0].changes) for repair in found) <= 2


@given(balanced.reviews(), st.sampled_from(list(form.REVIEW_ROWS)), SLIPS)
def test_a_wrong_figure_of_table_four_is_one_of_five_so_the_repair_is_not_the_only_one(
    figures: Balanced, row: str, difference: int
) -> None:
    wrong = changed(figures, [((row, "total"), difference)])
    for repair in repairs(table_reports.reviews(wrong)):
        assert len(repair.plans[0].changes) == 1
        assert broken(table_reports.reviews(mended(wrong, [repair]))) == set()
        assert len(repair.plans) > 1


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(CELLS, st.integers(0, 500), max_size=175))
def test_a_table_of_any_figures_is_given_up_in_time_or_mended_whole(figures: dict[tuple[str, str], int]) -> None:
    report = table_reports.applications(figures)
    started = time.process_time()
    found = repairs(report)
    assert time.process_time() - started < 3
    full = {(row, column): 0 for row in form.APPLICATION_ROWS for column in form.APPLICATION_COLUMNS} | figures
    told = {key for repair in found for key in repair.mends}
    assert told <= broken(report)
    assert not told & broken(table_reports.applications(mended(full, found)))
    assert all(1 <= len(repair.plans[0].changes) <= MOST_CHANGES for repair in found)


def test_a_figure_in_the_wrong_column_is_told_as_a_neighbours() -> None:
    right = {("received", "natural_person"): 8, ("received", "total"): 8, ("outcomes.granted", "natural_person"): 8}
    right |= {("outcomes.granted", "total"): 8, ("outcomes.total", "natural_person"): 8, ("outcomes.total", "total"): 8}
    wrong = {**right, ("received", "natural_person"): 0, ("received", "commercial_enterprise"): 8}
    (repair,) = repairs(table_reports.applications(wrong))
    assert repair.plans[0].slip is Slip.NEIGHBOUR
    assert [(c.cell.at.column, c.right) for c in repair.plans[0].changes] == [
        ("natural_person", 8),
        ("commercial_enterprise", 0),
    ]


def test_a_search_that_takes_too_many_steps_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = {("received", "natural_person"): 3, ("outcomes.granted", "other"): 2}
    assert repairs(table_reports.applications(figures))
    monkeypatch.setattr(repairing, "MOST_STEPS", 0)
    assert repairs(table_reports.applications(figures)) == ()


def test_independent_mistakes_are_repaired_each_by_itself() -> None:
    figures = {("received", "natural_person"): 1, ("received", "total"): 1, ("carried_forward", "natural_person"): 1}
    figures |= {("carried_forward", "total"): 1}
    three = table_reports.table("applications", {**figures, ("outcomes.granted", "other"): 5})
    four = table_reports.table("reviews", {("review", "upheld"): 1})
    found = repairs(Report(tables=(three, four)))
    assert sorted(sorted(repair.mends) for repair in found) == [
        ["outcomes other", "row outcomes.granted"],
        ["reviews review"],
    ]


def test_of_equal_repairs_the_one_that_looks_like_a_slip_is_named() -> None:
    figures = {("review", "upheld"): 12, ("review", "corrected"): 13, ("review", "total"): 52}
    (repair,) = repairs(table_reports.reviews(figures))
    (change,) = repair.plans[0].changes
    assert (change.cell.at.column, change.right, repair.plans[0].slip) == ("total", 25, Slip.SWAPPED)
    assert len(repair.plans) > 1


def test_what_is_not_readable_is_neither_mended_nor_changed() -> None:
    figures = {("received", "natural_person"): "3（件）", ("received", "total"): 2}
    assert all("row received" not in repair.mends for repair in repairs(table_reports.applications(figures)))


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        (12, 21, Slip.SWAPPED),
        (1, 10, Slip.DROPPED),
        (100, 10, Slip.DOUBLED),
        (0, 10, Slip.DROPPED),
        (7, 9, Slip.OTHER),
        (5, 5, Slip.OTHER),
        (123, 321, Slip.SWAPPED),
    ],
)
def test_a_slip_is_told_by_its_digits(wrong: int, right: int, expected: Slip) -> None:
    assert slip(wrong, right) is expected


@given(st.integers(10, 10**6), st.data())
def test_a_digit_dropped_is_the_opposite_of_one_too_many(right: int, data: st.DataObject) -> None:
    digits = str(right)
    place = data.draw(st.integers(0, len(digits) - 1))
    shorter = int(digits[:place] + digits[place + 1 :])
    if len(str(shorter)) == len(digits) - 1:
        assert slip(shorter, right) is Slip.DROPPED
        assert slip(right, shorter) is Slip.DOUBLED
