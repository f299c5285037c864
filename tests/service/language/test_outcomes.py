import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import Relation
from tests.service.language.said import (
    OUTCOMES,
    claims,
    established,
    likely,
)

NAMED = st.sampled_from(
    [
        ("outcomes.granted", "予以公开"),
        ("outcomes.partially_granted", "部分公开"),
        ("outcomes.refused", "不予公开"),
        ("outcomes.unavailable", "无法提供"),
        ("outcomes.not_processed", "不予处理"),
        ("outcomes.other", "其他处理"),
        ("outcomes.unavailable.not_held", "本机关不掌握相关政府信息"),
        ("outcomes.not_processed.repeated", "重复申请"),
    ]
)


def test_an_outcome_of_one_sort_of_applicants_is_of_their_column() -> None:
    found = [(each.measure, each.value, each.applicant) for each in claims("申请中予以公开的自然人3件。")]
    assert found == [("outcomes.granted", 3, "natural_person")]


@given(st.lists(st.tuples(NAMED, st.integers(0, 99)), min_size=1, max_size=4, unique_by=lambda each: each[0]))
def test_each_outcome_beside_its_count_is_told_by_its_row(said: list[tuple[tuple[str, str], int]]) -> None:
    listed = "、".join(f"{name}{number}件" for (_, name), number in said)
    assert likely(OUTCOMES, f"收到政府信息公开申请，{listed}。") == [(row, number) for (row, _), number in said]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申请中3件予以公开。", [("outcomes.granted", 3)]),
        ("依申请公开答复：因属于行政执法案卷不予公开3件。", [("outcomes.refused.enforcement_files", 3)]),
        ("予以公开3件，不予公开2件。", []),
        ("予以公开文件3件。", []),
        ("申请中约30件予以公开。", []),
        ("2022年申请中予以公开3件。", []),
        ("申请中予以公开较上年增加3件。", []),
        ("申请办结3件。", []),
        (
            "办结申请8件，5件属于过程性信息和内部事务信息，3件予以公开。",
            [("outcomes.refused.process_information+outcomes.refused.internal_affairs", 5), ("outcomes.granted", 3)],
        ),
        ("申请中3件予以公开和2件不予公开。", [("outcomes.granted", 3), ("outcomes.refused", 2)]),
    ],
)
def test_an_outcome_is_of_the_whole_bodys_applications_in_the_year(
    text: str, expected: list[tuple[str, object]]
) -> None:
    assert likely(OUTCOMES, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申请中，予以公开及部分公开的7件。", [("outcomes.granted+outcomes.partially_granted", 7)]),
        ("申请中，不予公开、无法提供和其他处理共9件。", [("outcomes.refused+outcomes.unavailable+outcomes.other", 9)]),
        ("申请中，予以公开3件、部分公开2件。", [("outcomes.granted", 3), ("outcomes.partially_granted", 2)]),
        ("申请中，因不掌握相关信息等原因无法提供4件。", [("outcomes.unavailable", 4)]),
        (
            "申请中，因不掌握相关信息、需要另行制作无法提供4件。",
            [("outcomes.unavailable.not_held+outcomes.unavailable.needs_creation", 4)],
        ),
        ("申请中，因不掌握相关信息无法提供4件。", [("outcomes.unavailable.not_held", 4)]),
        ("申请中，8件办理结果为没有现成信息需要另行制作。", [("outcomes.unavailable.needs_creation", 8)]),
        ("申请中，逾期未补正2件。", [("outcomes.other.not_corrected", 2)]),
    ],
)
def test_outcomes_counted_together_are_joined_and_a_reason_counts_only_alone(
    text: str, expected: list[tuple[str, object]]
) -> None:
    assert likely(OUTCOMES, text) == expected


@pytest.mark.parametrize("text", ["作出“予以公开”答复的13件。", "申请答复“予以公开”的13件。", "申请“予以公开”13件。"])
def test_an_outcome_may_stand_in_quotes_before_its_count(text: str) -> None:
    assert likely(OUTCOMES, f"收到申请32件，{text}") == [("outcomes.granted", 13)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("申请中，因本机关不掌握而无法提供8件。", "outcomes.unavailable.not_held"),
        (
            "申请中，因不掌握、需另行制作而无法提供8件。",
            "outcomes.unavailable.not_held+outcomes.unavailable.needs_creation",
        ),
        ("申请中，本机关不掌握或者没有现成信息等无法提供8件。", "outcomes.unavailable"),
    ],
)
def test_the_reasons_that_are_given_say_which_rows_a_count_is_of(text: str, subject: str) -> None:
    ((row, count),) = likely(OUTCOMES, text)
    assert set(row.split("+")) == set(subject.split("+"))
    assert count == 8


@pytest.mark.parametrize(
    "said",
    [
        "全部或部分公开的7件",
        "公开或部分公开7件",
        "公开、部分公开共7件",
        "完全公开和部分公开的7件",
        "部分或全部公开的7件",
        "同意公开或部分公开的7件",
        "作出“予以公开”、“部分公开”答复7件",
        "全部、部分公开7件",
        "全部或部分予以公开的7件",
    ],
)
def test_granted_and_partially_granted_may_be_told_together_in_short(said: str) -> None:
    ((row, count),) = likely(OUTCOMES, f"办结申请9件：{said}，不予公开2件。")[:1]
    assert (sorted(row.split("+")), count) == (["outcomes.granted", "outcomes.partially_granted"], 7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申请中，不予公开或部分公开的7件。", [("outcomes.refused+outcomes.partially_granted", 7)]),
        ("申请中，提供查阅或部分公开的7件。", []),
        ("申请中，书面答复和予以公开的7件。", []),
        ("申请中，予以公开3件和部分公开4件。", [("outcomes.granted", 3), ("outcomes.partially_granted", 4)]),
        (
            "申请中，予以公开3件（含2件图纸）、部分公开4件。",
            [("outcomes.granted", 3), ("outcomes.partially_granted", 4)],
        ),
        ("申请中，信息不存在或本机关不掌握的7件。", [("outcomes.unavailable.not_held", 7)]),
        ("申请中，本机关不掌握的7件，不属于本机关公开的2件。", []),
        ("依申请公开，单看予以公开一项，2023年7件。", []),
        ("申请答复中，不予公开一项就有7件。", [("outcomes.refused", 7)]),
    ],
)
def test_an_outcome_joined_to_what_the_form_does_not_know_is_not_told(
    text: str, expected: list[tuple[str, object]]
) -> None:
    assert likely(OUTCOMES, text) == expected


@pytest.mark.parametrize(
    "said",
    [
        "因工程档案已移交档案馆、本局不再保存而告知不掌握的有26件，另有14件属其他机关职责",
        "因历史资料缺失，答复信息不存在的26件",
        "由于涉及个人隐私不予公开26件",
        "因为机构改革职能划转而告知不掌握26件",
        "因申请内容不明确无法提供26件",
        "因正在调查处理不予公开26件",
        "因涉及国家秘密、商业秘密不予公开26件",
        "鉴于已移交法院，不予处理26件",
    ],
)
def test_an_outcome_for_a_cause_that_the_form_does_not_know_is_one_of_several(said: str) -> None:
    assert likely(OUTCOMES, f"申请中，{said}。") == []
    assert [value for _, value in likely(OUTCOMES, relation=Relation.SOME, text=f"申请中，{said}。")] == [26]


def test_an_outcome_that_is_counted_twice_is_told_in_parts() -> None:
    assert likely(OUTCOMES, relation=Relation.SOME, text="申请中，本机关不掌握的7件，不属于本机关公开的2件。") == [
        ("outcomes.unavailable.not_held", 7),
        ("outcomes.unavailable.not_held", 2),
    ]
    assert likely(OUTCOMES, relation=Relation.SOME, text="申请中，予以公开3件，不予公开2件。") == []


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("因本机关不掌握26件", "outcomes.unavailable.not_held"),
        ("因所申请信息本机关不掌握，无法提供26件", "outcomes.unavailable.not_held"),
        ("因属于行政执法案卷信息不予公开26件", "outcomes.refused.enforcement_files"),
        ("由于属过程性信息而不予公开26件", "outcomes.refused.process_information"),
        ("因涉及个人隐私等原因不予公开26件", "outcomes.refused"),
        ("因属于信访举报投诉类申请不予处理26件", "outcomes.not_processed.petition"),
        ("原因明确的申请均已答复，不予公开26件", "outcomes.refused"),
    ],
)
def test_an_outcome_for_a_reason_of_the_form_is_told(said: str, row: str) -> None:
    assert likely(OUTCOMES, f"申请中，{said}。") == [(row, 26)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("其余14件为无法提供、不予处理或其他处理", [("outcomes.unavailable+outcomes.not_processed+outcomes.other", 14)]),
        ("其余14件为无法提供、不予处理等情形", []),
        ("国家秘密、第三方权益等情形共14件", []),
        ("没有出现因保护第三方合法权益而不予公开的情形", [("outcomes.refused.third_party_rights", 0)]),
        ("5件无法提供、3件不予公开", [("outcomes.unavailable", 5), ("outcomes.refused", 3)]),
        ("8件为予以公开和部分公开，3件不予公开", [("outcomes.granted+outcomes.partially_granted", 8), ("outcomes.refused", 3)]),
        ("8件予以公开、部分公开，无法提供1件", [("outcomes.granted+outcomes.partially_granted", 8), ("outcomes.unavailable", 1)]),
    ],
)  # fmt: skip
def test_outcomes_listed_behind_a_count_are_counted_together(said: str, expected: list[tuple[str, object]]) -> None:
    assert likely(OUTCOMES, f"办结的申请中，{said}。") == expected


@pytest.mark.parametrize(
    "some",
    [
        "科研机构申请的长系列水文资料，",
        "涉及征地的申请，",
        "自然人提出的申请：",
        "律师申请的案卷，",
        "关于行政处罚类，",
        "针对规划事项：",
        "申请人均已补正，补正后",
    ],
)
def test_outcomes_of_some_applications_are_not_those_of_all(some: str) -> None:
    assert likely(OUTCOMES, f"收到申请多件。{some}予以公开5件，不予公开2件。") == []


@pytest.mark.parametrize(
    "all_",
    [
        "对公民、法人和其他组织提出的申请，",
        "自然人、法人提出的申请，",
        "关于政府信息公开申请，",
        "有关申请办理情况：",
        "涉及征地的申请，先行沟通；全部申请中，",
    ],
)
def test_outcomes_of_whoever_applied_are_those_of_all(all_: str) -> None:
    expected = [("outcomes.granted", 5), ("outcomes.refused", 2)]
    assert likely(OUTCOMES, f"收到申请多件。{all_}予以公开5件，不予公开2件。") == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [("不掌握、需加工类答复共", []), ("对不掌握的答复共", [("outcomes.unavailable.not_held", 15)])],
)
def test_an_outcome_summed_up_with_what_is_not_known_is_not_counted_alone(
    named: str, expected: list[tuple[str, object]]
) -> None:
    assert likely(OUTCOMES, f"收到申请多件。二是{named}15件。") == expected


def test_what_applications_are_about_is_no_other_matter_that_outcomes_are_of() -> None:
    text = "收到申请14件。申请内容多是违建查处结果和执法文书，予以公开6件，部分公开2件。"
    assert likely(OUTCOMES, text) == [("outcomes.granted", 6), ("outcomes.partially_granted", 2)]
    assert likely(OUTCOMES, text.replace("申请内容", "起草内容")) == []


@pytest.mark.parametrize(
    ("all_of", "row"),
    [
        ("不予处理的6件均为信访投诉类", "outcomes.not_processed.petition"),
        ("不予公开的6件均属行政执法案卷", "outcomes.refused.enforcement_files"),
        ("无法提供的6件全部为本机关不掌握", "outcomes.unavailable.not_held"),
    ],
)
def test_an_outcome_that_is_all_of_one_cause_is_counted_as_that(all_of: str, row: str) -> None:
    assert established(f"收到申请20件。{all_of}。") == [("received", 20), (row, 6)]
