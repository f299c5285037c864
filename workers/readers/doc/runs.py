"""Formatting by place: which modifiers hold at an offset of the main stream."""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator

from workers.limits import Limits
from workers.readers.doc.container import Container, Part, plex

_PAGE = 512
_PARAGRAPH_ENTRY = 13

Run = tuple[int, int, bytes]
"""From one offset to another, and the modifiers there; those of a paragraph come after its style's number."""

_Page = Callable[[bytes, int, int], bytes]


class Runs:
    """The runs of one kind, by the offsets that they cover. Raises LimitExceeded for too many."""

    def __init__(self, container: Container, part: Part, limits: Limits) -> None:
        entry, width = (_paragraph, _PARAGRAPH_ENTRY) if part is Part.PARAGRAPHS else (_characters, 1)
        self._runs: list[Run] = []
        pages = (int.from_bytes(number, "little") & 0x3FFFFF for _, _, number in plex(container.part(part), 4))
        for page in dict.fromkeys(pages):
            self._runs += _runs(container.main[page * _PAGE : (page + 1) * _PAGE], entry, width)
            limits.check("formatting_runs", len(self._runs))
        self._runs.sort(key=lambda run: run[:2])
        self._starts = [run[0] for run in self._runs]

    def at(self, offset: int) -> Run:
        """The run at an offset; one without modifiers where there is none."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._runs[index][1]:
            return self._runs[index]
        following = self._starts[index + 1] if index + 1 < len(self._starts) else 1 << 32
        return offset, following, b""


def _runs(page: bytes, entry: _Page, width: int) -> Iterator[Run]:
    """The runs of one page: their offsets from its start, their modifiers from its end."""
    count = page[_PAGE - 1]
    if not count:
        raise ValueError("a page of formatting that is empty")
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        at = 2 * page[4 * (count + 1) + width * index]
        yield offsets[index], offsets[index + 1], entry(page, at, page[at]) if at else b""


def _characters(page: bytes, at: int, length: int) -> bytes:
    return page[at + 1 : at + 1 + length]


def _paragraph(page: bytes, at: int, length: int) -> bytes:
    if length:
        return page[at + 1 : at + 2 * length]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]
