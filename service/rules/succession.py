"""Year against year: what this report takes over from the one before it, and a government from its bodies."""

from collections.abc import Iterator
from typing import Any

from service.language.years.naming import without_signature
from service.language.years.report_year import report_year
from service.reports import form
from service.reports.characters import plain
from service.reports.finding import Number, Operand, Severity, Source
from service.reports.report import Cell, Report, Table, counted
from service.reports.resemblance import repeated_share
from service.rules.rule import HELD, UNREAD, Looked, Outcomes, Violation, rule


def _last_years(report: Report) -> Report | None:
    """Last year's report, None where none was sent along or it is of another year than the one before."""
    last = report.previous
    if last is None:
        return None
    years = report_year(report).year, report_year(last).year
    return last if None in years or years[0] == (years[1] or 0) + 1 else None


@rule(
    "CON11",
    Severity.ERROR,
    zh="“{label}”列：上年结转（{actual} 件）与上一年度报告结转下年度继续办理（{expected} 件）不一致。",
    en="Column “{label}”: {actual} carried over, but last year's report carried {expected} forward.",
    remedy=(
        "请核对两个年度的报告，本年度“上年结转”应等于上一年度“结转下年度继续办理”。",
        "Compare the two reports: the number carried over must equal the number that last year's report carried forward.",
    ),
    tables=("applications",),
)
def carried_over_mismatch(report: Report) -> Outcomes:
    """The applications carried over differ from those that last year's report carried forward.

    中文：“上年结转”与上一年度报告的“结转下年度继续办理”不一致。

    Why: every application left open by one year is carried over into the next.

    原因：上一年度未办结的申请应逐件结转到本年度。

    Source: 国办公开办函〔2021〕30号，表三“二、上年结转政府信息公开申请数量”“四、结转下年度继续办理”

    Bad:
        【上年】四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1

    Good:
        【上年】四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0
    """
    last = _last_years(report)
    if last is None or not report.applications:
        return
    for column, label in form.APPLICATION_COLUMNS.items():
        before = last.applications.cell("carried_forward", column)
        now = report.applications.cell("carried_over", column)
        yield _compared(now, [(before, 1, "previous")], label=label)


_Part = tuple[Cell | None, int, Source]
"""A cell, its sign, and in whose report it stands."""


def _compared(now: Cell | None, parts: list[_Part], **facts: Any) -> Violation | Looked:
    """The cell against the signed sum of the others."""
    actual = counted(now)
    if now is None or actual is None or any(counted(cell) is None for cell, *_ in parts):
        return UNREAD
    expected: Number = sum(sign * (counted(cell) or 0) for cell, sign, _ in parts)
    if actual == expected:
        return HELD
    operands = [Operand.of(cell, "left", 1 if sign > 0 else -1, source) for cell, sign, source in parts if cell]
    return Violation(
        now.at,
        operands=[*operands, Operand.of(now, "right")],
        expected=expected,
        actual=actual,
        confidence=min(cell.confidence for cell in (now, *(cell for cell, *_ in parts)) if cell),
        **facts,
    )


@rule(
    "CON12",
    Severity.WARNING,
    zh="“{label}”现行有效为 {actual} 件；按上一年度现行有效 {before} 件、本年制发 {issued} 件、本年废止 {repealed} 件计算，应为 {expected} 件。",
    en="“{label}”: {actual} in force, but {before} last year plus {issued} issued minus {repealed} repealed is {expected}.",
    remedy=(
        "请核实现行有效件数；因清理等原因调整的，请在正文中说明。",
        "Check the number in force; if a review of documents changed it, say so in the text.",
    ),
    tables=("disclosure",),
)
def in_force_mismatch(report: Report) -> Outcomes:
    """The number of documents in force doesn't follow from last year's, those issued and those repealed.

    中文：现行有效件数与上一年度现行有效件数加制发减废止之和不一致。

    Why: a document stays in force until it is repealed; a review that changed the number should be explained.

    原因：文件未废止即继续有效；经清理调整的，应当作出说明。

    Source: 国办公开办函〔2021〕30号，表二“现行有效件数”

    Bad:
        【上年】行政规范性文件 | 0 | 0 | 3
        行政规范性文件 | 1 | 0 | 3

    Good:
        【上年】行政规范性文件 | 0 | 0 | 3
        行政规范性文件 | 1 | 0 | 4
    """
    last = _last_years(report)
    if last is None or not report.disclosure:
        return
    for row in ("regulations", "normative_documents"):
        before = last.disclosure.cell(row, "in_force")
        issued, repealed, now = (report.disclosure.cell(row, column) for column in ("issued", "repealed", "in_force"))
        facts = {"before": counted(before), "issued": counted(issued), "repealed": counted(repealed)}
        parts: list[_Part] = [(before, 1, "previous"), (issued, 1, "this"), (repealed, -1, "this")]
        yield _compared(now, parts, label=form.row_label("disclosure", row), **facts)


@rule(
    "CON13",
    Severity.WARNING,
    zh="“{title}”部分有 {share}% 的文字与上一年度报告相同。",
    en="{share}% of section “{title}” is the same as in last year's report.",
    remedy=("请按本年度实际情况重新撰写该部分。", "Rewrite the section for this year."),
)
def copied_narrative(report: Report) -> Outcomes:
    """Much of a section is the same as in last year's report; the share is given.

    中文：总体情况或存在问题部分与上一年度报告大面积雷同。

    Why: problems and progress change every year; a copied text says nothing about this one.

    原因：存在的问题和改进情况每年不同，照抄上年文字不能反映本年度情况。

    Source: 《政府信息公开条例》第五十条

    Bad:
        【上年】【五】政策解读的形式还不够丰富，图解和视频解读偏少，群众看不懂、不愿看的情况依然存在；依申请公开答复的规范性有待提高，个别答复说理不够充分；部分栏目内容更新不够及时，信息发布的时效性需要加强。下一步，我局将丰富解读形式，推广一图读懂；加强业务培训，规范答复文书；完善栏目更新台账，按月检查并通报，确保信息及时、准确、完整，让群众看得到、看得懂、能监督，不断提高政府信息公开工作的质量和水平，更好地服务企业和群众办事创业的需要。
        【五】政策解读的形式还不够丰富，图解和视频解读偏少，群众看不懂、不愿看的情况依然存在；依申请公开答复的规范性有待提高，个别答复说理不够充分；部分栏目内容更新不够及时，信息发布的时效性需要加强。下一步，我局将丰富解读形式，推广一图读懂；加强业务培训，规范答复文书；完善栏目更新台账，按月检查并通报，确保信息及时、准确、完整，让群众看得到、看得懂、能监督，不断提高政府信息公开工作的质量和水平，更好地服务企业和群众办事创业的需要。

    Good:
        【上年】【五】公开目录还不够完善，部分事项没有编入目录。下一步，我局将修订目录。
        【五】政策解读的形式还不够丰富。下一步，我局将加强业务培训。
    """
    last = _last_years(report)
    if last is None:
        return
    for number in (1, 5):
        now, before = _text(report, number), _text(last, number)
        section = report.section(number)
        if section is None or len(now) < report.thresholds.copied_length or not before:
            continue
        share = repeated_share(now, before)
        if share >= report.thresholds.copied_share:
            yield Violation(section.heading.at, title=form.section_name(number), share=int(share * 100))
        else:
            yield HELD


def _text(report: Report, number: int) -> str:
    section = report.section(number)
    paragraphs = without_signature(section.paragraphs) if section else ()
    return "".join(plain(paragraph.text).replace(" ", "") for paragraph in paragraphs)


@rule(
    "CON14",
    Severity.WARNING,
    zh="“{label}”行“{column}”列：本级政府为 {actual}，同批次 {bodies} 个单位合计 {expected}，相差 {difference}。",
    en="Row “{label}”, column “{column}”: the government reports {actual}, but its {bodies} {bodies:agency adds|agencies add} up to {expected},"
    " a difference of {difference}.",
    remedy=(
        "请核实汇总口径，或补充提交所缺单位的报告。",
        "Check what is included in the total, or add the agencies' missing reports.",
    ),
)
def aggregate_mismatch(report: Report) -> Outcomes:
    """In a batch, a government's figure differs from the sum of its agencies' figures.

    中文：同一批次中，政府报告的数字与所属单位之和不一致。

    Why: a government's report sums up those of its agencies.

    原因：政府的年度报告由所属各单位的数据汇总而成。

    Source: 《政府信息公开条例》第四十九条（主管部门公布本级政府年度报告）

    Bad:
        【机关】行政许可 | 3
        【机关】行政许可 | 4
        行政许可 | 8

    Good:
        【机关】行政许可 | 3
        【机关】行政许可 | 4
        行政许可 | 7
    """
    for table in report.tables if report.bodies else ():
        others = [body.table(table.key) for body in report.bodies]
        for cell in table.cells:
            yield from _aggregated(table, cell, others)


def _aggregated(table: Table, cell: Cell, others: list[Table]) -> Iterator[Violation | Looked]:
    row, column = cell.at.row or "", cell.at.column or ""
    names = {"label": form.row_label(table.key, row), "column": form.column_label(table.key, column)}
    parts: list[_Part] = [(other.cell(row, column), 1, "body") for other in others]
    yield _compared(cell, parts, bodies=len(others), **names)
