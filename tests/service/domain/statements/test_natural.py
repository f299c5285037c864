"""Sentences as offices write them, all of one year's right figures: nothing in them is to be told."""

import pytest

from service.domain.report import Report
from service.domain.statements import breakdowns, shares
from tests.service.domain.prose_reports import report
from tests.service.domain.statements.claims import BUREAU, GOVERNMENT
from tests.service.language.natural import DEPARTMENT, REGION


def told(read: Report) -> list[object]:
    """What the text says that its other figures contradict."""
    return [each for each in (*breakdowns(read), *shares(read)) if not each.holds]


@pytest.mark.parametrize("text", DEPARTMENT)
def test_right_figures_of_a_department_contradict_nothing(text: str) -> None:
    assert told(report((1, text), title=BUREAU)) == []


@pytest.mark.parametrize("text", REGION)
def test_right_figures_of_a_government_contradict_nothing(text: str) -> None:
    assert told(report((1, text), title=GOVERNMENT)) == []
