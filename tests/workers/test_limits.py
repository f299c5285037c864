"""A file holds no more than its size has room for."""

from itertools import pairwise

import pytest

from service.errors import LimitExceeded
from tests.system.growth.report import with_text
from workers.limits import MIB, Limits
from workers.readers import read

NAMES = ("pages", "inflated_bytes", "xml_nodes", "paragraphs", "glyphs", "glyphs_a_page", "rules", "operations")


def test_a_large_file_has_the_limits_that_are_set() -> None:
    assert Limits().for_file(20 * MIB) == Limits()


@pytest.mark.parametrize("name", NAMES)
def test_a_small_file_has_room_for_less_and_a_larger_one_never_for_less_than_it(name: str) -> None:
    bounds = [getattr(Limits().for_file(size), name) for size in (0, 10_000, 64_000, MIB, 20 * MIB)]

    assert bounds[0] < bounds[-1]
    assert all(less <= more for less, more in pairwise(bounds))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_set_lower_stays(name: str) -> None:
    assert getattr(Limits(**{name: 1}).for_file(64_000), name) == 1


def test_a_small_text_of_thousands_of_lines_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="paragraphs"):
        read(with_text({"section1": "字\n" * 9_000}))
