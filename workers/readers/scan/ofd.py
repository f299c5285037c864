"""OFD → its pages, those without text of their own put together from their pictures."""

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image

from service.reports.report import BBox
from workers.limits import Limits
from workers.readers.geometry.page import Page
from workers.readers.ofd.content import Drawing
from workers.readers.ofd.package import Package
from workers.readers.scan.frames import check_dots
from workers.readers.scan.picture import SCALE, Picture, Source


def pages(data: bytes, limits: Limits) -> Source:
    """The pages. Raises what opening an OFD raises."""
    package = Package(data, limits)
    return Source(package.page_count, _pages(package, limits))


def _pages(package: Package, limits: Limits) -> Iterator[Page | Picture]:
    for number, sheet in enumerate(package.sheets(), start=1):
        drawing = Drawing(number, sheet, package.resources, limits)
        yield _put_together(drawing, package, limits) if drawing.page.is_picture else drawing.page


def _put_together(drawing: Drawing, package: Package, limits: Limits) -> Picture:
    page = drawing.page
    size = round(page.width * SCALE), round(page.height * SCALE)
    check_dots(size, limits)
    paper = Image.new("RGB", size, "white")
    for box, file in drawing.pictures:
        with Image.open(io.BytesIO(package.file(file))) as image:
            check_dots(image.size, limits)
            _lay(paper, image, box)
    return Picture(page.number, page.width, page.height, np.asarray(paper), SCALE)


def _lay(paper: Image.Image, image: Image.Image, box: BBox) -> None:
    left, top, right, bottom = (round(value * SCALE) for value in box)
    if right <= left or bottom <= top or right - left > 2 * paper.width or bottom - top > 2 * paper.height:
        return
    laid = image.convert("RGBA").resize((right - left, bottom - top), Image.Resampling.BOX)
    paper.paste(laid, (left, top), laid)
