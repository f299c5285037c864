"""The lines that sign a report."""

from service.language.years.naming import without_signature
from tests.service.reports.prose_reports import paragraph


def test_name_and_date_at_the_end_are_a_signature_and_no_text() -> None:
    lines = ["未收取费用。", "老城区商务局", "2024年1月9日", " "]
    kept = without_signature([paragraph(line, 6) for line in lines])
    assert [each.text for each in kept] == ["未收取费用。"]
    assert without_signature([]) == []
