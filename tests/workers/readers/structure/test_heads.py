"""A head's numeral is told from its words."""

import pytest

from workers.readers.structure.heads import Numeral, parse


@pytest.mark.parametrize(
    ("text", "number"), [("①公开渠道", 1), ("⑩公开渠道", 10), ("⑪公开渠道", 11), ("⑳公开渠道", 20)]
)
def test_a_number_in_a_circle_is_a_numeral_of_its_own_kind(text: str, number: int) -> None:
    line = parse(text)
    assert line.numeral == Numeral(text[0], number, "①")
    assert line.words == "公开渠道"


def test_a_number_in_a_circle_that_numbers_no_heads_is_a_bare_one() -> None:
    assert parse("㉑公开渠道").numeral == Numeral("㉑", 21, "1")
