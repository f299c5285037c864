"""Recognised lines → glyphs as the grid code takes them, in points."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workers.readers.geometry.characters import plain
from workers.readers.geometry.page import Glyph, Style
from workers.readers.scan.recogniser import Sign
from workers.readers.scan.strips import Region

STYLE = Style("scan")
"""Of all that is recognised."""
_DESCENT = 0.12
"""Em below the baseline."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was recognised in a strip that begins at `left` and is so wide, around the ink in `box`; in dots.

    `height` is how high lines are here, which is about an em.
    """

    signs: Sequence[Sign]
    box: Region
    left: int
    width: int
    height: float


def glyphs(line: Line, scale: float) -> Iterator[Glyph]:
    """The glyphs of a line, all on one baseline."""
    em = line.height / scale
    middle = (line.box[1] + line.box[3]) / 2 / scale
    base = middle + (0.5 - _DESCENT) * em
    for number, sign in enumerate(line.signs, start=1):
        text = plain(sign.text)
        if text:
            centre = float(line.left + sign.place * line.width) / scale
            half = em / 2 if unicodedata.east_asian_width(text[0]) in "WF" else em / 4
            right = max(centre + half, line.box[2] / scale) if number == len(line.signs) else centre + half
            yield Glyph(text, centre - half, middle - em / 2, right, middle + em / 2, base, em, STYLE, 0, sign.score)
