"""Text as it is read: half-width and without white space, with the way back to the text of the file.

“２０２３ 年” reads “2023年”, and “①36件” stays as it is. Everything that is matched is matched on a `Normalized`;
everything that is quoted is quoted from the paragraph, through the offsets.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from service.reports.report import LIKELY, Location, Paragraph, Report, Spans, once_a_report

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
        if raw.isprintable() and " " not in raw and "[bookmark" not in raw:
            plain = raw.translate(_SHOWN)
            if len(plain) == len(raw):
                return cls(plain, range(len(raw)))
        hidden = {i for mark in _RESIDUE.finditer(raw) for i in range(*mark.span())}
        kept = [(char, at) for at, each in enumerate(raw) if at not in hidden for char in _SHOWN[ord(each)]]
        return cls("".join(char for char, _ in kept), tuple(at for _, at in kept))


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""Numbers of a list, which are no digits of the number right behind them: ①36件."""


class _Shown(dict[int, str]):
    """What a character of the file, by its number, is in a text that is read: one character, none or several.

    One that is printable and no blank is one at least.
    """

    def __missing__(self, raw: int) -> str:
        plain = chr(raw) if chr(raw) in _CIRCLED else unicodedata.normalize("NFKC", chr(raw))
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

    def at(self, start: int = 0, end: int | None = None, words: Spans = ()) -> Location:
        """Where it stands, with the whole sentence as the quote; a long one cut to the clauses around `start:end`.

        Meant are `words` of it, or else `start:end`.
        """
        last = len(self.text) if end is None else end
        is_long = self.offsets[-1] - self.offsets[0] >= QUOTE_LENGTH and (start, end) != (0, None)
        quoted = self._clauses_around(start, last) if is_long else (0, len(self.text))
        return self._as_sure_as_read(self.exactly(*quoted, words or ((start, last),)))

    def exactly(self, start: int, end: int, words: Spans = ()) -> Location:
        """Where `text[start:end]` stands, with just that as the quote; `words` of `text` are meant, or all of it."""
        return self.paragraph.locate(self.offsets[start], self.offsets[end - 1] + 1, self._in_paragraph(words))

    def _in_paragraph(self, words: Spans) -> Spans:
        """The characters of the paragraph that words of this sentence are."""
        return tuple((self.offsets[start], self.offsets[end - 1] + 1) for start, end in words)

    def through(
        self, following: "Sentence", start: int, end: int, words: Spans = (), following_words: Spans = ()
    ) -> Location:
        """From this sentence's `start` to the following one's `end`, both quoted whole where they are short.

        Meant are `words` of this one and `following_words` of the other.
        """
        first, last = self.offsets[0], following.offsets[-1] + 1
        if last - first > QUOTE_LENGTH:
            first, last = self.offsets[start], following.offsets[end - 1] + 1
        meant = (*self._in_paragraph(words), *following._in_paragraph(following_words))
        return following._as_sure_as_read(self._as_sure_as_read(self.paragraph.locate(first, last, meant)))

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
    return chain.from_iterable(sentences_of(report))


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
