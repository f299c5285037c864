"""Written reports, labelled by reading: whatever the office got wrong is found, and nothing else is said."""

import json
from collections.abc import Callable, Iterator
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
from workers.readers.charset import decode

FOLDER = Path(__file__).parent / "reports"
TRUTH: dict[str, dict[str, Any]] = json.loads((FOLDER / "truth.json").read_text())


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_exactly_the_defects_of_a_written_report_are_found(name: str) -> None:
    assert list(_faults(TRUTH[name], _audited(name))) == []


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


def _cells_alone(text: str) -> str:
    return "\n".join(c for line in text.split("\n") for c in line.split("\t") if c.strip() or "\t" not in line)


def _spaced(text: str) -> str:
    return text.replace("\t", "    ")


def _with_page_numbers(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"{line}\n— {n // 40} —" if n % 40 == 0 else line for n, line in enumerate(lines, start=1))


@pytest.mark.parametrize("damage", [_cells_alone, _spaced, _with_page_numbers])
@pytest.mark.parametrize("name", sorted(name for name in TRUTH if name.endswith(".txt")))
def test_what_a_conversion_does_to_a_report_is_not_blamed_on_its_author(
    name: str, damage: Callable[[str], str]
) -> None:
    """Rows that can't be read any more are told so (TAB08), and broken labels as broken (TAB04)."""
    text = decode((FOLDER / name).read_bytes())
    one_cell_a_line = sum(line.startswith("\t") for line in text.split("\n")) > 60
    if damage is _spaced and one_cell_a_line:
        pytest.skip("no rows are left")
    findings = judge(read(damage(text).encode())).findings
    faults = [fault for fault in _faults(TRUTH[name], findings) if fault.startswith("false alarm")]
    assert [fault for fault in faults if not fault.startswith(("false alarm TAB08", "false alarm TAB04"))] == []
