"""Arithmetic mismatches: the identities of the tables, and breakdowns in the text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal

from service.language import Average, Breakdown, Certainty, Flow, Growth, Reading, Share, Shares
from service.language.relations.ratios import Ratio
from service.reports import form, identities
from service.reports.finding import Message, Operand, Severity, as_alternatives
from service.reports.identities import Identity
from service.reports.repair import repairs
from service.reports.report import Report
from service.rules import applications
from service.rules.doubts import MESSAGES, doubt_of
from service.rules.evidence import is_off_by_a_digit
from service.rules.remedies import remedy_of
from service.rules.rule import HELD, LIKELY, UNREAD, Facts, Looked, Outcomes, Violation, rule


def _judged(report: Report, found: Iterable[Identity], facts: Callable[[Identity], Facts]) -> Outcomes:
    """The outcome of each identity; one that fails comes with its figures and the repair that mends it."""
    for identity in found:
        yield _judge(report, identity, facts)


def _judge(report: Report, identity: Identity, facts: Callable[[Identity], Facts]) -> Violation | Looked:
    if not identity.is_readable:
        return UNREAD
    if identity.holds:
        return HELD
    if identity.a_blank_would_mend_it:
        return UNREAD
    repair = next((each for each in repairs(report) if identity.key in each.mends), None)
    return Violation(
        identity.at,
        operands=identity.operands,
        expected=identity.expected,
        actual=identity.actual,
        confidence=identity.confidence,
        remedy=remedy_of(repair) if repair else None,
        cause=repair.cause if repair else "",
        **facts(identity),
    )


@rule(
    "ARI01",
    Severity.ERROR,
    zh="“{label}”列：本年新收 {received} 件与上年结转 {carried_over} 件之和，不等于办理结果总计 {outcomes} 件与结转下年度 {carried_forward} 件之和，"
    "相差 {difference} 件。",
    en="Column “{label}”: {received} received plus {carried_over} carried over does not equal {outcomes} processed plus"
    " {carried_forward} carried forward; the difference is {difference}.",
    remedy=(
        "请对照台账核实“{label}”列的本年新收、上年结转、（七）总计和结转下年度四项数据，使“第一项加第二项之和，等于第三项加第四项之和”。",
        "Check the four figures in column “{label}”: items 1 and 2 together must equal items 3 and 4 together.",
    ),
    tables=("applications",),
)
def applications_out_of_balance(report: Report) -> Outcomes:
    """In a column, applications received and carried over don't equal those processed and carried forward.

    中文：某列中，本年新收与上年结转之和不等于办理结果总计与结转下年度之和。

    Why: each application is either completed or carried forward to the next year; the form prints this equation in
    its corner.

    原因：每件申请不是在本年办结，就是结转下年度继续办理；表格左上角印有这一勾稽关系。

    Source: 国办公开办函〔2021〕30号，表三“第一项加第二项之和，等于第三项加第四项之和”

    Bad:
        一、本年新收政府信息公开申请数量 | 7 | 1 | 0 | 0 | 0 | 0 | 8
        三、本年度办理结果 （一）予以公开 | 9 | 1 | 0 | 0 | 0 | 0 | 10
        （七）总计 | 9 | 1 | 0 | 0 | 0 | 0 | 10

    Good:
        一、本年新收政府信息公开申请数量 | 7 | 1 | 0 | 0 | 0 | 0 | 8
        三、本年度办理结果 （一）予以公开 | 7 | 1 | 0 | 0 | 0 | 0 | 8
        （七）总计 | 7 | 1 | 0 | 0 | 0 | 0 | 8
    """

    def facts(identity: Identity) -> Facts:
        names = ("received", "carried_over", "outcomes", "carried_forward")
        figures = (operand.value for operand in identity.operands)
        label = form.column_label("applications", identity.at.column or "")
        return {"label": label, **dict(zip(names, figures, strict=True))}

    return _judged(report, identities.balances(report), facts)


@rule(
    "ARI02",
    Severity.ERROR,
    zh="“{label}”行：各类申请人合计 {expected} 件，总计栏为 {actual} 件，相差 {difference} 件。",
    en="Row “{label}”: the applicant columns add up to {expected}, but the total is {actual}, a difference of {difference}.",
    remedy=(
        "请对照台账核实该行六类申请人的数据和总计，总计应等于六类申请人之和。",
        "Check the figures in this row: the total must equal the sum of the six applicant columns.",
    ),
    tables=("applications",),
)
def applications_row_total_mismatch(report: Report) -> Outcomes:
    """The applicant columns of a row don't add up to its total.

    中文：某行各类申请人之和与该行总计不符。

    Why: each application has one applicant: a natural person, or one of five kinds of organisation.

    原因：每件申请只有一个申请人，或为自然人，或为五类法人或其他组织之一。

    Source: 国办公开办函〔2021〕30号，表三“总计”栏

    Bad:
        一、本年新收政府信息公开申请数量 | 7 | 1 | 0 | 0 | 0 | 0 | 9
        四、结转下年度继续办理 | 7 | 1 | 0 | 0 | 0 | 0 | 9

    Good:
        一、本年新收政府信息公开申请数量 | 7 | 1 | 0 | 0 | 0 | 0 | 8
        四、结转下年度继续办理 | 7 | 1 | 0 | 0 | 0 | 0 | 8
    """
    return _judged(
        report,
        identities.row_totals(report),
        lambda identity: {"label": form.row_label("applications", identity.at.row or "")},
    )


@rule(
    "ARI03",
    Severity.ERROR,
    zh="“{label}”列：办理结果各项明细合计 {expected} 件，（七）总计为 {actual} 件，相差 {difference} 件。",
    en="Column “{label}”: the outcomes add up to {expected}, but the total “（七）总计” is {actual}, a difference of {difference}.",
    remedy=(
        "请对照台账核实该列（一）至（六）各项明细和（七）总计，总计应等于各项明细之和。",
        "Check outcomes （一） to （六） in this column: the total “（七）总计” must equal their sum.",
    ),
    tables=("applications",),
)
def outcomes_total_mismatch(report: Report) -> Outcomes:
    """In a column, the outcomes don't add up to their total.

    中文：某列办理结果的各项明细之和与（七）总计不一致。

    Why: the total says how many applications were completed in the year, and each has one outcome.

    原因：（七）总计反映本年度办结的申请总数，每件申请只有一种办理结果。

    Source: 国办公开办函〔2021〕30号，表三“三、本年度办理结果（七）总计”

    Bad:
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2
        （七）总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5

    Good:
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        （七）总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5
    """
    return _judged(
        report,
        identities.outcome_totals(report),
        lambda identity: {"label": form.column_label("applications", identity.at.column or "")},
    )


@rule(
    "ARI04",
    Severity.ERROR,
    zh="“{label}”：结果维持、结果纠正、其他结果、尚未审结合计 {expected} 件，总计为 {actual} 件，相差 {difference} 件。",
    en="“{label}”: upheld, corrected, other and pending cases add up to {expected}, but the total is {actual},"
    " a difference of {difference}.",
    remedy=(
        "请对照台账核实“{label}”的四项结果和总计，总计应等于四项之和。",
        "Check the four results of “{label}”: the total must equal their sum.",
    ),
    tables=("reviews",),
)
def reviews_total_mismatch(report: Report) -> Outcomes:
    """The results of reviews or lawsuits don't add up to their total.

    中文：行政复议或行政诉讼的各项结果之和与总计不一致。

    Why: each case is upheld, corrected, closed otherwise or still pending, so the four make up the total.

    原因：每起案件或维持、或纠正、或为其他结果、或尚未审结，四项之和即为总计。

    Source: 国办公开办函〔2021〕30号，表四“总计”栏

    Bad:
        行政复议 | 1 | 0 | 0 | 0 | 2

    Good:
        行政复议 | 1 | 0 | 0 | 0 | 1
    """
    return _judged(
        report,
        identities.review_totals(report),
        lambda identity: {"label": form.row_label("reviews", identity.at.row or "")},
    )


@rule(
    "ARI05",
    Severity.ERROR,
    zh="该句总数为 {total:万} {unit}，分项合计 {added:万} {unit}，相差 {difference:万} {unit}。",
    en="The total in this sentence is {total}, but its parts add up to {added}, a difference of {difference}.",
    remedy=("请对照台账核实总数和各分项，使分项之和与总数一致。", "Check the total and its parts so that they agree."),
    on_prose=True,
)
def breakdown_mismatch(report: Report) -> Outcomes:
    """A breakdown in the text doesn't add up to its total, or the parts of an incomplete one exceed it.

    中文：正文中的分项之和与总数不一致，或部分分项之和超过总数。

    Why: figures that contradict each other in one sentence cast doubt on all the others.

    原因：同一句中的数字自相矛盾，会影响其他数据的可信度。

    Source: 国办公开办函〔2021〕30号（总体情况的数据应准确）

    Bad:
        【一】全年主动公开信息120条，其中工作动态80条、政策文件20条、财政信息10条。

    Good:
        【一】全年主动公开信息120条，其中工作动态80条、政策文件30条、财政信息10条。
    """
    return (outcome for _, outcome in judged_breakdowns(report))


def judged_breakdowns(report: Report) -> Iterator[tuple[Breakdown, Violation | Looked]]:
    """The breakdowns that may be told, each with what comes of it."""
    for found in Reading.of(report).relations:
        if isinstance(found, Breakdown) and not isinstance(found, Shares) and found.certainty is not Certainty.PASSED:
            holds = (
                found.holds
                or applications.is_as_in_table(report, found)
                or applications.is_of_another_total(report, found)
            )
            yield found, _looked(found) if holds else _is_no_sum(found)


def _looked(found: Breakdown | Share) -> Looked:
    """What a relation that holds counts as, by how surely it was understood."""
    return LIKELY if found.certainty is Certainty.TO_CHECK else HELD


def _is_no_sum(found: Breakdown) -> Violation:
    if isinstance(found, Flow):
        return _does_not_add_up(found, _flow_differs)
    differs = _does_not_add_up(found)
    return differs.made_sure if is_off_by_a_digit(found) else differs


def _does_not_add_up(found: Breakdown, message: Message | None = None) -> Violation:
    return Violation(
        found.at,
        operands=found.operands,
        expected=found.total,
        actual=found.added,
        doubt=doubt_of(found),
        message=message,
        total=found.total,
        added=found.added,
        unit=found.unit,
    )


@rule(
    "ARI06",
    Severity.WARNING,
    zh="正文所述百分比为 {stated}%，按文中 {part:万} 和 {whole:万} 计算应约为 {computed}%，两者不一致。",
    en="The text says {stated}%, but its own figures, {part} and {whole}, give about {computed}%.",
    remedy=("请核实百分比及其所依据的两项数据。", "Check the percentage and the two figures that it is based on."),
    on_prose=True,
    tables=("applications",),
)
def percentage_mismatch(report: Report) -> Outcomes:
    """A share, average, growth rate, difference, rise or fall in the text doesn't match its figures, allowing for rounding, or
    all shares don't add up to 100%.

    中文：正文中的占比、平均数、增幅、增减数或增减方向与所依据的数字不一致（允许四舍五入），或各项占比之和不是 100%。

    Why: percentages are quoted more often than the figures they are based on, so a wrong one misleads readers.

    原因：百分比最常被引用，与所依据的数字不符会误导读者。

    Source: 国办公开办函〔2021〕30号（总体情况的数据应准确）

    Bad:
        【一】全年公开信息120条，其中政策文件30条，占比35%。

    Good:
        【一】全年公开信息120条，其中政策文件30条，占比25%。
    """
    return (outcome for _, outcome in judged_shares(report))


def judged_shares(report: Report) -> Iterator[tuple[Share | Shares, Violation | Looked]]:
    """The shares and growth that may be told, each with what comes of it."""
    for found in Reading.of(report).relations:
        if isinstance(found, Share) and found.row:
            yield found, _of_row(report, found)
        elif not isinstance(found, Share | Shares) or found.certainty is Certainty.PASSED:
            continue
        elif found.holds:
            yield found, _looked(found)
        elif isinstance(found, Shares):
            yield found, _does_not_add_up(found, _are_not_all)
        else:
            yield found, _is_another_percentage(found)


def _of_row(report: Report, found: Share) -> Violation | Looked:
    """What a share of a row of table three is held against, where the text agrees with the table on its part."""
    read = applications.parts_and_wholes(report, found.part_row, found.row, found.part)
    readings = [each for each in read if found.whole in (0, each.whole) and found.part in (0, each.part)]
    if not readings:
        return UNREAD
    told = found.told
    ratios = [Ratio(part, each.whole) for each in readings for part in (each.part, *found.sums)]
    if told and any(ratio.holds(told) for ratio in ratios):
        return LIKELY
    first = readings[0]
    by_table = replace(found, actual=first.percentage, part=first.part, whole=first.whole)
    held_against = (found.operand, *as_alternatives([each.operands for each in readings])) if found.part_row else ()
    differs = _is_another_percentage(by_table, _differs_from_table, held_against)
    return differs.doubted(MESSAGES["of what"]) if found.whole or found.sums else differs


_flow_differs = Message(
    "原有与新增合计 {added} {unit}，现有与减少合计 {total} {unit}，相差 {difference} {unit}。",
    "What there was and what came make {added}, what there is and what went {total}, a difference of {difference}.",
)
_DIFFER_OTHERWISE = {
    "points": Message(
        "正文所述相差 {stated} 个百分点，按文中 {part}% 和 {whole}% 计算应为 {computed} 个百分点。",
        "The text says {stated} percentage {stated:point|points}, but {part}% and {whole}% differ by {computed}.",
    ),
    "count": Message(
        "正文所述相差 {stated}，按文中 {part} 和 {whole} 计算应相差 {computed}。",
        "The text gives a difference of {stated}, but {part} and {whole} differ by {computed}.",
    ),
    "average": Message(
        "正文所述平均数为 {stated}，按文中 {part:万} 和 {whole} 计算应约为 {computed}。",
        "The text gives an average of {stated}, but its own figures, {part} and {whole}, give about {computed}.",
    ),
    "rise": Message(
        "正文称有所增加，但所列 {part} 并不多于所比较的 {whole}。",
        "The text tells of a rise, but {part} does not exceed {whole}.",
    ),
    "fall": Message(
        "正文称有所减少，但所列 {part} 并不少于所比较的 {whole}。",
        "The text tells of a fall, but {part} is not below {whole}.",
    ),
    "same": Message(
        "正文称与此前持平，但所列 {part} 与所比较的 {whole} 不同。",
        "The text says that nothing changed, but the figures are {part} and {whole}.",
    ),
}
_check_figures = Message("请核实该处数据及其所依据的数据。", "Check the figure and those that it is based on.")
_differs_from_table = Message(
    "正文所述百分比为 {stated}%，按表三 {part} 和 {whole} 计算应约为 {computed}%，两者不一致。",
    "The text says {stated}%, but {part} and {whole} in Table 3 give about {computed}%.",
)
_are_not_all = Message(
    "所列各项占比合计为 {actual}%，应为 100%。",
    "The listed shares add up to {actual}%, not 100%.",
)


def _rounded(value: float, places: int) -> str:
    """A number with so many places, halves up as people round them: 1.3 for 1.25."""
    return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT))


_EXACT = Context(prec=400)
"""For all digits of any number that is computed."""


def _is_another_percentage(found: Share, message: Message | None = None, operands: Iterable[Operand] = ()) -> Violation:
    unit = found.differs_in if isinstance(found, Growth) else "percent"
    told_as = "average" if isinstance(found, Average) else unit
    told_otherwise = _DIFFER_OTHERWISE.get(told_as)
    return Violation(
        found.at,
        operands=operands,
        doubt=doubt_of(found),
        message=message or told_otherwise,
        remedy=_check_figures if told_otherwise else None,
        stated=f"{found.stated:.{found.places}f}",
        computed=_rounded(found.actual, found.places if unit == "count" else max(1, found.places)),
        part=found.part,
        whole=found.whole,
    )
