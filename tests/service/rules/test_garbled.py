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
