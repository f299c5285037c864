"""How right the rules on prose are over all labelled texts: found, missed and false a rule, in seconds.

python -m tests.language.score                          every rule on prose, reports and cases
python -m tests.language.score -v CON01 CON03           these rules, each miss and false alarm with its place
python -m tests.language.score --only '^batch1[2-9]'    the texts whose names match
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from service.judge import judge
from service.reports.finding import Finding, Severity
from tests.corpus.accuracy import matches
from tests.language.sources import PROSE_RULES, Source, sources


@dataclass
class Tally:
    """Counts by rule; `to_check` are those among the found and the false that were told as notes."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    found_to_check: Counter[str] = field(default_factory=Counter)
    false_to_check: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, source: Source, findings: Iterable[Finding], rules: Iterable[str]) -> None:
        """Hold what was found in a source against its labels."""
        told = [finding for finding in findings if finding.rule in rules]
        for item in source.items:
            if item["rule"] not in rules:
                continue
            hits = [finding for finding in told if matches(item, finding)]
            (self.found if hits else self.missed)[item["rule"]] += 1
            if hits and all(finding.severity is Severity.NOTE for finding in hits):
                self.found_to_check[item["rule"]] += 1
            if not hits:
                self.faults.append(f"missed {source.name}: {item}")
        for finding in told:
            if not any(matches(item, finding) for item in (*source.items, *source.also)):
                is_note = finding.severity is Severity.NOTE
                (self.false_to_check if is_note else self.false)[finding.rule] += 1
                where = finding.locations[0].quote
                self.faults.append(
                    f"{'note' if is_note else 'false'} {source.name}: {finding.rule} {finding.message.zh} @ {where}"
                )

    def table(self, rules: Iterable[str]) -> Iterator[str]:
        """A line a rule."""
        yield f"{'rule':8}{'found':>7}{'(notes)':>8}{'missed':>8}{'false':>7}{'(notes)':>8}"
        for rule in (*rules, "all"):
            counts = (self.found, self.found_to_check, self.missed, self.false, self.false_to_check)
            figures = [count.total() if rule == "all" else count[rule] for count in counts]
            yield f"{rule:8}{figures[0]:7}{figures[1]:8}{figures[2]:8}{figures[3]:7}{figures[4]:8}"


def main() -> None:
    """Run from the command line."""
    asked = _arguments()
    rules = [rule for rule in asked.rules if PROSE_RULES.fullmatch(rule)] or _ALL
    scores = {"reports": Tally(), "cases": Tally()}
    start, number = time.perf_counter(), 0
    for source in sources(asked.only):
        wanted = [rule for rule in rules if source.rules in ("", rule)]
        if wanted:
            number += 1
            told = judge(source.report, select=wanted).findings
            scores["cases" if source.rules else "reports"].add(source, told, wanted)
    for name, tally in scores.items():
        lines = [*(sorted(tally.faults) if asked.verbose else ()), f"-- {name}", *tally.table(rules)]
        sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.write(f"{number} texts in {time.perf_counter() - start:.1f} s\n")


_ALL = [f"{family}0{n}" for family in ("ARI", "CON", "YEAR") for n in range(1, 7) if PROSE_RULES.match(f"{family}0{n}")]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", nargs="*", help="these rules alone")
    parser.add_argument("--only", default="", help="texts whose names match this pattern")
    parser.add_argument("-v", "--verbose", action="store_true", help="each miss and false alarm with its place")
    return parser.parse_args()


if __name__ == "__main__":
    main()
