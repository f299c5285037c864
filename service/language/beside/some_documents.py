"""Normative documents and decisions beside each other: of one sort, on what checks found, expired, or counted up since before."""

from itertools import pairwise

from service.language.beside.changes import pass_all, pass_measures, with_some_in, with_some_of_each
from service.language.beside.items import names_issuer, only_value, tells_some, without_words
from service.language.claims import Certainty, Claim, ReadItem, Relation
from service.language.clauses import DECISIONS, Item
from service.language.lexer import UNKNOWN
from service.language.lexicon import spelled
from service.reports.finding import Number


def of_some_documents(items: list[ReadItem]) -> list[ReadItem]:
    """Documents that are told to be some of those counted before them: 制发规范性文件10件,区政府印发的有3件."""
    for at, (previous, each) in enumerate(pairwise(items), 1):
        counted = {claim.measure for claim in previous.claims if claim.table == "disclosure"}
        if counted and tells_some(each):
            items[at] = with_some_in(each, "disclosure")
    return items


def of_those_drafted(items: list[ReadItem]) -> list[ReadItem]:
    """Documents issued may be no more than those of some that were drafted or looked through: 审核规范性文件7件,已印发5件."""
    for at, (previous, each) in enumerate(pairwise(items), 1):
        is_drafted = previous.item.has("REVISE") and previous.item.has("DOCUMENT") and not previous.claims
        if not is_drafted or each.item.has("DOCUMENT"):
            continue
        drafted, issued = only_value(previous.item), only_value(each.item)
        if drafted is not None and issued is not None and issued <= drafted:
            items[at] = with_some_in(each, "disclosure")
    return items


def of_checks(items: list[ReadItem]) -> list[ReadItem]:
    """Decisions on what checks found may be some of all: 抽查60次,发现问题8个,作出处罚3件; not where the year is named."""
    if any("THIS" in each.item.kinds for each in items):
        return items
    is_found = False
    for at, (previous, each) in enumerate(pairwise(items), 1):
        checks = previous.item.counts and any(word in previous.item.text for word in _CHECKS)
        finds = bool(each.item.counts) and each.item.text.startswith(_FINDS)
        is_found = is_found or (bool(checks) and (finds or _are_of_field(previous.item.text)))
        if is_found and not each.item.kinds.isdisjoint(DECISIONS):
            items[at] = each._replace(claims=tuple(map(_perhaps, each.claims)))
    return items


def of_what_was_dealt_with(items: list[ReadItem]) -> list[ReadItem]:
    """Decisions behind a count of cases of some sort may be those made in these: 查处食品安全案件186件,作出行政处罚172件."""
    dealt_with: Number = 0
    for at, (previous, each) in enumerate(pairwise(items), 1):
        if _counts_what_was_dealt_with(previous):
            dealt_with = only_value(previous.item) or 0
        is_decided = "DECIDE" in each.item.kinds and each.item.has(*DECISIONS)
        if each.item.has("THIS", "TOTAL", "REGION", "OWN") or previous.item.mark == "SEMI":
            dealt_with = 0
        elif is_decided and 0 < (only_value(each.item) or 0) <= dealt_with:
            items[at] = each._replace(claims=tuple(map(_perhaps, each.claims)))
    return items


def _counts_what_was_dealt_with(read: ReadItem) -> bool:
    """Whether it counts cases, applications, complaints or whom it checked, of a sort that no table has: 查处违法用地78宗, 检查加油站126座."""
    item = read.item
    is_checked = any(word in item.text for word in _CHECKS) and "THIS" not in item.kinds
    is_work = is_checked or any(word in item.text for word in _DEALT_WITH)
    is_alone = item.mark == "COMMA" and not item.has(*DECISIONS, "TOTAL") and only_value(item) is not None
    return is_work and is_alone and (item.has("APPLICATION") or _names_sort(item))


def _names_sort(item: Item) -> bool:
    """Whether words that aren't known, or a matter, say of which sort cases are: 查处食品安全案件, and not 查处违法案件."""
    name = "".join(token.text for token in item.core if token.kind in _SORTS)
    return len(without_words(name, (*_DEALT_WITH, *_CHECKS, *_GENERAL, *_ANYBODY))) > 1


_DEALT_WITH, _SORTS = spelled("dealt_with"), (UNKNOWN, "NOUN", "MATTER")
_ANYBODY = spelled("anybody_checked")


def _are_of_field(text: str) -> bool:
    """Whether checks are of a field or a campaign that is named right before them: 餐饮油烟整治检查320家, and not 开展行政检查320家."""
    name = text[: min(at for word in _CHECKS if (at := text.find(word)) >= 0)]
    return len(without_words(name, _GENERAL)) > 1


_CHECKS, _FINDS, _GENERAL = spelled("checks"), spelled("finds"), spelled("general_in_checks")


def _perhaps(claim: Claim) -> Claim:
    return claim._replace(certainty=Certainty.PASSED, relation=Relation.PERHAPS, reason="of what was checked")


def of_sorts_of_documents(items: list[ReadItem]) -> list[ReadItem]:
    """Documents of one sort are some of all where another stands behind: 制发县政府规范性文件4件、部门规范性文件7件."""
    for at, (each, following) in enumerate(pairwise(items)):
        sorts, others = _sorts_of_documents(each.item), _sorts_of_documents(following.item)
        are_alike = sorts.keys() == others.keys() and sorts != others
        is_listed = not following.item.has(*_WITH_DOCUMENTS) or _is_by_issuer(each.item)
        if sorts and are_alike and following.item.counts and is_listed:
            items[at] = with_some_of_each(each)
    return items


def of_issuers(items: list[ReadItem]) -> list[ReadItem]:
    """Documents of one issuer are some of all, with what is told on of them, where another's are told beside them.

    县政府规范性文件制发4件、废止3件;县政府办公室规范性文件制发2件.
    """
    named = {at: issuer for at, each in enumerate(items) if (issuer := _issuer_named(each.item))}
    if len(set(named.values())) < 2:
        return items
    is_of_issuer = False
    for at, each in enumerate(items):
        is_of_issuer = at in named or (is_of_issuer and "DOCUMENT" not in each.item.kinds)
        items[at] = with_some_in(each, "disclosure") if is_of_issuer else each
    return items


def of_government_above(read: ReadItem) -> ReadItem:
    """The same, of whose documents nothing is told where they are the government's that a bureau is one of: 废止县政府规范性文件9件."""
    is_above = any(token.kind == "DOCUMENT" and token.text.startswith(_GOVERNMENTS) for token in read.item.core)
    return pass_measures(read, _DOCUMENTS, "another's") if is_above else read


_GOVERNMENTS = spelled("governments_above")


def _sorts_of_documents(item: Item) -> dict[str, str]:
    """What an item calls normative documents, and rules of government: 部门规范性文件."""
    return {token.kind: token.text for token in item.core if token.kind == "DOCUMENT" or token.value == "rules"}


def _is_by_issuer(item: Item) -> bool:
    """Whether it says that those are of the government, or of departments: 县政府规范性文件."""
    return any(map(names_issuer, item.core))


def _issuer_named(item: Item) -> str:
    """Whose it says that documents are, right before them or in their name; empty for nobody's."""
    own_offices = (a.text for a, b in pairwise(item.core) if a.kind == "SEAT" and b.kind == "DOCUMENT")
    return next(own_offices, "") or next((token.text for token in item.core if names_issuer(token)), "")


_OF_DEPARTMENTS = spelled("of_departments")
_WITH_DOCUMENTS = ("MAKE", "INFORCE", "REPEALED")
"""What is told of documents, which another item of them need not tell again."""


def of_departments(items: list[ReadItem]) -> list[ReadItem]:
    """A government's documents that departments issued, or that its own level did, are some of all.

    以部门名义印发6件, 部门规范性文件制发6件; 市级规范性文件现行有效171件,县区87件.
    """
    made: list[ReadItem] = []
    is_of_level = False
    for each in items:
        if "DOCUMENT" in each.item.kinds:
            is_of_level = any(token.kind == "DOCUMENT" and token.text.startswith(_LEVELS) for token in each.item.core)
        is_some = is_of_level or any(word in each.item.text for word in _OF_DEPARTMENTS)
        made.append(with_some_of_each(each) if is_some else each)
        is_of_level = is_of_level and each.item.mark != "SEMI"
    return made


_LEVELS = spelled("own_level")


def of_those_made_anew(items: list[ReadItem]) -> list[ReadItem]:
    """Documents made are some of those issued where revised ones stand beside them: 新制定规范性文件4件,修订5件; 修订1件,新制定2件."""
    for at, each in enumerate(items):
        is_before = any(map(_counts_revised, items[at + 1 : at + 2]))
        is_behind = at > 0 and _counts_revised(items[at - 1])
        told = [claim.measure for claim in each.claims if claim.measure.startswith("normative_documents.")]
        if told and (is_before or (is_behind and all(measure.endswith(".issued") for measure in told))):
            items[at] = with_some_of_each(each)
    return items


def _counts_revised(read: ReadItem) -> bool:
    """Whether it counts documents that were revised: 2023年修订规范性文件1件."""
    words = "".join(token.text for token in read.item.tokens if token.kind not in _SAYS_WHEN)
    return bool(read.item.counts) and words.startswith(_REVISED)


_SAYS_WHEN = frozenset({"DATE", "THIS", "OWN"})


_REVISED = spelled("revised")


def of_no_documents(items: list[ReadItem]) -> list[ReadItem]:
    """What a part of a sentence tells of papers that are no normative documents, as it says behind: 保留38项,废止7项,不计入规范性文件."""
    for at, each in enumerate(items):
        if each.item.counts or "DOCUMENT" not in each.item.kinds or not _says_what_is_none(each.item):
            continue
        begin = next((n + 1 for n in range(at - 1, -1, -1) if items[n].item.mark == "SEMI"), 0)
        for n in range(begin, at):
            if "DOCUMENT" not in items[n].item.kinds:
                items[n] = pass_measures(items[n], _DOCUMENTS, "other papers")
    return items


def _says_what_is_none(item: Item) -> bool:
    """Whether it says of what stands before it, and of nothing else, that it is none of a kind: 这些方案不属于规范性文件."""
    return item.text.startswith(_NOT_AMONG) or (
        item.tokens[0].kind in _POINTS_BACK and any(w in item.text for w in _NOT_AMONG)
    )


_NOT_AMONG, _POINTS_BACK = spelled("not_among"), frozenset({"REF", "ALL", "FILL"})
_DOCUMENTS = frozenset(f"normative_documents.{column}" for column in ("issued", "repealed", "in_force"))


def of_expired(items: list[ReadItem]) -> list[ReadItem]:
    """Documents repealed are some of those that the table counts so, where others have expired: 宣布失效2件,废止2件."""
    are_expired = [bool(each.item.counts) and any(word in each.item.text for word in _EXPIRED) for each in items]
    if not any(are_expired):
        return items
    return [
        each if is_expired else each._replace(claims=tuple(map(_some_repealed, each.claims)))
        for each, is_expired in zip(items, are_expired, strict=True)
    ]


def _some_repealed(claim: Claim) -> Claim:
    return claim._replace(relation=Relation.SOME) if claim.measure.endswith(".repealed") else claim


_EXPIRED = spelled("expired")


def without_stock(items: list[ReadItem]) -> list[ReadItem]:
    """What was counted up since before the year, of which the year's own or what is in force stands behind it.

    累计作出许可1370件,本年137件; 截至年底累计制发47件,现行有效12件.
    """
    for at, (each, following) in enumerate(pairwise(items)):
        if not each.claims:
            continue
        is_sum = any(token.text.startswith(_IN_ALL) for token in each.item.tokens if token.kind == "TOTAL")
        whole, part = only_value(each.item), only_value(following.item)
        if is_sum and whole and part is not None and part < whole and _is_of_stock(following.item):
            items[at] = pass_all(each, "counted up since before the year")
    return items


_IN_ALL = spelled("in_all")


def _is_of_stock(item: Item) -> bool:
    """Whether it counts no more than what of a sum is the year's own, or is in force."""
    return item.has("THIS", "INFORCE") and item.kinds <= _OF_STOCK


_OF_STOCK = frozenset("THIS INFORCE COUNT FILL AMONG DECIDE MAKE RECEIVE DOCUMENT".split())
