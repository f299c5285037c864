"""python -m tests.corpus.sealed [FOLDER]: the score of batches that nobody mends upon, in numbers by rule and nothing else.

A batch is sealed while its texts were not looked at by who changes the product. Once one is opened, it measures no more
than memory: move it to `opened/`, and seal another.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.judge import judge
from service.reports.finding import Finding, Severity
from tests.corpus.accuracy import matches
from workers.readers import read

FOLDER = Path(__file__).parent / "sealed"
COLUMNS = ("labelled", "found", "as_note", "false", "false_note")


@dataclass
class Score:
    """Of a batch: how many reports, how many of the clean ones are accused by an error or a warning, and counts by rule.

    By rule: `labelled`, `found`, of these `as_note`; `false` errors and warnings, and `false_note`s.
    """

    reports: int = 0
    accused: int = 0
    by_rule: dict[str, Counter[str]] = field(default_factory=dict)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="batches; all sealed ones where none is named")
    for folder in parser.parse_args().folders or sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        score = scores(folder)
        print(f"{folder.name}: {score.reports} reports, {score.accused} clean ones accused")
        _print(score.by_rule)


def scores(folder: Path) -> Score:
    """The score of a batch, each of whose reports is audited once."""
    score = Score()
    for name, labels in _labels(folder).items():
        findings = _findings(folder / name)
        wrong = list(of_findings(labels, findings))
        for rule, column in [*_of_items(labels["items"], findings), *wrong]:
            score.by_rule.setdefault(rule, Counter())[column] += 1
        score.reports += 1
        score.accused += not labels["items"] and any(column == "false" for _, column in wrong)
    return score


def _of_items(items: list[dict[str, Any]], findings: list[Finding]) -> Iterator[tuple[str, str]]:
    for item in items:
        found = [each for each in findings if matches(item, each)]
        yield item["rule"], "labelled"
        if found:
            yield item["rule"], "found"
            if all(each.severity is Severity.NOTE for each in found):
                yield item["rule"], "as_note"


def of_findings(labels: Mapping[str, Any], findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """The findings that none of the `items` and `also` of a report's labels explains: the rule, and the column of each."""
    for each in findings:
        if not any(matches(item, each) for item in (*labels["items"], *labels.get("also", ()))):
            yield each.rule, "false_note" if each.severity is Severity.NOTE else "false"


def _findings(path: Path) -> list[Finding]:
    return list(judge(read(path.read_bytes())).findings)


def _labels(folder: Path) -> dict[str, dict[str, Any]]:
    labels: dict[str, dict[str, Any]] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return labels


def _print(counted: dict[str, Counter[str]]) -> None:
    total: Counter[str] = sum(counted.values(), Counter())
    print(f"{'rule':8}" + "".join(f"{column:>12}" for column in COLUMNS))
    for rule, row in [*sorted(counted.items()), ("all", total)]:
        print(f"{rule:8}" + "".join(f"{row[column]:>12}" for column in COLUMNS))


if __name__ == "__main__":
    main()
