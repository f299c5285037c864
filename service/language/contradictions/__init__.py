"""Two statements of a text that exclude each other: an activity denied and counted, or a thing counted twice otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from service.language.contradictions.accounts import NEW_MEDIA, accounts
from service.language.contradictions.activities import activities
from service.language.contradictions.activity import ELSEWHERE, OF_ANYTHING, WEBSITE, Activity
from service.language.contradictions.attendance import attendances
from service.language.contradictions.average_times import average_times
from service.language.contradictions.extent import extents
from service.language.contradictions.fees_taken import fees_taken
from service.language.contradictions.held import held
from service.language.contradictions.late_replies import late_replies
from service.language.contradictions.miscounts import OF_REPORT, Contradiction, governed_twice, miscounts
from service.language.contradictions.never import never_done
from service.language.contradictions.opposed import opposed
from service.language.contradictions.pointed_back import pointed_back
from service.language.contradictions.restated import restated
from service.language.contradictions.timeliness import answered
from service.language.contradictions.trends import trends
from service.language.contradictions.undone import undone
from service.language.contradictions.unfinished import unfinished
from service.language.contradictions.ways_to_apply import only_ways
from service.language.lexicon import spelled
from service.language.mentions.figures import AMOUNTS, Quantity
from service.language.reading import Reading
from service.reports.numerals import are_exchanged, has_wrong_digit
from service.reports.report import Report


def contradictions(report: Report) -> Iterator[Contradiction]:
    """The statements that exclude each other; of those denied and counted, the denial as the later one."""
    reading = Reading.of(report)
    told: set[tuple[int, int]] = set()
    in_their_words = (
        fees_taken,
        restated,
        unfinished,
        undone,
        never_done,
        only_ways,
        opposed,
        late_replies,
        pointed_back,
        trends,
        average_times,
    )
    found_in = chain(_of_names(reading), *(each(reading) for each in in_their_words))
    for found in sorted(found_in, key=lambda each: not each.is_established):
        places = {(id(each.sentence), each.end) for each in (found.later, found.earlier)}
        if told.isdisjoint(places):
            yield found._replace(is_established=True) if _miswrites(found) else found
        told |= places


def _miswrites(found: Contradiction) -> bool:
    """Whether one count has a digit of the other miswritten, so that hardly anything else can be meant: 培训126人次, 162人次."""
    one, other = str(found.later.number), str(found.earlier.number)
    return are_exchanged(one, other) or has_wrong_digit(one, other)


def _of_names(reading: Reading) -> Iterator[Contradiction]:
    """Those of places that a body has and of what was done, where it has a name."""
    if any(governed_twice(extents(reading, at_hand=True))):
        yield from governed_twice(extents(reading))
    denied, counted = _parted(_all(reading, at_hand=True))
    words = {frozenset(each.words) for each in denied if _may_be_denied(each)}
    named = (read for read in reading.sentences if words and _may_name(read.sentence.text, words))
    may_be_held = any(_denies_held(denied, each) for each in held(named, at_hand=True))
    if any(_denies_accounts(each) for each in denied):
        yield from _of_accounts(reading)
    if not may_be_held and not _may_contradict(denied, counted):
        return
    denied, counted = _parted(_all(reading))
    told = list(held(reading.sentences)) if may_be_held else []
    for denial in denied:
        if found := _of_denial(denial, counted) or _of_what_was_held(denial, told):
            yield found
    said = {
        (id(sentence), count.value.value) for sentence, _, count in reading.counts if isinstance(count.value, Quantity)
    }
    for found in miscounts(counted):
        number = found.later.number
        if number < _BY_CHANCE or (id(found.earlier.sentence), number) not in said:
            yield found  # and not 来电18905个,咨询9780个; 18905个来电


_BY_CHANCE = 10
"""Counts below may be told of something else in the same sentence."""


_OF_ITS_OWN = ("", *spelled("of_its_own"))


def _denies_accounts(denial: Activity) -> bool:
    """Whether it denies accounts of any sort, and nothing else but a website: 没有开通政务新媒体."""
    if (
        denial.thing
        or denial.words not in _OF_ITS_OWN
        or not all(sort.startswith((NEW_MEDIA, WEBSITE)) for sort in denial.sorts)
    ):
        return False
    return any(sort.startswith(NEW_MEDIA) for sort in denial.sorts)


def _of_accounts(reading: Reading) -> Iterator[Contradiction]:
    """Those of accounts that the body has by name though it is told to have none of their sort."""
    denied, _ = _parted(_all(reading))
    named = list(accounts(reading.sentences))
    for denial in filter(_denies_accounts, denied):
        for account in named:
            is_of_sort = any(told.startswith(sort) for told in account.sorts for sort in denial.sorts)
            if is_of_sort and account.sentence is not denial.sentence:
                yield Contradiction(denial, account, is_established=False)
                break


def _all(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Everything that is counted or denied."""
    for told in (activities, answered, attendances):
        yield from told(reading, at_hand=at_hand)


def _may_name(text: str, words: Iterable[frozenset[str]]) -> bool:
    """Whether a text has all characters of one of the words."""
    characters = frozenset(text)
    return any(each <= characters for each in words)


def _parted(told: Iterable[Activity]) -> tuple[list[Activity], list[Activity]]:
    """What is denied, and what is counted."""
    found = list(told)
    return [each for each in found if not each.number], [each for each in found if each.number]


def _may_contradict(denied: Sequence[Activity], counted: Sequence[Activity]) -> bool:
    """Whether any of it is denied and counted, or counted twice otherwise; so little of most texts is that the rest can wait."""
    if any(miscounts(counted)):
        return True
    once = {(each.thing, each.sorts, each.words): each for each in counted}
    return any(_is_denied(denial, count) for denial in denied for count in once.values())


def _of_denial(denial: Activity, counted: Sequence[Activity]) -> Contradiction | None:
    """The first count of what is denied elsewhere; established where what is counted is surely of what there was none of."""
    for count in counted:
        if _is_denied(denial, count):
            is_of_sorts = denial.sorts - count.sorts <= OF_REPORT and not count.is_of_some
            is_same = is_of_sorts and denial.words == count.words
            if is_same or count.sentence is not denial.sentence:
                is_sure = is_same or (is_of_sorts and _is_of_any_words(denial, count))
                is_named = bool(denial.thing or denial.sorts)
                return Contradiction(denial, count, denial.is_whole and is_sure and is_named)
    return None


def _is_of_any_words(denial: Activity, count: Activity) -> bool:
    """Whether all of a thing is denied, in whatever other words it is counted; people complain about other things, too.

    What is made of it, or paid for it, is not the thing: 听取培训情况汇报3次, 培训经费3万元.
    """
    is_about = bool(count.sorts & OF_REPORT) or not denial.thing & OF_ANYTHING
    return bool(denial.thing) and not denial.words and is_about and not count.words.endswith(_OF_THING)


_OF_THING = spelled("made_for")
_OF_OTHERS = (*spelled("papers_on"), *spelled("held_against"))


def _of_what_was_held(denial: Activity, told: Sequence[Activity]) -> Contradiction | None:
    """The first of what is denied that is told elsewhere to have been held; it may be another's yet."""
    return next(
        (Contradiction(denial, each, is_established=False) for each in told if _denies_held([denial], each)), None
    )


def _denies_held(denied: Sequence[Activity], told: Activity) -> bool:
    """Whether another sentence denies for the whole year what is told to have been held."""
    return any(
        denial.is_whole and _is_denied(denial, told) and denial.sentence is not told.sentence for denial in denied
    )


def _is_fee_of_applications(denial: Activity, count: Activity) -> bool:
    """Whether a fee is counted by what it is taken for, which is the only one: 未收取信息处理费, 依申请公开收取信息处理费120元."""
    return (
        "fee" in denial.thing and count.thing - denial.thing <= {"application", "info"} and count.thing > denial.thing
    )


_FEE = frozenset({"fee"})
_NARROWING = OF_REPORT | {"special"}
_HELD_ELSEWHERE = frozenset({"application", "info"})


def _is_denied(denial: Activity, count: Activity) -> bool:
    """Whether what is counted is of the sort that is denied.

    What is planned for it or held against it is not the thing: 发布会制度1项, 泄密事件应急预案1份.
    """
    sorts = denial.sorts - _NARROWING
    is_named = bool(denial.thing or sorts)
    is_in = denial.words in count.words if is_named else denial.words == count.words
    if not is_in or (denial.thing and denial.thing != count.thing and not _is_fee_of_applications(denial, count)):
        return False
    if denial.thing == _FEE and count.words != denial.words and count.unit not in AMOUNTS:
        return False  # 信息处理费实行收支两条线管理
    if count.words.endswith(_OF_OTHERS) and not denial.words.endswith(_OF_OTHERS):
        return False  # 未发生安全事件, 安全事件应急演练1次
    if not _may_be_denied(denial) or ELSEWHERE in denial.sorts | count.sorts or _uses_anothers(denial):
        return False
    if _is_of_added(denial) and not _is_of_added(count):
        return False  # 没有新增账号 leaves those that there were
    is_of_report = denial.thing and count.sorts & OF_REPORT  # 信息公开业务培训, 信息公开专题培训
    narrowing = frozenset[str]() if is_of_report else denial.sorts & _NARROWING - count.sorts
    if narrowing and (count.words != denial.words or denial.thing & OF_ANYTHING):
        return False  # 未接到信息公开投诉 says nothing of 消费投诉230件, nor of 投诉12件
    are_told = {
        sort: any(f"{told}.".startswith((f"{sort}.", *_AMONG.get(sort, ()))) for told in count.sorts) for sort in sorts
    }
    if count.thing and not denial.thing and len(kinds := _kinds_of_accounts(sorts)) > 1:
        return any(are_told[kind] for kind in kinds)
    return all(are_told.values())


def _is_of_added(told: Activity) -> bool:
    """Whether it is told of what was added to others: 没有新增账号, 新设查阅点3处."""
    return any(word in told.sentence.text[told.start : told.end] for word in _ADDED)


_ADDED = spelled("added_to_others")


def _kinds_of_accounts(sorts: frozenset[str]) -> frozenset[str]:
    """The kinds of accounts, where nothing but accounts is denied: 未开设政务微博、微信等政务新媒体."""
    if not all(sort.startswith(NEW_MEDIA) for sort in sorts):
        return frozenset()
    return sorts - {NEW_MEDIA}


_AMONG = {"network": ("newmedia.", "website.")}
"""Sorts of what is done in one way or another that has a sort of its own: 线上 on an account."""


def _uses_anothers(denial: Activity) -> bool:
    """Whether a website that the body has not is another's, on which it publishes: 没有网站,靠县里的."""
    behind = denial.sentence.text[denial.end :].lstrip(",;")
    return any(sort.startswith(WEBSITE) for sort in denial.sorts) and behind.startswith(_RELIES)


_RELIES = spelled("relies_on")


def _may_be_denied(denial: Activity) -> bool:
    """Whether it names what may be told elsewhere; what all applications come to is held against the tables.

    没有该信息 says that something isn't there, and not that nothing was published.
    """
    return bool(denial.sorts - _NARROWING) or not denial.thing <= _HELD_ELSEWHERE or bool(denial.words)
