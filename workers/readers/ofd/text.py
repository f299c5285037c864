"""OFD's text objects → glyphs, each character at its own place."""

import unicodedata
from collections.abc import Iterator
from itertools import accumulate, islice, pairwise
from math import hypot

from lxml import etree

from workers.readers.geometry.characters import is_space, plain
from workers.readers.geometry.page import BLACK, DESCENT, Colour, Glyph, Style, glyph_between
from workers.readers.geometry.transform import Transform
from workers.readers.ofd.elements import children, is_true, number, numbers

_BOLD = 700
"""The weight from which text is bold."""

_SIZE = 3.175
"""Millimetres: nine points, where an object gives no size."""

_LONGEST_STEP = 64
"""Characters that one step may take to write."""

SPACE = " "
"""What stands for all white space that leaves a gap."""

Place = tuple[float, float]


def glyphs_of(item: etree._Element, place: Transform, font: str, colour: Colour | None) -> Iterator[Glyph]:
    """The glyphs of a text object, white space among them."""
    size = number(item.get("Size"), _SIZE)
    outlined = is_true(item.get("Stroke"), False)
    filled = is_true(item.get("Fill"), True)
    style = Style(
        font=font,
        bold=number(item.get("Weight"), 400) >= _BOLD or (outlined and filled) or "bold" in font.lower(),
        colour=colour or BLACK,
        hidden=colour is None or not (filled or outlined),
    )
    setter = _Setter(place, size, number(item.get("HScale"), 1.0), style)
    x, y = 0.0, 0.0
    for code in children(item, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        text = code.text or ""
        xs = _places(x, code.get("DeltaX"), len(text))
        ys = _places(y, code.get("DeltaY"), len(text))
        yield from setter.set(text, list(zip(xs, ys, strict=True)))


class _Setter:
    """Sets the characters of one text object."""

    def __init__(self, place: Transform, size: float, stretch: float, style: Style) -> None:
        self._place = place
        self._size = size
        self._stretch = stretch
        self._style = style
        self._em = size * hypot(place.c, place.d)

    def set(self, text: str, places: list[Place]) -> Iterator[Glyph]:
        """The glyphs of a run of characters, each with its place in the object's coordinates."""
        downwards = _runs_down(places, self._size)
        turn = self._place.turn(*((0.0, 1.0) if downwards else (1.0, 0.0)))
        if turn is None or self._em <= 0:
            return
        for i, char in enumerate(text):
            shown = SPACE if is_space(char) else plain(char)
            if shown:
                following = places[i + 1] if i + 1 < len(places) else None
                yield self._glyph(shown, places[i], self._width(char, places[i], following), turn)

    def _width(self, char: str, place: Place, following: Place | None) -> float:
        """How wide a character is: as far as to the next one for Latin, whose widths vary, if that is near."""
        whole = self._size * self._stretch
        if unicodedata.east_asian_width(char) in "WFA":
            return whole
        step = following[0] - place[0] if following and following[1] == place[1] else 0.0
        return step if 0 < step <= whole else whole / 2

    def _glyph(self, text: str, place: Place, width: float, turn: int) -> Glyph:
        x, y = place
        corner = self._place.point(x, y - (1 - DESCENT) * self._size)
        opposite = self._place.point(x + width, y + DESCENT * self._size)
        return glyph_between(text, corner, opposite, self._em, self._style, turn)


def _runs_down(places: list[Place], size: float) -> bool:
    """Whether characters stand under each other, more than one and none beside another."""
    steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(places)]
    return bool(steps) and all(abs(dx) < 0.1 * size and dy > 0.5 * size for dx, dy in steps)


def _places(start: float, deltas: str | None, count: int) -> list[float]:
    """Where each of so many characters begins along one axis: missing steps are none, further ones are ignored."""
    if not count:
        return []
    written = (deltas or "")[: count * _LONGEST_STEP].split()
    steps = list(islice(_steps(written, count), count - 1))
    steps += [0.0] * (count - 1 - len(steps))
    return list(accumulate(steps, initial=start))


def _steps(words: list[str], most: int) -> Iterator[float]:
    """Steps as they are written: values, and “g n v” for n times the value v."""
    at = 0
    while at < len(words):
        if words[at] == "g":
            times, value = (*numbers(" ".join(words[at + 1 : at + 3])), 0.0, 0.0)[:2]
            yield from [value] * max(min(int(times), most), 0)
            at += 3
        else:
            yield number(words[at], 0.0)
            at += 1
