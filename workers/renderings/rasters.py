"""Picture files → dots. What unpacks them is in the extra `ocr`, and is loaded when a picture is drawn."""

from importlib import import_module
from importlib.util import find_spec

from service.audits.media import NAMES, Media
from service.errors import DamagedFile, LimitExceeded, PageNotFound, PicturesNotInstalled, UnreadableFile
from workers.limits import Limits
from workers.renderings.sheets import Raster, SheetWriter

_FRAMES = "workers.readers.scan.frames"
"""What opens picture files."""


def scanned_sheet(data: bytes, number: int, media: Media, limits: Limits) -> SheetWriter:
    """A page of a PNG, JPEG or TIFF as it is read.

    Raises PicturesNotInstalled, PageNotFound, LimitExceeded or DamagedFile.
    """
    _check_installed()
    seen = 0
    try:
        scans = import_module(_FRAMES)
        for frame in scans.frames(data, limits):
            seen += 1
            if seen == number:
                width, height = scans.points(frame.size)
                sheet = SheetWriter(width, height)
                sheet.picture((0, 0, width, height), Raster(frame.width, frame.height, frame.tobytes()))
                return sheet
    except (UnreadableFile, MemoryError):
        raise
    except Exception:
        raise DamagedFile(kind=NAMES[media]) from None
    raise PageNotFound(page=number, pages=seen)


def unpacked(data: bytes, limits: Limits) -> Raster | None:
    """A picture that lies on a page; None for one that is broken. Raises PicturesNotInstalled, LimitExceeded."""
    _check_installed()
    try:
        shown = import_module(_FRAMES).picture(data, limits)
        return Raster(shown.width, shown.height, shown.tobytes())
    except (LimitExceeded, MemoryError):
        raise
    except Exception:
        return None


def _check_installed() -> None:
    if not find_spec("PIL"):
        raise PicturesNotInstalled
