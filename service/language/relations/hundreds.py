"""Shares of one whole that must come to 100 %: 自然人占87.5%、法人占9.4%、其他占3.1%.

Those told beside the counts that they are of are held against them instead.
"""

from collections.abc import Iterator

from service.language.claims import Certainty
from service.language.mentions.figures import KINDS
from service.language.relations.figures import MARKS, Figure, Row
from service.language.relations.openers import opens
from service.language.relations.values import SURE, Shares
from service.language.text import Sentence

_FEWEST, _FEW = 3, 2
"""Shares of a list that are all, at least; of one that exceeds all that there is."""
_NEAR = 10
"""By how many points shares that are meant to be all may miss 100."""
_OF_OTHERS = frozenset("CHANGE COMPARE LAST RATE REGION SYSTEM OTHERS TOTAL SOME MORE DATE".split())


def hundreds(sentence: Sentence, row: Row) -> Iterator[Shares]:
    """The lists of shares in a row that have no counts between them."""
    at = 0
    while at < len(row.figures):
        listed = _listed(row, at)
        if len(listed) >= _FEWEST and (opener := _opener(row, at)):
            yield _shares(sentence, listed, opener, is_whole=listed[-1].is_rest)
        elif run := _run(row, at):
            yield _shares(sentence, run, "each", is_whole=_is_above(run))
        elif len(listed) == _FEW and _is_above(listed) and _are_alike(listed):
            yield _shares(sentence, listed, "", is_whole=False)
        at += max(1, len(listed))


def _listed(row: Row, at: int) -> list[Figure]:
    """The shares one after the other from a figure on."""
    found: list[Figure] = []
    for figure in row.figures[at:]:
        percent = figure.percent
        is_listed = bool(found) and MARKS.issuperset(figure.kinds[:1]) and bool(figure.kinds)
        if not percent or percent.is_points or not percent.is_exact or not _OF_OTHERS.isdisjoint(figure.kinds):
            break
        if (found and not is_listed) or "SHARE" not in figure.kinds:
            break
        found.append(figure)
    return found


def _run(row: Row, at: int) -> list[Figure]:
    """Shares without names that are as many as the kinds counted right before them: 三类各占55%、30%、15%."""
    kinds = row.figures[at - 1].quantity if at else None
    if not kinds or kinds.unit not in KINDS or row.figures[at].kinds not in _SHARED:
        return []
    found = row.figures[at : at + int(kinds.value)] if kinds.value >= _FEWEST else []
    is_listed = all(figure.kinds in (("PAUSE",), ("AND",)) for figure in found[1:])
    is_exact = all(figure.percent and figure.percent.is_exact for figure in found)
    return found if found and is_listed and is_exact and len(found) == kinds.value else []


_SHARED = (("SHARE",), ("VIEW", "SHARE"))


def _is_above(listed: list[Figure]) -> bool:
    """Whether they exceed all that there is; fewer may be of the greatest kinds alone: 主要集中在三类,分别占45%、30%、20%."""
    return sum(figure.percent.value for figure in listed if figure.percent) > _ALL


_ALL = 100


def _are_alike(listed: list[Figure]) -> bool:
    """Whether shares are named as kinds of one thing: 精准推送占76%,普遍推送占26%."""
    words = [[token.text for token in figure.clause if token.kind not in ("SHARE", "FILL")] for figure in listed]
    names = {"".join(name)[-1:] for name in words}
    return len(names) == 1 and "" not in names


def _opener(row: Row, at: int) -> str:
    """What makes shares those of one whole: what opens their list, or that the last is of the rest."""
    if opener := opens(row, at):
        return opener
    return "rest" if _listed(row, at)[-1].is_rest else ""


def _shares(sentence: Sentence, listed: list[Figure], opener: str, is_whole: bool) -> Shares:
    percents = [figure.percent for figure in listed if figure.percent]
    added = sum(percent.value for percent in percents)
    miss = abs(float(added - 100))
    holds = miss <= sum(10.0**-percent.places for percent in percents)
    if holds or (is_whole and miss <= _NEAR):
        certainty, reason = SURE
    elif (opener == "view" or added > _ALL) and miss <= _NEAR:
        certainty, reason = Certainty.TO_CHECK, "may not be all"
    else:
        certainty, reason = Certainty.PASSED, "not all"
    return Shares((), tuple(figure.token for figure in listed), True, holds, certainty, reason, sentence)
