"""Text as it is read: half-width and without white space, with the way back to the text of the file.

“２０２３ 年” reads “2023年”. Everything that is matched is matched on a `Normalized`; everything that is quoted is quoted
from the paragraph, through the offsets.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.reports.report import LIKELY, Location, Paragraph, Report, once_a_report

QUOTE_LENGTH = 200
"""Characters of a sentence that are quoted at most; a longer one is cut to the clauses around the place."""

LONGEST = 1_000
"""Characters of a sentence at most; what goes on without a stop is no prose, and is taken apart between clauses."""

_END = re.compile(r"[。！？!?]++[”’」』）)]*+")
_RESIDUE = re.compile(r"\[bookmark:[^\]]{0,200}\]")
_MARK = re.compile(r"[,;:、。]")


class Normalized(NamedTuple):
    """A paragraph's text to match on; `offsets[i]` is where its i-th character stands in the paragraph."""

    text: str
    offsets: Sequence[int]

    @classmethod
    def of(cls, raw: str) -> "Normalized":
        """What is read of a text of the file: conversion marks and invisible characters are left out."""
        shown = [*map(_SHOWN.__getitem__, raw)]
        if "[bookmark" not in raw and "" not in shown and len(plain := "".join(shown)) == len(raw):
            return cls(plain, range(len(raw)))
        hidden = {i for mark in _RESIDUE.finditer(raw) for i in range(*mark.span())}
        kept = [(char, at) for at, plain in enumerate(shown) if at not in hidden for char in plain]
        return cls("".join(char for char, _ in kept), tuple(at for _, at in kept))


class _Shown(dict[str, str]):
    """What a character of the file is in a text that is read: one character, none or several."""

    def __missing__(self, raw: str) -> str:
        plain = unicodedata.normalize("NFKC", raw)
        self[raw] = shown = "".join(char for char in plain if not char.isspace() and char.isprintable())
        return shown


_SHOWN = _Shown()


class Sentence(NamedTuple):
    """A sentence: `text` to match on; `offsets[i]` is where its i-th character stands in the paragraph."""

    text: str
    paragraph: Paragraph
    offsets: Sequence[int]

    @property
    def section(self) -> int | None:
        """The section it stands in, 0 for title and preamble."""
        return self.paragraph.section

    def at(self, start: int = 0, end: int | None = None) -> Location:
        """Where it stands, with the whole sentence as the quote; a long one cut to the clauses around `start:end`."""
        last = len(self.text) if end is None else end
        if self.offsets[-1] - self.offsets[0] >= QUOTE_LENGTH and (start, end) != (0, None):
            return self._as_sure_as_read(self.exactly(*self._clauses_around(start, last)))
        return self._as_sure_as_read(self.exactly(0, len(self.text)))

    def exactly(self, start: int, end: int) -> Location:
        """Where `text[start:end]` stands, with just that as the quote."""
        return self.paragraph.locate(self.offsets[start], self.offsets[end - 1] + 1)

    def through(self, following: "Sentence", start: int, end: int) -> Location:
        """From this sentence's `start` to the following one's `end`, both quoted whole where they are short."""
        first, last = self.offsets[0], following.offsets[-1] + 1
        if last - first > QUOTE_LENGTH:
            first, last = self.offsets[start], following.offsets[end - 1] + 1
        return following._as_sure_as_read(self._as_sure_as_read(self.paragraph.locate(first, last)))

    def _as_sure_as_read(self, quoted: Location) -> Location:
        """A place of it, as sure as all of it was read: what is not quoted tells what the quoted part means.

        So do the other sentences of its paragraph, from which a whole, a year or a body may be taken. A slip in those
        leaves it likely at best.
        """
        if self.paragraph.is_sure:
            return quoted
        own = self.paragraph.confidence(self.offsets[0], self.offsets[-1] + 1)
        return quoted._replace(confidence=min(quoted.confidence, own, LIKELY))

    def _clauses_around(self, start: int, end: int) -> tuple[int, int]:
        margin = max(0, (QUOTE_LENGTH - (end - start)) // 2)
        left = min((m.end() for m in _MARK.finditer(self.text, max(0, start - margin), start)), default=start)
        right = max((m.start() for m in _MARK.finditer(self.text, end, end + margin)), default=end)
        return left, right


@once_a_report
def sentences_of(report: Report) -> tuple[tuple[Sentence, ...], ...]:
    """The sentences of each paragraph of a report, in its order, made once a report."""
    return tuple(tuple(sentences(paragraph)) for paragraph in report.paragraphs)


def all_sentences(report: Report) -> Iterator[Sentence]:
    """All sentences of a report in reading order, headings included, table cells left out."""
    return (sentence for paragraph in sentences_of(report) for sentence in paragraph)


def sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    """The sentences of a paragraph in order, each with its stop."""
    whole = Normalized.of(paragraph.text)
    start = 0
    for stop in (*(match.end() for match in _END.finditer(whole.text)), len(whole.text)):
        while start < stop:
            end = _end(whole.text, start, stop)
            yield Sentence(whole.text[start:end], paragraph, whole.offsets[start:end])
            start = end


def _end(text: str, start: int, stop: int) -> int:
    """Where the sentence that begins at `start` ends: at its stop, or between clauses where that is too far."""
    if stop - start <= LONGEST:
        return stop
    last = start + LONGEST
    return text.rfind(";", start, last) + 1 or text.rfind(",", start, last) + 1 or last
