"""Blocks of a document → its title, its preamble, and its sections with their sub-heads."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.reports import form
from service.reports.report import Paragraph, Section
from workers.readers.document import Block, Grid, PlacedGrid, Unread
from workers.readers.structure import heads
from workers.readers.structure.heads import is_section_head
from workers.readers.structure.paragraphs import part
from workers.readers.structure.references import why_unread
from workers.readers.structure.subheads import subsections
from workers.readers.structure.title import find_title
from workers.readers.tables.loose_rows import has_loose_rows

_TOP = ("一、", "第一部分", "1.", "I.")
"""Kinds of numerals that sections have; others make a head a sub-head where its words may be either."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's text by its parts, and its grids by their sections."""

    title: Paragraph | None
    preamble: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    grids: tuple[PlacedGrid, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    index: int
    number: int
    strength: int
    numeral: heads.Numeral
    length: int
    alone: bool
    of_table: bool


def outline(blocks: Sequence[Block]) -> Outline:
    """The parts of a document. Heads are recognised by their meaning, their numeral and what follows them."""
    found = _section_heads(blocks)
    starts = [head.index for head in found] + [len(blocks)]
    front = blocks[: starts[0]]
    title, preamble = find_title([block for block in front if isinstance(block, Paragraph)])
    sections = []
    grids = [PlacedGrid(block, 0, 0) for block in front if isinstance(block, Grid)]
    for place, (head, end) in enumerate(zip(found, starts[1:], strict=True), start=1):
        inside = blocks[head.index + 1 : end]
        sections.append(_section(head, blocks[head.index], inside))
        grids += [PlacedGrid(block, head.number, place) for block in inside if isinstance(block, Grid)]
    return Outline(title, preamble, tuple(sections), tuple(grids))


def _section(head: _Head, block: Block, inside: Sequence[Block]) -> Section:
    assert isinstance(block, Paragraph)  # noqa: S101 - heads are found among paragraphs only
    own, rest = _split(block, head)
    own = own._replace(section=head.number)
    texts = [rest] if rest else []
    texts += [each for each in inside if isinstance(each, Paragraph)]
    paragraphs = tuple(each._replace(section=head.number) for each in texts)
    loose = has_loose_rows(head.number, paragraphs)
    return Section(
        head.number,
        heads.heading(own, head.length),
        paragraphs,
        () if loose else subsections(head.number, paragraphs),
        sum(isinstance(each, Grid) for each in inside),
        loose,
        why_unread(inside, paragraphs),
    )


def _split(paragraph: Paragraph, head: _Head) -> tuple[Paragraph, Paragraph | None]:
    """A head and the text that follows it in the same paragraph."""
    if head.alone:
        return paragraph, None
    line = heads.parse(paragraph.text)
    cut = line.offset(head.length)
    while cut < len(paragraph.text) and (paragraph.text[cut].isspace() or paragraph.text[cut] in ":：。*#"):
        cut += 1
    if cut >= len(paragraph.text):
        return paragraph, None
    return part(paragraph, 0, cut), part(paragraph, cut, len(paragraph.text))


def _section_heads(blocks: Sequence[Block]) -> list[_Head]:
    """The sections' heads, in the order of the file."""
    candidates = [head for index, block in enumerate(blocks) if (head := _candidate(index, block))]
    usual = _usual_style(candidates)
    own = {head.number for head in candidates if _fits(head, usual)}
    candidates = [
        head
        for head in candidates
        if not _goes_on_counting(head, usual, blocks)
        and not (head.number in own and _begins_a_list(head, usual, blocks))
    ]
    surely = [head for head in candidates if _stands(head, usual, blocks)]
    of_tables = [head for head in candidates if head.of_table]
    told = _without_contents(sorted(surely + of_tables, key=lambda head: head.index))
    surely = _graded([head for head in told if not head.of_table], usual)
    surely += _by_table([head for head in told if head.of_table], surely, usual)
    surely += _by_place(blocks, surely, usual)
    return _without_captions(sorted(surely, key=lambda head: head.index))


_LIST = 40
"""Blocks between two items of a list, at most."""


def _goes_on_counting(head: _Head, usual: str, blocks: Sequence[Block]) -> bool:
    """Whether it is the next item of a list under a sub-head: 2.主动公开信息情况 behind 1.体制机制建设情况."""
    if head.numeral.style == usual or (head.numeral.number or 0) < 2:
        return False
    above = reversed(blocks[max(0, head.index - _LIST) : head.index])
    for text in (block.text for block in above if isinstance(block, Paragraph)):
        numeral = heads.parse(text).numeral
        if numeral.style == usual:
            return False
        if numeral.style == head.numeral.style:
            return numeral.number == (head.numeral.number or 0) - 1 and not is_section_head(text)
    return False


def _begins_a_list(head: _Head, usual: str, blocks: Sequence[Block]) -> bool:
    """Whether it is the first item of such a list: 1.公开总体情况 before 2.公开平台情况."""
    if head.numeral.style == usual or head.numeral.number != 1:
        return False
    for text in (block.text for block in blocks[head.index + 1 : head.index + _LIST] if isinstance(block, Paragraph)):
        numeral = heads.parse(text).numeral
        if numeral.style in (usual, head.numeral.style):
            return numeral.style != usual and numeral.number == 2
    return False


def _usual_style(candidates: Sequence[_Head]) -> str:
    """The kind of numeral that the heads have whose words no sub-head has."""
    styles = [head.numeral.style for head in candidates if head.strength == 3 and head.number != 2]
    styles = [style for style in styles if style in _TOP]
    return max(_TOP, key=styles.count)


def _candidate(index: int, block: Block) -> _Head | None:
    if not isinstance(block, Paragraph) or not (title := heads.section_title(block.text)):
        return None
    numeral = heads.parse(block.text).numeral
    if not numeral.text and not title.alone and not _is_set_off(block.text, title):
        return None
    return _Head(index, title.number, title.strength, numeral, title.length, title.alone, title.of_table)


def _is_set_off(text: str, title: heads.Title) -> bool:
    """Whether a colon parts a head without a numeral from the text behind it."""
    line = heads.parse(text)
    return line.words[title.length : title.length + 1] == ":"


def _stands(head: _Head, usual: str, blocks: Sequence[Block]) -> bool:
    """Whether it is a section's head by its own words, and not a sub-head that says the same."""
    fits = _fits(head, usual)
    if head.strength < 3:
        return fits and head.strength == 2 and (head.number != 2 or not _among_subheads(head, blocks))
    return head.number != 2 or fits or not _among_subheads(head, blocks)


def _fits(head: _Head, usual: str) -> bool:
    """Whether it has its section's numeral, in the kind that the sections have."""
    return head.numeral.number == head.number and head.numeral.style == usual


def _graded(found: Sequence[_Head], usual: str) -> list[_Head]:
    """Of heads that say the same, those with a section's numeral; the likeliest one where none has it.

    So 存在的主要问题 as a sub-head of section five is no second section five.
    """
    kept: list[_Head] = []
    for number in {head.number for head in found}:
        same = [head for head in found if head.number == number]
        sure = [head for head in same if head.numeral.style == usual or _is_own(head)]
        kept += sure or [max(same, key=lambda head: (head.numeral.number == number, bool(head.numeral.text)))]
    return sorted(kept, key=lambda head: head.index)


def _is_own(head: _Head) -> bool:
    return head.numeral.number == head.number and head.numeral.style in _TOP


def _among_subheads(head: _Head, blocks: Sequence[Block]) -> bool:
    """Whether a head that says 主动公开 is followed by the next of section one's sub-heads, not by table two."""
    for block in blocks[head.index + 1 :]:
        if isinstance(block, Grid):
            return False
        if isinstance(block, Unread):
            continue
        if (sub := heads.subsection_title(block.text)) and sub[0] != "proactive":
            return True
        if is_section_head(block.text):
            return False
    return False


def _by_table(of_tables: Sequence[_Head], known: Sequence[_Head], usual: str) -> list[_Head]:
    """Heads named as their table, in whatever order, where the section has no other and no other has the numeral."""
    begins = min((head.index for head in known), default=0)
    taken = {head.numeral.number for head in known if head.numeral.style == usual}
    found: dict[int, _Head] = {}
    for head in of_tables:
        free = head.numeral.style == usual and head.numeral.number not in taken
        if head.index >= begins and (free or _is_own(head)):
            found.setdefault(head.number, head)
    return [head for number, head in found.items() if number not in {each.number for each in known}]


_FEWEST_KNOWN = 3
"""Heads by their own words from which on others are told by their numerals: a file with fewer may be no report."""
_LONGEST_BY_PLACE = 25
"""Characters of a head that only its numeral tells, at most."""


def _by_place(blocks: Sequence[Block], known: Sequence[_Head], usual: str) -> list[_Head]:
    """Heads in whatever words, told by numerals that are due before, between or behind those of known sections: 五、毛病和打算."""
    at = sorted((head.index, head.number) for head in known)
    found: list[_Head] = []
    if len(at) < _FEWEST_KNOWN:
        return found
    for (start, number), (end, following) in pairwise([(-1, 0), *at, (len(blocks), len(form.SECTIONS) + 1)]):
        between = [head for index in range(start + 1, end) if (head := _numbered(index, blocks[index], usual))]
        are_due = all(number < head.number < following for head in between)
        if are_due and all(one.number < two.number for one, two in pairwise(between)):
            found += between
    return found


def _numbered(index: int, block: Block, usual: str) -> _Head | None:
    """A line of its own that has a numeral of the sections' kind, and is no sentence."""
    line = heads.parse(block.text) if isinstance(block, Paragraph) else None
    if line is None or line.numeral.style != usual or line.numeral.number is None:
        return None
    if not 0 < len(line.words) <= _LONGEST_BY_PLACE or line.words.endswith(_ENDS):
        return None
    return _Head(index, line.numeral.number, 1, line.numeral, len(line.words), alone=True, of_table=False)


_ENDS = ("。", ".", ";")
"""What a sentence ends with, and no head."""


def _without_contents(found: list[_Head]) -> list[_Head]:
    """Without a table of contents: heads one after the other that all come again."""
    run = min(1, len(found))
    while run < len(found) and found[run].index == found[run - 1].index + 1:
        if found[run].number in {head.number for head in found[:run]}:
            break
        run += 1
    again = {head.number for head in found[run:]}
    if run >= 3 and all(head.number in again for head in found[:run]):
        return found[run:]
    return found


def _without_captions(found: Sequence[_Head]) -> list[_Head]:
    """Without a section's title that is said again, without a numeral, inside the section: a table's caption."""
    kept: list[_Head] = []
    for head in found:
        if kept and kept[-1].number == head.number and kept[-1].numeral.text and not head.numeral.text:
            continue
        kept.append(head)
    return kept
