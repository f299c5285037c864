import pytest

from service.language.sole_applicants import NONE_OF
from tests.service.language.said import claims

ORGANIZATIONS = {
    "commercial_enterprise",
    "research_institution",
    "social_welfare_organization",
    "legal_service_organization",
    "other",
}


def without(text: str) -> set[str]:
    """The columns of which a text says that none of their applicants applied."""
    return {claim.measure.removeprefix(NONE_OF) for claim in claims(text) if claim.measure.startswith(NONE_OF)}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("政府信息公开申请人均为自然人。", ORGANIZATIONS),
        ("政府信息公开申请全部由自然人提出。", ORGANIZATIONS),
        ("政府信息公开申请都来自公民个人和商业企业。", ORGANIZATIONS - {"commercial_enterprise"}),
        ("没有收到自然人提出的政府信息公开申请。", {"natural_person"}),
        ("未收到商业企业提出的政府信息公开申请。", {"commercial_enterprise"}),
        ("没有收到律师事务所等法律服务机构的政府信息公开申请。", {"legal_service_organization"}),
    ],
)
def test_who_alone_applied_or_did_not_leaves_the_other_columns_empty(text: str, columns: set[str]) -> None:
    assert without(text) == columns


@pytest.mark.parametrize(
    "text",
    [
        "征地类政府信息公开申请12件，申请人均为自然人。",
        "政府信息公开申请均由企业提出。",
        "2024年将引导政府信息公开申请均由自然人提出。",
        "低保申请全部由自然人提出。",
        "2022年没有收到自然人提出的政府信息公开申请。",
    ],
)
def test_some_of_all_no_column_a_plan_other_matters_and_last_year_say_nothing(text: str) -> None:
    assert without(text) == set()
