"""The labelled texts that the reading of prose is measured on: written reports, and the cases of the rules on prose."""

import hashlib
import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from service.reports.report import Report
from tests.service.rules.test_cases import cases_of
from workers.readers import read

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests/corpus/reports"
PROSE_RULES = re.compile("ARI0[56]|CON0[1-6]|YEAR0[1-5]")


@dataclass(frozen=True)
class Source:
    """A report with what is wrong in it: `items` must be found, `also` may be, anything else is a false alarm."""

    name: str
    report: Report
    items: tuple[dict[str, Any], ...]
    also: tuple[dict[str, Any], ...] = ()
    rules: str = ""
    """A pattern of the rules that the labels speak for; empty for all."""


def sources(pattern: str = "") -> Iterator[Source]:
    """Every labelled text whose name matches, reports first; a case is named by its rule: `CON01: none received`."""
    wanted = re.compile(pattern)
    yield from (source for source in _labelled() if wanted.search(source.name))
    yield from _cases(wanted)


@cache
def _labelled() -> tuple[Source, ...]:
    """The written reports; whoever asks has the same ones, with all that was made of them once."""
    truth: dict[str, dict[str, Any]] = json.loads((REPORTS / "truth.json").read_text(encoding="utf-8"))
    reports = _read_all()
    return tuple(_source(name, told, reports) for name, told in truth.items())


def _source(name: str, told: dict[str, Any], reports: dict[str, Report]) -> Source:
    year = told.get("form", {}).get("year")
    report = reports[name].asked(int(year) if year else None)
    if previous := told.get("previous"):
        report = replace(report, previous=reports[previous])
    return Source(name, report, tuple(told["items"]), tuple(told.get("also", ())))


def _cases(wanted: re.Pattern[str]) -> Iterator[Source]:
    for rule in (f"{family}0{n}" for family in ("ARI", "CON", "YEAR") for n in range(1, 7)):
        for case in cases_of(rule) if PROSE_RULES.fullmatch(rule) else ():
            items = tuple({"rule": rule, **found} for found in case.finds)
            if wanted.search(name := f"{rule}: {case.name}"):
                yield Source(name, case.read(), items, rules=rule)


@cache
def _read_all() -> dict[str, Report]:
    """The reports as read, kept between runs until a report or a reader changes."""
    kept = ROOT / "var" / f"reports-{_state()}.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]
    reports = {file.name: read(file.read_bytes()) for file in REPORTS.iterdir() if file.suffix in (".txt", ".html")}
    kept.parent.mkdir(exist_ok=True)
    for old in kept.parent.glob("reports-*.pickle"):
        old.unlink()
    kept.write_bytes(pickle.dumps(reports))
    return reports


def _state() -> str:
    """What tells one state of reports and readers from another."""
    files = [*REPORTS.iterdir(), *(ROOT / "workers/readers").rglob("*.py"), *(ROOT / "service/reports").glob("*.py")]
    said = sorted(f"{file} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]
