"""The corpus itself: clean drafts are clean, seeds are kept, renderings and mutations do what they say."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reports import form
from service.reports.numerals import chinese_number
from tests.corpus.expected import expect
from tests.corpus.grids import grid, size, truth
from tests.corpus.harmless import HARMLESS, harmless
from tests.corpus.mutations import MUTATIONS, case
from tests.corpus.mutations.text import bank_card, identity_number
from tests.corpus.rendering import FORMATS, render
from tests.corpus.report import build
from tests.corpus.spelling import chinese

SEEDS = st.integers(min_value=0, max_value=10**6)


@given(SEEDS)
def test_a_clean_draft_breaks_no_identity_and_says_nothing_that_its_tables_deny(seed: int) -> None:
    found = expect(build(seed))

    assert (found.items, found.also) == ((), ())


@given(SEEDS)
def test_a_seed_gives_the_same_draft_again(seed: int) -> None:
    assert build(seed) == build(seed)


@given(SEEDS)
def test_the_grids_have_the_form_s_shapes_and_no_cell_overlaps_another(seed: int) -> None:
    draft = build(seed)

    for key, shape in (("disclosure", (14, 4)), ("applications", (28, 10)), ("reviews", (4, 15))):
        cells = grid(draft.tables[key])
        unit = [
            (r, c)
            for x in cells
            for r in range(x.row, x.row + x.rowspan)
            for c in range(x.column, x.column + x.colspan)
        ]
        assert size(cells) == shape
        assert len(unit) == len(set(unit)) == shape[0] * shape[1]


@given(SEEDS)
def test_the_truth_holds_every_figure_of_the_form(seed: int) -> None:
    found = truth(build(seed))

    assert {key: list(rows) for key, rows in found.items()} == {key: list(rows) for key, rows in form.ROWS.items()}


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_rendering_is_the_same_again_but_for_what_its_container_stamps(format: str) -> None:
    draft = build(5)

    assert len(render(draft, format, 1)[1]) == len(render(draft, format, 1)[1])


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_a_mutation_changes_the_report_or_what_is_sent_with_it(name: str) -> None:
    for seed in range(3):
        made = case(name, seed)
        assert made.items or name.startswith("figures.")
        assert made == case(name, seed)


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_a_harmless_change_leaves_nothing_to_find(name: str) -> None:
    for seed in range(3):
        made = harmless(name, seed)
        assert (made.items, expect(made.draft).items) == ((), ())


@given(st.integers(min_value=0, max_value=9999))
def test_a_numeral_reads_back(value: int) -> None:
    assert chinese_number(chinese(value)) == value


def test_invented_numbers_carry_their_check_digits() -> None:
    identity, card = identity_number(Random(1)), bank_card(Random(1))
    doubled = [int(d) * (2 if at % 2 else 1) for at, d in enumerate(reversed(card))]

    assert len(identity) == len("110101199001011234")
    assert sum(d // 10 + d % 10 for d in doubled) % 10 == 0
