"""What the text counts of reviews and lawsuits, held against table four."""

from collections import defaultdict
from collections.abc import Sequence

from service.language import Claim, Relation
from service.language.claims import CONCLUDED
from service.language.clauses import LAWSUITS
from service.reports import form
from service.reports.finding import Number
from service.reports.report import Cell, Report, counted
from service.rules.comparison import Judged, Outcome, added, agreed, claims_on, compare, contradicted, figure_of
from service.rules.doubts import MESSAGES
from service.rules.rule import UNREAD, Violation


def cases(report: Report) -> Judged:
    """The counts of reviews and lawsuits, of their results and of those that came to an end."""
    told: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims_on(report, "reviews"):
        told[id(claim.sentence)].append(claim)
    for claim in claims_on(report, "reviews"):
        beside = told[id(claim.sentence)]
        if _is_of_other_reviews(report, claim, beside) or _is_of_others_counted(report, claim, beside):
            continue
        if claim.column == CONCLUDED:
            yield _if_near(claim), _against_concluded(report, claim)
        else:
            yield claim, _against_cases(report, claim, beside)


def _is_of_others_counted(report: Report, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Whether a result that isn't surely of all stands behind a count that may be of other cases, for the table has another.

    作为复议机关审结67件,其中维持39件, outside the section on those against the body.
    """
    if not claim.column or claim.is_established or claim.sentence.section == _OF_REVIEWS:
        return False
    total = _in_all(report, claim)
    before = (each for each in beside if each.measure == claim.row and each.start < claim.start)
    return any(each.is_half_read and each.value >= claim.value and not each.tells(total) for each in before)


def _against_cases(report: Report, claim: Claim, beside: Sequence[Claim]) -> Outcome:
    """A count of cases or of one of their results, against its rows of the table."""
    cells = _cells(report, claim.row, claim.column or "total")
    tells_both = not claim.column and {each.measure for each in beside} >= LAWSUITS
    is_of_lawsuits = claim.row == "litigation" and claim.value and not tells_both
    is_either = is_of_lawsuits and claim.value in map(counted, cells)
    may_be_either = [added([cell]) for cell in cells] if is_of_lawsuits else []
    outcome = compare(claim, cells, other=may_be_either, label=_label(claim.row, claim.column))
    if not isinstance(outcome, Violation):
        return outcome
    counts_some = not claim.column and (
        claim.names_those_taken_up(figure_of(added(cells))) or _is_of_those_told(report, claim, beside)
    )
    is_of_new_ones = claim.value < figure_of(added(cells)) and _is_of_new_ones(report, claim, beside)
    if counts_some or is_of_new_ones or claim.value in _of_either_kind(report, claim, beside):
        return agreed(claim)
    if is_either:
        return agreed(claim) if claim.may_be_one_kind_of_lawsuit else outcome.doubted(MESSAGES["of what"])
    return outcome


def _is_of_those_told(report: Report, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Whether as many cases as the table has are told right before it, so that fewer are some of these: 诉讼4件,市局应诉3件、分局应诉1件.

    More are of others, too, where those are told as the seat's, whose table it is then: 本级层面,复议9件;全区层面,复议41件.
    """
    total = _in_all(report, claim)
    before = [each for each in beside if each.measure == claim.measure and each.start < claim.start]
    alike = [each for each in before if each.tells(total)]
    return bool(alike) if claim.value < total else any(each.reason == "another's" for each in alike)


def _is_of_new_ones(report: Report, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Whether it tells how many cases came anew, or what became of those, fewer than the table has: 新收复议5件,维持2件."""
    told = [each for each in beside if each.measure == claim.row and each.start <= claim.start]
    return bool(told) and told[-1].is_of_new_ones and claim.value <= told[-1].value < _in_all(report, told[-1])


def _of_either_kind(report: Report, claim: Claim, beside: Sequence[Claim]) -> set[Number]:
    """What a result may be of where reviews and lawsuits are both told before it, and it names neither: of the other, or of both.

    行政复议71件,行政诉讼45件,被纠正12件.
    """
    kinds = {each.row for each in beside if each.start < claim.start}
    if not claim.column or not claim.figure or not kinds.issuperset(_BOTH_KINDS) or claim.names_its_case:
        return set()
    figures = [sum(counted(cell) or 0 for cell in _cells(report, kind, claim.column)) for kind in _BOTH_KINDS]
    return {*figures, sum(figures)}


_BOTH_KINDS = ("review", "litigation")


def _against_concluded(report: Report, claim: Claim) -> Outcome:
    """A count of cases that came to an end, against all but those pending: 已审结8件."""
    totals, pending = (_cells(report, claim.row, column) for column in ("total", "pending"))
    if any(counted(cell) is None for cell in (*totals, *pending)):
        return UNREAD
    concluded = (*added(totals), *added(pending, -1))
    figure = figure_of(concluded)
    if claim.agrees_with(figure):
        return agreed(claim)
    return contradicted(claim, [concluded], label=f"{_label(claim.row)}审结")


def _cells(report: Report, named: str, column: str) -> list[Cell | None]:
    """The cells of a column in which cases stand that are named together."""
    rows = dict.fromkeys(row for kind in named.split("+") for row in _CASES[kind][1])
    return [report.reviews.cell(row, column) for row in rows]


def _in_all(report: Report, claim: Claim, column: str = "total") -> Number:
    """How many cases table four has of the kind that a claim is of, in all or in a column."""
    return sum(counted(cell) or 0 for cell in _cells(report, claim.row, column))


def _label(named: str, column: str = "") -> str:
    result = f"“{form.column_label('reviews', column)}”" if column else ""
    return "、".join(_CASES[kind][0] for kind in named.split("+")) + result


def _is_of_other_reviews(report: Report, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Whether it may be of reviews that the body decided, or tells of those that came to an end alone."""
    if _may_be_decided_here(claim) and not claim.measure.endswith(CONCLUDED):
        return True
    if not claim.is_established and _is_of_concluded(report, claim):
        return True
    if claim.may_be_of_any_case and _is_of_another_scale(report, claim):
        return True
    return not claim.value and not claim.figure and _is_denied_of_fewer(report, claim, beside)


def _is_of_another_scale(report: Report, claim: Claim) -> bool:
    """Whether it counts so many more cases than the table that these can't be all: 全区行政应诉案件88件,负责人出庭应诉率100%."""
    return (
        claim.value > _SCALE * max(_in_all(report, claim, claim.column or "total"), 1)
        and claim.sentence.section != _OF_REVIEWS
    )


_SCALE = 3
"""How many times as many cases as the table has are others, where their sentence doesn't say that they are on disclosure."""


def _may_be_decided_here(claim: Claim) -> bool:
    """Whether it counts reviews that were handled, outside the section on those against the body: 办结行政复议案3件."""
    return claim.reason == "handled" and "review" in claim.measure and claim.sentence.section != _OF_REVIEWS


def _if_near(claim: Claim) -> Claim:
    """The claim; where it may be of reviews that the body decided, one that is told if it nearly tells the table's figure."""
    return claim._replace(relation=Relation.PERHAPS) if _may_be_decided_here(claim) else claim


def _is_denied_of_fewer(report: Report, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Whether a result is denied beside a count of its cases that is none of all: 复议8件,均已审结."""
    total = _in_all(report, claim)
    return bool(claim.column) and any(each.measure == claim.row and not each.tells(total) for each in beside)


def _is_of_concluded(report: Report, claim: Claim) -> bool:
    """Whether it counts the reviews that came to an end: 审结30件."""
    if claim.measure != "review":
        return False
    total, pending = (counted(report.reviews.cell("review", column)) for column in ("total", "pending"))
    return total is not None and claim.tells(total - (pending or 0))


_OF_REVIEWS = 4
"""The section on reviews and lawsuits: elsewhere those may be told that the body decided."""


_CASES = {
    "review": ("行政复议", ("review",)),
    "litigation": ("行政诉讼", ("litigation_direct", "litigation_after_review")),
    "litigation_direct": ("未经复议直接起诉", ("litigation_direct",)),
    "litigation_after_review": ("复议后起诉", ("litigation_after_review",)),
}
"""Reviews and lawsuits by name, and the rows of table four that they stand in."""
