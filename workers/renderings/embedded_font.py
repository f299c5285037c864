"""The font that documents of ours embed, with its licence beside it, and what it shows for a character that it lacks."""

import re
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "NoticeSerif"
_MISSING = "□"
"""Stands where a character is that the font lacks."""
_BEYOND_BMP = re.compile(r"<([0-9A-F]{5,6})>$", re.MULTILINE)


@cache
def embedded_font() -> str:
    """The font's name, as text is set by it."""
    with as_file(files("workers.renderings").joinpath("fonts", f"{NAME}.ttf")) as path:
        pdfmetrics.registerFont(_EmbeddedFont(NAME, str(path), asciiReadable=False))
    return NAME


def shown(text: str) -> str:
    """Text as the font has it: what it lacks shows as a box, and what isn't printed at all as a blank."""
    embedded_font()
    known = pdfmetrics.getFont(NAME).face.charToGlyph
    return "".join(char if ord(char) in known or char == "\n" else _instead(char) for char in text)


def _instead(char: str) -> str:
    return _MISSING if char.isprintable() and not char.isspace() else " "


class _EmbeddedFont(TTFont):  # type: ignore[misc]
    """A font whose text can be copied out of the document, characters beyond the basic plane, too."""

    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Add the subsets that a document uses; reportlab writes code points where a ToUnicode map has UTF-16."""
        super().addObjects(document)
        for name, part in document.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                part.content = _BEYOND_BMP.sub(_in_utf_16, part.content)


def _in_utf_16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"
