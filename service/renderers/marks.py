"""Where each finding stands in a report as read: at characters of a paragraph, or at a part of a table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from service.audits.audit import JSON, Result
from service.renderers.to_json import characters
from service.reports import form
from service.reports.characters import width_of
from service.reports.report import BBox, Spans

Spot = tuple[str, str | None, str | None]
"""A part of a table: its key, row and column; a row's or column's head, or the table's, has None for the others."""


MOST = 100
"""Findings that are marked in one paragraph, or at one part of a table."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a paragraph or head, which the result's text has at `pointer`."""

    pointer: str
    start: int
    end: int
    focus: Spans = ()
    """Those of them that are meant; none where all are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one of a finding's locations stands; both are numbered from 0."""

    finding: int
    location: int
    place: Spot | Span


@dataclass(frozen=True, slots=True)
class Segment:
    """Text under the same findings; `first` are those that begin here, `meant` those of whose words it is. Numbered from 0."""

    text: str
    findings: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    meant: tuple[int, ...] = ()


@dataclass(slots=True)
class Prose:
    """A paragraph or head of the report; `spans` are the findings that stand in it as (start, end, finding).

    `words` are those of the characters that are meant, as (start, end, finding), too.
    """

    text: str
    section: int
    pointer: str
    """Where it is in the result's text (a JSON pointer, RFC 6901)."""
    lines: list[JSON] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    words: list[tuple[int, int, int]] = field(default_factory=list)

    def segments(self, begun: set[int]) -> list[Segment]:
        """The text cut where findings begin and end; those that begin are added to `begun`."""
        marked = (*self.spans, *self.words)
        edges = sorted({0, len(self.text), *(edge for span in marked for edge in span[:2])})
        made = []
        for start, end in pairwise(edges):
            here, meant = (_at(start, spans) for spans in (self.spans, self.words))
            first = tuple(number for number in here if number not in begun)
            begun.update(first)
            made.append(Segment(self.text[start:end], here, first, meant))
        return made

    def nearness(self, location: JSON) -> int:
        """How well a place in the file fits this paragraph: 2 on a line of it, 1 on a page of it."""
        return max((_nearness(line, location) for line in self.lines), default=0)

    def span(self, location: JSON) -> tuple[int, int]:
        """The characters that a place in this paragraph is about: its quote's, or else its lines', or else all."""
        offset, lines = 0, []
        for line in self.lines:
            if _nearness(line, location) == 2:
                lines.append((offset, offset + len(line["text"])))
            offset += len(line["text"])
        quote = location.get("quote") or ""
        if quote and quote in self.text:
            after = max(0, lines[0][0] - len(quote)) if lines else 0
            found = self.text.find(quote, after)
            start = found if found >= 0 else self.text.find(quote)
            return start, start + len(quote)
        return (lines[0][0], lines[-1][1]) if lines else (0, len(self.text))

    def focus(self, location: JSON) -> Spans:
        """The characters that a place in this paragraph means, of those that it is about; none where all of them are."""
        start, end = self.span(location)
        if self.text[start:end] != location.get("quote"):
            return ()
        return tuple((start + part["start"], start + part["end"]) for part in location.get("focus", ()))

    def boxes(self, location: JSON) -> list[tuple[int, BBox]]:
        """The pages and boxes of the words that a place in this paragraph means, a box a line; none without pages."""
        words = self.focus(location) or (self.span(location),)
        return [box for start, end in words for box in self._boxes_between(start, end)]

    def _boxes_between(self, start: int, end: int) -> Iterator[tuple[int, BBox]]:
        offset = 0
        for line in self.lines:
            length = len(line["text"])
            first, last = max(start - offset, 0), min(end - offset, length)
            if first < last and line.get("bbox"):
                left, top, right, bottom = line["bbox"]
                wide = (right - left) / width_of(line["text"])
                begin, finish = (left + width_of(line["text"][:at]) * wide for at in (first, last))
                yield line["page"], (begin, top, finish, bottom)
            offset += length


class Marks:
    """The places of a result's findings.

    `prose` is all of its text in reading order, `tables` what stands at a spot, `all` each mark in the order of the findings.
    """

    def __init__(self, result: Result) -> None:
        self.title, self.preamble, self.sections = _prose(result.text)
        self.tables: dict[Spot, list[int]] = defaultdict(list)
        self._spots = set(_spots(result.tables))
        parts = [part for head, paragraphs in self.sections for part in (head, *paragraphs)]
        self.prose = [*([self.title] if self.title else []), *self.preamble, *parts]
        self._on = _by_place(self.prose)
        self._quoted: dict[tuple[str, int | None], Prose | None] = {}
        self.all: list[Mark] = []
        for number, found in enumerate(result.findings):
            for index, location in enumerate(found["locations"]):
                if place := self._mark(number, location):
                    self.all.append(Mark(number, index, place))

    def boxes(self, location: JSON) -> list[tuple[int, BBox]]:
        """The pages and boxes of a place: a sentence's line by line; none where the file has no pages, or no such place."""
        if location.get("bbox") and (location.get("table") or not location.get("quote")):
            return [(location["page"], location["bbox"])]
        home = self.home(location)
        found = home.boxes(location) if home else []
        if not found and location.get("bbox"):
            return [(location["page"], location["bbox"])]
        return found

    def _mark(self, number: int, location: JSON) -> Spot | Span | None:
        """Mark a finding at its place; gives that, or None where there is none or it has marks enough."""
        spot = self._spot(location)
        if spot:
            if len(self.tables[spot]) >= MOST:
                return None
            self.tables[spot].append(number)
            return spot
        prose = self.home(location)
        if prose is None or len(prose.spans) >= MOST:
            return None
        start, end = prose.span(location)
        focus = prose.focus(location)
        prose.spans.append((start, end, number))
        prose.words += [(*part, number) for part in focus or [(start, end)]]
        return Span(prose.pointer, start, end, focus)

    def _spot(self, location: JSON) -> Spot | None:
        """The nearest part of a table that was read, None where the place is in none."""
        table, row, column = (location.get(name) for name in ("table", "row", "column"))
        tried: list[Spot] = (
            [(table, row, column), (table, row, None), (table, None, column), (table, None, None)] if table else []
        )
        return next((spot for spot in tried if spot in self._spots), None)

    def home(self, location: JSON) -> Prose | None:
        """The paragraph that a place is in, or the head of its section."""
        section = location.get("section")
        if section is None and location.get("table"):
            section = form.TABLE_SECTIONS[location["table"]]
        near = self._near(location, section)
        quote = location.get("quote")
        quoted = [prose for prose in near if quote and quote in prose.text]
        if quote and not quoted and (elsewhere := self._first(quote, section)):
            return elsewhere
        best = max(quoted or near, key=lambda prose: prose.nearness(location), default=None)
        if quoted or (best and best.nearness(location) == 2):
            return best
        return next((head for head, _ in self.sections if head.section == section), None)

    def _near(self, location: JSON, section: int | None) -> list[Prose]:
        """The paragraphs of a section on the line or page of a place, in reading order."""
        numbers = {
            number
            for name in ("line", "page")
            if location.get(name) is not None
            for number in self._on.get((name, location[name]), ())
        }
        near = (self.prose[number] for number in sorted(numbers))
        return [prose for prose in near if section is None or prose.section == section]

    def _first(self, quote: str, section: int | None) -> Prose | None:
        """The first paragraph of a section that a quote stands in."""
        if (quote, section) not in self._quoted:
            near = (prose for prose in self.prose if section is None or prose.section == section)
            self._quoted[quote, section] = next((prose for prose in near if quote in prose.text), None)
        return self._quoted[quote, section]


def to_marks(result: Result) -> JSON:
    """A mark for each location of a finding that the report as read has a place for, for a client that shows both."""
    marks = Marks(result)
    return {"marks": [_mark(result, each, marks) for each in marks.all]}


def _mark(result: Result, mark: Mark, marks: Marks) -> JSON:
    found = result.findings[mark.finding]
    known = {"finding": found["id"], "location": mark.location}
    if boxes := marks.boxes(found["locations"][mark.location]):
        known["boxes"] = [{"page": page, "bbox": [round(edge, 2) for edge in bbox]} for page, bbox in boxes]
    if isinstance(mark.place, Span):
        span = mark.place
        focus = {"focus": characters(span.focus)} if span.focus else {}
        return {**known, "text": span.pointer, "start": span.start, "end": span.end, **focus}
    part = zip(("table", "row", "column"), mark.place, strict=True)
    return {**known, **{name: key for name, key in part if key is not None}}


def _at(place: int, spans: Iterable[tuple[int, int, int]]) -> tuple[int, ...]:
    """The findings of spans that a character is in, each once."""
    return tuple(dict.fromkeys(number for start, end, number in spans if start <= place < end))


def _prose(text: JSON) -> tuple[Prose | None, list[Prose], list[tuple[Prose, list[Prose]]]]:
    title = text.get("title")
    sections = [
        (
            _head(section, f"/sections/{index}"),
            _paragraphs(section["paragraphs"], section["number"], f"/sections/{index}/paragraphs"),
        )
        for index, section in enumerate(text.get("sections", ()))
    ]
    preamble = _paragraphs(text.get("preamble", ()), 0, "/preamble")
    return _paragraph(title, 0, "/title") if title else None, preamble, sections


def _paragraphs(paragraphs: Sequence[JSON], section: int, pointer: str) -> list[Prose]:
    return [_paragraph(each, section, f"{pointer}/{index}") for index, each in enumerate(paragraphs)]


def _paragraph(paragraph: JSON, section: int, pointer: str) -> Prose:
    return Prose(paragraph["text"], section, pointer, paragraph["lines"])


def _head(section: JSON, pointer: str) -> Prose:
    heading = section["heading"]
    text = heading["location"].get("quote") or heading["numeral"] + heading["title"]
    return Prose(text, section["number"], f"{pointer}/heading", [{**heading["location"], "text": text}])


def _spots(tables: Sequence[JSON]) -> Iterator[Spot]:
    for table in tables:
        key = table["key"]
        yield key, None, None
        yield from ((key, None, column) for column in table["columns"])
        for row in table["rows"]:
            yield key, row["key"], None
            yield from ((key, row["key"], cell["key"]) for cell in row["cells"])


def _by_place(prose: Sequence[Prose]) -> dict[tuple[str, int], list[int]]:
    """Which paragraphs, by their numbers, are on a line or page."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, each in enumerate(prose):
        for place in {(name, line[name]) for line in each.lines for name in ("line", "page") if name in line}:
            found[place].append(number)
    return found


def _nearness(line: JSON, location: JSON) -> int:
    if "line" in line and line["line"] == location.get("line"):
        return 2
    if "page" not in line or line["page"] != location.get("page"):
        return 0
    return 2 if _overlap(line.get("bbox"), location.get("bbox")) else 1


def _overlap(one: Sequence[float] | None, other: Sequence[float] | None) -> bool:
    """Whether two boxes have some area in common."""
    if not one or not other:
        return False
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
