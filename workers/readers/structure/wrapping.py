"""Lines that a conversion broke: sentences cut at a fixed width, and rows cut inside a label."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from service.reports.characters import width_of
from service.reports.report import Paragraph
from workers.readers.document import Block
from workers.readers.structure import heads
from workers.readers.structure.paragraphs import joined
from workers.readers.tables import labels

_SENTENCE_END = tuple("。；！？;!?：:")
_NARROWEST = 28
"""Characters of a page's width at least; shorter lines are heads, labels and titles."""
_SLACK = 3
"""Characters by which lines of one width differ: no line begins with a stop, no number is cut."""
_LEAST = 3
"""Characters of a label at least before it may break."""
_ENOUGH = 4
_MOST = 0.7
"""The share of lines without a stop that must be of the one width."""


def broken_lines(lines: Mapping[int, str]) -> dict[int, int]:
    """Lines by number that go on in another, where the text was wrapped at a fixed width, and in which."""
    measure = _measure([line for line in lines.values() if _may_go_on(line)])
    if measure is None:
        return {}
    return {
        number: following
        for (number, line), (following, after) in pairwise(lines.items())
        if _may_go_on(line) and measure(line) and _goes_on(after)
    }


def _may_go_on(line: str) -> bool:
    text = line.rstrip()
    return "\t" not in text and len(text) >= _NARROWEST and not text.endswith(_SENTENCE_END)


def _goes_on(line: str) -> bool:
    """Whether a line may be the rest of the one before: not indented, no head, no row."""
    if not line.strip() or line[0].isspace() or "\t" in line:
        return False
    return heads.parse(line).numeral.style in ("", "一", "1") and not heads.is_section_head(line)


def _measure(ends: Sequence[str]) -> Callable[[str], bool] | None:
    """Tells lines of the full width, in characters or on a screen; None where there is no such width."""
    for length in (len, width_of):
        lengths = Counter(length(line.rstrip()) for line in ends)
        slack = _SLACK if length is len else _SLACK * 2
        best = max(lengths, key=lambda width: sum(lengths[width - n] for n in range(slack + 1)), default=0)
        full = sum(lengths[best - n] for n in range(slack + 1))
        if full >= _ENOUGH and full >= _MOST * len(ends):
            return _at_least(best - slack, length)
    return None


def _at_least(width: int, length: Callable[[str], int]) -> Callable[[str], bool]:
    return lambda line: length(line.rstrip()) >= width


def unwrapped(blocks: Sequence[Block], broken: Mapping[int, int]) -> Iterator[Block]:
    """The blocks, paragraphs made whole again that stand on broken lines."""
    return _made_whole(blocks, lambda last, block: _follows(blocks[block], blocks[last], broken))


def rewrapped(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a file without lines, where paragraphs that a conversion broke at a fixed width are whole again."""
    broken = broken_lines({at: block.text for at, block in enumerate(blocks) if isinstance(block, Paragraph)})
    return list(_made_whole(blocks, lambda last, block: broken.get(last) == block)) if broken else blocks


def _made_whole(blocks: Sequence[Block], goes_on: Callable[[int, int], bool]) -> Iterator[Block]:
    """The blocks, each paragraph with those that go on from it, as is told by the places of two that follow each other."""
    pending: list[Paragraph] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and pending and goes_on(at - 1, at):
            pending.append(block)
            continue
        if pending:
            yield _whole(pending)
        pending = [block] if isinstance(block, Paragraph) else []
        if not pending:
            yield block
    if pending:
        yield _whole(pending)


def _whole(lines: Sequence[Paragraph]) -> Paragraph:
    return joined(lines) if len(lines) > 1 else lines[0]


def _follows(block: Block, last: Block, broken: Mapping[int, int]) -> bool:
    if not (isinstance(block, Paragraph) and isinstance(last, Paragraph)):
        return False
    line = last.pieces[-1].line
    return line is not None and broken.get(line) == block.pieces[0].line


def rest_of_label(line: str, following: str) -> bool:
    """Whether a row is broken inside its label: the next line begins with what its last cell lacks."""
    last, first = line.rstrip().split("\t")[-1].strip(), following.split("\t", maxsplit=1)[0].strip()
    if len(last) + len(first) > labels.LONGEST_CELL:
        return False
    if len(labels.wording(last)) < _LEAST or not labels.wording(first):
        return False
    return labels.is_exact(last + first) and not labels.is_exact(last) and not labels.is_exact(first)
