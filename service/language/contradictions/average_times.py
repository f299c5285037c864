"""The average time that answers to applications took, told twice otherwise: 办一件平均用6个工作日 … 平均每件用9个工作日."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from service.language.claims import ReadItem
from service.language.contradictions.miscounts import Contradiction, in_order
from service.language.contradictions.own_work import is_own_now
from service.language.contradictions.restated.statements import Statement
from service.language.frames import Topic
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity, time_taken
from service.language.reading import Reading, ReadSentence

_WORKING_DAYS, _WITHIN = spelled("working_days"), spelled("within_days")
_AVERAGED, _ANSWERED, _ASKED = spelled("averaged"), spelled("time_of_answers"), spelled("asked_for")
"""What says that a time is an average, that it is that of answers, and that these are to applications."""
_SETS_APART = frozenset("LAST COMPARE CHANGE MORE REST EXCEPT SOME PARTYEAR".split())
"""What tells of a time of others, of another year, or of a part."""


def average_times(reading: Reading) -> Iterator[Contradiction]:
    """The first two that differ; to check, for one of them may be of some."""
    told = [each for read in reading.sentences if _may_tell(read) for each in _told(read)]
    if differing := next((pair for pair in combinations(told, 2) if _differ(*pair)), None):
        one, other = differing
        yield in_order(one.activity, other.activity, is_established=False)


def _may_tell(read: ReadSentence) -> bool:
    text = read.sentence.text
    return any(word in text for word in _AVERAGED) and any(word in text for word in _WORKING_DAYS)


def _told(read: ReadSentence) -> Iterator[Statement]:
    """The items that tell it of the body's own year."""
    for at, each in enumerate(read.items):
        text, told = each.item.text, Statement(read, each, read.items[max(0, at - 1) : at])
        is_average = any(word in text for word in _AVERAGED) and any(word in text for word in _ANSWERED)
        is_told = is_average and _days(told) is not None and is_own_now(each) and not _is_of_some(each)
        is_asked = any(word in read.sentence.text for word in _ASKED) or each.frame.topic is Topic.APPLICATIONS
        if is_told and is_asked and each.item.kinds.isdisjoint(_SETS_APART):
            yield told


def _is_of_some(each: ReadItem) -> bool:
    """Whether it counts whose average it is: 2件第三方案件平均用时17个工作日, and not 办一件平均用6个工作日."""
    values = [count.value for count in each.item.counts]
    return any(isinstance(value, Quantity) and value.value > 1 for value in values)


def _days(told: Statement) -> Decimal | None:
    """How many working days it tells; None where it tells none, several, or within how many."""
    numbers = [token for token in told.item.item.tokens if token.kind == "NUMBER"]
    behind = told.read.sentence.text[numbers[0].end :] if len(numbers) == 1 else ""
    within = any(behind.startswith(days + word) for days in _WORKING_DAYS for word in _WITHIN)
    if within or not behind.startswith(_WORKING_DAYS):
        return None
    taken = time_taken(numbers[0].text, behind, is_average=True)
    return Decimal(taken[0].value) if taken else None


def _differ(one: Statement, other: Statement) -> bool:
    return one.read is not other.read and _days(one) != _days(other)
