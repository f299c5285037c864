"""What a notice says: a letter with a verdict that agrees with its rows, and those rows, each repair once, as its attachment."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from operator import itemgetter

from service.audits.assessment import CLOSED, is_closed
from service.audits.audit import JSON
from service.audits.rendering import NoticeFields
from service.errors import Language
from service.renderers import words as places
from service.renderers.audited import TO_CHECK, Audited, weight
from service.renderers.notice import layout, words
from service.renderers.notice.names import addressee_of, report_name
from service.reports.finding import Message, Severity
from service.reports.form import NUMERALS
from service.reports.report import Why
from service.reports.unread import What

_LONGEST_QUOTE = 60
"""Characters of the text that is quoted to find a place by."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Where something is wrong, and what; its number counts the problems of a part."""

    number: int
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What to do, and the problems that it settles."""

    problems: tuple[Problem, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Part:
    """Problems of one weight under a head, as a table with these names of its columns; or a list of paragraphs."""

    heading: str
    lead: str = ""
    columns: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A report's parts; it has a head of its own only where the notice is about several."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The letter, from its title to the date below the office that sends it, and its attachment where it has one."""

    language: Language
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    attachment_line: str
    office: str
    date: str
    attachment: str
    attachment_title: str
    chapters: tuple[Chapter, ...]
    page: str
    """How a page's number is set: a format of `number`."""


class Purpose(Enum):
    """What a notice asks for, the weightiest first."""

    CORRECT = "correct"
    CHECK = "check"
    SEND = "send"
    NONE = "none"


def compose(
    audits: Sequence[Audited], language: Language, fields: NoticeFields | None = None, body: str = ""
) -> Notice:
    """The notice about some reports of one body; `body` is its name where these don't tell it."""
    said, fields = words.WORDS[language], fields or NoticeFields()
    to = fields.addressee or body or addressee_of(audits[0])
    ordered = sorted(audits, key=lambda audited: audited.year or 0)
    reports = [_Report(audited, language, to) for audited in ordered]
    purpose = min((report.purpose for report in reports), key=list(Purpose).index)
    name = reports[0].name if len(reports) == 1 else said["reports_name"]
    chapters = tuple(_chapters(reports, language))
    return Notice(
        language,
        title=_title(said[f"title_{purpose.value}"].format(name=name), said["title_turns"]),
        addressee=said["addressee"].format(body=to or said["blank_body"]),
        paragraphs=tuple(
            filter(None, [*_openings(reports, said), *_asks(reports, purpose, fields, language), said["end"]])
        ),
        attachment_line=said["attachment_line"].format(title=said["attachment_title"]) if chapters else "",
        office=fields.office or said["blank_office"],
        date=_day(fields.issued, language),
        attachment=said["attachment"],
        attachment_title=said["attachment_title"],
        chapters=chapters,
        page=said["page"],
    )


def _title(text: str, turns: str) -> str:
    """The title, its line ending before the words at which it `turns` where that makes two whole lines of it."""
    lines = [each.strip() for each in text.partition(turns)[::2]]
    lines[1] = turns + lines[1]
    is_long = layout.width_of(text) > layout.TITLE_CHARACTERS
    fits = all(layout.width_of(line) <= layout.TITLE_CHARACTERS for line in lines)
    return "\n".join(lines) if turns in text and is_long and fits else text


def _openings(reports: Sequence["_Report"], said: dict[str, str]) -> Iterator[str]:
    """What was found, in a sentence for each report."""
    if len(reports) > 1:
        yield said["opening_several"]
    for report in reports:
        opening = said["opening"] if len(reports) == 1 else said["opening_each"]
        yield opening.format(name=report.name, file=report.file, verdict=report.verdict)


def _asks(reports: Sequence["_Report"], purpose: Purpose, fields: NoticeFields, language: Language) -> Iterator[str]:
    """What the body is to do, and by when."""
    said = words.WORDS[language]
    ask = f"ask_{purpose.value}"
    if purpose is Purpose.SEND and any(report.parts for report in reports):
        ask = "ask_send_parts"
    yield said[ask].format(deadline=_day(fields.deadline, language))
    if any(report.is_ours_to_finish for report in reports):
        yield said["later"]


def _chapters(reports: Sequence["_Report"], language: Language) -> Iterator[Chapter]:
    """What was found in each report of which there is something to list; heads of parts are a level lower beneath reports'."""
    listed = [report for report in reports if report.parts]
    for number, report in enumerate(listed, 1):
        several = len(reports) > 1
        yield Chapter(
            f"{_numeral(number, language)}{report.name}" if several else "",
            tuple(
                replace(part, heading=f"{_numeral(place, language, is_lower=several)}{part.heading}")
                for place, part in enumerate(report.parts, 1)
            ),
        )


class _Report:
    """A report as its notice tells of it."""

    def __init__(self, audited: Audited, language: Language, body: str) -> None:
        self._audited, self.language, self._said = audited, language, words.WORDS[language]
        self.name = report_name(audited, language, of_body=audited.agency or body)
        self.file = audited.name.replace("\\", "/").rpartition("/")[2]
        counted = [each for each in audited.findings(language) if not each.get("suppressed")]
        found = [each for each in counted if not is_closed(each)]
        self._closed = [each for each in counted if is_closed(each)]
        self._found: dict[str, list[list[JSON]]] = {"correct": [], "advice": [], "check": []}
        for mended in _mended_together(found):
            self._found[_part_of(mended)].append(mended)
        self._unread = [_unread(part, language) for part in audited.unread(language)]
        self.parts = tuple(self._parts())

    @property
    def is_ours_to_finish(self) -> bool:
        """Whether its audit ended by what its body can't mend."""
        return self._reason() is words.OURS

    @property
    def purpose(self) -> Purpose:
        """What is asked for of it."""
        if self._found["correct"] or self._found["advice"]:
            return Purpose.CORRECT
        if self._found["check"]:
            return Purpose.CHECK
        reason = self._reason()
        return Purpose.SEND if self._unread or (reason and reason is not words.OURS) else Purpose.NONE

    @property
    def verdict(self) -> str:
        """What was found, by the numbers of rows that are listed."""
        if reason := self._reason():
            return self._said["unreadable"].format(reason=getattr(reason, self.language))
        counts = {name: _count(found) for name, found in self._found.items()} | {"unread": len(self._unread)}
        told = self._said["and"].join(self._said[name].format(count=count) for name, count in counts.items() if count)
        if counts["correct"]:
            return told
        if self._closed:
            return self._said["some_closed" if told else "all_closed"].format(closed=self._of_closed(), told=told)
        if told:
            return self._said["none_in_rest" if self._unread else "no_error"] + told
        return self._said["none"]

    def _of_closed(self) -> str:
        """How much of what was found is not listed, since it was corrected or is not true."""
        states = Counter(each["assessment"]["state"] for each in self._closed)
        told = [self._said[state].format(count=states[state]) for state in reversed(CLOSED) if states[state]]
        return self._said["closed_and"].join(told)

    def _reason(self) -> Message | None:
        """Why it could not be audited, None where it was."""
        result = self._audited.result
        if result.problem is None:
            return None if result.verdict else words.OURS
        if result.problem.code in words.TOO_MUCH_CODES:
            return words.TOO_MUCH
        return words.REASONS.get(result.problem.code, words.OURS)

    def _parts(self) -> Iterator[Part]:
        """What was not audited comes first, as in every document: what follows is of the rest alone."""
        said = self._said
        if self._unread:
            heading = said["part_unread"].format(count=len(self._unread))
            lines = tuple(f"{number}. {line}" for number, line in enumerate(self._unread, 1))
            yield Part(heading, said["lead_unread"], paragraphs=lines)
        for name, remedy in (("correct", "repair"), ("advice", "advice_repair"), ("check", "check_repair")):
            if found := self._found[name]:
                columns = tuple(said[each] for each in ("number", "place", "problem", remedy))
                heading = said[f"part_{name}"].format(count=_count(found))
                lead = said["lead_check"] if name == "check" else ""
                yield Part(heading, lead, columns, tuple(_repairs(found, self.language)))


def _mended_together(found: Sequence[JSON]) -> Iterator[list[JSON]]:
    """Findings that one repair settles, together where its first one stands; what is only to check settles nothing else."""
    left = {each["id"]: (place, each) for place, each in enumerate(found)}
    for first in found:
        if first["id"] not in left:
            continue
        related = () if weight(first) == TO_CHECK else first.get("related", ())
        mended = sorted((left.pop(id) for id in {first["id"], *related} if id in left), key=itemgetter(0))
        yield [each for _, each in mended]


def _repairs(found: Iterable[Sequence[JSON]], language: Language) -> Iterator[Repair]:
    """The repairs of a part, and the problems that each settles."""
    count = 0
    for mended in found:
        problems = tuple(_problem(number, each, language) for number, each in enumerate(mended, count + 1))
        count += len(mended)
        what = mended[0]["suggestion"] or ""
        if len(mended) > 1:
            what += words.WORDS[language]["mends"].format(first=problems[0].number, last=count)
        yield Repair(problems, what)


def _part_of(mended: Iterable[JSON]) -> str:
    weights = {weight(each) for each in mended}
    return "correct" if Severity.ERROR in weights else "check" if weights == {TO_CHECK} else "advice"


def _problem(number: int, found: JSON, language: Language) -> Problem:
    said, at = words.WORDS[language], found["locations"][0]
    quote = at.get("quote") or ""
    place = places.place(at, language) or said["everywhere"]
    if quote and not at.get("table") and quote not in found["message"]:
        short = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE]}…"
        place += "\n" + said["quote"].format(quote=short)
    return Problem(number, place, found["message"])


def _unread(part: JSON, language: Language) -> str:
    """A part that was not read, and what its body is asked to do about it."""
    message = getattr(words.UNREAD_RULES, language) if part["what"] == What.RULE.value else part["message"]
    return f"{message}{words.WORDS[language]['gap']}{getattr(words.INSTEAD[Why(part['why'])], language)}"


def _count(found: Iterable[Sequence[JSON]]) -> int:
    return sum(map(len, found))


def _numeral(number: int, language: Language, *, is_lower: bool = False) -> str:
    """What a head of the first or second level begins with: 一、, （一）."""
    if language == "en":
        return f"({number}) " if is_lower else f"{number}. "
    tens, ones = divmod(number, 10)
    written = (NUMERALS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones - 1] if ones else "")
    return f"（{written}）" if is_lower else f"{written}、"


def _day(given: str, language: Language) -> str:
    """A day in words, or a blank for it to be written into."""
    said = words.WORDS[language]
    if not given:
        return said["blank_date"]
    day = date.fromisoformat(given)
    return said["date"].format(year=day.year, month=day.month, day=day.day, month_name=words.MONTHS[day.month - 1])
