"""The one way that all applications are told to have come, against what came another way: 均为网上提交 … 邮寄来的2件申请."""

from collections.abc import Iterator
from itertools import chain

from service.language.claims import ReadItem
from service.language.contradictions.activity import Activity
from service.language.contradictions.miscounts import Contradiction, in_order
from service.language.contradictions.own_work import is_own_now
from service.language.contradictions.restated.statements import Statement
from service.language.frames import Period
from service.language.lexicon import spelled
from service.language.mentions.figures import PERSONS, Quantity
from service.language.reading import Reading, ReadSentence

_WAYS = {
    "email": spelled("by_email"),
    "network": spelled("by_network"),
    "mail": spelled("by_mail"),
    "hand": spelled("by_hand"),
    "fax": spelled("by_fax"),
}
"""Ways by their words; a word is of the first of them that has it."""
_ANY_WAY = tuple(chain.from_iterable(_WAYS.values()))
_APPLICANTS = spelled("applicants")
_OF_ANSWERS = frozenset("NOT OUTCOME ANSWER PLAN DUTY IF LAST REVIEW LITIGATION".split())
"""What tells that it is of how they were answered, or of others."""
_OF_SOME = _OF_ANSWERS | frozenset("SOME AMONG AMID EXCEPT REST MATTER".split())
"""The same, and what tells that it is of less than all."""


def only_ways(reading: Reading) -> Iterator[Contradiction]:
    """What all applications came by, each with the first place that counts some which came otherwise."""
    for read in reading.sentences:
        for each in _of_all(read):
            ways = _ways(each)
            ways |= {"email"} if "network" in ways else set()
            if ways and (other := _other(reading, read, ways)):
                yield in_order(Statement(read, each, ()).activity, other, is_established=True)


def _of_all(read: ReadSentence) -> Iterator[ReadItem]:
    """The items that say by which way all applications came."""
    if not {"ALL", "CHANNEL"} <= read.kinds or not any(word in read.sentence.text for word in _ANY_WAY):
        return
    for each in read.items:
        item = each.item
        if not {"ALL", "CHANNEL"} <= item.kinds or not item.kinds.isdisjoint(_OF_SOME) or not is_own_now(each):
            continue
        names_all = "APPLICATION" in item.kinds or any(word in item.text for word in _APPLICANTS)
        last = max(token.start for token in item.tokens if token.kind == "ALL")
        is_behind = all(token.start > last for token in item.tokens if token.kind == "CHANNEL")  # 网上提交的均已登记
        is_counted = bool(item.counts) and "RECEIVE" not in item.kinds  # 征地类8件申请均由网上提交
        if names_all and is_behind and not is_counted and each.frame.period is not Period.PART:
            yield each


def _other(reading: Reading, of_all: ReadSentence, ways: set[str]) -> Activity | None:
    """The first count of applications that came by none of these ways."""
    for read in reading.sentences:
        if read is of_all or not read.has_counts or "CHANNEL" not in read.kinds:
            continue
        for each in read.items:
            if _is_of_some(each) and _ways(each) and _ways(each).isdisjoint(ways):
                return Statement(read, each, ()).activity
    return None


def _is_of_some(each: ReadItem) -> bool:
    """Whether it counts applications that came one way, or who brought them."""
    item = each.item
    told = [count.value for count in item.counts if isinstance(count.value, Quantity)]
    cases = [quantity for quantity in told if quantity.is_of_cases or quantity.unit in PERSONS]
    is_told = item.has("SUBMIT", "RECEIVE") and "APPLICATION" in item.kinds and item.kinds.isdisjoint(_OF_ANSWERS)
    return len(cases) == 1 and is_told and is_own_now(each)


def _ways(each: ReadItem) -> set[str]:
    """The ways that an item names."""
    words = [token.text for token in each.item.tokens if token.kind == "CHANNEL"]
    told = (next((way for way, named in _WAYS.items() if any(n in word for n in named)), "") for word in words)
    return {way for way in told if way}
