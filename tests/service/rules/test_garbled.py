"""Whatever slips into a sentence, each rule comes to an end: one that crashes says nothing of the whole report."""

from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest

from service.judge import judge
from service.reports.finding import CheckStatus
from service.reports.report import Report
from tests.service.language.garbled import garbled
from tests.service.language.natural import DEPARTMENT, REGION
from tests.service.reports.prose_reports import report

_TOGETHER = 6
"""Sentences of one report, each a paragraph."""


def _reports(seed: int) -> Iterator[Report]:
    """Every natural sentence in some section, garbled by chance, but by the same one each time."""
    random = Random(seed)
    said = ((random.randint(0, 6), garbled(text, random)) for text in (*DEPARTMENT, *REGION))
    while together := tuple(islice(said, _TOGETHER)):
        yield report(*together)


@pytest.mark.parametrize("seed", range(8))
def test_no_rule_crashes_on_a_garbled_sentence(seed: int) -> None:
    for made in _reports(seed):
        crashed = [check.rule for check in judge(made).checks if check.status is CheckStatus.CRASHED]
        assert not crashed, [paragraph.text for section in made.sections for paragraph in section.paragraphs]


@pytest.mark.parametrize(
    "said",
    [
        ("公开信息534条。", "包括0余条。"),
        ("行政诉讼12件，其中直接起诉5件、复议后起诉7件；行政、，0件，、复议13件。",),
        ("行政处罚18762件中，违停类在1.5万件上下；行政强制455件，行政许可2914件。",),
    ],
    ids=[
        "a list without parts over two paragraphs",
        "a result behind what is none of the cases told",
        "a list whose one part is about so many",
    ],
)
def test_no_rule_crashes_on_what_is_left_of_a_sentence(said: tuple[str, ...]) -> None:
    checks = judge(report(*((1, text) for text in said))).checks
    assert [check.rule for check in checks if check.status is CheckStatus.CRASHED] == []
