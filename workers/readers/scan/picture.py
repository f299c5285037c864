"""A page as a picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Dots = NDArray[np.uint8]
"""Rows of dots, 0 to 255: grey, or red, green and blue."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, `number` from 1: its size in points, its colours by rows, and how many dots make a point."""

    number: int
    width: float
    height: float
    colours: Dots
    scale: float
