"""OFD's XML, read by local names: three namespaces are in use."""

from collections.abc import Iterator
from math import isfinite

from lxml import etree

Box = tuple[float, float, float, float]
"""Left, top, width, height in millimetres."""

_MOST = 8
"""Numbers that a list may hold: a path's arc takes seven."""

_LARGEST = 1e6
"""Beyond this a number is no place on a page."""


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace, empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    """The children of that name."""
    return [] if element is None else [item for item in element if local_name(item) == name]


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next(iter(children(element, name)), None)


def numbers(text: str | None) -> list[float]:
    """The numbers of a short list, up to the first word that is none."""
    return list(_numbers((text or "").split(maxsplit=_MOST)[:_MOST]))


def number(text: str | None, default: float) -> float:
    """One number, or what stands for a missing one."""
    return next(iter(numbers(text)), default)


def is_true(text: str | None, default: bool) -> bool:
    """A truth value."""
    return default if text is None else text.strip().lower() in {"true", "1"}


def _numbers(words: list[str]) -> Iterator[float]:
    for word in words:
        try:
            value = float(word)
        except ValueError:
            return
        if not isfinite(value) or abs(value) > _LARGEST:
            return
        yield value
