"""Right paragraphs that were written to mislead: each, put into a right report, should be accused of nothing.

`bureau`, `district` and `town` are whole reports, with a line `〔2〕` wherever a paragraph may stand: 1 to 5 end a
subsection of section one, 6 its introduction, p section five, f section six. `paragraphs-bureau` has those for the bureau, a
line each: its place, and its text. `accused` has the ones that are accused wrongly as yet: the report, the rule, the text.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from service.judge import judge
from service.reports.finding import Finding
from service.reports.report import Report
from workers.readers import read

FOLDER = Path(__file__).parent
REPORTS = ("bureau", "district", "town")
_PLACES = "123456pf"


class Paragraph(NamedTuple):
    """A right paragraph, and where in its report it stands."""

    place: str
    text: str


class Accused(NamedTuple):
    """A right paragraph that a rule accuses by an error or a warning."""

    report: str
    rule: str
    text: str


def paragraphs(name: str) -> Iterator[Paragraph]:
    """Those of a report."""
    return (Paragraph(*line.split("|", 1)) for line in _lines(f"paragraphs-{name}"))


def known_accused(name: str) -> set[Accused]:
    """Those of a report that are accused as yet."""
    return {told for line in _lines("accused") if (told := Accused(*line.split("|", 2))).report == name}


def findings(name: str, paragraph: Paragraph | None = None) -> tuple[Finding, ...]:
    """What is told of a report with a paragraph put into it."""
    return judge(_report(name, paragraph)).findings


def _report(name: str, paragraph: Paragraph | None) -> Report:
    text = "\n".join(_lines(name))
    for place in _PLACES:
        said = f"{paragraph.text}\n" if paragraph and paragraph.place == place else ""
        text = text.replace(f"〔{place}〕\n", said)
    return read(text.encode())


def _lines(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
