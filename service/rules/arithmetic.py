"""Arithmetic mismatches: the identities of the tables, and breakdowns in the text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from service.language import Breakdown, Certainty, Growth, Reading, Share, Shares
from service.reports import form, identities
from service.reports.finding import Message, Operand, Severity, as_alternatives
from service.reports.identities import Identity
from service.reports.repair import repairs
from service.reports.report import Report
from service.rules import applications
from service.rules.doubts import doubt_of
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
    zh="“{label}”列：本年新收 {received} + 上年结转 {carried_over} ≠ 办理结果总计 {outcomes} + 结转下年度 {carried_forward}，相差 {difference}。",
    en="Column “{label}”: received {received} + carried over {carried_over} ≠ outcomes {outcomes}"
    " + carried forward {carried_forward}; they differ by {difference}.",
    remedy=(
        "核对“{label}”列的本年新收、上年结转、（七）总计和结转下年度四个数字，使“第一项加第二项之和，等于第三项加第四项之和”。",
        "Check the four figures of column “{label}”: items one and two must add up to items three and four.",
    ),
    tables=("applications",),
)
def applications_out_of_balance(report: Report) -> Outcomes:
    """In a column, applications received and carried over don't equal those dealt with and carried forward.

    中文：某列中，本年新收与上年结转之和不等于办理结果总计与结转下年度之和。

    Why: each application is either dealt with or carried into the next year; the form prints this equation in its corner.

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
    zh="“{label}”行：各类申请人合计 {expected}，总计栏为 {actual}，相差 {difference}。",
    en="Row “{label}”: the applicants add up to {expected}, its total says {actual}; they differ by {difference}.",
    remedy=(
        "核对该行六类申请人的数字和总计栏，总计应等于六类申请人之和。",
        "Check the row's six applicants and its total: the total must be their sum.",
    ),
    tables=("applications",),
)
def applications_row_total_mismatch(report: Report) -> Outcomes:
    """The applicants of a row don't add up to its total.

    中文：某行各类申请人之和与该行总计不符。

    Why: each application has one applicant, who is a natural person or one of five kinds of organisation.

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
    zh="“{label}”列：办理结果各项明细之和为 {expected}，（七）总计为 {actual}，相差 {difference}。",
    en="Column “{label}”: the outcomes add up to {expected}, “（七）总计” says {actual}; they differ by {difference}.",
    remedy=(
        "核对该列（一）至（六）的各项明细和（七）总计，总计应等于各项明细之和。",
        "Check the column's outcomes （一） to （六） and “（七）总计”: the total must be their sum.",
    ),
    tables=("applications",),
)
def outcomes_total_mismatch(report: Report) -> Outcomes:
    """In a column, the outcomes don't add up to their total.

    中文：某列办理结果的各项明细之和与（七）总计不符。

    Why: the total of outcomes says how many applications were dealt with, and each is dealt with in one way.

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
    zh="“{label}”：结果维持、结果纠正、其他结果、尚未审结合计 {expected}，总计栏为 {actual}，相差 {difference}。",
    en="“{label}”: upheld, corrected, other and pending add up to {expected}, the total says {actual};"
    " they differ by {difference}.",
    remedy=(
        "核对“{label}”的四项结果和总计，总计应等于四项之和。",
        "Check the four results of “{label}” and their total: the total must be their sum.",
    ),
    tables=("reviews",),
)
def reviews_total_mismatch(report: Report) -> Outcomes:
    """The results of reviews or lawsuits don't add up to their total.

    中文：行政复议或行政诉讼的各项结果之和与总计不符。

    Why: each case is upheld, corrected, ended otherwise or still pending, so the four make up the total.

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
    zh="这句话的总数是 {total} {unit}，所列各项之和为 {added} {unit}，相差 {difference}。",
    en="The total in this sentence is {total}; its parts add up to {added}: they differ by {difference}.",
    remedy=("核对总数和各分项，使分项之和与总数相符。", "Check the total and its parts: they must agree."),
    on_prose=True,
)
def breakdown_mismatch(report: Report) -> Outcomes:
    """A breakdown in the text doesn't add up to its total, or parts of an open one exceed it.

    中文：正文中的分项之和与总数不符，或部分分项之和超过了总数。

    Why: figures that contradict each other within one sentence make all the others doubtful.

    原因：同一句话里的数字自相矛盾，会使其他数据也不可信。

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
            holds = found.holds or applications.holds_what_was_carried(report, found)
            yield found, _looked(found) if holds else _does_not_add_up(found)


def _looked(found: Breakdown | Share) -> Looked:
    """What a relation that holds counts as, by how surely it was understood."""
    return LIKELY if found.certainty is Certainty.TO_CHECK else HELD


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
    zh="正文写的是 {stated}%，按文中的 {part} 和 {whole} 计算应约为 {computed}%。",
    en="The text says {stated} %; by the {part} and {whole} that it gives it is about {computed} %.",
    remedy=("核对百分比及其所依据的两个数字。", "Check the percentage and the two figures that it is of."),
    on_prose=True,
    tables=("applications",),
)
def percentage_mismatch(report: Report) -> Outcomes:
    """A share, growth or difference in the text isn't that of its figures, rounded, or all shares don't come to 100 %.

    中文：正文中的占比、增幅或增减数与所依据的数字不符（允许四舍五入），或各项占比之和不是 100%。

    Why: a percentage is read more than the figures beside it, and is wrong with them or against them.

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
        if not isinstance(found, Share | Shares) or found.certainty is Certainty.PASSED:
            continue
        if found.holds:
            yield found, _looked(found)
        elif isinstance(found, Shares):
            yield found, _does_not_add_up(found, _are_not_all)
        else:
            yield found, _is_another_percentage(found)


def _of_row(report: Report, found: Share) -> Violation | Looked:
    """What a share of a row of table three is held against, where the text agrees with the table on its part."""
    read = applications.parts_and_wholes(report, found.part_row, found.row)
    readings = [each for each in read if each.whole >= each.part and found.part in (0, each.part)]
    if not readings:
        return UNREAD
    if any(abs(float(found.stated) - each.percentage) < 10.0**-found.places for each in readings):
        return LIKELY
    first = readings[0]
    by_table = replace(found, actual=first.percentage, part=first.part, whole=first.whole)
    held_against = as_alternatives([each.operands for each in readings])
    return _is_another_percentage(by_table, _differs_from_table, (found.operand, *held_against))


_DIFFER_OTHERWISE = {
    "points": Message(
        "正文写的是 {stated} 个百分点，按文中的 {part}% 和 {whole}% 计算应为 {computed} 个百分点。",
        "The text says {stated} points; by the {part} % and {whole} % that it gives they are {computed}.",
    ),
    "count": Message(
        "正文写的是相差 {stated}，按文中的 {part} 和 {whole} 计算应相差 {computed}。",
        "The text says a difference of {stated}; the {part} and {whole} that it gives differ by {computed}.",
    ),
}
_differs_from_table = Message(
    "正文写的是 {stated}%，按表三的 {part} 和 {whole} 计算应约为 {computed}%。",
    "The text says {stated} %; by the {part} and {whole} of table three it is about {computed} %.",
)
_are_not_all = Message(
    "所列各项占比之和为 {actual}%，不是 100%。",
    "The shares that are listed add up to {actual} %, not to 100 %.",
)


def _is_another_percentage(found: Share, message: Message | None = None, operands: Iterable[Operand] = ()) -> Violation:
    unit = found.differs_in if isinstance(found, Growth) else "percent"
    return Violation(
        found.at,
        operands=operands,
        doubt=doubt_of(found),
        message=message or _DIFFER_OTHERWISE.get(unit),
        stated=f"{found.stated:.{found.places}f}",
        computed=f"{found.actual:.{found.places if unit == 'count' else max(1, found.places)}f}",
        part=found.part,
        whole=found.whole,
    )
