"""Sentences with the report's year set back by one: how many are told as of a wrong year, and how many as a note alone.

python -m tests.language.setback FOLDER         the published reports of a folder
python -m tests.language.setback --labelled 60  so many of the labelled ones
python -m tests.language.setback -v …           and those that are passed over
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from service.judge import judge
from service.language.years.report_year import report_year
from service.reports.finding import Finding, Severity
from service.reports.report import Paragraph, Report, Section
from tests.language.sources import sources
from workers.readers import read

RULES = ("YEAR01", "YEAR02", "YEAR03", "YEAR04", "YEAR05")


def changed(report: Report, year: int) -> Iterator[tuple[Report, str]]:
    """The report with one mention of its year in the sections set back, once for each, with the words around it."""
    for section in report.sections:
        for paragraph in section.paragraphs:
            for match in re.finditer(rf"{year}\s*年", paragraph.text):
                at = match.start() + 3
                text = paragraph.text[:at] + str(year - 1)[3] + paragraph.text[at + 1 :]
                words = paragraph.text[max(0, match.start() - 25) : match.end() + 40]
                yield _with(report, paragraph, paragraph._replace(text=text)), words


def _with(report: Report, old: Paragraph, new: Paragraph) -> Report:
    def swap(each: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(new if p is old else p for p in each)

    def swapped(section: Section) -> Section:
        parts = tuple(replace(part, paragraphs=swap(part.paragraphs)) for part in section.subsections)
        return replace(section, paragraphs=swap(section.paragraphs), subsections=parts)

    return replace(report, sections=tuple(map(swapped, report.sections)))


def _reports(asked: argparse.Namespace) -> Iterator[tuple[str, Report]]:
    if asked.labelled:
        found = list(sources(r"\.(txt|html)$"))
        yield from ((source.name, source.report) for source in found[:: max(1, len(found) // asked.labelled)])
        return
    for file in sorted(Path(asked.folder).iterdir()):
        if file.suffix in (".txt", ".html"):
            yield file.name, read(file.read_bytes())


def _told(report: Report) -> tuple[Finding, ...]:
    return judge(report, select=RULES).findings


def _accusing(findings: tuple[Finding, ...]) -> int:
    return sum(finding.severity is not Severity.NOTE for finding in findings)


def main() -> None:
    """Run from the command line."""
    asked = _arguments()
    number = told = notes = 0
    for name, report in _reports(asked):
        usual = _told(report)
        for other, words in changed(report, report_year(report).year or 0):
            found = _told(other)
            number, is_told = number + 1, len(found) > len(usual)
            told += is_told
            notes += is_told and _accusing(found) == _accusing(usual)
            if asked.verbose and not is_told:
                sys.stdout.write(f"{name}: {words}\n")
    sys.stdout.write(f"{number} mentions set back: {told} told, {notes} of them as a note\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--labelled", type=int, default=0, help="so many of the labelled reports")
    parser.add_argument("-v", "--verbose", action="store_true", help="each mention that is passed over")
    return parser.parse_args()


if __name__ == "__main__":
    main()
