"""Counts of one thing in two places of a text that can't both be right: told otherwise, miscopied, or more of a sort than of all."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from service.language.beside.items import without_words
from service.language.contradictions.activity import ATTENDANCE, ELSEWHERE, Activity
from service.language.frames import MORE_YEARS, may_sum_up_years
from service.language.lexicon import spelled
from service.language.mentions.figures import PLACES
from service.reports.finding import Number


class Contradiction(NamedTuple):
    """Two statements that can't both be true; established where either was wholly understood."""

    later: Activity
    earlier: Activity
    is_established: bool


def in_order(one: Activity, other: Activity, *, is_established: bool) -> Contradiction:
    """Two statements that exclude each other, told at the one in the later section."""
    is_later = (one.sentence.section or 0) > (other.sentence.section or 0)
    return Contradiction(*((one, other) if is_later else (other, one)), is_established)


def miscounts(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts that seem to be of one thing, or of a sort and of all, and differ; each is held against few others, however many there are."""
    of_one = [each for each in counted if _names_one(each)]
    yield from _counted_twice(of_one)
    yield from _counted_in_other_words(of_one)
    yield from _swapped(of_one)
    yield from _miscopied(of_one)
    yield from _above_all(counted)
    yield from _above_only(counted)
    yield from _referred_to(counted)
    yield from _of_as_many(of_one)


def governed_twice(told: Iterable[Activity]) -> Iterator[Contradiction]:
    """Counts of all places of a sort that differ by little, and of some that are a little more than all."""
    for of_one in _by(lambda each: each.thing, told):
        wholes = [each for each in of_one if each.is_whole]
        parts = [each for each in of_one if not each.is_whole and wholes and each.number > wholes[0].number]
        for other in [*wholes[1:], *parts]:
            if is_near(other.number, wholes[0].number, _NEAR) and other.sentence is not wholes[0].sentence:
                yield Contradiction(other, wholes[0], is_established=False)


def is_near(one: Number, other: Number, share: float) -> bool:
    """Whether two numbers differ, by so much of the greater one at most."""
    miss = abs(float(one) - float(other))
    return 0 < miss <= share * float(max(one, other))


_NEAR = 0.2
"""The share of all places of a sort by which another count of them may miss and be of them yet, and not of other places."""


def _by(key: Callable[[Activity], Hashable], counted: Iterable[Activity]) -> Iterable[list[Activity]]:
    """The counts that have a key in common."""
    alike: dict[Hashable, list[Activity]] = defaultdict(list)
    for each in counted:
        alike[key(each)].append(each)
    return alike.values()


def _kind(count: Activity) -> Hashable:
    """What is counted, in which words and unit; the order of the words says nothing: 老旧小区改造, 改造老旧小区."""
    words = _without_now(count.words) if _has_stock(count) else count.words
    return count.thing, "".join(sorted(words)), count.unit


def _what(count: Activity) -> Hashable:
    """What is counted, of which sorts, in which words and unit."""
    return count.sorts, _kind(count)


def _what_in_short(count: Activity) -> Hashable:
    """What is counted, without a sort that another one's name may leave out, or several that make up what is named beside them.

    业务培训 may be on disclosure; 微信公众号、微博共2个政务新媒体账号 are all accounts.
    """
    left_out = {"disclosure"} if "business" in count.sorts else _kinds_of_one(count.sorts)
    return count.sorts - left_out, _kind(count)


def _kinds_of_one(sorts: frozenset[str]) -> frozenset[str]:
    """Several sorts of one that is among them: newmedia.wechat and newmedia.weibo beside newmedia."""
    kinds = frozenset(sort for sort in sorts if "." in sort and sort.partition(".")[0] in sorts)
    return kinds if len(kinds) > 1 else frozenset()


def _names_one(count: Activity) -> bool:
    """Whether it names a thing that has one count; of what was published there are many without a name.

    How many applied of some sort is one count of those who came in and another of those answered: 办结136件,其中自然人117件.
    """
    if not count.thing and not count.words and {sort.partition(".")[0] for sort in count.sorts} <= _APPLICANTS:
        return False
    return bool(count.sorts - {ELSEWHERE}) or len(count.words) > 1 or count.thing not in GENERAL


_APPLICANTS = frozenset({"natural", "organization"})
GENERAL = (frozenset({"info"}), frozenset({"feedback"}))
"""Things of which a body has many sorts that need no name: what was published, what opinions were of."""


def _differ(one: Activity, other: Activity) -> bool:
    """Whether two sentences count otherwise."""
    return one.number != other.number and one.sentence is not other.sentence


def _counted_twice(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of one thing in the same words that differ, where one at least says that it is of the whole year, or of what is there.

    A training on the body's work (业务培训) may be called one on disclosure, too.
    """
    told = (each for each in counted if not (each.is_apart or each.is_referred_to))  # 在办的84封来信 may be some
    for first, *others in _by(_what_in_short, told):
        for each in others:
            is_of_year = first.is_whole or each.is_whole
            if _differ(each, first) and (is_of_year or _is_stock(each)) and not _are_of_others(each, first):
                is_told_of_both = all(one.is_whole or one.is_first for one in (each, first))
                is_alike = (
                    each.of_region == first.of_region and each.sorts == first.sorts and ELSEWHERE not in each.sorts
                )
                yield Contradiction(each, first, is_of_year and is_told_of_both and is_alike)


def _are_of_others(one: Activity, other: Activity) -> bool:
    """Whether one may be of more years, or tells of something else that was done: 收到留言32条, 公开留言12条."""
    deeds = _deeds(one), _deeds(other)
    is_other_deed = all(deeds) and deeds[0].isdisjoint(deeds[1])
    return is_other_deed or _is_of_years(one, other) or _is_added(one) != _is_added(other)


def _deeds(count: Activity) -> set[str]:
    """What its clause says was done, by the groups of verbs."""
    said = count.sentence.text[count.start : count.end]
    return {name for name, verbs in _VERBS.items() if any(verb in said for verb in verbs)}


_VERBS = {name: spelled(name) for name in ("is_received_by", "is_answered_by", "is_published_by", "is_pushed_by")}


def _is_added(count: Activity) -> bool:
    """Whether its clause says that it was added to others: 新增主动公开信息30条, not 新增34台,总数达到92台."""
    clause = count.sentence.text[count.start : count.end].rpartition(",")[2]
    return any(word in clause for word in _ADDED)


_ADDED = spelled("is_added_by")


def _is_of_years(one: Activity, other: Activity) -> bool:
    """Whether one sums up far more, which other years may have brought: 截至年底,累计公开3500条。全年公开350条."""
    less, more = sorted((one, other), key=lambda each: each.number)
    said = more.sentence.text
    is_far_more = more.number >= MORE_YEARS * float(less.number)
    return is_far_more and may_sum_up_years(said[: more.start], said[more.start : more.end], is_dated=False)


def _of_as_many(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Those who came over the year to as many of one thing, in whatever words: 培训4次,参训376人次; 以4次培训统一尺度,全年参训296人次."""
    attended = [each for each in counted if ATTENDANCE in each.thing and each.is_whole]
    held = {
        (id(each.sentence), each.thing | {ATTENDANCE}, each.sorts): each.number
        for each in counted
        if attended and ATTENDANCE not in each.thing and not each.is_apart
    }
    told = ((held.get((id(each.sentence), each.thing, each.sorts), 0), each) for each in attended)
    first: dict[Hashable, Activity] = {}
    for number, each in told:
        before = first.setdefault((number, each.thing, each.sorts), each)
        if number > 1 and _differ(each, before):
            yield Contradiction(each, before, is_established=False)


def _is_stock(count: Activity) -> bool:
    """Whether it counts what a body has, which needs no word for the year: 管理政务新媒体2个, 目前开设政务新媒体2个."""
    return _has_stock(count) and not _without_now(count.words)


def _without_now(words: str) -> str:
    """Words without those that say no more than that something is there: 目前, 运行."""
    return without_words(words, _THERE_NOW)


_THERE_NOW = spelled("there_now")


def _has_stock(count: Activity) -> bool:
    """Whether it counts accounts, open areas or the like, by whatever other words, too."""
    names = count.thing or count.sorts
    return count.unit in PLACES and any(name.partition(".")[0] in _STOCKS for name in names)


_STOCKS = frozenset({"newmedia", "website", "zone", "readingroom", "board"})


def _counted_in_other_words(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of the whole year of one thing, by a name that the other one's begins to narrow: 新冠疫情防控发布会, 疫情防控发布会."""
    named = (each for each in counted if each.is_whole and not each.is_apart and each.thing and each.words)
    for alike in _by(lambda each: (each.thing, each.sorts, each.unit), named):
        first: dict[str, tuple[int, Activity]] = {}
        for at, each in enumerate(alike):
            first.setdefault(each.words, (at, each))
        for at, each in first.values():
            shorter = next((first[name] for name in _shorter(each.words) if name in first), (at, each))
            (_, earlier), (_, later) = sorted(((at, each), shorter))
            if _differ(earlier, later):
                yield Contradiction(later, earlier, is_established=False)


def _shorter(name: str) -> Iterator[str]:
    """A name without what narrows it, which is its shorter half at most."""
    return (name[cut:] for cut in range(1, min(len(name) // 2, _NARROWING) + 1))


_NARROWING = 12
"""Characters that narrow a name, at most."""


def _swapped(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of what seems to be one thing that have the same digits in another order: 停水通知一年发86次, 停水通知68次."""
    told = (each for each in counted if (each.is_listed or not each.is_apart) and len(str(each.number)) > 1)
    for alike in _by(lambda each: (each.unit, *sorted(str(each.number))), told):
        first: dict[Number, Activity] = {}
        for each in alike:
            others = (other for other in first.values() if _differ(each, other) and not _are_of_others(each, other))
            other = next((other for other in others if _may_be_one(each, other)), None)
            if len(first) < _MOST_ORDERS:
                first.setdefault(each.number, each)
            if other:
                yield Contradiction(each, other, is_established=False)


_MOST_ORDERS = 8
"""Orders of the same digits that others are held against, at most."""


def _may_be_one(each: Activity, other: Activity) -> bool:
    """Whether the name of one has most of what the other's is made of."""
    shorter, longer = sorted((set(each.words), set(other.words)), key=len)
    is_alike = (each.thing <= other.thing or other.thing <= each.thing) and (
        each.sorts <= other.sorts or other.sorts <= each.sorts
    )
    is_known = each.words == other.words and _NAMELESS.isdisjoint((each.thing, other.thing))
    told = len(shorter) + len(str(each.number)) + (_KNOWN if is_known else 0)
    return is_alike and told >= _TELLING and len(shorter & longer) >= _MOST * len(shorter)


_NAMELESS: frozenset[frozenset[str]] = frozenset({frozenset(), *GENERAL})
_MOST = 0.6
"""The part of a name's characters that another one has, too, at least."""
_TELLING, _KNOWN = 5, 2
"""Characters of a name and digits of its count, together, that are the same by no chance, at least, and what a thing counts for."""


def _miscopied(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of one thing, parts of a total among them, that differ by a slip: 推送1286条, 推送1268条; or a part that is above all."""
    for alike in _by(_what, (each for each in counted if each.is_listed or not each.is_apart)):
        first: dict[Hashable, Activity] = {}
        for each in alike:
            others = (first.setdefault(key, each) for key in _slips(str(each.number)))
            other = next((other for other in others if _is_miscopied(each, other)), None)
            if other:
                yield Contradiction(each, other, is_established=False)
        yield from _parts_above(alike)


def _slips(number: str) -> Iterator[Hashable]:
    """What a long number has in common with another that is it but for one digit."""
    if len(number) >= _LONG:
        yield from ((at, number[:at], number[at + 1 :]) for at in range(len(number)))


_LONG = 3
"""Digits of numbers that are alike by no chance, at least."""


def _is_miscopied(each: Activity, other: Activity) -> bool:
    """Whether two counts in two sentences differ that would be the same; one of the whole year may be of more than another."""
    is_one_of_two = each.is_listed or other.is_listed or not (each.is_whole or other.is_whole)
    return is_one_of_two and _differ(each, other)


def _parts_above(alike: Sequence[Activity]) -> Iterator[Contradiction]:
    """Parts of a total that are more than the least count of the whole year."""
    wholes = (each for each in alike if each.is_whole)
    whole = min(wholes, key=lambda each: each.number, default=None)
    if whole is None:
        return
    is_earlier = False
    for each in alike:
        is_earlier = is_earlier or each is whole
        if each.is_listed and each.number > whole.number and each.sentence is not whole.sentence:
            later, earlier = (each, whole) if is_earlier else (whole, each)
            yield Contradiction(later, earlier, is_established=False)


def _referred_to(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of what the text seems to have told before, under a name of its own, which differ by little: 宣讲36场, 全年32场“三进”宣讲."""
    named = (each for each in counted if each.thing not in _NAMELESS or _has_stock(each))
    for alike in _by(lambda each: (each.thing or each.sorts, each.unit), named):
        told: dict[Number, Activity] = {}
        for each in alike:
            if not (each.is_referred_to or each.is_apart) and len(told) < _MOST_TOLD:
                told.setdefault(each.number, each)
        for each in alike:
            if each.is_referred_to and not each.is_apart:
                others = [other for other in told.values() if other.sentence.section != each.sentence.section]
                near = [other for other in others if is_near(each.number, other.number, _NEAR)]
                if len(near) == 1 and each.number not in [other.number for other in others]:
                    yield Contradiction(each, near[0], is_established=False)


_MOST_TOLD = 8
"""Numbers of one thing that those referred to are held against, at most."""


def _above_all(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of a sort that exceed those of all: 政务公开培训4次, 全年培训只有2次."""
    named = (each for each in counted if each.thing and each.thing not in GENERAL)
    for alike in _by(_kind, named):
        most = {each.sorts: each for each in sorted(alike, key=lambda each: each.number)}
        for whole in (each for each in alike if each.is_whole and not each.is_apart):
            more = (each for each in most.values() if _exceeds(each, whole) and not _is_of_years(each, whole))
            part = next(more, None)
            if part:
                yield Contradiction(whole, part, is_established=_says_only(whole) and _is_own(part))


def _above_only(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of what a narrower name tells that exceed those of which there were no more: 分层级举办培训4期, 全年仅举办培训2期."""
    named = (each for each in counted if each.thing and each.thing not in GENERAL)
    for alike in _by(lambda each: (each.thing, each.unit), named):
        for whole in (each for each in alike if each.is_whole and not each.is_apart and _says_only(each)):
            words = "" if whole.words in _TOGETHER else whole.words
            sorts = whole.sorts - OF_REPORT
            more = (
                each
                for each in alike
                if words in each.words and sorts <= each.sorts and each.number > whole.number and _differ(each, whole)
            )
            if part := next(filter(_is_own, more), None):
                yield Contradiction(whole, part, is_established=False)


_TOGETHER = spelled("held_together")
OF_REPORT = frozenset({"disclosure", "business"})
"""Sorts of activities that the report is about anyway: a training is one on disclosure."""


def _says_only(whole: Activity) -> bool:
    """Whether it says that there were no more: 全年只办了2期培训."""
    return any(word in whole.sentence.text[whole.start : whole.end] for word in _ONLY)


_ONLY = spelled("no_more")


def _is_own(part: Activity) -> bool:
    """Whether the body did all of it itself, and not some of something else."""
    return not (part.is_apart or part.of_region or ELSEWHERE in part.sorts)


def _exceeds(part: Activity, whole: Activity) -> bool:
    """Whether there is more of a sort than of all, in another sentence."""
    return whole.sorts < part.sorts - {ELSEWHERE} and part.number > whole.number and part.sentence is not whole.sentence
