"""The halves or quarters that a total behind them is of: 一季度9件,二季度8件,上半年合计17件; 上半年17件,下半年20件,全年37件."""

from collections.abc import Sequence
from itertools import takewhile

from service.language.lexicon import spelled
from service.language.relations.figures import Figure, Row

_HALVES, _QUARTERS, _WHOLE = spelled("halves"), spelled("quarters"), spelled("whole_year")
_SAME = dict(zip(spelled("numbered_quarters"), _QUARTERS, strict=True))
_PARTS = {
    **dict.fromkeys(_WHOLE, (_HALVES, _QUARTERS)),
    _HALVES[0]: (_QUARTERS[:2],),
    _HALVES[1]: (_QUARTERS[2:],),
}
"""What each time may be made up of."""
_TIMES = frozenset({"THIS", "PARTYEAR"})


def parts_of_year(row: Row, at: int) -> list[Figure]:
    """The parts of a total by the time that it names, all of which stand before it in its row; none where any is missing.

    A total is told as one, or has no words but its time, and what the parts are of.
    """
    if _TIMES.isdisjoint(row.figures[at].kinds):
        return []
    time = _time(row.figures[at])
    if time not in _PARTS or not _is_total(row, at):
        return []
    for times in _PARTS[time]:
        parts = [_of_step(_told_of(row.figures[:at], each), row.figures[at]) for each in times]
        ways = {way for part in parts if part and (way := _change(part))}
        if all(parts) and len(ways) < _BOTH_WAYS:  # not 上半年减少30条;下半年增加130条
            return [part for part in parts if part]
    return []


def _time(figure: Figure) -> str:
    """The time that the clause of a count names, 第一季度 as 一季度; empty where it names none."""
    named = [token.text for token in figure.clause if token.kind in _TIMES]
    return _SAME.get(named[-1], named[-1]) if named else ""


def _told_of(figures: Sequence[Figure], time: str) -> list[Figure]:
    """The last count among some that is told of a time, and those behind it up to a semicolon or the next time."""
    at = next((n for n in range(len(figures) - 1, -1, -1) if figures[n].quantity and _time(figures[n]) == time), None)
    if at is None:
        return []
    behind = takewhile(lambda each: "SEMI" not in each.kinds and not _time(each), figures[at + 1 :])
    return [figures[at], *(each for each in behind if each.quantity)]


def _of_step(told: Sequence[Figure], total: Figure) -> Figure | None:
    """The count of a time that tells of what its total does: 办结148件 in 上半年150件,办结148件;…;全年共办结316件.

    The first where none tells that, but to no total of what was added.
    """
    for kind in _STEPS:
        if any(token.kind == kind for token in total.clause):
            alike = [each for each in told if any(token.kind == kind for token in each.clause)]
            return next(iter(alike or (told if kind != "CHANGE" else ())), None)
    return next(iter(told), None)


_BOTH_WAYS = 2


def _change(part: Figure) -> object:
    """Which way a count is told to have changed, None where it isn't what was added or taken off."""
    return next((token.value for token in part.clause if token.kind == "CHANGE"), None)


_STEPS = ("CHANGE", "ANSWER", "RECEIVE", "ISSUE")
"""What a count may be of that another of the same time isn't."""


def _is_total(row: Row, at: int) -> bool:
    figure = row.figures[at]
    words = {token.kind for token in figure.clause} - {"FILL", *_TIMES}
    if "COMPARE" in figure.kinds or "LAST" in figure.kinds:
        return False
    named = [token.text for token in figure.clause if token.kind not in ("FILL", "TOTAL", *_TIMES)]
    before = {token.text for each in row.figures[:at] for token in each.clause}
    return "TOTAL" in words or (figure.kinds[:1] in (("COMMA",), ("SEMI",)) and before.issuperset(named))
