"""What there was, what came and what went, held against what there is: 原有128处,新增24处、撤除6处,现有146处."""

from collections.abc import Iterator, Sequence

from service.language.claims import Certainty
from service.language.lexicon import spelled
from service.language.relations.figures import Figure, Row
from service.language.relations.times import rises_from, rises_to
from service.language.relations.totals import value
from service.language.relations.values import Flow
from service.language.text import Sentence

_NEW, _CAME, _WENT = spelled("anew"), spelled("came"), spelled("went")
_WAS, _IS_NOW = spelled("was_before"), spelled("is_now")
_JOINED = frozenset({"COMMA", "PAUSE", "AND"})
_FEWEST = 3
"""Counts of which a flow is told, at least: what there was and is, and what came or went."""
_LIKE = 0.2
"""By what part of it what there is may be wrong, at most; what is farther off is of something else."""


def flows(sentence: Sentence, row: Row) -> Iterator[Flow]:
    """The flows of a row: what came and what went stand together, between what there was and there is, or beside the two."""
    at = 0 if len(row.figures) >= _FEWEST else len(row.figures)
    while at < len(row.figures):
        end = at
        while end < len(row.figures) and way_of(row.figures[end], row.figures[at]):
            end += 1
        if end > at and (ends := _around(row, at, end)):
            moves = _without_net(*ends, row.figures[at:end])
            yield from _judged(sentence, *ends, moves, is_open=_is_open(row, ends, at, end))
        at = max(end, at + 1)


def way_of(figure: Figure, first: Figure) -> int:
    """1 for a count that came, -1 for one that went, in the unit and the clause of the first that did; 0 for any other."""
    quantity, of = figure.quantity, first.quantity
    is_next = figure is first or (figure.kinds[:1] != () and figure.kinds[0] in _JOINED and "SEMI" not in figure.kinds)
    if not quantity or not of or quantity.sort != of.sort or not quantity.is_exact or not is_next:
        return 0
    if any(token.kind in _COMPARED for token in figure.clause):
        return 0
    said = "".join(token.text for token in figure.clause if token.kind != "AND" or token.text in _WITHIN_VERBS)
    if said.endswith(_WENT):
        return -1
    verb = next((token.text for token in figure.clause if token.kind not in ("THIS", "AMONG", "FILL")), "")
    return 1 if said.endswith(_CAME) or (verb.startswith(_NEW) and len(said) <= _VERB) else 0


_COMPARED = frozenset({"COMPARE", "LAST", "DATE", "RATE"})
_WITHIN_VERBS = spelled("ends_merging")
_VERB = 6
"""Characters of a verb for what came, with the time before it, at most: 年内新登记."""


def _around(row: Row, at: int, end: int) -> tuple[Figure, Figure] | None:
    """What there was and what there is: around what came and went, or both before or behind it."""
    before, behind = row.figures[:at], row.figures[end:]
    if before and behind and _tells_was(before[-1]) and _tells_is(behind[0]):
        return before[-1], behind[0]
    if len(before) >= _BOTH and rises_to(before[-1]) and rises_from(before[-2]) is not None:
        return before[-2], before[-1]
    if len(behind) >= _BOTH and rises_to(behind[1]) and rises_from(behind[0]) is not None:
        return behind[0], behind[1]
    return None


_BOTH = 2


def _tells_was(figure: Figure) -> bool:
    said = "".join(token.text for token in figure.clause)
    return any(word in said for word in _WAS)


def _tells_is(figure: Figure) -> bool:
    said = "".join(token.text for token in figure.clause)
    return figure.kinds[:1] == ("COMMA",) and (any(word in said for word in _IS_NOW) or rises_to(figure))


def _is_open(row: Row, ends: tuple[Figure, Figure], at: int, end: int) -> bool:
    """Whether more may have come or gone: a bracket tells of it, or a count behind that which no known verb tells."""
    behind = next(iter(row.figures[end:]), None)
    is_told_on = behind not in (None, *ends) and behind.kinds[:1] != () and behind.kinds[0] in _JOINED
    return is_told_on or bool(row.remarks) or any(each.asides for each in (*ends, *row.figures[at:end]))


def _without_net(was: Figure, now: Figure, moves: Sequence[Figure]) -> Sequence[Figure]:
    """What came and went, without what there is more in the end: 由84个增至88个,增加4个,新增6个、撤并2个."""
    net, *others = moves
    is_net = "CHANGE" in net.kinds and value([net]) == abs(value([now]) - value([was]))
    return others if is_net and any(way_of(each, others[0]) > 0 for each in others) else moves


def _judged(sentence: Sentence, was: Figure, now: Figure, moves: Sequence[Figure], *, is_open: bool) -> Iterator[Flow]:
    """The flow between two counts; one that tells only what came, or only what went, leaves out the other unless it holds."""
    counts = [each.quantity for each in (was, now, *moves)]
    exact = [each for each in counts if each and each.is_exact]
    if len(exact) < len(counts) or len({each.sort for each in exact}) > 1:
        return
    came = [each for each in moves if way_of(each, moves[0]) > 0]
    went = [each for each in moves if each not in came]
    missed = abs(float(value([was, *came]) - value([now, *went])))
    if missed and (is_open or not (came and went and missed <= _LIKE * float(value([now])))):
        return
    yield Flow(
        tuple(each.token for each in (now, *went)),
        tuple(each.token for each in (was, *came)),
        True,
        not missed,
        Certainty.ESTABLISHED,
        "",
        sentence,
    )
