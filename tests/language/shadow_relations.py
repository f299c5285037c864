"""Breakdowns, shares and growth as the language layer reads them, held against all labelled texts.

python -m tests.language.shadow_relations              found, missed and false for ARI05 and ARI06, notes apart
python -m tests.language.shadow_relations -v ARI05     each miss and false alarm with its sentence
"""

import argparse
import sys
import time
from collections.abc import Iterator

from service.domain.report import Report
from service.language import Breakdown, Certainty, Reading, Shares
from service.language.relations import Relation
from tests.language.sources import sources
from tests.language.tally import Told, new_tally, score, write

RULES = ("ARI05", "ARI06")


def judged(report: Report) -> Iterator[Told]:
    """What the relations of a report contradict."""
    for each in Reading.of(report).relations:
        if not each.holds and each.certainty is not Certainty.PASSED:
            rule = "ARI05" if isinstance(each, Breakdown) and not isinstance(each, Shares) else "ARI06"
            yield Told(rule, each.at, each.certainty, said(each))


def said(relation: Relation) -> str:
    """A relation in a line."""
    text = relation.sentence.text
    what = f"[{relation.certainty}: {relation.reason}] {'holds' if relation.holds else 'fails'}"
    if isinstance(relation, Breakdown):
        parts = "+".join(map(str, relation.parts))
        return f"{relation.total}={parts} {what} {text[max(0, relation.start - 30) : relation.end + 20]}"
    of = f"{relation.part}/{relation.whole} {relation.stated}% ({relation.actual:.2f})"
    return f"{of} {what} {text[max(0, relation.start - 80) : relation.end + 10]}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", nargs="*")
    parser.add_argument("--only", default="")
    parser.add_argument("-v", "--verbose", action="store_true")
    asked = parser.parse_args()
    rules = tuple(asked.rules) or RULES
    tallies = {label: new_tally() for label in ("reports", "cases")}
    spent, number, faults = 0.0, 0, list[str]()
    for source in sources(asked.only):
        if source.rules and source.rules not in rules:
            continue
        _ = Reading.of(source.report).claims
        start = time.process_time()
        told = [each for each in judged(source.report) if each.rule in rules and source.rules in ("", each.rule)]
        spent += time.process_time() - start
        number += 1
        faults += score(source, told, rules, tallies["cases" if source.rules else "reports"])
    if asked.verbose:
        sys.stdout.write("\n".join(sorted(faults)) + "\n")
    write(tallies, rules)
    sys.stdout.write(f"{number} texts, {1000 * spent / max(1, number):.2f} ms of processor time each for relations\n")


if __name__ == "__main__":
    main()
