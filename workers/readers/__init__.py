"""Bytes → Report: the only door to what opens a stranger's file."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import Any

from service.audits.media import Media, sniff
from service.errors import NotAReport, NoTextLayer, ReportInAttachment, UnreadableFile, UntrustedText
from service.reports import form
from service.reports.finding import Category, Finding, Severity
from service.reports.report import Location, Paragraph, Report
from workers.limits import Limits, Recognition
from workers.readers import scan
from workers.readers.document import Document
from workers.readers.scan import PageRecognition
from workers.readers.structure.outline import Outline, outline
from workers.readers.structure.prose_report import is_prose_report
from workers.readers.structure.references import hands_report_over
from workers.readers.tables.forms import read_tables
from workers.readers.text import read_text

_Reader = Callable[[bytes, Limits], Document]
_SecondReader = Callable[[Document, bytes, Limits, Sequence[Location]], Document]


def _on_demand(module: str, name: str) -> Any:
    """A function of a reader whose engine is loaded with the first file of its kind."""

    def call(*arguments: Any) -> Any:
        return getattr(import_module(f"{__name__}.{module}"), name)(*arguments)

    return call


_READERS: Mapping[Media, _Reader] = {
    Media.TEXT: read_text,
    Media.PDF: _on_demand("pdf", "read_pdf"),
    Media.DOCX: _on_demand("docx", "read_docx"),
    Media.DOC: _on_demand("doc", "read_doc"),
    Media.HTML: _on_demand("html", "read_html"),
    Media.OFD: _on_demand("ofd", "read_ofd"),
    Media.DRAFT: _on_demand("draft", "read_draft"),
    Media.XLSX: _on_demand("spreadsheets", "read_spreadsheet"),
    Media.XLS: _on_demand("spreadsheets", "read_spreadsheet"),
}


links_of: Callable[[bytes, Limits, str, int | None], list[str]] = _on_demand("html.links", "links_of")
"""The addresses of files that a page links to, the likeliest to be its report first. Raises as its reader does."""


def global_state() -> tuple[object, ...]:
    """What the libraries that read files have for all of a process, and each file's reading would notice."""
    etree, settings = sys.modules.get("lxml.etree"), sys.modules.get("pdfminer.settings")
    parser = vars(etree)["get_default_parser"]() if etree else None
    return parser, dict(vars(settings)) if settings else None


_SECOND_READERS: Mapping[Media, _SecondReader] = {Media.PDF: _on_demand("pdf", "verify")}
"""Kinds of file that a second engine can read again, to doubt the cells on which the two differ."""


class NeedsRecognition(Exception):
    """The pages are pictures. `problem` is what to tell where they can't be recognised."""

    def __init__(self, problem: UnreadableFile) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True)
class Reading:
    """A file as it was read once: its report, and the way to have its figures read again."""

    data: bytes
    limits: Limits
    media: Media
    document: Document
    recognised: bool = False
    """Whether pages of it are pictures."""

    @cached_property
    def report(self) -> Report:
        """The report in the document.

        Raises NotAReport where there is nothing of one, ReportInAttachment where that is said to be elsewhere, or
        LimitExceeded if too much.
        """
        return _report(self.document, self.limits)

    @property
    def is_report(self) -> bool:
        """Whether there is a report in the document. Raises LimitExceeded if too much."""
        try:
            return bool(self.report)
        except (NotAReport, ReportInAttachment):
            return False

    @property
    def is_whole_report(self) -> bool:
        """Whether it is more than tables that go with a report. Raises LimitExceeded if too much."""
        return self.is_report and bool(self.report.sections or not self.report.tables)

    def accuses(self, found: Finding) -> bool:
        """Whether a finding rests on what is read again before it accuses anyone: figures of a table, or recognised words."""
        if self.recognised:
            return found.severity is not Severity.NOTE
        return bool(found.operands) or found.category is Category.TABLE

    def verified(self, accused: Sequence[Finding] = ()) -> "Reading":
        """The same with no confidence left in what the second engine, or a second look at what accuses, reads differently.

        Where there is nothing such it is the same object. Of a file that is no scan it is all figures where nothing accuses.
        """
        if not self.recognised and self.media not in _SECOND_READERS:
            return self
        rests_on = _rests_on if self.recognised else _figures_of
        places = [at for found in accused for at in rests_on(found, self.report)]
        document = self.doubted(places if accused or self.recognised else (Location(),))
        return self if document is self.document else replace(self, document=document)

    def doubted(self, places: Sequence[Location] = (Location(),)) -> Document:
        """The document with no confidence left in what is read differently a second time, where the places are.

        A place on no page stands for all pages.
        """
        if self.recognised:
            return scan.verify(self.document, self.data, self.media, self.limits, places)
        reread = _SECOND_READERS.get(self.media)
        return reread(self.document, self.data, self.limits, places) if reread else self.document


_NAMES_ITS_PLACES = frozenset({Category.ARITHMETIC, Category.CONSISTENCY, Category.YEAR})
"""Families whose findings rest on the places that they name and on the title; the others, on what isn't there, too."""


def _rests_on(found: Finding, report: Report) -> Iterator[Location]:
    """The places that a finding rests on.

    One without a box stands for what its page has of a table's labels, of text where it is in a section alone, or of both.
    """
    for at in found.locations:
        yield at if at.bbox else Location()
        if found.category not in _NAMES_ITS_PLACES:
            yield Location(at.section if found.category is not Category.TABLE else None, at.table, page=at.page)
    if report.title and found.category is not Category.ARITHMETIC:
        yield report.title.at


def _figures_of(found: Finding, report: Report) -> Iterator[Location]:
    """The places of this report's figures that a finding rests on, and of all that their tables have.

    One on no page stands for all pages: what is missed in a table may stand on any.
    """
    own = [operand.at for operand in found.operands if operand.report == "this"]
    for at in (at for at in (*found.locations, *own) if not at.attachment):
        table = report.table(at.table or "")
        yield from (at, *(row.at for row in table.rows.values()))
        yield from (*(label.at for label in table.labels), *(cell.at for cell in table.cells))
    if found.category is Category.TABLE:
        yield Location()


def open_file(
    data: bytes,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    *,
    recognition: Recognition = Recognition.HERE,
    attached: bool = False,
    pages: PageRecognition = PageRecognition(),  # noqa: B008 - frozen
) -> Reading:
    """Read a report, or a file that is attached to one, by the engine of its kind, which its content tells.

    Raises a child of UnreadableFile: the file is empty, of an unknown kind, damaged or too large, or its pages are
    pictures and nobody recognises those. Where another worker does, such pages raise NeedsRecognition. Of a file with
    pages of both kinds those with text are read where nobody recognises the others.
    """
    media = sniff(data, attached=attached)
    limits = limits.for_file(len(data))
    partial: Reading | None = None
    problem: UnreadableFile = NoTextLayer()
    try:
        if media in _READERS:
            partial = Reading(data, limits, media, _READERS[media](data, limits))
            if not partial.document.pictured:
                return partial
    except (NoTextLayer, UntrustedText) as error:
        problem = error
    if recognition is Recognition.ELSEWHERE:
        raise NeedsRecognition(problem)
    if recognition is Recognition.HERE and scan.is_installed():
        return Reading(data, limits, media, scan.read_scan(data, media, limits, pages), recognised=True)
    if partial is None or not partial.is_report:
        raise problem
    return partial


def read(
    data: bytes,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    *,
    recognition: Recognition = Recognition.HERE,
) -> Report:
    """The report that a file holds, read once. Raises what `open_file` raises."""
    return open_file(data, limits, recognition=recognition).report


def _report(document: Document, limits: Limits) -> Report:
    limits.check("paragraphs", sum(1 for block in document.blocks if isinstance(block, Paragraph)))
    parts = outline(document.blocks)
    tables = read_tables(parts.grids)
    if not tables and not _is_of_disclosure(parts):
        raise ReportInAttachment if hands_report_over(document.blocks) else NotAReport
    return Report(
        parts.title, parts.preamble, parts.sections, tables, document.pages, document.unread, document.pictured
    )


def _is_of_disclosure(parts: Outline) -> bool:
    """Whether its sections or its title are those of the form: any report may have 总体情况 or 存在的问题."""
    if any(section.number in form.TABLE_SECTIONS.values() for section in parts.sections):
        return True
    said = [*parts.preamble, *(paragraph for section in parts.sections for paragraph in section.paragraphs)]
    titled = [parts.title] if parts.title else []
    if parts.sections and any("信息公开" in paragraph.text for paragraph in (*titled, *said)):
        return True
    return is_prose_report(parts.title, said)
