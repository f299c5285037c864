"""The cases of every rule: what it must find, and the traps that it must pass by.

One file a rule in `cases/`, a list of cases: `name`; `report`, edits to the correct report in the shorthand of
`examples`; `replace`, wordings of the finished text put for others (nothing is sent along then); `year`, the caller's; `finds`, what the rule must
find, each as the fields that its first location must have, and nothing else.
"""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.judge import judge
from service.reports.finding import Finding
from service.reports.report import Report
from service.rules import RULES
from tests.service.rules.examples import example, example_text
from workers.readers import read

FOLDER = Path(__file__).parent / "cases"
LONGEST_QUOTE = 400


@dataclass(frozen=True, eq=False)
class Case:
    """One edited report and all that its rule must find there."""

    name: str
    finds: list[dict[str, Any]]
    report: str = ""
    replace: dict[str, str] = field(default_factory=dict)
    year: int | None = None

    def read(self) -> Report:
        return _report_of(self)


@lru_cache(maxsize=1)
def _report_of(case: Case) -> Report:
    """The case's report, read once for what is asked of it one after the other."""
    if not case.replace:
        return example(case.report).asked(case.year)
    text = example_text(case.report)
    for old, new in case.replace.items():
        assert old in text, f"nothing to replace: {old}"
        text = text.replace(old, new, 1)
    return read(text.encode()).asked(case.year)


@cache
def cases_of(rule: str) -> tuple[Case, ...]:
    file = FOLDER / f"{rule}.yaml"
    return tuple(Case(**case) for case in yaml.safe_load(file.read_text(encoding="utf-8"))) if file.exists() else ()


@cache
def findings_of(rule: str, case: Case) -> tuple[Finding, ...]:
    """What the rule finds in its case, judged once for all tests that ask."""
    return judge(case.read(), select=[rule]).findings


EVERY = [pytest.param(rule, case, id=f"{rule}: {case.name}") for rule in RULES for case in cases_of(rule)]


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_a_rule_finds_what_its_case_expects_and_nothing_else(rule: str, case: Case) -> None:
    found = list(findings_of(rule, case))
    told = [(finding.message.zh, finding.locations[0]) for finding in found]
    for expected in case.finds:
        match = next((finding for finding in found if is_at(finding, expected)), None)
        assert match, f"missed {expected}; told {told}"
        found.remove(match)
    assert not found, f"false alarms among {told}"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_of_both_kinds(rule: str) -> None:
    cases = cases_of(rule)
    assert any(case.finds for case in cases), f"{rule} has no case with a finding"
    assert any(not case.finds for case in cases), f"{rule} has no trap"


def test_every_case_file_is_a_rules_and_no_two_of_its_cases_share_a_name() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(RULES)
    for rule in RULES:
        names = [case.name for case in cases_of(rule)]
        assert len(set(names)) == len(names), rule


def is_at(finding: Finding, expected: dict[str, Any]) -> bool:
    """Whether the first location has what is expected; a quote counts when it contains the expected words."""
    where = finding.locations[0]
    quote = "".join((where.quote or "").split())
    if len(quote) > LONGEST_QUOTE:
        return False
    return all(
        "".join(value.split()) in quote if name == "quote" else getattr(where, name) == value
        for name, value in expected.items()
    )
