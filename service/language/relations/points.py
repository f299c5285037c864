"""By how many points a rate rose or fell, held against the two rates: 由80%升至86%,提高6个百分点."""

from collections.abc import Iterator

from service.language.claims import Certainty
from service.language.relations.figures import Row
from service.language.relations.times import rises_to
from service.language.relations.values import Growth
from service.language.text import Sentence

_BETWEEN = frozenset("COMMA FILL COMPARE CHANGE LAST DATE THIS RATE AND AMID".split())
_BASES = frozenset({"LAST", "DATE"})


def points(sentence: Sentence, row: Row) -> Iterator[Growth]:
    """The differences in points of a row that stand right behind the two rates that they are of."""
    for first, second, figure in zip(row.figures, row.figures[1:], row.figures[2:], strict=False):
        one, other, told = first.percent, second.percent, figure.percent
        if not one or not other or not told or one.is_points or other.is_points or not told.is_points:
            continue
        if not (one.is_exact and other.is_exact and told.is_exact) or "CHANGE" not in figure.kinds:
            continue
        if not _BETWEEN.issuperset(figure.kinds) or not (rises_to(second) or _is_base(second.kinds)):
            continue
        later, earlier = (other, one) if rises_to(second) else (one, other)
        actual = abs(float(later.value - earlier.value))
        holds = abs(actual - float(told.value)) < 10.0 ** -min(one.places, other.places, told.places) / 2 + _SLIP
        start = next(token.start for token in figure.lead if token.kind == "CHANGE")
        yield Growth(
            told.value, actual, max(one.places, other.places), later.value, earlier.value, holds, Certainty.ESTABLISHED, "", sentence,
            start, figure.token.end, is_points=True,
        )  # fmt: skip


_SLIP = 1e-9


def _is_base(kinds: tuple[str, ...]) -> bool:
    """Whether a rate is what the one before it is compared with: 98.5%,较上年的97.3%."""
    return kinds[:2] == ("COMMA", "COMPARE") and not _BASES.isdisjoint(kinds) and _BETWEEN.issuperset(kinds)
