"""A page with a site's bar beside its text → the page without it: a narrow column of links or of line numbers, and no sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from workers.readers.geometry.lines import Line, glyphs_to_lines
from workers.readers.geometry.page import Glyph
from workers.readers.geometry.sheets import Sheet
from workers.readers.structure.heads import is_section_head, subsection_title

_ROOM = 8.0
"""Points between a bar and the text, at least."""
_FROM, _TO = 0.03, 0.38
"""Where that room lies, in shares of the page's width from its edge."""
_STEP = 4.0
"""Points between the places at which it is looked for."""
_FEWEST_BESIDE, _FEWEST_LINES, _FEWEST_SENTENCES = 3, 5, 2
"""Lines of the bar, and lines of the text and full stops in it, at least."""
_DIGITS = 4
"""Of a line's number, at most."""
_LONG = 0.6
"""Share of the widest line beside the bar from which on one is of the text."""


def without_aside(sheet: Sheet) -> Sheet:
    """The sheet; without the glyphs of a bar where one stands beside its text."""
    rows = list(map(_row, glyphs_to_lines(sheet.loose)))
    if sum(len(row.spans) > 1 for row in rows) < _FEWEST_BESIDE:
        return sheet
    aside = next(filter(None, (_aside(rows, at, is_left=is_left) for is_left, at in _places(sheet))), [])
    taken = set(map(id, aside))
    return replace(sheet, loose=[glyph for glyph in sheet.loose if id(glyph) not in taken]) if taken else sheet


class _Row(NamedTuple):
    """A line and the spans of it between which there is room, as where two stand on one height."""

    line: Line
    spans: tuple[tuple[float, float], ...]


def _row(line: Line) -> _Row:
    starts = [0, *(n for n, (one, two) in enumerate(pairwise(line.glyphs), 1) if two.left - one.right >= _ROOM)]
    spans = (line.glyphs[start:end] for start, end in pairwise([*starts, len(line.glyphs)]))
    return _Row(line, tuple((min(g.left for g in span), max(g.right for g in span)) for span in spans))


def _places(sheet: Sheet) -> Iterator[tuple[bool, float]]:
    """Where the room may begin at the left of the text, and where it may end at its right."""
    width = sheet.page.width
    steps = range(int(width * _FROM / _STEP), int(width * _TO / _STEP))
    yield from ((True, step * _STEP) for step in steps)
    yield from ((False, width - step * _STEP) for step in steps)


def _aside(rows: Sequence[_Row], at: float, *, is_left: bool) -> list[Glyph]:
    """The glyphs of a bar beyond a place, from where to where nothing crosses the room there; none where that is no bar."""
    start, end = (at, at + _ROOM) if is_left else (at - _ROOM, at)
    for crosses, run in groupby(rows, lambda row: _crosses(row, start, end)):
        lines = [] if crosses else [row.line for row in run]
        if not (_has_sentences(lines) or _is_numbered(lines, is_left=is_left)):
            continue
        beyond: list[Glyph] = []
        text: list[Glyph] = []
        for glyph in (glyph for line in lines for glyph in line.glyphs):
            (beyond if (glyph.x < at) is is_left else text).append(glyph)
        if beyond and text and _is_bar(glyphs_to_lines(beyond), glyphs_to_lines(text)):
            return beyond
    return []


def _crosses(row: _Row, start: float, end: float) -> bool:
    return any(left < end and right > start for left, right in row.spans)


def _has_sentences(lines: Sequence[Line]) -> bool:
    """Whether they may be of a text; few of a table without rules are."""
    return sum("。" in line.text for line in lines) >= _FEWEST_SENTENCES


def _is_numbered(lines: Sequence[Line], *, is_left: bool) -> bool:
    """Whether as many of them as number a text's lines begin, or at its right end, with a digit."""
    outer = (line.glyphs[0 if is_left else -1].text for line in lines)
    return sum(map(str.isdecimal, outer)) >= max(len(lines) - 1, _FEWEST_BESIDE)


def _is_bar(bar: Sequence[Line], text: Sequence[Line]) -> bool:
    """Whether narrow lines without a sentence or a head stand beside long ones of prose, or the numbers of all lines."""
    words = [line.text for line in bar]
    if all(each.isdecimal() and len(each) <= _DIGITS for each in words):
        return len(words) >= max(len(text) - 1, _FEWEST_BESIDE) and _count_on([int(each) for each in words])
    widest = max(line.width for line in text)
    long = [line for line in text if line.width >= _LONG * widest]
    sentences = sum("。" in line.text for line in long)
    if len(bar) < _FEWEST_BESIDE or len(long) < _FEWEST_LINES or sentences < _FEWEST_SENTENCES:
        return False
    is_narrow = max(line.width for line in bar) < widest / 2
    return is_narrow and not has_text(words) and sum(map(_has_words, words)) > len(words) / 2


def _count_on(numbers: Sequence[int]) -> bool:
    """Whether each is the next number, but for that of the page's foot."""
    *counted, last = numbers
    return all(two - one == 1 for one, two in pairwise(counted)) and last in (1, counted[-1] + 1)


def has_text(words: Sequence[str]) -> bool:
    """Whether lines have a sentence, a section's head, or several of the five sub-heads: 依申请公开 alone is a link, too."""
    parts = {found[0] for each in words if (found := subsection_title(each))}
    return len(parts) >= _SEVERAL or any("。" in each or is_section_head(each) for each in words)


_SEVERAL = 3
"""Of the five sub-heads."""
_FEWEST_CHARACTERS = 4
"""Chinese characters of a link."""


def _has_words(text: str) -> bool:
    """Whether it may be a link, and is no label or numeral of the text beside it."""
    return sum("一" <= char <= "龥" for char in text) >= _FEWEST_CHARACTERS
