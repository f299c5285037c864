"""What the text says was done and how often, or denies: 举办业务培训3期, 未组织过培训, 企业申请2件."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from service.language.claims import ReadItem
from service.language.clauses import CASES, Item
from service.language.contradictions.activity import (
    ELSEWHERE,
    IN_TABLES,
    INFO,
    NO_NAME,
    OF_ANYTHING,
    WEBSITE,
    Activity,
    Named,
    denied_at,
    names_of,
    short_names,
    tells_of_some,
    without_account,
    words_of,
)
from service.language.contradictions.own_work import (
    denies_manner,
    is_by_office,
    is_of_others,
    is_own,
    names_another_year,
    says_year,
    without_region,
)
from service.language.frames import Period, opens_point
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import AMOUNTS, INFORMATION, OCCASION, OCCASIONS, PLACES, Quantity, is_in_units
from service.language.reading import Reading, ReadSentence
from service.language.text import Sentence


def activities(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Everything that the text counts or denies as the body's own of the year, or of a part of it.

    With `at_hand` some that are another's or of another time are among them, and all seem to be of the whole year.
    """
    for read in reading.sentences:
        if read.has_counts or read.denies:
            yield from _told(read, read.items_at_hand if at_hand else read.items, reading)


_BESIDE = frozenset("RATE COMPARE CHANGE SHARE ETC REMAIN REST MORE PLUS CARRY".split())
"""What tells something beside a count, as may the counts that go on from it."""


def _told(read: ReadSentence, items: Sequence[ReadItem], reading: Reading) -> Iterator[Activity]:
    """What a sentence tells in order, without what goes on with another's work or another time's.

    That goes on up to a semicolon, or to what the body is told to have done or received in the year: 需要加强,全年只召开2次.
    """
    year, is_of_other = reading.year, False
    telling = _Telling(read, year, reading.own_governments)
    for each in _up_to_last_told(items):
        goes_on = is_of_other and not (is_own(each) and says_year(each.item.tokens, year))
        is_of_others_work = goes_on or is_of_others(each, reading.own_governments)
        is_of_other = (is_of_others_work and not _receives_in_year(each.item)) or _is_of_another_year(each, year)
        if not is_of_other:
            yield from telling.of(each)
        is_of_other = is_of_other and each.item.mark != "SEMI"


def _receives_in_year(item: Item) -> bool:
    """Whether it begins with what was received in the year, which is told of the body itself: 全年收到投诉3件.

    Money that others paid in is not: 当年收到其他单位缴入的处理费360元.
    """
    is_paid_in = "OTHERS" in item.kinds and any(is_in_units(count.value, AMOUNTS) for count in item.counts)
    return bool(item.tokens) and item.tokens[0].kind == "THIS" and "RECEIVE" in item.kinds and not is_paid_in


def _is_of_another_year(each: ReadItem, year: int | None) -> bool:
    is_denied = "NOT" in each.item.kinds and "COMPARE" not in each.item.kinds  # 由于2022年没有开展培训
    return (is_denied or each.frame.period is Period.UNSURE) and names_another_year(each.item, year)


class _Telling:
    """A sentence as it goes on: what was said up to an item makes what that one tells of the whole year, or of less."""

    def __init__(self, read: ReadSentence, year: int | None, own: Sequence[str]) -> None:
        self._sentence, self._year, self._own = read.sentence, year, own
        self._may_say_year = not read.kinds.isdisjoint(_SAY_YEAR)
        self._may_tell_more = not read.kinds.isdisjoint(_BESIDE)
        self._is_whole = self._is_among = self._is_beside = self._is_of_some = False
        self._said, self._said_in, self._each_of = NO_NAME, "", NO_NAME
        self._before: Item | None = None

    def of(self, each: ReadItem) -> Iterator[Activity]:
        """What the next item tells."""
        item = each.item
        if _begins_point(item):
            self._said, self._said_in = NO_NAME, ""
        self._is_whole = self._is_whole or (self._may_say_year and says_year(item.tokens, self._year))
        tells_more = self._may_tell_more and item.has(*_FIGURES) and _tells_more(item)
        self._is_beside = self._is_beside or (tells_more and not _counts_first(item))
        self._is_among = self._is_among or "AMONG" in item.kinds
        if item.counts and not _denies_even_one(item):
            yield from self._named_behind(each)
        if "NOT" not in item.kinds and not ("ZERO" in item.kinds and not item.counts):
            yield from self._counts(each)
        elif self._may_deny(item) and (made := _denial(each, self._sentence, self._own, is_of_year=self._names_year())):
            yield made
        self._before = item if item.mark else self._before  # the number of a head in brackets has none
        heads_list = item.mark == "COLON"  # 还有两处:其一,人手不熟,全年仅办了1期培训
        self._is_beside = (self._is_beside or tells_more) and not heads_list
        self._is_of_some = self._is_of_some and not heads_list  # 关于培训:本年度没有组织培训
        if item.mark == "SEMI":
            self._is_among = self._is_beside = self._is_of_some = False

    def _may_deny(self, item: Item) -> bool:
        """Whether what it denies is denied of the whole body: 县政府办公室未举办培训 leaves the departments'."""
        return not (self._is_of_some or is_by_office(item, self._own))

    def _names_year(self) -> bool:
        """Whether the item before names the year, and nothing else: 2023年,我局未收取信息处理费."""
        return self._is_whole and self._before is not None and self._before.kinds <= _NOTHING_BUT_YEAR

    def _counts(self, each: ReadItem) -> Iterator[Activity]:
        """What an item counts, by all that names it, and by what stands right behind its count."""
        item = each.item
        self._is_of_some = self._is_of_some or ("SOME" in item.kinds and not _gives_reason(item))
        is_beside = (self._is_beside and not _counts_fee(item)) or _adds_another(item)
        if self._said.thing and (not item.counts or is_beside):
            self._each_of = NO_NAME
            return
        told = without_account(_up_to_all(item, without_region(each, self._own)), self._sentence.text)
        is_sum = item.kinds <= _SUMS_UP and item.has("TOTAL", "THIS")
        named = self._each_of if is_sum else self._named(item, told)
        self._each_of = _of_each(item, named)
        if _may_be_among(_unit(item), self._said, self._said_in):
            named = named.among(self._said)
        made = _counted(each, named, self._sentence, is_whole=self._is_whole, is_part=self._is_among)
        if not self._said.thing:
            self._said, self._said_in = named, _unit(item)
        if made is None or is_beside:
            return
        is_of_some = self._is_of_some or _is_of_some(item)
        made = made._replace(is_of_some=True, is_apart=True) if is_of_some else made
        yield made._replace(is_apart=True) if is_by_office(item, self._own) else made

    def _named(self, item: Item, told: Sequence[Token]) -> Named:
        """What an item names, of the sorts that were named right before it: 关于信息公开投诉,全年收到投诉2件.

        It is what was named there where it tells how often that was held: 业务培训偏少,全年仅举办2期.
        """
        named, before = names_of(told), self._before
        if before is None or before.counts or "NOT" in before.kinds:
            return named
        if named.is_enough:
            headed = _headed(before) if named.thing else NO_NAME
            return named._replace(sorts=named.sorts | headed.sorts) if headed.thing == named.thing else named
        headed = _headed(before) if any(word in item.text for word in _HOLDS_NAMED) else NO_NAME
        return headed._replace(words="") if headed.thing else named

    def _named_behind(self, each: ReadItem) -> Iterator[Activity]:
        """Its counts by the names right behind them."""
        if self._is_beside or any(token.value == _EACH_TIME for token in each.item.tokens):
            return
        told = without_account(without_region(each, self._own), self._sentence.text)
        denied = next((token.start for token in told if token.kind == "NOT"), len(self._sentence.text))
        for count, named in short_names(told):
            quantity = count.value
            if count.end <= denied and isinstance(quantity, Quantity) and quantity.is_exact:
                made = _activity(
                    each, count, quantity, named, self._sentence, is_whole=self._is_whole, is_part=self._is_among
                )
                yield made._replace(is_referred_to=True)


def _begins_point(item: Item) -> bool:
    """Whether it begins a new one of several points: 二是, 3."""
    is_numbered = bool(item.tokens) and item.tokens[0].kind == "FILL" and item.tokens[0].text[0].isdigit()
    return is_numbered or opens_point(item)


def _counts_fee(item: Item) -> bool:
    """Whether it tells what was taken of an applicant, which is told beside nothing else."""
    return is_in_units(item.counts[-1].value if item.counts else None, AMOUNTS) and names_of(item.tokens).thing == _FEE


_HOLDS_NAMED, _HOW_OFTEN = spelled("held_then"), spelled("how_often")


def _adds_another(item: Item) -> bool:
    """Whether it tells what was counted before with something else that it names: 与疫情防控信息合计500条."""
    is_joined = any(token.kind in ("AND", "PLUS") for token in item.tokens[:1])
    return is_joined and any(token.kind == "TOTAL" and token.value == "added" for token in item.tokens)


def _is_of_some(item: Item) -> bool:
    """Whether the last count of an item is of some of what it names."""
    at = item.tokens.index(item.counts[-1])
    return tells_of_some(item.tokens[:at], item.tokens[at + 1 :])


def _headed(item: Item) -> Named:
    """What an item says something of, where nothing before its name narrows it: 培训抓得不紧, and not 对村级信息员培训少."""
    told = words_of(item.tokens)
    at = next((n for n, word in enumerate(told) if word.kind == "THING"), len(told))
    is_narrowed = any(word.text not in _HOW_OFTEN for word in told[:at] if word.kind == UNKNOWN)
    return names_of(item.tokens) if not is_narrowed else NO_NAME


def _gives_reason(item: Item) -> bool:
    """Whether it tells what made it needful: 针对人员更换频繁的问题."""
    return not item.counts and item.tokens[-1].text.endswith(_SHORTCOMINGS)


_SHORTCOMINGS = spelled("shortcomings")


def _of_each(item: Item, named: Named) -> Named:
    """What an item counts of each, or each time; nothing where it counts once."""
    if named.words.startswith(_EACH):
        return named._replace(words=named.words[1:])
    if not any(token.value == _EACH_TIME for token in item.tokens):
        return NO_NAME
    return names_of([token for token in item.tokens if token.kind != "RATE"])


def _may_be_among(unit: str, said: Named, said_in: str) -> bool:
    """Whether what is counted in a unit may be some of what was told before it, in another unit or in none."""
    if said_in:
        return unit == said_in
    return unit in INFORMATION or said.thing != INFO


def _unit(item: Item) -> str:
    """The unit of its last count; empty where it has none."""
    quantity = item.counts[-1].value if item.counts else None
    return quantity.unit if isinstance(quantity, Quantity) else ""


def _up_to_last_told(items: Sequence[ReadItem]) -> Sequence[ReadItem]:
    """The items without those behind the last that counts or denies something."""
    end = len(items)
    while end and not items[end - 1].item.counts and not items[end - 1].item.has("NOT", "ZERO"):
        end -= 1
    return items[:end]


def _tells_more(item: Item) -> bool:
    return any(map(_is_beside, item.tokens))


def _is_beside(token: Token) -> bool:
    return token.kind in _BESIDE and token.value not in ("from", _EACH_TIME)


def _counts_first(item: Item) -> bool:
    """Whether it counts something before it tells anything beside that: 28场讲座平均每场30人."""
    return next((token.kind == "COUNT" for token in item.tokens if token.kind == "COUNT" or _is_beside(token)), False)


_FIGURES = ("COUNT", "PERCENT")
_SUMS_UP = frozenset({"THIS", "TOTAL", "COUNT", "FILL"})
"""What sums up what was told right before it of each, and names nothing: 6月、11月各办培训班1期,全年共2期; 每月一次,全年12次."""
_EACH, _EACH_TIME = spelled("of_each"), "each time"
_SAY_YEAR = frozenset({"THIS", "TOTAL", "DATE"})
_NOTHING_BUT_YEAR = frozenset({"THIS", "DATE", "FILL", "OWN"})


def _counted(each: ReadItem, named: Named, sentence: Sentence, *, is_whole: bool, is_part: bool) -> Activity | None:
    """What an item counts by its one number, or the one behind those of places."""
    item = each.item
    counts = item.counts
    if len(counts) > 1 and item.has("ALL", "AMONG", *_BESIDE):
        counts = tuple([token for token in _up_to_all(item, item.tokens) if token.kind == "COUNT"])
    if not counts:
        return None
    *places, count = counts
    quantity = count.value
    if not isinstance(quantity, Quantity) or not quantity.is_exact:
        return None
    if not quantity.value and item.has("CHANGE"):
        return None  # 坏链由14个减为0个
    is_fee = "fee" in named.thing and is_in_units(quantity, AMOUNTS)  # 对2件申请收取信息处理费640元
    if not (is_fee or all(is_in_units(each.value, PLACES) for each in places)):  # 在3个街道开办宣讲24场
        return None
    is_outcome = "OUTCOME" in item.kinds and not named.thing.isdisjoint(OF_ANYTHING)  # 按信访举报投诉类不予处理1件
    if not named.is_enough or is_outcome:
        return None
    return _activity(each, count, quantity, named, sentence, is_whole=is_whole, is_part=is_part)


def _activity(
    each: ReadItem, count: Token, quantity: Quantity, name: Named, sentence: Sentence, *, is_whole: bool, is_part: bool
) -> Activity:
    """What an item counts by one of its numbers, under a name."""
    item, named = each.item, name.counted_in(quantity.unit)
    is_of_year = each.frame.period is Period.YEAR or (is_whole and _says_only(item))
    is_in_table = _is_in_tables(item) or "application" in named.thing
    is_apart = is_part or (each.frame.period is Period.PART and not is_of_year)
    return Activity(
        sentence,
        item.start,
        count.end,
        *named,
        number=quantity.value,
        unit=OCCASION if quantity.unit in OCCASIONS else quantity.unit,
        is_whole=is_whole and not is_apart and (is_own(each) or ELSEWHERE in named.sorts) and is_of_year,
        is_first=not item.start and is_of_year,
        is_apart=is_apart or is_in_table,
        is_listed=is_part and is_of_year and not is_in_table and "AND" not in item.kinds,
        of_region=len(without_region(each)) < len(item.tokens),
    )


def _says_only(item: Item) -> bool:
    """Whether what it tells of a part of the year is all there was: 2023年仅在5月办过一次培训, and not 5月仅发布37条."""
    dates = [n for n, token in enumerate(item.tokens) if token.kind in _TIMES]
    return bool(dates) and any(token.text in _NO_MORE for token in item.tokens[: dates[-1]])


_NO_MORE, _TIMES = spelled("no_more"), ("DATE", "PARTYEAR")


def _up_to_all(item: Item, tokens: Sequence[Token]) -> Sequence[Token]:
    """Words of an item without what is told of all that it counts, and the total of which it counts a part.

    本年4场培训 in 本年4场培训均安排了答题, 抢修通知7次 in 停水信息71条包含抢修通知7次.
    """
    if "AMONG" in item.kinds:
        start = next((n + 1 for n in range(len(tokens) - 1, 0, -1) if tokens[n].kind == "AMONG"), 0)
        tokens = tokens[start:]
    if "ALL" not in item.kinds and item.kinds.isdisjoint(_BESIDE):
        return tokens
    count = next((n for n, token in enumerate(tokens) if token.kind == "COUNT"), len(tokens))
    ends = (n for n in range(count + 2, len(tokens)) if tokens[n].kind == "ALL" or _is_beside(tokens[n]))
    return tokens[: next(ends, len(tokens))]


def _is_in_tables(item: Item) -> bool:
    """Whether it tells what the tables tell, too; not of other matters that were taken on: 办理热线工单1320件."""
    if "VERDICT" in item.kinds and item.kinds <= _RESULT_ALONE:
        return True  # 其他结果3件
    told = [token for token in _up_to_all(item, item.tokens) if token.kind in _IN_TABLES]
    return not (told and "MATTER" in item.kinds and all(token.value == "handling" for token in told)) and bool(told)


_IN_TABLES = IN_TABLES | {"ANSWER", "MAKE", "DECIDE"}
_RESULT_ALONE = frozenset("VERDICT COUNT FILL AMONG AND".split())
"""What tells how cases ended, and of nothing else that might be put right: not 纠正错别字137处."""


def _denial(each: ReadItem, sentence: Sentence, own: Sequence[str], *, is_of_year: bool) -> Activity | None:
    """What an item says that there was none of, not even one, where nothing stands before it but when, or who or what it is of."""
    item = each.item
    at = denied_at(item) if "NOT" in item.kinds else None
    if at is None:
        return _none(each, sentence)
    if item.tokens[at].value == "again" or denies_manner(item) or _counts_what_was_not(item, at):
        return None
    if item.has("ARISE") and item.has(*CASES):
        return None  # 没有引起行政诉讼 is held against the tables
    counts = [count.value.value for count in item.counts if isinstance(count.value, Quantity)]
    before = [token for token in without_region(each, own) if token.start < item.tokens[at].start and token.text]
    before = [a for a, b in zip_longest(before, before[1:]) if not _begins_time(a, b)]
    if counts == [1] and before and (before[-1].kind == "COUNT" or _denies_even_one(item)):
        return _denial_ahead(each, [token for token in before if token.kind != "COUNT"], sentence)
    kinds = {token.kind for token in before}
    if not kinds <= _BEFORE_DENIAL | _NAMES_SUBJECT or counts not in ([], [1]):
        return None
    has_subject = not kinds <= _BEFORE_DENIAL
    subject = [token for token in before if has_subject and token.kind not in _SAYS_WHEN]
    named = names_of([*subject, *(token for token in item.tokens[at + 1 :] if token.kind != "ETC")])
    if (named.thing or WEBSITE not in named.sorts) and named.words in _BODIES_IN_SHORT:
        named = named._replace(words="")
    if named.thing == _CHARGE:
        named = named._replace(thing=_FEE) if any(word in item.text for word in _TAKING) else NO_NAME
    denies_sort_alone = named.is_sort_alone and at == len(item.tokens) - 1  # 网上没有
    if each.frame.period is Period.PART or not named.is_enough or denies_sort_alone:
        return None
    is_said = is_of_year or not item.start or any(token.kind in ("THIS", "DATE") for token in before)
    names_it_alone = not has_subject or (bool(named.thing) and not named.words)
    is_whole = is_said and is_own(each) and names_it_alone
    return Activity(sentence, item.start, item.tokens[-1].end, *named, is_whole=is_whole)


def _counts_what_was_not(item: Item, at: int) -> bool:
    """Whether it counts what was not done to something, so that there was some: 未公开的提案答复1件."""
    end = next((n for n, token in enumerate(item.tokens) if token.kind == "COUNT" and n > at), at)
    return any(token.value == "of" for token in item.tokens[at:end])


def _begins_time(token: Token, following: Token | None) -> bool:
    """Whether it stands before when something wasn't done: 在2021年没有举办培训."""
    return token.kind == "BY" and following is not None and following.kind in ("DATE", "THIS")


_BODIES_IN_SHORT = spelled("bodies_in_short")


def _denies_even_one(item: Item) -> bool:
    """Whether it counts one first, and says behind that that there was not even that: 全年一次专题培训都没有搞过."""
    at = denied_at(item) if "NOT" in item.kinds else None
    if at is None:
        return False
    said = "".join(token.text for token in item.tokens[max(0, at - 1) : at + 1])
    ones = [count for count in item.counts if count.start < item.tokens[at].start]
    is_one = [count.value.value for count in ones if isinstance(count.value, Quantity)] == [1]
    is_first = is_one and all(token.kind in _BEFORE_DENIAL for token in item.tokens if token.end <= ones[0].start)
    return is_first and any(word in said for word in _EVEN)


_EVEN = spelled("even")


def _denial_ahead(each: ReadItem, before: Sequence[Token], sentence: Sentence) -> Activity | None:
    """What an item names before it says that there was not even one: 专题培训全年一期也没有办成, 一次专题培训都没有搞过."""
    named = names_of(before)._replace(words="")
    if not named.thing or each.frame.period is Period.PART:
        return None
    is_whole = any(token.kind in ("THIS", "DATE") for token in before) and is_own(each)
    return Activity(sentence, each.item.start, each.item.tokens[-1].end, *named, is_whole=is_whole)


_BEFORE_DENIAL = frozenset("THIS OWN SEAT FILL DATE NOW AND PLUS BECAUSE SCHOOLYEAR DISCLOSURE".split())
"""What may stand before a denial: when, whose, what the report is about anyway, and 加上 or 由于."""
_SAYS_WHEN = _BEFORE_DENIAL - {"DISCLOSURE"} | {"HEAD"}
_NAMES_SUBJECT = frozenset({UNKNOWN, "NOUN", "LATIN", "ISSUE", "HEAD", "CHANNEL", "MATTER"})
"""What stands before a denial and names who or what it is of, as a count of it must: 领导小组未召开一次会议."""
_CHARGE, _FEE = frozenset({"charge"}), frozenset({"fee"})
"""A charge of any sort, where it is denied that one was taken of what an application costs: 未收取任何费用."""
_TAKING = spelled("received")


def _none(each: ReadItem, sentence: Sentence) -> Activity | None:
    """What an item says that there was none of behind its name: 信息公开咨询数为零."""
    item = each.item
    named = names_of([token for token in item.tokens if token.kind != "ZERO"])
    becomes_none = item.has("CHANGE", "COMPARE")  # 坏链由14个减为0个
    if each.frame.period is Period.PART or not named.is_enough or named.is_sort_alone or becomes_none:
        return None  # 信息处理费这一项,公司为零 denies no company
    return Activity(sentence, item.start, item.tokens[-1].end, *named)
