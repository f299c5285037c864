"""Sentences with the report's year set back by one: how many are told as of a wrong year, by the rules and by the layer.

python -m tests.language.setback FOLDER         the published reports of a folder
python -m tests.language.setback --labelled 60  so many of the labelled ones
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from service.domain.report import Paragraph, Report, Section
from service.judge import judge
from service.language.years.report_year import report_year
from tests.language.sources import sources
from tests.language.years import RULES, judged
from workers.readers import read


def changed(report: Report, year: int) -> Iterator[tuple[Report, str]]:
    """The report with one mention of its year in the sections set back, once for each, with the words around it."""
    for section in report.sections:
        for paragraph in _all(section):
            for match in re.finditer(rf"{year}\s*年", paragraph.text):
                at = match.start() + 3
                text = paragraph.text[:at] + str(year - 1)[3] + paragraph.text[at + 1 :]
                other = replace(paragraph, text=text)
                yield _with(report, paragraph, other), paragraph.text[max(0, match.start() - 25) : match.end() + 40]


def _all(section: Section) -> Iterator[Paragraph]:
    yield from section.paragraphs


def _with(report: Report, old: Paragraph, new: Paragraph) -> Report:
    def swap(each: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(new if p is old else p for p in each)

    sections = tuple(
        replace(
            s,
            paragraphs=swap(s.paragraphs),
            subsections=tuple(replace(b, paragraphs=swap(b.paragraphs)) for b in s.subsections),
        )
        for s in report.sections
    )
    return replace(report, sections=sections)


def main() -> None:
    """Print both figures, and the sentences that only one of the two tells."""
    if sys.argv[1] == "--labelled":
        found = list(sources(r"\.(txt|html)$"))[:: max(1, 418 // int(sys.argv[2]))]
        reports = [(s.name, s.report) for s in found]
    else:
        reports = [
            (f.name, read(f.read_bytes())) for f in sorted(Path(sys.argv[1]).iterdir()) if f.suffix in (".txt", ".html")
        ]
    number = old = new = notes = 0
    for name, report in reports:
        year = report_year(report).year
        if not year:
            continue
        usual = {rule: sum(f.rule == rule for f in judge(report, select=RULES).findings) for rule in RULES}
        before = len([*judged(report)])
        for other, words in changed(report, year):
            told = len(judge(other, select=RULES).findings) > sum(usual.values())
            layer = [*judged(other)]
            told_new = len(layer) > before
            number, old, new = number + 1, old + told, new + told_new
            notes += told_new and not any(not t.is_note for t in layer[before:])
            if told != told_new:
                sys.stdout.write(f"{'old' if told else 'new'} {name}: {words}\n")
    sys.stdout.write(f"{number} mentions set back: {old} told by the rules, {new} by the layer ({notes} to check)\n")


if __name__ == "__main__":
    main()
