"""The ways in which programs draw a table's borders. Each takes the walls between cells and the cells' boxes."""

from collections.abc import Callable, Sequence
from random import Random

from reportlab.pdfgen.canvas import Canvas

Box = tuple[float, float, float, float]
"""Left, bottom, right, top. A wall is a box without width or height."""

Border = Callable[[Canvas, Sequence[Box], Sequence[Box]], None]


def strokes(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """One stroke a wall."""
    canvas.setLineWidth(0.5)
    for wall in walls:
        canvas.line(*wall)


def open_sides(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Strokes, but none at the table's left and right, as statistics are printed."""
    lefts, _, rights, _ = zip(*boxes, strict=True)
    strokes(canvas, [wall for wall in walls if wall[1] == wall[3] or min(lefts) < wall[0] < max(rights)], boxes)


def doubled(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Two strokes a wall, three points apart."""
    canvas.setLineWidth(0.5)
    for x0, y0, x1, y1 in walls:
        dx, dy = (0.0, 1.5) if y0 == y1 else (1.5, 0.0)
        canvas.line(x0 - dx, y0 - dy, x1 - dx, y1 - dy)
        canvas.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)


def outlines(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """A stroked rectangle a cell."""
    canvas.setLineWidth(0.75)
    for left, bottom, right, top in boxes:
        canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=0)


def thin_boxes(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Filled rectangles of 0.48 points, as WPS and Word draw them, with a square at each corner."""
    canvas.setFillGray(0)
    for x0, y0, x1, y1 in walls:
        canvas.rect(x0, y0, (x1 - x0) or 0.48, (y1 - y0) or 0.48, stroke=0, fill=1)
        canvas.rect(x0, y0, 0.48, 0.48, stroke=0, fill=1)


def dashed(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Dashed strokes."""
    canvas.setDash(2, 2)
    strokes(canvas, walls, boxes)
    canvas.setDash()


def dashes(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Each dash a rectangle of its own, as browsers draw dotted borders."""
    for x0, y0, x1, y1 in walls:
        length = max(x1 - x0, y1 - y0)
        for i in range(int(length / 2)):
            at = i * 2
            canvas.rect(x0 + (at if y0 == y1 else 0), y0 + (at if x0 == x1 else 0), 1, 1, stroke=0, fill=1)


def askew(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Strokes up to a point off their place."""
    rng = Random(len(walls))
    for x0, y0, x1, y1 in walls:
        off = rng.uniform(-1, 1)
        dx, dy = (0.0, off) if y0 == y1 else (off, 0.0)
        canvas.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)


def short(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Strokes that end 1.5 points before the corners."""
    for x0, y0, x1, y1 in walls:
        dx, dy = (1.5, 0.0) if y0 == y1 else (0.0, 1.5)
        canvas.line(x0 + dx, y0 + dy, x1 - dx, y1 - dy)


def white_on_black(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """A black ground with white cells on it."""
    left, bottom, right, top = zip(*boxes, strict=True)
    canvas.setFillGray(0)
    canvas.rect(
        min(left) - 0.5, min(bottom) - 0.5, max(right) - min(left) + 1, max(top) - min(bottom) + 1, stroke=0, fill=1
    )
    canvas.setFillGray(1)
    for x0, y0, x1, y1 in boxes:
        canvas.rect(x0 + 0.4, y0 + 0.4, x1 - x0 - 0.8, y1 - y0 - 0.8, stroke=0, fill=1)
    canvas.setFillGray(0)


def tinted_cells(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Pale cells with the paper showing between them."""
    canvas.setFillColorRGB(0.8, 0.85, 0.95)
    for x0, y0, x1, y1 in boxes:
        canvas.rect(x0 + 0.5, y0 + 0.5, x1 - x0 - 1, y1 - y0 - 1, stroke=0, fill=1)
    canvas.setFillGray(0)


def unseen_boxes(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Strokes over white boxes, one a line of text, as WPS leaves them, and paths that are not painted."""
    canvas.setFillGray(1)
    for x0, y0, x1, y1 in boxes:
        canvas.rect(x0 + 3, y0 + 2, (x1 - x0) / 2, y1 - y0 - 4, stroke=0, fill=1)
        canvas.rect(x0 + 1, y0 + 1, x1 - x0 - 9, y1 - y0 - 3, stroke=0, fill=0)
    canvas.setFillGray(0)
    strokes(canvas, walls, boxes)


def grey_heads(canvas: Canvas, walls: Sequence[Box], boxes: Sequence[Box]) -> None:
    """Strokes in grey over cells of which every third is tinted."""
    canvas.setFillColorRGB(0.78, 0.85, 0.94)
    for x0, y0, x1, y1 in boxes[::3]:
        canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setStrokeGray(0.6)
    strokes(canvas, walls, boxes)
    canvas.setStrokeGray(0)


BORDERS: dict[str, Border] = {
    border.__name__: border
    for border in (
        strokes,
        open_sides,
        doubled,
        outlines,
        thin_boxes,
        dashed,
        dashes,
        askew,
        short,
        white_on_black,
        tinted_cells,
        unseen_boxes,
        grey_heads,
    )
}
