"""Which row of a table is meant, where a shape fits that several have: an outcome with its cause, a result of a kind of cases."""

from collections.abc import Iterable
from itertools import pairwise

from service.language.claims.before import Before
from service.language.clauses import BY_THAT, CASES
from service.language.frames import is_cause
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.measures import ALL_CLOSED, ALL_UPHELD, GROUPS, Measure


def pointed_at(before: Before) -> tuple[str, ...]:
    """The cause that was named before 据此, none where several were."""
    causes = tuple(row for row in dict.fromkeys(before.named) if is_cause(row))
    return causes if len(causes) == 1 else ()


def row_meant(measure: Measure, tokens: list[Token], before: Before) -> str:
    """The row that is meant, where words of the item say which."""
    if measure.name == "outcome":
        return _outcome(measure, tokens, before)
    if measure.name == "verdict":
        return _verdict(measure, tokens, before)
    if measure.name in _CONCLUDED:
        return _concluded(measure, tokens, before)
    if measure.name == "answered" and before.told[-1:] == ("carried_over",) and _tells_handled(tokens):
        return "due"  # 新收140件。加上年结转的5件,共处理145件
    if measure.name == "carried_forward" and before.told[-1:] == ("carried_over",) and _tells_in_hand(tokens):
        return "due"  # 加上结转来的2件,共有70件待办
    if measure.name == "carried_over" and not before.told and _is_told_besides(tokens):
        return ""  # 办结34件。另结转1件
    is_of_any_year = measure.name == "carried_forward" and _denies_without_year(tokens)
    is_of_last_year = before.last == "received" or before.told == ("carried_over",)
    return "" if is_of_any_year and is_of_last_year else measure.name  # 新收12件,无结转件;办结11件


def _outcome(measure: Measure, tokens: list[Token], before: Before) -> str:
    """The row of an outcome that is meant: the one named, with the cause told for it, or the one told right before."""
    is_open = any((token.kind == "ETC" and not token.value) or token.value == "etc" for token in tokens)
    if any(a.kind == "ETC" and b.kind == "REST" for a, b in pairwise(tokens)):
        return ""  # 无法提供等其他情况46件
    told = [str(token.value) for token in tokens if token.kind == "OUTCOME"]
    if not told:
        return before.row
    if (measure.is_of_one and told[0].startswith(_CAUSES)) or _were_handled(tokens):
        return ""
    if before.last in GROUPS and measure.is_of_last and not told[0].startswith(f"{before.last}."):
        return ""
    is_pointed_at = any(token.value == BY_THAT for token in tokens)
    told_before = pointed_at(before) if is_pointed_at else before.causes
    causes = [cause for cause in told_before if cause.startswith(f"{told[0]}.")]
    return outcome_of([*told, *causes], is_open=is_open)


def _verdict(measure: Measure, tokens: list[Token], before: Before) -> str:
    """The result that is meant, of the cases that it is of."""
    of = _case_told(measure, tokens, before)
    if measure.is_of_last and before.value > 1 and of.startswith(f"{before.last}_"):
        return ""  # 行政诉讼2件,直接起诉的维持
    verdict, *others = sorted(
        dict.fromkeys(str(token.value) for token in tokens if token.kind == "VERDICT"),
        key=lambda value: "." not in value,
    )
    if others and not measure.is_none:
        return ""
    named, _, column = verdict.rpartition(".")
    if named and measure.is_none and of.startswith(f"{named}_"):
        return f"{of}.{column}"  # 直接起诉3件,无败诉
    if named:  # 败诉 is of all lawsuits, whichever kind was told last
        return verdict
    return f"{of}.{verdict}" if of else ""


def _concluded(measure: Measure, tokens: list[Token], before: Before) -> str:
    """What is told of how cases ended, but for one result: how many did, or that all were won, so that none was corrected."""
    of = _case_told(measure, tokens, before)
    if not of or (measure.name == ALL_UPHELD and not _tells_of_all(tokens)):
        return ""
    return f"{of}.{_CONCLUDED[measure.name]}"


def _tells_of_all(tokens: list[Token]) -> bool:
    """Whether it says so of all cases: 复议案件全部获得维持, 行政诉讼均胜诉."""
    is_of_all = any(token.kind == "ALL" or token.text.startswith(_ALL) for token in tokens)
    return is_of_all and all(token.value == "upheld" for token in tokens if token.kind == "VERDICT")


_ALL = spelled("of_all")


def _case_told(measure: Measure, tokens: list[Token], before: Before) -> str:
    """The kind of cases that is named, the kind told last where who decides says no more: 直接起诉3件,法院维持2件."""
    named = case_of(tokens)
    if not named or any(token.kind in CASES for token in tokens):
        return named or before.case
    told = before.last if measure.is_of_last else before.case
    return told if told.startswith(f"{named}_") else named


CONCLUDED, PENDING = "concluded", "pending"
_CONCLUDED = {
    "concluded": CONCLUDED,
    "all_concluded": PENDING,
    ALL_CLOSED: PENDING,
    "all_won": "corrected",
    ALL_UPHELD: "corrected",
}
"""What is claimed of cases that came to an end: how many, that none is pending, or that none was lost."""


def _is_told_besides(tokens: list[Token]) -> bool:
    """Whether what was carried is told besides the sentence before, without a word for out of which year or into which."""
    return [token.text in _BESIDES or token.text == _CARRIED for token in tokens[:2]] == [True, True]


_BESIDES = spelled("besides")
(_CARRIED,) = spelled("carried_plainly")


def _denies_without_year(tokens: list[Token]) -> bool:
    """Whether it is denied that anything is carried, without a word for into which year."""
    kinds = {token.kind for token in tokens}
    return "NOT" in kinds and "NEXTYEAR" not in kinds


def _tells_in_hand(tokens: list[Token]) -> bool:
    """Whether it tells what is to be dealt with."""
    return any(token.kind == "PENDING" and token.text.startswith(_TO_DO) for token in tokens)


_TO_DO = spelled("to_do")


def _tells_handled(tokens: list[Token]) -> bool:
    """Whether it tells what was in hand, of which some may not be answered yet."""
    return [token.value for token in tokens if token.kind == "ANSWER"] == ["handling"]


def _were_handled(tokens: list[Token]) -> bool:
    """Whether applications of a sort that need no handling are told to have been handled: 处理重复申请4件."""
    return any(
        verb.value == "handling" and sort.kind == "OUTCOME" and str(sort.value).startswith(_UNPROCESSED)
        for verb, sort in pairwise(tokens)
    )


_UNPROCESSED = "outcomes.not_processed."
_CAUSES = "outcomes.refused."
"""Rows that say why something is refused, and may be told of what was opened in the end: 涉及第三方权益."""


def case_of(tokens: Iterable[Token]) -> str:
    """The kind of cases that is named, both joined by a plus; empty where none is."""
    named = dict.fromkeys(CASES.get(token.kind) or str(token.value) for token in tokens if _names_case(token))
    if any(name.startswith("litigation_") for name in named):
        named.pop("litigation", None)  # 复议后提起诉讼 names one kind in two words
    return "+".join(sorted(named, reverse=True))


def _names_case(token: Token) -> bool:
    """Whether it names a kind of cases, or who decides on one: 复议机关."""
    return token.kind in CASES or (token.kind == "JUDGES" and token.value in CASES.values())


def outcome_of(rows: list[str], *, is_open: bool = False) -> str:
    """The rows that are counted together; a cause beside its group says more than the group, but for 因…等原因.

    None where an open list names several and no group: 国家秘密、第三方权益等情形共22件 may be of more rows.
    """
    nested = [(group, cause) for group in rows for cause in rows if cause.startswith(f"{group}.")]
    needless = {cause if is_open else group for group, cause in nested}
    told = [row for row in dict.fromkeys(rows) if row not in needless]
    return "" if is_open and len(told) > 1 else "+".join(told)
