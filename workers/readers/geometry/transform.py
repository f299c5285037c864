"""Where a file's own coordinates come to lie on the upright page, counted from its top left."""

from collections.abc import Iterable
from typing import NamedTuple

_ASLANT = 0.25
"""Tangent beyond which text is no line of a report but a watermark or a stamp."""


class Transform(NamedTuple):
    """A matrix as PDF and OFD write it: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def points(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        """Where points come to lie."""
        a, b, c, d, e, f = self
        return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    def turn(self, x: float, y: float) -> int | None:
        """How text that runs in this direction runs on the page: 0 across, 1 down, -1 up, None aslant."""
        dx, dy = self.a * x + self.c * y, self.b * x + self.d * y
        if min(abs(dx), abs(dy)) > _ASLANT * max(abs(dx), abs(dy)):
            return None
        if abs(dx) >= abs(dy):
            return 0
        return 1 if dy > 0 else -1

    def after(self, first: "Transform") -> "Transform":
        """The transform that applies `first` and then this."""
        a, b, c, d, e, f = first
        x, y = self.point(e, f)
        return Transform(
            self.a * a + self.c * b,
            self.b * a + self.d * b,
            self.a * c + self.c * d,
            self.b * c + self.d * d,
            x,
            y,
        )


def upright(left: float, bottom: float, right: float, top: float, turned: int) -> Transform:
    """The transform of a PDF page that shows this part of its sheet, turned clockwise by 0, 90, 180 or 270 degrees."""
    if turned == 90:
        return Transform(0, 1, 1, 0, -bottom, -left)
    if turned == 180:
        return Transform(-1, 0, 0, 1, right, -bottom)
    if turned == 270:
        return Transform(0, -1, -1, 0, top, right)
    return Transform(1, 0, 0, -1, -left, top)
