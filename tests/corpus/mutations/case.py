"""A report with what must be found in it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.corpus.draft import Draft
from tests.corpus.expected import Expected, Item, expect


@dataclass(frozen=True, slots=True)
class Case:
    """A draft, the findings that must be made, those that may be besides, and what its sender says with it."""

    draft: Draft
    items: tuple[Item, ...] = ()
    also: tuple[Item, ...] = ()
    asked_year: int | None = None
    previous: Draft | None = None


Mutation = Callable[[Draft, Random], Case | None]
"""A change to a correct report; None where the report has nothing to change."""


def broken(
    draft: Draft,
    *items: Item,
    also: tuple[Item, ...] = (),
    asked_year: int | None = None,
    previous: Draft | None = None,
) -> Case:
    """The case of a changed draft: the named findings and those that follow in figures and claims."""
    expected = Expected(items, also) + expect(draft)
    return Case(draft, expected.items, expected.also, asked_year, previous)
