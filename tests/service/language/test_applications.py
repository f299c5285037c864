import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import Relation
from tests.service.language.said import (
    ALL_DONE,
    APPLICATIONS,
    CARRIED,
    GOVERNMENT,
    likely,
    quotes,
    values,
)


@given(
    st.integers(0, 9999),
    st.sampled_from(
        [
            "2023年，我局共收到政府信息公开申请{}件。",
            "全年受理依申请公开{}件，均已按时答复。",
            "本年度新收到政府信息公开申请 {} 件。",
            "我局通过各种渠道收到政府信息公开申请{}件。",
            "共办结政府信息公开申请{}件。",
        ]
    ),
)
def test_a_count_of_applications_of_the_whole_body_is_read(number: int, text: str) -> None:
    assert values(APPLICATIONS, text.format(number)) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我局未收到政府信息公开申请。",
        "全年没有收到依申请公开申请。",
        "本年度无政府信息公开申请。",
        "政府信息公开申请数量为0。",
    ],
)
def test_a_sentence_that_denies_applications_counts_none(text: str) -> None:
    assert values(APPLICATIONS, text) == [0]


def test_answers_that_are_listed_are_all_answers_and_those_beside_others_are_not() -> None:
    assert values(APPLICATIONS, "我局办结的9件申请中，予以公开6件，部分公开3件。") == [9]
    assert values(APPLICATIONS, "我局答复申请6件，部分公开3件。") == []


@pytest.mark.parametrize(
    "text",
    [
        "我局代表区政府受理政府信息公开申请3件。",
        "通过邮寄方式收到政府信息公开申请3件。",
        "其中自然人申请3件。",
        "收到行政许可申请3件。",
        "2022年收到政府信息公开申请3件，今年有所增加。",
        "全区收到政府信息公开申请3件。",
        "较上年收到申请增加3件。",
        "收到约30件政府信息公开申请。",
        "收到补贴资金申请3件。",
        "未收到信息公开收费申请异议。",
        "申请人满意率100%。",
        "不予公开政府信息公开申请3件。",
    ],
)
def test_a_count_of_something_narrower_or_other_is_none_of_the_whole(text: str) -> None:
    assert values(APPLICATIONS, text) == []


def test_a_governments_whole_region_is_its_own() -> None:
    text = "全区共收到政府信息公开申请3件。"
    assert values(APPLICATIONS, text, title=GOVERNMENT) == [3]


def test_a_statement_is_quoted_as_it_stands() -> None:
    text = "全年共收到政府信息公开申请 １２ 件。"
    assert values(APPLICATIONS, text) == [12]
    assert quotes(APPLICATIONS, text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("结转下年度继续办理3件。", [("carried_forward", 3)]),
        ("另有3件结转至2024年办理。", [("carried_forward", 3)]),
        ("结转到2024年的还有3件。", [("carried_forward", 3)]),
        ("收到申请9件，居市直部门首位，承接上年结转申请3件。", [("carried_over", 3)]),
        ("上年结转政府信息公开申请2件。", [("carried_over", 2)]),
        ("上年度结转2件，结转下年度1件。", [("carried_over", 2), ("carried_forward", 1)]),
        ("收到申请3件。", []),
        ("结转资金3件投诉。", []),
    ],
)
def test_what_is_carried_over_or_forward_is_told_by_its_row(text: str, expected: list[tuple[str, object]]) -> None:
    assert likely(CARRIED, text, section=3) == expected


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("2023年收到政府信息公开申请5件，均已办结。", True),
        ("收到依申请公开5件，全部按时答复。", True),
        ("政府信息公开申请均在法定期限内答复。", False),
        ("收到信访举报5件，均已办结。", False),
        ("收到政府信息公开申请5件，按时答复。", False),
        ("2020年至2022年，政府信息公开申请均已办结。", False),
        ("提案全部办结。", False),
    ],
)
def test_words_of_completion_about_applications_say_that_none_is_left(text: str, done: bool) -> None:
    assert likely(ALL_DONE, text) == ([("all_done", 0)] if done else [])


@pytest.mark.parametrize(
    "said",
    [
        "尚未办结{}件",
        "未办结{}件",
        "正在办理{}件",
        "还在办理{}件",
        "待办理{}件",
        "年末在办申请{}件",
        "跨年办理{}件",
        "还有{}件正在办理",
    ],
)
def test_what_is_unfinished_at_the_years_end_is_carried_forward_and_no_count_of_all(said: str) -> None:
    text = f"2023年收到政府信息公开申请32件，{said.format(3)}。"
    assert values(APPLICATIONS, text) == [32]
    assert likely(CARRIED, text) == [("carried_forward", 3)]


@pytest.mark.parametrize(
    "said",
    [
        "未按时办结0件",
        "逾期未答复0件",
        "超期办结0件",
        "未按期答复1件",
        "截至6月底未办结8件",
        "目前正在办理3件",
        "上年未办结2件",
        "行政复议4件，尚未办结1件",
    ],
)
def test_what_is_late_or_unfinished_at_another_time_is_neither(said: str) -> None:
    text = f"2023年收到政府信息公开申请32件，{said}。"
    assert values(APPLICATIONS, text) == [32]
    assert likely(CARRIED, text) == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("已办结政府信息公开申请29件。", "answered"),
        ("答复政府信息公开申请29件。", "answered"),
        ("收到政府信息公开申请29件。", "received"),
        ("登记政府信息公开申请29件。", "received"),
        ("收到公众提出的29件政府信息公开申请。", "received"),
        ("共收到政府信息公开申请（含上年结转）29件。", "received"),
    ],
)
def test_a_count_tells_whether_it_is_of_those_received_or_of_those_dealt_with(text: str, subject: str) -> None:
    assert likely(APPLICATIONS, text) == [(subject, 29)]


@pytest.mark.parametrize(
    "text", ["办理不动产登记申请500件。", "登记企业信息300件。", "受理公众提出的建议20件。", "登记来访申请人30名。"]
)
def test_what_else_is_registered_or_asked_for_is_no_application(text: str) -> None:
    assert values(APPLICATIONS, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "没有公民、法人和其他组织向我局提出政府信息公开申请。",
        "我局无公民、法人或者其他组织申请公开政府信息。",
        "未收到自然人、法人或其他组织申请公开相关政府信息。",
        "未有公民、法人或其他组织向我局申请获取政府信息。",
    ],
)
def test_a_sentence_may_say_that_nobody_applied(text: str) -> None:
    assert values(APPLICATIONS, text) == [0]


@pytest.mark.parametrize(
    "text",
    [
        "没有公民、法人和其他组织因政府信息公开申请向我局提出行政复议。",
        "没有公民、法人和其他组织对我局政府信息公开申请答复提出异议。",
        "无公民、法人或其他组织申请减免政府信息公开费用。",
        "没有科研机构向我局提出政府信息公开申请。",
    ],
)
def test_that_nobody_complained_or_none_of_one_kind_applied_is_no_count(text: str) -> None:
    assert values(APPLICATIONS, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "通过网络收到政府信息公开申请20件。",
        "我局以邮寄方式收到政府信息公开申请20件。",
        "通过政府信息公开平台收到政府信息公开申请20件。",
        "通过当面提交收到政府信息公开申请20件。",
    ],
)
def test_what_came_one_way_is_a_part_of_the_applications(text: str) -> None:
    assert values(APPLICATIONS, relation=Relation.SOME, text=text) == [20]
    assert values(APPLICATIONS, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "通过网络收到公众留言20件。",
        "通过上级转办收到政府信息公开申请20件。",
        "以区政府名义收到政府信息公开申请20件。",
        "2019年通过网络收到政府信息公开申请20件。",
        "全区通过网络收到政府信息公开申请20件。",
        "收到信件30件，其中通过网络收到政府信息公开申请20件。",
        "通过各种渠道收到政府信息公开申请20件。",
    ],
)
def test_what_came_to_others_or_then_or_is_a_part_of_a_part_is_none(text: str) -> None:
    assert values(APPLICATIONS, relation=Relation.SOME, text=text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有结转下年度继续办理的申请。", [("carried_forward", 0)]),
        ("无结转至2024年办理的申请。", [("carried_forward", 0)]),
        ("收到申请3件，无上年结转件。", [("carried_over", 0)]),
        ("收到申请3件，没有2022年结转。", [("carried_over", 0)]),
        ("收到申请9件，结转5件至2024年。", [("carried_forward", 5)]),
        ("收到申请9件，结转4件到下一年度。", [("carried_forward", 4)]),
        ("尚有5件申请未到答复期限，结转2024年办理。", [("carried_forward", 5)]),
        ("收到申请9件，加上2022年结转5件。", [("carried_over", 5)]),
        ("没有逾期结转的申请。", []),
        ("无结转至2023年办理的申请。", []),
        ("收到申请9件，结转5件至2023年。", []),
        ("2件申请因上年未到期结转。", []),
        ("无结转下年度的行政复议申请。", []),
    ],
)
def test_what_is_carried_may_be_said_around_the_count_and_denied_before_it_is_named(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert likely(CARRIED, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "到期政府信息公开申请已全部按时办结。",
        "收到申请32件，到期件均已按时答复。",
        "应于年内答复的政府信息公开申请均在法定期限内答复。",
        "上年结转的2件政府信息公开申请，本年度已全部办结。",
        "收到政府信息公开申请32件，上年结转申请2件均已办结。",
        "收到政府信息公开申请32件，均按期答复或依法结转。",
        "收到政府信息公开申请32件，均已按时办结（未到期除外）。",
    ],
)
def test_that_all_which_was_due_is_done_leaves_some_to_be_carried_forward(text: str) -> None:
    assert likely(ALL_DONE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请32件，上年结转2件，均已按时答复。",
        "收到申请32件，加上上年结转2件均已全部办结。",
        "收到政府信息公开申请32件（含上年结转2件），全部按时办结。",
        "积极回应关切，收到的政府信息公开申请均已答复。",
    ],
)
def test_that_all_is_done_with_last_years_too_leaves_none(text: str) -> None:
    assert likely(ALL_DONE, text) == [("all_done", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "上述28件办结申请中有9件延长了答复期限。",
        "28件申请中9件经批准延期答复。",
        "办结的申请中有9件延长了答复期限。",
        "28件办结申请中，经补正后受理9件。",
        "收到的28件政府信息公开申请中共有9件涉及征地。",
        "经批准延长期限答复政府信息公开申请9件。",
        "30件已答复申请有9件用时超过15个工作日。",
        "全年办结的申请中，当场答复9件。",
    ],
)
def test_some_of_the_applications_are_not_all(text: str) -> None:
    assert 9 not in values(APPLICATIONS, text)


def test_what_became_of_all_that_there_were_is_told_of_all() -> None:
    assert values(APPLICATIONS, "全部149件政府信息公开申请中办结141件，结转2024年8件。") == [141]


def test_what_is_gathered_is_not_some_of_them() -> None:
    assert values(APPLICATIONS, "收到政府信息公开申请28件，集中办结申请28件。") == [28, 28]


@pytest.mark.parametrize(
    "said",
    [
        "设置信息查询、申请受理3个功能区。",
        "公开专区设申请受理3个窗口。",
        "在大厅设依申请公开受理2个岗位。",
        "编制政府信息公开申请办理3项制度。",
        "组织政府信息公开申请办理3次培训。",
    ],
)
def test_things_that_are_counted_behind_a_word_for_applications_are_none(said: str) -> None:
    assert values(APPLICATIONS, said) == []


@pytest.mark.parametrize(
    "said", ["受理信息公开申请3个。", "收到3项政府信息公开申请。", "依申请公开受理3次，均已答复。"]
)
def test_applications_may_be_counted_in_such_units(said: str) -> None:
    assert values(APPLICATIONS, said)[:1] == [3]


@pytest.mark.parametrize(
    "said",
    [
        "市政府收到的41件申请，网上提出22件；已办结39件。",
        "县人民政府共受理申请41件，办结39件。",
        "区政府全年收到政府信息公开申请41件。",
    ],
)
def test_what_a_government_itself_received_is_a_part_where_its_region_is_told(said: str) -> None:
    region = "2023年，全市各级行政机关共收到政府信息公开申请996件。"
    assert values(APPLICATIONS, region + said, title=GOVERNMENT) == [996]
    assert values(APPLICATIONS, said, title=GOVERNMENT)[:1] == [41]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请32件，2022年结转1件，全部申请均已在年内办结。",
        "收到申请32件，所有申请均于当年办结。",
        "收到申请32件，全部在年底前办理完毕。",
        "收到申请32件，截至2023年12月31日，均已答复。",
    ],
)
def test_that_all_is_done_within_the_year_leaves_none(text: str) -> None:
    assert likely(ALL_DONE, text) == [("all_done", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "9件申请中7件当年办结，另2件结转2024年办理（截至2024年1月13日，这2件已全部办结）。",
        "2件申请结转下年度，目前均已答复。",
        "年末未办结的2件申请，截至本报告发布时已全部办结。",
        "2件申请因法定期限未满转入2024年办理，现已全部办结。",
        "跨年办理的2件申请，已于2024年1月10日前全部答复。",
    ],
)
def test_that_all_which_was_left_is_done_since_denies_nothing(text: str) -> None:
    assert likely(ALL_DONE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "已答复的7件申请均在法定期限内办结。",
        "办结申请7件，全部按时答复。",
        "收到申请9件，办结7件，均按时答复，正在办理2件。",
        "收到申请9件，办结7件，均按时答复。",
    ],
)
def test_that_all_which_were_done_were_in_time_leaves_others_open(text: str) -> None:
    assert likely(ALL_DONE, text) == []


def test_all_by_a_date_is_no_average_a_day() -> None:
    assert likely(ALL_DONE, "收到申请8件，截至12月31日均已办结。") == [("all_done", 0)]
    assert likely(ALL_DONE, "收到申请8件，每日均答复群众来电。") == []


@pytest.mark.parametrize(("behind", "expected"), [("结转下年继续办理", [17]), ("答复公开", [17, 1])])
def test_what_came_in_is_of_some_where_all_of_it_was_carried(behind: str, expected: list[object]) -> None:
    text = f"收到政府信息公开申请17件。年内办结16件，12月底收到的1件{behind}。"
    assert [value for measure, value in likely(APPLICATIONS, text) if measure == "received"] == expected
