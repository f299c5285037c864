"""A DOCX file with its findings as comments, each where it stands."""

from collections.abc import Iterator

from lxml import etree

from service.audits.audit import JSON, Result, Status
from service.audits.media import Media
from service.errors import Language
from service.renderers import to_json
from service.renderers.audited import Audited
from service.renderers.marks import Marks, Prose
from service.reports.report import Report
from workers.limits import Limits
from workers.readers import Reading
from workers.readers.docx.names import W
from workers.readers.docx.places import Placed, read_placed
from workers.renderings.commentparts import CommentParts
from workers.renderings.notes import notes
from workers.renderings.runs import enclose


def commented_docx(data: bytes, audited: Audited, language: Language, limits: Limits = Limits()) -> bytes:  # noqa: B008 - frozen
    """The file with a comment a finding; one that stands nowhere is at the first paragraph.

    Of a file that only hands its report over all are. Raises DamagedFile, EncryptedFile or LimitExceeded.
    """
    placed = read_placed(data, limits)
    parts = CommentParts(data, placed.main, limits)
    reading = Reading(data, limits, Media.DOCX, placed.document)
    anchors = _Anchors(placed, reading.report if reading.is_report else Report())
    for note in notes(audited, language):
        number = parts.add(note.title, note.lines, audited.result.finished_at)
        paragraph, quote = anchors.of(note.locations[0] if note.locations else {})
        enclose(paragraph, quote, number)
    return parts.written(placed.body.getroottree().getroot())


class _Anchors:
    """Where comments are fixed: paragraphs of the file, by the places of a report that was read from it anew."""

    def __init__(self, placed: Placed, report: Report) -> None:
        self._placed, self._report = placed, report
        self._marks = Marks(
            Result(Status.SUCCEEDED, "", text=to_json.text(report), tables=tuple(to_json.tables(report)))
        )

    def of(self, location: JSON) -> tuple[etree._Element, str]:
        """The paragraph of a place, and the words in it that the place is about; none for all of it."""
        for line in self._cells(location):
            if line is not None:
                return _paragraph(self._placed.elements[line - 1]), ""
        home = self._marks.home(location)
        line, quote = _beginning(home, location) if home else (None, "")
        if line is not None:
            return _paragraph(self._placed.elements[line - 1]), quote
        return _paragraph(self._placed.body), ""

    def _cells(self, location: JSON) -> Iterator[int | None]:
        """The element of a place in a table: the figure's, the label's, or the table's."""
        if "table" not in location:
            return
        table = self._report.table(location["table"])
        row, column = location.get("row"), location.get("column")
        if row and column and (cell := table.cell(row, column)):
            yield cell.at.line
        if row and row in table.rows:
            yield table.rows[row].at.line
        yield from (label.at.line for label in table.labels if label.key == column)
        if table:
            yield table.at.line


def _beginning(home: Prose, location: JSON) -> tuple[int | None, str]:
    """The element of a paragraph in which the quote of a place begins, and as much of the quote as stands in it."""
    start, end = home.span(location) if location.get("quote") else (0, 0)
    past = 0
    for line in home.lines:
        past += len(line["text"])
        if start < past or not home.text:
            return line.get("line"), home.text[start : min(end, past)]
    return None, ""


def _paragraph(element: etree._Element) -> etree._Element:
    """The paragraph to fix a comment at: the element, or the first one in it, with text if there is such."""
    if element.tag == f"{W}p":
        return element
    inside = list(element.iter(f"{W}p")) or [etree.SubElement(element, f"{W}p")]
    return next((each for each in inside if any(text.text for text in each.iter(f"{W}t"))), inside[0])
