"""What stands around a year: the other years of its sentence, the sentence after it, whose report it is."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from service.language.mentions.bodies import Body, body_of
from service.language.text import sentences_of
from service.language.years.dated import Dated, dated_of
from service.language.years.report_year import report_year
from service.language.years.roles import Year, years
from service.reports.report import Report


@dataclass(frozen=True)
class Around:
    """A report's years by sentence, and who it is of."""

    report: Report
    year: int
    """The report's; 0 where nobody can tell."""
    is_school_year: bool
    body: Body | None

    @classmethod
    def of(cls, report: Report) -> "Around":
        """What stands around the years of a report."""
        found = report_year(report)
        return cls(report, found.year or 0, found.is_school_year, body_of(report))

    @cached_property
    def all(self) -> tuple[Year, ...]:
        """Every year that the report names."""
        return years(self.report)

    @cached_property
    def _by_sentence(self) -> dict[int, list[Year]]:
        found: dict[int, list[Year]] = defaultdict(list)
        for year in self.all:
            found[id(year.sentence)].append(year)
        return found

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        told = sentences_of(self.report)
        return {id(s): (n, m) for n, paragraph in enumerate(told) for m, s in enumerate(paragraph)}

    def beside(self, year: Year) -> list[Year]:
        """The years of its sentence, itself among them."""
        return self._by_sentence[id(year.sentence)]

    def after(self, year: Year) -> Dated | None:
        """The next sentence of the same paragraph."""
        number, at = self._places[id(year.sentence)]
        following = sentences_of(self.report)[number][at + 1 :]
        if not following:
            return None
        named = self._by_sentence.get(id(following[0]))
        return named[0].dated if named else dated_of(following[0])

    def sentences_before(self, year: Year) -> Iterator[Dated]:
        """What stands before its sentence in its paragraph."""
        number, at = self._places[id(year.sentence)]
        yield from (dated_of(sentence) for sentence in sentences_of(self.report)[number][:at])

    def told_before(self, year: Year) -> Iterator[str]:
        """The letters of what stands before it in its paragraph, a sentence at a time."""
        yield from (each.word for each in self.sentences_before(year))
        yield year.before

    def first_in(self, each: Dated) -> Year | None:
        """The year that a sentence begins with."""
        return next((year for year in self._by_sentence.get(id(each.sentence), ()) if not year.start), None)
