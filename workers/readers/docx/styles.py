"""Styles of a DOCX file: what a paragraph or a run inherits from the style that it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from lxml import etree

from workers.readers.docx.names import W, is_on, number, value, values
from workers.readers.word.numbering import DEPTH

_CONTENTS = re.compile(r"toc \d|目录 ?\d", re.IGNORECASE)
_HEADING = re.compile(r"heading \d|title|标题(?: ?\d)?", re.IGNORECASE)
_BODY_TEXT = 9
_OF_RUNS = _BOLD, _HIDDEN, _STRUCK, _STRUCK_TWICE, _PLACE = [
    f"{W}{name}" for name in ("b", "vanish", "strike", "dstrike", "vertAlign")
]
_OF_PARAGRAPHS = {f"{W}numPr", f"{W}outlineLvl"}


@dataclass(frozen=True, slots=True)
class Format:
    """What a style or a paragraph says of itself; None where it leaves it to what it is based on."""

    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    """Whether it is struck through, once or twice, which takes it back."""
    raised: bool | None = None
    """Whether it stands above the line, as marks of footnotes do."""
    outline: int | None = None
    """Level in the outline, 9 for body text."""
    list: str | None = None
    """Which list numbers it, “0” for none."""
    depth: int | None = None
    """Level in that list."""
    contents: bool | None = None
    """Whether it is a line of a table of contents."""

    def over(self, base: "Format") -> "Format":
        """What it says itself, and what `base` says where it is silent."""
        if self is PLAIN or base is PLAIN:
            return base if self is PLAIN else self
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return Format(**{name: getattr(base, name) if said is None else said for name, said in own.items()})

    @property
    def heading(self) -> bool:
        """Whether it is a head of the outline."""
        return self.outline is not None and self.outline < _BODY_TEXT


PLAIN = Format()
"""The format that says nothing."""


class Styles:
    """The styles of a file by their ids, each with all that it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Format] = {}
        self.default: str | None = None
        for style in root.iterfind(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId", "")
            self._elements[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                self.default = name

    def format(self, name: str | None) -> Format:
        """The format of a style; an empty one for what is no style."""
        if name is None:
            return PLAIN
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, style: str) -> Format:
        """The format of a style, and of those that it is based on, from the lowest up."""
        chain: dict[str, etree._Element] = {}
        name: str | None = style
        while name is not None and name in self._elements and name not in chain and name not in self._known:
            chain[name] = self._elements[name]
            name = value(chain[name], "basedOn")
        found = self._known.get(name or "", PLAIN)
        for name, element in reversed(chain.items()):
            found = self._known[name] = _said(element).over(found)
        return found


def run_format(properties: Mapping[str, str]) -> Format:
    """What a run's own properties (the values of `w:rPr`) say of it."""
    if properties.keys().isdisjoint(_OF_RUNS):
        return PLAIN
    bold, hidden, once, twice = (is_on(properties.get(name)) for name in (_BOLD, _HIDDEN, _STRUCK, _STRUCK_TWICE))
    struck = twice if once is None else once or bool(twice)
    place = properties.get(_PLACE)
    return Format(bold=bold, hidden=hidden, struck=struck, raised=None if place is None else place == "superscript")


def paragraph_format(properties: etree._Element | None) -> Format:
    """What a paragraph's own properties (`w:pPr`) say of it."""
    if properties is None or not any(child.tag in _OF_PARAGRAPHS for child in properties):
        return PLAIN
    numbered = properties.find(f"{W}numPr")
    return Format(
        outline=number(properties, "outlineLvl", _BODY_TEXT),
        list=value(numbered, "numId"),
        depth=number(numbered, "ilvl", DEPTH - 1),
    )


def _said(style: etree._Element) -> Format:
    text = run_format(values(style.find(f"{W}rPr")))
    name = value(style, "name") or ""
    contents = True if _CONTENTS.fullmatch(name) else None
    outline = 0 if _HEADING.fullmatch(name) else None
    form = paragraph_format(style.find(f"{W}pPr"))
    return Format(contents=contents).over(text).over(form).over(Format(outline=outline))
