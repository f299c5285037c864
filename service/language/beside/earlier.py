"""What the sentences before one make of its counts: 企业申请有所增加。全年收到21件; 公租房申请全过程公开。收到申请612件."""

from collections.abc import Sequence
from itertools import pairwise

from service.language.beside.counted_among import count_of_part, counts_all, outcomes_up_to, without_outcome
from service.language.beside.headings import is_of_another_time
from service.language.beside.items import is_for_information, only_value, without_words
from service.language.beside.label import (
    GENERAL,
    KINDS,
    SILENT,
    Label,
    is_applied_for_otherwise,
    names_field,
    names_several,
    tells_of_other_business,
)
from service.language.beside.subjects import is_of_part, tells_of_some, tells_of_sort, tells_of_sort_alone
from service.language.claims import Claim, ReadItem, Relation
from service.language.clauses import CASES, DECISIONS
from service.language.frames import Actor, Period, Topic
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.measures import OF_ALL
from service.language.mentions.figures import Quantity, YearMention, is_in_units
from service.reports.finding import Number


def opened_by(tokens: Sequence[Token], year: int | None) -> Label:
    """What a sentence that counts no more than its points is to the one behind it, in the report of a year.

    It may tell of one kind, 企业申请有所增加, of another time, 明年工作有三项重点, or of other business, 做好热线办理.
    """
    if _counts_more_than_points(tokens):
        return Label.NONE
    said = [token for token in tokens if token.kind not in SILENT]
    if said and is_of_another_time(said[0], year):
        text = "".join(token.text for token in tokens if token.kind != "STOP")
        is_heading = text.endswith(_ENDS_HEADING) or any(word in text for word in _IN_HEADING)
        return Label.TIME if is_heading else Label.NONE
    if said and (said[0].kind == "PARTYEAR" or _is_part_of_year(said[0], year) or _tells_of_month(said)):
        return Label.SEASON
    kinds = [token for token in said if token.kind in KINDS]
    if not kinds and tells_of_other_business(said):
        return Label.BUSINESS
    return Label.NONE if len(kinds) != 1 or names_several(said) else Label.ABOVE


def _counts_more_than_points(tokens: Sequence[Token]) -> bool:
    """Whether a sentence counts anything but its points: 主要做了三项工作."""
    return any(token.kind == "COUNT" and not is_in_units(token.value, _UNITS_OF_POINTS) for token in tokens)


def field_of(tokens: Sequence[Token]) -> Label:
    """What a sentence that counts nothing is to the one behind it by the field that it names.

    开展校园食品安全整治。作出行政处罚18件 tells of these alone, 公租房申请全过程公开。收到申请612件 of no application for information.
    """
    if tells_of_sort_alone(tokens):
        return Label.MANY
    kinds = {token.kind for token in tokens}
    is_of_all = any(map(is_for_information, tokens)) or not _OF_ALL_FIELDS.isdisjoint(kinds)
    if is_of_all or _counts_more_than_points(tokens):
        return Label.NONE
    if is_applied_for_otherwise(tokens):
        return Label.BUSINESS
    if not _OF_BODY.isdisjoint(kinds):
        return Label.NONE
    text = "".join(token.text for token in tokens)
    if not any(word in text for word in _WORK_IN_FIELD):
        return Label.NONE
    name = "".join(token.text for token in tokens if token.kind in _NAMES_FIELD)
    named = without_words(name, (*_GENERAL_IN_FIELDS, *GENERAL))
    return Label.FIELD if len(named) >= _SHORTEST_FIELD else Label.NONE


_OF_ALL_FIELDS = frozenset("TOTAL NOT PLAN PERCENT VIEW".split())
"""What tells of more than a field."""
_OF_BODY = frozenset({"OWN", "REGION", "SYSTEM", "THIS", "COUNT"})
"""What tells of what a body did in all, unless it names what people apply for otherwise."""
_NAMES_FIELD = (UNKNOWN, "NOUN", "MATTER")
_GENERAL_IN_FIELDS, _WORK_IN_FIELD = spelled("general_in_fields"), spelled("work_in_field")
_SHORTEST_FIELD = 3
"""Characters of what names a field, besides general words, at least."""


def applies_otherwise(tokens: Sequence[Token]) -> bool:
    """Whether a sentence tells how applications ended as none for information does: 收到申请96件,准予许可91件,不予许可5件."""
    if any(map(is_for_information, tokens)):
        return False
    text = "".join(token.text for token in tokens)
    counts = (token for token in tokens if token.kind == "COUNT")
    return any(text.endswith(_GRANTED_OTHERWISE, 0, count.start - tokens[0].start) for count in counts)


_GRANTED_OTHERWISE = spelled("granted_otherwise")


def decided_reviews(tokens: Sequence[Token]) -> bool:
    """Whether a sentence tells how many reviews a body decided on, and not how many were sought against it: 受理行政复议申请163件."""
    kinds = [token.kind for token in tokens]
    is_received = any({a, b} == {"RECEIVE", "REVIEW"} for a, b in pairwise(kinds))
    return is_received and "COUNT" in kinds and not _SOUGHT.intersection(kinds)


_SOUGHT = frozenset({"PARTY", "ARISE", "CAUSE", "DISCLOSURE"})


def tells_of_whole_body(tokens: Sequence[Token]) -> bool:
    """Whether a sentence names what is applied for, or tells of the body or a region as a whole, which those behind it go on from."""
    return any(token.kind in _OF_WHOLE_BODY or is_for_information(token) for token in tokens)


_OF_WHOLE_BODY = frozenset({"OWN", "REGION", "SYSTEM", "DISCLOSURE"})
"""What tells of the body or a region as a whole."""


def tells_of_decisions(tokens: Sequence[Token]) -> bool:
    """Whether a sentence tells of decisions over which the cases behind it may be: 作出行政处罚1573件, 工伤认定程序全面公开."""
    kinds = {token.kind for token in tokens}
    if {"DECIDE", "COUNT"} <= kinds and not kinds.isdisjoint(DECISIONS):
        return True
    if "BECAUSE" in kinds and not (kinds.isdisjoint(DECISIONS) or kinds.isdisjoint(CASES) or "DISCLOSURE" in kinds):
        return True  # 因处罚引起行政复议18件。复议维持15件
    text = "".join(token.text for token in tokens)
    is_general = any(token.kind in _OF_ALL_CASES or is_for_information(token) for token in tokens)
    return not is_general and any(word in text for word in _DECIDED_OTHERWISE)


_OF_ALL_CASES = frozenset({"OWN", "REGION", "NOT", *CASES})
_DECIDED_OTHERWISE = spelled("decided_otherwise")


def names_field_enforced(tokens: Sequence[Token]) -> bool:
    """Whether a sentence that counts nothing begins with a field in which decisions are made: 交通运输执法公示更加规范."""
    text = "".join([token.text for token in tokens])
    field, enforced, _ = text.partition(_ENFORCES)
    is_bare = not any(token.kind in ("COUNT", "OWN", "REGION", "THIS") for token in tokens)
    return is_bare and bool(enforced) and len(field) <= _LONGEST_FIELD and names_field(field + _FIELD)


(_ENFORCES,), (_FIELD,) = spelled("enforces"), spelled("field")
_LONGEST_FIELD = 6
"""Characters of the name of a field, at most."""


def counts_part(items: Sequence[ReadItem]) -> bool:
    """Whether a sentence counts the applications of one part or of a past year alone, of which the next may go on to tell.

    自然人申请78件。予以公开24件; 上年新收55件。办结54件.
    """
    counted = [each for each in items if any(map(_is_of_cases, each.item.counts))]
    told = {kind for each in items for kind in each.item.kinds}
    if not counted or not _OF_WHOLE.isdisjoint(told):
        return False
    if any(claim.measure in OF_ALL and claim.is_established for each in counted for claim in each.claims):
        return False
    if _are_under_label([claim for each in counted for claim in each.claims]):
        return True  # 征地批文类申请是大头。全年收到148件,占45%。予以公开96件
    if "PERCENT" in told:
        return False
    if any(each.frame.topic is not Topic.APPLICATIONS for each in counted):
        return False
    if all(each.frame.period is Period.PAST for each in counted):
        return True  # 上年新收55件。办结54件
    if all(each.frame.actor is Actor.OTHER for each in counted):
        return sum(each.item.has(*_BODIES) for each in counted) == 1
    is_sort = any(tells_of_some(each.item) or tells_of_sort(each.item) for each in items)
    return len(counted) == 1 and (is_sort or _is_of_part(counted[0]))


_OF_WHOLE = frozenset("AMONG AMID PLUS REMAIN REST VIEW OUTCOME".split())
"""What tells that a part is told of beside others, or of how all were dealt with."""
_BODIES = ("OTHERS", "SEAT", "REGION", "SYSTEM", "BEHALF")
"""Others than the body, of whom a list names several."""


def _are_under_label(claims: Sequence[Claim]) -> bool:
    """Whether what came in is told under a label, and so is all with it."""
    is_received = any(claim.measure == "received" for claim in claims)
    return is_received and all(claim.relation is Relation.PERHAPS and claim.reason == "of what" for claim in claims)


def _is_of_part(each: ReadItem) -> bool:
    """Whether what an item counts is another's, that of one kind of applicants or one way, or of a part."""
    is_of_kind = each.item.has(*KINDS) and not (each.item.has("ALL") or names_several(each.item.tokens))
    return is_of_kind or each.frame.actor is not Actor.OWN or is_of_part(each.item)


def of_those_before(items: Sequence[ReadItem], before: Sequence[ReadItem]) -> tuple[ReadItem, ...]:
    """The outcomes that a sentence begins with are of the part that the one before it counts, where they come to that.

    简案快办15件。予以公开9件,无法提供6件; 专项资金类申请15件。8件予以公开,7件不予公开.
    """
    if any(counts_all(claim) for each in before for claim in each.claims):
        return tuple(items)
    parts = {count_of_part(each, is_alone=len(before) == 1) for each in before}
    if "VIEW" not in items[0].item.kinds:
        parts.add(_count_of_sort(before))
        parts.update(only_value(each.item) or 0 for each in before if _counts_what_became(each))
    come_to_part = outcomes_up_to(items) in parts - {0}
    return tuple(map(without_outcome, items) if come_to_part else items)


def _counts_what_became(read: ReadItem) -> bool:
    """Whether it counts what others became that were dealt with together: 经当面沟通,合并为23件办理."""
    is_counted = not read.claims and any(map(_is_of_cases, read.item.counts))
    return is_counted and {"CHANGE", "ANSWER"} <= read.item.kinds


def _count_of_sort(items: Sequence[ReadItem]) -> Number:
    """What a sentence counts alone of one sort, or within some days: 专项资金类申请15件, 10个工作日内办结19件; 0 for none."""
    counted = [each.item for each in items if each.item.counts]
    if len(counted) != 1 or not (is_of_part(counted[0]) or "AMID" in counted[0].kinds):
        return 0
    return only_value(counted[0]) or 0


def _is_of_cases(count: Token) -> bool:
    return isinstance(count.value, Quantity) and count.value.is_of_cases


def _is_part_of_year(token: Token, year: int | None) -> bool:
    """Whether it is a quarter or a half of the report's year: 2022年二季度."""
    return (
        isinstance(token.value, YearMention)
        and token.value.year == year
        and token.value.is_part
        and not token.value.day
    )


def _tells_of_month(said: Sequence[Token]) -> bool:
    """Whether it tells of a month's applications: 3月申请明显增多."""
    is_month = isinstance(said[0].value, YearMention) and said[0].value.year is None and said[0].value.is_part
    return is_month and any(token.kind == "APPLICATION" for token in said)


_ENDS_HEADING, _IN_HEADING = spelled("ends_heading_of_time"), spelled("in_heading_of_time")
_UNITS_OF_POINTS = frozenset(spelled("units_of_points"))
