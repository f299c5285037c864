import pytest

from tests.service.language.said import claims


def listed(text: str) -> list[tuple[str, object]]:
    """The applicants listed after the first count of applications in a text."""
    return [(each.measure, each.value) for each in claims(text) if each.whole]


def test_enterprises_of_any_sort_are_to_check_as_commercial_ones() -> None:
    made = [each for each in claims("收到政府信息公开申请32件，其中自然人28件、企业4件。") if each.whole]
    assert [(each.measure, each.value, each.reason) for each in made] == [
        ("natural_person", 28, ""),
        ("commercial_enterprise", 4, "enterprises of any sort"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请32件，其中自然人申请28件，法人或其他组织申请4件。",
        "收到政府信息公开申请32件（其中：公民28件；法人和其他组织4件）。",
        "收到政府信息公开申请32件，申请人为自然人28件、法人及其他组织4件。",
        "收到的32件政府信息公开申请中，自然人28件，法人或者其他组织4件。",
        "收到政府信息公开申请32件，包括自然人提出28件和法人或其他组织提出4件，均已办结。",
    ],
)
def test_applicants_right_after_the_total_are_read_by_their_columns(text: str) -> None:
    assert listed(text) == [("natural_person", 28), ("organizations", 4)]


def test_who_applied_is_told_of_those_received_behind_how_many_more_these_are_than_last_year() -> None:
    assert listed("新收政府信息公开申请4件，比上年多2件，均为自然人提出。") == [("natural_person", 4)]


def test_applicants_that_may_stand_in_several_columns_are_passed_over() -> None:
    text = "收到政府信息公开申请32件，其中自然人28件、企业3件、商业企业2件、其他组织1件。"
    assert listed(text) == [("natural_person", 28), ("commercial_enterprise", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请32件，其中邮寄申请20件（自然人18件）。",
        "收到政府信息公开申请32件，予以公开12件，其中自然人9件。",
        "收到政府信息公开申请32件，其中自然人通过网络申请20件。",
        "收到政府信息公开申请32件，其中自然人申请12件，网络申请20件。",
        "收到政府信息公开申请32件，上年结转2件，其中自然人30件。",
        "收到政府信息公开申请32件，其中自然人约20件。",
    ],
)
def test_applicants_of_a_part_or_beside_the_ways_they_came_are_none_of_the_total(text: str) -> None:
    assert listed(text) == []
