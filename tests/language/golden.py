"""Every claim, relation and year that was read in the labelled texts, and every finding on their prose, a line each.

    python -m tests.language.golden            write golden.txt.gz anew
    python -m tests.language.golden --compare  what is read now and wasn't, and what was and isn't

A line is `kind subject value paragraph:start-end`, under the name of its text; offsets are of the paragraph as it
stands in the file.
"""

import gzip
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from service.domain.prose import Sentence
from service.domain.report import Report
from service.domain.statements import (
    applicants_of,
    application_counts,
    carried_counts,
    channel_counts,
    decision_counts,
    documents_issued,
    documents_kept,
    outcome_counts,
    outcome_parts,
    review_counts,
    says_all_are_done,
)
from service.domain.years import mentions, periods
from service.judge import judge
from service.language import Breakdown, Reading, Share
from tests.language.sources import PROSE_RULES, Source, sources

FILE = Path(__file__).parent / "golden.txt.gz"
_At = Callable[[Sentence, int, int], str]
"""Where something stands, as a line of the file says it."""
_READINGS = {
    "application": application_counts,
    "carried": carried_counts,
    "channel": channel_counts,
    "decision": decision_counts,
    "issued": documents_issued,
    "kept": documents_kept,
    "outcome": outcome_counts,
    "outcome-part": outcome_parts,
    "review": review_counts,
    "all-done": says_all_are_done,
}


def lines() -> Iterator[str]:
    """The golden file as the code reads the texts now."""
    for source in sources():
        yield f"# {source.name}"
        yield from dict.fromkeys(sorted(_read(source)))


def _read(source: Source) -> Iterator[str]:
    report = source.report
    place = {id(paragraph): number for number, paragraph in enumerate(report.paragraphs)}

    def at(sentence: Sentence, start: int, end: int) -> str:
        return f"{place[id(sentence.paragraph)]}:{sentence.offsets[start]}-{sentence.offsets[end - 1] + 1}"

    for kind, reading in _READINGS.items():
        for each in reading(report):
            yield f"{kind} {each.subject or '-'} {each.value} {at(each.sentence, each.start, each.end)}"
    for total in application_counts(report):
        for each in applicants_of(total):
            yield f"applicant {each.subject} {each.value} {at(each.sentence, each.start, each.end)}"
    yield from _relations(report, at)
    for finding in judge(report).findings:
        if PROSE_RULES.fullmatch(finding.rule):
            yield f"finding {finding.rule} {' '.join((finding.locations[0].quote or '')[:24].split())}"


def _relations(report: Report, at: _At) -> Iterator[str]:
    for found in Reading.of(report).relations:
        if isinstance(found, Breakdown) and found.listed:
            kind = "closed" if found.is_closed else "open"
            parts = "+".join(map(str, found.parts))
            where = at(found.sentence, found.listed[0].start, found.listed[-1].end)
            yield f"breakdown {kind} {found.total}={parts} {where}"
        elif isinstance(found, Share):
            yield f"share {found.part}/{found.whole} {found.stated} {at(found.sentence, found.start, found.end)}"
    for year in mentions(report):
        yield f"year {year.role} {year.year} {at(year.sentence, year.start, year.end)}"
    for period in periods(report):
        yield f"period {period.first} {period.last} {at(period.sentence, period.start, period.end)}"


def main() -> None:
    """Run from the command line."""
    now = list(lines())
    if "--compare" not in sys.argv:
        FILE.write_bytes(gzip.compress("\n".join((*now, "")).encode(), mtime=0))
        return
    before, after = _under(gzip.decompress(FILE.read_bytes()).decode().splitlines()), _under(now)
    for line in (*(f"- {each}" for each in before - after), *(f"+ {each}" for each in after - before)):
        sys.stdout.write(line + "\n")


def _under(told: list[str]) -> set[tuple[str, str]]:
    name, found = "", set()
    for line in told:
        if line.startswith("# "):
            name = line[2:]
        else:
            found.add((name, line))
    return found


if __name__ == "__main__":
    main()
