"""What the text says of how soon applications were answered: all in time, none extended, or some of them late or extended."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from service.language.activities import Activity, is_of_others
from service.language.claims import ReadItem
from service.language.clauses import Item
from service.language.frames import Topic
from service.language.lexicon import spelled
from service.language.mentions.figures import CASES_ALONE, Quantity
from service.language.reading import Reading
from service.language.text import Sentence

_TIMES = {"too late": spelled("too_late"), "extended": spelled("extended")}
_IN_TIME = spelled("in_time")
_ABOUT_TIME = spelled("about_time")
"""One of these is a part of each of the others."""


def answered(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Each count of applications that were answered too late or by an extended term, and each denial of any.

    With `at_hand` some that are another's, of another time or of other things are among them.
    """
    for read in reading.sentences:
        if any(word in read.sentence.text for word in _ABOUT_TIME):
            items = read.items_at_hand if at_hand else read.items
            yield from _told(read.sentence, items, at_hand=at_hand)


def _told(sentence: Sentence, items: Sequence[ReadItem], *, at_hand: bool) -> Iterator[Activity]:
    """What a sentence says, until it goes on with what is another's; one that is late may be counted right before that."""
    before: Quantity | None = None
    for each in items:
        if is_of_others(each):
            return
        counted = _cases(each.item) or before
        if not (at_hand or before or _is_of_applications(each)):
            continue
        for thing, is_denied in _said(each.item):
            if is_denied or counted:
                number, unit = (0, "") if is_denied or not counted else (counted.value, counted.unit)
                yield Activity(
                    sentence, each.item.start, each.item.tokens[-1].end, frozenset({thing}), frozenset(), "", number, unit,
                    is_apart=True, is_of_some=True,
                )  # fmt: skip
        before = _cases(each.item) if at_hand or _is_of_applications(each) else None


def _is_of_applications(each: ReadItem) -> bool:
    return each.frame.topic is Topic.APPLICATIONS or "APPLICATION" in each.item.kinds


def _said(item: Item) -> Iterator[tuple[str, bool]]:
    """The ways in which an item says that applications were not answered in time, each with whether it denies it."""
    if "OUTCOME" in item.kinds:
        return  # 申请人逾期不补正5件
    text = item.text
    told = [thing for thing, words in _TIMES.items() if any(word in text for word in words)]
    denied = "".join([token.text for token in dropwhile(lambda token: token.kind != "NOT", item.tokens)])
    for thing in told:
        is_denied = any(word in denied for word in _TIMES[thing])
        if is_denied or not denied:  # 延长期限均未超过20个工作日 denies another thing
            yield thing, is_denied
    is_of_all = "ANSWER" in item.kinds and ("ALL" in item.kinds or "100%" in text)
    if not told and is_of_all and any(word in text for word in _IN_TIME):
        yield "too late", True


def _cases(item: Item) -> Quantity | None:
    """The one number of cases that an item tells."""
    counts = [count.value for count in item.counts if isinstance(count.value, Quantity)]
    return counts[0] if len(counts) == 1 and counts[0].unit in CASES_ALONE and counts[0].value else None
