"""Pages → the document: tables and paragraphs in reading order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from statistics import median

from service.errors import NoTextLayer, UntrustedText
from service.reports.report import Paragraph, Why
from workers.limits import Limits, Tally
from workers.readers.document import Block, Document, Grid, GridCell, Unread
from workers.readers.geometry import paragraphs, sheets, stitching
from workers.readers.geometry.asides import has_text, without_aside
from workers.readers.geometry.characters import is_unknown
from workers.readers.geometry.columns import in_columns
from workers.readers.geometry.lines import Line
from workers.readers.geometry.page import Page
from workers.readers.geometry.paragraphs import Column, Placed
from workers.readers.geometry.sheets import Sheet
from workers.readers.geometry.tables import Cell, Table, lattice_to_table
from workers.readers.structure.furniture import without_site
from workers.readers.structure.heads import is_section_head

_MOST_UNKNOWN = 0.2
"""Share of glyphs without a character beyond which no text can be trusted."""


@dataclass(slots=True)
class Part:
    """What of a table stands on one page."""

    table: Table
    top: float
    begins: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside which no text stands."""

    top: float


def assemble(pages: Iterable[Page], limits: Limits) -> Document:
    """The document on those pages. Raises NoTextLayer, UntrustedText or LimitExceeded."""
    found = _sheets(pages, limits)
    blocks = list(without_site(_blocks(found, _stitched(found))))
    _check_size(blocks, limits)
    pictured = tuple(one.page.number for one in found if one.page.is_picture)
    return Document(tuple(blocks), pages=len({one.page.number for one in found}), pictured=pictured)


def tables_on(pages: Iterable[Page], limits: Limits) -> list[Grid]:
    """The tables of that document alone, without the work that its paragraphs are, but for those in cells. Raises as `assemble`."""
    parts = [part for here in _stitched(_sheets(pages, limits)) for part in here if part.begins]
    tables = [block for part in parts for block in unwrapped(part.table) if isinstance(block, Grid)]
    _check_size(tables, limits)
    return tables


def cells_on(pages: Iterable[Page], limits: Limits) -> Iterator[GridCell]:
    """The cells of all that is ruled on each page by itself. Raises LimitExceeded."""
    for page in _counted(pages, limits):
        sheet = sheets.find_tables(page, limits)
        for lattice in (*sheet.lattices, *sheet.frames):
            yield from lattice_to_table(lattice, page.number).grid().cells


def _sheets(pages: Iterable[Page], limits: Limits) -> list[Sheet]:
    """The pages with their tables apart from their lines. Raises NoTextLayer, UntrustedText or LimitExceeded."""
    found = [
        part for page in _counted(pages, limits) for part in in_columns(without_aside(sheets.find_tables(page, limits)))
    ]
    _check_text(found)
    sheets.assign_frames(found)
    return found


def _counted(pages: Iterable[Page], limits: Limits) -> Iterator[Page]:
    """The pages as they come. Raises LimitExceeded as soon as there is too much on them, all together."""
    glyphs = rules = 0
    for page in pages:
        glyphs += len(page.glyphs)
        rules += len(page.marks)
        limits.check("glyphs", glyphs)
        limits.check("rules", rules)
        yield page


def _check_text(found: Sequence[Sheet]) -> None:
    shown = chain.from_iterable(one.page.glyphs for one in found if not one.page.is_picture)
    texts = Counter(map(attrgetter("text"), shown))
    if not texts:
        raise NoTextLayer
    unknown = filter(is_unknown, texts) if is_unknown("".join(texts)) else ()
    if sum(map(texts.__getitem__, unknown)) > _MOST_UNKNOWN * texts.total():
        raise UntrustedText


def _check_size(blocks: Sequence[Block], limits: Limits) -> None:
    tally = Tally(limits)
    for block in blocks:
        if isinstance(block, Grid):
            limits.check("cells_a_table", len(block.cells))
            for cell in block.cells:
                tally.counted(cell.text)
        elif isinstance(block, Paragraph):
            tally.counted(block.text)


def _stitched(found: Sequence[Sheet]) -> list[list[Part]]:
    """The parts of tables on each page, those that belong together joined."""
    parts: list[list[Part]] = []
    open_table: Table | None = None
    for one in found:
        here = []
        for lattice in one.lattices:
            table = lattice_to_table(lattice, one.page.number)
            if open_table and sheets.is_first(lattice, one) and stitching.can_be_stitched(open_table, table):
                stitching.stitch(open_table, table)
                here.append(Part(open_table, lattice.ys[0], begins=False))
            else:
                here.append(Part(table, lattice.ys[0], begins=True))
        last = max(range(len(here)), key=lambda i: one.lattices[i].ys[-1], default=None)
        open_table = here[last].table if last is not None and sheets.is_last(one.lattices[last], one) else None
        parts.append(here)
    for table in dict.fromkeys(part.table for here in parts for part in here if not part.begins):
        stitching.extend_labels(table)
    return parts


def _blocks(found: Sequence[Sheet], parts: Sequence[list[Part]]) -> list[Block]:
    everything = [line for one in found for line in one.lines]
    body = paragraphs.body_font(everything)
    widest = max((line.width for line in everything), default=0.0)
    usual = paragraphs.text_column(everything, widest) or Column(0.0, widest, 0.0, 0.0)
    blocks: list[Block] = []
    pending: list[Placed] = []
    for one, here in zip(found, parts, strict=True):
        column = _column_of(one, widest, usual)
        items: list[Line | Part | Picture] = [*one.lines, *here, *_pictures(one)]
        for item in sorted(items, key=lambda item: item.top):
            if isinstance(item, Part):
                blocks += paragraphs.lines_to_paragraphs(pending, body)
                pending = []
                if item.begins:
                    blocks += unwrapped(item.table, body)
            elif isinstance(item, Picture):
                blocks += [*paragraphs.lines_to_paragraphs(pending, body), Unread(Why.PICTURE)]
                pending = []
            else:
                pending.append(Placed(item, one.page.number, column))
    return blocks + paragraphs.lines_to_paragraphs(pending, body)


def _column_of(one: Sheet, widest: float, usual: Column) -> Column:
    """How a sheet's text is set; one of several columns has edges of its own."""
    if one.is_column:
        across = max((line.width for line in one.lines), default=widest)
        return paragraphs.text_column(one.lines, across) or usual
    return paragraphs.with_margins_of(paragraphs.text_column(one.lines, widest), usual)


def _pictures(one: Sheet) -> Iterator[Picture]:
    if one.page.is_picture:
        yield Picture(0.0)
    for top, bottom in one.page.pictures:
        if not any(line.top < bottom and line.base > top for line in one.lines):
            yield Picture(top)


def unwrapped(table: Table, body: str = "") -> Iterator[Block]:
    """A table without what it only lays out, which cuts it: heads of sections and prose in rows of their own.

    Where none of its cells is a figure and some are prose, all of it is text. `body` is the font of most text.
    """
    cells = sorted(table.cells, key=lambda cell: (cell.top, cell.left))
    width = max((cell.right for cell in cells), default=0)
    is_layout = any(map(_is_prose, cells)) and not any(cell.is_figure for cell in cells)
    part: list[Cell] = []
    for cell in cells:
        is_over = cell.right - cell.left == width
        if not is_layout and not (is_over and (is_section_head(cell.text) or "。" in cell.text)):
            part.append(cell)
            continue
        if part:
            yield replace(table, cells=part).grid()
        if not (is_layout and _holds_links(cell, table)):
            yield from _text_of(cell, body)
        part = []
    if part:
        yield replace(table, cells=part).grid()


_LONGEST_LABEL = 60
"""Characters of a cell beyond which one with a sentence in it is no label."""


def _is_prose(cell: Cell) -> bool:
    return len(cell.text) > _LONGEST_LABEL and "。" in cell.text


_NARROW = 0.33
"""Share of a table's width up to which a column beside prose may be a site's bar."""


def _holds_links(cell: Cell, table: Table) -> bool:
    """Whether it holds a site's links beside its text: a narrow one without a sentence and without a head."""
    left, _, right, _ = cell.box
    is_narrow = right - left < _NARROW * (table.xs[-1] - table.xs[0])
    return is_narrow and not has_text([line.text for line in cell.lines])


def _text_of(cell: Cell, body: str) -> Iterator[Paragraph]:
    """The paragraphs of a cell."""
    widest = max((line.width for line in cell.lines), default=0.0)
    left, _, right, _ = cell.box
    em = median([line.em for line in cell.lines]) if cell.lines else 0.0
    column = paragraphs.text_column(cell.lines, widest) or Column(left, right, 0.0, em)
    yield from paragraphs.lines_to_paragraphs([Placed(line, cell.page, column) for line in cell.lines], body)
