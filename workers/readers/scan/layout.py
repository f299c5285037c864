"""Where things stand on a recognised page, as the first look found them: by that a second look finds its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from service.reports.report import BBox
from workers.readers.document import Document
from workers.readers.geometry.page import Glyph, Mark
from workers.readers.scan.turning import Turn


class Place(NamedTuple):
    """A line of text on the upright page, in points: the box around its ink, and how high lines are there."""

    box: BBox
    height: float
    is_in_cell: bool

    def touches(self, box: BBox) -> bool:
        """Whether some of the line stands in a box of the upright page."""
        left, top, right, bottom = self.box
        return left < box[2] and box[0] < right and top < box[3] and box[1] < bottom


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page was turned to be upright, its ruled lines, and its lines of text; `again` is what a second look reads in those.

    `seconds` are those of a processor that all looks at the page took so far.
    """

    turn: Turn
    rules: Sequence[Mark] = ()
    lines: Sequence[Place] = ()
    seconds: float = field(default=0.0, compare=False)
    again: Mapping[Place, Sequence[Glyph]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScannedDocument(Document):
    """A document of pages that were recognised, and the layout of each by its number."""

    layouts: Mapping[int, Layout] = field(default_factory=dict)
