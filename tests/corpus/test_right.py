"""Right paragraphs are accused no more than they were when they were written, and what is mended stays so."""

import pytest

from service.reports.finding import Severity
from tests.corpus.right import REPORTS, Accused, findings, known_accused, paragraphs


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_that_paragraphs_are_put_into_is_right(name: str) -> None:
    assert findings(name) == ()


@pytest.mark.parametrize("name", REPORTS)
def test_no_right_paragraph_is_accused_but_those_that_are_known(name: str) -> None:
    accused = {
        Accused(name, finding.rule, paragraph.text)
        for paragraph in paragraphs(name)
        for finding in findings(name, paragraph)
        if finding.severity is not Severity.NOTE
    }
    assert accused == known_accused(name)
