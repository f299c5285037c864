"""The main text of a DOC file: paragraphs and tables in reading order."""

import re
from collections.abc import Iterator

from service.reports.report import Paragraph, Why
from workers.limits import Limits
from workers.readers.doc.container import Container, Part
from workers.readers.doc.formats import Formats, ParagraphFormat, RunFormat
from workers.readers.doc.lists import Numbering
from workers.readers.doc.runs import Runs
from workers.readers.doc.story import Story
from workers.readers.doc.text import Text, text_boxes
from workers.readers.document import Block, Unread
from workers.readers.word.runs import Fields, Line, paragraphs, symbol

_CELL = "\x07"
_SECTION = "\x0c"
_END = re.compile(f"[\r{_CELL}{_SECTION}]")
_CONTROL = re.compile(r"([\x00-\x08\x0a-\x1f])")
_CONTROLS = frozenset(map(chr, range(0x20))) - {"\t"}
_BREAKS = frozenset("\x0b\x0c\x0e")
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_PICTURE = "\x01"
_ANCHOR = "\x08"
_HYPHEN = "\x1e"


class Body:
    """Reads a document once, from its first character to its last: numbering and fields go on all through it."""

    def __init__(self, container: Container, limits: Limits) -> None:
        self._text = Text(container, limits)
        self._paragraph_runs = Runs(container, Part.PARAGRAPHS, limits)
        self._character_runs = Runs(container, Part.CHARACTERS, limits)
        self._formats = Formats(container)
        self._numbering = Numbering(container)
        self._limits = limits
        self._main = range(container.length)
        self._boxes = text_boxes(container)
        self._anchored: list[range] = []
        """The text boxes of the paragraph that has not ended yet."""
        self._story = Story(self._limits)
        self._lines = [Line()]
        """The lines of the paragraph that has not ended yet."""
        self._is_pictured = False
        """Whether a picture stands in the paragraph that has not ended yet."""
        self._fields = Fields()

    def blocks(self) -> list[Block]:
        """All of its blocks."""
        return self._stretch(self._main)

    def _stretch(self, numbers: range) -> list[Block]:
        """The blocks of the main text, or of a text box."""
        start = numbers.start
        for end in self._ends(numbers):
            self._paragraph(start, end)
            start = end + 1
        return self._story.end()

    def _ends(self, numbers: range) -> Iterator[int]:
        """Where paragraphs end; a page's end does so only if the file says that it does."""
        for found in _END.finditer(self._text.characters, numbers.start, numbers.stop):
            offset, width = self._text.offset(found.start())
            if found[0] != _SECTION or self._paragraph_runs.at(offset)[1] == offset + width:
                yield found.start()

    def _paragraph(self, start: int, end: int) -> None:
        mark = self._text.characters[end]
        form = self._formats.paragraph(self._paragraph_runs.at(self._text.offset(end)[0])[2])
        depth = max(form.depth, int(mark == _CELL))
        self._read(start, end, form.style)
        if form.row_ends and (mark == _CELL or depth > 1):
            self._lines = [Line()]
            self._story.end_row(depth, form.rows)
            return
        cell_ends = mark == _CELL or form.cell_ends
        if not cell_ends and self._run_at(end, form.style)[1].hidden:
            return
        written: list[Block] = [*self._written(form)]
        self._story.add(depth, [Unread(Why.PICTURE)] if self._is_pictured and not written else written)
        self._lines, self._is_pictured = [Line()], False
        self._story.add(depth, self._in_boxes())
        if cell_ends:
            self._story.end_cell(depth)

    def _written(self, form: ParagraphFormat) -> Iterator[Paragraph]:
        if form.contents:
            return
        label = self._numbering.label(form.list, form.level, form.style)
        yield from paragraphs(self._lines, label, heading=form.heading)

    def _in_boxes(self) -> list[Block]:
        """What stands in the text boxes of the paragraph that has ended; each is read once."""
        anchored, self._anchored = self._anchored, []
        around = self._story
        blocks: list[Block] = []
        for numbers in anchored:
            self._story = Story(self._limits)
            blocks += self._stretch(numbers)
        self._story = around
        return blocks

    def _run_at(self, number: int, style: int) -> tuple[int, RunFormat]:
        """The format of a character, and the number of the next one that may have another."""
        _, end, data = self._character_runs.at(self._text.offset(number)[0])
        return self._text.until(number, end), self._formats.run(data, style)

    def _read(self, start: int, end: int, style: int) -> None:
        """Adds the visible text between two characters to the paragraph's lines."""
        while start < end:
            following, form = self._run_at(start, style)
            text = self._text.characters[start : min(following, end)]
            if _ANCHOR in text and not form.hidden:
                self._anchored += self._anchored_in(start, text)
            start = following
            for part in _CONTROL.split(text):
                if part in _CONTROLS:
                    self._control(part, form)
                elif form.symbol is not None:
                    self._add(symbol("wingdings", form.symbol) * len(part), form)
                else:
                    self._add(part, form)
        self._fields.end_paragraph()

    def _anchored_in(self, start: int, text: str) -> Iterator[range]:
        for found in re.finditer(_ANCHOR, text):
            if numbers := self._boxes.pop(start + found.start(), None):
                yield numbers

    def _control(self, sign: str, form: RunFormat) -> None:
        if sign == _FIELD:
            self._fields.begin()
        elif sign == _RESULT:
            self._fields.separate()
        elif sign == _FIELD_END:
            self._fields.end()
        elif form.hidden or not self._fields.is_seen:
            return
        elif sign == _HYPHEN:
            self._add("-", form)
        elif sign == _PICTURE:
            self._is_pictured = True
        elif sign in _BREAKS:
            self._lines.append(Line())

    def _add(self, text: str, form: RunFormat) -> None:
        if text and not form.hidden and self._fields.is_seen:
            self._lines[-1].add(text, bold=form.bold)
