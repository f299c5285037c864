"""Whether more or fewer applications came in than the year before, told both ways: 申请量比上年下降 … 申请量比上年上升."""

from collections.abc import Iterator

from service.language.claims import ReadItem
from service.language.contradictions.activity import Activity
from service.language.contradictions.miscounts import Contradiction, in_order
from service.language.contradictions.own_work import names_another_year
from service.language.contradictions.restated.statements import Statement
from service.language.frames import Actor, Modality
from service.language.lexicon import spelled
from service.language.reading import Reading, ReadSentence

(_APPLICATION,), _LAST_YEAR = spelled("applications"), spelled("last_year_told")
_RISE, _FALL = "rise", "fall"
_COMPARED = frozenset("COMPARE LAST MORE CHANGE COUNT PERCENT FILL THIS DATE COMMA".split())
"""What an item says that compares with the year before, and nothing of what."""
_NAMED = _COMPARED | frozenset("APPLICATION RECEIVE OWN TOTAL REGION".split())


def trends(reading: Reading) -> Iterator[Contradiction]:
    """The first statement that the year brought more, with the first that it brought fewer."""
    read = (each for each in (*reading.sentences, *reading.plain) if _may_tell(each))
    told = [each for sentence in read for each in _told(sentence, reading.year)]
    fewer = next((activity for direction, activity in told if direction == _FALL), None)
    more = next((activity for direction, activity in told if direction == _RISE), None)
    if more and fewer and more.sentence is not fewer.sentence:
        yield in_order(more, fewer, is_established=True)


def _may_tell(read: ReadSentence) -> bool:
    text = read.sentence.text
    is_compared = _APPLICATION in text and any(word in text for word in _LAST_YEAR)
    return is_compared and bool(read.sentence.section)


def _told(read: ReadSentence, year: int | None) -> Iterator[tuple[str, Activity]]:
    """Which way all that came in differs from the year before, as often as a sentence tells it; not of an earlier year's."""
    before: ReadItem | None = None
    for each in read.items:
        direction = "" if names_another_year(each.item, year) else _direction(each)
        if direction and (_tells_of_all(each) or (before is not None and _counts_all(before, each))):
            yield direction, Statement(read, each, ()).activity
        before = each


def _direction(read: ReadItem) -> str:
    """How an item tells that something changed against the year before; empty where it doesn't."""
    item, frame = read.item, read.frame
    if "LAST" not in item.kinds or frame.modality is not Modality.FACT or frame.actor is not Actor.OWN:
        return ""
    said = {str(token.value).partition(" ")[0] for token in item.core if token.kind in ("CHANGE", "MORE")}
    return said.pop() if len(said) == 1 else ""


def _tells_of_all(read: ReadItem) -> bool:
    """Whether it names applications and says nothing that makes them some: 申请量比上年下降."""
    return "APPLICATION" in read.item.kinds and read.item.kinds <= _NAMED


def _counts_all(before: ReadItem, read: ReadItem) -> bool:
    """Whether it tells how all that came in, counted right before it, differs: 新收申请84件,比上年少12件."""
    is_counted = any(claim.measure == "received" and claim.is_established for claim in before.claims)
    return is_counted and read.item.kinds <= _COMPARED
