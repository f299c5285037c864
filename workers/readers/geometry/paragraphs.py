"""Lines → paragraphs, by what printing leaves: full lines, indents, sizes and gaps."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from statistics import median

from service.reports.figures import FIGURE
from service.reports.numerals import is_numbered
from service.reports.report import Paragraph, Piece
from workers.readers.geometry import thresholds
from workers.readers.geometry.characters import gap_between
from workers.readers.geometry.lines import Line
from workers.readers.geometry.page import Glyph

_SCORE = attrgetter("score")

_ENOUGH = 4
"""Long lines from which a page shows its margins."""
_FEWEST_FULL = 2
"""Of these that end at its right edge, at least."""

_UNBROKEN = re.compile(r"[（〔《“(]*(?:[A-Za-z0-9@:/._~%?=&#+-]+|.)[）〕》”)，。；：、]*")
_ENDED = ("。", "；", "：", "！", "？", ";", ":")
_ROW = re.compile(rf"(?:^|[^\d.,])\d[\d.,]*(?:\s+{FIGURE}){{2,}}$")
"""How a line ends that is a row of a table without rules: no text goes on behind its figures."""
_MOST_OF_LINE = 0.6
"""Share of a column's width from which on a line is long enough to be one whose end is hidden."""
_LOOK = 40
"""Characters at a line's end that show it."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a page's text is set: its left and right edges, from baseline to baseline, and the size of most of it."""

    left: float
    right: float
    pitch: float
    em: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page and how that page is set."""

    line: Line
    page: int
    column: Column


def text_column(lines: Sequence[Line], widest: float) -> Column | None:
    """The edges of the lines that are long, and the usual step from line to line; None where too few show them.

    `widest` is the width of the file's widest line. Where enough lines end at the right edge, these and those that follow them
    tell the left edge and the step: a site's bars, feet and tables without rules have others.
    """
    long = [line for line in lines if line.width > widest / 2]
    if len(long) < _ENOUGH:
        return None
    rights = sorted(line.box[2] for line in long)
    right = rights[int(len(rights) * thresholds.RIGHT_EDGE)]
    full = {id(line) for line in long if abs(right - line.box[2]) <= thresholds.FULL_LINE * line.em}
    if len(full) < _FEWEST_FULL:
        return None
    behind = [(one, two) for one, two in pairwise(lines) if id(one) in full and _are_of_one_size(one, two)]
    told = [line for line in lines if id(line) in full] + [two for _, two in behind if id(two) not in full]
    is_told = len(told) >= _ENOUGH
    lefts = sorted(line.box[0] for line in (told if is_told else long))
    steps = _steps(behind if is_told else pairwise(lines)) or _steps(pairwise(lines))
    return Column(
        left=lefts[int(len(lefts) * thresholds.LEFT_EDGE)],
        right=right,
        pitch=steps[len(steps) // 5] if steps else 0.0,
        em=median(line.em for line in lines),
    )


def _steps(pairs: Iterable[tuple[Line, Line]]) -> list[float]:
    """From baseline to baseline, the shortest first."""
    return sorted(step for one, two in pairs if 0 < (step := two.base - one.base) < 5 * two.em)


def _are_of_one_size(one: Line, other: Line) -> bool:
    return abs(one.em - other.em) <= thresholds.SAME_SIZE * max(one.em, other.em)


def with_margins_of(own: Column | None, usual: Column) -> Column:
    """How a page is set, by its own lines and, where they end at the same right edge, by those of the whole file."""
    if own is None:
        return usual
    if abs(own.right - usual.right) > thresholds.SAME_EDGE:
        return own
    return replace(own, left=min(own.left, usual.left))


def body_font(lines: Iterable[Line]) -> str:
    """The font that most Chinese glyphs are set in."""
    fonts = Counter(glyph.style.font for line in lines for glyph in line.glyphs if not glyph.text.isascii())
    return fonts.most_common(1)[0][0] if fonts else ""


def lines_to_paragraphs(lines: Sequence[Placed], body: str) -> list[Paragraph]:
    """The paragraphs of lines between which no table stands. `body` is the font of most text."""
    groups: list[list[Placed]] = []
    for placed in lines:
        if groups and _goes_on(groups[-1][-1], placed):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    found = [_paragraph(group, body) for group in groups]
    cut = [False] * len(groups[:1]) + [_seems_cut(one[-1], two[0]) for one, two in pairwise(groups)]
    return [_begun_unsurely(each) if is_cut else each for each, is_cut in zip(found, cut, strict=True)]


def _seems_cut(before: Placed, after: Placed) -> bool:
    """Whether the end of a recognised line may be hidden, so that the next one goes on with its sentence."""
    last, first, column = before.line, after.line, after.column
    is_long = last.width > _MOST_OF_LINE * (before.column.right - before.column.left)
    is_set_in = first.box[0] - column.left > thresholds.INDENT * (first.em or 1.0)
    ends = last.text.endswith(_ENDED) or is_numbered(first.text)
    return last.glyphs[-1].score < 1 and is_long and not is_set_in and not ends


def _begun_unsurely(paragraph: Paragraph) -> Paragraph:
    """A recognised paragraph that may lack its beginning."""
    return paragraph._replace(scores=(0.0, *(paragraph.scores or (1.0,) * len(paragraph.text))[1:]))


def _paragraph(lines: Sequence[Placed], body: str) -> Paragraph:
    text, pieces = "", []
    for placed in lines:
        text += gap_between(text, placed.line.text)
        pieces.append(Piece(len(text), page=placed.page, bbox=placed.line.box))
        text += placed.line.text
    glyphs = [glyph for placed in lines for glyph in placed.line.glyphs]
    is_recognised = min(map(_SCORE, glyphs), default=1.0) < 1
    return Paragraph(
        text,
        tuple(pieces),
        emphasis=_is_set_apart(glyphs, body),
        scores=_scores(lines, pieces) if is_recognised else (),
    )


def _scores(lines: Sequence[Placed], pieces: Sequence[Piece]) -> tuple[float, ...]:
    """How surely each character was recognised of a paragraph's lines, which begin where its pieces do."""
    scores: list[float] = []
    for placed, piece in zip(lines, pieces, strict=True):
        scores += [1.0] * (piece.start - len(scores))
        scores += placed.line.scores
    return tuple(scores)


def _goes_on(before: Placed, after: Placed) -> bool:
    last, first = before.line, after.line
    em = first.em or 1.0
    if not _are_of_one_size(last, first):
        return False
    titled = _is_title(before) and _is_title(after)
    word = 0.0 if titled else _first_word(first)
    if before.column.right - last.box[2] > thresholds.FULL_LINE * last.em + word:
        return False
    if not titled and last.box[0] - before.column.left > thresholds.ASIDE * last.em:
        return False
    if not titled and first.box[0] - after.column.left > thresholds.INDENT * em:
        return False
    if _ROW.search(last.text[-_LOOK:]) or (is_numbered(first.text) and last.text.endswith(_ENDED)):
        return False
    most = thresholds.PITCH_OF_ENDED if last.text.endswith("。") else thresholds.PITCH
    return before.page != after.page or first.base - last.base <= most * max(after.column.pitch, em)


def _first_word(line: Line) -> float:
    """How much more than one character at a line's start no break may part: an address, a year, a stop after it."""
    found = _UNBROKEN.match(line.text)
    count = min(len(found[0]) if found else 0, len(line.glyphs))
    return line.glyphs[count - 1].right - line.box[0] if count > 1 else 0.0


def _is_title(placed: Placed) -> bool:
    """Whether a line is centred and larger than most of the text."""
    left, _, right, _ = placed.line.box
    off = abs((left + right) - (placed.column.left + placed.column.right)) / 2
    return off <= thresholds.CENTRED * placed.line.em and placed.line.em > (1 + thresholds.SAME_SIZE) * placed.column.em


def _is_set_apart(glyphs: Sequence[Glyph], body: str) -> bool:
    chinese = [glyph for glyph in glyphs if not glyph.text.isascii()]
    other = sum(glyph.style.font != body for glyph in chinese)
    bold = sum(glyph.style.bold for glyph in glyphs)
    return (bool(body) and other > len(chinese) / 2) or bold >= thresholds.BOLD * len(glyphs)
