"""Rows of a DOC file's tables: their definition (sprmTDefTable) → boxes with edges and merge marks."""

import re
import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise

from service.reports.report import Paragraph
from workers.readers.doc.properties import Sprm
from workers.readers.document import Block
from workers.readers.word.tables import Box

_WORD = re.compile(r"[^\W\d_]")
_CELL_SIZE = 20
_MERGED_LEFT = 0x02
_MERGED_UP = 0x20
_BEGINS = 0x40
_UNKNOWN_WIDTH = 1_000

Edges = tuple[int, ...]


def boxes(contents: Sequence[list[Block]], properties: Mapping[int, bytes], above: Sequence[Box]) -> list[Box]:
    """A row's cells in their places; where it doesn't say them, in those of the row above."""
    edges, flags = _defined(properties.get(Sprm.CELLS, b""))
    if len(edges) != len(contents) + 1 or any(left > right for left, right in pairwise(edges)):
        edges, flags = _borrowed(len(contents), above), [0] * len(contents)
    _mark_merges(flags, properties)
    places = {(box.left, box.right): box for box in above}
    found: list[Box] = []
    for content, (left, right), flag in zip(contents, pairwise(edges), flags, strict=True):
        if flag & _MERGED_LEFT and found:
            found[-1].right = right
            continue
        merged, begins = bool(flag & _MERGED_UP), bool(flag & _BEGINS)
        upper = places.get((left, right))
        # Word says of cells that go on, too, that they begin. A figure is never taken for one that goes on.
        goes_on = upper is not None and upper.begins and not content
        labels = goes_on or (merged and begins and _has_words(content))
        found.append(Box(left, right, content, merged and (goes_on or not begins), labels))
    return found


def _has_words(content: Sequence[Block]) -> bool:
    return any(isinstance(block, Paragraph) and _WORD.search(block.text) for block in content)


def _defined(operand: bytes) -> tuple[Edges, list[int]]:
    """The edges in twips, and the merge flags of each cell."""
    if not operand:
        return (), []
    count = operand[0]
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    cells = operand[1 + 2 * (count + 1) :].ljust(_CELL_SIZE * count, b"\x00")
    return edges, [struct.unpack_from("<H", cells, _CELL_SIZE * index)[0] for index in range(count)]


def _borrowed(count: int, above: Sequence[Box]) -> Edges:
    """The edges of the row above, as many as are needed."""
    if len(above) == count:
        return (*(box.left for box in above), above[-1].right)
    left, right = (above[0].left, above[-1].right) if above else (0, _UNKNOWN_WIDTH * count)
    return tuple(left + (right - left) * index // count for index in range(count + 1))


def _mark_merges(flags: list[int], properties: Mapping[int, bytes]) -> None:
    """Adds the merges that stand beside the row's definition."""
    across = properties.get(Sprm.MERGED_ACROSS, b"\x00\x00")
    for index in range(across[0] + 1, min(across[1], len(flags))):
        flags[index] |= _MERGED_LEFT
    down = properties.get(Sprm.MERGED_DOWN, b"")
    for cell, merge in zip(down[::2], down[1::2], strict=False):
        if cell < len(flags):
            flags[cell] = flags[cell] & ~(_MERGED_UP | _BEGINS) | (merge & 3) << 5
