"""Findings against those of an earlier result, also where the report has changed around them."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from service.audits.audit import Result, Status
from service.audits.baseline import since
from tests.corpus.draft import Draft, Part, Sentence
from tests.corpus.mutations import case
from tests.corpus.rendering import render
from workers.pipeline import audit_bytes

FORMATS = ("text-tabs", "html", "docx", "pdf")
OFFICES, WORK = ("办公室", "综合科", "法规科"), ("公开指南", "公开目录", "信息发布审核", "政策解读")
TOTAL = ("applications", "outcomes.not_processed.publications", "total")


def result(*ids: str, to_check: bool | None = None) -> Result:
    """With findings of these ids, each of a fault of its own; None for what an earlier version kept."""
    told = {} if to_check is None else {"to_check": to_check}
    besides = {"rule": "X", "operands": [], "facts": {}, **told}
    findings = tuple({"id": id, "locations": [{"section": ord(id)}], **besides} for id in ids)
    return Result(Status.SUCCEEDED, "2024-01-01T00:00:01Z", findings=findings)


def states(now: Result, before: Result) -> Counter[tuple[str, str]]:
    """How many findings of which rule are what."""
    told = since(now, before)
    return Counter((found["rule"], found["baseline_state"]) for found in (*told.findings, *told.absent))


def audited(draft: Draft, format: str) -> Result:
    _name, data = render(draft, format, seed=1)
    return audit_bytes(data)


def with_line_above(draft: Draft) -> Draft:
    """The report with one more paragraph, so that all else stands on another line, and some on another page."""
    first = draft.section(1)
    added = Part(
        None, tuple((Sentence.of(f"{office}持续完善{what}，规范公开流程。"),) for office in OFFICES for what in WORK)
    )
    return draft.with_section(replace(first, parts=(added, *first.parts)))


@pytest.fixture
def broken() -> Draft:
    """A report with two wrong totals, a foreign year, and a sentence that contradicts a table."""
    draft = case("figures.total_cell", 3).draft
    table = draft.tables["applications"].with_cell("received", "natural_person", "77")
    first = draft.section(1)
    said = ((Sentence.of(f"{draft.year - 3}年，本机关认真落实各项要求。"),), (Sentence.of("全年制发规范性文件88件。"),))
    return draft.with_table(table).with_section(replace(first, parts=(*first.parts, Part(None, said))))


def test_findings_are_told_as_new_unchanged_or_gone() -> None:
    told = since(result("a", "b"), result("b", "c"))
    assert [(found["id"], found["baseline_state"]) for found in told.findings] == [("a", "new"), ("b", "unchanged")]
    assert [(found["id"], found["baseline_state"]) for found in told.absent] == [("c", "absent")]


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [(True, False, "new"), (False, True, "unchanged"), (True, True, "unchanged"), (None, False, "unchanged")],
)
def test_what_was_only_to_check_and_is_established_now_is_new(before: bool | None, now: bool, state: str) -> None:
    told = since(result("a", to_check=now), result("a", to_check=before))
    assert [found["baseline_state"] for found in told.findings] == [state]
    assert told.absent == ()


def test_a_result_against_itself_is_unchanged_throughout() -> None:
    told = since(result("a", "b"), since(result("a", "b"), result()))
    assert {found["baseline_state"] for found in told.findings} == {"unchanged"}
    assert told.absent == ()


@pytest.mark.parametrize("format", FORMATS)
def test_what_only_moved_is_unchanged(broken: Draft, format: str) -> None:
    before = audited(broken, format)
    assert before.findings
    told = since(audited(with_line_above(broken), format), before)
    assert {found["baseline_state"] for found in told.findings} == {"unchanged"}
    assert told.absent == ()


@pytest.mark.parametrize("format", FORMATS)
def test_one_mended_cell_is_gone_and_all_else_is_what_it_was_with_a_line_added_above(
    broken: Draft, format: str
) -> None:
    before = audited(broken, format)
    table, row, column = TOTAL
    own = broken.tables[table]
    right = str(sum(int(text or 0) for name, text in own.cells[row].items() if name != column))
    mended = with_line_above(broken.with_table(own.with_cell(row, column, right)))
    told = since(audited(mended, format), before)
    where = [
        (found["rule"], *(found["locations"][0].get(name) for name in ("table", "row", "column")))
        for found in told.absent
    ]
    assert ("ARI02", *TOTAL) in where
    assert {found["baseline_state"] for found in told.findings} == {"unchanged"}
    assert len(told.absent) + len(told.findings) == len(before.findings)


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_mended_wrongly_is_not_mended(broken: Draft, format: str) -> None:
    table, row, column = TOTAL
    wrong = broken.with_table(broken.tables[table].with_cell(row, column, "41"))
    wrong = with_line_above(wrong)
    first = wrong.section(1)
    last = Part(None, (*first.parts[-1].paragraphs[:1], (Sentence.of("全年制发规范性文件89件。"),)))
    now = audited(wrong.with_section(replace(first, parts=(*first.parts[:-1], last))), format)
    counted = states(now, audited(broken, format))
    assert {state for (rule, state) in counted if rule in ("ARI02", "CON02", "YEAR03")} == {"unchanged"}


def test_a_fault_that_was_not_there_is_new_beside_one_that_is_still(broken: Draft) -> None:
    before = audited(broken, "docx")
    table = broken.tables["applications"]
    more = with_line_above(broken.with_table(table.with_cell("carried_over", "natural_person", "55")))
    told = since(audited(more, "docx"), before)
    new = [found for found in told.findings if found["baseline_state"] == "new"]
    assert ("ARI02", "carried_over") in [(found["rule"], found["locations"][0].get("row")) for found in new]
    assert ("ARI02", "received") in [
        (found["rule"], found["locations"][0].get("row"))
        for found in told.findings
        if found["baseline_state"] == "unchanged"
    ]


def test_of_two_alike_one_is_gone_where_one_is_left() -> None:
    alike = {"rule": "X", "locations": [{"section": 1, "quote": "甲"}], "operands": [], "facts": {}}
    two = Result(Status.SUCCEEDED, "2024-01-01T00:00:01Z", findings=({"id": "1", **alike}, {"id": "2", **alike}))
    one = replace(two, findings=({"id": "3", **alike},))
    assert states(one, two) == {("X", "unchanged"): 1, ("X", "absent"): 1}
    assert states(two, one) == {("X", "unchanged"): 1, ("X", "new"): 1}


def test_a_corrected_version_of_a_corrected_version_is_set_against_the_last(broken: Draft) -> None:
    """Each step mends one thing; nothing of what an earlier one mended is told again."""
    table, row, column = TOTAL
    own = broken.tables[table]
    right = str(sum(int(text or 0) for name, text in own.cells[row].items() if name != column))
    second = broken.with_table(own.with_cell(row, column, right))
    first = second.section(1)
    third = second.with_section(replace(first, parts=first.parts[:-1]))
    results = [audited(each, "docx") for each in (broken, second, third)]
    for before, now in pairwise(results):
        told = since(now, before)
        assert told.absent
        assert {found["baseline_state"] for found in told.findings} <= {"unchanged"}
