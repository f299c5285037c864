"""What runs of Word files show: lines of text, the results of fields, symbols by their numbers, and marks of notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from service.reports.report import Paragraph
from workers.readers.word.numbering import prefixed

_CODE_UNITS = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Line:
    """Visible text between two breaks; `strong` as long as nothing in it is set plainly."""

    parts: list[str] = field(default_factory=list)
    strong: bool = True

    def add(self, text: str, *, bold: bool) -> None:
        """More text at its end."""
        self.parts.append(text)
        self.strong = self.strong and (bold or not text.strip())

    @property
    def text(self) -> str:
        """What it says, pairs of UTF-16's code units as one character."""
        text = "".join(self.parts)
        if not _CODE_UNITS.search(text):
            return text
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def paragraphs(lines: Sequence[Line], label: str, *, heading: bool) -> Iterator[Paragraph]:
    """The lines that say something, the first of them behind the paragraph's automatic label."""
    for line in lines:
        text = prefixed(label, line.text.strip())
        label = ""
        if text:
            yield Paragraph(text, emphasis=heading or line.strong)


class Fields:
    """The fields that are open at a place. What stands in them is seen once their results have begun."""

    def __init__(self) -> None:
        self._begun: list[bool] = []
        self._waiting = 0
        """How many of them have no result yet."""

    @property
    def is_seen(self) -> bool:
        """Whether text at this place is shown."""
        return not self._waiting

    def begin(self) -> None:
        """A field begins with its instruction."""
        self._begun.append(False)
        self._waiting += 1

    def separate(self) -> None:
        """The innermost field's result begins."""
        if self._begun:
            self._waiting -= not self._begun[-1]
            self._begun[-1] = True

    def end(self) -> None:
        """The innermost field ends."""
        if self._begun:
            self._waiting -= not self._begun.pop()

    def end_paragraph(self) -> None:
        """Forgets the fields that have no result: an instruction is no longer than its paragraph."""
        if self._waiting:
            self._begun = [begun for begun in self._begun if begun]
            self._waiting = 0


_LOOK = 100
"""Parts of a line that are looked at for the last that is no blank, at most."""
_MARK = re.compile(r"[\d①-⑳*※†‡#注,，\[\]〔〕【】()（）]{1,5}")


def is_note_mark(raised: str, before: str) -> bool:
    """Whether raised text is a note's mark on what stands before it on its line; raised text alone is none.

    Behind a Latin letter it is none, either: a raised digit is its power (m2).
    """
    last = before.rstrip()[-1:]
    return bool(last and _MARK.fullmatch(raised.strip()) and not (last.isascii() and last.isalpha()))


def last_words(parts: Sequence[str]) -> str:
    """The last part of a line that is no blank."""
    return next((part for part in islice(reversed(parts), _LOOK) if part and not part.isspace()), "")


_SIGNS = {
    "symbol": {0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥"},
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0xA8: "□", 0xFC: "√", 0xFE: "☑", 0xFD: "☒"},
    "wingdings 2": {0x50: "√", 0x52: "☑", 0x54: "☒", 0x2A: "□", 0xA3: "□"},
}
_UNKNOWN = "□"


def symbol(font: str, number: int) -> str:
    """The character that looks like this sign of a symbol font; a box for one that we don't know."""
    if number > 0xFF and not 0xE000 <= number <= 0xF8FF:
        return chr(number) if number <= 0xFFFF and not 0xD800 <= number < 0xE000 else _UNKNOWN
    signs = _SIGNS.get(font.strip().lower())
    if signs is None:
        low = number & 0xFF
        return chr(low) if 0x20 <= low < 0x7F else _UNKNOWN
    return signs.get(number & 0xFF, _UNKNOWN)
