"""A sentence's tokens as a tree: Segment (；) → Clause (，：) → Item (、 behind a count), brackets as children.

Spans nest, and the children of each span tile it: nothing of a sentence is in no clause, and nothing is in two. A
bracket hangs on the item that it stands in, as segments of its own; brackets within brackets belong to the outer one.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import CASE, Quantity, is_in_units
from service.reports.figures import MOST_DIGITS

ENDS_OUTCOME, _DISMISSED = spelled("ends_outcome"), spelled("dismissed")
"""Words that end the name of an outcome and say no more."""
DECISIONS = {"LICENSING": "licensing", "PENALTY": "penalty", "COERCION": "coercion"}
"""The decisions that table two counts: the category of their words, and the key of their row."""
DECIDED_OR_PAID = frozenset({*DECISIONS.values(), "fees"})
"""The rows of table two that a sentence tells beside each other."""
CASES = {
    "REVIEW": "review",
    "LITIGATION": "litigation",
    "DIRECT": "litigation_direct",
    "AFTER": "litigation_after_review",
}
"""The cases that table four counts: the category of their words, and what is claimed of them."""
LAWSUITS = frozenset((CASES["DIRECT"], CASES["AFTER"]))
"""The two kinds that all lawsuits are of."""
VERBS = tuple("RECEIVE ANSWER DUE CARRY MAKE REPEALED DECIDE ISSUE ARISE PARTY OUTCOME VERDICT COLLECT NOT ALL".split())
"""What says that something was done with what is counted."""
BEHIND_EXAMPLES = frozenset({*DECISIONS, "FEES", "OUTCOME", "VERDICT"})
"""What 等 ends examples of, so that all of it is counted: 道路运输等行政许可196件."""
_FIGURES = frozenset({"COUNT", "PERCENT"})
_GOES_ON = frozenset("RECEIVE ANSWER CARRY ALL NOT MAKE DECIDE REMAIN AMONG".split())
"""What begins a clause of its own right behind a count, without a comma: 收到7件办结7件."""
_VERBS_BEHIND = frozenset("RECEIVE ANSWER CARRY MAKE DECIDE".split())
_TAIL = frozenset("APPLICATION FILL DOCUMENT LICENSING PENALTY COERCION REVIEW LITIGATION".split())
"""What may stand between a count and what goes on: 收到7件申请全部办结."""


class Item:
    """The smallest part that tells something. `mark` is the punctuation that ends it, if any.

    `tokens` are its own, brackets and marks left out; `asides` are the brackets, each as its segments, but for those with
    nothing in them. `core` are its tokens without adverbial phrases, whatever words they hold (按照…要求, 通过…等渠道),
    `kinds` the categories in them, `text` its words, brackets left out.
    """

    __slots__ = ("asides", "core", "counts", "end", "kinds", "mark", "start", "text", "tokens")

    def __init__(
        self, start: int, end: int, tokens: tuple[Token, ...], mark: str, asides: "tuple[tuple[Segment, ...], ...]"
    ) -> None:
        """Made by `segments` alone."""
        self.start, self.end, self.tokens, self.mark, self.asides = start, end, tokens, mark, asides
        self.text = "".join([token.text for token in tokens])
        self.kinds = {token.kind for token in tokens}
        self.core = tokens
        if not self.kinds.isdisjoint(_BEGIN_PHRASES):
            self.core = tuple(_without_phrases(tokens))
            self.kinds = {token.kind for token in self.core}
        self.counts = tuple([token for token in tokens if token.kind == "COUNT"]) if "COUNT" in self.kinds else ()

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of these categories stands in its core."""
        return not self.kinds.isdisjoint(kinds)

    @property
    def in_brackets(self) -> Iterator["Item"]:
        """The items of its brackets in order."""
        return (item for aside in self.asides for segment in aside for item in segment.items)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words of it that the lexicon doesn't have, but for what ends a name: “予以公开”类."""
        return tuple(token.text for token in self.tokens if token.kind == UNKNOWN and token.text not in ENDS_OUTCOME)

    @property
    def is_by_unknown_name(self) -> bool:
        """Whether it counts by a word that the lexicon doesn't have, and says nothing of what was done: 非本机关职责7件."""
        return bool(self.unknown) and not self.has(*VERBS)

    @property
    def tells_dismissal(self) -> bool:
        """Whether it tells of cases that were dismissed, which may be counted as upheld: 驳回2件."""
        return any(token.text in _DISMISSED for token in self.tokens)

    @property
    def names_anybody(self) -> bool:
        """Whether whom it names as applicants may be anybody, and no more than once: 居民, 群众."""
        return [token.value for token in self.core if token.kind == "APPLICANT"] == ["anybody"]


class Clause(NamedTuple):
    """Items between commas or colons."""

    items: tuple[Item, ...]

    @property
    def start(self) -> int:
        """Where it begins in its sentence."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where it ends, its mark included."""
        return self.items[-1].end


class Segment(NamedTuple):
    """Clauses between semicolons."""

    clauses: tuple[Clause, ...]

    @property
    def start(self) -> int:
        """Where it begins in its sentence."""
        return self.clauses[0].start

    @property
    def end(self) -> int:
        """Where it ends, its mark included."""
        return self.clauses[-1].end

    @property
    def items(self) -> Iterator[Item]:
        """All its items in order."""
        return chain.from_iterable([clause.items for clause in self.clauses])


_ENDS = frozenset({"HEAD", "WAYS"})
_TOLD_BY = frozenset({"CHANNEL", "OUTCOME"})
"""What is told of what is counted, as a way of it: 以网络方式提交3件, 以予以公开方式答复41件."""
_BEGIN_PHRASES = frozenset({"BY", "BECAUSE"})
_END_CAUSE = frozenset(
    "OUTCOME NORESULT ARISE CARRY RECEIVE ANSWER NOT REVIEW LITIGATION VERDICT COUNT PERCENT".split()
)
_KEPT_OF_CAUSE = frozenset({UNKNOWN, "NOUN", "MATTER"})
"""What a cause names that isn't one of the form's, which may make what is counted one of several."""
_MOST_IN_PHRASE = 12
BY_THAT = "by that"
"""The value of what points back at a cause and begins none: 据此."""


def _without_phrases(tokens: Sequence[Token]) -> Iterator[Token]:
    at, in_cause = 0, False
    while at < len(tokens):
        if tokens[at].kind == "BY":
            at = _end_of_phrase(tokens, at)
        if at < len(tokens):
            kind = tokens[at].kind
            is_said = kind in _END_CAUSE or kind in _KEPT_OF_CAUSE or tokens[at].value == "etc"
            if not in_cause or is_said or _is_time_of_cases(tokens, at):
                yield tokens[at]
            in_cause = (in_cause or _begins_cause(tokens[at])) and kind not in _END_CAUSE
        at += 1


def _begins_cause(token: Token) -> bool:
    """Whether a cause follows; 据此 points back at one."""
    return token.kind == "BECAUSE" and token.value != BY_THAT


def _is_time_of_cases(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time stands right before what was carried over or received: 由于2022年结转的申请共6件, 因为2022年只收了6件."""
    behind = (token.kind for token in tokens[at + 1 :] if token.kind != "FILL")
    return tokens[at].kind in ("LAST", "DATE") and next(behind, "") in ("CARRY", "RECEIVE")


def _end_of_phrase(tokens: Sequence[Token], start: int) -> int:
    """Where what follows the phrase that begins at `start` begins; `start` itself where it has no end."""
    for at in range(start + 1, min(len(tokens), start + _MOST_IN_PHRASE)):
        if tokens[at].kind in _ENDS:
            named = {token.kind for token in tokens[start:at]}
            return start if tokens[at].kind == "HEAD" and not named.isdisjoint(_TOLD_BY) else at + 1
        if tokens[at].kind in _FIGURES:
            break
    return start


def segments(tokens: Sequence[Token]) -> tuple[Segment, ...]:
    """The tree of a sentence, or of what stands in a bracket."""
    made: list[Segment] = []
    clauses: list[Clause] = []
    items: list[Item] = []
    for item in _items(_with_units(tokens)):
        items.append(item)
        if item.mark in _CLOSES_CLAUSE:
            clauses.append(Clause(tuple(items)))
            items = []
        if item.mark in _CLOSES_SEGMENT:
            made.append(Segment(tuple(clauses)))
            clauses = []
    if items:
        clauses.append(Clause(tuple(items)))
    if clauses:
        made.append(Segment(tuple(clauses)))
    return tuple(made)


def _with_units(tokens: Sequence[Token]) -> Sequence[Token]:
    """The same, where a number of an outcome lost the unit that those of others beside it have: 公开96件,部分公开67,不予公开8件."""
    if not any(token.kind == "NUMBER" for token in tokens):
        return tokens
    places = [at for at, (a, b) in enumerate(pairwise(tokens), 1) if a.kind == "OUTCOME" and b.kind in _NUMBERS]
    if not any(tokens[at].kind == "COUNT" and is_in_units(tokens[at].value, (CASE,)) for at in places):
        return tokens
    bare = {at for at in places if _is_number(tokens[at].text)}
    return [_counting_cases(token) if at in bare else token for at, token in enumerate(tokens)]


def _is_number(text: str) -> bool:
    """Whether digits are one number, and not several that ran together."""
    return text.isdigit() and len(text) <= MOST_DIGITS


def _counting_cases(number: Token) -> Token:
    return number._replace(kind="COUNT", value=Quantity(int(number.text), CASE))


_NUMBERS = ("NUMBER", "COUNT")


_CLOSES_SEGMENT = frozenset({"SEMI", "STOP"})
_CLOSES_CLAUSE = frozenset({"COMMA", "COLON", "GOES_ON"}) | _CLOSES_SEGMENT


_PARTS = _CLOSES_CLAUSE | {"PAUSE", "AND", "QUOTE", "OPEN", "CLOSE"}


def _items(tokens: Sequence[Token]) -> Iterator[Item]:
    own: list[Token] = []
    asides: list[tuple[Segment, ...]] = []
    at = 0
    start = tokens[0].start if tokens else 0
    last = len(tokens)
    while at < last:
        token = tokens[at]
        kind = token.kind
        following = at + 1
        mark = ""
        if token.text == _DASH and _is_counted(own):
            mark = "COLON"
        elif kind not in _PARTS:
            own.append(token)
        elif past := _past_own_count(own, tokens, at):
            own.append(tokens[following])
            following = past
        elif kind == "OPEN" and (closing := _closing(tokens, at)):
            asides.append(segments(tokens[at + 1 : closing]))
            following = closing + 1
        elif not (mark := _mark(own, tokens, at)) and kind in ("PAUSE", "AND"):
            own.append(token)
        if not mark and following < last:
            after = tokens[following].kind
            if (kind == "AMID" or after in _GOES_ON) and _is_complete(own, after):
                mark = "GOES_ON"
        if mark or following == last:
            end = tokens[following - 1].end
            yield Item(start, end, tuple(own), mark, tuple(filter(None, asides)))
            own, asides, start = [], [], end
        at = following


_DASH = "——"
"""What stands behind a count before what is told of it: 无法提供3件——申请人要的是分街道数据."""
_MOST_IN_BRACKETS = 200
"""Tokens between a bracket and its end, at most; what is longer is a bracket that nobody closed."""


def _closing(tokens: Sequence[Token], opening: int) -> int | None:
    """Where the bracket closes that opens there, None where it doesn't."""
    depth = 0
    for at in range(opening, min(len(tokens), opening + _MOST_IN_BRACKETS)):
        depth += (tokens[at].kind == "OPEN") - (tokens[at].kind == "CLOSE")
        if not depth:
            return at
    return None


def _past_own_count(own: Sequence[Token], tokens: Sequence[Token], at: int) -> int | None:
    """Where it goes on behind the one count of what was read, told apart in brackets or behind a colon: 收到申请(10件), 予以公开:3件."""
    count, behind = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
    if not own or _is_counted(own) or not count or count[0].kind != "COUNT":
        return None
    if tokens[at].kind == "OPEN":
        return at + 3 if behind and behind[0].kind == "CLOSE" else None
    is_all = not behind or behind[0].kind in _CLOSES_CLAUSE or behind[0].kind in ("PAUSE", "OPEN")
    return at + 2 if tokens[at].kind == "COLON" and is_all else None


def _mark(own: Sequence[Token], tokens: Sequence[Token], at: int) -> str:
    """The mark that ends an item there, if any."""
    kind = tokens[at].kind
    if kind in _CLOSES_CLAUSE or (kind == "PAUSE" and _ends_item(own, tokens[at + 1 : at + 3])):
        return kind
    return "PAUSE" if kind == "AND" and _joins_counts(own, tokens[at + 1 :]) else ""


_COUNTED_TOGETHER = frozenset("REVIEW LITIGATION LICENSING PENALTY COERCION OUTCOME".split())


def _ends_item(own: Sequence[Token], rest: Sequence[Token]) -> bool:
    """Whether 、 ends an item: behind a count, unless what is counted goes on: 6件行政复议、诉讼案件."""
    if not _is_counted(own):
        return False
    goes_on = {own[-1].kind, *(token.kind for token in rest[:1])} <= _COUNTED_TOGETHER
    return not goes_on or _is_counted(rest[1:2])


def _joins_counts(own: Sequence[Token], rest: Sequence[Token]) -> bool:
    """Whether 和 joins two counts with what they are of: 予以公开3件和部分公开4件, 3件予以公开和2件不予公开."""
    if not rest or not _is_counted(own) or {own[-1].kind, rest[0].kind}.isdisjoint(("OUTCOME", "APPLICANT")):
        return False
    return rest[0].kind == "COUNT" or (own[-1].kind == "COUNT" and _is_counted(rest[1:4]))


def _is_counted(own: Sequence[Token]) -> bool:
    return any(token.kind in _FIGURES for token in own)


def _is_complete(own: Sequence[Token], following: str) -> bool:
    """Whether what was read ends here: behind 申请12件中, or where a verb follows a count that has its own."""
    at = len(own) - 1
    if at < 1:
        return False
    if own[at].kind == "AMID" and _is_counted(own):
        return following not in _CLOSES_CLAUSE
    if following not in _GOES_ON:
        return False
    while at > 0 and own[at].kind in _TAIL:
        at -= 1
    return at > 0 and own[at].kind == "COUNT" and any(token.kind in _VERBS_BEHIND for token in own[:at])
