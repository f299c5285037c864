"""A page as a PDF of one page, so that PDFium draws it: text in the machine's own Chinese font, marks, and pictures."""

import zlib
from dataclasses import dataclass

from service.reports.report import BBox
from workers.readers.geometry.page import Colour, Glyph, Mark

_FONT = b"STSong-Light"
"""A name that stands for the Chinese font there is: none is embedded."""
_THINNEST = 0.4
"""Points that a stroke is wide, for how wide it was is not kept."""
_NARROWEST, _WIDEST = 0.5, 1.6


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture: three bytes a dot, red, green and blue."""

    width: int
    height: int
    dots: bytes


class SheetWriter:
    """Writes what lies on a page, in points from its top left corner, in the order of painting."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self.has_text = False
        self._content: list[str] = []
        self._rasters: list[Raster] = []

    def picture(self, box: BBox, raster: Raster) -> None:
        """Lay a picture into a box."""
        left, top, right, bottom = box
        name = f"I{len(self._rasters)}"
        self._rasters.append(raster)
        place = f"{right - left:.3f} 0 0 {bottom - top:.3f} {left:.3f} {self._height - bottom:.3f}"
        self._content.append(f"q {place} cm /{name} Do Q")

    def mark(self, mark: Mark) -> None:
        """Draw a stroke or a filled box."""
        top, bottom = self._height - mark.top, self._height - mark.bottom
        if mark.filled:
            size = f"{mark.right - mark.left:.3f} {top - bottom:.3f}"
            self._content.append(f"{_colour(mark.colour)} rg {mark.left:.3f} {bottom:.3f} {size} re f")
        else:
            line = f"{mark.left:.3f} {top:.3f} m {mark.right:.3f} {bottom:.3f} l S"
            self._content.append(f"{_colour(mark.colour)} RG {_THINNEST} w {line}")

    def glyph(self, glyph: Glyph) -> None:
        """Set a character where it stands, as wide as it is there. One that no font of Chinese has leaves a gap."""
        code = glyph.text.encode("utf-16-be", "ignore").hex()
        if glyph.style.hidden or len(code) != 4 * len(glyph.text) or glyph.em <= 0:
            return
        self.has_text = True
        colour, weight = _colour(glyph.style.colour), "2 Tr 0.3 w" if glyph.style.bold else "0 Tr"
        base = self._height - (glyph.bottom - 0.12 * glyph.em if glyph.turn else glyph.base)
        across = glyph.em if glyph.turn else glyph.em * _stretch(glyph)
        place = f"{across:.3f} 0 0 {glyph.em:.3f} {glyph.left:.3f} {base:.3f}"
        self._content.append(f"BT {colour} rg {colour} RG {weight} /F 1 Tf {place} Tm <{code}> Tj ET")

    def written(self) -> bytes:
        """The file."""
        names = " ".join(f"/I{at} {8 + at} 0 R" for at in range(len(self._rasters)))
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {self._width:.3f} {self._height:.3f}]/Contents 4 0 R"
            f"/Resources<</Font<</F 5 0 R>>/XObject<<{names}>>>>>>"
        )
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page.encode(),
            _stream(b"", "\n".join(self._content).encode()),
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>" % _FONT,
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/%b/DW 1000/W[1 95 500]/FontDescriptor 7 0 R"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>>>" % _FONT,
            b"<</Type/FontDescriptor/FontName/%b/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
            b"/Descent -120/CapHeight 880/StemV 80>>" % _FONT,
            *map(_image, self._rasters),
        ]
        return _file(objects)


def _stretch(glyph: Glyph) -> float:
    """How much wider than the font has it a character stands: Latin is half an em wide there, all else a whole one."""
    natural = sum(0.5 if char.isascii() else 1.0 for char in glyph.text) * glyph.em
    return min(max((glyph.right - glyph.left) / natural, _NARROWEST), _WIDEST)


def _colour(colour: Colour) -> str:
    return " ".join(f"{min(max(part, 0.0), 1.0):.3f}" for part in colour)


def _image(raster: Raster) -> bytes:
    about = f"/Type/XObject/Subtype/Image/Width {raster.width}/Height {raster.height}/ColorSpace/DeviceRGB"
    return _stream(f"{about}/BitsPerComponent 8".encode(), raster.dots)


def _stream(about: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data, 1)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (about, len(packed), packed)


def _file(objects: list[bytes]) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(written))
    return written + head + table + trailer
