"""A page with a site's bar beside its text → the page without it: a narrow column of links or of line numbers, and no sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

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
_LONG = 0.6
"""Share of the widest line beside the bar from which on one is of the text."""


def without_aside(sheet: Sheet) -> Sheet:
    """The sheet; without the glyphs of a bar where one stands beside its text."""
    lines = glyphs_to_lines(sheet.loose)
    if sum(map(_is_parted, lines)) < _FEWEST_BESIDE:
        return sheet
    aside = next(filter(None, (_aside(lines, at, is_left=is_left) for is_left, at in _places(sheet))), [])
    taken = set(map(id, aside))
    return replace(sheet, loose=[glyph for glyph in sheet.loose if id(glyph) not in taken]) if taken else sheet


def _is_parted(line: Line) -> bool:
    """Whether there is room within a line, as where two stand on one height."""
    return any(after.left - before.right >= _ROOM for before, after in pairwise(line.glyphs))


def _places(sheet: Sheet) -> Iterator[tuple[bool, float]]:
    """Where the room may begin at the left of the text, and where it may end at its right."""
    width = sheet.page.width
    steps = range(int(width * _FROM / _STEP), int(width * _TO / _STEP))
    yield from ((True, step * _STEP) for step in steps)
    yield from ((False, width - step * _STEP) for step in steps)


def _aside(lines: Sequence[Line], at: float, *, is_left: bool) -> list[Glyph]:
    """The glyphs of a bar beyond a place, from where to where nothing crosses the room there; none where that is no bar."""
    start, end = (at, at + _ROOM) if is_left else (at - _ROOM, at)
    for crosses, run in groupby(lines, lambda line: _crosses(line, start, end)):
        if crosses:
            continue
        beyond: list[Glyph] = []
        text: list[Glyph] = []
        for glyph in (glyph for line in run for glyph in line.glyphs):
            (beyond if (glyph.x < at) is is_left else text).append(glyph)
        if beyond and text and _is_bar(glyphs_to_lines(beyond), glyphs_to_lines(text)):
            return beyond
    return []


def _crosses(line: Line, start: float, end: float) -> bool:
    return any(glyph.left < end and glyph.right > start for glyph in line.glyphs)


def _is_bar(bar: Sequence[Line], text: Sequence[Line]) -> bool:
    """Whether narrow lines without a sentence or a head stand beside long ones of prose, or the numbers of all lines."""
    words = [line.text for line in bar]
    if all(each.isdecimal() for each in words):
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
