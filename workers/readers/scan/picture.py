"""A page as a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workers.readers.geometry.page import Page

Dots: TypeAlias = "NDArray[np.uint8]"
"""Rows of dots, 0 to 255: grey, or red, green and blue."""


SCALE = 200 / 72
"""Dots a point: as fine as is of use for recognition."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, `number` from 1: its size in points, its colours by rows, and how many dots make a point."""

    number: int
    width: float
    height: float
    colours: Dots
    scale: float


class Source(NamedTuple):
    """A file's pages, and how many there are: those with text of their own as read, the others as pictures, once asked for."""

    total: int
    pages: Iterator[Page | Picture]
