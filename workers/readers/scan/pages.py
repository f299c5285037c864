"""Pages of a scan: recognised here, or sent as they are to another process that recognises them, and back as JSON."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from workers.limits import Limits
from workers.readers.geometry.page import BLACK, Glyph, Mark, Page
from workers.readers.scan.glyphs import STYLE
from workers.readers.scan.layout import Layout, Place
from workers.readers.scan.picture import Picture
from workers.readers.scan.reading import read_page
from workers.readers.scan.turning import Turn


def recognised(picture: Picture, limits: Limits) -> tuple[Page, Layout]:
    """The page of a picture, and its layout."""
    begun = time.process_time()
    page, layout = read_page(picture, limits)
    return page, replace(layout, seconds=time.process_time() - begun)


def sent(pictures: Iterator[Picture]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each picture as what is told of it and its dots."""
    for picture in pictures:
        told = {"number": picture.number, "width": picture.width, "height": picture.height, "scale": picture.scale}
        yield {**told, "shape": picture.colours.shape}, picture.colours.tobytes()


def received(told: dict[str, Any], dots: bytes) -> Picture:
    """A picture that was sent."""
    colours = np.frombuffer(dots, np.uint8).reshape(told["shape"])
    return Picture(told["number"], told["width"], told["height"], colours, told["scale"])


def to_json(page: Page, layout: Layout) -> bytes:
    """A page that was recognised."""
    turn = layout.turn
    told = {
        "page": [page.number, page.width, page.height, page.unread],
        "glyphs": [[*glyph._replace(style=None)] for glyph in page.glyphs],  # type: ignore[arg-type]
        "marks": page.marks,
        "turn": [turn.width, turn.height, turn.angle, turn.quarters],
        "lines": layout.lines,
        "seconds": layout.seconds,
    }
    return json.dumps(told).encode()


def from_json(data: bytes) -> tuple[Page, Layout]:
    """The same page again: all that is recognised has one style, and all lines one colour."""
    told = json.loads(data)
    number, width, height, unread = told["page"]
    glyphs = [Glyph(*each)._replace(style=STYLE) for each in told["glyphs"]]
    marks = [Mark(*edges)._replace(colour=BLACK) for edges in told["marks"]]
    lines = [Place((left, top, right, bottom), *rest) for (left, top, right, bottom), *rest in told["lines"]]
    page = Page(number, width, height, glyphs, marks, unread=unread)
    return page, Layout(Turn(*told["turn"]), marks, lines, told["seconds"])
