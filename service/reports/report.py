"""A report as a reader found it: title, paragraphs, sections and tables, each with its place in the file.

Readers make these values and rules read them. Nothing here knows of files, HTTP or rules.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, wraps
from itertools import accumulate, chain
from typing import NamedTuple, TypeVar

from service.reports.figures import Figure

Made = TypeVar("Made")

BBox = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch), origin at the page's top left."""

Spans = tuple[tuple[int, int], ...]
"""Parts of a text, each by where it starts and ends."""

SURE = 0.9
"""A figure or a word read with less confidence than this accuses nobody."""
LIKELY = 0.6
"""Words read with less confidence than `SURE`, but at least with this, may be put to a person as something to check."""
OVERLOOKED = "□"
"""Stands in recognised text for characters that were overlooked, with no sureness at all."""
_NUMERALS = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百两□")
_FEW = 12
"""One character in so many may be misread in words that are likely read."""


class Why(StrEnum):
    """Why it was not read."""

    ATTACHMENT = "attachment"
    """The text says that it stands in an attachment or elsewhere."""
    FILE = "file"
    """Another file is linked or embedded there."""
    PICTURE = "picture"
    LAYOUT = "layout"
    """It stands there in a shape in which its parts can't be told apart."""
    RECOGNITION = "recognition"
    """Recognition isn't sure of it."""
    NO_FIGURE = "no_figure"
    """Where a figure must stand is nothing, or words."""
    CRASH = "crash"
    """The rule failed by the service's own fault."""


class Location(NamedTuple):
    """Where something stands: its place in the file and its address in the form.

    `attachment` names the file that it stands in where that was sent along with the report's own.
    `section` is 1 to 6, and 0 for title and preamble. `line` counts from 1 and is for text files; `page`
    (from 1) and `bbox` are for paged ones. `quote` is the sentence or cell as it stands in the file, and `confidence`
    how surely it was read (0 to 1): by its least sure character where it was recognised from a picture. `focus` says which
    characters of the quote are meant, each part by its start and end; it is empty where all of them are.
    """

    section: int | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    line: int | None = None
    page: int | None = None
    bbox: BBox | None = None
    quote: str | None = None
    confidence: float = 1.0
    attachment: str | None = None
    focus: Spans = ()

    @property
    def is_sure(self) -> bool:
        """Whether it was read surely enough to accuse its author."""
        return self.confidence >= SURE

    @property
    def unfocused(self) -> "Location":
        """The same whatever of its quote is meant: what tells one place from another."""
        return self._replace(focus=()) if self.focus else self


def _within(length: int, spans: Iterable[tuple[int, int]]) -> Spans:
    """Parts of a text of that length, in its order and without what is beyond it; none where they are all of it."""
    kept = sorted({(max(start, 0), min(end, length)) for start, end in spans})
    return () if kept == [(0, length)] else tuple((start, end) for start, end in kept if start < end)


class Piece(NamedTuple):
    """The part of a paragraph that stands on one line of the file, from offset `start` of its text.

    `attachment` names the file that it stands in where that was sent along with the one that was to hold the report.
    """

    start: int
    line: int | None = None
    page: int | None = None
    bbox: BBox | None = None
    attachment: str | None = None


class Paragraph(NamedTuple):
    """A paragraph of text. `pieces` says which part stands where, in order of their offsets.

    `emphasis` is a hint that it is set as a heading (bold, another font); many files give none. `scores` says of each
    character how surely it was recognised (0 to 1); it is empty where nothing was recognised from a picture.
    """

    text: str
    pieces: tuple[Piece, ...] = (Piece(0),)
    section: int | None = None
    emphasis: bool = False
    scores: tuple[float, ...] = ()

    @classmethod
    def joined(cls, parts: Sequence["Paragraph"]) -> "Paragraph":
        """Paragraphs that follow each other as one, which stands in the section of the first."""
        begins = (0, *accumulate(len(each.text) for each in parts[:-1]))
        pieces = (
            piece._replace(start=begin + piece.start)
            for each, begin in zip(parts, begins, strict=True)
            for piece in each.pieces
        )
        scores = chain.from_iterable(each.scores or (1.0,) * len(each.text) for each in parts)
        is_scored = any(each.scores for each in parts)
        text = "".join(each.text for each in parts)
        return cls(text, tuple(pieces), parts[0].section, scores=tuple(scores) if is_scored else ())

    @property
    def is_sure(self) -> bool:
        """Whether each of its words was read surely enough to accuse its author."""
        return self.confidence() >= SURE

    def confidence(self, start: int = 0, end: int | None = None) -> float:
        """How surely `text[start:end]` was read: as its least sure character, but for punctuation.

        Among many words that were surely read a few that were not leave it likely, unless a number is among them.
        """
        if not self.scores:
            return 1.0
        read = zip(self.text[start:end], self.scores[start:end], strict=False)
        scored = [(char, score) for char, score in read if not _is_punctuation(char)]
        unsure = [char for char, score in scored if score < SURE]
        least = min((score for _, score in scored), default=1.0)
        if not _NUMERALS.isdisjoint(unsure) or len(unsure) * _FEW > len(scored):
            return least
        return max(least, LIKELY)

    @property
    def at(self) -> Location:
        """The location of the whole paragraph."""
        return self.locate(0, len(self.text))

    def locate(self, start: int, end: int, focus: Spans = ()) -> Location:
        """The location of `text[start:end]`; its bbox covers the lines touched on the page it starts on.

        `focus` are the characters of `text` that are meant.
        """
        first = max((i for i, piece in enumerate(self.pieces) if piece.start <= start), default=0)
        touched = [self.pieces[first]] + [p for p in self.pieces[first + 1 :] if p.start < end]
        head = touched[0]
        boxes = [p.bbox for p in touched if p.bbox and p.page == head.page]
        quote = self.text[start:end].strip()
        begin = self.text.find(quote, start)
        return Location(
            section=self.section,
            line=head.line,
            page=head.page,
            bbox=union(boxes),
            quote=quote,
            confidence=self.confidence(start, end),
            attachment=head.attachment,
            focus=_within(len(quote), [(left - begin, right - begin) for left, right in focus]),
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's or sub-section's head: “五、” is its numeral, 5 its number, “存在的主要问题” its title.

    `style` is the numeral's kind: `一、`, `（一）`, `1.`, `一` (no mark after it) or `` (no numeral).
    """

    paragraph: Paragraph
    numeral: str = ""
    number: int | None = None
    style: str = ""
    title: str = ""

    @property
    def at(self) -> Location:
        """The location of the head itself, without any text that follows it in the same paragraph."""
        end = self.paragraph.text.find(self.title) + len(self.title) if self.title else len(self.paragraph.text)
        return self.paragraph.locate(0, end)


@dataclass(frozen=True, slots=True)
class Subsection:
    """A part of a section under a head of its own. `key` is one of `form.SUBSECTIONS`, None for a region's own."""

    heading: Heading
    key: str | None
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections; `number` follows the title's meaning, not its numeral.

    `paragraphs` are all of its text in order, sub-heads included, its own head and table cells left out.
    """

    number: int
    heading: Heading
    paragraphs: tuple[Paragraph, ...] = ()
    subsections: tuple[Subsection, ...] = ()
    grids: int = 0
    """How many grids stand in it, tables of the form or not."""
    has_loose_rows: bool = False
    """Whether rows of its table stand among the text: the table is there, and was badly read."""
    unread: Why | None = None
    """Why its table may stand in what isn't read: a picture, another file, or an attachment that its text refers to."""


class Cell(NamedTuple):
    """One figure cell: its text as it stands, what it says as a figure, and how surely it was read (0 to 1)."""

    text: str
    figure: Figure
    at: Location
    confidence: float = 1.0

    @property
    def is_sure(self) -> bool:
        """Whether it was read surely enough to accuse its author."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table by its key. `unreadable` says why its figures can't be told apart; then it has no cells."""

    key: str
    label: str
    at: Location
    cells: Mapping[str, Cell] = field(default_factory=dict)
    unreadable: str = ""


class Label(NamedTuple):
    """A row's or column's label as it stands (`text`) beside the form's wording (`expected`)."""

    key: str
    text: str
    expected: str
    at: Location

    exact: bool = True
    """Whether it is the form's wording, punctuation and space aside, or one just as right."""


@dataclass(frozen=True)
class Table:
    """A statutory table as read. One that isn't in the report is a table without rows: `Table(key)`.

    `edition` is the year of the form it follows (2021 or 2019). `columns` are the keys whose labels were found.
    """

    key: str
    edition: int = 2021
    at: Location = Location()
    rows: Mapping[str, Row] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    has_unread: bool = False
    """Whether rows or columns are ruled in it whose labels could not be recognised: what it lacks may be they."""

    def __bool__(self) -> bool:
        return bool(self.rows)

    def cell(self, row: str, column: str) -> Cell | None:
        """The cell of that row and column, None where the row is missing or unreadable."""
        found = self.rows.get(row)
        return found.cells.get(column) if found else None

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells that were read, row by row."""
        return tuple([cell for row in self.rows.values() for cell in row.cells.values()])


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on a rule speaks."""

    copied_share: float = 0.8
    """The share of a section that repeats last year's from which on it counts as copied."""
    copied_length: int = 200
    """Characters from which on a section is compared with last year's."""


@dataclass(frozen=True, eq=False)
class Report:
    """A whole report as read, with what its sender said of it. Compared by identity, so that readings of it can be kept.

    `asked_year` is the report year that the caller gave; `previous` is last year's report, if sent along; `bodies`
    are the reports of a government's bodies, where a batch has them; `thresholds` say from where on rules speak.
    `sections` stand in the order of the file, so one may come twice. `pages` is None for files without pages; `unread`
    are places on them where something was seen that recognition could not read, `pictured` the numbers of those that are
    pictures and were not recognised.
    """

    title: Paragraph | None = None
    preamble: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    pages: int | None = None
    unread: tuple[Location, ...] = ()
    pictured: tuple[int, ...] = ()
    asked_year: int | None = None
    previous: "Report | None" = None
    bodies: "tuple[Report, ...]" = ()
    thresholds: Thresholds = Thresholds()

    def section(self, number: int) -> Section | None:
        """The first section of that number, None where it is missing."""
        return next((section for section in self.sections if section.number == number), None)

    def table(self, key: str) -> Table:
        """The table of that key; one without rows where the report has none."""
        for table in self.tables:
            if table.key == key:
                return table
        return Table(key)

    @property
    def disclosure(self) -> Table:
        """Table two: what was disclosed on the body's own initiative."""
        return self.table("disclosure")

    @property
    def applications(self) -> Table:
        """Table three: applications received and what became of them."""
        return self.table("applications")

    @property
    def reviews(self) -> Table:
        """Table four: administrative reviews and lawsuits."""
        return self.table("reviews")

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All text in reading order: title, preamble and sections, heads included, tables left out."""
        title = (self.title,) if self.title else ()
        body = (p for s in self.sections for p in (s.heading.paragraph, *s.paragraphs))
        return (*title, *self.preamble, *body)

    @property
    def overlooked(self) -> int:
        """On how many places and pages anything may stand, for they could not be read."""
        return len(self.unread) + len(self.pictured)

    @cached_property
    def doubtful(self) -> tuple[Paragraph, ...]:
        """The paragraphs with words that were not surely recognised."""
        return tuple(paragraph for paragraph in self.paragraphs if not paragraph.is_sure)

    def asked(self, year: int | None) -> "Report":
        """The same report, audited as the one of `year`."""
        return replace(self, asked_year=year)


def once_a_report(make: Callable[[Report], Made]) -> Callable[[Report], Made]:
    """Keep what a function makes of a report with that report, as long as that lives."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(report: Report) -> Made:
        made: dict[str, Made] = vars(report)
        if name not in made:
            made[name] = make(report)
        return made[name]

    return kept


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char).startswith(("P", "Z"))


def union(boxes: list[BBox]) -> BBox | None:
    """The smallest box around all of them, None for none."""
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def counted(cell: Cell | None) -> int | Decimal | None:
    """The figure that a cell surely states; None where there is no cell, or it is blank, words or badly read."""
    if cell is None or not cell.is_sure or cell.figure.is_blank:
        return None
    return cell.figure.value
