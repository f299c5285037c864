"""A section's sub-heads: section one's five, a region's own, and numbered items of the other sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.report import Heading, Paragraph, Subsection
from workers.readers import heads, labels

_SHORT = 14
"""A region's own sub-head is at most so long."""

_STOPS = ":。;,!?、"


@dataclass(frozen=True, slots=True)
class _Sub:
    index: int
    heading: Heading
    key: str | None


def subsections(section: int, paragraphs: Sequence[Paragraph]) -> tuple[Subsection, ...]:
    """The parts of a section under heads of their own, in the order of the file."""
    found = _of_section_one(paragraphs) if section == 1 else _numbered(section, paragraphs)
    if not found:
        return ()
    ends = [sub.index for sub in found[1:]] + [len(paragraphs)]
    return tuple(
        Subsection(sub.heading, sub.key, tuple(paragraphs[sub.index + 1 : end]))
        for sub, end in zip(found, ends, strict=True)
    )


def _of_section_one(paragraphs: Sequence[Paragraph]) -> list[_Sub]:
    keyed = [sub for index, each in enumerate(paragraphs) if (sub := _keyed(index, each))]
    keyed = list({sub.key: sub for sub in reversed(keyed)}.values())
    styles = {sub.heading.style for sub in keyed} - {""}
    taken = {sub.index for sub in keyed}
    own = [
        sub
        for index, each in enumerate(paragraphs)
        if index not in taken and (sub := _own(index, each, styles, bare=any(not s.heading.style for s in keyed)))
    ]
    return sorted(keyed + own, key=lambda sub: sub.index)


def _keyed(index: int, paragraph: Paragraph) -> _Sub | None:
    found = heads.subsection_title(paragraph.text)
    return _Sub(index, heads.heading(paragraph, found[1]), found[0]) if found else None


def _own(index: int, paragraph: Paragraph, styles: set[str], *, bare: bool) -> _Sub | None:
    """A region's own sub-head: numbered as its siblings are, or a short line among ones without numerals."""
    line = heads.parse(paragraph.text)
    length = _first_stop(line.words)
    numbered = line.numeral.style in styles and line.numeral.style not in ("一", "1") and 0 < length <= _SHORT
    alone = length == len(line.words.rstrip(_STOPS))
    if numbered and (alone or line.words[length] in ":。"):
        return _Sub(index, heads.heading(paragraph, length), None)
    if bare and not line.numeral.text and len(line.words) <= 8 and line.words.isalpha() and length == len(line.words):
        return _Sub(index, heads.heading(paragraph, length), None)
    return None


def _numbered(section: int, paragraphs: Sequence[Paragraph]) -> list[_Sub]:
    """Numbered paragraphs of the first kind of numeral met; what is numbered otherwise stands under them."""
    found: list[_Sub] = []
    nested: dict[str, int] = {}
    for index, paragraph in enumerate(paragraphs):
        numeral = heads.parse(paragraph.text).numeral
        if not numeral.text or numeral.number is None or numeral.style in ("一", "1", "①"):
            continue
        if section in (2, 3, 4) and labels.find(paragraph.text):
            continue
        last = found[-1].heading if found else None
        if last and numeral.style != last.style and (numeral.number == 1 or numeral.style in nested):
            nested[numeral.style] = numeral.number
            continue
        if last and numeral.style != last.style and numeral.number != (last.number or 0) + 1:
            continue
        nested.clear()
        words = heads.parse(paragraph.text).words
        found.append(_Sub(index, heads.heading(paragraph, min(_first_stop(words), 25)), None))
    return found


def _first_stop(words: str) -> int:
    return next((index for index, char in enumerate(words) if char in _STOPS), len(words))
