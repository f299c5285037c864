"""PDF by reportlab, in the border styles that word processors leave; the font embedded, or only named."""

from collections.abc import Callable
from io import BytesIO
from random import Random

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.draft import Draft
from tests.corpus.rendering.font import font_file
from tests.corpus.rendering.layout import HEIGHT, WIDTH, Box, Page, Text, pages

_EMBEDDED, _NAMED = "CorpusSong", "STSong-Light"
Border = Callable[[Canvas, list[Box], Random], None]


def strokes(canvas: Canvas, boxes: list[Box], _: Random) -> None:
    """Each cell a stroked rectangle."""
    canvas.setLineWidth(0.5)
    for box in boxes:
        canvas.rect(*_rectangle(box), stroke=1, fill=0)


def lines(canvas: Canvas, boxes: list[Box], rng: Random) -> None:
    """Each side a line of its own, up to a point off."""
    canvas.setLineWidth(0.75)
    for x0, y0, x1, y1 in _sides(boxes):
        off = rng.uniform(-1, 1)
        canvas.line(x0 + (off if x0 == x1 else 0), y0 + (off if y0 == y1 else 0), *_moved(x0, y0, x1, y1, off))


def _moved(x0: float, y0: float, x1: float, y1: float, off: float) -> tuple[float, float]:
    return x1 + (off if x0 == x1 else 0), y1 + (off if y0 == y1 else 0)


def short(canvas: Canvas, boxes: list[Box], _: Random) -> None:
    """Lines that end a point and a half before the corner."""
    canvas.setLineWidth(0.5)
    for x0, y0, x1, y1 in _sides(boxes):
        dx, dy = (1.5 if x0 != x1 else 0.0), (1.5 if y0 != y1 else 0.0)
        canvas.line(x0 + dx, y0 + dy, x1 - dx, y1 - dy)


def open_sides(canvas: Canvas, boxes: list[Box], _: Random) -> None:
    """No line at the table's left and right."""
    canvas.setLineWidth(0.5)
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    for x0, y0, x1, y1 in _sides(boxes):
        if y0 == y1 or min(x0 - left, right - x0) > 0.01:
            canvas.line(x0, y0, x1, y1)


def dashed(canvas: Canvas, boxes: list[Box], _: Random) -> None:
    """Dashed lines."""
    canvas.setLineWidth(0.5)
    canvas.setDash(2, 2)
    for side in _sides(boxes):
        canvas.line(*side)
    canvas.setDash()


def thin(canvas: Canvas, boxes: list[Box], _: Random) -> None:
    """Filled rectangles half a point thin, as Word and WPS write them."""
    canvas.setFillGray(0)
    for x0, y0, x1, y1 in _sides(boxes):
        left, low = min(x0, x1), min(y0, y1)
        canvas.rect(left, low, abs(x1 - x0) or 0.48, abs(y1 - y0) or 0.48, stroke=0, fill=1)


def fills(canvas: Canvas, boxes: list[Box], _: Random) -> None:
    """White cells on a black ground."""
    canvas.setFillGray(0)
    left, right = min(b.left for b in boxes), max(b.right for b in boxes)
    top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
    canvas.rect(left - 0.5, HEIGHT - bottom - 0.5, right - left + 1, bottom - top + 1, stroke=0, fill=1)
    canvas.setFillGray(1)
    for box in boxes:
        x, y, width, height = _rectangle(box)
        canvas.rect(x + 0.25, y + 0.25, width - 0.5, height - 0.5, stroke=0, fill=1)
    canvas.setFillGray(0)


def boxed(canvas: Canvas, boxes: list[Box], rng: Random) -> None:
    """Strokes over white boxes behind every cell, as WPS puts them."""
    canvas.setFillGray(1)
    for box in boxes:
        canvas.rect(*_rectangle(box), stroke=0, fill=1)
    canvas.setFillGray(0)
    strokes(canvas, boxes, rng)


BORDERS: dict[str, Border] = {
    "strokes": strokes,
    "lines": lines,
    "short": short,
    "open": open_sides,
    "dashed": dashed,
    "thin": thin,
    "fills": fills,
    "boxed": boxed,
}


def bordered(border: str) -> Callable[[Draft, Random], bytes]:
    """The renderer of a border style."""

    def render(draft: Draft, rng: Random) -> bytes:
        return _written(pages(draft, rng), BORDERS[border], rng, _EMBEDDED)

    return render


def bare(draft: Draft, rng: Random) -> bytes:
    """A PDF that names a Chinese font without embedding it."""
    return _written(pages(draft, rng), BORDERS["strokes"], rng, _NAMED)


def any_border(draft: Draft, rng: Random) -> bytes:
    """A border style at random."""
    return bordered(rng.choice(tuple(BORDERS)))(draft, rng)


def _written(laid: list[Page], border: Border, rng: Random, font: str) -> bytes:
    if font not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(font, font_file()) if font == _EMBEDDED else UnicodeCIDFont(font))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in laid:
        for boxes in page.tables:
            border(canvas, boxes, rng)
        for text in page.texts:
            _draw(canvas, text, font)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, text: Text, font: str) -> None:
    drawn = canvas.beginText(text.x, HEIGHT - text.y)
    drawn.setFont(font, text.size)
    drawn.setCharSpace(text.gap)
    drawn.setTextRenderMode(2 if text.bold else 0)
    drawn.textOut(text.text if font == _EMBEDDED else text.text.replace("\xa0", " "))  # its encoding has none
    drawn.setTextRenderMode(0)  # it outlives the text object
    canvas.drawText(drawn)


def _rectangle(box: Box) -> tuple[float, float, float, float]:
    return box.left, HEIGHT - box.bottom, box.right - box.left, box.bottom - box.top


def _sides(boxes: list[Box]) -> list[tuple[float, float, float, float]]:
    """Every side once, in the canvas's coordinates, from left to right and from below."""
    sides: dict[tuple[float, float, float, float], None] = {}
    for box in boxes:
        top, bottom = round(HEIGHT - box.top, 3), round(HEIGHT - box.bottom, 3)
        left, right = round(box.left, 3), round(box.right, 3)
        for side in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, bottom, left, top),
            (right, bottom, right, top),
        ):
            sides[side] = None
    return list(sides)
