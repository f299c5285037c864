"""A report before it is a file: its text in sentences whose figures are marked, its tables as text by row and column."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from tests.corpus.bodies import Body

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence. `role` says what it claims (`received`, `own`, `done` …), `value` the number or year."""

    text: str
    role: str = ""
    value: Number | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What numbers of a sentence have to do with each other; the fields are indices of its pieces.

    `closed`: the parts add up to the whole; `open`: they are no more than it; `share`: the result is the
    percentage that the first part is of the whole; `growth`: by how many per cent the first part exceeds the whole.
    """

    kind: Literal["closed", "open", "share", "growth"]
    whole: int
    parts: tuple[int, ...]
    result: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its stop, as pieces."""

    pieces: tuple[Piece, ...]
    relations: tuple[Relation, ...] = ()
    topic: str = ""

    @property
    def text(self) -> str:
        """The sentence as it is read."""
        return "".join(piece.text for piece in self.pieces)

    def quote(self, index: int) -> str:
        """A piece with the character after it: “12件”."""
        rest = "".join(piece.text for piece in self.pieces[index + 1 :])
        return self.pieces[index].text + rest[:1].strip("，。；、）")

    def with_piece(self, index: int, piece: Piece) -> "Sentence":
        """The sentence with another piece in that place."""
        return replace(self, pieces=(*self.pieces[:index], piece, *self.pieces[index + 1 :]))

    @classmethod
    def of(cls, text: str, topic: str = "") -> "Sentence":
        """A sentence that claims nothing."""
        return cls((Piece(text),), (), topic)


Paragraph = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A sub-head. `run_in`: it starts its paragraph, with `mark` (“。”, “：”, “，”) after it."""

    numeral: str
    title: str
    key: str | None
    mark: str = ""
    run_in: bool = False

    @property
    def text(self) -> str:
        """The head as it stands."""
        return self.numeral + self.title + self.mark


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-section, or text without a head."""

    head: Head | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One of the six sections. `number` is its true one; `numeral` and `title` are as they stand."""

    number: int
    numeral: str
    title: str
    parts: tuple[Part, ...] = ()
    table: str | None = None
    table_first: bool = True


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table: `cells` by row and column as text; `labels` (`row:received`, `column:total`) overrule the form's."""

    key: str
    cells: dict[str, dict[str, str]]
    labels: dict[str, str] = field(default_factory=dict)
    edition: int = 2021

    def with_cell(self, row: str, column: str, text: str) -> "TableDraft":
        """The table with another text in a cell."""
        return replace(self, cells=self.cells | {row: self.cells[row] | {column: text}})


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole report. `lines` under the title or at the end hold signature and date."""

    seed: int
    body: Body
    year: int
    title: tuple[Sentence, ...]
    preamble: tuple[Paragraph, ...]
    sections: tuple[SectionDraft, ...]
    tables: dict[str, TableDraft]
    under_title: tuple[Sentence, ...] = ()
    ending: tuple[Sentence, ...] = ()

    def section(self, number: int) -> SectionDraft:
        """The first section of that number."""
        return next(section for section in self.sections if section.number == number)

    def with_section(self, changed: SectionDraft) -> "Draft":
        """The report with the section of that number changed."""
        return replace(self, sections=tuple(changed if s.number == changed.number else s for s in self.sections))

    def with_table(self, table: TableDraft) -> "Draft":
        """The report with another table of that key."""
        return replace(self, tables=self.tables | {table.key: table})

    def with_cell(self, table: str, row: str, column: str, text: str) -> "Draft":
        """The report with another text in one cell."""
        return self.with_table(self.tables[table].with_cell(row, column, text))

    def sentences(self) -> Iterator[tuple[int, Sentence]]:
        """Every sentence with its section; 0 for title, preamble and what stands at the end."""
        front = (*self.title, *self.under_title, *(s for p in self.preamble for s in p))
        yield from ((0, sentence) for sentence in front)
        for section in self.sections:
            for part in section.parts:
                yield from ((section.number, s) for paragraph in part.paragraphs for s in paragraph)
        yield from ((0, sentence) for sentence in self.ending)

    def rewritten(self, change: Callable[[Sentence], Sentence | None]) -> "Draft":
        """The report with `change` applied to every sentence; None leaves the sentence out."""
        return replace(
            self,
            title=_line(self.title, change),
            under_title=_line(self.under_title, change),
            preamble=_paragraphs(self.preamble, change),
            sections=tuple(_section(section, change) for section in self.sections),
            ending=_line(self.ending, change),
        )

    def replaced(self, old: Sentence, new: Sentence) -> "Draft":
        """The report with that very sentence replaced."""
        return self.rewritten(lambda sentence: new if sentence is old else sentence)


def _line(line: Paragraph, change: Callable[[Sentence], Sentence | None]) -> Paragraph:
    return tuple(new for sentence in line if (new := change(sentence)) is not None)


def _paragraphs(
    paragraphs: tuple[Paragraph, ...], change: Callable[[Sentence], Sentence | None]
) -> tuple[Paragraph, ...]:
    return tuple(line for paragraph in paragraphs if (line := _line(paragraph, change)))


def _section(section: SectionDraft, change: Callable[[Sentence], Sentence | None]) -> SectionDraft:
    parts = tuple(replace(part, paragraphs=_paragraphs(part.paragraphs, change)) for part in section.parts)
    return replace(section, parts=parts)
