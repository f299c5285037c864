"""What a year's right figures are, however they are told: nothing that the layer reads may differ from them."""

import pytest

from service.language import Claim, Reading, Relation
from service.reports import form
from tests.service.language.natural import DEPARTMENT, REGION
from tests.service.language.said import ALL_DONE, APPLICATIONS, BUREAU, GOVERNMENT, claims
from tests.service.reports.prose_reports import report

TOTALS = (29, 30, 31)
"""Received, dealt with, and received with what was left over."""
CORRECTED = (0, 3)
"""Reviews that were lost, which some texts deny and one counts."""
FIGURES = {
    "carried_over": 2,
    "carried_forward": 1,
    "licensing": 120,
    "penalty": 45,
    "coercion": 3,
    "fees": 35.2,
    "review": 2,
    "litigation": 1,
    "review+litigation": 3,
    "review.upheld": 2,
    "regulations.issued": 1,
    "normative_documents.issued": 3,
    "normative_documents.repealed": 2,
    "normative_documents.in_force": 18,
}


def contradicted(text: str, title: str) -> list[tuple[str, object, str]]:
    found = [each for each in claims(text, title=title) if each.certainty != "passed over" and _differs(each)]
    told = [(each.measure, each.value, str(each.certainty)) for each in found]
    related = Reading.of(report((1, text), title=title)).relations
    failing = [each for each in related if each.certainty != "passed over" and not each.holds]
    return told + [(type(each).__name__, str(each), str(each.certainty)) for each in failing]


def _differs(claim: Claim) -> bool:
    if claim.relation is Relation.SOME or claim.measure.startswith("outcomes.") or claim.measure in ALL_DONE:
        return False
    if claim.whole or claim.measure in form.APPLICANTS:
        return claim.measure == "natural_person" and claim.value not in (24, 26)
    if claim.measure in APPLICATIONS:
        return claim.value not in TOTALS
    if claim.measure == "review.corrected":
        return claim.value not in CORRECTED
    return float(claim.value) != FIGURES[claim.measure]


@pytest.mark.parametrize("text", DEPARTMENT)
def test_right_figures_of_a_department_contradict_nothing(text: str) -> None:
    assert contradicted(text, BUREAU) == []


@pytest.mark.parametrize("text", REGION)
def test_right_figures_of_a_government_contradict_nothing(text: str) -> None:
    assert contradicted(text, GOVERNMENT) == []
