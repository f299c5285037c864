"""A paragraph of whatever is repeated is judged in a time that grows with its length."""

import gc
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from service.judge import judge
from service.reports.finding import CheckStatus
from service.reports.report import Report
from tests.service.reports.prose_reports import paragraph
from tests.service.rules.examples import example

UNITS = [
    "a",
    "1",
    "1 ",
    "，",
    "《",
    "（",
    "。",
    "{{",
    "<待",
    "[bookmark:",
    "〔2020〕",
    "2023年",
    "2022年a",
    "（2022）",
    "较2022年",
    "2023.1.1-",
    "其中3件、",
    "3件（其中2件）",
    "收到申请3件、其中",
    "不予公开3件，",
    "行政许可3件，",
    "全省收到申请3件,",
    "3件申请中，",
    "13912345678，",
    "11010519491231002X，",
    "督促",
    "我镇",
    "○",
    "二〇二三",
]


@pytest.fixture(scope="module")
def other_tests_objects() -> Iterator[None]:
    """Those of all tests before, out of the way of the collector: to go through them takes longer than to judge."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("other_tests_objects")
@pytest.mark.parametrize("unit", UNITS)
def test_a_long_paragraph_of_anything_is_judged_in_proportion_to_it(unit: str) -> None:
    quarter, whole = (seconds_for(unit * (length // len(unit))) for length in (12_500, 50_000))
    assert whole < 10 * quarter + 0.25, "four times the text takes sixteen times as long where something is quadratic"


def seconds_for(text: str) -> float:
    """How long the processor takes to judge a report with that paragraph; no rule may crash over it."""
    report = with_text(text)
    started = time.process_time()
    judgement = judge(report)
    assert not [check.rule for check in judgement.checks if check.status is CheckStatus.CRASHED]
    return time.process_time() - started


def with_text(text: str) -> Report:
    """The correct report with a paragraph more in section one."""
    report = example("")
    section = report.sections[0]
    more = replace(section, paragraphs=(*section.paragraphs, paragraph(text, 1)))
    return replace(report, sections=(more, *report.sections[1:]))
