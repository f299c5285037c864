"""Written reports, labelled by reading: whatever the office got wrong is found, and nothing else is said."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from service.judge import judge
from service.reports.finding import Finding
from tests.corpus.accuracy import matches
from tests.service.wording import faults
from workers.readers import read

FOLDER = Path(__file__).parent / "reports"
TRUTH: dict[str, dict[str, Any]] = json.loads((FOLDER / "truth.json").read_text())


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_exactly_the_defects_of_a_written_report_are_found(name: str) -> None:
    assert list(faults_of(TRUTH[name], _audited(name))) == []


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_what_is_found_in_a_written_report_is_well_worded(name: str) -> None:
    messages = [message for found in _audited(name) for message in (found.message, found.suggestion) if message]
    assert [fault for message in messages for fault in faults(message.zh, message.en)] == []


@cache
def _audited(name: str) -> tuple[Finding, ...]:
    told = TRUTH[name]
    year = told.get("form", {}).get("year")
    report = read((FOLDER / name).read_bytes()).asked(int(year) if year else None)
    if previous := told.get("previous"):
        report = replace(report, previous=read((FOLDER / previous).read_bytes()))
    return judge(report).findings


def faults_of(told: dict[str, Any], findings: tuple[Finding, ...]) -> Iterator[str]:
    """Defects that were missed, and findings that tell none, or one again."""
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
