"""A section's sub-heads: section one's five, a region's own, and numbered items of the other sections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.reports.report import Heading, Paragraph, Subsection
from workers.readers.structure import heads
from workers.readers.tables import labels

_SHORT = 14
"""A region's own sub-head is at most so long."""

_STOPS = ":。;,!?、"

_REGIONAL = re.compile(
    r"(?:领导|培训|建设|解读|回应|互动|考核|评估|评议|宣传|机制|队伍|标准化|规范化|督导|教育|审查|服务)(?:情况|工作|方面)?$"
)
"""How heads end that regions add of their own: 组织领导, 教育培训, 标准化建设."""


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
    """The five, each where it comes first, and a region's own between them."""
    keyed = [sub for index, each in enumerate(paragraphs) if (sub := _keyed(index, each))]
    firsts = {sub.key: sub for sub in reversed(keyed)}
    five = {sub.index: sub for sub in firsts.values()}
    styles = {sub.heading.style for sub in five.values()}
    found: list[_Sub] = []
    nested: set[str] = set()
    for index, each in enumerate(paragraphs):
        numeral = heads.parse(each.text).numeral
        sub = five.get(index) or _own(index, each, styles)
        beside = index in five or not numeral.text or numeral.style in styles
        if sub and (beside or _goes_on(sub, found, nested)):
            found.append(sub)
            nested.clear()
        elif numeral.number == 1:
            nested.add(numeral.style)
    return found


def _goes_on(sub: _Sub, found: Sequence[_Sub], nested: set[str]) -> bool:
    """Whether a numeral of another kind is the next of the sub-heads and not of a list under one of them."""
    last = found[-1].heading.number or len(found) if found else 0
    return bool(found) and sub.heading.number == last + 1 and sub.heading.style not in nested


def _keyed(index: int, paragraph: Paragraph) -> _Sub | None:
    found = heads.subsection_title(paragraph.text)
    return _Sub(index, heads.heading(paragraph, found[1]), found[0]) if found else None


def _own(index: int, paragraph: Paragraph, styles: set[str]) -> _Sub | None:
    """What may be a region's own sub-head: short, numbered, or bare on its line as one of the five is."""
    line = heads.parse(paragraph.text)
    length = _first_stop(line.words)
    alone = length == len(line.words.rstrip(_STOPS))
    if line.numeral.text:
        fits = 0 < length <= _SHORT and line.numeral.style not in ("一", "1")
        return (
            _Sub(index, heads.heading(paragraph, length), None)
            if fits and (alone or line.words[length] in ":。")
            else None
        )
    bare = alone and 0 < length <= 8 and line.words.isalpha() and ("" in styles or bool(_REGIONAL.search(line.words)))
    return _Sub(index, heads.heading(paragraph, length), None) if bare else None


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
