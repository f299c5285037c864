"""Drawn marks → rulings: what can be seen, snapped to common positions, joined where it is broken."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain, islice, pairwise
from operator import itemgetter
from typing import NamedTuple, TypeVar

from workers.readers.geometry import thresholds
from workers.readers.geometry.page import WHITE, Colour, Mark

Item = TypeVar("Item")

_MOST_PAIRS = 1_000_000
"""Rules across times rules down: a page of more is a drawing."""
_BAND = 16.0
"""Height of the strips by which grounds are found again."""
_BESIDE = 2.0
"""Points from the middle of a line to what lies beside it."""
_MOST_GROUNDS = 200
"""Fills of a strip that are looked through for the one at a place, from the last painted; no table has so many."""


class Ruling(NamedTuple):
    """A straight line: where it lies, and from where to where it goes along."""

    at: float
    start: float
    end: float


_RULING = partial(tuple.__new__, Ruling)
"""Makes a ruling of all its parts, without the call of a function in Python."""


@dataclass(slots=True)
class Rulings:
    """Lines across (`at` is y) and down (`at` is x)."""

    across: list[Ruling] = field(default_factory=list)
    down: list[Ruling] = field(default_factory=list)
    cuts: list[float] = field(default_factory=list)
    """Heights at which the page cuts a table that has no rule there, and that goes on below."""

    def merged(self) -> "Rulings":
        """The same, each line once and whole, dots left out."""
        return Rulings(_merge(self.across), _merge(self.down))


class Background:
    """The big fills painted so far, to tell what colour lies under a place."""

    def __init__(self) -> None:
        self._bands: dict[int, list[Mark]] = defaultdict(list)

    def paint(self, mark: Mark) -> None:
        """Adds a fill over what was painted before."""
        for band in range(int(mark.top // _BAND), int(mark.bottom // _BAND) + 1):
            self._bands[band].append(mark)

    def colour(self, x: float, y: float) -> Colour:
        """The colour of the last fill over a place, white where there is none."""
        grounds = self._bands.get(int(y // _BAND))
        if not grounds:
            return WHITE
        for left, top, right, bottom, colour, _ in islice(reversed(grounds), _MOST_GROUNDS):
            if left <= x <= right and top <= y <= bottom:
                return colour
        return WHITE

    def ends_beside(self, x: float, y: float, colour: Colour, *, is_level: bool) -> bool:
        """Whether another colour lies on a side of a line through a place, level or upright, so that it is an edge that is seen."""
        sides = ((x, y - _BESIDE), (x, y + _BESIDE)) if is_level else ((x - _BESIDE, y), (x + _BESIDE, y))
        return any(not same_colour(colour, self.colour(*side)) for side in sides)


@lru_cache(maxsize=1024)
def same_colour(one: Colour, other: Colour) -> bool:
    """Whether the eye can't tell two colours apart."""
    return (
        abs(one[0] - other[0]) <= thresholds.TINT
        and abs(one[1] - other[1]) <= thresholds.TINT
        and abs(one[2] - other[2]) <= thresholds.TINT
    )


def marks_to_rulings(marks: Iterable[Mark], background: Background) -> tuple[Rulings, Rulings]:
    """The strong rulings of a page (strokes and thin fills) and the weak ones (edges of big fills).

    Only marks count that stand out from what lies under them; big fills are painted on `background` as they come. A dot
    counts both ways. A line of the colour under it does where that ends beside it: the frame of a row that is filled so.
    """
    strong, weak, thin = Rulings(), Rulings(), thresholds.THIN
    for mark in marks:
        left, top, right, bottom, colour, filled = mark
        x, y = (left + right) / 2, (top + bottom) / 2
        is_level, is_upright = bottom - top <= thin, right - left <= thin
        is_line = is_level != is_upright
        if same_colour(colour, background.colour(x, y)) and not (
            is_line and background.ends_beside(x, y, colour, is_level=is_level)
        ):
            continue
        if filled and not (is_level or is_upright):
            background.paint(mark)
            weak.across += [_RULING((top, left, right)), _RULING((bottom, left, right))]
            weak.down += [_RULING((left, top, bottom)), _RULING((right, top, bottom))]
        if is_level:
            strong.across.append(_RULING((y, left, right)))
        if is_upright:
            strong.down.append(_RULING((x, top, bottom)))
    return add_open_sides(close_at_page_end(strong.merged())), weak.merged()


def close_at_page_end(rulings: Rulings) -> Rulings:
    """The same with a line across where three or more verticals, and all of their table, are cut by the page."""
    starts = _clustered(((line.start, line.at) for line in rulings.down), thresholds.CUT, itemgetter(0))
    ends = _clustered(((line.end, line.at) for line in rulings.down), thresholds.CUT, itemgetter(0))
    for group, is_top in (*((group, True) for group in starts), *((group, False) for group in ends)):
        at = sum(y for y, _ in group) / len(group)
        columns = snapped((x for _, x in group), thresholds.SNAP)
        if len(columns) < 3 or _has_line(rulings.across, at, columns):
            continue
        if not any(_goes_past(line, at, columns, is_top) for line in rulings.down):
            rulings.across.append(Ruling(at, *_extent(rulings, columns)))
            if not is_top:
                rulings.cuts.append(at)
    rulings.across.sort()
    return rulings


def _extent(rulings: Rulings, columns: Sequence[float]) -> tuple[float, float]:
    """From where to where a table goes: its rules may end beyond its first and last vertical, where no side is drawn."""
    lines = [line for line in rulings.across if line.start < columns[-1] and line.end > columns[0]]
    left = min((line.start for line in lines), default=columns[0])
    right = max((line.end for line in lines), default=columns[-1])
    return (
        left if left < columns[0] - thresholds.VOID else columns[0],
        right if right > columns[-1] + thresholds.VOID else columns[-1],
    )


def add_open_sides(rulings: Rulings) -> Rulings:
    """The same with a line down where the rules of a table end together beyond its verticals: its sides are open."""
    if len(rulings.across) * len(rulings.down) > _MOST_PAIRS:
        return rulings
    left = _open_sides(rulings, lambda line: line.start)
    right = _open_sides(rulings, lambda line: line.end)
    rulings.down = sorted([*rulings.down, *left, *right])
    return rulings


def _open_sides(rulings: Rulings, end: Callable[[Ruling], float]) -> list[Ruling]:
    """Lines down between rules that end at the same place, where verticals join them and none is near that place.

    A row of one cell has no verticals: it belongs to the table that begins or ends at it.
    """
    found = []
    for group in _clustered(rulings.across, thresholds.SNAP, end):
        pairs = list(pairwise(sorted(group)))
        are_open = [_is_open(rulings, top, bottom, end(top)) for top, bottom in pairs]
        for i, (top, bottom) in enumerate(pairs):
            if are_open[i] or (any(are_open[max(i - 1, 0) : i + 2]) and _is_row(top, bottom)):
                found.append(Ruling(end(top), top.at, bottom.at))
    return found


def _is_open(rulings: Rulings, top: Ruling, bottom: Ruling, x: float) -> bool:
    """Whether verticals go from one rule to the other, and none of them near a place."""
    gap = thresholds.GAP
    left, right, high, low = top.start - gap, top.end + gap, top.at + gap, bottom.at - gap
    joining = [at for at, start, end in rulings.down if start <= high and end >= low and left <= at <= right]
    return bool(joining) and min(abs(at - x) for at in joining) > thresholds.VOID


def _is_row(top: Ruling, bottom: Ruling) -> bool:
    """Whether two rules are as long and as near to each other as those of a row of one cell."""
    is_long = max(abs(top.start - bottom.start), abs(top.end - bottom.end)) <= thresholds.SNAP
    return is_long and bottom.at - top.at <= thresholds.TALL


def _goes_past(line: Ruling, at: float, columns: Sequence[float], is_top: bool) -> bool:
    """Whether a vertical among those columns goes on over the height at which others end."""
    gap = thresholds.GAP
    if not columns[0] - gap <= line.at <= columns[-1] + gap:
        return False
    return line.start < at - gap <= line.end if is_top else line.start <= at + gap < line.end


def _has_line(lines: Iterable[Ruling], at: float, columns: Sequence[float]) -> bool:
    left, right, gap = min(columns), max(columns), thresholds.GAP
    return any(abs(line.at - at) <= gap and line.start < right and line.end > left for line in lines)


def _merge(lines: Iterable[Ruling]) -> list[Ruling]:
    """Lines that lie and follow on each other as one. What lies beside them elsewhere on the page has no say."""
    runs: dict[int, list[_Run]] = defaultdict(list)
    near, gap, snap = runs.get, thresholds.GAP, thresholds.SNAP
    for at, start, end in sorted(lines, key=itemgetter(1)):
        strip = int(at // snap)
        for run in chain(near(strip, ()), near(strip - 1, ()), near(strip + 1, ())):
            if start <= run.end + gap and abs(at - run.sum / run.count) <= snap:
                run.sum += at
                run.count += 1
                run.end = max(run.end, end)
                break
        else:
            runs[strip].append(_Run(at, 1, start, end))
    found = (Ruling(run.sum / run.count, run.start, run.end) for strip in runs.values() for run in strip)
    return sorted(line for line in found if line.end - line.start >= thresholds.SHORTEST)


@dataclass(slots=True)
class _Run:
    """Lines joined so far; `sum` and `count` are of their positions."""

    sum: float
    count: int
    start: float
    end: float


def snapped(values: Iterable[float], tolerance: float) -> list[float]:
    """The positions that values gather at, ascending: each group's mean."""
    return [sum(group) / len(group) for group in _clustered(values, tolerance, float)]


def nearest(positions: Sequence[float], value: float) -> int:
    """The index of the position nearest to a value."""
    right = bisect_left(positions, value)
    if right == 0:
        return 0
    if right == len(positions) or value - positions[right - 1] <= positions[right] - value:
        return right - 1
    return right


def _clustered(items: Iterable[Item], tolerance: float, place: Callable[[Item], float]) -> list[list[Item]]:
    """Items in groups no wider than the tolerance, ascending by their places."""
    groups: list[list[Item]] = []
    for item in sorted(items, key=place):
        if groups and place(item) - place(groups[-1][0]) <= tolerance:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups
