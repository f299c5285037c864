"""PDF → its pages, those without text of their own drawn as pictures."""

from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2

from workers.limits import Limits
from workers.readers.geometry.characters import is_unknown
from workers.readers.geometry.page import Page
from workers.readers.pdf import open_pages
from workers.readers.scan.picture import SCALE, Picture, Source

_MOST_DOTS = 9_000_000
"""Of a page as it is drawn: A3 at 200 dots an inch."""
_MOST_UNKNOWN = 0.2


def pages(data: bytes, limits: Limits) -> Source:
    """The pages. Raises what opening a PDF raises."""
    read = list(open_pages(data, limits))
    return Source(len(read), _pages(data, read))


def _pages(data: bytes, read: Sequence[Page]) -> Iterator[Page | Picture]:
    document = pypdfium2.PdfDocument(data)
    try:
        for page in read:
            yield _drawn(document, page) if _needs_recognition(page) else page
    finally:
        document.close()


def _needs_recognition(page: Page) -> bool:
    unknown = sum(is_unknown(glyph.text) for glyph in page.glyphs)
    return page.is_picture or unknown > _MOST_UNKNOWN * len(page.glyphs) or bool(page.marks and not page.glyphs)


def _drawn(document: pypdfium2.PdfDocument, page: Page) -> Picture:
    scale = min(SCALE, (_MOST_DOTS / (page.width * page.height)) ** 0.5)
    bitmap = document[page.number - 1].render(scale=scale, rev_byteorder=True, may_draw_forms=False)
    dots = bitmap.to_numpy()
    colours = (
        dots[..., :3] if dots.ndim == 3 and dots.shape[2] >= 3 else np.repeat(dots.reshape(*dots.shape[:2], 1), 3, 2)
    )
    return Picture(page.number, page.width, page.height, np.ascontiguousarray(colours), scale)
