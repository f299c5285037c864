"""Which native library is at a stranger's file just now, announced beforehand: one that fails there ends the process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

PDFIUM, CALAMINE = LIBRARIES = ("PDFium", "Calamine")

_announce: list[Callable[[str], None]] = []
_inside: list[str] = []


def announce_to(listener: Callable[[str], None]) -> None:
    """Announce it to this one from now on: the library's name as it begins, an empty one as it ends."""
    _announce[:] = [listener]


@contextmanager
def running(library: str) -> Iterator[None]:
    """In here the library is at work."""
    _inside.append(library)
    _announce_current()
    try:
        yield
    finally:
        _inside.pop()
        _announce_current()


def _announce_current() -> None:
    for listener in _announce:
        listener(_inside[-1] if _inside else "")
