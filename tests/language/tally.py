"""What would be told, held against the labels of a text and counted by rule."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.language import Certainty
from service.reports.report import Location
from tests.corpus.accuracy import matches
from tests.language.sources import Source

NAMES = ("established", "to check", "missed", "false", "false note")
Tally = dict[str, Counter[str]]


@dataclass(frozen=True)
class Told:
    """What would be told: a finding cut down to what labels are matched on, and `said`, what it is in a line."""

    rule: str
    at: Location
    certainty: Certainty
    said: str

    @property
    def locations(self) -> tuple[Location, ...]:
        """As a finding's."""
        return (self.at,)

    @property
    def is_note(self) -> bool:
        """Whether it would be told as something to check."""
        return self.certainty is Certainty.TO_CHECK


def new_tally() -> Tally:
    """Nothing counted yet."""
    return {name: Counter() for name in NAMES}


def score(source: Source, told: Sequence[Told], rules: Sequence[str], tally: Tally) -> Iterator[str]:
    """Hold what would be told against a source's labels, and tell its faults."""
    for item in source.items:
        if item["rule"] in rules:
            hits = [each for each in told if matches(item, each)]
            name = "missed" if not hits else "to check" if all(each.is_note for each in hits) else "established"
            tally[name][item["rule"]] += 1
            if not hits:
                yield f"missed {source.name}: {item}"
    for each in told:
        if not any(matches(item, each) for item in (*source.items, *source.also)):
            tally["false note" if each.is_note else "false"][each.rule] += 1
            yield f"{'note ' if each.is_note else 'FALSE'} {source.name}: {each.rule} {each.said}"


def write(tallies: Mapping[str, Tally], rules: Sequence[str]) -> None:
    """Write a table of each tally, a line a rule."""
    for label, tally in tallies.items():
        sys.stdout.write(f"-- {label}\n{'':8}" + "".join(f"{n:>13}" for n in NAMES) + "\n")
        for rule in (*rules, "all"):
            row = [c.total() if rule == "all" else c[rule] for c in tally.values()]
            sys.stdout.write(f"{rule:8}" + "".join(f"{n:13}" for n in row) + "\n")
