"""Simulated scans: a report drawn in a real font, then noise, a slant, a stamp, shadows and JPEG over it.

Needs the extra `ocr`, and a Chinese TrueType font of the machine's.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.damages import packed, stamped
from tests.corpus.draft import Draft
from tests.corpus.rendering import pdf
from tests.corpus.rendering.layout import HEIGHT, WIDTH, pages
from tests.corpus.report import build

_FONTS = Path("/usr/share/fonts")
_CHINESE = ("wqy", "arphic", "uming", "ukai")
_PRINTED = 300
"""Dots an inch of the printer."""

Dots = np.ndarray


@dataclass(frozen=True, slots=True)
class Faults:
    """What scanning does: dots an inch, degrees of slant, noise (of 255), JPEG's quality, a stamp, a shadow, colour."""

    dpi: int = 200
    slant: float = 0.0
    noise: float = 4.0
    quality: int = 75
    stamp: bool = True
    shadow: bool = False
    blur: float = 0.5
    border: str = "strokes"

    @classmethod
    def invent(cls, rng: Random, dpi: int) -> "Faults":
        """A scanner at random."""
        return cls(
            dpi=dpi,
            slant=rng.uniform(-2, 2),
            noise=rng.choice((0.0, 4.0, 8.0)),
            quality=rng.choice((40, 60, 75, 90)),
            stamp=rng.random() < 0.7,
            shadow=rng.random() < 0.5,
            blur=rng.choice((0.0, 0.4, 0.7)),
            border=rng.choice(("strokes", "lines", "thin", "boxed", "short")),
        )


def fonts() -> list[str]:
    """The Chinese TrueType fonts of this machine."""
    found = sorted(str(path) for path in _FONTS.rglob("*.tt[cf]"))
    return [path for path in found if any(name in path for name in _CHINESE)]


def printed(draft: Draft, font: str, dpi: int, rng: Random, border: str = "") -> tuple[bytes, list[Dots]]:
    """The report as a PDF in that font, and its pages as pictures: red, green and blue by rows."""
    name = Path(font).stem
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, font))
    drawn = pdf.BORDERS[border or rng.choice(("strokes", "lines", "thin", "boxed", "short"))]
    data = pdf._written(pages(draft, rng), drawn, rng, name)
    document = pypdfium2.PdfDocument(data)
    size = round(WIDTH * dpi / 72), round(HEIGHT * dpi / 72)
    drawings = (page.render(scale=_PRINTED / 72, rev_byteorder=True).to_numpy()[..., :3] for page in document)
    return data, [np.ascontiguousarray(cv2.resize(dots, size, interpolation=cv2.INTER_AREA)) for dots in drawings]


def scanned(draft: Draft, font: str, faults: Faults, rng: Random) -> list[Dots]:
    """The report's pages as a scanner gives them."""
    _, pictures = printed(draft, font, faults.dpi, rng, faults.border)
    return [_scanned(dots, faults, rng) for dots in pictures]


def _scanned(dots: Dots, faults: Faults, rng: Random) -> Dots:
    noise = np.random.default_rng(rng.randrange(2**32))
    page = (stamped(dots, faults.dpi / 72, rng) if faults.stamp else dots).astype(np.float32)
    height, width = page.shape[:2]
    if faults.slant:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), faults.slant, 1.0)
        page = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    if faults.blur:
        page = cv2.GaussianBlur(page, (0, 0), faults.blur * faults.dpi / 150)
    if faults.shadow:
        page *= np.linspace(rng.uniform(0.75, 0.9), 1.0, width, dtype=np.float32)[None, :, None]
    page += noise.normal(0, faults.noise, page.shape[:2])[..., None] if faults.noise else 0
    return packed(faults.quality)(np.clip(page, 0, 255).astype(np.uint8), faults.dpi / 72, rng)


def as_pdf(pictures: Sequence[Dots], quality: int = 75) -> bytes:
    """Pictures as a PDF that has nothing but them."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    for dots in pictures:
        buffered = BytesIO()
        Image.fromarray(dots).save(buffered, "JPEG", quality=quality)
        high, wide = dots.shape[:2]
        canvas.setPageSize((WIDTH, HEIGHT) if high > wide else (HEIGHT, WIDTH))
        canvas.drawImage(ImageReader(buffered), 0, 0, *((WIDTH, HEIGHT) if high > wide else (HEIGHT, WIDTH)))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def as_image(pictures: Sequence[Dots], kind: str, compression: str = "jpeg") -> bytes:
    """Pictures as one file: TIFF of all of them, PNG or JPEG of the first."""
    buffer = BytesIO()
    first, *others = [Image.fromarray(dots) for dots in pictures]
    more = {"save_all": True, "append_images": others, "compression": compression} if kind == "TIFF" else {}
    if compression == "jpeg":
        more["quality"] = 60
    first.save(buffer, kind, **more)
    return buffer.getvalue()


FILES = Path(__file__).parent / "files"
"""Scans that were made once, with the figures that stand in them: no machine is sure to have a Chinese font."""


def main() -> int:
    """python -m tests.corpus.scans FONT FONT: make the scans anew."""
    FILES.mkdir(exist_ok=True)
    for number, (font, kind) in enumerate(zip(sys.argv[1:], ("pdf", "tiff"), strict=True), start=1):
        draft = build(40 + number)
        faults = Faults(dpi=150, slant=(1.7, -0.8)[number - 1], quality=60, shadow=number == 2)
        pictures = scanned(draft, font, faults, Random(number))
        data = as_pdf(pictures, 60) if kind == "pdf" else as_image(pictures, "TIFF")
        (FILES / f"scan-{number}.{kind}").write_bytes(data)
        figures = {key: table.cells for key, table in draft.tables.items()}
        (FILES / f"scan-{number}.json").write_text(json.dumps(figures, ensure_ascii=False), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
