"""PNG, JPEG and TIFF → pictures of pages."""

import numpy as np
from PIL import Image

from workers.limits import Limits
from workers.readers.scan.frames import count, frames, points
from workers.readers.scan.picture import SCALE, Picture, Source

_COARSEST = 150 / 72
"""Dots a point to which a coarser picture is enlarged."""


def pages(data: bytes, limits: Limits) -> Source:
    """The pages of a file. Raises LimitExceeded before a picture is unpacked that is too big."""
    return Source(count(data), (fitted(frame, number) for number, frame in enumerate(frames(data, limits), start=1)))


def fitted(shown: Image.Image, number: int) -> Picture:
    """One page, no finer than is of use."""
    width, height = points(shown.size)
    finest = round(width * SCALE), round(height * SCALE)
    coarsest = round(width * _COARSEST), round(height * _COARSEST)
    if shown.width > finest[0]:
        shown = shown.resize(finest, Image.Resampling.BOX)
    elif shown.width < coarsest[0]:
        shown = shown.resize(coarsest, Image.Resampling.LANCZOS)
    return Picture(number, width, height, np.ascontiguousarray(np.asarray(shown)), shown.width / width)
