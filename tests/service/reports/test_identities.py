from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reports import form, identities
from service.reports.identities import Identity
from service.reports.report import Report, Row
from tests.service.reports import balanced, table_reports
from tests.service.reports.balanced import Balanced

OLD_ROWS = {row: row for row in form.APPLICATION_ROWS if row not in form.OTHER_DETAILS} | {"outcomes.other": "（六）"}


def every(report: Report) -> list[Identity]:
    found = (identities.balances, identities.row_totals, identities.outcome_totals, identities.review_totals)
    return [identity for of in found for identity in of(report)]


@given(balanced.applications(), balanced.reviews())
def test_in_a_balanced_report_each_of_the_42_identities_is_read_and_holds(three: Balanced, four: Balanced) -> None:
    tables = (table_reports.table("applications", three), table_reports.table("reviews", four))
    found = every(Report(tables=tables))
    assert len(found) == 7 + 25 + 7 + 3
    assert len({identity.key for identity in found}) == len(found)
    assert all(identity.is_readable and identity.holds for identity in found)


@given(balanced.applications(), st.sampled_from(list(form.APPLICATION_ROWS)), st.sampled_from(list(form.APPLICANTS)))
def test_a_changed_figure_breaks_its_row_and_its_columns_identity_and_no_other(
    figures: Balanced, row: str, column: str
) -> None:
    changed = table_reports.applications(figures | {(row, column): figures[row, column] + 1})
    kind = {"outcomes.total": {"balance", "outcomes"}}.get(
        row, {"outcomes" if row in form.OUTCOME_DETAILS else "balance"}
    )
    expected = {f"row {row}"} | {f"{each} {column}" for each in kind}
    assert {identity.key for identity in every(changed) if not identity.holds} == expected


@pytest.mark.parametrize("row", form.REVIEW_ROWS)
def test_each_result_of_table_four_is_a_part_of_its_total(row: str) -> None:
    for column in form.REVIEW_COLUMNS:
        broken = [i for i in identities.review_totals(table_reports.reviews({(row, column): 1})) if not i.holds]
        assert [(i.at.row, i.at.column) for i in broken] == [(row, "total")]


def test_both_sums_and_every_operand_with_its_side_are_told() -> None:
    report = table_reports.applications(
        {("received", "total"): 7, ("carried_over", "total"): 2, ("outcomes.total", "total"): 8}
    )
    identity = next(i for i in identities.balances(report) if i.at.column == "total")
    assert (identity.expected, identity.actual) == (9, 8)
    assert [(o.value, o.side) for o in identity.operands] == [(7, "left"), (2, "left"), (8, "right"), (0, "right")]
    assert (identity.at.row, identity.at.column) == ("outcomes.total", "total")


@pytest.mark.parametrize("text", ["无", "22（其中修订16件）", "-1"])
def test_an_identity_with_words_or_an_annotation_is_not_judged(text: str) -> None:
    report = table_reports.applications({("received", "other"): text})
    unread = {i.key for i in every(report) if not i.is_readable}
    assert unread == {"balance other", "row received"}


def test_a_blank_counts_as_zero_and_may_be_all_that_is_wrong() -> None:
    blank = table_reports.applications({("received", "natural_person"): "—", ("received", "total"): 3})
    short = next(i for i in identities.row_totals(blank) if i.at.row == "received")
    assert short.is_readable
    assert short.a_blank_would_mend_it
    over = table_reports.applications({("received", "natural_person"): "—", ("received", "other"): 3})
    beyond = next(i for i in identities.row_totals(over) if i.at.row == "received")
    assert not beyond.holds
    assert not beyond.a_blank_would_mend_it, "no count put in a part makes the parts fewer"


def test_an_identity_that_holds_needs_no_mending() -> None:
    report = table_reports.applications({("received", "natural_person"): ""})
    assert not any(identity.a_blank_would_mend_it for identity in every(report))


def test_a_missing_row_or_an_unsure_cell_makes_an_identity_unreadable() -> None:
    table = table_reports.table("applications", {})
    unreadable = Row("received", "", table.rows["received"].at, unreadable="六个数字")
    report = Report(tables=(replace(table, rows={**table.rows, "received": unreadable}),))
    assert not any(identity.is_readable for identity in identities.balances(report))
    unsure = table_reports.cell("applications", "received", "other", "1", confidence=0.5)
    cells = {**table.rows["received"].cells, "other": unsure}
    row = replace(table.rows["received"], cells=cells)
    report = Report(tables=(replace(table, rows={**table.rows, "received": row}),))
    doubted = [identity for identity in every(report) if not identity.is_readable]
    assert {identity.key for identity in doubted} == {"balance other", "row received"}
    assert {identity.confidence for identity in doubted} == {0.5}


def test_in_the_form_of_2019_other_outcomes_are_one_detail_row() -> None:
    figures = {("outcomes.other", "total"): 4, ("outcomes.total", "total"): 4}
    table = table_reports.table("applications", figures, rows=OLD_ROWS)
    assert len(identities.outcome_details(table)) == 19
    total = next(i for i in identities.outcome_totals(Report(tables=(table,))) if i.at.column == "total")
    assert total.is_readable
    assert total.holds


def test_a_table_that_is_not_there_has_no_identities() -> None:
    assert every(Report()) == []
