"""A draft as a sequence of lines and tables, before any file format."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.corpus.draft import Draft, Paragraph, SectionDraft, TableDraft

_NUMERALS = ["一、", "二、", "三、", "四、", "五、", "六、"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `kind` is `title`, `date`, `section`, `head`, `text` or `signature`."""

    text: str
    kind: str = "text"


Block = Line | TableDraft


def blocks(draft: Draft) -> Iterator[Block]:
    """All of the report in reading order."""
    yield from (Line(sentence.text, "title") for sentence in draft.title)
    yield from (Line(sentence.text, "date") for sentence in draft.under_title)
    yield from (Line(_joined(paragraph)) for paragraph in draft.preamble)
    for section in draft.sections:
        yield Line(section.numeral + section.title, "section")
        yield from _content(section, draft)
    yield from (Line(sentence.text, "signature") for sentence in draft.ending)


def can_be_numbered(draft: Draft) -> bool:
    """Whether a word processor that counts the sections would give them the numerals that they have."""
    return [section.numeral for section in draft.sections] == _NUMERALS


def _content(section: SectionDraft, draft: Draft) -> Iterator[Block]:
    table: list[Block] = [draft.tables[section.table]] if section.table else []
    told: list[Block] = [*_told(section)]
    yield from (*table, *told) if section.table_first else (*told, *table)


def _told(section: SectionDraft) -> Iterator[Line]:
    for part in section.parts:
        paragraphs = [_joined(paragraph) for paragraph in part.paragraphs]
        if part.head and part.head.run_in:
            yield Line(part.head.text + "".join(paragraphs[:1]))
            paragraphs = paragraphs[1:]
        elif part.head:
            yield Line(part.head.text, "head")
        yield from (Line(text) for text in paragraphs)


def _joined(paragraph: Paragraph) -> str:
    return "".join(sentence.text for sentence in paragraph)
