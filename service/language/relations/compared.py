"""What a difference is told of: two figures that are compared, be they counts or rates."""

from typing import NamedTuple

from service.language.relations.figures import Figure

BETWEEN = frozenset("COMMA FILL COMPARE CHANGE MORE LAST DATE THIS RATE AND AMID".split())
"""What may stand between figures that are compared."""
YEARS = frozenset({"LAST", "DATE"})
"""What names the year of an earlier figure."""
SLIP = 1e-9
"""By how much sums of decimals may be off by their binary form."""


class Told(NamedTuple):
    """A difference as told, of the later figure from the earlier one."""

    later: Figure
    earlier: Figure
    by: Figure
