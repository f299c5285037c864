"""Text set in lines as Chinese is: between any two characters, but no line begins with what closes or ends with what opens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from workers.renderings.embedded_font import embedded_font, shown

_OPENING, _CLOSING = "（《〈“‘「『【〔", "，。、；：？！）》〉”’」』】〕…—％"
_LATIN = r"(?:(?![-_/])[\u0021-\u024f\u2012-\u2017])"
_PIECE = re.compile(rf"[{_OPENING}]*(?:{_LATIN}*[-_/]|{_LATIN}+|\S)[{_CLOSING}]*|[^\S\n]+|\n")
"""What no line ends within: a word of Latin letters and digits, or one character, with what opens and closes around it. The
name of a file is as many words as hyphens and the like part it into."""
_BOLD = 0.02
"""Of a size: how far bold letters are drawn beyond their outlines, for the one font has one weight."""
_HAIR = 0.01
"""Points by which a line may be too long, for sums of floats are no exact ones."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set: sizes and indents in points."""

    size: float
    leading: float
    first_indent: float = 0
    right_indent: float = 0
    align: Literal["left", "center", "right"] = "left"
    is_bold: bool = False
    space_after: float = 0


class TextBlock(Flowable):  # type: ignore[misc]
    """A text of some lines, which a page may end between."""

    def __init__(self, text: str, style: TextStyle) -> None:
        super().__init__()
        self.text, self._style = shown(text), style
        self._lines: Sequence[str] = ()

    def getSpaceAfter(self) -> float:  # noqa: N802
        """The blank below it, in points."""
        return self._style.space_after

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Break it into lines of a width; the room that it takes."""
        self.width = width
        self._lines = tuple(_lines(self.text, width - self._style.right_indent, self._style))
        return width, len(self._lines) * self._style.leading

    def split(self, width: float, height: float) -> list["TextBlock"]:
        """What goes into a height, and the rest."""
        self.wrap(width, height)
        count = int((height + _HAIR) / self._style.leading)
        if count >= len(self._lines):
            return [self]
        if not count:
            return []
        rest = replace(self._style, first_indent=0)
        parts = ((self._lines[:count], replace(self._style, space_after=0)), (self._lines[count:], rest))
        return [TextBlock("\n".join(lines), style) for lines, style in parts]

    def draw(self) -> None:
        """Draw it from its lower left corner on."""
        style, canvas = self._style, self.canv
        text = canvas.beginText()
        text.setFont(embedded_font(), style.size)
        if style.is_bold:
            canvas.setLineWidth(_BOLD * style.size)
            text.setTextRenderMode(2)
        # A font's characters reach as far above the line as 0.88 of their size, and 0.12 below.
        height = len(self._lines) * style.leading - (style.leading + 0.76 * style.size) / 2
        for number, line in enumerate(self._lines):
            text.setTextOrigin(self._start(line, is_first=number == 0), height - number * style.leading)
            text.textOut(line)
        if style.is_bold:
            text.setTextRenderMode(0)
        canvas.drawText(text)

    def _start(self, line: str, *, is_first: bool) -> float:
        left = self._style.first_indent if is_first else 0.0
        if self._style.align == "left":
            return left
        room = self.width - self._style.right_indent - left - _width(line, self._style)
        return left + (room / 2 if self._style.align == "center" else room)


def _lines(text: str, width: float, style: TextStyle) -> Iterator[str]:
    """The lines of a text in a width."""
    line, room = "", width - style.first_indent
    for piece in _pieces(text, width, style):
        if piece != "\n" and _width(line + piece.rstrip(), style) <= room + _HAIR:
            line += piece
            continue
        yield line.rstrip()
        line, room = piece.strip(), width
    yield line.rstrip()


def _pieces(text: str, width: float, style: TextStyle) -> Iterator[str]:
    """What lines are made of; a word that is longer than a line is taken apart."""
    for piece in _PIECE.findall(text):
        yield from [piece] if piece == "\n" or _width(piece, style) <= width else piece


def _width(text: str, style: TextStyle) -> float:
    return float(stringWidth(text, embedded_font(), style.size))
