"""What a difference is told of: two figures that are compared, be they counts or rates."""

from typing import NamedTuple

from service.language.lexicon import spelled
from service.language.relations.figures import Figure

BETWEEN = frozenset("COMMA FILL COMPARE CHANGE MORE LAST DATE THIS RATE AND AMID".split())
"""What may stand between figures that are compared."""
YEARS = frozenset({"LAST", "DATE"})
"""What names the year of an earlier figure."""
SLIP = 1e-9
"""By how much sums of decimals may be off by their binary form."""


_SAYS_NO_MORE = frozenset({"COMMA", "PAUSE", "SEMI", "FILL", "LAST"})
_ENDS_CLAUSE = frozenset({"COMMA", "SEMI", "STOP"})
_THERE_ARE = spelled("there_are_only")
_OPENS_PARTS = frozenset({"AMID", "AMONG"})
_OF_THIS_YEAR = frozenset({"CARRY", "COMPARE", "CHANGE", "MORE"})
"""What a count is told of this year with, though last year is named: 上年结转2件, 较上年增加3件."""


def is_of_last_year(figure: Figure) -> bool:
    """Whether a count is told to be last year's: 上年补正10件."""
    kinds = {token.kind for token in figure.clause}
    return "LAST" in kinds and kinds.isdisjoint(_OF_THIS_YEAR)


def is_compared_with(figure: Figure) -> bool:
    """Whether a count is what the one before it is set beside, and so is no part of it and not its whole: 建议15件,多于提案9件; 9件,上年8件."""
    first = next(iter(figure.clause), None)
    is_apart = [token.kind for token in figure.before_clause[-1:]] == ["COMMA"]  # not 12人中超过35岁的有9人,占85%
    is_after = is_apart and first is not None and first.kind == "COMPARE" and first.value != "from"
    is_after = is_after and figure.clause[-1].text not in _THERE_ARE  # 超过20个工作日才公开的有14条
    ends_clause = set(figure.behind[:1]) <= _ENDS_CLAUSE  # not 上年是36个公告了24个,占66.7%
    is_bare = ends_clause and all(token.kind in _SAYS_NO_MORE for token in figure.clause)
    is_whole = not _OPENS_PARTS.isdisjoint(figure.behind)  # 上年为24个项目中的19个,占79.2%
    return (is_after or (is_bare and is_of_last_year(figure))) and not is_whole


class Told(NamedTuple):
    """A difference as told, of the later figure from the earlier one."""

    later: Figure
    earlier: Figure
    by: Figure
