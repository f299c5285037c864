"""Automatic numbering of Word files, DOCX and DOC alike: which label a numbered paragraph shows."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from workers.readers.structure.numerals import numeral

DEPTH = 9
"""Levels of a list."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered.

    `pattern` has a character chr(0) to chr(8) where the number of that level goes: “第%章” with chr(0) for its %.
    `restart` is the count of upper levels after any of which it starts anew: all of them, or 0 for never.
    `legal` writes every number of the label in plain digits.
    """

    pattern: str = ""
    style: str = "decimal"
    start: int = 1
    restart: int = DEPTH
    legal: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs refer to it. Lists of the same `family` go on counting where the other one stopped.

    `restarts` are the numbers that a level starts anew with at this list's first paragraph of that level.
    """

    family: Hashable
    levels: Mapping[int, Level]
    restarts: Mapping[int, int] = field(default_factory=dict)


class Counters:
    """Counts the numbered paragraphs of a document, in reading order."""

    def __init__(self) -> None:
        self._counts: dict[Hashable, dict[int, int]] = {}
        self._restarted: set[tuple[Hashable, int]] = set()

    def label(self, key: Hashable, numbered: List, depth: int) -> str:
        """The label of the next paragraph at this level of the list that is known by `key`."""
        depth = min(max(depth, 0), DEPTH - 1)
        counts = self._counts.setdefault(numbered.family, {})
        level = numbered.levels.get(depth, Level())
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        if depth in numbered.restarts and (key, depth) not in self._restarted:
            self._restarted.add((key, depth))
            counts[depth] = numbered.restarts[depth]
        for lower in [lower for lower in counts if lower > depth]:
            if depth < numbered.levels.get(lower, Level()).restart:
                del counts[lower]
        return _written(level, numbered.levels, counts)


def prefixed(label: str, text: str) -> str:
    """The text after its label, kept apart where a figure would run into the label: “1.” + “2024年”."""
    if not label:
        return text
    return f"{label}{'' if ord(label[-1]) > 0x2000 else ' '}{text}"


def _written(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    if level.style == "bullet":
        return ""
    parts: list[str] = []
    for sign in level.pattern:
        if ord(sign) < DEPTH:
            of = levels.get(ord(sign), Level())
            parts.append(numeral(counts.get(ord(sign), of.start), "decimal" if level.legal else of.style))
        else:
            parts.append(sign)
    return "".join(parts).strip()
