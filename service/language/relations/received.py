"""Lists of all applications by the way that they came, or by what they ask for, where a sentence before tells how many were received.

收到申请206件。…。申请渠道上,网络98件、信函84件、当面15件; 收到申请60件。申请内容涉及征收27件、规划16件、其他17件.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from service.language.claims import Certainty
from service.language.mentions.figures import CASE
from service.language.relations.figures import Figure, Row
from service.language.relations.openers import ALWAYS_NEW
from service.language.relations.totals import value
from service.language.relations.values import Breakdown
from service.language.text import Sentence

_FEWEST = 3
"""Parts that are likely all that there are, at least."""
_NEAR = 0.15
"""The share of what was received by which a list may miss it and be meant to be all of it."""
_OF_SOME = ALWAYS_NEW | frozenset("AMONG AMID SEMI STOP RECEIVE ANSWER OUTCOME NORESULT PARTYEAR TOTAL".split())
"""What makes a count one of some, or no part of a list."""
_OTHER = ALWAYS_NEW | frozenset("AMONG AMID PARTYEAR APPLICANT CHANNEL".split())
"""What makes a count of what was received one of some, or of another time."""


def of_received(sentence: Sentence, row: Row, earlier: Sequence[tuple[Sentence, Row]]) -> Iterator[Breakdown]:
    """The list that a row is, as one of what was received; `earlier` are the sentences before in the paragraph."""
    parts = [figure for figure in row.figures if figure.percent is None]
    if not _lists_applications(parts):
        return
    told = [(before, figure) for before, each in earlier for figure in each.figures if _is_received(figure)]
    if len(told) != 1:
        return
    (before, received), counted = told[0], value(parts)
    counts = [value([figure]) for _, each in earlier for figure in each.figures if _is_of_cases(figure)]
    holds = counted in counts or any(counted == one + other for one, other in combinations(counts, 2))
    total = value([received])
    if holds or abs(float(counted - total)) <= _NEAR * float(total):
        listed = tuple(figure.token for figure in parts)
        yield Breakdown(
            (received.token,), listed, True, holds, Certainty.TO_CHECK, "its total stands before", sentence, before
        )


def _lists_applications(parts: Sequence[Figure]) -> bool:
    """Whether counts of cases are listed by the way of each, or by what is asked for with the rest as the last."""
    if len(parts) < _FEWEST or not all(map(_is_of_cases, parts)):
        return False
    if any(
        not _OF_SOME.isdisjoint(kinds) for kinds in (_without_received(parts[0]), *(each.kinds for each in parts[1:]))
    ):
        return False
    are_joined = all(figure.kinds[:1] in (("PAUSE",), ("COMMA",)) for figure in parts[1:])
    is_by_way = all("CHANNEL" in figure.kinds or figure.is_rest for figure in parts)
    names_them = {"APPLICATION", "NOUN"} <= set(parts[0].kinds) and parts[-1].is_rest
    return are_joined and (is_by_way or names_them)


def _without_received(first: Figure) -> Sequence[str]:
    """What stands before the first part, without the words that name all that was received: 新收申请中网络147件."""
    clause = [token.kind for token in first.clause]
    end = clause.index("AMID") if "AMID" in clause else 0
    is_named = end and "RECEIVE" in clause[:end] and _NAMES_RECEIVED.issuperset(clause[:end])
    return [token.kind for token in (*first.before_clause, *first.clause[end + 1 :])] if is_named else first.kinds


_NAMES_RECEIVED = frozenset("RECEIVE APPLICATION DISCLOSURE FILL THIS".split())


def _is_received(figure: Figure) -> bool:
    return _is_of_cases(figure) and "RECEIVE" in figure.kinds and _OTHER.isdisjoint(figure.kinds)


def _is_of_cases(figure: Figure) -> bool:
    return figure.quantity is not None and figure.quantity.sort == CASE and figure.quantity.is_exact
