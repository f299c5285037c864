"""Shares of rows of table three whose numbers the text doesn't tell: the rule asks the table for them."""

from collections.abc import Iterable, Iterator, Sequence

from service.language.claims import Certainty
from service.language.lexer import Token
from service.language.mentions.figures import CASES_ALONE
from service.language.relations.figures import Row
from service.language.relations.stated import SAYS_NOTHING, SHARE, Stated, start_of
from service.language.relations.totals import is_set_aside
from service.language.relations.values import Judged, Share
from service.language.text import Sentence
from service.reports import form
from service.reports.finding import Number

OF_OTHERS = frozenset("REGION SYSTEM OTHERS LAST COMPARE SEVERAL DATE MATTER SOME".split())
"""What makes a share one of something else than the body's own."""
_OF_SOME = {"MATTER", "SOME"}
"""And of applications by what they are about, where it is those that a share names."""
_OF_ANYTHING_ELSE = OF_OTHERS - _OF_SOME | {"REVIEW", "LITIGATION"}
_ROWS = {"ANSWER": "outcomes.total", "RESULT": "outcomes.total", "RECEIVE": "received"}
_WHOLES = {"OUTCOME": "outcomes.total", "APPLICANT": "received"}
"""What a part is one of: the row that all outcomes come to, or all applicants."""


def of_untold_whole(each: Stated, sums: tuple[Number, ...], sentence: Sentence) -> Share | None:
    """A share of a row of which the text tells no number: 予以公开12件,占办结总数的28.6%.

    One that names no whole is of all that its part is one of: 自然人20件,占60.6%. `sums` are what its part comes to with others.
    A part without a known name is to check: 涉及拆迁的41件,占新收申请的39.8%.
    """
    part, is_extended = each.part.quantity, any(token.value == "handled so" for token in each.part.clause)
    is_of_all = bool({"TOTAL", "APPLICATION", "ALL"} & set(each.words)) or any(
        token.value == "how many" for token in each.named
    )
    row = _row_named(each.named) if is_extended or is_of_all else ""
    kinds = {token.kind for token in each.part.clause}
    named = {(token.kind, str(token.value)) for token in each.part.clause if token.kind in _WHOLES and token.value}
    if not part or part.unit not in CASES_ALONE or is_set_aside(each.part) or each.is_together:
        return None
    if not row and not named and _names_all_applications(each.words):
        row = _ROWS["RECEIVE"]
    is_sum = bool(row) and not named and {"TOTAL"} <= kinds <= {"TOTAL", "FILL"}  # 两类合计85件,占办结总数的66.4%
    is_of_applications = is_extended or "APPLICATION" in each.words  # which alone are extended: 延期答复5件
    is_some = bool(row) and not named and is_of_applications and _OF_ANYTHING_ELSE.isdisjoint(kinds)
    if not (is_some or OF_OTHERS.isdisjoint(kinds)) or not (is_sum or is_some or len(named) == 1):
        return None
    kind, of = named.pop() if named else ("", "")
    if not row and SAYS_NOTHING.issuperset(each.words) and not _is_of_outcome(each.part.kinds):
        row = _WHOLES[kind]
    if not row:
        return None
    is_to_check = is_some and not is_sum
    judged: Judged = (Certainty.TO_CHECK, "of what") if is_to_check else (Certainty.PASSED, "whole not told")
    return Share(
        each.percent.value, 0, each.percent.places, part.value, 0, False, *judged,
        sentence, start_of(each.figure), each.figure.token.end, row, of, () if is_sum else sums, each.percent,
    )  # fmt: skip


def _is_of_outcome(kinds: Sequence[str]) -> bool:
    """Whether words before a part name the outcome that it is one of: 不予公开中,行政查询事项26件居首,占三分之二."""
    return "AMID" in kinds and "OUTCOME" in kinds[: kinds.index("AMID")]


def _names_all_applications(kinds: Iterable[str]) -> bool:
    """Whether words name applications, and nothing of them: 占申请总量的, 占全部申请的."""
    return "APPLICATION" in kinds and SAYS_NOTHING.issuperset(kinds)


def of_untold(row: Row, sentence: Sentence) -> Iterator[Share]:
    """Shares of outcomes or applicants that are named without a number: 予以公开占办结件数的56.7%,不予公开占12.5%.

    Applicants are of those received that are counted right before, which the table must have: 收到申请52件,自然人占84.6%.
    """
    whole = ""
    received: Number = 0
    for figure in row.figures:
        clause, percent = figure.clause, figure.percent
        before = _before_share(clause)
        behind = len(before)
        whole = _row_named(clause[behind + 1 :]) or _based_on(figure.lead) or whole
        if figure.quantity:
            is_of_all = {"RECEIVE", "APPLICATION"} <= set(figure.kinds) and not is_set_aside(figure)
            received = figure.quantity.value if is_of_all and figure.quantity.is_of_cases else 0
        part = _named_alone(before)
        is_applicant = part in form.APPLICANTS
        is_alone = not whole and not received and _is_told_alone(row)
        of = (_ROWS["RECEIVE"] if received else "") if is_applicant else whole
        of = _alone(part) if is_alone else of
        is_of_whole = SAYS_NOTHING.union(_ROWS).issuperset(token.kind for token in clause[behind + 1 :])
        if part and of and is_of_whole and percent and percent.is_exact and not figure.asides:
            judged: Judged = (Certainty.TO_CHECK, "of what") if is_alone else (Certainty.PASSED, "neither is told")
            yield Share(
                percent.value, 0, percent.places, 0, received if is_applicant else 0, False, *judged,
                sentence, clause[0].start, figure.token.end, of, part, (), percent,
            )  # fmt: skip


def _before_share(clause: Sequence[Token]) -> Sequence[Token]:
    """The words of a clause up to that for a share, none where it has none."""
    return clause[: next((n for n, token in enumerate(clause) if token.kind == SHARE), 0)]


def _is_told_alone(row: Row) -> bool:
    """Whether a sentence tells shares alone, and nothing that they may be of: 自然人申请占92.3%."""
    return row.anchor is None and all(
        figure.percent and _OF_ANYTHING.isdisjoint(figure.kinds) and _named_alone(_before_share(figure.clause))
        for figure in row.figures
    )


_OF_ANYTHING = OF_OTHERS | {"AMID", "AMONG", "REF", "EXCEPT", "CHANGE", "CARRY", "REVIEW", "LITIGATION"}


def _alone(part: str) -> str:
    """The row that what is named without a whole is a share of: all that came in, or all that was answered."""
    return _ROWS["RECEIVE"] if part in form.APPLICANTS else _ROWS["ANSWER"] if part.startswith("outcomes.") else ""


def _row_named(words: Iterable[Token]) -> str:
    """The one row that words name, and nothing of it."""
    said = [
        token for token in words if token.kind not in SAYS_NOTHING or (token.kind == "FILL" and len(token.text) > 1)
    ]
    named = {token.kind for token in said}
    return _ROWS[named.pop()] if len(named) == 1 and named <= _ROWS.keys() else ""


def _based_on(words: Sequence[Token]) -> str:
    """The row that words say shares are of: 以全部答复件为基数."""
    kinds = [token.kind for token in words]
    if "BASE" not in kinds:
        return ""
    named = set(kinds[: kinds.index("BASE")]) & _ROWS.keys()
    return _ROWS[named.pop()] if len(named) == 1 else ""


def _named_alone(words: Sequence[Token]) -> str:
    """The outcome or the applicants that words name alone, empty where they name none or more."""
    said = [token for token in words if token.kind not in SAYS_NOTHING]
    kinds = [token.kind for token in said]
    return str(said[0].value or "") if kinds in (["OUTCOME"], ["APPLICANT"]) else ""
