"""Whether a run of numerals is even: each level in one style, counting up from one."""

from collections.abc import Sequence

Numeral = tuple[str, int | None]
"""Style and number: ("（一）", 3)."""


def is_even(numerals: Sequence[Numeral], *, gaps: int = 0) -> bool:
    """Whether the numerals count up in one style, sub-levels of another style nested in order.

    `gaps` numbers may be left out: a part that is missing altogether takes its number along.
    """
    levels: list[tuple[str, int]] = []
    left_out = gaps
    for style, number in numerals:
        if not style or number is None:
            return False
        depth = next((i for i, (known, _) in enumerate(levels) if known == style), None)
        expected = 1 if depth is None else levels[depth][1] + 1
        missing = number - expected
        if not 0 <= missing <= left_out:
            return False
        left_out -= missing
        levels = [*(levels if depth is None else levels[:depth]), (style, number)]
    return True
