"""Whether a report gives the same findings in whatever kind of file it comes.

python -m tests.corpus.sameness --seeds 200 --formats 'pdf*'
"""

import argparse
import fnmatch
import sys
from collections.abc import Iterator
from typing import Any

from tests.corpus import accuracy
from tests.corpus.mutations import Case
from tests.corpus.rendering import FORMATS, render
from workers.pipeline import audit_bytes

REFERENCE = "docx"
"""The format that the others are held against: it has neither accidents of text dumps nor doubts of engines."""

Said = tuple[str, int | None, str | None, str | None, str | None, str]
"""A finding without what depends on the kind of file: rule, section, table, row, column, quote."""


def differences(made: Case, formats: tuple[str, ...]) -> Iterator[str]:
    """What is said of a report in one of the formats and not in the reference, or the other way round."""
    wanted = said(made, REFERENCE)
    for format in formats:
        found = said(made, format)
        yield from (f"{format}: missing {each}" for each in sorted(wanted - found, key=str))
        yield from (f"{format}: more {each}" for each in sorted(found - wanted, key=str))


def said(made: Case, format: str) -> set[Said]:
    """The findings of a whole audit of a report as that kind of file."""
    _name, data = render(made.draft, format)
    previous = render(made.previous, format)[1] if made.previous else None
    result = audit_bytes(data, year=made.asked_year, previous=previous)
    if result.problem:
        return {(result.problem.code, None, None, None, None, "")}
    return {_told(finding) for finding in result.findings if not _is_accident(finding)}


def _told(finding: dict[str, Any]) -> Said:
    where = finding["locations"][0]
    quote = "".join((where.get("quote") or "").split())
    return (finding["rule"], *(where.get(part) for part in ("section", "table", "row", "column")), quote)


def _is_accident(finding: dict[str, Any]) -> bool:
    """Whether it is of a bookmark that a conversion to text left, which no other kind of file has."""
    return finding["rule"] == "TXT04" and "[bookmark" in (finding["locations"][0].get("quote") or "")


def main() -> int:
    """Run from the command line; 0 where all formats give the same findings."""
    asked = _arguments()
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last) + 1) if last else range(int(first))
    formats = tuple(fnmatch.filter(sorted(FORMATS), asked.formats))
    reports = faults = 0
    for name, made in accuracy.cases(seeds, asked.only):
        reports += 1
        for difference in differences(made, formats):
            faults += 1
            sys.stdout.write(f"{name}: {difference}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{reports} reports in {len(formats)} formats, {faults} differences\n")
    return 1 if faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="20", help="how many, or a range: 1000-1400")
    parser.add_argument("--formats", default="*", help="a glob: 'pdf-*'")
    parser.add_argument("--only", default="*", help="these mutations alone (a glob): 'counts.*', 'harmless.*'")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
