"""A count that the text claims, held against cells of a table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from service.language import Claim, Reading, Relation
from service.language.claims import LONG
from service.language.clauses import DECIDED_OR_PAID
from service.language.mentions.figures import AMOUNTS, CASES_ALONE, INFORMATION, Quantity
from service.reports import form
from service.reports.finding import Message, Number, Operand, as_alternatives
from service.reports.numerals import are_exchanged, wrong_digits
from service.reports.report import Cell, Report, counted, once_a_report
from service.rules.doubts import BESIDE_RIGHT, TOLD_RIGHTLY, doubt_of
from service.rules.rule import HELD, LIKELY, UNREAD, Looked, Violation
from service.rules.unread import lost_tables

Outcome = Violation | Looked
Summands = tuple[Operand, ...]
"""A reading of a table: what is added up."""
Judged = Iterator[tuple[Claim, Outcome]]
"""Claims, each with what the tables say of it."""


def claims_on(report: Report, table: str) -> Sequence[Claim]:
    """What the text claims of a table, nothing where the report surely hasn't that table."""
    if not report.table(table) and table not in lost_tables(report):
        return ()
    return Reading.of(report).told_of.get(table, ())


def compare(
    claim: Claim,
    cells: Sequence[Cell | None],
    *,
    other: Sequence[Summands] = (),
    fact: str = "",
    message: Message | None = None,
    **facts: Any,
) -> Outcome:
    """The claim against the sum of the cells, unread where one of them is; that sum is given as `fact`, too.

    `other` readings of the table are told with it where it is contradicted: the caller knows that they are, too.
    """
    figures = [counted(cell) for cell in cells]
    if not figures or None in figures:
        return UNREAD
    figure: Number = sum(each or 0 for each in figures)
    if claim.agrees_with(figure):
        return agreed(claim)
    return contradicted(claim, [added(cells), *other], message, **({fact: figure} if fact else {}), **facts)


def beside_right(judged: Judged) -> Judged:
    """Claims as judged; to check where their paragraph told the same rightly before, as they may be of a part.

    共办结94件。分局办理61件: the second says nothing against a table that has 94.
    """
    right: set[tuple[int, str, str]] = set()
    for claim, outcome in judged:
        counted_of = id(claim.sentence.paragraph), claim.measure, claim.applicant
        if outcome is HELD and claim.value and claim.relation is Relation.ALL:
            right.add(counted_of)
        if isinstance(outcome, Violation) and not outcome.doubt and counted_of in right:
            yield claim, outcome.doubted(TOLD_RIGHTLY)
        else:
            yield claim, outcome


def made_up(report: Report, judged: Judged) -> Judged:
    """Claims as judged; those of one sentence that come to the table's figure together are its parts.

    向区政府申请复议6件,向市政府申请复议5件, of 11 in all; 行政强制措施10件、行政强制执行4件; 确认违法1件,责令履行1件. So are decisions with
    what is told of the others: 公示行政处罚512条,其余5件未公示, of 517. Nor need what is right behind have a name that the table has, too:
    维持2件,驳回2件, of 4 upheld.
    """
    told = list(judged)
    alike: dict[tuple[int, str, str], list[Number]] = defaultdict(list)
    for claim, _ in told:
        alike[id(claim.sentence), claim.measure, claim.applicant].append(claim.value)
    for claim, outcome in told:
        values = alike[id(claim.sentence), claim.measure, claim.applicant]
        is_summed = len(values) > 1 and any(values)  # and not 没有惹来官司,没有被提起行政诉讼
        is_part = is_summed and isinstance(outcome, Violation) and sum(values) in _figures_of_table(outcome)
        leaves_rest = claim.measure in DECIDED_OR_PAID and _leaves_rest(report, claim, outcome)
        if is_part or leaves_rest or _leaves_next(report, claim, outcome):
            yield claim, agreed(claim)
        else:
            yield claim, outcome


def _leaves_rest(report: Report, claim: Claim, outcome: Outcome) -> bool:
    """Whether what it leaves of the table's figure is counted beside it in its sentence, as nothing that agrees with the table."""
    if not isinstance(outcome, Violation):
        return False
    rests = {figure - claim.value for figure in _figures_of_table(outcome) if figure > claim.value}
    beside = {value for value, end in _told_in_order(report)[id(claim.sentence)] if end != claim.end}
    return not rests.isdisjoint(beside - _figures_of_decisions(report))


def _leaves_next(report: Report, claim: Claim, outcome: Outcome) -> bool:
    """Whether what it leaves of the table's figure is counted right behind it by a name of no row that may be of the same.

    信息不存在18件,非本机关职责7件, of 25 that the body doesn't hold.
    """
    is_upheld = claim.column == _UPHELD
    if not isinstance(outcome, Violation) or not (is_upheld or claim.measure == _NOT_HELD):
        return False
    told = ((item, count) for sentence, item, count in Reading.of(report).counts if sentence is claim.sentence)
    item, count = next((each for each in told if each[1].start > claim.start), (None, None))
    if item is None or count is None or not isinstance(count.value, Quantity):
        return False
    if count.value.value + claim.value not in _figures_of_table(outcome):
        return False
    return item.tells_dismissal if is_upheld else item.is_by_unknown_name and not item.has(*_OF_A_PART)


_UPHELD, _NOT_HELD = "upheld", "outcomes.unavailable.not_held"
_OF_A_PART = ("AMONG", "REMAIN", "REST", "PENDING")


@once_a_report
def _told_in_order(report: Report) -> dict[int, list[tuple[Number, int]]]:
    """The cases, papers and amounts that each sentence tells up to what it tells by 其中, with where each ends."""
    told: dict[int, list[tuple[Number, int]]] = defaultdict(list)
    parted: set[int] = set()
    for sentence, item, count in Reading.of(report).counts:
        if "AMONG" in item.kinds:
            parted.add(id(sentence))
        quantity = count.value
        if isinstance(quantity, Quantity) and quantity.unit in _OF_REST and id(sentence) not in parted:
            told[id(sentence)].append((quantity.value, count.end))
    return told


_OF_REST = CASES_ALONE | INFORMATION | AMOUNTS


@once_a_report
def _figures_of_decisions(report: Report) -> frozenset[Number]:
    """What table two has of decisions and fees, any of which may be told in one sentence."""
    cells = (report.disclosure.cell(row, form.DISCLOSURE_CELLS[row][0]) for row in DECIDED_OR_PAID)
    return frozenset(counted(cell) or 0 for cell in cells)


def _figures_of_table(outcome: Violation) -> set[Number]:
    """The figures that the table has of what a claim tells."""
    figures = {operand.value for operand in outcome.operands if operand.side == "right"}
    return figures if outcome.expected is None else figures | {outcome.expected}


def agreed(claim: Claim) -> Looked:
    """What a claim yields that the tables bear out."""
    return HELD if claim.is_established else LIKELY


def contradicted(claim: Claim, readings: Sequence[Summands], message: Message | None = None, **facts: Any) -> Violation:
    """The claim as one that every reading of the table contradicts; to check where it was not wholly understood."""
    return Violation(
        claim.at,
        also=dict.fromkeys(operand.at for reading in readings for operand in reading),
        operands=(of_text(claim), *as_alternatives(readings)),
        expected=figure_of(readings[0]),
        actual=claim.value,
        doubt=doubt_of(claim),
        message=message,
        stated=claim.value,
        **facts,
    )


def of_text(claim: Claim) -> Operand:
    """The text's own figure, as the left side of an equation."""
    return Operand(claim.value, claim.figure, claim.sentence.exactly(claim.start, claim.end))


def added(cells: Iterable[Cell | None], sign: Literal[1, -1] = 1) -> Summands:
    """A reading of the table: these cells, added up; or what is taken away from it."""
    return tuple(Operand.of(cell, "right", sign) for cell in cells if cell)


def figure_of(reading: Summands) -> Number:
    """What a reading of the table comes to."""
    return sum(operand.sign * operand.value for operand in reading)


def if_meant(report: Report, judged: Judged) -> Judged:
    """Claims as judged; of those that were half understood, the ones alone that nearly tell the table's figure.

    So near a miss is itself evidence that the figure was meant, unless the same paragraph tells that figure elsewhere.
    """
    told = list(judged)
    agreeing: dict[int, list[Number]] = defaultdict(list)
    rows: dict[int, dict[str, Number]] = defaultdict(dict)
    for claim, outcome in told:
        if claim.reason in ("another's", "whose") and outcome in (HELD, LIKELY):
            agreeing[id(claim.sentence)].append(claim.value)
        if claim.measure in DECIDED_OR_PAID and outcome in (HELD, LIKELY):
            rows[id(claim.sentence)][claim.measure] = claim.value
    astray = {id(claim.sentence) for claim, outcome in told if _is_far_off(claim, outcome)}
    for claim, outcome in told:
        if claim.is_half_read and claim.measure in form.APPLICANTS and id(claim.sentence) in astray:
            continue  # 网络申请68件,自然人50件,商业企业12件 are none of the table's 86 and 21
        if not claim.is_half_read or _was_meant(report, claim, outcome, agreeing[id(claim.sentence)]):
            is_other = _is_summed_up(report, claim, outcome) or _is_of_years(claim, outcome)
            yield claim, LIKELY if is_other else outcome
        elif isinstance(outcome, Violation) and _is_beside_right(report, claim, outcome, rows[id(claim.sentence)]):
            yield claim, outcome.doubted(BESIDE_RIGHT)


def _is_far_off(claim: Claim, outcome: Outcome) -> bool:
    """Whether a count by applicants that was half understood is no slip of the table's figure."""
    if not (isinstance(outcome, Violation) and claim.is_half_read and claim.measure in form.APPLICANTS):
        return False
    return outcome.expected is not None and not is_slip(claim.value, outcome.expected)


def _is_of_years(claim: Claim, outcome: Outcome) -> bool:
    """Whether it sums up far more than the table has of the year: 截至2024年底,累计制定文件52件."""
    if not isinstance(outcome, Violation) or outcome.doubt:
        return False
    figures = [operand.value for operand in outcome.operands if operand.side == "right"]
    return claim.may_sum_up_more_years(max(figures, default=outcome.expected or 0))


def _is_beside_right(report: Report, claim: Claim, outcome: Violation, agreeing: Mapping[str, Number]) -> bool:
    """Whether a count of decisions stands beside others that agree with the table, and not by chance."""
    others = [value for row, value in agreeing.items() if row != claim.measure]
    return claim.measure in DECIDED_OR_PAID and not are_by_chance(others) and not is_told_beside(report, claim, outcome)


def _is_summed_up(report: Report, claim: Claim, outcome: Outcome) -> bool:
    """Whether what is to check is followed by the table's figure as a sum: 县政府制发4件,办公室制发6件,两家合计10件."""
    if not isinstance(outcome, Violation) or not outcome.doubt:
        return False
    return _sums(report)[id(claim.sentence)].get(outcome.expected, 0) > claim.end


@once_a_report
def _sums(report: Report) -> dict[int, dict[Number | None, int]]:
    """Where each sentence tells a number last as a sum."""
    told: dict[int, dict[Number | None, int]] = defaultdict(dict)
    for sentence, item, count in Reading.of(report).counts:
        if "TOTAL" in item.kinds and isinstance(count.value, Quantity):
            told[id(sentence)][count.value.value] = count.start
    return told


def _was_meant(report: Report, claim: Claim, outcome: Outcome, agreeing: Sequence[Number]) -> bool:
    """Whether the table's figure was meant; by a count of others only where those told with it agree with the table."""
    if not isinstance(outcome, Violation) or outcome.expected is None:
        return False
    if claim.reason == "another's" and max(agreeing, default=0) < _BY_CHANCE and not _is_exchanged(claim, outcome):
        return False
    is_meant = is_slip(claim.value, outcome.expected) or bool(agreeing)
    return is_meant and not is_told_beside(report, claim, outcome) and not _is_made_up_beside(report, claim, outcome)


def _is_made_up_beside(report: Report, claim: Claim, outcome: Violation) -> bool:
    """Whether one of several counts comes to a figure of the table with another of its sentence: 按期申请答复111件、延期申请答复9件 of 120."""
    if not claim.is_one_of_several:
        return False
    rests = {operand.value - claim.value for operand in outcome.operands if operand.side == "right"}
    return any(0 < rest in rests for rest in _told_in(report)[id(claim.sentence)])


def _is_exchanged(claim: Claim, outcome: Violation) -> bool:
    """Whether a long number has two digits of the table's figure exchanged, as none has by chance: 1863 for 1836."""
    return claim.value >= LONG and are_exchanged(str(claim.value), str(outcome.expected))


def are_by_chance(agreeing: Sequence[Number]) -> bool:
    """Whether counts that agree with a table may do so by chance: they are few and small."""
    return max(agreeing, default=0) < _BY_CHANCE and sum(value > 0 for value in agreeing) < _BY_CHANCE_TOGETHER


def is_told_beside(report: Report, claim: Claim, outcome: Violation) -> bool:
    """Whether the same paragraph tells the table's figure elsewhere, and not surely another figure by the same number."""
    told = _told_in(report)[id(claim.sentence.paragraph)]
    return outcome.expected in told and not told[outcome.expected].isdisjoint(("", _told_as(claim)))


_BY_CHANCE, _BY_CHANCE_TOGETHER = 10, 2
"""Counts below may be the same in a table by chance, unless so many are."""


def is_slip(told: Number, figure: Number) -> bool:
    """Whether it misses by one, by a tenth, by one digit (and a quarter), or by two that changed places (and half)."""
    written, right = str(told), str(figure)
    miss = abs(float(told) - float(figure))
    is_one_digit = len(right) > 1 and len(wrong_digits(written, right)) == 1
    most = _NEAR_BY_EXCHANGE if are_exchanged(written, right) else _NEAR_BY_DIGIT if is_one_digit else _NEAR
    return bool(told and figure and miss) and (miss <= 1 or miss <= most * float(figure))


_NEAR, _NEAR_BY_DIGIT, _NEAR_BY_EXCHANGE = 0.1, 0.25, 0.5
"""How far a slip misses, in proportion, at most."""


@once_a_report
def _told_in(report: Report) -> dict[int, dict[Number, set[str]]]:
    """The numbers with a unit that each sentence and each paragraph tells, with the figures that they surely tell, or none."""
    told: dict[int, dict[Number, set[str]]] = defaultdict(lambda: defaultdict(set))
    reading = Reading.of(report)
    told_as = {(id(claim.sentence), claim.end): _told_as(claim) for claim in reading.claims if claim.is_established}
    for sentence, _, count in reading.counts:
        if isinstance(count.value, Quantity):
            figure = told_as.get((id(sentence), count.end), "")
            told[id(sentence)][count.value.value].add(figure)
            told[id(sentence.paragraph)][count.value.value].add(figure)
    return told


def _told_as(claim: Claim) -> str:
    """The figure that a count tells, by its measure; where it isn't of cases any figure of its table, by the table."""
    return claim.measure if claim.table == "reviews" else claim.table


def is_rounded(stated: Number, figure: Number | None) -> bool:
    """Whether the text tells an amount that has decimals rounded, or cut: 35.2 for 35.1987."""
    if figure is None or not stated or figure == int(figure):
        return False
    places = Decimal(stated).as_tuple().exponent
    return isinstance(places, int) and abs(float(stated) - float(figure)) < 10.0**places


def or_zero(cell: Cell | None) -> Number | None:
    """A cell's figure, a blank being none, as in the identities."""
    return 0 if cell and cell.is_sure and cell.figure.is_blank else counted(cell)
