"""Pages set by hand: lines of text at places, and what is read from them."""

from service.reports.report import Paragraph
from workers.limits import Limits
from workers.readers.geometry.assembly import assemble
from workers.readers.geometry.page import Glyph, Page, Style

_EM, _PITCH = 10.0, 16.0


def glyphs(text: str, left: float, base: float) -> list[Glyph]:
    """A line of text."""
    return [
        Glyph(char, x := left + n * _EM, base - _EM, x + _EM, base + 1.2, base, _EM, Style(font="宋体"))
        for n, char in enumerate(text)
    ]


def page(*lines: tuple[str, float, float]) -> Page:
    """A page of lines, each with its left edge and its row."""
    made = Page(1, 600.0, 800.0)
    for text, left, row in lines:
        made.glyphs += glyphs(text, left, 100.0 + row * _PITCH)
    return made


def texts(*pages: Page) -> list[str]:
    """The paragraphs that are read from pages."""
    return [block.text for block in assemble(pages, Limits()).blocks if isinstance(block, Paragraph)]
