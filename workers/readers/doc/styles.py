"""The stylesheet of a DOC file: what paragraphs and runs inherit from the style that they name."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from workers.readers.doc.container import Container, Part
from workers.readers.doc.properties import Modifier, modifiers

_NONE = 0xFFF
_PARAGRAPH = 1
_CHARACTER = 2
_HEADINGS = range(1, 10)
_CONTENTS = range(19, 28)
"""Numbers that Word has given to “heading 1” to “heading 9” and to “toc 1” to “toc 9”."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits."""

    heading: bool = False
    contents: bool = False
    """Whether it is for lines of a table of contents."""
    paragraph: tuple[Modifier, ...] = ()
    characters: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    base: int
    style: Style


class Styles:
    """The styles of a file by their numbers."""

    def __init__(self, container: Container) -> None:
        sheet = container.part(Part.STYLES)
        self._entries = dict(_entries(sheet)) if sheet else {}
        self._known: dict[int, Style] = {}

    def style(self, number: int) -> Style:
        """The style of that number; an empty one for what is none."""
        if number not in self._known:
            self._known[number] = self._resolve(number)
        return self._known[number]

    def _resolve(self, number: int) -> Style:
        paragraph: tuple[Modifier, ...] = ()
        characters: tuple[Modifier, ...] = ()
        first, seen = self._entries.get(number), set()
        while (entry := self._entries.get(number)) and number not in seen:
            seen.add(number)
            paragraph = entry.style.paragraph + paragraph
            characters = entry.style.characters + characters
            number = entry.base
        if first is None:
            return Style()
        return Style(first.style.heading, first.style.contents, paragraph, characters)


def _entries(sheet: bytes) -> Iterator[tuple[int, _Entry]]:
    head, count, fixed = struct.unpack_from("<3H", sheet)
    at = 2 + head
    for number in range(count):
        if at + 2 > len(sheet):
            return
        (length,) = struct.unpack_from("<H", sheet, at)
        at += 2
        if length:
            yield number, _entry(sheet[at : at + length], fixed)
        at += length


def _entry(data: bytes, fixed: int) -> _Entry:
    identity, kind, count = struct.unpack_from("<3H", data)
    identity &= 0xFFF
    at = fixed + 4 + 2 * struct.unpack_from("<H", data, fixed)[0]
    parts = list(_parts(data, at, count & 0xF))
    paragraph, characters = b"", b""
    if kind & 0xF == _PARAGRAPH:
        paragraph, characters = (*parts, b"", b"")[:2]
    elif kind & 0xF == _CHARACTER:
        characters = (*parts, b"")[0]
    style = Style(
        identity in _HEADINGS, identity in _CONTENTS, tuple(modifiers(paragraph[2:])), tuple(modifiers(characters))
    )
    return _Entry(kind >> 4 if kind >> 4 != _NONE else -1, style)


def _parts(data: bytes, at: int, count: int) -> Iterator[bytes]:
    """The groups of modifiers of a style; each begins at an even place."""
    for _ in range(count):
        at += at % 2
        if at + 2 > len(data):
            return
        (length,) = struct.unpack_from("<H", data, at)
        yield data[at + 2 : at + 2 + length]
        at += 2 + length
