"""Written reports, labelled by reading: whatever the office got wrong is found, and nothing else is said."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.domain.finding import Finding
from service.judge import judge
from tests.corpus.accuracy import matches
from workers.readers import read

FOLDER = Path(__file__).parent / "reports"
TRUTH: dict[str, dict[str, Any]] = json.loads((FOLDER / "truth.json").read_text())


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_exactly_the_defects_of_a_written_report_are_found(name: str) -> None:
    assert list(_faults(TRUTH[name], _audited(name))) == []


def _audited(name: str) -> tuple[Finding, ...]:
    told = TRUTH[name]
    year = told.get("form", {}).get("year")
    report = read((FOLDER / name).read_bytes()).asked(int(year) if year else None)
    if previous := told.get("previous"):
        report = replace(report, previous=read((FOLDER / previous).read_bytes()))
    return judge(report).findings


def _faults(told: dict[str, Any], findings: tuple[Finding, ...]) -> Iterator[str]:
    items, also = told["items"], told.get("also", [])
    for item in items:
        if not any(matches(item, finding) for finding in findings):
            yield f"missed {item}"
    said = set()
    for finding in findings:
        where = finding.locations[0]
        if (finding.rule, where) in said:
            yield f"again {finding.rule} {where}"
        elif not any(matches(item, finding) for item in (*items, *also)):
            yield f"false alarm {finding.rule} {finding.message.zh} @ {where}"
        said.add((finding.rule, where))
