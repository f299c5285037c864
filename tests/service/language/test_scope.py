import pytest

from tests.service.language.said import APPLICATIONS, BUREAU, DECISIONS, GOVERNMENT, established, values


def counted(text: str, title: str = BUREAU) -> list[object]:
    return values(APPLICATIONS, text, title=title) + values(DECISIONS, text, title=title)


@pytest.mark.parametrize(
    "text",
    [
        "其中，收到申请3件。",
        "收到自然人申请3件。",
        "通过网上平台收到申请3件。",
        "收到法人和其他组织申请3件。",
        "我局代表区政府受理申请3件。",
        "各部门收到申请3件。",
        "较上年多收到3件。",
        "下属单位，收到申请3件。",
    ],
)
def test_a_part_a_channel_another_body_or_a_comparison_is_narrow(text: str) -> None:
    assert 3 not in counted(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我局收到申请3件。",
        "通过各种渠道收到申请3件。",
        "收到公民、法人和其他组织提出的申请3件。",
        "2023年1月1日至12月31日，收到申请3件。",
    ],
)
def test_all_channels_and_all_applicants_are_the_whole(text: str) -> None:
    assert counted(text) == [3]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("2019年收到申请3件。", True),
        ("2022年收到申请8件，2023年收到申请3件。", False),
        ("2023年收到申请8件，2019年收到申请3件。", True),
        ("按国办函〔2020〕109号收到申请3件。", False),
        ("全区收到申请3件。", True),
        ("收到申请3件，全区第一。", False),
        ("收到申请3件。", False),
    ],
)
def test_another_year_or_a_whole_region_is_of_others(text: str, others: bool) -> None:
    assert (3 in counted(text)) != others


def test_a_governments_region_is_its_own() -> None:
    assert counted("全区收到申请3件。", GOVERNMENT) == [3]


@pytest.mark.parametrize(
    "text",
    [
        "全系统（含区县）实施行政处罚3377件。",
        "全系统（含6个县区局）共收到申请58件，各县区局数据由其自行编制年报公布，不计入本报告。",
        "我局（含下属单位）共收到政府信息公开申请8件。",
        "全市税务系统共收到政府信息公开申请58件。",
        "市县两级共作出行政处罚337件。",
        "局机关及各分局共收到政府信息公开申请8件。",
        "2022年12月收到、2023年1月办结的申请共17件，已计入上年结转。",
        "2023年1月至6月，收到政府信息公开申请5件。",
        "3月份收到政府信息公开申请2件。",
        "上半年收到政府信息公开申请3件。",
        "2023年1—4月按原口径作出行政处罚2件。",
        "所属事业单位收到政府信息公开申请8件，不在本报告统计范围。",
        "收到向所属学校提出的信息公开申请8件，由学校自行编制年报。",
        "市局（含各分局、支队）全年作出行政处罚337件。",
    ],
)
def test_what_bodies_below_or_some_months_count_is_not_the_bodys_own(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "县政府办公室直接受理以县人民政府名义答复的申请19件，均在法定期限内答复。",
        "县政府办收到政府信息公开申请9件。",
        "受理以区政府为主体的政府信息公开申请9件。",
        "区政府办公室共受理36件政府信息公开申请。",
        "受理公民、法人和其他组织向市政府及市政府办公室提出的政府信息公开申请5件。",
    ],
)
def test_what_its_office_did_is_a_part_of_a_governments(text: str) -> None:
    assert counted(text, GOVERNMENT) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月1日至12月31日，我局共收到政府信息公开申请5件。",
        "自2023年1月1日起至2023年12月31日止，收到政府信息公开申请5件。",
        "2023年1-12月，收到政府信息公开申请5件。",
        "截至2023年12月31日，我局共收到政府信息公开申请5件。",
        "截至12月底，收到政府信息公开申请5件。",
        "2023年1月至12月，收到政府信息公开申请5件。",
        "我局全年共收到政府信息公开申请5件（含上年结转1件）。",
    ],
)
def test_a_whole_year_however_it_is_told_is_the_bodys_own(text: str) -> None:
    assert counted(text) == [5]


def test_a_governments_region_with_the_bodies_below_is_its_own() -> None:
    assert counted("全县（含各镇街）共收到政府信息公开申请5件。", GOVERNMENT) == [5]
    assert counted("县政府办公室加强统筹，全县共收到政府信息公开申请5件。", GOVERNMENT) == [5]
    assert counted("云溪县人民政府办结政府信息公开申请5件。", GOVERNMENT) == [5]
    assert counted("县人民政府办理政府信息公开申请5件。", GOVERNMENT) == [5]


def test_what_applicants_do_themselves_leaves_a_count_the_bodys_own() -> None:
    assert counted("我局共收到政府信息公开申请5件，1件由申请人自行撤回。") == [5]


@pytest.mark.parametrize(
    "text",
    [
        "2021年至2023年三年累计新收政府信息公开申请58件。",
        "2021—2023年共收到政府信息公开申请58件。",
        "近三年共收到政府信息公开申请58件。",
        "三年合计收到政府信息公开申请58件。",
        "近5年累计受理政府信息公开申请58件，年均约12件。",
        "《条例》修订以来累计收到政府信息公开申请58件。",
        "五年来共收到政府信息公开申请58件。",
        "过去三年我局共收到政府信息公开申请58件。",
        "“十四五”以来累计收到政府信息公开申请58件。",
        "2021年至2023年三年累计作出行政处罚58件。",
    ],
)
def test_what_several_years_count_together_is_not_this_years(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "近三年申请量逐年上升，2023年收到政府信息公开申请5件。",
        "今年以来累计收到政府信息公开申请5件。",
        "2021年至2023年连续三年无超期；收到政府信息公开申请5件。",
        "近三年来渠道不断拓宽，全年共收到政府信息公开申请5件。",
        "二〇二三年共收到政府信息公开申请5件。",
        "一年来，共收到政府信息公开申请5件。",
        "坚持每月通报进度，共收到政府信息公开申请5件。",
        "全年均按期答复政府信息公开申请5件。",
        "2023年均依法答复政府信息公开申请5件。",
        "指导各学校规范公开，我局共收到政府信息公开申请5件。",
        "共收到政府信息公开申请5件；各学校另收到3件，不在统计之列。",
    ],
)
def test_one_year_named_since_is_the_whole_again(text: str) -> None:
    assert counted(text) == [5]


@pytest.mark.parametrize(
    "text",
    [
        "6月没有收到政府信息公开申请。",
        "7月至8月未收到政府信息公开申请。",
        "6月份、9月份均未收到政府信息公开申请。",
        "其余月份没有收到政府信息公开申请。",
        "有两个月没有收到政府信息公开申请。",
        "依申请公开方面，二月未收到政府信息公开申请。",
        "12月份单月收件政府信息公开申请24件，为全年最多。",
        "平均每月收到政府信息公开申请4件。",
        "月均收到政府信息公开申请4件。",
    ],
)
def test_what_a_month_had_or_had_not_is_not_the_years(text: str) -> None:
    assert counted(text) == []


def test_that_a_whole_year_had_none_is_the_years() -> None:
    assert counted("2023年1月1日至12月31日没有收到政府信息公开申请。") == [0]
    assert counted("2023年1—12月未收到政府信息公开申请。") == [0]
    assert counted("截至12月底，未收到政府信息公开申请。") == [0]


@pytest.mark.parametrize(
    "text",
    [
        "7个县（市、区）教育局收到的163件政府信息公开申请，由各县（市、区）政府汇总公布。",
        "区属医疗卫生机构自行收到的信息公开申请11件，由各机构办理，不在统计之列。",
        "区属医疗卫生机构收到信息公开申请11件。",
        "各学校共收到信息公开申请6件。",
        "三家市属医院全年收到信息公开申请6件。",
        "12个街道分别收到政府信息公开申请6件。",
        "镇属各单位共受理政府信息公开申请6件。",
        "收到向学校提出的信息公开申请6件，不作统计。",
        "收到由市局协办的政府信息公开申请5件，未包含在内。",
        "收到向集团提出的信息公开申请6件，不在本次统计范围。",
        "收到信息公开申请6件，单独公布。",
        "甲中心收到申请3件；乙中心收到申请1件，均未列入本报告。",
    ],
)
def test_what_bodies_below_received_or_is_not_counted_here_is_not_the_bodys_own(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公示做到及时上网，全年办理行政许可12件。", [("licensing", 12)]),
        ("确保信息准确，全年作出行政处罚决定12件。", [("penalty", 12)]),
        ("对照“立改废释”计划，制发行政规范性文件2件，废止3件。", [("normative_documents.issued", 2), ("normative_documents.repealed", 3)]),
        ("对2018年以来的62件文件开展清理，废止行政规范性文件8件。", [("normative_documents.repealed", 8)]),
        ("收到政府信息公开申请13件，其中网络8件、邮寄5件，予以公开8件。", [("received", 13), ("outcomes.granted", 8)]),
        ("收到申请13件，除1件转下年外均作出答复，予以公开8件。", [("received", 13), ("outcomes.granted", 8)]),
        ("办结324件。其中，作出不予公开答复54件；无法提供72件。", [("outcomes.refused", 54), ("outcomes.unavailable", 72)]),
        ("新收申请35件；连同上年结转的5件一并办理。", [("received", 35), ("carried_over", 5)]),
        ("被申请行政复议1件，已审结，结果维持。", [("review", 1), ("review.upheld", 1)]),
        ("直接起诉12件，复议后起诉8件，共20件，其中被纠正1件。", [("litigation_direct", 12), ("litigation_after_review", 8), ("litigation.corrected", 1)]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_count_and_narrows_nothing_leaves_it_established(
    text: str, expected: list[tuple[str, object]]
) -> None:
    assert established(text, 4 if "诉" in text or "复议" in text else 1) == expected


@pytest.mark.parametrize(
    "before",
    [
        "由办公室牵头、各科室配合，",
        "由局办公室统一登记，各业务科室分别提出意见，",
        "在上级部门的支持下，",
        "结合“一网通办”改革，",
        "在门户网站设置申请入口，",
        "对复杂申请实行集体会商，",
        "对涉及第三方权益的申请及时征求意见，",
        "无论申请内容如何，",
        "确保答复合法规范，",
        "接待来访咨询120人次，",
        "印制宣传册2000份，",
    ],
)
def test_what_is_told_before_it_leaves_a_count_that_names_its_object_established(before: str) -> None:
    told = {"收到政府信息公开申请31件，办结30件。": 2, "制发规范性文件3件，废止2件。": 2, "作出行政处罚决定89件。": 1}
    assert {text: len(established(f"{before}{text}", 3 if "申请" in text else 1)) for text in told} == told
    assert established(f"{before}被申请行政复议4件。", 4) == [("review", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "截至2023年底，平台累计登记我局申请3件。",
        "截至年底，政务服务平台累计收到申请3件。",
        "下半年收到申请5件，截至年底共办结3件。",
    ],
)
def test_what_ends_with_the_year_and_may_have_begun_elsewhere_accuses_nobody(text: str) -> None:
    assert 3 not in [value for _, value in established(text)]


@pytest.mark.parametrize(
    "text",
    [
        "全年累计收到申请3件。",
        "截至12月31日，累计收到申请3件。",
        "全年收到申请5件，截至年底办结3件。",
        "上半年收到申请5件，截至年底共收到申请3件。",
    ],
)
def test_what_the_body_summed_up_at_the_end_of_the_year_is_of_the_year(text: str) -> None:
    assert 3 in [value for _, value in established(text)]


@pytest.mark.parametrize(
    "name",
    [
        "区住建局人手紧",
        "在区住建局",
        "区统计局业务面广",
        "区卫生健康部门走访群众",
        "西河镇地处山区",
        "东城街道走访群众",
        "云岭县审计局作为试点",
    ],
)
def test_a_department_or_a_town_that_a_clause_begins_with_is_who_the_next_tells_of(name: str) -> None:
    assert counted(f"{name}，收到申请3件。", GOVERNMENT) == []
    assert counted(f"{name}，作出行政处罚决定3件。", GOVERNMENT) == []


@pytest.mark.parametrize("begun", ["城乡居民办事", "区里人手紧", "全局人手紧"])
def test_a_clause_that_begins_otherwise_leaves_the_next_the_government_s_own(begun: str) -> None:
    assert counted(f"{begun}，收到申请3件。", GOVERNMENT) == [3]


def test_all_parts_of_a_sentence_are_of_the_department_before_its_colon() -> None:
    text = "区农业农村局：收到申请3件，办结3件；作出行政处罚3件；收到申请3件。"
    assert counted(text, GOVERNMENT) == []


def test_what_is_told_within_the_year_named_before_is_of_that() -> None:
    text = "2022年收到申请60件，年内办结57件；2023年收到申请3件，年内办结3件。"
    assert counted(text) == [3, 3]


def test_a_bureau_of_its_own_kind_at_another_level_is_another() -> None:
    for name in ("市税务局", "省税务局"):
        assert counted(f"{name}收到申请3件。", "云溪县税务局2023年政府信息公开工作年度报告") == []
    assert counted("县税务局收到申请3件。", "云溪县税务局2023年政府信息公开工作年度报告") == [3]


def test_a_department_that_the_sentence_before_tells_of_may_be_who_the_next_does() -> None:
    assert counted("区住建局是办理大户。全年收到申请3件。", GOVERNMENT) == []
    assert counted("区住建局是办理大户。全年收到政府信息公开申请3件。", GOVERNMENT) == [3]


def test_another_body_s_doing_at_the_body_s_place_is_not_the_body_s_own() -> None:
    town = "云溪县石桥镇人民政府2023年政府信息公开工作年度报告"
    assert established("县自然资源局在我镇作出行政处罚3件。", title=town) == []
    assert established("在我镇作出行政处罚3件。", title=town) == [("penalty", 3)]
