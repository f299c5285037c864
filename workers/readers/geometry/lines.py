"""Glyphs → lines of text, across or down."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter, eq

from service.reports.report import BBox
from workers.readers.geometry import thresholds
from workers.readers.geometry.characters import is_latin
from workers.readers.geometry.page import Glyph

_TEXT, _LEFT, _BASE, _EM = map(attrgetter, ("text", "left", "base", "em"))

_MAY_BE_WORDS = re.compile(r"[\x00-\x7f]{2}")
"""Characters of which two in a row may stand apart."""


@dataclass(slots=True)
class Line:
    """Glyphs that stand on one line, in reading order; `box` is the smallest around them."""

    glyphs: list[Glyph]
    text: str
    box: BBox
    _em: float | None = field(default=None, init=False, repr=False, compare=False)

    def is_torn(self) -> bool:
        """Whether digits on it that may not be one number's stand apart: without white space, or with too much of it."""
        return " " in self.text and any(
            before.text[-1:].isdigit()
            and after.text[:1].isdigit()
            and _gap(before, after) > (thresholds.WRITTEN_GAP if after.spaced else thresholds.NUMBER_GAP)
            for before, after in pairwise(self.glyphs)
        )

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.box[1]

    @property
    def width(self) -> float:
        """From its left edge to its right one."""
        return self.box[2] - self.box[0]

    @property
    def em(self) -> float:
        """The size of its glyphs, by the middle one."""
        if self._em is None:
            self._em = sorted(glyph.em for glyph in self.glyphs)[len(self.glyphs) // 2]
        return self._em

    @property
    def scores(self) -> list[float]:
        """How surely each character of its text was recognised."""
        if all(glyph.score == 1 for glyph in self.glyphs):
            return [1.0] * len(self.text)
        scores: list[float] = []
        for glyph in self.glyphs:
            if not self.text.startswith(glyph.text, len(scores)):
                scores.append(1.0)  # white space between two words
            scores += [glyph.score] * len(glyph.text)
        return scores

    @property
    def base(self) -> float:
        """Its first glyph's baseline."""
        return self.glyphs[0].base


def glyphs_to_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines in reading order: those across from the top, then those down from the right."""
    across = list(glyphs)
    if len(across) == 1:
        return [_line(across)]
    turned = [glyph for glyph in across if glyph.turn]
    if turned:
        across = [glyph for glyph in across if not glyph.turn]
    lines = [sorted(row, key=_LEFT) for row in _rows(across)]
    if turned:
        lines += [sorted(column, key=_along) for column in _columns(turned)]
    return [_line(glyphs) for glyphs in lines]


def _along(glyph: Glyph) -> float:
    return glyph.top * glyph.turn


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    if len(set(map(_BASE, glyphs))) == 1:
        return [glyphs]
    ordered = sorted(glyphs, key=_BASE)
    if ordered and ordered[-1].base - ordered[0].base <= thresholds.SAME_LINE * min(map(_EM, ordered)):
        return [ordered]
    rows: list[list[Glyph]] = []
    base = float("-inf")
    for glyph in ordered:
        if glyph.base - base > thresholds.SAME_LINE * glyph.em:
            rows.append([])
            base = glyph.base
        rows[-1].append(glyph)
    return rows


def _columns(glyphs: list[Glyph]) -> list[list[Glyph]]:
    columns: list[list[Glyph]] = []
    centre = float("inf")
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.x * glyph.turn):
        if abs(centre - glyph.x) > thresholds.SAME_LINE * glyph.em:
            columns.append([])
            centre = glyph.x
        columns[-1].append(glyph)
    return columns


def _line(glyphs: list[Glyph]) -> Line:
    if len(glyphs) == 1:
        return Line(glyphs, glyphs[0].text, glyphs[0].box)
    kept = _once(glyphs)
    texts, lefts, tops, rights, bottoms, *_ = zip(*kept, strict=True)
    text = "".join(texts)
    if len(text) != len(kept) or _MAY_BE_WORDS.search(text):
        text = _spelt(kept)
    return Line(kept, text, (min(lefts), min(tops), max(rights), max(bottoms)))


def _spelt(glyphs: Sequence[Glyph]) -> str:
    """The text of glyphs, with a blank between those of Latin words and of numbers that stand apart."""
    text = last = glyphs[0].text
    for before, after in pairwise(glyphs):
        following = after.text
        if last < "\x80" > following:
            text += _space(before, after)
        text += following
        last = following
    return text


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs without those drawn a second time over themselves."""
    texts = list(map(_TEXT, glyphs))
    if not (any(map(eq, texts, texts[1:])) or any(map(eq, texts, texts[2:]))):
        return glyphs
    kept: list[Glyph] = []
    for glyph in glyphs:
        text = glyph.text
        for near in kept[-2:]:
            if near.text == text and _is_over(glyph, near):
                break
        else:
            kept.append(glyph)
    return kept


def _is_over(glyph: Glyph, other: Glyph) -> bool:
    return abs(other.x - glyph.x) + abs(other.y - glyph.y) < thresholds.TWICE * glyph.em


def _space(before: Glyph, after: Glyph) -> str:
    last, first = before.text[-1:], after.text[:1]
    if before.turn:
        return ""
    gap = _gap(before, after)
    if last.isdigit() and first.isdigit():
        return " " if gap > (thresholds.SPACE if after.spaced else thresholds.NUMBER_GAP) else ""
    return " " if gap > thresholds.WORD_GAP and (is_latin(last) and is_latin(first)) else ""


def _gap(before: Glyph, after: Glyph) -> float:
    """The room between two glyphs of a line in em."""
    return (after.left - before.right) / (after.em or 1)
