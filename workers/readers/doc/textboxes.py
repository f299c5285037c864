"""Text boxes of a DOC file: which text stands in the box that is anchored at a character."""

import struct
from collections.abc import Iterator

from workers.readers.doc.container import Container, Part

_ANCHOR_SIZE = 26
_BOX_SIZE = 22
_BOX_SHAPE = 14
"""Where a box says which shape it fills."""


def text_boxes(container: Container) -> dict[int, range]:
    """The numbers of the characters in each box, by the number of the character that anchors it."""
    shapes = {struct.unpack_from("<I", anchor)[0]: at for at, _, anchor in _plex(container, Part.ANCHORS, _ANCHOR_SIZE)}
    found: dict[int, range] = {}
    for start, end, box in _plex(container, Part.TEXT_BOXES, _BOX_SIZE):
        (shape,) = struct.unpack_from("<I", box, _BOX_SHAPE)
        text = range(container.boxes + start, min(container.boxes + end, container.total))
        if shape in shapes and text:
            found[shapes[shape]] = text
    return found


def _plex(container: Container, part: Part, size: int) -> Iterator[tuple[int, int, bytes]]:
    """From which character to which one each entry of a plex holds, and its bytes."""
    data = container.part(part)
    count = max(len(data) - 4, 0) // (4 + size)
    bounds = struct.unpack_from(f"<{count + 1}I", data) if count else ()
    for index in range(count):
        at = 4 * (count + 1) + size * index
        yield bounds[index], bounds[index + 1], data[at : at + size]
