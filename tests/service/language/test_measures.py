"""What every measure's shapes have in common."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from service.language.claims.making import _NAMED_BEFORE, _TOLD_OF
from service.language.lexer import Shape, letters
from service.language.measures import MEASURES, SUBJECTS

_LONGEST = 4
_WITH_VALUE = re.compile("(?:AMOUNT|COLUMN|CONCLUDED|MATTER|OPEN|NEXT|SHORT|WITHOUT|WON)$")
"""What a word's value adds to its category in shapes."""


def _words_without(subjects: frozenset[str], shape: str) -> Iterator[str]:
    """All short words over those categories of a shape that are none of `subjects`, and over both marks of a number."""
    others = [kind for kind in re.findall("[A-Z]{2,}", shape) if _WITH_VALUE.sub("", kind) not in subjects]
    for length in range(_LONGEST + 1):
        yield from map("".join, product(("#", "N", *letters(dict.fromkeys(others))), repeat=length))


@pytest.mark.parametrize(
    ("subjects", "shape"),
    [
        pytest.param(subjects, shape, id=f"{measure.name} {shape}")
        for measure in MEASURES
        # of whatever was named, which is asked first
        if _NAMED_BEFORE.isdisjoint(measure.follows)
        for subjects in ((_TOLD_OF,) if measure.follows or measure.is_beside else (_TOLD_OF, SUBJECTS))
        for shape in (*measure.shapes, *measure.denials)
    ],
)
def test_no_shape_fits_without_what_is_told_of_so_that_items_and_sentences_without_it_may_be_skipped(
    subjects: frozenset[str], shape: str
) -> None:
    fits = Shape(shape).fits
    assert not [word for word in _words_without(subjects, shape) if fits(word)]
