"""Tables that are missing, incomplete, misspelt or can't be read."""

import re

from service.language.years.report_year import report_year
from service.reports import form
from service.reports.figures import Kind
from service.reports.finding import Message, Severity
from service.reports.report import Cell, Location, Report, Section, Table
from service.rules.rule import HELD, UNREAD, Facts, Outcomes, Violation, rule
from service.rules.statute import FORM_IN_FORCE_FROM, follows_form_of_2019, has_labels_of_2019, precedes_form
from service.rules.unread import why_table_unread


def _tables(report: Report) -> list[Table]:
    return [table for table in report.tables if table]


def _of_form(report: Report) -> list[Table]:
    """The tables where the form holds the report; none of a report that was written before it."""
    return [] if precedes_form(report) else _tables(report)


def _place(table: Table, row: str | None = None, column: str | None = None) -> Location:
    """Where something of the table is missing: the table's own place."""
    at = table.at
    return Location(at.section, table.key, row, column, at.line, at.page, at.bbox)


@rule(
    "TAB01",
    Severity.ERROR,
    zh="第{number}部分缺少法定表格“{name}”。",
    en="Section {section} is missing its statutory table, “{name}”.",
    remedy=(
        "请按规定格式补充该表；未发生的填“0”。",
        "Add the table in the prescribed form; enter 0 where nothing occurred.",
    ),
    tables=tuple(form.TABLES),
)
def missing_table(report: Report) -> Outcomes:
    """A section is missing its statutory table.

    中文：应有法定表格的部分没有表格。

    Why: sections 2 to 4 report their figures in the prescribed tables; text is no substitute.

    原因：第二至第四部分的数据应以格式规定的表格报告，文字不能代替表格。

    Source: 国办公开办函〔2021〕30号，表二至表四

    Bad:
        【去表】表四

    Good:
        行政复议 | 0 | 0 | 0 | 0 | 0
    """
    for key, number in () if precedes_form(report) else form.TABLE_SECTIONS.items():
        section, table = report.section(number), report.table(key)
        if section is None or (table and not _is_misplaced(report, table)):
            if table:
                yield HELD
        elif why_table_unread(report, section) or (table and not _is_surely_misplaced(report, table)):
            yield UNREAD
        else:
            yield _missing(section, table)


_ELSEWHERE = re.compile(r"附[表件录后]|后附|[见如](?:上|下|前|后|本|该)?(?:列|述|方|文|面|页)?(?:图|表)")
"""How a section says that its table stands in another place."""
_misplaced = Message(
    zh="第{number}部分缺少法定表格“{name}”，该表位于第{other}部分。",
    en="Section {section} is missing its statutory table, “{name}”, which is in section {other_section}.",
)
_move = Message(zh="请将该表移至第{number}部分。", en="Move the table to section {section}.")


def _missing(section: Section, table: Table) -> Violation:
    """The table that its section lacks, or that stands in another."""
    at, key = section.heading.at, table.key
    where = at._replace(section=section.number, table=key)
    facts: Facts = {"number": form.NUMERALS[section.number - 1], "section": section.number}
    facts |= {"key": key, "name": form.TABLES[key]}
    if not table:
        return Violation(where, lacks=True, **facts)
    other = table.at.section or 0
    facts |= {"other": form.NUMERALS[other - 1], "other_section": other}
    return Violation(where, also=[table.at], message=_misplaced, remedy=_move, **facts)


def _is_misplaced(report: Report, table: Table) -> bool:
    """Whether a table stands in another of the six sections than its own, which is there."""
    own = form.TABLE_SECTIONS[table.key]
    return table.at.section in form.SECTIONS and table.at.section != own and report.section(own) is not None


def _is_surely_misplaced(report: Report, table: Table) -> bool:
    """Whether the author put a table in another section: each section is there once, and no other table went along.

    Tables that come together, or right before an empty section of their own, may be the conversion's doing; where the
    section refers to its table, it is meant to stand there.
    """
    if sorted(section.number for section in report.sections) != list(form.SECTIONS):
        return False
    own = report.section(form.TABLE_SECTIONS[table.key])
    there = [each for each in _tables(report) if each.at.section == table.at.section]
    if own is None or sum(_is_misplaced(report, each) for each in there) > 1:
        return False
    comes_early = len(there) > 1 and table.at.section == own.number - 1 and not own.grids and not own.paragraphs
    return not comes_early and not any(_ELSEWHERE.search(paragraph.text) for paragraph in own.paragraphs)


@rule(
    "TAB02",
    Severity.ERROR,
    zh="“{table}”缺少“{label}”行。",
    en="Table “{table}” is missing the row “{label}”.",
    remedy=("请补充该行；未发生的填“0”。", "Add the row; enter 0 where nothing occurred."),
    tables=tuple(form.TABLES),
)
def missing_row(report: Report) -> Outcomes:
    """A table is missing a row of the prescribed form.

    中文：表格缺少格式规定的一行。

    Why: readers can't tell whether nothing occurred or nothing was reported.

    原因：缺行使读者无法区分“未发生”和“未报告”。

    Source: 国办公开办函〔2021〕30号，表二至表四

    Bad:
        【去行】2.重复申请

    Good:
        2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
    """
    for table in _of_form(report):
        for row in form.ROWS[table.key]:
            if row in table.rows or _came_with_form_of_2021(report, table, row):
                yield HELD
            elif _is_badly_read(report, table):
                yield UNREAD
            else:
                facts: Facts = {
                    "key": table.key,
                    "table": form.TABLES[table.key],
                    "label": form.row_label(table.key, row),
                }
                yield Violation(_place(table, row), lacks=True, alike=table.key, **facts)


def _is_badly_read(report: Report, table: Table) -> bool:
    """Whether what it lacks may be there: rows stand in the text around it, or in one cell, or were not recognised."""
    section = report.section(form.TABLE_SECTIONS[table.key])
    return table.has_unread or (section is not None and section.has_loose_rows) or _has_several_in_one(table)


def _has_several_in_one(table: Table) -> bool:
    """Whether a label has those of several rows or columns, or a part of one beside its own, where a wall was not seen."""
    names = _labels_of(table.key)
    for label in table.labels:
        said = "" if label.exact else "".join((label.at.quote or label.text).split())
        found = [name for name in names if name in said]
        if sum(not any(name in other for other in found if other != name) for name in found) > 1:
            return True  # and not （七）总计数, which has 总计 within （七）总计
        beside = said.replace(label.expected, "", 1) if label.expected in said else ""
        if len(beside) >= _SHORTEST_PART and any(beside in name for name in names):
            return True  # 三、本年（一）予以公开
    return False


_SHORTEST_PART = 3
"""Characters of another label that are no slip, at least."""


def _labels_of(table: str) -> set[str]:
    """All that the form calls rows, columns and groups of them in a table."""
    return {*(form.ROWS[table] | form.GROUPS | form.HEADS[table] | form.COLUMNS[table]).values()}


def _came_with_form_of_2021(report: Report, table: Table, row: str) -> bool:
    """Whether a row can't be missed, because the table follows the form of 2019: that has another table two."""
    is_new = table.key == "disclosure" or row in form.OTHER_DETAILS
    return is_new and follows_form_of_2019(report, table)


@rule(
    "TAB03",
    Severity.ERROR,
    zh="“{table}”缺少“{label}”列。",
    en="Table “{table}” is missing the column “{label}”.",
    remedy=("请补充该列；未发生的填“0”。", "Add the column; enter 0 where nothing occurred."),
    tables=tuple(form.TABLES),
)
def missing_column(report: Report) -> Outcomes:
    """A table is missing a column of the prescribed form.

    中文：表格缺少格式规定的一列。

    Why: readers can't tell whether nothing occurred or nothing was reported.

    原因：缺列使读者无法区分“未发生”和“未报告”。

    Source: 国办公开办函〔2021〕30号，表二至表四

    Bad:
        【去列】科研机构

    Good:
        自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
    """
    for table in _of_form(report):
        if not table.columns:
            yield UNREAD
            continue
        for column in _columns_due(report, table):
            if column in table.columns:
                yield HELD
            elif _is_badly_read(report, table):
                yield UNREAD
            else:
                label = form.column_label(table.key, column)
                where = _place(table, column=column)
                yield Violation(where, lacks=True, key=table.key, table=form.TABLES[table.key], label=label)
        for row, column in _columns_lost(table):
            label = f"{form.row_label(table.key, row)}—{form.column_label(table.key, column)}"
            where = _place(table, row, column)
            yield Violation(where, lacks=True, key=table.key, table=form.TABLES[table.key], label=label)


def _columns_lost(table: Table) -> list[tuple[str, str]]:
    """Of table four, whose columns stand once for each row: those that one row lacks, head and figure, and others have."""
    if table.key != "reviews":
        return []
    read = [row for row in table.rows.values() if row.cells]
    return [(row.key, column) for row in read for column in table.columns if column not in row.cells]


def _columns_due(report: Report, table: Table) -> list[str]:
    """The columns that the table must have; those of a row that is missing go with it."""
    if table.key != "disclosure":
        return list(form.COLUMNS[table.key])
    if follows_form_of_2019(report, table):
        return []
    due = {column for row, columns in form.DISCLOSURE_CELLS.items() if row in table.rows for column in columns}
    return [column for column in form.DISCLOSURE_COLUMNS if column in due]


@rule(
    "TAB04",
    Severity.WARNING,
    zh="表格中的“{stated}”应为“{expected_label}”。",
    en="The label “{stated}” should be “{expected_label}”.",
    remedy=("请改为“{expected_label}”。", "Change it to “{expected_label}”."),
    tables=tuple(form.TABLES),
)
def label_misspelt(report: Report) -> Outcomes:
    """The label of a row or column differs slightly from the prescribed one.

    中文：行或列的名称与格式规定的文字有出入。

    Why: the form prescribes the labels; a slip in one suggests that the table was retyped without being checked.

    原因：名称由格式统一规定，文字有误说明表格是重新录入且未经核对的。

    Source: 国办公开办函〔2021〕30号，表二至表四

    Bad:
        5.属于三类内部事物信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0

    Good:
        5.属于三类内部事务信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0
    """
    for table in _of_form(report):
        heads = _heads_told_once(table)
        for label in table.labels:
            stated = label.at.quote or label.text
            if not label.exact and label.key in form.DISCLOSURE_COLUMNS and follows_form_of_2019(report, table):
                continue  # that form has other columns, some of which are nearly called like these
            if not label.exact and label.key in heads:
                continue  # the form's own head stands beside it
            has_figure = not label.exact and stated.rstrip(_DIGITS) == label.expected  # that of the row below
            if not label.at.is_sure or has_figure or (not label.exact and _is_badly_read(report, table)):
                yield UNREAD
                continue
            yield HELD if label.exact else Violation(label.at, stated=stated, expected_label=label.expected)


_DIGITS = "0123456789"


def _heads_told_once(table: Table) -> set[str]:
    """The heads above columns that stand in a table as they should, and do so once in the form.

    What is nearly called so besides is no head of the form, such as 申请情况 in the corner above the rows.
    """
    if table.key == "reviews":
        return set()
    return {label.key for label in table.labels if label.exact and label.key not in table.rows}


_FAULTS = {
    Kind.EMPTY: Message("为空", "is empty"),
    Kind.DASH: Message("填写的是“{text}”", "contains “{text}”"),
    Kind.WORDS: Message("填写的是文字“{text}”", "contains the words “{text}”"),
    Kind.INVALID: Message("填写的“{text}”不是有效件数", "contains “{text}”, which is not a valid count"),
}


@rule(
    "TAB05",
    Severity.WARNING,
    zh="“{label}”行“{column}”列应填写数字，此处{fault_zh}。",
    en="Row “{label}”, column “{column}” must contain a figure; it {fault_en}.",
    remedy=("请填写数字；未发生的填“0”。", "Enter a figure, or 0 where nothing occurred."),
    tables=tuple(form.TABLES),
)
def figure_missing(report: Report) -> Outcomes:
    """A cell that must contain a figure is empty, a dash or text; or a count is negative or has decimals.

    中文：应填数字的单元格为空、为横线或文字，或件数为负数、小数。

    Why: an empty cell may mean zero or a forgotten figure; only 0 means zero.

    原因：空白可能表示零，也可能是漏填；未发生的应填“0”。

    Source: 国办公开办函〔2021〕30号，表二至表四填报要求

    Bad:
        2.重复申请 | — | 0 | 0 | 0 | 0 | 0 | 0

    Good:
        2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
    """
    for table in _tables(report):
        for cell in table.cells:
            fault = _FAULTS.get(cell.figure.kind)
            if not cell.is_sure:
                yield UNREAD
            else:
                yield _faulty(table, cell, fault) if fault else HELD


def _faulty(table: Table, cell: Cell, fault: Message) -> Violation:
    said = fault.format({"text": cell.text.strip()})
    facts: Facts = {**_names(table, cell), "fault_zh": said.zh, "fault_en": said.en, "text": cell.text.strip()}
    return Violation(cell.at, alike=f"{table.key} {cell.figure.kind}", **facts)


def _names(table: Table, cell: Cell) -> Facts:
    row, column = cell.at.row or "", cell.at.column or ""
    return {"label": form.row_label(table.key, row), "column": form.column_label(table.key, column)}


@rule(
    "TAB06",
    Severity.WARNING,
    zh="“{label}”行“{column}”列的数字“{text}”中间有空格，暂按 {value} 计算。",
    en="Row “{label}”, column “{column}”: the figure “{text}” contains a space; it was read as {value}.",
    remedy=("请将“{text}”改为“{value}”。", "Write {value} without a space."),
    tables=tuple(form.TABLES),
)
def figure_split(report: Report) -> Outcomes:
    """A figure contains a space.

    中文：数字中间有空格。

    Why: “1 0” may be ten or two figures, and is easily misread when reports are collected.

    原因：“1 0”可能是十，也可能是两个数，汇总时容易误读。

    Source: 国办公开办函〔2021〕30号，表二至表四填报要求

    Bad:
        行政许可 | 1 0

    Good:
        行政许可 | 10
    """
    for table in _tables(report):
        for cell in table.cells:
            if not cell.is_sure:
                yield UNREAD
            elif cell.figure.kind is Kind.SPLIT:
                facts: Facts = {**_names(table, cell), "text": cell.text.strip(), "value": cell.figure.value}
                yield Violation(cell.at, alike=table.key, **facts)
            else:
                yield HELD


@rule(
    "TAB07",
    Severity.WARNING,
    zh="“{table}”沿用2019年旧格式，{year}年度报告应采用国办公开办函〔2021〕30号规定的格式。",
    en="Table “{table}” follows the form of 2019; a report for {year} must follow the form of 2021.",
    remedy=("请改用国办公开办函〔2021〕30号规定的表格。", "Use the table prescribed by 国办公开办函〔2021〕30号."),
    tables=tuple(form.TABLES),
)
def superseded_form(report: Report) -> Outcomes:
    """A report for 2021 or later uses a table of the 2019 form.

    中文：2021年度起的报告仍使用2019年的旧表格。

    Why: the form of 2021 splits 其他处理 into three rows and reports what is in force, so old and new figures can't be
    added up.

    原因：2021年的格式将“其他处理”分为三项并报告现行有效件数，新旧数据无法汇总。

    Source: 国办公开办函〔2021〕30号（取代国办公开办函〔2019〕60号）

    Bad:
        【旧表】（六）其他处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0

    Good:
        3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0
    """
    year = report_year(report).year
    for table in _tables(report):
        if not has_labels_of_2019(table):
            yield HELD
        elif year is None:
            yield UNREAD
        elif year >= FORM_IN_FORCE_FROM:
            yield Violation(_place(table), key=table.key, table=form.TABLES[table.key], year=year)


@rule(
    "TAB08",
    Severity.NOTE,
    zh="“{label}”行的数字无法逐栏辨认（{reason}），未予核对。",
    en="The figures in row “{label}” can't be assigned to their columns ({reason_en}), so they were not checked.",
    remedy=(
        "请对照原件人工核对该行；如文件由其他格式转换而来，请上传原始电子文件。",
        "Check the row against the original; if the file was converted, upload the original file.",
    ),
    tables=tuple(form.TABLES),
)
def row_unreadable(report: Report) -> Outcomes:
    """The figures in a row can't be assigned to their columns, so nothing was checked there.

    中文：某行数字无法逐栏辨认，该行未予核对。

    Why: a table that can't be read reliably is no evidence of an error, but readers must know that it was not
    checked.

    原因：识别不可靠的表格不能据以判断，但应说明未予核对。

    Source: 本系统的约定：读不准的数字不作判断

    Bad:
        2.重复申请 | 0 | 0 | 0 | 0

    Good:
        2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
    """
    for table in _tables(report):
        for row in table.rows.values():
            unsure = [cell for cell in row.cells.values() if not cell.is_sure]
            if row.unreadable or unsure:
                yield UNREAD
                doubtful = "、".join(cell.text for cell in unsure)
                zh, _, en = row.unreadable.partition(" / ")
                yield Violation(
                    row.at,
                    alike=table.key,
                    label=form.row_label(table.key, row.key),
                    reason=zh or f"识别结果不一致或可信度低：{doubtful}",
                    reason_en=en or f"recognised inconsistently or with low confidence: {doubtful}",
                )
            else:
                yield HELD
