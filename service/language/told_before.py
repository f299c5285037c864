"""What an item leaves to the next one of its sentence: the measure and the kind of cases told last, causes, outcomes that were named."""

from service.language.claims import Before, ReadItem, case_of, outcome_of, tells_difference
from service.language.clauses import BY_THAT, CASES, LAWSUITS, Item
from service.language.frames import Topic, is_cause
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.measures import (
    CASES_NAMED,
    DOCUMENTS_NAMED,
    DOCUMENTS_REVISED,
    FEW_NAMED,
    FOR_A_CAUSE,
    MOST_NAMED,
    OF_ALL,
    OUTCOME_NAMED,
)
from service.language.mentions.figures import AMOUNTS, Quantity, is_in_units
from service.reports.finding import Number


def after(before: Before, read: ReadItem, previous: str) -> Before:
    """What was told last, when an item has been read; a count that wasn't understood stands between.

    Behind `previous`, the mark before it, a second kind of cases makes it unsure which of them a result is of.
    """
    case = _case_spoken_of(read.item, before)
    is_listed = bool(before.case) and case not in ("", before.case) and _is_beside(read, before, previous)
    case = "" if is_listed else case or before.case
    if "+" in case and read.item.mark == "PAUSE" and any(token.value == "each" for token in read.item.core):
        case = ""  # 复议和诉讼中各有2件、1件被纠正
    is_of_both = "TOTAL" in read.item.kinds or {"NOT", "VERDICT"} <= read.item.kinds
    is_sum_of_both = before.case in LAWSUITS and _sums_up_more(read, before)
    if not read.claims and (is_sum_of_both or (is_of_both and LAWSUITS.issubset(before.told))):
        case = "litigation"  # 直接起诉12件,复议后起诉8件,共20件; …,均无败诉
    if _tells_few(read.item):
        return before._replace(last=FEW_NAMED)
    if tells_difference(read) or _tells_of_no_case(read, before):
        return before
    measures = tuple([claim.measure for claim in read.claims])
    if read.item.mark == "SEMI" and LAWSUITS.issubset({*before.told, *measures}):
        case = "litigation"  # 直接起诉9件,复议后起诉6件;已审结的10件中,维持9件
    if any(measure.startswith("litigation.") for measure in measures):
        case = "litigation"
    last, value = (measures[-1], read.claims[-1].value) if measures else _told_without_measure(read, before)
    listed, received = _listed(read, before)
    if listed and listed == received:
        last, value = "received", received  # 收到申请12件,个人10件、企业2件,均已办结
    last = "" if _names_one_lawsuit(read, before) else _still_told(last, read, before, previous)
    is_first = previous in ("", "SEMI")
    causes = _causes(read.item, is_first=is_first) or (_told_on(before.causes, read.item) if before.causes else ())
    named = () if read.item.counts else (*before.named, *_outcomes(read.item))
    leading, row = ("", "") if read.claims else _leads_to_count(read.item, named, is_first=not previous)
    told, numbers = (*before.told, *measures), (*before.numbers, *(claim.value for claim in read.claims))
    return Before(leading or last, case, told, causes, named, row, value, received, listed, numbers)


def _told_without_measure(read: ReadItem, before: Before) -> tuple[str, Number]:
    """What an item that claims nothing leaves as told last, and the number that it is of."""
    if for_cause := _counts_for_a_cause(read.item):
        return FOR_A_CAUSE, for_cause
    if _is_one(read.item):
        return "one", 1
    last = "" if read.item.counts else before.last
    return _named(read) or _documents_named(read, last), before.value


def _sums_up_more(read: ReadItem, before: Before) -> bool:
    """Whether it sums up more than was counted right before it: 经复议后起诉的14件,共26件."""
    counts = [count.value.value for count in read.item.counts if isinstance(count.value, Quantity)]
    return "TOTAL" in read.item.kinds and len(counts) == 1 and counts[0] > before.value


def _names_one_lawsuit(read: ReadItem, before: Before) -> bool:
    """Whether it tells how one of several before it was brought, without a count: 诉讼2件,一为直接起诉,尚未审结."""
    is_uncounted = not read.item.counts and not read.claims and "ALL" not in read.item.kinds
    return is_uncounted and before.value > 1 and read.item.has("DIRECT", "AFTER")


def _tells_of_no_case(read: ReadItem, before: Before) -> bool:
    """Whether it says that there was no case of a kind, so that a result behind it is of those before: 行政复议1件,无行政诉讼,结果维持."""
    kinds = CASES.values()
    are_none = bool(read.claims) and all(claim.measure in kinds and not claim.value for claim in read.claims)
    return are_none and bool(before.case) and before.value > 0


def _still_told(last: str, read: ReadItem, before: Before, previous: str) -> str:
    """What was told last, where what stands behind an item, and the mark `previous` before it, may be of it still."""
    if last == "carried_over" and "PLUS" not in read.item.kinds and _is_alone(read.item, before):
        return ""  # 上年结转2件均已办结 is of those alone
    if last in CASES.values() and not read.claims and _tells_one_case(read.item, previous):
        return ""
    if last == "answered" and any(token.value == "handling" for token in read.item.core):
        return "handled"
    return "" if last in (MOST_NAMED, OUTCOME_NAMED) else last  # 不予公开的较多,主要是档案类,共20件 is of those


def _tells_one_case(item: Item, previous: str) -> bool:
    """Whether it begins to tell of one of the cases that were counted: 复议2件:胡某申请邻户协议,维持我局答复."""
    return not item.has("ALL", "VERDICT", "NOT") and (previous == "COLON" or "APPLICATION" in item.kinds)


def _leads_to_count(item: Item, named: tuple[str, ...], *, is_first: bool) -> tuple[str, str]:
    """How it names an outcome whose count it leaves to what follows, and the row; two blanks where it doesn't.

    Behind something else it may be of that, but for one with its cause: 村务类诉求,一律不予处理,全年30件.
    """
    if most := _most_named(item):
        return MOST_NAMED, most
    row = outcome_of(list(named)) if _ends_in_outcome(item) else ""
    return (OUTCOME_NAMED, row) if "+" not in row and (is_cause(row) or (row and is_first)) else ("", "")


def _case_spoken_of(item: Item, before: Before) -> str:
    """The kind of cases that an item names; who decided tells it where none was named: 法院维持2件,纠正1件."""
    is_told_by_judge = not before.case and {"JUDGES", "VERDICT", "COUNT"} <= item.kinds
    return case_of(item.core) if is_told_by_judge or item.has(*CASES) else ""


def _is_beside(read: ReadItem, before: Before, previous: str) -> bool:
    """Whether cases are told right beside those of another kind: 直接起诉4件、复议后起诉5件, or 直接起诉4件,复议后起诉5件."""
    if previous == "COMMA":
        is_after = any(claim.measure == "litigation_after_review" for claim in read.claims)
        return is_after and before.last == "litigation_direct"
    return previous == "PAUSE"


def _listed(read: ReadItem, before: Before) -> tuple[Number, Number]:
    """How many cases are counted up to an item behind the applications received, by whom or how they came, and how many came."""
    counts = [count.value for count in read.item.counts]
    received = next((claim.value for claim in read.claims if claim.measure == "received"), None)
    if received is not None:
        return 0, received
    if len(counts) != 1 or not isinstance(counts[0], Quantity) or not counts[0].is_of_cases:
        return 0, before.received
    return before.listed + counts[0].value, before.received


def _is_alone(item: Item, before: Before) -> bool:
    """Whether nothing was told of all before an item, or it is over with that."""
    return item.mark == "GOES_ON" or not any(told in OF_ALL for told in before.told)


def _named(read: ReadItem) -> str:
    """What an item names without a number of all of it, so that a number behind it may be that; empty for nothing."""
    item = read.item
    if _names_received(item):
        return "named"
    if named := _case_named(item):
        return CASES_NAMED[named]
    if (
        item.counts
        and read.frame.topic is Topic.APPLICATIONS
        and item.has("CHANNEL", "APPLICANT")
        and item.has("SUBMIT")
    ):
        return "ways"
    if (
        "FEES" not in item.kinds
        or item.has(*_OF_OTHER_MONEY)
        or any(is_in_units(count.value, AMOUNTS) for count in item.counts)
    ):
        return ""
    return "fees named"


_OF_OTHER_MONEY = ("NOT", "UN", "PAUSE", "AND")
"""What says that money is no fees, or fees and other money: 行政事业性收费、罚没收入全部入库,入库金额3263万元."""


def _documents_named(read: ReadItem, last: str) -> str:
    """What was told last, or that documents were named, or those revised counted: 对规范性文件统一编号; what cleans them up may leave some alone."""
    kinds = read.item.kinds
    if {"REVISE", "DOCUMENT", "COUNT"} <= kinds:
        return DOCUMENTS_REVISED
    if "REVISE" in kinds and last == DOCUMENTS_NAMED:
        return ""
    is_named = "DOCUMENT" in kinds and not last and kinds.isdisjoint(_OF_SOME_DOCUMENTS)
    return DOCUMENTS_NAMED if is_named else last


_OF_SOME_DOCUMENTS = frozenset("COUNT REVISE NOT PLAN DUTY IF SOME EXCEPT REPEALED".split())
"""What tells of documents that they are some, or counts them."""


def _names_received(item: Item) -> bool:
    """Whether it names the applications that came and leaves their count to what follows: 递到我局的申请,合计34件."""
    return not item.counts and {"APPLICATION", "SUBMIT"} <= item.kinds <= _NAMES_RECEIVED


_NAMES_RECEIVED = frozenset("THIS OWN FILL BY CHANNEL WAYS PAUSE AND PERSONS SUBMIT RECEIVE APPLICATION".split())


def _tells_few(item: Item) -> bool:
    """Whether it says without a number that few applied: 申请量少, 依申请公开数量不多."""
    is_few = any(token.kind == "MORE" and token.value == "fall" for token in item.core)
    return is_few and not item.counts and "APPLICATION" in item.kinds and item.kinds <= _TELLS_FEW


_TELLS_FEW = frozenset({"APPLICATION", "FILL", "MORE", "THIS"})


def _counts_for_a_cause(item: Item) -> int:
    """How many cases an item counts for a cause, whose outcome stands behind it: 3件因档案在留守处,告知不掌握; else 0."""
    begins = [token.kind for token in item.tokens[:2]] == ["COUNT", "BECAUSE"]
    value = item.tokens[0].value if begins and item.mark == "COMMA" else None
    return int(value.value) if isinstance(value, Quantity) and value.is_of_cases else 0


def _outcomes(item: Item) -> tuple[str, ...]:
    """The rows of outcomes that it names."""
    return tuple(str(token.value) for token in item.core if token.kind == "OUTCOME")


def _ends_in_outcome(item: Item) -> bool:
    """Whether it tells no more than what became of such applications, and leaves their count to what follows."""
    return "OUTCOME" in item.kinds and item.kinds <= _ENDS_IN_OUTCOME and not item.asides


_ENDS_IN_OUTCOME = frozenset("OUTCOME ALL FILL OWN REGION DECIDE".split())


def _most_named(item: Item) -> str:
    """The outcome that it says most applications had, and leaves the count to what follows: 不掌握相关信息的最多,为29件."""
    at = max((n for n, token in enumerate(item.core) if token.kind == "OUTCOME"), default=len(item.core))
    behind = item.core[at + 1 :]
    says_most = any(token.kind in ("RATE", "SHARE") or token.value == "most" for token in behind)
    if item.counts or item.asides or not says_most or any(token.kind not in _SAYS_MOST for token in behind):
        return ""
    return outcome_of(list(_outcomes(item)))


_SAYS_MOST = frozenset({"RATE", "SHARE", "ETC", "NOUN", "FILL", "APPLICATION", "PERCENT"})


def _case_named(item: Item) -> str:
    """The kind of cases that it names and leaves their count to what follows: 以我局为被申请人的行政复议,全年发生3件."""
    return case_of(item.core) if not item.counts and item.kinds <= _NAMES_CASE else ""


_NAMES_CASE = frozenset("THIS OWN FILL BY AND PARTY CAUSE DISCLOSURE ARISE REVIEW LITIGATION".split())


def _is_one(item: Item) -> bool:
    """Whether it names one application, and says nothing of it: 1件申请."""
    return {"COUNT", "APPLICATION"} <= item.kinds <= _ONE and [
        count.value.value for count in item.counts if isinstance(count.value, Quantity)
    ] == [1]


_ONE = frozenset("THIS OWN FILL COUNT APPLICATION".split())


def _causes(item: Item, *, is_first: bool) -> tuple[str, ...]:
    """The causes that an item gives to what follows it; an empty one where the table has no row for it."""
    is_begun = any(map(_tells_cause, item.core)) or (is_first and _begins_with_object(item))
    if item.counts or not (is_begun or _sets_apart(item)):
        return ()
    return tuple(str(token.value) for token in item.tokens if token.kind == "OUTCOME") or ("",)


def _tells_cause(token: Token) -> bool:
    """Whether it begins a cause or ends one: 因涉及第三方权益, 以涉及第三方权益为由."""
    return (token.kind == "BECAUSE" and token.value != BY_THAT) or token.value == "reason"


def _begins_with_object(item: Item) -> bool:
    """Whether it tells first what is touched by what was applied for: 涉及他人低保信息,第三方不同意公开,不予公开1件."""
    return bool(item.core) and item.core[0].text in _TOUCHES and "APPLICATION" not in item.kinds


_TOUCHES = spelled("touches")


def _told_on(causes: tuple[str, ...], item: Item) -> tuple[str, ...]:
    """The causes that were begun before an item, where it tells no more than these, or the row of one."""
    if item.mark == "PAUSE":
        return causes
    if item.counts or item.mark != "COMMA" or not item.kinds.isdisjoint(_ENDS_CAUSE):
        return ()
    rows = _outcomes(item)
    return (rows or causes) if all(map(is_cause, rows)) else ()


_ENDS_CAUSE = frozenset("RECEIVE ANSWER THIS TOTAL ALL".split())


def _sets_apart(item: Item) -> bool:
    """Whether it names those of a cause, and nothing else: 对属于执法案卷的, 属于过程性信息的."""
    is_alone = "OUTCOME" in item.kinds and item.kinds <= _SETS_APART and item.core[-1].text.endswith(_ENDS_ATTRIBUTE)
    return is_alone and all(map(is_cause, _outcomes(item)))


_SETS_APART = frozenset("OUTCOME FILL BY APPLICATION IF PAUSE AND".split())
_ENDS_ATTRIBUTE = spelled("attribute")
