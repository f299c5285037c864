"""pdfminer's colours → red, green and blue."""

from pdfminer.pdfcolor import PDFColorSpace

from workers.readers.geometry.page import BLACK, Colour

_GREY: Colour = (0.5, 0.5, 0.5)
"""Stands for patterns and shadings, which are seen but have no one colour."""


def rgb(colour: object, space: PDFColorSpace) -> Colour:
    """The colour that components stand for in a colour space; one of inks we don't know counts as dark."""
    if isinstance(colour, (int, float)):
        return _grey(float(colour), space.name)
    if not isinstance(colour, tuple) or not all(isinstance(part, (int, float)) for part in colour):
        return _GREY
    parts = [min(max(float(part), 0.0), 1.0) for part in colour]
    if len(parts) == 3:
        return (parts[0], parts[1], parts[2])
    if len(parts) == 4:
        cyan, magenta, yellow, key = parts
        return ((1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key))
    return _GREY


def _grey(level: float, space: str) -> Colour:
    if space == "Indexed":
        return BLACK
    level = min(max(level, 0.0), 1.0)
    if space in ("Separation", "DeviceN"):
        level = 1 - level
    return (level, level, level)
