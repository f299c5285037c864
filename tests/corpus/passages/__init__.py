"""Passages of reports, each with one defect at most, written to be unlike each other: prose of a section or two.

Most have no tables; others are all held against the same ones (`tables.txt`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from service.judge import judge
from service.reports.finding import Finding, Severity
from tests.corpus.sealed import of_findings
from workers.readers import read

FOLDER = Path(__file__).parent
RULES = (
    *("ARI05", "ARI06", "CON01", "CON02", "CON03", "CON04", "CON05", "CON06"),
    *("YEAR01", "YEAR02", "YEAR03", "YEAR04", "YEAR05"),
)
"""The rules that passages are written for; the others have nothing to say of prose, or more than a passage tells."""
_HEADS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
_NUMERALS = "一二三四五六"


@dataclass(frozen=True)
class Passage:
    """What a body's report of a year says in some of its sections, and the defect in it; `also` are places that tell the same."""

    body: str
    year: int
    sections: dict[int, str]
    items: list[dict[str, Any]] = field(default_factory=list)
    also: list[dict[str, Any]] = field(default_factory=list)
    has_tables: bool = False

    @property
    def text(self) -> str:
        """The report."""
        tables = _tables() if self.has_tables else {}
        told = (
            f"{numeral}、{head}\n{self.sections.get(number, '')}\n{tables.get(number, '')}".rstrip()
            for number, (numeral, head) in enumerate(zip(_NUMERALS, _HEADS, strict=True), 1)
        )
        return f"{self.body}{self.year}年政府信息公开工作年度报告\n\n" + "\n".join(told) + "\n"


@cache
def _tables() -> dict[int, str]:
    """The tables that passages are held against, by the number of their section."""
    parts = (FOLDER / "tables.txt").read_text(encoding="utf-8").split("\n\n")
    return dict(enumerate(parts, _FIRST_WITH_TABLE))


_FIRST_WITH_TABLE = 2


@cache
def passages(name: str) -> tuple[Passage, ...]:
    """The passages of one hand."""
    return tuple(Passage(**each) for each in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def scores(name: str) -> dict[str, Counter[str]]:
    """How many defects are `labelled`, `found` and of these found `as_note`, by rule, and the `false` errors and warnings."""
    score: dict[str, Counter[str]] = {}
    for passage in passages(name):
        findings = [each for each in judge(read(passage.text.encode())).findings if each.rule in RULES]
        for rule, column in _told(passage, findings):
            score.setdefault(rule, Counter())[column] += 1
    return score


def _told(passage: Passage, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    labels = {"items": passage.items, "also": passage.also}
    found = [each for each in findings if not any(of_findings(labels, [each]))]
    for item in passage.items:
        yield item["rule"], "labelled"
        if found:
            yield item["rule"], "found"
        if found and all(each.severity is Severity.NOTE for each in found):
            yield item["rule"], "as_note"
    yield from of_findings(labels, findings)
