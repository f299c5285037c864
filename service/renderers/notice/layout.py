"""The sheet that a notice is set on, by GB/T 9704-2012, 党政机关公文格式: the same whatever draws it."""

from typing import NamedTuple

from service.reports import characters

MILLIMETRE = 72 / 25.4
"""Points."""


class Margins(NamedTuple):
    """The edges of the sheet that stay blank, in millimetres: 天头, 地脚, 订口, 切口."""

    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26


PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
"""A4, in millimetres."""
MARGINS = Margins()
TEXT_WIDTH = (PAGE_WIDTH - MARGINS.left - MARGINS.right) * MILLIMETRE
TEXT_HEIGHT = (PAGE_HEIGHT - MARGINS.top - MARGINS.bottom) * MILLIMETRE
"""Points: 28 characters to a line, 22 lines to a page."""
CHARACTERS, LINES = 28, 22
LINE = 28.95
"""Points from line to line."""
TITLE, BODY, FOLIO, CELL = 22.0, 16.0, 14.0, 10.5
"""Sizes in points: 2号, 3号, 4号 for numbers of pages, 5号 in tables."""
TITLE_LINE, CELL_LINE = 35.0, 16.0
COLUMNS = (0.08, 0.27, 0.36, 0.29)
"""The parts of the text's width that the columns of a table take."""
TITLE_CHARACTERS = 20
"""Of a line of a title."""
_DATE_INDENT = 4.0
"""Characters that the date stays away from the right edge."""
_LEAST_INDENT = 2.0
"""And whatever is the wider of date and office."""


class SignatureIndents(NamedTuple):
    """How far office and date stay away from the right edge, in characters: each is in the other's middle."""

    office: float
    date: float


def signature_indents(office: str, date: str) -> SignatureIndents:
    """The indents of a signature: the date's by the standard, but where the office's name would be too wide for that."""
    wider_by = (width_of(office) - width_of(date)) / 2
    indent = max(_DATE_INDENT, wider_by + _LEAST_INDENT)
    return SignatureIndents(indent - wider_by, indent)


def width_of(text: str) -> float:
    """The width of a line in characters, of which Latin letters and digits are half a one."""
    return characters.width_of(text) / 2
