"""PNG, JPEG and TIFF → pictures of pages."""

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from service.errors import LimitExceeded
from workers.limits import Limits
from workers.readers.scan.picture import SCALE, Picture

_LONG, _SHORT = 842.0, 595.0
"""Points: the sides of A4, which a picture is taken for: what its file says of dots an inch is seldom true."""

_COARSEST = 150 / 72
"""Dots a point to which a coarser picture is enlarged."""

_KINDS = ("PNG", "JPEG", "TIFF")


def pages(data: bytes, limits: Limits) -> Iterator[Picture]:
    """The pages of a file. Raises LimitExceeded before a picture is unpacked that is too big."""
    with Image.open(io.BytesIO(data), formats=_KINDS) as image:
        for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
            yield picture(frame, number, limits)


def picture(image: Image.Image, number: int, limits: Limits) -> Picture:
    """One page, no finer than is of use."""
    if image.width * image.height > limits.picture_dots:
        raise LimitExceeded(what="dots of a picture / 单幅图像像素", limit=f"{limits.picture_dots:,}")
    upright = ImageOps.exif_transpose(image)
    shown = _on_white(upright)
    points = _points(shown.size)
    finest = round(points[0] * SCALE), round(points[1] * SCALE)
    coarsest = round(points[0] * _COARSEST), round(points[1] * _COARSEST)
    if shown.width > finest[0]:
        shown = shown.resize(finest, Image.Resampling.BOX)
    elif shown.width < coarsest[0]:
        shown = shown.resize(coarsest, Image.Resampling.LANCZOS)
    return Picture(number, *points, np.ascontiguousarray(np.asarray(shown)), shown.width / points[0])


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"1", "L", "I;16"}:
        return image.convert("L").convert("RGB")
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return image.convert("RGB")


def _points(size: tuple[int, int]) -> tuple[float, float]:
    """The page's size, in the picture's own proportions, as large as A4 at most."""
    width, height = size
    long, short = (_SHORT, _LONG) if width < height else (_LONG, _SHORT)
    ratio = min(long / width, short / height)
    return max(width * ratio, 1.0), max(height * ratio, 1.0)
