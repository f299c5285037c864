"""OFD's colours → red, green and blue."""

from lxml import etree

from workers.readers.geometry.page import Colour
from workers.readers.ofd.elements import child, number, numbers
from workers.readers.ofd.package import Resources

_SHADED: Colour = (0.5, 0.5, 0.5)
"""Stands for shadings and patterns, which are seen but have no one colour."""


def colour_of(item: etree._Element, name: str, resources: Resources, default: Colour) -> Colour | None:
    """An object's colour of that name, its pen's where it has none itself; None where it lets everything through."""
    for owner in (item, resources.pens.get(item.get("DrawParam", ""))):
        given = child(owner, name)
        if given is None:
            continue
        if number(given.get("Alpha"), 255) <= 0:
            return None
        return _SHADED if len(given) else _rgb(numbers(given.get("Value")), default)
    return default


def _rgb(parts: list[float], default: Colour) -> Colour:
    parts = [min(max(part / 255, 0.0), 1.0) for part in parts]
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if len(parts) == 4:
        cyan, magenta, yellow, key = parts
        return (1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key)
    return default
