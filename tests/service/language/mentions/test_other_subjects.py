import pytest

from service.language.mentions.bodies import Body
from service.language.mentions.other_subjects import other_subjects
from service.language.text import sentences
from tests.service.reports.prose_reports import paragraph


def named(name: str, text: str) -> list[tuple[str, bool]]:
    """Each other body that a text is about in the report of the body of that name, and whether it surely stands for it."""
    (sentence,) = sentences(paragraph(text, 1))
    return [(sentence.text[each.start : each.end], each.is_at_work) for each in other_subjects(sentence, Body(name))]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("墨川县人民政府", "禾浦县政府网站全年无故障。", "禾浦县"),
        ("墨川县人民政府", "禾浦县政务公开工作领导小组调整了成员。", "禾浦县"),
        ("青龙镇人民政府", "石盘镇人手偏紧，栏目更新偶有滞后。", "石盘镇"),
        ("青龙镇人民政府", "石盘镇便民服务中心设有查阅点1处。", "石盘镇"),
        ("白鹤街道办事处", "云台街道网格员入户发放明白卡1200张。", "云台街道"),
        ("乌兰旗人民政府", "东苏哈达旗政府门户网站设专栏6个。", "东苏哈达旗"),
        ("沧江市人民政府", "洛泉市公开专栏访问量突破百万。", "洛泉市"),
    ],
)
def test_another_place_of_the_bodys_level_may_be_left_in_whatever_is_told_of_it(
    name: str, text: str, told: str
) -> None:
    assert named(name, text) == [(told, False)]
    assert named(f"{told}人民政府", text) == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("国有白鹤林场", "黑石林场职工大会通报财务两次。", "黑石林场"),
        ("沧江海关", "洛泉海关门户网站一级栏目12个。", "洛泉海关"),
        ("沧江市图书馆", "洛泉市图书馆查阅点接待读者860人次。", "洛泉市图书馆"),
        ("沧江市生态环境局墨川分局", "禾浦县生态环境分局信息员变动频繁。", "禾浦县生态环境分局"),
        ("沧江理工学院", "洛泉师范学院招生办每周公布录取进度。", "洛泉师范学院"),
        ("墨川县第二中学", "禾浦县第三中学公示栏每月更换一次。", "禾浦县第三中学"),
        ("青龙镇卫生院", "石盘镇卫生院公示药品价格212项。", "石盘镇卫生院"),
        ("沧江市供水集团有限公司", "洛泉市供水集团客服热线全年接听2.1万次。", "洛泉市供水集团"),
    ],
)
def test_another_body_of_the_same_kind_may_be_left_in(name: str, text: str, told: str) -> None:
    assert named(name, text) == [(told, False)]
    assert named(told, text) == []


def test_an_institution_of_another_place_of_the_level_that_tells_its_work_stands_for_the_body() -> None:
    assert named("墨川县人民医院", "禾浦县人民医院将按月更新价格公示栏。") == [("禾浦县人民医院", True)]
    assert named("墨川县人民医院", "沧江市人民医院将按月更新价格公示栏。") == [("沧江市人民医院", False)]
    assert named("沧江市人民医院", "墨川县人民医院将按月更新价格公示栏。") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("墨川县人民政府", "禾浦县党政代表团来访，了解专区建设。"),
        ("墨川县人民政府", "禾浦县与我县联合发布办事指南。"),
        ("墨川县人民政府", "禾浦县人民政府作为第三人参加诉讼。"),
        ("青龙镇人民政府", "石盘镇并入青龙镇后，公开栏一并调整。"),
        ("青龙镇人民政府", "石盘镇转来误投的申请1件。"),
        ("国有白鹤林场", "黑石林场与本场交界处的护林公告牌一并更换。"),
        ("沧江海关", "洛泉海关、沙埠海关供稿偏少。"),
        ("沧江海关", "洛泉海关供稿30条，沙埠海关供稿26条。"),
        ("沧江市供水集团有限公司", "墨川县供水有限公司为子公司，另行公开水价。"),
    ],
)
def test_a_body_that_a_sentence_ties_to_the_reports_own_is_meant(name: str, text: str) -> None:
    assert named(name, text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("栖宁市水务局重视公开工作。", ["栖宁市"]),
        ("栖宁市审计局开展审计1次。", []),
        ("栖宁市水务局组织培训。", []),
        ("沣阳市水务局重视公开工作。", []),
    ],
)
def test_a_city_that_may_be_above_is_not_told_for_what_it_does_to_the_body(text: str, told: list[str]) -> None:
    assert [name for name, _ in named("沣阳市城市管理局", text)] == told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("沧江理工学院", "二级学院网页更新不均衡。"),
        ("沧江理工学院", "外国语学院承担英文页面校对。"),
        ("沧江市第二人民医院", "互联网医院页面新增费用查询。"),
        ("沧江海关", "海关总署部署开展规章清理。"),
        ("沧江市住房和城乡建设局", "房地产市场信息按月公布。"),
        ("墨川县人民政府", "依靠县政府网站集中公开。"),
        ("墨川县人民政府", "分管副县长每季度主持例会。"),
        ("沧江经济技术开发区管理委员会", "化工园区风险提示每月发布。"),
    ],
)
def test_a_class_of_bodies_or_the_end_of_a_word_is_no_name(name: str, text: str) -> None:
    assert named(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("青龙镇人民政府", "对石盘镇各村报来的账目逐笔核对。", "石盘镇各村"),
        ("墨川县人民政府", "促进禾浦县各部门依法公开能力提升。", "禾浦县各部门"),
    ],
)
def test_a_body_works_upon_no_parts_of_another_place(name: str, text: str, told: str) -> None:
    assert named(name, text) == [(told, False)]


def test_the_preamble_may_name_whom_it_likes() -> None:
    (sentence,) = sentences(paragraph("禾浦县公开专栏另有一份报告。", 0))
    assert list(other_subjects(sentence, Body("墨川县人民政府"))) == []
