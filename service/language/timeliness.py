"""What the text says of how soon applications were answered: all in time, none extended, or some of them late or extended."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import NamedTuple

from service.language.activity import Activity
from service.language.claims import ReadItem
from service.language.clauses import DECISIONS, Item
from service.language.frames import Actor, Period, Topic
from service.language.lexicon import spelled
from service.language.mentions.figures import CASES_ALONE, Quantity
from service.language.own_work import is_of_others, names_another_year
from service.language.reading import Reading
from service.language.text import Sentence

_TIMES = {"too late": spelled("too_late"), "extended": spelled("extended")}
_IN_TIME = spelled("in_time")
_ABOUT_TIME = spelled("about_time")
"""Every word above contains one of these: a quick test."""
_ANSWERS, _OF_APPLICANTS = spelled("answers"), spelled("of_applicants")


def answered(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Each count of applications that were answered too late or by an extended term, and each denial of any.

    With `at_hand` some that are another's, of another time or of other things are among them.
    """
    for read in reading.sentences:
        if _is_about_time(read.sentence.text):
            items = read.items_at_hand if at_hand else read.items
            yield from _told(read.sentence, items, reading.year, at_hand=at_hand)


def _is_about_time(text: str) -> bool:
    return any(word in text for word in _ABOUT_TIME)


def _told(sentence: Sentence, items: Sequence[ReadItem], year: int | None, *, at_hand: bool) -> Iterator[Activity]:
    """What a sentence says that isn't another's; one that is late may be counted right before that.

    What all applications are is the body's own, whoever deals with them: 各承办单位落实首问登记,全部申请均按期答复.
    """
    before: Quantity | None = None
    is_of_all = False
    for each in items:
        if names_another_year(each.item, year):
            return
        is_of_all = is_of_all or (each.item.kinds >= _OF_ALL and each.item.kinds.isdisjoint(_NOT_OWN))
        if is_of_others(each._replace(frame=each.frame._replace(actor=Actor.OWN)) if is_of_all else each):
            before = None
            continue
        counted = _cases(each.item)
        is_asked = at_hand or before or _is_of_applications(each)
        for said in _said(each.item) if is_asked and each.frame.period is not Period.PART else ():
            told = counted or before
            if said.is_denied or told:
                number, unit = (0, "") if said.is_denied or not told else (told.value, told.unit)
                yield Activity(
                    sentence, each.item.start, each.item.tokens[-1].end, thing=frozenset({said.thing}), sorts=frozenset(),
                    words="", number=number, unit=unit, is_apart=True, is_of_some=True,
                )  # fmt: skip
        before = counted if at_hand or _is_of_applications(each) else None


_OF_ALL = frozenset({"ALL", "APPLICATION"})
_NOT_OWN = frozenset({"OTHERS", "REGION", "SYSTEM"})


def _is_of_applications(each: ReadItem) -> bool:
    return each.frame.topic is Topic.APPLICATIONS or "APPLICATION" in each.item.kinds


class _Said(NamedTuple):
    """A way in which applications were not answered in time, told or denied."""

    thing: str
    is_denied: bool


def _said(item: Item) -> Iterator[_Said]:
    """The ways that an item tells or denies; what was late must be an answer: 超期答复1件, and no 延期申请5件."""
    text = item.text
    if not _is_about_time(text):
        return
    if item.has("OUTCOME", *DECISIONS) or any(word in text for word in _OF_APPLICANTS):
        return  # 申请人逾期不补正5件, 许可延期申请12件
    told = [thing for thing, words in _TIMES.items() if any(word in text for word in words)]
    denied = "".join([token.text for token in dropwhile(lambda token: token.kind != "NOT", item.tokens)])
    for thing in told:
        is_denied = any(word in denied for word in _TIMES[thing])
        # 延长期限均未超过20个工作日 denies another thing
        is_told = not denied and any(word in text for word in _ANSWERS)
        if is_denied or is_told:
            yield _Said(thing, is_denied)
    is_of_all = "ANSWER" in item.kinds and ("ALL" in item.kinds or "100%" in text)
    if not told and not denied and is_of_all and any(word in text for word in _IN_TIME):
        yield _Said("too late", is_denied=True)


def _cases(item: Item) -> Quantity | None:
    """The one number of cases that an item tells."""
    counts = [count.value for count in item.counts if isinstance(count.value, Quantity)]
    return counts[0] if len(counts) == 1 and counts[0].unit in CASES_ALONE and counts[0].value else None
