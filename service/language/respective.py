"""Things that are named before as many counts, each of which is of one: 予以公开、不予公开分别为3件、2件."""

from collections.abc import Iterator, Sequence

from service.language.clauses import Item
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import CASES_ALONE, KINDS, Quantity, is_in_units

_JOINS = frozenset({"PAUSE", "AND"})
_COUNTS = _JOINS | {"COUNT"}
_Counted = tuple[Item, Token]
"""A count with the item that it stands in."""


def each_with_its_count(items: Sequence[Item]) -> Iterator[Item]:
    """The items of a segment, where counts are told after all that they are of, each thing with its own count.

    Where there aren't as many of either, nobody can tell which is of which: then the counts stand alone.
    """
    at = 0
    while at < len(items):
        head = items[at]
        at += 1
        counts = _counts_behind_names(head)
        while counts and at < len(items) and items[at - 1].mark == "PAUSE" and _are_counts(items[at].tokens):
            counts += [(items[at], count) for count in items[at].counts]
            at += 1
        if len(counts) > 1:
            yield from _shared_out(head, counts)
        else:
            yield head


def with_counts_of_carried(items: Sequence[Item]) -> list[Item]:
    """The items of a segment, where what is carried has its count before what says why: 4件因需征求第三方意见,转入2024年办理.

    When it came and what it waits for is told behind that then.
    """
    made = [[item] for item in items]
    for at, carried in enumerate(items):
        if "CARRY" not in carried.kinds or carried.has("COUNT", "NOT"):
            continue
        of = next((n for n in range(at - 1, max(-1, at - _FARTHEST), -1) if not _goes_on(items[n])), at)
        if of < at and (counted := _up_to_count(items[of])):
            head, rest = items[of], items[of].tokens[len(counted) :]
            whole = Item(head.start, carried.end, (*counted, *carried.tokens), carried.mark, carried.asides)
            made[of] = [whole, Item(rest[0].start, head.end, rest, head.mark, head.asides)]
            made[at] = []
    return [item for beside in made for item in beside]


def with_counts_told_first(items: Sequence[Item]) -> list[Item]:
    """The items of a segment, where a count of applications is told before what it is of: 14件,这是全年新收的申请."""
    made: list[Item] = []
    for item in items:
        head = made[-1] if made else None
        if head is not None and _is_alone(head) and (named := _names_what_was_received(item)):
            made[-1] = Item(head.start, item.end, (*named, *head.tokens), item.mark, item.asides)
        else:
            made.append(item)
    return made


def _is_alone(item: Item) -> bool:
    """Whether it is a count and nothing else, with a comma behind."""
    return len(item.tokens) == len(item.counts) == 1 and item.mark == "COMMA"


def _names_what_was_received(item: Item) -> tuple[Token, ...]:
    """The words of an item that says what was counted before it, without that which points there; none of another one."""
    start = next((len(word) for word in _THAT_IS if item.text.startswith(word)), 0)
    if not start or not {"RECEIVE", "APPLICATION"} <= item.kinds:
        return ()
    return tuple(token for token in item.tokens if token.end > item.start + start and token.kind not in _SAYS_NO_MORE)


_THAT_IS = spelled("that_is")
_SAYS_NO_MORE = ("NOUN", "UNKNOWN")

_FARTHEST = 4
"""Items between a count and where it is told to be carried, and one."""


def _goes_on(item: Item) -> bool:
    """Whether an item may say more of why something is carried."""
    return not item.has("COUNT", "CARRY", *_TELLS_ELSE)


def _up_to_count(item: Item) -> tuple[Token, ...]:
    """The words of an item up to its one count of cases, where those behind it tell nothing that is counted; none else."""
    if len(item.counts) != 1 or not isinstance(item.counts[0].value, Quantity) or not item.counts[0].value.is_of_cases:
        return ()
    at = item.tokens.index(item.counts[0])
    before, behind = item.tokens[:at], item.tokens[at + 1 :]
    is_bare = all(token.kind in _BEFORE_COUNT for token in before)
    is_told = any(token.kind != "FILL" for token in behind) and _TELLS_ELSE.isdisjoint(token.kind for token in behind)
    return item.tokens[: at + 1] if is_bare and is_told else ()


_BEFORE_COUNT = frozenset("FILL PLUS REMAIN AMONG REF AND".split())
_TELLS_ELSE = frozenset(
    "OUTCOME REVIEW LITIGATION VERDICT ANSWER PENDING NOT DOCUMENT LICENSING PENALTY COERCION".split()
)
"""What is told of a count in a measure of its own."""


def _counts_behind_names(item: Item) -> list[_Counted]:
    """The counts of an item that ends with them, where 分别 stands before the first and names are joined before that."""
    if not item.counts or "each" not in [token.value for token in item.tokens]:
        return []
    each = _each(item)
    counts = [count for count in item.counts if count in item.tokens[each:]]
    names = _named(item.tokens[:each])
    if not counts or not _are_counts(item.tokens[item.tokens.index(counts[0]) :]):
        return []
    if len(names) < _SEVERAL:  # 以网络、信函为主,分别收到27件、15件; 1—12月分别收到3件、2件、…
        verbs = item.tokens[each : item.tokens.index(counts[0])]
        is_of_each = all(is_in_units(count.value, CASES_ALONE) for count in counts)
        return [(item, count) for count in counts] if is_of_each and _JOINS.isdisjoint(t.kind for t in verbs) else []
    before = (count.value for count in item.counts if count not in counts)
    is_of_names = all(told in [Quantity(len(names), unit) for unit in KINDS] for told in before)  # 公开和部分公开两类
    return [(item, count) for count in counts] if is_of_names else []


_SEVERAL = 2
"""As many names as are told before their counts, at least."""


def _each(item: Item) -> int:
    return next(n for n, token in enumerate(item.tokens) if token.value == "each")


def _are_counts(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[-1].kind == "COUNT" and all(token.kind in _COUNTS for token in tokens)


def _shared_out(head: Item, counts: list[_Counted]) -> Iterator[Item]:
    """An item for each count, with the words between 分别 and the first: 分别收到3件、2件."""
    each, first = _each(head), head.tokens.index(counts[0][1])
    names, verbs = _named(head.tokens[:each]), head.tokens[each + 1 : first]
    if len(names) != len(counts):
        yield Item(head.start, counts[0][1].start, head.tokens[:first], "COMMA", head.asides)
        names, verbs = [() for _ in counts], ()
    for (item, count), name in zip(counts, names, strict=True):
        yield Item(item.start, item.end, (*name, *verbs, count), item.mark or "PAUSE", item.asides)


def _named(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """What 、 and 和 join, each with its words; what one word names together are several."""
    names: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in _JOINS:
            names.append([])
            continue
        if token.kind == "COUNT":
            continue
        rows = str(token.value).split("+") if token.kind == "OUTCOME" else [token.value]
        names[-1].append(token._replace(value=rows[0]))
        names += [[token._replace(value=row)] for row in rows[1:]]
    return [tuple(name) for name in names if name]
