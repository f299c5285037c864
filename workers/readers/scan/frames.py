"""PNG, JPEG and TIFF → their pages as they are to be seen: upright, on white, with the size that they are taken for."""

import io
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence

from workers.limits import Limits

_LONG, _SHORT = 842.0, 595.0
"""Points: the sides of A4, which a picture is taken for: what its file says of dots an inch is seldom true."""

_KINDS = ("PNG", "JPEG", "TIFF")


def frames(data: bytes, limits: Limits) -> Iterator[Image.Image]:
    """The pages of a file. Raises LimitExceeded before a picture is unpacked that is too big."""
    with Image.open(io.BytesIO(data), formats=_KINDS) as image:
        for frame in ImageSequence.Iterator(image):
            yield _upright(frame, limits)


def count(data: bytes) -> int:
    """How many pages a file has."""
    with Image.open(io.BytesIO(data), formats=_KINDS) as image:
        return int(getattr(image, "n_frames", 1))


def picture(data: bytes, limits: Limits) -> Image.Image:
    """A picture that lies on a page, of any kind. Raises LimitExceeded before it is unpacked, if it is too big."""
    with Image.open(io.BytesIO(data)) as image:
        check_dots(image.size, limits)
        return image.convert("RGB")


def _upright(image: Image.Image, limits: Limits) -> Image.Image:
    """A page as it is to be seen. Raises LimitExceeded."""
    check_dots(image.size, limits)
    return _on_white(ImageOps.exif_transpose(image))


def check_dots(size: tuple[int, int], limits: Limits) -> None:
    """Return if a picture may have so many dots. Raises LimitExceeded."""
    limits.check("picture_dots", size[0] * size[1])


def points(size: tuple[int, int]) -> tuple[float, float]:
    """The page's size, in the picture's own proportions, as large as A4 at most."""
    width, height = size
    long, short = (_SHORT, _LONG) if width < height else (_LONG, _SHORT)
    ratio = min(long / width, short / height)
    return max(width * ratio, 1.0), max(height * ratio, 1.0)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"1", "L", "I;16"}:
        return image.convert("L").convert("RGB")
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return image.convert("RGB")
