"""How a page was turned to be upright: places on the upright page → places on the page as it lies, and back."""

from dataclasses import dataclass
from math import cos, radians, sin

from service.reports.report import BBox


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn about a page's middle: its size in points as it lies, and the degrees, anticlockwise, that made it upright.

    `quarters` are the quarter turns among them; by an odd number of those width and height change places.
    """

    width: float
    height: float
    angle: float = 0.0
    quarters: int = 0

    def lying(self, box: BBox) -> BBox:
        """The box around a box of the upright page, on the page as it lies."""
        if not self.angle and not self.quarters:
            return box
        middle_x, middle_y, half_x, half_y = self._centred(box, *self._upright_size)
        c, s = cos(self._radians), sin(self._radians)
        x, y = c * middle_x - s * middle_y + self.width / 2, s * middle_x + c * middle_y + self.height / 2
        wide, high = abs(c) * half_x + abs(s) * half_y, abs(s) * half_x + abs(c) * half_y
        return x - wide, y - high, x + wide, y + high

    def upright(self, box: BBox) -> BBox:
        """The box of the upright page around which a box on the page as it lies was drawn."""
        if not self.angle and not self.quarters:
            return box
        middle_x, middle_y, half_x, half_y = self._centred(box, self.width, self.height)
        c, s = cos(self._radians), sin(self._radians)
        width, height = self._upright_size
        x, y = c * middle_x + s * middle_y + width / 2, -s * middle_x + c * middle_y + height / 2
        scale = c * c - s * s
        wide, high = (abs(c) * half_x - abs(s) * half_y) / scale, (abs(c) * half_y - abs(s) * half_x) / scale
        return x - abs(wide), y - abs(high), x + abs(wide), y + abs(high)

    @property
    def _radians(self) -> float:
        return radians(self.angle + 90 * self.quarters)

    @property
    def _upright_size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    @staticmethod
    def _centred(box: BBox, width: float, height: float) -> BBox:
        """A box's middle from that of its page, and its half width and height."""
        left, top, right, bottom = box
        return (left + right - width) / 2, (top + bottom - height) / 2, (right - left) / 2, (bottom - top) / 2
