"""Pages of an OFD as its reader sees them: characters at their places, rules, fills and pictures."""

from service.errors import DamagedFile, PageNotFound, PicturesNotInstalled
from service.reports.report import BBox
from workers.limits import Limits
from workers.readers.ofd.content import Drawing
from workers.readers.ofd.package import Package
from workers.renderings.rasters import unpacked
from workers.renderings.sheets import Raster, SheetWriter


def ofd_sheet(data: bytes, number: int, limits: Limits) -> SheetWriter:
    """Page `number` (from 1), without signatures and annotations.

    Raises PageNotFound, PicturesNotInstalled for a page that is a picture, and what opening an OFD raises.
    """
    package, seen = Package(data, limits), 0
    for seen, sheet in enumerate(package.sheets(), start=1):
        if seen == number:
            return _sheet(Drawing(number, sheet, package.resources, limits), package, limits)
    raise PageNotFound(page=number, pages=seen)


def _sheet(drawing: Drawing, package: Package, limits: Limits) -> SheetWriter:
    page = drawing.page
    sheet = SheetWriter(page.width, page.height)
    for box, file in drawing.pictures:
        raster = _raster(file, package, limits, needed=page.is_picture)
        if raster and _is_on(box, page.width, page.height):
            sheet.picture(box, raster)
    for mark in page.marks:
        sheet.mark(mark)
    for glyph in page.glyphs:
        sheet.glyph(glyph)
    return sheet


def _raster(file: str, package: Package, limits: Limits, *, needed: bool) -> Raster | None:
    """The dots of a picture; none of one that can't be unpacked and isn't the page itself."""
    try:
        return unpacked(package.file(file), limits)
    except PicturesNotInstalled:
        if needed:
            raise
    except DamagedFile:
        pass
    return None


def _is_on(box: BBox, width: float, height: float) -> bool:
    """Whether a picture lies on the page, and not as large as to hide what is wrong with its place."""
    left, top, right, bottom = box
    return left < right <= left + 2 * width and top < bottom <= top + 2 * height
