"""What counts have in common with others, by characters that few places of a report have side by side."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import add

from service.language.claims import ReadItem
from service.language.contradictions.restated.counts import NAMES_NOTHING, RESTATING, Count
from service.language.contradictions.restated.numbers import may_be_told_for
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.reports.numerals import are_exchanged

_ATTENDED = frozenset(spelled("attended"))
"""Words that say who came, and not to what."""
_ANYBODY = spelled("anybody_counted")


def pairs(items: Sequence[ReadItem]) -> frozenset[str]:
    """Characters that stand side by side in what names something."""
    return frozenset[str]().union(*(pairs_of(each.item.tokens) for each in items))


def pairs_of(tokens: Sequence[Token]) -> frozenset[str]:
    """The same of words that stand in a row."""
    beside: set[str] = set()
    for word in runs(tokens):
        beside.update(map(add, word, word[1:]))
    return frozenset(beside - _ATTENDED)


def runs(tokens: Sequence[Token]) -> Iterator[str]:
    """Words that stand side by side, without those that name nothing."""
    run, end = "", 0
    for token in tokens:
        is_silent = token.kind in NAMES_NOTHING
        if run and (is_silent or token.start != end):
            yield run
            run = ""
        if not is_silent:
            run, end = run + token.text, token.end
    if run:
        yield run


def _named_by(told: Count) -> Sequence[ReadItem]:
    """The item that names what is counted: its own, or the one that it stands behind in brackets: 抽检(230批次)."""
    is_bare = all(token.kind in NAMES_NOTHING for token in told.within.item.tokens)
    return told.before[-1:] if is_bare and told.is_aside else [told.within]


Places = Mapping[str, Sequence[tuple[int, Count, float]]]
"""Where pairs stand in what was counted: by number in the text, and what that weighs."""


def places_of(told: Sequence[Count], often: Mapping[str, int]) -> Places:
    """Where the rare pairs stand beside a count: those of its own item weigh more than those before it."""
    found: dict[str, list[tuple[int, Count, float]]] = defaultdict(list)
    rare: dict[int, frozenset[str]] = {}  # by an item's id, for an item stands before several counts

    def rare_pairs(item: ReadItem) -> frozenset[str]:
        if id(item) not in rare:
            rare[id(item)] = frozenset([pair for pair in pairs([item]) if often[pair] <= RARE])
        return rare[id(item)]

    for at, each in enumerate(told):
        if each.is_base:
            continue
        own = rare_pairs(each.within)
        for pair in own.union(*map(rare_pairs, each.before)):
            weight = 1 if often[pair] <= _RAREST else _LESS
            found[pair].append((at, each, weight if pair in own else weight * _LESS))
    return found


_RAREST, RARE = 4, 6
"""Places of a report where characters stand side by side that tell which thing is meant, at most: surely, and perhaps."""
_LESS = 0.5
"""What a pair weighs that is less rare, or stands before the item of the earlier count."""


def antecedent(later: Count, places: Places) -> tuple[Count | None, float]:
    """The count before another one that has most in common with it, and how much; none where several differ that have as much."""
    alike: dict[int, float] = defaultdict(float)
    candidates: dict[int, Count] = {}
    for pair in pairs(_named_by(later)):
        for at, each, weight in places.get(pair, ()):
            if each.unit == later.unit and _is_before(each, later):
                alike[at] += weight
                candidates[at] = each
    most = max(alike.values(), default=0.0)
    best = [candidates[at] for at, weight in sorted(alike.items()) if weight == most]
    if len({each.number for each in best}) > 1:
        best = [each for each in best if may_be_told_for(each.number, later.number)]
    is_one = len({each.number for each in best}) == 1 and may_be_told_for(best[0].number, later.number)
    return (best[0] if is_one else None), most


def _is_before(each: Count, later: Count) -> bool:
    """Whether a count stands in a sentence before another one, and not beside it in the section on problems."""
    is_apart = each.section not in RESTATING or each.section != later.section
    return is_apart and each.at < later.at


def needed(later: Count, earlier: Count, told: Sequence[Count]) -> float:
    """How much a count must have in common with an earlier one: little where the name beside its number is the earlier one's.

    So it is where there were no more in the year, and nothing else before is counted in its unit.
    """
    if later.says_only and _is_alone_in_unit(earlier, told):
        return _LEAST
    if later.section not in RESTATING or later.said_in != earlier.said_in:
        return SURE
    if later.is_definite or later.is_of_year:
        little = _LEAST if are_exchanged(str(later.number), str(earlier.number)) else _LITTLE
        name = name_behind(later)
        return little if name in pairs(_naming(earlier)) and name not in _ANYBODY else SURE
    if later.equates and not _counts_what_is_listed(earlier):
        return _LITTLE if name_before(later) in pairs([earlier.within, *earlier.before]) else SURE
    return SURE


def _is_alone_in_unit(earlier: Count, told: Sequence[Count]) -> bool:
    """Whether nothing but it is counted in its unit in its section."""
    return [each.at for each in told if each.section == earlier.section and each.said_in == earlier.said_in] == [
        earlier.at
    ]


def _counts_what_is_listed(earlier: Count) -> bool:
    """Whether a list stands before it, whose names say what belongs to what is counted, and not what that is: 惠农、农产品、农田三个专题."""
    return sum(token.kind == "PAUSE" for token in earlier.lead) > 1


def _naming(earlier: Count) -> Sequence[ReadItem]:
    """The items that name what it counts: those before its own, too, where that sums up: 各设公开栏1块,共17块."""
    is_sum = all(token.kind in NAMES_NOTHING for token in earlier.within.item.tokens)
    return [*earlier.before[-1:], earlier.within] if is_sum else [earlier.within]


def name_behind(told: Count) -> str:
    """The beginning of what stands behind a number: 培训 of 4次培训."""
    return next(runs(told.tokens[1]), "")[:_NAME]


def name_before(told: Count) -> str:
    """The end of what stands before a number: 培训 of 业务培训4次."""
    return "".join([*runs(told.lead)][-1:])[-_NAME:]


_NAME = 2
"""Characters by which a name is known."""


_LEAST, _LITTLE, SURE = 0.5, 1, 2
"""How much two counts have in common that may be of one thing where digits changed places, where none did, and that are so by
no chance."""
