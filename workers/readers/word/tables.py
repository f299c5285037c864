"""Tables of Word files, DOCX and DOC alike: cells by their edges and merge marks → areas of a grid."""

from collections.abc import Sequence
from dataclasses import dataclass

from workers.readers.document import Block
from workers.readers.structure.layout import Area

_SNAP = 45
"""Edges of two rows that are this near (in twips, 1/20 point) are the same line, drawn by an unsteady hand."""


@dataclass(slots=True)
class Box:
    """A cell as a row of a Word table has it: its edges in twips, and whether it goes on with the cell above.

    `begins` is for readers whose files say so: words stand in the first of several cells merged downwards.
    """

    left: int
    right: int
    content: list[Block]
    continues: bool = False
    begins: bool = False


def arrange(rows: Sequence[Sequence[Box]]) -> list[Area]:
    """The cells of the table with their true spans; boxes without width take no place."""
    columns = _columns([box for row in rows for box in row])
    areas: list[Area] = []
    above: dict[tuple[int, int], Area] = {}
    for index, row in enumerate(rows):
        current: dict[tuple[int, int], Area] = {}
        for box in row:
            place = columns[box.left], columns[box.right]
            area = above.get(place) if box.continues else None
            if area:
                area.rowspan += 1
            elif place[0] < place[1]:
                area = Area(index, place[0], place[1] - place[0], 1, box.content)
                areas.append(area)
            if area:
                current[place] = area
        above = current
    return areas


def _columns(boxes: Sequence[Box]) -> dict[int, int]:
    """Each edge's number from the left, near ones together."""
    narrowest = min((box.right - box.left for box in boxes if box.right > box.left), default=0)
    snap = min(_SNAP, narrowest - 1)
    numbers: dict[int, int] = {}
    lines: list[int] = []
    for edge in sorted({edge for box in boxes for edge in (box.left, box.right)}):
        if not lines or edge - lines[-1] > snap:
            lines.append(edge)
        numbers[edge] = len(lines) - 1
    return numbers
