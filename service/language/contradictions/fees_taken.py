"""The fee for information told to be taken of no application, and elsewhere as taken: 申请均未收费 … 收取信息处理费2笔,合180元.

There is one such fee, so that none of it, by whatever words, excludes any of it.
"""

from collections.abc import Iterator

from service.language.claims import ReadItem
from service.language.clauses import Item
from service.language.contradictions.miscounts import Contradiction
from service.language.contradictions.own_work import around_denial, is_own_now, names_another_year
from service.language.contradictions.restated.statements import Statement
from service.language.frames import Actor, Period, Topic
from service.language.lexicon import spelled
from service.language.mentions.figures import AMOUNTS, CASES_ALONE, PERSONS, Quantity
from service.language.reading import Reading, ReadSentence

_UNITS = AMOUNTS | PERSONS | CASES_ALONE | frozenset(spelled("units_of_payments"))
_FEE, _ANY_FEE = spelled("processing_fee"), spelled("any_fee")
_TAKES, _WRONGLY = spelled("takes_fee"), spelled("wrongly")
_OF_SOME = frozenset("SOME AMONG AMID REST REMAIN EXCEPT IF DUTY PLAN LAST OTHERS FEES".split())
"""What tells that it is of less than all, of another fee, or of no fact."""
_NOT_TAKEN = frozenset("NOT UN ZERO IF DUTY PLAN LAST FEES".split())


def fees_taken(reading: Reading) -> Iterator[Contradiction]:
    """Each statement that no fee was taken, with the first place elsewhere that counts one."""
    denied = [each for read in reading.sentences if read.denies for each in _denials(read, reading.year)]
    if not denied:
        return
    counted = [each for read in reading.sentences if read.has_counts for each in _counts(read, reading.year)]
    for denial in denied:
        if told := next((each for each in counted if each.read is not denial.read), None):
            is_own = denial.item.frame.actor is told.item.frame.actor is Actor.OWN
            yield Contradiction(denial.activity, told.activity, is_established=is_own and not denial.item.item.counts)


def _denials(read: ReadSentence, year: int | None) -> Iterator[Statement]:
    """The items that say of all applications that no fee was taken for them."""
    if not any(word in read.sentence.text for word in (*_FEE, *_ANY_FEE)):
        return
    for each in read.items:
        item = each.item
        is_whole = each.frame.period is not Period.PART and item.kinds.isdisjoint(_OF_SOME)
        if is_whole and _denies_fee(each) and is_own_now(each) and not names_another_year(item, year):
            yield Statement(read, each, ())


def _denies_fee(each: ReadItem) -> bool:
    """Whether a fee is denied of all applications: none of 14件申请, and not 对减免的3件申请."""
    item = each.item
    if "NOT" not in item.kinds or (item.counts and item.tokens[0].kind not in ("COUNT", "NOT")):
        return False
    denied = "".join(token.text for token in around_denial(item)[1])
    if any(word in denied for word in _WRONGLY):
        return False
    return any(word in denied for word in _FEE) or (any(w in denied for w in _ANY_FEE) and _is_of_applications(each))


def _is_of_applications(each: ReadItem) -> bool:
    return each.frame.topic is Topic.APPLICATIONS or each.item.has("APPLICATION", "PERSONS")


def _counts(read: ReadSentence, year: int | None) -> Iterator[Statement]:
    """The items that count what was taken of the fee: so many times, so much, or of so many applicants."""
    if "WAIVE" in read.kinds or not any(word in read.sentence.text for word in _FEE):
        return  # 应收信息处理费2笔,经减少申请量后免收
    for each in read.items:
        item = each.item
        is_of_year = is_own_now(each) and not names_another_year(item, year)
        if is_of_year and item.kinds.isdisjoint(_NOT_TAKEN) and _tells_taken(item):
            yield Statement(read, each, ())


def _tells_taken(item: Item) -> bool:
    told = [count.value for count in item.counts if isinstance(count.value, Quantity)]
    is_counted = any(quantity.value and quantity.unit in _UNITS for quantity in told)
    is_named = any(word in item.text for word in _FEE)
    return is_counted and is_named and any(word in item.text for word in _TAKES)
