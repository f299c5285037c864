"""What became of cases where several kinds of them stand in one sentence."""

import pytest

from tests.service.language.said import claims, established

LAWSUITS = ("litigation_direct", "litigation_after_review")


@pytest.mark.parametrize(
    "text",
    [
        "行政诉讼维持27件，其中未经复议直接起诉12件，复议后起诉15件。",
        "诉讼案件被纠正3件，包括直接起诉2件、复议后起诉1件。",
        "尚未审结的行政诉讼10件，其中未经复议直接起诉4件、复议后起诉6件。",
    ],
)
def test_lawsuits_that_come_to_a_result_before_them_are_of_that_result(text: str) -> None:
    assert not {measure for measure, _ in established(text, 4)}.intersection(LAWSUITS)


@pytest.mark.parametrize(
    "text",
    [
        "行政诉讼27件，其中未经复议直接起诉12件，复议后起诉15件。",
        "行政诉讼维持27件，其中未经复议直接起诉12件，复议后起诉14件。",
        "行政复议维持1件；未经复议直接起诉1件。",
    ],
)
def test_lawsuits_beside_a_count_of_all_or_another_are_all(text: str) -> None:
    assert {measure for measure, _ in established(text, 4)}.intersection(LAWSUITS)


def test_new_cases_with_those_carried_over_behind_them_are_some_of_all() -> None:
    for text in ("新增行政复议8件、跨年1件。", "新增行政复议8件，2022年结转1件，均已审结。"):
        assert [str(claim.relation) for claim in claims(text, 4) if claim.measure == "review"] == ["some of all"]
    assert [str(claim.relation) for claim in claims("行政复议8件，结转下年1件。", 4) if claim.measure == "review"] == [
        "all"
    ]
