"""What a difference is told of: two figures that are compared, be they counts or rates."""

from typing import NamedTuple

from service.language.relations.figures import Figure

BETWEEN = frozenset("COMMA FILL COMPARE CHANGE MORE LAST DATE THIS RATE AND AMID".split())
"""What may stand between figures that are compared."""
YEARS = frozenset({"LAST", "DATE"})
"""What names the year of an earlier figure."""
SLIP = 1e-9
"""By how much sums of decimals may be off by their binary form."""


_SAYS_NO_MORE = frozenset({"COMMA", "PAUSE", "SEMI", "FILL"})


def is_of_last_year(figure: Figure) -> bool:
    """Whether no more is told of a count than that it is last year's: 延期答复9件,上年8件."""
    return "LAST" in figure.kinds and {token.kind for token in figure.clause} - _SAYS_NO_MORE == {"LAST"}


def is_compared_with(figure: Figure) -> bool:
    """Whether a count is what the one before it is set beside, and so is no part of it and not its whole: 建议15件,多于提案9件."""
    first = next(iter(figure.clause), None)
    is_after = first is not None and first.kind == "COMPARE" and first.value != "from"
    return is_after or is_of_last_year(figure)


class Told(NamedTuple):
    """A difference as told, of the later figure from the earlier one."""

    later: Figure
    earlier: Figure
    by: Figure
