"""The report's text as sentences, in a form that patterns can be matched on.

A sentence's `text` is half-width (NFKC) and without white space, so “２０２３ 年” reads “2023年”; its locations and
quotes are those of the text as it stands in the file.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.domain.report import Location, Paragraph, Report

QUOTE_LENGTH = 200
"""Characters of a sentence that are quoted at most; a longer one is cut to the clauses around the fault."""

LONGEST = 1_000
"""Characters of a sentence at most; what goes on without a stop is no prose, and is taken apart between clauses."""

REACH = 200
"""Characters before and after a word or figure that may tell what it means."""

_END = re.compile(r"[。！？!?]+[”’」』）)]*")
_RESIDUE = re.compile(r"\[bookmark:[^\]]{0,200}\]")
_CLAUSE = re.compile(r"[,;:、。]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text` to match on; `offsets[i]` is where its i-th character stands in the paragraph."""

    text: str
    paragraph: Paragraph
    offsets: tuple[int, ...]

    @property
    def section(self) -> int | None:
        """The section it stands in, 0 for title and preamble."""
        return self.paragraph.section

    @property
    def place(self) -> tuple[int, int]:
        """What tells it from the other sentences of its report."""
        return id(self.paragraph), self.offsets[0]

    def at(self, start: int = 0, end: int | None = None) -> Location:
        """Where it stands, with the whole sentence as the quote; a long one cut to the clauses around `start:end`."""
        last = len(self.text) if end is None else end
        if self.offsets[-1] - self.offsets[0] >= QUOTE_LENGTH and (start, end) != (0, None):
            start, last = self._clauses_around(start, last)
        else:
            start, last = 0, len(self.text)
        return self.exactly(start, last)

    def exactly(self, start: int, end: int) -> Location:
        """Where `text[start:end]` stands, with just that as the quote."""
        return self.paragraph.locate(self.offsets[start], self.offsets[end - 1] + 1)

    def through(self, following: "Sentence", start: int, end: int) -> Location:
        """From this sentence's `start` to the following one's `end`, both quoted whole where they are short."""
        first, last = self.offsets[0], following.offsets[-1] + 1
        if last - first > QUOTE_LENGTH:
            first, last = self.offsets[start], following.offsets[end - 1] + 1
        return self.paragraph.locate(first, last)

    def clause(self, start: int, end: int) -> str:
        """The text between the commas and stops around `text[start:end]`, `REACH` characters either side at most."""
        before, after = self.beside(start, end)
        return _CLAUSE.split(before)[-1] + self.text[start:end] + _CLAUSE.split(after, maxsplit=1)[0]

    def beside(self, start: int, end: int) -> tuple[str, str]:
        """The text before and after `text[start:end]` that may tell what it means, `REACH` characters at most."""
        return self.text[max(0, start - REACH) : start], self.text[end : end + REACH]

    def _clauses_around(self, start: int, end: int) -> tuple[int, int]:
        margin = max(0, (QUOTE_LENGTH - (end - start)) // 2)
        left = min((m.end() for m in _CLAUSE.finditer(self.text, max(0, start - margin), start)), default=start)
        right = max((m.start() for m in _CLAUSE.finditer(self.text, end, end + margin)), default=end)
        return left, right


@lru_cache(maxsize=4)
def sentences(report: Report) -> tuple[Sentence, ...]:
    """All sentences of a report in reading order, headings included, table cells left out."""
    return tuple(sentence for paragraph in report.paragraphs for sentence in split(paragraph))


def split(paragraph: Paragraph) -> Iterator[Sentence]:
    """The sentences of a paragraph; conversion marks are left out of their text."""
    text, offsets = _squeeze(paragraph.text)
    start = 0
    for stop in (*(m.end() for m in _END.finditer(text)), len(text)):
        while start < stop:
            end = _end(text, start, stop)
            yield Sentence(text[start:end], paragraph, offsets[start:end])
            start = end


def _end(text: str, start: int, stop: int) -> int:
    """Where the sentence that begins at `start` ends: at its stop, or between clauses where that is too far."""
    if stop - start <= LONGEST:
        return stop
    last = start + LONGEST
    return text.rfind(";", start, last) + 1 or text.rfind(",", start, last) + 1 or last


def _squeeze(text: str) -> tuple[str, tuple[int, ...]]:
    shown = [*map(_plain, text)]
    if "[bookmark" not in text and "" not in shown and len(plain := "".join(shown)) == len(text):
        return plain, tuple(range(len(text)))
    hidden = {i for mark in _RESIDUE.finditer(text) for i in range(*mark.span())}
    characters: list[str] = []
    offsets: list[int] = []
    for offset, plain in enumerate(shown):
        if offset in hidden:
            continue
        for char in plain:
            characters.append(char)
            offsets.append(offset)
    return "".join(characters), tuple(offsets)


@lru_cache(maxsize=30_000)
def _plain(raw: str) -> str:
    """What a character of the file is in a sentence's text: one, none or several."""
    return "".join(char for char in unicodedata.normalize("NFKC", raw) if not char.isspace() and char.isprintable())
