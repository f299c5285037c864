"""The numbering part of a DOCX file: list ids → lists that count."""

import re
from collections.abc import Mapping

from lxml import etree

from workers.readers.docx.names import ALTERNATIVES, W, chosen, number, switch, value
from workers.readers.docx.styles import Styles
from workers.readers.word.numbering import DEPTH, Counters, Level, List

_PLACE = re.compile(r"%([1-9])")
_MOST = 32_767
_LINKS = 10


class Numbering:
    """Says which label each numbered paragraph shows, asked in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._counters = Counters()
        self._lists: dict[str, List] = {}
        self._bound: dict[tuple[str, str], int] = {}
        self._linked: dict[etree._Element, str | None] = {}
        self._read: dict[etree._Element, Mapping[int, etree._Element]] = {}
        self._known: dict[etree._Element, tuple[Level, str | None]] = {}
        if root is not None:
            self._abstract = {item.get(f"{W}abstractNumId", ""): item for item in root.iterfind(f"{W}abstractNum")}
            self._numbers = {item.get(f"{W}numId", ""): item for item in root.iterfind(f"{W}num")}
            for name in self._numbers:
                self._add(name)

    def label(self, name: str | None, depth: int | None, style: str | None) -> str:
        """The label of the next paragraph in the list `name`; of no list, none."""
        numbered = self._lists.get(name or "")
        if numbered is None or name is None:
            return ""
        if depth is None:
            depth = self._bound.get((name, style or ""), 0)
        return self._counters.label(name, numbered, depth)

    def _add(self, name: str) -> None:
        item = self._numbers[name]
        family = self._family(item)
        if family is None:
            return
        elements = dict(self._levels(family))
        restarts: dict[int, int] = {}
        for override in item.iterfind(f"{W}lvlOverride"):
            depth, level = _depth(override), override.find(f"{W}lvl")
            if level is not None:
                elements[depth] = level
            start = number(override, "startOverride", _MOST)
            if start is not None:
                restarts[depth] = start
        levels: dict[int, Level] = {}
        for depth, element in elements.items():
            levels[depth], style = self._level(element)
            if style:
                self._bound[name, style] = depth
        self._lists[name] = List(family.get(f"{W}abstractNumId", ""), levels, restarts)

    def _link(self, family: etree._Element | None) -> str | None:
        """The numbering style that an abstract list stands for, looked up once."""
        if family is not None and family not in self._linked:
            self._linked[family] = value(family, "numStyleLink")
        return None if family is None else self._linked[family]

    def _levels(self, family: etree._Element) -> Mapping[int, etree._Element]:
        """The levels of an abstract list, found once."""
        if family not in self._read:
            self._read[family] = {_depth(level): level for level in family.iterfind(f"{W}lvl")}
        return self._read[family]

    def _level(self, element: etree._Element) -> tuple[Level, str | None]:
        """A level, and the style that it is bound to, read once."""
        if element not in self._known:
            self._known[element] = _level(element), value(element, "pStyle")
        return self._known[element]

    def _family(self, item: etree._Element) -> etree._Element | None:
        """The abstract list of a list, also where it is known to a numbering style only."""
        for _ in range(_LINKS):
            family = self._abstract.get(value(item, "abstractNumId") or "")
            link = self._link(family)
            if not link:
                return family
            following = self._numbers.get(self._styles.format(link).list or "")
            if following is None:
                return family
            item = following
        return None


def _depth(element: etree._Element) -> int:
    text = element.get(f"{W}ilvl", "0")
    return min(int(text), DEPTH - 1) if text.isdecimal() and len(text) < 4 else 0


def _level(element: etree._Element) -> Level:
    start = number(element, "start", _MOST)
    restart = number(element, "lvlRestart", DEPTH)
    return Level(
        pattern=_PLACE.sub(lambda place: chr(int(place[1]) - 1), value(element, "lvlText") or ""),
        style=_style(element),
        start=0 if start is None else start,
        restart=DEPTH if restart is None else restart,
        legal=bool(switch(element, "isLgl")),
    )


def _style(level: etree._Element) -> str:
    """The numbers' style; one that only new programs know stands among alternatives."""
    alternatives = level.find(ALTERNATIVES)
    branch = chosen(alternatives) if alternatives is not None else None
    return value(level, "numFmt") or value(branch, "numFmt") or "decimal"
