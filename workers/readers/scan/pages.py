"""Pages of a scan: recognised here, or sent as they are to another process that recognises them, and back as JSON."""

import json
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from workers.limits import Limits
from workers.readers.geometry.page import BLACK, Glyph, Mark, Page
from workers.readers.scan.glyphs import STYLE
from workers.readers.scan.picture import Picture
from workers.readers.scan.reading import read_page
from workers.readers.scan.turning import Turn


class Recognised(NamedTuple):
    """A page, how it was turned to be upright, and the seconds of a processor that it took."""

    page: Page
    turn: Turn
    seconds: float


def recognised(picture: Picture, limits: Limits) -> Recognised:
    """The page of a picture."""
    begun = time.process_time()
    page, turn = read_page(picture, limits)
    return Recognised(page, turn, time.process_time() - begun)


def sent(pictures: Iterator[Picture]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each picture as what is told of it and its dots."""
    for picture in pictures:
        told = {"number": picture.number, "width": picture.width, "height": picture.height, "scale": picture.scale}
        yield {**told, "shape": picture.colours.shape}, picture.colours.tobytes()


def received(told: dict[str, Any], dots: bytes) -> Picture:
    """A picture that was sent."""
    colours = np.frombuffer(dots, np.uint8).reshape(told["shape"])
    return Picture(told["number"], told["width"], told["height"], colours, told["scale"])


def to_json(found: Recognised) -> bytes:
    """A page that was recognised."""
    page, turn = found.page, found.turn
    told = {
        "page": [page.number, page.width, page.height, page.unread],
        "glyphs": [[*glyph._replace(style=None)] for glyph in page.glyphs],  # type: ignore[arg-type]
        "marks": page.marks,
        "turn": [turn.width, turn.height, turn.angle, turn.quarters],
        "seconds": found.seconds,
    }
    return json.dumps(told).encode()


def from_json(data: bytes) -> Recognised:
    """The same page again: all that is recognised has one style, and all lines one colour."""
    told = json.loads(data)
    number, width, height, unread = told["page"]
    glyphs = [Glyph(*each)._replace(style=STYLE) for each in told["glyphs"]]
    marks = [Mark(*edges)._replace(colour=BLACK) for edges in told["marks"]]
    return Recognised(Page(number, width, height, glyphs, marks, unread=unread), Turn(*told["turn"]), told["seconds"])
