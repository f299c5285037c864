"""What reviews and lawsuits are over: disclosure, among those of all kinds, or other decisions."""

from itertools import takewhile

from service.language.beside.changes import doubted, pass_all
from service.language.beside.items import ALL_CASES, counts_amid, counts_cases, is_over_disclosure, only_value, units_of
from service.language.claims import ReadItem
from service.language.clauses import CASES, DECISIONS, Item
from service.language.lexicon import spelled
from service.language.mentions.figures import CASES_ALONE, Quantity
from service.language.reasons import Reason


def over_other_decisions(items: list[ReadItem]) -> list[ReadItem]:
    """Cases over what was decided otherwise are in no table, nor are others behind them: 行政处罚217件,当事人申请复议3件,均维持."""
    are_over = False
    for at, (previous, each) in enumerate(zip((None, *items), items, strict=False)):
        are_over = (are_over and not is_over_disclosure(each.item)) or _were_decided_on(each.item)
        are_over = are_over or (previous is not None and _are_over_decisions(previous, each.item))
        if are_over:
            items[at] = pass_all(each, "over other decisions")
    return items


def _were_decided_on(item: Item) -> bool:
    """Whether it tells what the cases of its sentence are over: 行政处罚决定被行政复议撤销0件, 因处罚被申请行政复议18件, 不服处罚."""
    kinds = {token.kind for token in item.tokens}
    if kinds.isdisjoint(DECISIONS) or "DISCLOSURE" in kinds:
        return False
    is_against = any(token.text in _AGAINST for token in item.tokens) or "BECAUSE" in kinds
    return (is_against and item.has(*CASES)) or any(token.value == "objecting" for token in item.core)


def _are_over_decisions(previous: ReadItem, item: Item) -> bool:
    """Whether cases are told to be brought right behind a count of what they are over: 行政处罚217件,当事人申请复议3件.

    What is counted may be no decision that a table has, where the cases are told to be brought against it: 工伤认定320件,被申请复议2件.
    """
    before = previous.item
    is_next = before.mark == "COMMA" or counts_amid(before)
    if not before.counts or not is_next or not item.has(*CASES) or item.has("DISCLOSURE"):
        return False
    if before.has(*DECISIONS):
        return item.has("APPLICATION", "ARISE", "PARTY")
    is_against = item.tokens[0].text.startswith(_AGAINST)
    is_of_others = bool(before.unknown) and not previous.claims and before.kinds.isdisjoint(_OWN)
    return is_against and is_of_others and units_of(before) <= CASES_ALONE


_AGAINST = spelled("against")
_OWN = frozenset({"APPLICATION", "DISCLOSURE", "PROACTIVE", *CASES})


def over_no_disclosure(items: list[ReadItem]) -> list[ReadItem]:
    """Cases are over something else where that is told behind them, or that none, or those left out, are over disclosure.

    行政复议4件,行政诉讼1件,均因处罚引起; 行政复议4件,维持3件,未涉及政府信息公开; 除信息公开类外,行政复议11件、行政诉讼8件. So are those behind it that
    do not name disclosure, and none on the other side of a semicolon.
    """
    begin = 0
    for at, each in enumerate(items):
        if _tells_of_no_disclosure(each.item) or (at > begin and _are_all_over_others(each.item)):
            end = next((n for n in range(at, len(items)) if items[n].item.mark == "SEMI"), len(items)) + 1
            items[begin:end] = [not_over_disclosure(read) for read in items[begin:end]]
        if each.item.mark == "SEMI":
            begin = at + 1
    return items


def not_over_disclosure(read: ReadItem) -> ReadItem:
    """The same, of whose cases nothing is told unless it names disclosure, or counts none."""
    if is_over_disclosure(read.item) or not read.item.counts:
        return read
    return pass_all(read, _OF_ANY) if any(claim.table == "reviews" for claim in read.claims) else read


_OF_ANY: Reason = "of all kinds of cases"


def says_none_is_over_disclosure(text: str) -> bool:
    """Whether a sentence says of all cases that the one before it tells of that they are over something else: 上述案件均与政府信息公开无关."""
    is_of_them = text.startswith(_OF_THEM) and any(word in text for word in _DISCLOSURE)
    return is_of_them and any(word in text for word in _ANOTHER_THING)


_IS_NOT = spelled("is_none_of")
_OF_THEM, _ANOTHER_THING = spelled("all_told_before"), (*spelled("is_another_thing"), *_IS_NOT)


def _tells_of_no_disclosure(item: Item) -> bool:
    """Whether it says of cases that it doesn't name that none is over disclosure, or leaves those out that are.

    均与政府信息公开无关, 未涉及政府信息公开, 其中涉及政府信息公开的0件, 除2件为信息公开外, 未纳入政府信息公开行政复议诉讼统计.
    """
    denies = item.has("ZERO", "UN", "NOT") and not item.unknown  # 未因公开被问责 denies something else
    denies = denies or item.text.startswith(_IS_NOT) or only_value(item) == 0
    is_none = is_over_disclosure(item) and denies and not item.has(*CASES)
    leaves_out = "EXCEPT" in item.kinds and (is_over_disclosure(item) or any(word in item.text for word in _DISCLOSURE))
    return (is_none or leaves_out) and not item.has("APPLICATION", "OUTCOME")


def _are_all_over_others(item: Item) -> bool:
    """Whether it says of all cases before it without a count that other decisions, or a dispute, brought them: 均因行政处罚引起, 系拆迁纠纷."""
    is_dispute = item.text.endswith(_DISPUTES) and item.text.startswith(_ARE)
    return not item.counts and not is_over_disclosure(item) and (is_dispute or _are_all_over_decisions(item))


_DISCLOSURE, _DISPUTES, _ARE = spelled("on_information"), spelled("disputed"), spelled("are_over")


def without_all_kinds(items: list[ReadItem]) -> list[ReadItem]:
    """A count of cases is of all kinds where fewer of them are told to be over disclosure: 14件,其中信息公开类3件.

    What is told in between of their results is of all kinds, too: 14件,败诉1件,其中信息公开类3件.
    """
    for at, each in enumerate(items):
        if counts_cases(each):
            results = list(takewhile(lambda read: _goes_on_with_cases(read.item), items[at + 1 :]))
            end = at + 1 + len(results)
            is_of_any = not results or not is_over_disclosure(each.item)
            if is_of_any and end < len(items) and _are_fewer_over_disclosure(items[end].item, each.item):
                items[end] = _over_disclosure(each, items[end])
                items[at:end] = [pass_all(read, _OF_ANY) for read in (each, *results)]
    return items


def of_other_kinds(items: list[ReadItem]) -> list[ReadItem]:
    """Cases are of all kinds where fewer are told behind them to be over disclosure, or all of them over decisions.

    被提起行政诉讼186件,涉及政府信息公开的12件; 复议3件,其中行政处罚类2件、信息公开类1件; 诉讼2件,均因行政处罚引起.
    So they are where what they are over is listed without counts: 复议86件,涵盖投诉举报处理、行政处罚、信息公开等.
    """
    for at, each in enumerate(items):
        is_counted = counts_cases(each) or any(claim.table == "reviews" and claim.value for claim in each.claims)
        if not is_counted or is_over_disclosure(each.item):
            continue
        behind = [read.item for read in items[at + 1 :]]
        is_any = any(_counts_fewer_over_disclosure(item, each.item) for item in behind)
        are_listed = any(map(_lists_those_over_disclosure, behind))
        if are_listed or is_any or (behind and _are_all_over_decisions(behind[0])) or any(map(_lists_subjects, behind)):
            items[at] = pass_all(each, _OF_ANY)
        if is_any:
            items[at + 1 :] = [_without_decisions(read, each.item) for read in items[at + 1 :]]
            end = next(n for n in range(at + 1, len(items)) if _counts_fewer_over_disclosure(items[n].item, each.item))
            items[at + 1 : end] = [_of_any_case(read) for read in items[at + 1 : end]]
    return items


def _of_any_case(read: ReadItem) -> ReadItem:
    """The same, of which nothing is told where it counts what became of cases of all kinds."""
    return pass_all(read, _OF_ANY) if _tells_result(read.item) else read


def _without_decisions(read: ReadItem, cases: Item) -> ReadItem:
    """The same, of which nothing is told where it counts those of all `cases` that are over decisions: 属于行政处罚的213件."""
    value, part = only_value(cases), only_value(read.item)
    is_part = value is not None and part is not None and part < value
    return pass_all(read, _OF_ANY) if is_part and not read.item.kinds.isdisjoint(DECISIONS) else read


def _lists_those_over_disclosure(item: Item) -> bool:
    """Whether it begins to tell how many of each kind are over disclosure: 其中涉及信息公开的分别为2件、1件."""
    return is_over_disclosure(item) and any(token.value == "each" for token in item.tokens)


def _lists_subjects(item: Item) -> bool:
    """Whether it begins to list what cases are over, decisions among it, and counts nothing: 涵盖投诉举报处理、行政处罚、行政许可等."""
    return item.has(*DECISIONS) and not item.counts and item.tokens[0].value == "covers"


def _are_all_over_decisions(item: Item) -> bool:
    """Whether it tells without a count what all of them were over: 均因行政处罚引起, and not 行政处罚信息全部公示."""
    is_of_all = not item.counts and "ALL" in item.kinds and not item.has("ISSUE", "PROACTIVE", "REVISE")
    return is_of_all and any(token.kind in DECISIONS for token in item.tokens)


def _counts_fewer_over_disclosure(item: Item, cases: Item) -> bool:
    """Whether its one count, or the first of several, is of fewer cases, and is told to be of those over disclosure."""
    value, part = only_value(cases), next((count.value for count in item.counts), None)
    is_kind = is_over_disclosure(item) and item.kinds <= _OVER_DISCLOSURE and units_of(item) <= CASES_ALONE
    is_kind = is_kind and not _points_back(item)
    return is_kind and value is not None and isinstance(part, Quantity) and 0 < part.value < value


_OVER_DISCLOSURE = frozenset("COUNT DISCLOSURE CAUSE FILL AMONG AND VERDICT SHARE ALL REVIEW LITIGATION".split())


def _over_disclosure(cases: ReadItem, part: ReadItem) -> ReadItem:
    """The part of cases that are over disclosure, of which what those claim is claimed: 行政复议16件,其中信息公开类3件."""
    item = part.item
    is_told_so = part.frame.withdrawn in ("", "a part") and "AMONG" in item.kinds
    if part.claims or not is_told_so or item.has("VERDICT", "JUDGES"):
        return part
    count, value = item.counts[0], only_value(item)
    moved = (
        claim._replace(value=value or 0, figure=count.text, start=count.start, end=count.end, frame=part.frame)
        for claim in cases.claims
        if claim.measure in ALL_CASES
    )
    return part._replace(claims=tuple(doubted(claim, part.frame.unsure) for claim in moved))


def _goes_on_with_cases(item: Item) -> bool:
    """Whether it tells what became of the cases before it, or counts nothing and names none: 多数针对行政处罚."""
    return _tells_result(item) or (not item.counts and item.kinds.isdisjoint(CASES))


def _tells_result(item: Item) -> bool:
    """Whether it counts no more than what became of the cases before it: 败诉1件, 其他3件."""
    if {"COUNT", "REST"} <= item.kinds <= _OF_REST:
        return True
    return item.has("VERDICT", "JUDGES") and "COUNT" in item.kinds and item.kinds <= _RESULT


_RESULT = frozenset("COUNT VERDICT JUDGES FILL AND".split())
_OF_REST = frozenset({"COUNT", "REST", "FILL"})


def _are_fewer_over_disclosure(item: Item, cases: Item) -> bool:
    """Whether it counts fewer than all `cases`, those over disclosure: by 其中, or by their kind alone."""
    value, part = only_value(cases), only_value(item)
    if not value or not part or part >= value:
        return False
    if "AMONG" in item.kinds:
        return is_over_disclosure(item) and not (item.unknown or item.has("SOME"))  # 其中因答复超期引发的3件
    return "DISCLOSURE" in item.kinds and item.kinds <= _KIND_ALONE and units_of(item) <= CASES_ALONE


def _points_back(item: Item) -> bool:
    """Whether its cause is what was told before: 由此引起."""
    return any(token.kind == "CAUSE" and token.value == "so" for token in item.tokens)


_KIND_ALONE = frozenset("COUNT DISCLOSURE FILL".split())


def over_what_is_unknown(items: list[ReadItem]) -> list[ReadItem]:
    """Cases are to check where their sentence tells what they are over, in words that aren't known, and nothing of disclosure.

    工伤认定被申请行政复议3件、被提起行政诉讼4件; 行政复议3件,均为工伤认定案件; 举报人不服处理结果,申请行政复议2件. How they were dealt with says
    nothing: 行政诉讼5件,由法规科统一应诉.
    """
    tells_of_cases = any(claim.table == "reviews" for each in items for claim in each.claims)
    if not tells_of_cases or any(_speaks_of_disclosure(each.item) for each in items):
        return items
    begin, is_told = 0, False
    for at, each in enumerate(items):
        is_told = is_told or _names_subject(each.item)
        if is_told:
            items[at] = _doubtful(each)
        elif _tells_subject_of_those_before(each.item):
            items[begin:at] = map(_doubtful, items[begin:at])
        if each.item.mark == "SEMI":
            begin = at + 1
    return items


def _names_subject(item: Item) -> bool:
    """Whether it counts cases with a word for their subject, or tells before them what they are over: 在行政执法中, 不服处理结果."""
    if item.counts and item.has(*CASES):
        return _may_name_subject(item)
    begins = _may_name_subject(item) and not item.counts and _begins_subject(item)
    return begins or any(token.value == "objecting" for token in item.tokens) or any(w in item.text for w in _DISAGREES)


_DISAGREES, _ENDS_SUBJECT = spelled("disagrees"), spelled("ends_subject")


def _may_name_subject(item: Item) -> bool:
    """Whether it has words that may say what cases are over: unknown ones, or decisions."""
    return bool(item.unknown) or any(token.kind in DECISIONS for token in item.tokens)


def _begins_subject(item: Item) -> bool:
    """Whether words that count nothing tell in what work cases arose, not by what or with whose help: 在行政执法中, 围绕违法建设查处."""
    first = item.tokens[0].kind
    is_of_work = item.text.startswith(_ABOUT) or item.text.endswith(_ENDS_WORK)
    return first in {"SOME", "BECAUSE"} or (first == "BY" and is_of_work)


_ABOUT, _ENDS_WORK = spelled("about_subject"), spelled("ends_work")


def _tells_subject_of_those_before(item: Item) -> bool:
    """Whether it tells what cases before it are over: 均为工伤认定案件, 涉及土地征收, 其中工伤认定4件."""
    is_listed = bool(item.counts) and item.kinds <= _NAME_AND_COUNT
    is_about = any(token.kind == "SOME" for token in item.tokens)
    is_of_all = not item.counts and (is_about or item.text.endswith(_ENDS_SUBJECT))
    return _may_name_subject(item) and (is_listed or (is_of_all and not item.has("VERDICT", "JUDGES")))


_NAME_AND_COUNT = frozenset({"AMONG", "COUNT", "FILL", "UNKNOWN", "NOUN", *DECISIONS})


def _speaks_of_disclosure(item: Item) -> bool:
    """Whether it names disclosure, or applications and what became of them, and not only who applied for a review."""
    is_of_applications = "OUTCOME" in item.kinds or ("APPLICATION" in item.kinds and not item.has(*CASES))
    is_cause = any(token.kind == "CAUSE" and token.value != "objecting" for token in item.core)
    return is_of_applications or is_cause or "DISCLOSURE" in item.kinds or any(w in item.text for w in _DISCLOSURE)


def _doubtful(read: ReadItem) -> ReadItem:
    """The same, whose cases are to check."""
    told = (doubted(claim, "of what") if claim.table == "reviews" and claim.value else claim for claim in read.claims)
    return read._replace(claims=tuple(told))
