"""The counts of a text, each with where it stands and how it is told."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.language.claims import ReadItem
from service.language.contradictions.activity import SILENT, Activity
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import KINDS, OCCASIONS, PARTS, PERSONS, PIECE, PLACES, VISITS, Quantity
from service.language.reading import Reading, ReadSentence
from service.reports.finding import Number

FIRST, RESTATING = 1, (5, 6)
"""The section that tells what was done, and those that take it up again."""
NAMES_NOTHING = SILENT - {"RECEIVE"} | {*"RATE SHARE COMPARE CHANGE ALL MORE ETC PERCENT REGION NOW DISCLOSURE".split()}
"""What says nothing of the thing that is counted, words of comparison and of the report's own subject among it."""
_POINTS_AT = frozenset({"REF", "THIS", "ALL"})
"""What stands right before the number of something known: 上述18座, 全年49封."""
_IS, _ONLY = spelled("how_many"), spelled("no_more")
_SORTS = {unit: min(sort) for sort in (OCCASIONS, PERSONS - {VISITS}, PLACES | PARTS - KINDS, KINDS) for unit in sort}
"""Units of which one may be told for another."""


_OF_SEVERAL = ("each", "each time")
_NAME = 2
"""Characters by which a name is known."""


class Count(NamedTuple):
    """A count with the sentence and the item that it stands in."""

    at: int
    """The place of its sentence in the text."""
    read: ReadSentence
    within: ReadItem
    token: Token
    quantity: Quantity
    before: Sequence[ReadItem]
    """The items right before its own in its sentence."""

    @property
    def as_meant(self) -> "Count | None":
        """The same in items that are read as they are meant, which takes time; None where it stands in none of them."""
        told = _counts_among(self.read.items, self.at, self.read)
        return next((each for each in told if each.token.start == self.token.start), None)

    @property
    def number(self) -> Number:
        """How many it tells."""
        return self.quantity.value

    @property
    def unit(self) -> str:
        """Its unit, or one for all of a sort: 次 and 场, 个 and 家."""
        return _SORTS.get(self.quantity.unit, self.quantity.unit)

    @property
    def said_in(self) -> str:
        """Its unit as it is told; those of what is done again and again are one."""
        return self.unit if self.unit in OCCASIONS else self.quantity.unit

    @property
    def section(self) -> int:
        """The section that it stands in."""
        return self.read.sentence.section or 0

    @property
    def tokens(self) -> tuple[Sequence[Token], Sequence[Token]]:
        """The words of its item before the count, and those behind it."""
        at = self.within.item.tokens.index(self.token)
        return self.within.item.tokens[:at], self.within.item.tokens[at + 1 :]

    @property
    def lead(self) -> Sequence[Token]:
        """The words of its item before it, without a verb by which it is said to be all: 政策早茶只办成9场."""
        before, _ = self.tokens
        is_all = len(before) > 1 and before[-2].text in _ONLY and before[-1].kind == UNKNOWN
        return before[:-2] if is_all else before

    @property
    def is_aside(self) -> bool:
        """Whether its item stands in brackets."""
        return self.read.sentence.text[: self.within.item.start].endswith("(")

    @property
    def is_definite(self) -> bool:
        """Whether it tells of something as known: nothing but when and whose stands before its number, or what it is of (的)."""
        before, behind = self.tokens
        if not any(token.kind not in NAMES_NOTHING for token in behind):
            return False
        is_bare = all(token.kind in NAMES_NOTHING for token in before)
        return is_bare or before[-1].value == "of" or before[-1].kind in _POINTS_AT

    @property
    def is_of_year(self) -> bool:
        """Whether it tells how many of something there were in the whole year: 全年只办了2期培训."""
        before, behind = self.tokens
        is_named = any(token.kind not in NAMES_NOTHING for token in behind)
        return is_named and any(token.kind == "THIS" for token in before)

    def may_be(self, other: "Count") -> bool:
        """Whether another count of as many may be of the same thing: 会议2次 is not when the whole year had 2期培训, or 研究仅2次."""
        if self.quantity.unit not in OCCASIONS or not (self.is_of_year or self.says_only):
            return True
        behind = "".join(token.text for token in self.tokens[1] if token.kind not in NAMES_NOTHING)
        before = "".join(token.text for token in self.lead if token.kind not in NAMES_NOTHING)
        if behind:
            return behind[:_NAME] in other.read.sentence.text
        return before[-_NAME:] in other.within.item.text

    @property
    def equates(self) -> bool:
        """Whether it tells how many what is named before its number are: 采用的稿件只有137篇."""
        before, behind = self.tokens
        is_last = all(token.kind in NAMES_NOTHING for token in behind)
        named = before[:-1] if before and before[-1].text in _IS else self.lead
        return is_last and len(named) < len(before) and bool(named) and named[-1].kind not in NAMES_NOTHING

    @property
    def says_only(self) -> bool:
        """Whether it tells that there were no more in the whole year: 全年只公告了15篇."""
        before, _ = self.tokens
        return any(token.kind == "THIS" for token in before) and any(token.text in _ONLY for token in before)

    @property
    def is_base(self) -> bool:
        """Whether it is what another count grew or fell from, or one of several: 由14个精简为9个, 5月和11月各检查一次, 每季度评一次."""
        before, behind = self.tokens
        return any(token.kind == "CHANGE" for token in behind) or any(token.value in _OF_SEVERAL for token in before)

    @property
    def activity(self) -> Activity:
        """The same as what a contradiction is told of."""
        none: frozenset[str] = frozenset()
        return Activity(
            self.read.sentence, self.within.item.start, self.token.end, none, none, "", self.number, self.unit
        )


def counts(reading: Reading) -> Iterator[Count]:
    """Every count behind the introduction, in order, in items as they are at hand."""
    for place, read in enumerate(reading.sentences):
        if read.has_counts and read.sentence.section:
            yield from _counts_among(read.items_at_hand, place, read)


def _counts_among(items: Sequence[ReadItem], place: int, read: ReadSentence) -> Iterator[Count]:
    is_of_each = False
    for n, each in enumerate(items):
        for count in () if is_of_each else each.item.counts:
            quantity = count.value
            if isinstance(quantity, Quantity) and _is_told(quantity, count.text):
                yield Count(place, read, each, count, quantity, items[max(0, n - BESIDE) : n])
        opens_list = each.item.mark == "COLON" and any(word in each.item.text for word in _EACH)
        is_of_each = (is_of_each or opens_list) and each.item.mark != "SEMI"  # 每个专区配3样东西:一台电脑、一个书架


def _is_told(quantity: Quantity, text: str) -> bool:
    """Whether it tells how many: not 一人写、一人审, which says of each who does it, nor 归并到一个二维码."""
    is_anyone = quantity.value == 1 and quantity.unit in _ANY and not text[0].isdigit()
    return bool(quantity.value) and (quantity.is_exact or bool(quantity.resolution)) and not is_anyone


_EACH = spelled("for_each")
_ANY = PERSONS | {PIECE}
"""Units before which 一 may say any one, and not how many."""
BESIDE = 5
"""Items before that of a count that may name what is counted, at most."""
