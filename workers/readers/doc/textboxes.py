"""Text boxes of a DOC file: which text stands in the box that is anchored at a character."""

import struct

from workers.readers.doc.container import Container, Part, plex

_ANCHOR_SIZE = 26
_BOX_SIZE = 22
_BOX_SHAPE = 14
"""Where a box says which shape it fills."""


def text_boxes(container: Container) -> dict[int, range]:
    """The numbers of the characters in each box, by the number of the character that anchors it."""
    shapes = {
        struct.unpack_from("<I", anchor)[0]: at for at, _, anchor in plex(container.part(Part.ANCHORS), _ANCHOR_SIZE)
    }
    found: dict[int, range] = {}
    for start, end, box in plex(container.part(Part.TEXT_BOXES), _BOX_SIZE):
        (shape,) = struct.unpack_from("<I", box, _BOX_SHAPE)
        text = range(container.boxes + start, min(container.boxes + end, container.total))
        if shape in shapes and text:
            found[shapes[shape]] = text
    return found
