"""How right the audit is over made reports: recall and precision a rule, each miss and false alarm with its seed.

python -m tests.corpus.accuracy --seeds 1000-1400 --rules 'ARI|CON' --format text-tabs --only 'counts.*'
"""

import argparse
import fnmatch
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from service.judge import judge
from service.reports.finding import Finding
from service.reports.report import Location
from tests.corpus.expected import Item
from tests.corpus.harmless import HARMLESS, harmless
from tests.corpus.mutations import MUTATIONS, Case, case
from tests.corpus.rendering import FORMATS, render
from workers import readers

_QUOTE_LIMIT = 400


@dataclass
class Score:
    """The tally of a run."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    cases: int = 0
    faults: list[str] = field(default_factory=list)

    def table(self) -> Iterator[str]:
        """A line of Markdown a rule."""
        yield "| rule | found | missed | false alarms | recall | precision |"
        yield "|---|---|---|---|---|---|"
        for rule in sorted(self.found | self.missed | self.false):
            hit, miss, false = self.found[rule], self.missed[rule], self.false[rule]
            yield f"| {rule} | {hit} | {miss} | {false} | {_percent(hit, hit + miss)} | {_percent(hit, hit + false)} |"


def main() -> int:
    """Run from the command line; 0 where nothing was missed and nothing was a false alarm."""
    asked = _arguments()
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1) if last else range(int(first))
    score, start = Score(), time.perf_counter()
    wanted = re.compile(asked.rules)
    for name, made in cases(seeds, asked.only):
        _judge(name, made, asked.format, wanted, score)
        if asked.stop_after and len(score.faults) >= asked.stop_after:
            break
    for line in (*score.faults, *score.table()):
        sys.stdout.write(line + "\n")
    sys.stdout.write(
        f"{score.cases} reports as {asked.format} in {time.perf_counter() - start:.0f} s, {len(score.faults)} faults\n"
    )
    return 1 if score.faults else 0


def cases(seeds: range, only: str = "*") -> Iterator[tuple[str, Case]]:
    """Broken and harmlessly changed reports in turn, a mutation and a change a seed."""
    broken = [name for name in MUTATIONS if fnmatch.fnmatch(name, only)]
    changed = [name for name in HARMLESS if fnmatch.fnmatch(f"harmless.{name}", only)]
    for seed in seeds:
        if broken:
            name = broken[seed % len(broken)]
            yield f"{name} {seed}", case(name, seed)
        if changed:
            name = changed[seed % len(changed)]
            yield f"harmless.{name} {seed}", harmless(name, seed)


def _judge(name: str, made: Case, format: str, wanted: re.Pattern[str], score: Score) -> None:
    _filename, data = render(made.draft, format)
    report = readers.read(data).asked(made.asked_year)
    if made.previous:
        report = replace(report, previous=readers.read(render(made.previous, format)[1]))
    score.cases += 1
    said = [finding for finding in judge(report).findings if wanted.match(finding.rule)]
    items = [item for item in made.items if wanted.match(str(item["rule"]))]
    _score(name, made, items, said, score)


def _score(name: str, made: Case, items: list[Item], said: list[Finding], score: Score) -> None:
    for item in items:
        hit = any(matches(item, finding) for finding in said)
        (score.found if hit else score.missed)[str(item["rule"])] += 1
        if not hit:
            score.faults.append(f"{name}: missed {item} {_context(made, item)}")
    seen: set[tuple[object, ...]] = set()
    for finding in said:
        where = finding.locations[0]
        again = (finding.rule, where) in seen
        seen.add((finding.rule, where))
        explained = any(matches(item, finding) for item in (*items, *made.also))
        explained = explained or _residue(finding) or _gone(finding, items)
        if again or not explained:
            score.false[finding.rule] += 1
            score.faults.append(
                f"{name}: {'again' if again else 'false'} {finding.rule} {finding.message.zh} @ {where.quote}"
            )


def matches(item: Item, finding: Finding) -> bool:
    """Whether the finding is the item's: the same rule, and its first location has what the item names.

    Of two passages that contradict each other none is the wrong one, and a year is missing both in the title and in the
    period, so that either is the finding's place.
    """
    places = finding.locations if finding.rule in _OF_TWO_PLACES else finding.locations[:1]
    return finding.rule == item["rule"] and any(_is_at(item, where) for where in places)


_OF_TWO_PLACES = ("CON05", "YEAR06")


def _is_at(item: Item, where: Location) -> bool:
    quote = _squash(where.quote)
    return len(quote) <= _QUOTE_LIMIT and all(
        _is_quoted(_squash(str(value)), quote) if key == "quote" else getattr(where, key) == value
        for key, value in item.items()
        if key != "rule"
    )


def _is_quoted(labelled: str, told: str) -> bool:
    """Whether a finding quotes what is labelled, or one of the sentences that a label quotes together."""
    return labelled in told or any(len(each) >= _SENTENCE and each in told for each in labelled.split("。"))


_SENTENCE = 8
"""Characters of a sentence, at least."""


def _gone(finding: Finding, items: list[Item]) -> bool:
    """A section that is gone takes what stands in it along."""
    gone = {item["section"] for item in items if item["rule"] == "SEC01"}
    table = {"disclosure": 2, "applications": 3, "reviews": 4}.get(finding.locations[0].table or "")
    return finding.locations[0].section in gone or table in gone


def _residue(finding: Finding) -> bool:
    """The bookmarks of a text dump are marks of conversion wherever they stand."""
    return finding.rule == "TXT04" and "[bookmark" in (finding.locations[0].quote or "")


def _context(made: Case, item: Item) -> str:
    """The sentences that the item may be of."""
    quote = item.get("quote")
    return " | ".join(s.text for _, s in made.draft.sentences() if quote and str(quote) in s.text)


def _squash(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="400", help="how many, or a range: 1000-1400")
    parser.add_argument("--rules", default=".*", help="score these rules alone (a pattern)")
    parser.add_argument("--only", default="*", help="these mutations alone (a glob): 'counts.*', 'harmless.*'")
    parser.add_argument("--format", default="text-tabs", choices=sorted(FORMATS))
    parser.add_argument("--stop-after", type=int, default=0, help="stop after so many faults")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
