"""Sentences that name years, as words of categories: what stands before and after each year, as shapes are read on it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from service.language.lexer import Shape, Token, Vocabulary, letters
from service.language.lexicon import spelled
from service.language.mentions.figures import FIRST_OF_YEARS, YearMention, may_name_year, read_figure
from service.language.text import Sentence, all_sentences
from service.reports.report import Report, once_a_report

_BEFORE, _AFTER = 60, 40
"""Tokens before and after a year that are looked at, so that a long sentence takes no longer for each year."""
FIRST_YEAR, LAST_YEAR = 1980, 2099
MOST_YEARS = 30
"""A sentence that names more years is a list and tells nothing of any."""


@dataclass(frozen=True)
class Dated:
    """A sentence that names years, with its tokens and their categories as letters."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    section: int | None
    is_title: bool = False

    @cached_property
    def word(self) -> str:
        """The categories of the tokens as letters, between START and END."""
        kinds = [_kind(token) if token.kind in _TOLD_APART else token.kind for token in self.tokens]
        return letters(("START", *kinds, "END"))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The categories of its tokens."""
        return frozenset([token.kind for token in self.tokens])

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Where tokens name a year."""
        return tuple([n for n, token in enumerate(self.tokens) if token.kind == "DATE" and self.number(n)])

    def mention(self, at: int) -> YearMention:
        """The date at a token."""
        value = self.tokens[at].value
        return value if isinstance(value, YearMention) else YearMention(None)

    def is_whole(self, at: int) -> bool:
        """Whether a year is told with all its months: 2023年1—12月."""
        return self.mention(at).month is None and self.tokens[at].text.endswith(_ALL_MONTHS)

    def number(self, at: int) -> int:
        """The year that a token names, 0 where it names none."""
        return self.mention(at).year or 0

    def before(self, at: int) -> str:
        """The letters before a token."""
        return self.word[max(0, at + 1 - _BEFORE) : at + 1]

    def after(self, at: int) -> str:
        """The letters behind a token."""
        return self.word[at + 2 : at + 2 + _AFTER]

    def clause(self, at: int) -> str:
        """The letters of the clause that a token stands in."""
        ends = self._ends_of_clauses
        return self.word[ends[bisect_left(ends, at + 1) - 1] + 1 : ends[bisect_right(ends, at + 1)]]

    @cached_property
    def _ends_of_clauses(self) -> tuple[int, ...]:
        """Where clauses end in `word`; the first before its beginning, the last behind its end."""
        marks = (n for n, token in enumerate(self.tokens, 1) if token.kind in _CLAUSE_MARKS)
        return (-1, *marks, len(self.tokens) + 2)


_ALL_MONTHS = spelled("last_month")
END_OF_YEAR = spelled("end_of_year")
_CLAUSE_MARKS = frozenset(("COMMA", "SEMI", "COLON", "STOP"))


_TOLD_APART = frozenset(("DATE", "TITLE", "ZERO"))


def _kind(token: Token) -> str:
    """The category of a token in shapes; a date is told apart by what of it is given, nought from no other number."""
    kind = token.kind
    if kind == "DATE" and isinstance(token.value, YearMention):
        return _kind_of_date(token.value)
    if kind == "TITLE" and _is_report(token.text):
        return "REPORTTITLE"
    return "NUMBER" if kind == "ZERO" else kind


def _kind_of_date(date: YearMention) -> str:
    if date.year is None:
        return "MONTHS"
    return "DAY" if date.day else "MONTHOF" if date.month else "DATE"


def _is_report(title: str) -> bool:
    is_of_this_kind = any(word in title for word in _DISCLOSED)
    return title.startswith("《") and title.rstrip("》").endswith(_REPORT) and is_of_this_kind


_REPORT, _DISCLOSED = spelled("report"), spelled("disclosed")


def year_in(title: str) -> tuple[int, int, int] | None:
    """The year that a title names, with where it stands in it."""
    for at, char in enumerate(title):
        if char in FIRST_OF_YEARS:
            read = read_figure(title, at)
            if read and read[0] == "DATE" and isinstance(read[1], YearMention) and read[1].year:
                return read[1].year, at, read[2]
    return None


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(folder="years")


@lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[Token, ...]:
    """The words of a sentence, kept as long as one report may ask for them again."""
    return _vocabulary().tokens(text)


@once_a_report
def dated(report: Report) -> tuple[Dated, ...]:
    """The sentences of the report that may name a year or the end of a period."""
    return tuple(
        Dated(sentence, _tokens(sentence.text), sentence.section, sentence.paragraph is report.title)
        for sentence in all_sentences(report)
        if may_name_year(sentence.text)
    )


def dated_of(sentence: Sentence) -> Dated:
    """A sentence by itself, with its words."""
    return Dated(sentence, _tokens(sentence.text), sentence.section)


YEAR = "(DATE|MONTHOF|DAY)"
MARK = "[COMMA SEMI STOP]"
ANY = "[^COMMA SEMI STOP COLON END]"
BODY = "(ORG|OWN|REGION)"
FIGURE = "(COUNT|NUMBER|PERCENT)"
"""Pieces that shapes beside years are made of."""


@dataclass(frozen=True)
class Spot:
    """Where a sentence names a year, with the letters of what stands around that."""

    dated: Dated
    at: int
    """Its token."""

    @property
    def section(self) -> int | None:
        """The section that it stands in, 0 for title and preamble."""
        return self.dated.section

    @property
    def is_end_of_year(self) -> bool:
        """Whether it is told as the end of its year: 2022年末."""
        return self.dated.tokens[self.at].text.endswith(END_OF_YEAR)

    @cached_property
    def before(self) -> str:
        """What stands before it."""
        return self.dated.before(self.at)

    @cached_property
    def after(self) -> str:
        """What stands behind it."""
        return self.dated.after(self.at)

    @cached_property
    def clause(self) -> str:
        """The clause that it stands in."""
        return self.dated.clause(self.at)


class Sign:
    """What stands around a year that is named for something; each shape is enough.

    `CARRY [^COMMA]* # SPAN? BUDGET` is what stands right before the year, `#`, and right behind it; alternatives are of one side.
    """

    def __init__(self, *shapes: str, unless: str = "", needs: str = "") -> None:
        """`unless` is what must not stand around it; one of the categories that it `needs` stands in each of its shapes."""
        self.shapes = shapes
        self.needs = frozenset(needs.split())
        self.sides = [_sides(shape) for shape in shapes]
        self.unless = _sides(unless) if unless else None

    def __str__(self) -> str:
        return " or ".join(self.shapes)

    def at(self, spot: Spot) -> bool:
        """Whether it stands around a year."""
        if self.needs and self.needs.isdisjoint(spot.dated.kinds):
            return False
        for sides in self.sides:
            if _stand(sides, spot):
                return self.unless is None or not _stand(self.unless, spot)
        return False


_Sides = tuple[Shape | None, Shape | None]


def _sides(shape: str) -> _Sides:
    before, _, after = (side.strip() for side in shape.partition("#"))
    return Shape(before) if before else None, Shape(after) if after else None


def _stand(sides: _Sides, spot: Spot) -> bool:
    before, after = sides
    return (before is None or before.ends(spot.before)) and (after is None or after.begins(spot.after))
