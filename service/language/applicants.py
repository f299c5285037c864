"""Whose applications are listed: right behind a count of all of them, 收到申请9件,其中自然人6件、商业企业3件, or without one."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from service.language.claims import Certainty, Claim, ReadItem, Relation, tells_difference
from service.language.clauses import Item
from service.language.frames import PLAIN, Scope, Topic, ranks_among_years
from service.language.lexer import UNKNOWN, Shape, Token, letter
from service.language.lexicon import spelled
from service.language.measures import OF_ALL
from service.language.mentions.figures import Quantity
from service.language.reasons import AnyDoubt, Doubt
from service.language.text import Sentence
from service.reports import form
from service.reports.finding import Number

_OPENS = Shape("(AMONG|APPLICATION|ALL|SUBMIT)*")
_LISTED = Shape(
    "((RECEIVE|APPLICATION)* AMID)? (RECEIVE|AMONG|APPLICATION|ALL|SUBMIT|AND|VIEW)* ((APPLICANT|AND)+ ETC)? APPLICANT (SUBMIT|APPLICATION|RECEIVE|SHARE)* #"
    "|(AMONG|AND)* # (SUBMIT|ALL)* APPLICANT APPLICATION*"
    "|EXCEPT APPLICANT (SUBMIT|APPLICATION)* # APPLICATION* EXCEPT"
)
_DENIED = Shape("APPLICANT (AND APPLICANT)* NOT+ (SUBMIT|APPLICATION)+")
_MAIN = Shape(
    "(SOME|BY|APPLICATION AMID?|AMID)* APPLICANT (SUBMIT|APPLICATION)* (SHARE|SOME|ETC|RATE)+|SOME+ APPLICANT"
)
_COMPARED = Shape("APPLICANT (SUBMIT|APPLICATION)+ (COMPARE LAST? (CHANGE|MORE|UNKNOWN)|CHANGE|MORE)")
"""Applicants whose applications are more or fewer than before: 法律服务机构的申请较往年活跃."""
_OF_MAIN = Shape("(SUBMIT|APPLICATION)* #")
_ALL_ARE = Shape("(APPLICATION|SUBMIT)* ALL+ SUBMIT? APPLICANT (SUBMIT|APPLICATION)*")
_SHARE = Shape("SHARE? (RECEIVE|APPLICATION)* PERCENT")
_CARRIED = ("carried_over", "carried_forward")


def applicants_of(read: Sequence[ReadItem], sentence: Sentence) -> Iterator[tuple[int, Claim]]:
    """The counts by applicants in a sentence, each with the place of its item; `whole` is the count that they are of.

    `measure` is a column of table three, or `organizations` for all but natural persons.
    """
    totals = [(at, total) for at, each in enumerate(read) if (total := next(filter(_is_total, each.claims), None))]
    for at, total in totals:
        found = _all_of_one(read, at + 1, total) or _listed(read, at + 1, total)
        if total.measure in OF_ALL or sum(claim.value for _, claim in found) == total.value:
            yield from found
    if all(total.measure in _CARRIED for _, total in totals):
        alone = list(_listed_alone(read, sentence))
        yield from alone or _named_by_the_way(read, sentence)


def outcomes_by_applicant(read: Sequence[ReadItem]) -> list[ReadItem]:
    """The items, where what became of the applications of one column of table three is held against that column.

    自然人提出的申请中予以公开8件、部分公开1件; not where anything else makes them some of all.
    """
    made: list[ReadItem] = []
    column, is_of_some = "", False
    doubt: AnyDoubt = ""
    for each, following in zip_longest(read, read[1:]):
        item = each.item
        if "APPLICANT" in item.kinds:
            column, doubt = _column_of(item, following.item if following else None)
            column = "" if is_of_some else column
        elif not item.kinds <= _GOES_ON or (made and made[-1].item.mark == "SEMI"):
            column = ""
        is_of_some = not column and (is_of_some or each.frame.scope is not Scope.WHOLE)
        made.append(each._replace(claims=tuple(_of_column(claim, column, doubt) for claim in each.claims)))
    return _behind_answers_to_some(made) if _answers_some(made) else made


def _answers_some(read: Sequence[ReadItem]) -> bool:
    """Whether the first count of a sentence is of what one kind of applicants was answered: 自然人申请办结143件."""
    first = next((each.item for each in read if each.item.counts), None)
    return first is not None and {"APPLICANT", "ANSWER"} <= first.kinds


def _behind_answers_to_some(read: Sequence[ReadItem]) -> list[ReadItem]:
    """The items, where outcomes behind a semicolon are of those that were answered, too, and of no others."""
    return [
        each._replace(claims=tuple(map(_of_those_answered, each.claims))) if each.item.kinds <= _GOES_ON else each
        for each in read
    ]


def _of_those_answered(claim: Claim) -> Claim:
    return claim if claim.applicant else claim._replace(certainty=Certainty.PASSED, reason="a part")


def _column_of(item: Item, following: Item | None) -> tuple[str, AnyDoubt]:
    """The column of the applicants that it names, and why what follows may be of others; empty where it says more of them.

    What follows 商业企业的申请3件,其中 may be of all that was counted before, and what follows 商业企业的申请3件 is as likely as not.
    """
    named = [str(token.value) for token in _named(item)]
    if len(named) > 1 or named[0] not in _COLUMNS or not item.kinds <= _OF_COLUMN:
        return "", ""
    if item.has("OUTCOME", "AMID"):
        return named[0], ""
    opens_list = following is not None and "AMONG" in following.kinds
    return (named[0], "of what") if opens_list else ("", "")


def _of_column(claim: Claim, column: str, doubt: AnyDoubt) -> Claim:
    """An outcome that is passed over as one of some, where those are the applications of a column."""
    if not column or not claim.measure.startswith("outcomes.") or claim.reason != "a part":
        return claim
    reason = claim.frame.unsure or doubt
    certainty = Certainty.TO_CHECK if reason else Certainty.ESTABLISHED
    return claim._replace(certainty=certainty, relation=Relation.ALL, reason=reason, applicant=column)


_ORGANIZATIONS, _ENTERPRISES = "organizations", spelled("organizations_applying")
_COLUMNS = form.APPLICANTS.keys() | {_ORGANIZATIONS}
"""The columns of table three, and all but natural persons."""
_GOES_ON = frozenset("OUTCOME COUNT FILL AMONG PLUS BECAUSE ANSWER THIS ALL DECIDE OWN REGION".split())
"""What tells what became of the applications that were named."""
_OF_COLUMN = _GOES_ON | frozenset("APPLICANT APPLICATION SUBMIT RECEIVE AMID BY AND PAUSE".split())


def _heads_some(item: Item) -> bool:
    """Whether it heads a list with what became of applications, or with those for something else: 予以公开:自然人28件, 惠企资金申请:."""
    is_of_others = bool(item.unknown) and item.tokens[-1].kind == "APPLICATION"
    return item.mark == "COLON" and (is_of_others or item.has("OUTCOME", "CARRY"))


def _listed_alone(read: Sequence[ReadItem], sentence: Sentence) -> Iterator[tuple[int, Claim]]:
    """The list that a sentence begins with, where it is of applications: 从申请人看,自然人6件,商业企业3件."""
    start = next((at for at, each in enumerate(read) if each.item.counts and not _is_amid(each.item)), len(read))
    if start == len(read) or read[start].frame.topic is not Topic.APPLICATIONS:
        return
    if any(_heads_some(each.item) for each in read[:start]):
        return
    is_of_main = start > 0 and _heads_count(_word(read[start - 1].item))
    nothing = Claim("", "applications", 0, sentence, 0, 0, PLAIN, Certainty.ESTABLISHED)
    found = _listed(read, start - is_of_main, nothing)
    is_list = len(found) > 1
    is_sure = is_list and not any(_is_amid(each.item) for each in read[:start])
    # 以自然人为主,提出申请9件 may be of all
    of_all: AnyDoubt = "applicants of all kinds" if is_of_main and not is_list else ""
    for at, claim in found:
        made = claim._replace(whole=None)
        if not is_sure:
            reason = of_all or made.reason or "a list without a total"
            made = made._replace(certainty=Certainty.TO_CHECK, reason=reason)
        yield at, made


def _named_by_the_way(read: Sequence[ReadItem], sentence: Sentence) -> Iterator[tuple[int, Claim]]:
    """The counts of applicants in a sentence that names several by the way: 还是老百姓为主,131件,企业递的是16件."""
    nothing = Claim("", "applications", 0, sentence, 0, 0, PLAIN, Certainty.TO_CHECK, reason="a list without a total")
    if sum("APPLICANT" in each.item.kinds for each in read) <= 1:
        return
    for at, each in enumerate(read):
        item = each.item
        if _heads_some(item) or (item.counts and not item.kinds <= _READ_BY_THE_WAY):
            return
        if each.frame.topic is Topic.APPLICATIONS and _counts_what_they_sent(item) and _is_told_so(each):
            yield from ((at, claim._replace(whole=None)) for claim in _claims(each, _columns(item), nothing))


def _counts_what_they_sent(item: Item) -> bool:
    """Whether applicants begin it and their number ends it, with no more between than a verb: 企业递的是16件, 商业企业来要的有5件."""
    said = [token for token in item.core if token.kind not in ("FILL", "THIS")]
    ends = [token.kind for token in (*said[:1], *said[-1:])]
    is_short = all(len(token.text) == 1 for token in said[1:-1] if token.kind == UNKNOWN)
    return ends == ["APPLICANT", "COUNT"] and len(item.counts) == 1 and is_short


_READ_BY_THE_WAY = frozenset(
    {"APPLICANT", "SUBMIT", "APPLICATION", "FILL", "COUNT", "THIS", UNKNOWN, "SHARE", "PERCENT"}
)
"""What the items of a sentence that counts applicants may hold."""


def _heads_count(word: str) -> bool:
    """Whether an item names those of whom the next tells how many applications they made."""
    return _MAIN.fits(word) or _COMPARED.fits(word)


def _is_amid(item: Item) -> bool:
    """Whether it says that a list of so many follows, which were counted before: 92件中."""
    return bool(item.counts) and "AMID" in item.kinds and item.kinds <= _OF_AMID


_OF_AMID = frozenset("COUNT AMID BY FILL APPLICATION RECEIVE THIS".split())


def _is_total(claim: Claim) -> bool:
    is_of_all = claim.measure in (*OF_ALL, *_CARRIED) and claim.relation is Relation.ALL
    return is_of_all and bool(claim.value) and claim.certainty is not Certainty.PASSED


def _all_of_one(read: Sequence[ReadItem], at: int, total: Claim) -> list[tuple[int, Claim]]:
    """The one kind of applicants that all which were counted right before are of: 收到申请6件,比上年多2件,均为自然人申请; 收到的6件申请全部来自个人."""
    at = next((n for n in range(at, len(read)) if not tells_difference(read[n])), len(read))
    if at == len(read) or not _ALL_ARE.fits(_word(read[at].item)):
        return []
    return [(at, _told(column, total.value, read[at], total)) for column in _columns_of_all(read[at].item)]


def _columns_of_all(item: Item) -> list[str]:
    """The columns of those whose all are; enterprises, of which not all are commercial, are none of natural persons."""
    if item.names_anybody:
        return [_PERSONS]
    named = [token.text for token in _named(item)]
    return [_ORGANIZATIONS] if len(named) == 1 and named[0] in _ENTERPRISES else _columns(item)


def _listed(read: Sequence[ReadItem], start: int, total: Claim) -> list[tuple[int, Claim]]:
    """The list that begins at an item; none where it lists ways, too, beside which a person is one of several kinds."""
    found: list[tuple[int, Claim]] = []
    main: list[str] = []
    for at in range(start, len(read)):
        item, word = read[at].item, _word(read[at].item)
        if not item.counts and _heads_count(word):
            main = _columns(item)
            continue
        leads_up = not found and (_leads_up(read[at]) or _is_amid(item))
        if _OPENS.fits(word) or _SHARE.fits(word) or leads_up:
            continue
        if item.counts and item.has("CHANNEL", "WAYS"):
            return []
        named = main if main and _OF_MAIN.fits(word) else _columns(item)
        named = named or _persons_beside_others(item, read[start:])
        is_listed = _LISTED.fits(word) or named is main or bool(found and _DENIED.fits(word))
        if not is_listed or not _is_told_so(read[at]):
            break
        found += [(at, claim) for claim in _claims(read[at], named, total)]
        main = []
    return _without_any_sort(found)


def _without_any_sort(found: list[tuple[int, Claim]]) -> list[tuple[int, Claim]]:
    """The same without enterprises of any sort, where commercial ones stand beside them: 企业3件、商业企业2件."""
    are_told = any(claim.measure == _ENTERPRISE and claim.reason != _OF_ANY_SORT for _, claim in found)
    return [each for each in found if not (are_told and each[1].reason == _OF_ANY_SORT)]


def _leads_up(read: ReadItem) -> bool:
    """Whether it stands before a list and tells nothing of it but by what it is sorted, or what is so of all: 按申请人分, 为历年最多."""
    is_sorted = "VIEW" in read.item.kinds and not read.item.counts
    is_of_all = "ALL" in read.item.kinds and read.item.kinds <= _SAID_OF_ALL  # 均为2023年收到
    return is_sorted or is_of_all or ranks_among_years(read.item) or _tells_last_year(read)


_SAID_OF_ALL = frozenset("ALL FILL DATE THIS AMID BY RECEIVE ANSWER".split())


def _tells_last_year(read: ReadItem) -> bool:
    """Whether it tells no more than what was counted the year before, or how that differs: 收到申请41件,上年为34件,增加7件."""
    return tells_difference(read) or ("LAST" in read.item.kinds and read.item.kinds <= _OF_LAST_YEAR)


_OF_LAST_YEAR = frozenset("LAST DATE FILL COUNT RECEIVE APPLICATION COMPARE".split())


def _is_told_so(read: ReadItem) -> bool:
    """Whether it is of the body's own year, but for its being of a part, as all that is listed is."""
    return read.frame.withdrawn in ("", "a part")


def _word(item: Item) -> str:
    """The categories of what an item says; 由 before who applied says nothing, and no more does 共 before a number."""
    return "".join(_letter(token) for token in item.core if _says(token))


def _letter(token: Token) -> str:
    return letter({"COUNT": "#", "PAUSE": "AND"}.get(token.kind, token.kind))


def _says(token: Token) -> bool:
    return token.kind not in ("FILL", "TOTAL") and (token.kind, token.value) != ("COMPARE", "from")


def _persons_beside_others(item: Item, listed: Sequence[ReadItem]) -> list[str]:
    """The column of natural persons, where an item names them by a word for anybody, and others of the list are organizations: 村民6件,企业2件."""
    others = [token for each in listed if each.item is not item for token in _named(each.item)]
    are_persons = item.names_anybody and any(token.value != "anybody" for token in others)
    return [_PERSONS] if are_persons else []


_PERSONS = "natural_person"


def _named(item: Item) -> list[Token]:
    """The words for applicants in an item."""
    return [token for token in item.core if token.kind == "APPLICANT"]


def _columns(item: Item) -> list[str]:
    """The columns of the applicants that an item names; of 企业等法人或其他组织 that of the last."""
    named = _named(item)
    named = named[-1:] if "ETC" in item.kinds and item.counts else named
    if _names_enterprises(item):
        return [_ENTERPRISE]
    return [str(token.value) for token in named if token.value in _COLUMNS]


def _names_enterprises(item: Item) -> bool:
    """Whether it counts enterprises, of which the table has but commercial ones: 企业6件."""
    named = [token.text for token in _named(item)]
    return bool(item.counts) and len(named) == 1 and named[0] in _IN_SHORT


_ENTERPRISE = "commercial_enterprise"
_OF_ANY_SORT: Doubt = "enterprises of any sort"
_IN_SHORT = spelled("enterprises")


def _claims(read: ReadItem, columns: Sequence[str], total: Claim) -> Iterator[Claim]:
    """What is claimed of those that are listed; nothing where the table has no column for them, or the number is about so."""
    if not read.item.counts:
        yield from (_told(column, 0, read, total) for column in columns)
        return
    count = read.item.counts[0]
    quantity = count.value
    if columns and isinstance(quantity, Quantity) and quantity.is_exact and quantity.is_of_cases:
        made = _told(columns[0], quantity.value, read, total)
        if _names_enterprises(read.item):
            made = made._replace(certainty=Certainty.TO_CHECK, reason=_OF_ANY_SORT)
        yield made._replace(figure=count.text, start=count.start, end=count.end)


def _told(column: str, value: Number, read: ReadItem, total: Claim) -> Claim:
    """So many applications of one column of the table, told by a whole item without a number."""
    start, end = read.item.tokens[0].start, read.item.tokens[-1].end
    return total._replace(measure=column, value=value, frame=read.frame, figure="", whole=total, start=start, end=end)
