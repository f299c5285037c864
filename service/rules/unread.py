"""What of a report no rule could be applied to, gathered from all that a reader missed, or read without being sure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from service.reports import form
from service.reports.figures import Kind
from service.reports.finding import Category, Check, CheckStatus
from service.reports.report import Cell, Location, Report, Section, Table, Why, once_a_report
from service.reports.unread import Unread, What
from service.rules.recognition import reads_text
from service.rules.rule import Rule
from service.rules.statute import precedes_form


def why_table_unread(report: Report, section: Section) -> Why | None:
    """Why a section's table may stand in it though it was not read; None where nothing says so."""
    read = sum(table.at.section == section.number for table in report.tables if table)
    return Why.LAYOUT if section.grids > read or section.has_loose_rows else section.unread


@once_a_report
def lost_tables(report: Report) -> list[str]:
    """The tables of the form that may be in the report and were not read, by their keys."""
    if precedes_form(report):
        return []
    missing = {key: report.section(number) for key, number in form.TABLE_SECTIONS.items() if not report.table(key)}
    return [
        key
        for key, section in missing.items()
        if report.overlooked or (section is not None and why_table_unread(report, section))
    ]


def lost_to(rule: Rule, lost: Sequence[str]) -> int:
    """How many of the lost tables a rule would have looked at. One on prose says itself what it lacks for a claim."""
    looks_at_cells = lost and rule.category in (Category.ARITHMETIC, Category.TABLE) and not rule.on_prose
    return sum(key in rule.tables for key in lost) if looks_at_cells else 0


def gathered(report: Report, judged: Sequence[tuple[Rule, Check]]) -> tuple[Unread, ...]:
    """What was not read, the weightiest first, each with the rules that missed it; every rule that missed any is in one."""
    short = [rule for rule, check in judged if check.unread]
    found = [replace(part, rules=_missing(part, short)) for part in _parts(report)]
    found = [part for part in found if part.rules]
    explained = {rule for part in found for rule in part.rules}
    found += _without_figures(report, [rule for rule in short if rule.id not in explained])
    explained |= {rule for part in found for rule in part.rules}
    found += _of_rules([rule.id for rule in short if rule.id not in explained], Why.LAYOUT)
    found += _of_rules([check.rule for _, check in judged if check.status is CheckStatus.CRASHED], Why.CRASH)
    order = list(What)
    return tuple(sorted(found, key=lambda part: order.index(part.what)))


def _missing(part: Unread, rules: Iterable[Rule]) -> tuple[str, ...]:
    """Those of some rules that look at a part: at its table, at text, or at anything where a page is missing."""
    table = part.locations[0].table if part.locations else None
    if part.what is What.PAGE or (part.what is What.WORDS and table is None and part.locations[0].section is None):
        return tuple(rule.id for rule in rules)
    if table is None:
        return tuple(rule.id for rule in rules if reads_text(rule))
    return tuple(rule.id for rule in rules if table in rule.tables)


def _parts(report: Report) -> Iterator[Unread]:
    if report.pictured:
        pages = tuple(Location(page=page) for page in report.pictured)
        yield Unread(What.PAGE, Why.PICTURE, pages, len(pages))
    if report.unread:
        yield Unread(What.WORDS, Why.RECOGNITION, tuple(dict.fromkeys(report.unread)), len(report.unread))
    yield from _sections(report)
    for table in report.tables:
        yield from _of_table(report, table)
    if report.doubtful:
        doubtful = tuple(paragraph.at for paragraph in report.doubtful)
        yield Unread(What.WORDS, Why.RECOGNITION, doubtful, len(doubtful))


def _sections(report: Report) -> Iterator[Unread]:
    lost = lost_tables(report)
    for key, number in form.TABLE_SECTIONS.items():
        section = report.section(number)
        if key in lost and section and (why := why_table_unread(report, section)):
            yield Unread(What.TABLE, why, (section.heading.at._replace(section=number, table=key),))
    for section in report.sections:
        if section.number not in form.TABLE_SECTIONS.values() and section.unread and not section.paragraphs:
            yield Unread(What.SECTION, section.unread, (section.heading.at,))


def _of_table(report: Report, table: Table) -> Iterator[Unread]:
    """What of a table that is there was not read."""
    section = report.section(form.TABLE_SECTIONS[table.key])
    if table.has_unread:
        yield Unread(What.LABELS, Why.RECOGNITION, (table.at,))
    if section and section.has_loose_rows:
        yield Unread(What.ROWS, Why.LAYOUT, (table.at,))
    unreadable = tuple(row.at for row in table.rows.values() if row.unreadable)
    if unreadable:
        yield Unread(What.ROWS, Why.LAYOUT, unreadable, len(unreadable))
    unsure = tuple(cell.at for cell in table.cells if not cell.is_sure)
    if unsure:
        yield Unread(What.FIGURES, Why.RECOGNITION, unsure, len(unsure))


def _without_figures(report: Report, rules: Sequence[Rule]) -> Iterator[Unread]:
    """The tables in which rules lacked a figure: their cells that hold none, or else the table itself."""
    for table in report.tables:
        missing = tuple(rule.id for rule in rules if table.key in rule.tables)
        if missing:
            at = tuple(cell.at for cell in table.cells if not _is_figure(cell))
            yield Unread(What.FIGURES, Why.NO_FIGURE, at or (table.at,), max(len(at), 1), missing)


def _is_figure(cell: Cell) -> bool:
    return cell.figure.kind not in (Kind.EMPTY, Kind.DASH, Kind.WORDS, Kind.INVALID)


def _of_rules(rules: Sequence[str], why: Why) -> Iterator[Unread]:
    if rules:
        yield Unread(What.RULE, why, (), len(rules), tuple(rules))
