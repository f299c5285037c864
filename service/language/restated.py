"""Counts of what was counted before, in whatever words, that differ from what was told: 收到来信94封 … 翻看全年49封来信的答复.

No word of what is counted has to be known. Two counts in one sort of unit seem to be of one thing where the words around them
have characters side by side in common that few places of the report have, and more of them than any other count before has.
They are held against each other where the later one stands in a section on problems or other matters, which take up again
what the first one told, or tells of something as known (全年26场讲座的录像), and where no other sentence has its number, which
is near the earlier one or has its digits in another order.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import NamedTuple

from service.language.activity import Activity, names_of
from service.language.claims import ReadItem
from service.language.clauses import DECISIONS
from service.language.frames import Actor, Frame, Modality, Period
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import OCCASIONS, PARTS, PERSONS, PLACES, VISITS, Quantity, YearMention
from service.language.miscounts import GENERAL, Contradiction
from service.language.own_work import names_another_year
from service.language.reading import Reading, ReadSentence
from service.reports.finding import Number

_FIRST, _RESTATING = 1, (5, 6)
"""The section that tells what was done, and those that take it up again."""
_SILENT = frozenset(
    "THIS PARTYEAR TOTAL FILL OWN DATE AND PAUSE AMONG BY WAYS SUBMIT REF AMID SCHOOLYEAR COUNT NOT ZERO RATE SHARE COMPARE"
    " CHANGE ALL MORE ETC PERCENT REGION NOW DISCLOSURE".split()
)
"""What says nothing of the thing that is counted."""
_IN_TABLES = frozenset("APPLICATION OUTCOME REVIEW LITIGATION DOCUMENT FEES CARRY".split()) | {*DECISIONS}
"""What the tables tell, too, and is held against them."""
_OF_OTHERS = frozenset("PLUS REST REMAIN PLAN LAST NEXTYEAR IF EXCEPT SINCE COMPARE AMONG CHANGE NOT".split())
"""What makes a count behind it one of something else than was counted before, or of some of it."""
_OF_A_PART = frozenset({"SHARE", "PERCENT"})
"""What tells beside a count that it is of a part."""
_TIMES = frozenset("PARTYEAR DATE LAST NEXTYEAR SEVERAL SINCE".split())


class _Told(NamedTuple):
    """A count with the sentence and the item that it stands in."""

    at: int
    """The place of its sentence in the text."""
    read: ReadSentence
    each: ReadItem
    token: Token
    number: Number
    unit: str
    """Its unit, or one for all of a sort."""
    before: Sequence[ReadItem]
    """The items right before its own in its sentence."""

    @property
    def said_in(self) -> str:
        """Its unit as it is told; 场 and 次 are one, as they are in one sort for what is done again and again."""
        return (
            self.unit
            if self.unit in OCCASIONS
            else self.token.value.unit
            if isinstance(self.token.value, Quantity)
            else ""
        )

    @property
    def section(self) -> int:
        """The section that it stands in."""
        return self.read.sentence.section or 0

    @property
    def tokens(self) -> tuple[Sequence[Token], Sequence[Token]]:
        """The words of its item before the count, and those behind it."""
        at = self.each.item.tokens.index(self.token)
        return self.each.item.tokens[:at], self.each.item.tokens[at + 1 :]

    @property
    def is_base(self) -> bool:
        """Whether it is what another count grew or fell from: 由14个精简为9个."""
        return any(token.kind == "CHANGE" for token in self.tokens[1])

    @property
    def activity(self) -> Activity:
        """The same as what a contradiction is told of."""
        none: frozenset[str] = frozenset()
        return Activity(
            self.read.sentence, self.each.item.start, self.token.end, none, none, "", self.number, self.unit
        )


def restated(reading: Reading) -> Iterator[Contradiction]:
    """The counts that seem to be told again otherwise; established where hardly anything else can be meant."""
    if not _may_differ(list(_told(reading, at_hand=True))):
        return
    told = list(_told(reading))
    said = {(each.at, unit, each.number) for each in told for unit in (each.unit, "")}
    often = Counter(one + other for read in reading.sentences for one, other in pairwise(read.sentence.text))
    places = _places(told, often)
    for later in _told_once(told):
        earlier, alike = _antecedent(later, places)
        if not earlier or _is_told_beside(later, earlier, said):
            continue
        if alike >= _needed(later, earlier) and _can_be_of_one(later, earlier, reading.year):
            yield Contradiction(later.activity, earlier.activity, _is_sure(later, earlier, alike))


def _told(reading: Reading, *, at_hand: bool = False) -> Iterator[_Told]:
    """Every count behind the introduction, in order."""
    for place, read in enumerate(reading.sentences):
        if not read.has_counts or not read.sentence.section:
            continue
        items = read.items_at_hand if at_hand else read.items
        for n, each in enumerate(items):
            for count in each.item.counts:
                quantity = count.value
                if isinstance(quantity, Quantity) and (quantity.is_exact or quantity.resolution) and quantity.value:
                    before = items[max(0, n - _BESIDE) : n]
                    yield _Told(place, read, each, count, quantity.value, _unit(quantity), before)


_BESIDE = 5
"""Items before that of a count that may name what is counted, at most."""


def _unit(quantity: Quantity) -> str:
    """The unit of a count, or one for all of a sort: 次 and 场, 个 and 家."""
    return _UNITS.get(quantity.unit, quantity.unit)


_UNITS = {unit: min(sort) for sort in (OCCASIONS, PERSONS - {VISITS}, PLACES | PARTS) for unit in sort}
"""Units of which one may be told for another."""


def _told_once(told: Sequence[_Told]) -> Iterator[_Told]:
    """The counts that may be of what was counted before, and whose number no other sentence tells."""
    said: dict[tuple[str, Number], set[int]] = defaultdict(set)
    for each in told:
        said[each.unit, each.number].add(id(each.read))
    for each in told:
        may_restate = each.section in _RESTATING or (each.section == _FIRST and _is_definite(each))
        if may_restate and len(said[each.unit, each.number]) == 1:
            yield each


def _may_differ(told: Sequence[_Told]) -> bool:
    """Whether any that is told once is near another one in its sort of unit; so few are that the rest can wait."""
    numbers: dict[str, set[Number]] = defaultdict(set)
    for each in told:
        numbers[each.unit].add(each.number)
    ordered = {unit: sorted(of_unit) for unit, of_unit in numbers.items()}
    orders = Counter((unit, _order(number)) for unit, of_unit in numbers.items() for number in of_unit)
    return any(
        _has_near(ordered[each.unit], each.number) or orders[each.unit, _order(each.number)] > 1
        for each in _told_once(told)
    )


def _has_near(numbers: Sequence[Number], number: Number) -> bool:
    """Whether one beside a number in order is near it."""
    at = bisect(numbers, number)
    return any(_is_near(number, other) for other in (*numbers[max(0, at - 2) : at - 1], *numbers[at : at + 1]))


def _is_near(one: Number, other: Number) -> bool:
    """Whether two numbers differ by no more than one of them may be misremembered by."""
    miss, most = abs(float(one) - float(other)), float(max(one, other))
    return miss > 0 and (miss <= _NEAR * most or (most <= _FEW and miss <= _MISS))


_NEAR = 1 / 3
"""The share of a count by which another of the same thing may miss it."""
_FEW, _MISS = 12, 3
"""Counts up to this one may miss by so many."""


def _order(number: Number) -> str:
    """The digits of a number, which two have in common that were told in another order."""
    return "".join(sorted(str(number)))


def _is_definite(told: _Told) -> bool:
    """Whether it tells of something as known: nothing but when and whose stands before its number, or what it is of (的)."""
    before, behind = told.tokens
    if not any(token.kind not in _SILENT for token in behind):
        return False
    is_bare = all(token.kind in _SILENT for token in before)
    return is_bare or before[-1].value == "of" or before[-1].kind in _POINTS_AT


_POINTS_AT = frozenset({"REF", "THIS", "ALL"})
"""What stands right before the number of something known: 上述18座, 全年49封."""


def _equates(told: _Told) -> bool:
    """Whether it tells how many what is named before its number are: 采用的稿件只有137篇."""
    before, behind = told.tokens
    is_last = all(token.kind in _SILENT for token in behind)
    return is_last and len(before) > 1 and before[-1].text in _IS and before[-2].kind not in _SILENT


_IS = spelled("how_many")


def _pairs(items: Sequence[ReadItem]) -> frozenset[str]:
    """Characters that stand side by side in what names something."""
    return frozenset[str]().union(*(_pairs_of(each.item.tokens) for each in items))


_ATTENDED = spelled("attended")
"""Words that say who came, and not to what."""


def _pairs_of(tokens: Sequence[Token]) -> frozenset[str]:
    """The same of words that stand in a row."""
    return frozenset(one + other for word in _runs(tokens) for one, other in pairwise(word)).difference(_ATTENDED)


def _runs(tokens: Sequence[Token]) -> Iterator[str]:
    """Words that stand side by side, without those that name nothing."""
    run, end = "", 0
    for token in tokens:
        is_silent = token.kind in _SILENT
        if run and (is_silent or token.start != end):
            yield run
            run = ""
        if not is_silent:
            run, end = run + token.text, token.end
    if run:
        yield run


def _named_by(told: _Told) -> Sequence[ReadItem]:
    """The item that names what is counted: its own, or the one that it stands behind in brackets: 抽检(230批次)."""
    is_bare = all(token.kind in _SILENT for token in told.each.item.tokens)
    return told.before[-1:] if is_bare and _is_aside(told) else [told.each]


def _is_aside(told: _Told) -> bool:
    """Whether its item stands in brackets."""
    return told.read.sentence.text[: told.each.item.start].endswith("(")


_Places = Mapping[str, Sequence[tuple[int, _Told, float]]]
"""Where pairs stand in what was counted: by number in the text, and what that weighs."""


def _places(told: Sequence[_Told], often: Mapping[str, int]) -> _Places:
    """Where the rare pairs stand beside a count: those of its own item weigh more than those before it."""
    found: dict[str, list[tuple[int, _Told, float]]] = defaultdict(list)
    for at, each in enumerate(told):
        if each.is_base:
            continue
        own = _pairs([each.each])
        for pair in own | _pairs(each.before):
            if often[pair] <= _RARE:
                weight = 1 if often[pair] <= _RAREST else _LESS
                found[pair].append((at, each, weight if pair in own else weight * _LESS))
    return found


_RAREST, _RARE = 4, 6
"""Places of a report where characters stand side by side that tell which thing is meant, at most: surely, and perhaps."""
_LESS = 0.5
"""What a pair weighs that is less rare, or stands before the item of the earlier count."""


def _antecedent(later: _Told, places: _Places) -> tuple[_Told | None, float]:
    """The count before another one that has most in common with it, and how much; none where several differ that have as much."""
    alike: dict[int, float] = defaultdict(float)
    candidates: dict[int, _Told] = {}
    for pair in _pairs(_named_by(later)):
        for at, each, weight in places.get(pair, ()):
            if each.unit == later.unit and _is_before(each, later):
                alike[at] += weight
                candidates[at] = each
    most = max(alike.values(), default=0.0)
    best = [candidates[at] for at, weight in sorted(alike.items()) if weight == most]
    if len({each.number for each in best}) > 1:
        best = [each for each in best if _is_alike(each, later)]
    is_one = len({each.number for each in best}) == 1 and _is_alike(best[0], later)
    return (best[0] if is_one else None), most


def _is_told_beside(later: _Told, earlier: _Told, said: Container[tuple[int, str, Number]]) -> bool:
    """Whether a sentence has both numbers, or what one is of the other: 4篇分析只有2篇附解释, 163个村尚有16个未接入."""
    rest = abs(Decimal(later.number) - Decimal(earlier.number))
    numbers = (earlier.number, rest) if rest > _MISS else (earlier.number,)
    is_of_earlier = later.number > _FEW and (earlier.at, "", later.number) in said  # 停水信息64条,计划性57次; 64次
    return is_of_earlier or any((later.at, earlier.unit, number) in said for number in numbers)


def _is_alike(one: _Told, other: _Told) -> bool:
    """Whether the number of one may have been told for the other's."""
    return _is_near(one.number, other.number) or (
        one.number != other.number and len(str(one.number)) > 1 and _order(one.number) == _order(other.number)
    )


def _is_before(each: _Told, later: _Told) -> bool:
    """Whether a count stands in a sentence before another one, and not beside it in the section on problems."""
    is_apart = each.section not in _RESTATING or each.section != later.section
    return is_apart and each.at < later.at


def _needed(later: _Told, earlier: _Told) -> float:
    """How much a count must have in common with an earlier one: little where the name beside its number is the earlier one's."""
    before, behind = later.tokens
    if later.section not in _RESTATING or later.said_in != earlier.said_in:
        return _SURE
    if _is_definite(later):
        name = next(_runs(behind), "")[:2]
        return _LITTLE if name in _pairs([earlier.each]) else _SURE
    if _equates(later):
        name = [*_runs(before)][-1][-2:]
        return _LITTLE if name in _pairs([earlier.each, *earlier.before]) else _SURE
    return _SURE


def _is_sure(later: _Told, earlier: _Told, alike: float) -> bool:
    """Whether hardly another thing can be meant: one that is known, has no name but the earlier one's, and is the body's own."""
    is_taken_up = later.section in _RESTATING and earlier.section == _FIRST and _is_definite(later)
    is_own = all(_is_own(each.each.frame) for each in (later, earlier))
    named = _pairs_of(later.tokens[0])
    return is_taken_up and is_own and alike >= _SURE and named <= _pairs([earlier.each, *earlier.before])


def _is_own(frame: Frame) -> bool:
    """Whether it is a fact of the report year, and not told of another."""
    return frame.actor is not Actor.OTHER and frame.period is Period.YEAR and frame.modality is Modality.FACT


_LITTLE, _SURE = 1, 2
"""How much two counts have in common that may be of one thing, and that are so by no chance."""


def _can_be_of_one(later: _Told, earlier: _Told, year: int | None) -> bool:
    """Whether nothing beside either count makes it one of another year, of a plan, of a part, or one that the tables tell."""
    for each in (later, earlier):
        if not each.each.item.kinds.isdisjoint(_IN_TABLES) or each.each.frame.period in (Period.PAST, Period.NEXT):
            return False
        if names_another_year(each.each.item, year):
            return False
    if later.each.frame.modality is Modality.PLAN or _is_planned(earlier) or _is_of_others(later):
        return False
    if _have_other_names(later, earlier):
        return False
    periods = {each.each.frame.period for each in (later, earlier)}
    is_of_year = Period.PART not in periods and (Period.SEVERAL not in periods or len(periods) == 1)
    is_told_of = _is_definite(later) and not _times(later, year, 0)  # 公示期间座谈会13场; 15场座谈会上
    return is_of_year or is_told_of or any(_times(later, year, n) == _times(earlier, year, n) for n in (0, _BESIDE))


def _have_other_names(later: _Told, earlier: _Told) -> bool:
    """Whether both count a thing of the lexicon, and the later one is not told of all of it, or is told of another sort."""
    one, other = (names_of(each.each.item.tokens) for each in (later, earlier))
    if _is_definite(later) or _equates(later):
        return False
    before, behind = later.tokens
    is_all = any(token.kind in _OF_ALL or token.text in _ONLY for token in before)
    if one.thing.isdisjoint(other.thing):
        return not (is_all or behind or _is_aside(later) or any(token.value == "of" for token in before))
    is_general = one.thing in GENERAL and one.words != other.words
    return not is_all or one.sorts != other.sorts or is_general or later.each.frame.actor is Actor.OTHER


_OF_ALL = frozenset({"THIS", "TOTAL"})
_ONLY = spelled("only")


def _is_planned(told: _Told) -> bool:
    """Whether it is of a plan; 将 alone may tell what was done with something: 将47项任务分解到处室."""
    if told.each.frame.modality is not Modality.PLAN:
        return False
    own = [token.kind for token in told.each.item.tokens if token.text not in _WITH]
    before = (token for token in told.read.tokens if token.end <= told.token.start and token.text not in _WITH)
    return "PLAN" in own or any(token.kind == "PLAN" and not token.value for token in before)


_WITH = spelled("with_object")


def _is_of_others(told: _Told) -> bool:
    """Whether words beside it make it one of something else than was counted before, or of some of it."""
    before, _ = told.tokens
    first = told.read.items[0]
    if first.frame.period is Period.NEXT and first.item.mark == "COLON":
        return True
    if any(each.item.has("AMONG") for each in _of_its_part(told)):
        return True
    kinds = [token.kind for token in before]
    if not told.each.item.kinds.isdisjoint(_OF_A_PART) or not _OF_OTHERS.isdisjoint(kinds):
        return True
    since_count = kinds[len(kinds) - kinds[::-1].index("COUNT") :] if "COUNT" in kinds else []
    return "AMID" in since_count or _begins_some(before)


def _of_its_part(told: _Told) -> Iterator[ReadItem]:
    """The items right before its own up to a semicolon."""
    return takewhile(lambda each: each.item.mark != "SEMI", reversed(told.before))


def _begins_some(before: Sequence[Token]) -> bool:
    """Whether it tells that there are some: 其中有3个, 有2个栏目; not 采纳的意见有58条."""
    if not before or before[-1].text not in _THERE_ARE:
        return False
    return len(before) == 1 or before[-2].kind in _LEADS or before[-2].value == "of"


_LEADS = frozenset("AMID AND THIS DATE OWN".split())
_THERE_ARE = spelled("there_are_only")


def _times(told: _Told, year: int | None, before: int) -> set[str]:
    """The words that say when, but for the report's year: those of its item, or of the last of so many before it."""
    items = (each.item for each in (told.each, *reversed(told.before[len(told.before) - before :])))
    said = ({token.text for token in item.tokens if _says_when(token, year)} for item in items)
    return next(filter(None, said), set())


def _says_when(token: Token, year: int | None) -> bool:
    named = token.value
    is_of_year = isinstance(named, YearMention) and named.year == year and not named.is_part
    return token.kind in _TIMES and not is_of_year
