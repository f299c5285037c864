"""整改通知单 as PDF: set by the standard of official documents, in a font that it embeds, to be printed, sealed and sent."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)

from service.audits.rendering import NoticeFields
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.notice import Notice, Part, Repair, compose, layout
from workers.renderings.embedded_font import embedded_font, shown
from workers.renderings.text_block import TextBlock, TextStyle

_MM = layout.MILLIMETRE
_BODY = layout.TEXT_WIDTH / layout.CHARACTERS
"""Points of a character of the letter: 3号, by the breadth of a hair less, so that a line has its 28."""
_FOLIO_BELOW = 7 * _MM
"""From the text's lower edge to the number of the page."""
_CELL_PADDING = 3.0
_LEAST = 5 * layout.LINE
"""Points that must be left on a page for a head to stand on it."""
_RULE = 0.5
"""Points of a table's lines."""
_MOST_REPAIRS = 300
"""Of a table: a longer list is several of them, for the time that one takes grows with the square of its pages."""
_TALLEST_ROW = 20 * layout.CELL_LINE
"""Points of a row that nothing parts."""
_WIDTHS = [share * layout.TEXT_WIDTH for share in layout.COLUMNS]
_TEXT_WIDTHS = [width - 2 * _CELL_PADDING for width in _WIDTHS]

_PLAIN = TextStyle(_BODY, layout.LINE)
_TEXT = replace(_PLAIN, first_indent=2 * _BODY)
_HEADING = replace(_TEXT, is_bold=True)
_TITLE = TextStyle(layout.TITLE, layout.TITLE_LINE, align="center", is_bold=True, space_after=layout.LINE)
_CELL = TextStyle(layout.CELL, layout.CELL_LINE)
_NUMBER = replace(_CELL, align="center")
_COLUMN = replace(_NUMBER, is_bold=True)


def notice_pdf(
    audits: Sequence[Audited], language: Language, fields: NoticeFields | None = None, body: str = ""
) -> bytes:
    """The notice to a body about its reports. The same input makes the same bytes."""
    notice = compose(audits, language, fields, body)
    written = io.BytesIO()
    margins = layout.MARGINS
    document = BaseDocTemplate(
        written,
        pagesize=(layout.PAGE_WIDTH * _MM, layout.PAGE_HEIGHT * _MM),
        title=notice.title.replace("\n", ""),
        author=notice.office if fields and fields.office else "",
        lang="zh-CN" if language == "zh" else "en",
        invariant=True,
    )
    frame = Frame(
        margins.left * _MM, margins.bottom * _MM, layout.TEXT_WIDTH, layout.TEXT_HEIGHT,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=partial(_number_page, notice.page)))
    document.build([*_letter(notice), *_attachment(notice)])
    return written.getvalue()


def _letter(notice: Notice) -> Iterator[Flowable]:
    """The letter itself; its signature is never alone on a page."""
    yield TextBlock(notice.title, _TITLE)
    yield TextBlock(notice.addressee, _PLAIN)
    *before, last = (TextBlock(text, _TEXT) for text in notice.paragraphs)
    yield from before
    attached = [_blank(), TextBlock(notice.attachment_line, _TEXT)] if notice.attachment_line else []
    yield KeepTogether([last, *attached, _blank(), _blank(), *_signature(notice)])


def _signature(notice: Notice) -> Iterator[Flowable]:
    indents = layout.signature_indents(notice.office, notice.date)
    for text, indent in ((notice.office, indents.office), (notice.date, indents.date)):
        yield TextBlock(text, replace(_PLAIN, align="right", right_indent=indent * _BODY))


def _attachment(notice: Notice) -> Iterator[Flowable]:
    """What was found, on pages of its own."""
    if not notice.chapters:
        return
    yield PageBreak()
    yield TextBlock(notice.attachment, replace(_PLAIN, is_bold=True))
    yield TextBlock(notice.attachment_title, _TITLE)
    for chapter in notice.chapters:
        if chapter.heading:
            yield from _head(chapter.heading)
        for part in chapter.parts:
            yield from _part(part)


def _head(text: str) -> Iterator[Flowable]:
    yield CondPageBreak(_LEAST)
    yield TextBlock(text, _HEADING)


def _part(part: Part) -> Iterator[Flowable]:
    yield from _head(part.heading)
    if part.lead:
        yield TextBlock(part.lead, _TEXT)
    for start in range(0, len(part.repairs), _MOST_REPAIRS):
        yield _table(part.columns, part.repairs[start : start + _MOST_REPAIRS])
    for text in part.paragraphs:
        yield TextBlock(text, _TEXT)


def _table(columns: Sequence[str], repairs: Sequence[Repair]) -> Table:
    """The problems; a repair stands beside all that it settles, and no line parts it."""
    rows = [[TextBlock(name, _COLUMN) for name in columns]]
    lines = []
    for repair in repairs:
        for place, row in enumerate(_rows_of(repair)):
            lines.append(("LINEABOVE", (0, len(rows)), (2 if place else -1, len(rows)), _RULE, "black"))
            rows += _parted(row)
    style = [
        ("BOX", (0, 0), (-1, -1), _RULE, "black"),
        ("LINEBEFORE", (1, 0), (-1, -1), _RULE, "black"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _CELL_PADDING),
        ("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), _RULE, "black"),
        *lines,
    ]
    return Table(rows, _WIDTHS, repeatRows=1, style=style, spaceBefore=4, spaceAfter=4)


def _rows_of(repair: Repair) -> Iterator[list[TextBlock]]:
    """A row for each problem that a repair settles; what it is goes on from row to row, as far as each is high."""
    rest = TextBlock(repair.what, _CELL)
    *before, last = [
        [TextBlock(str(problem.number), _NUMBER), TextBlock(problem.place, _CELL), TextBlock(problem.message, _CELL)]
        for problem in repair.problems
    ]
    for cells in before:
        height = max(cell.wrap(width, 0)[1] for cell, width in zip(cells, _TEXT_WIDTHS, strict=False))
        here, *after = rest.split(_TEXT_WIDTHS[-1], height)
        yield [*cells, here]
        rest = after[0] if after else TextBlock("", _CELL)
    yield [*last, rest]


def _parted(cells: list[TextBlock]) -> Iterator[list[TextBlock]]:
    """A row, or where one would fill a page as many as its text goes into: a page ends between rows alone."""
    while any(cell.text for cell in cells):
        parts = [cell.split(width, _TALLEST_ROW) for cell, width in zip(cells, _TEXT_WIDTHS, strict=True)]
        yield [first for first, *_ in parts]
        cells = [rest[0] if rest else TextBlock("", _CELL) for _, *rest in parts]


def _number_page(form: str, canvas: Any, document: Any) -> None:
    """Set a page's number below the text, outside: right on odd pages, left on even ones, a character from the edge."""
    text = shown(form.format(number=document.page))
    canvas.setFont(embedded_font(), layout.FOLIO)
    left = layout.MARGINS.left * _MM
    height = layout.MARGINS.bottom * _MM - _FOLIO_BELOW - layout.FOLIO / 2
    if document.page % 2:
        canvas.drawRightString(left + layout.TEXT_WIDTH - layout.FOLIO, height, text)
    else:
        canvas.drawString(left + layout.FOLIO, height, text)


def _blank() -> Spacer:
    """An empty line."""
    return Spacer(1, layout.LINE)
