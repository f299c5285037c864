import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import Certainty
from tests.service.language.relations.told import shares as read


@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 2))
def test_a_share_rounded_or_cut_at_any_place_holds(first: int, second: int, places: int) -> None:
    part, whole = sorted((first, second))
    exact = part * 100 / whole
    for stated in (f"{exact:.{places}f}", f"{int(exact * 10**places) / 10**places:.{places}f}"):
        (share,) = read(f"全年公开信息{whole}条，其中政策文件{part}条，占比{stated}%。")
        assert share.holds
        assert (share.part, share.whole, share.places) == (part, whole, places)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(2, 50), st.sampled_from([1, -1]))
def test_a_share_that_is_off_by_more_than_rounding_does_not_hold(first: int, second: int, off: int, sign: int) -> None:
    part, whole = sorted((first, second))
    stated = round(part * 100 / whole) + sign * off
    if stated >= 0:
        (share,) = read(f"全年公开信息{whole}条，其中政策文件{part}条，占比{stated}%。")
        assert not share.holds


@pytest.mark.parametrize(
    ("text", "actual", "holds"),
    [
        ("予以公开5件，占办结总数20件的25%。", 25, True),
        ("予以公开5件，占办结总数20件的35%。", 25, False),
        ("2022年5件，2023年8件，增长60%。", 60, True),
        ("2023年8件，较上年的5件增长60%。", 60, True),
        ("2022年5件，2023年8件，增长50%。", 60, False),
        ("2022年8件，2023年6件，同比下降25%。", 25, True),
        ("2022年8件，2023年6件，同比下降35%。", 25, False),
    ],
)
def test_shares_of_a_named_whole_and_growth_are_held_against_their_figures(
    text: str, actual: float, holds: bool
) -> None:
    (share,) = read(text)
    assert share.actual == pytest.approx(actual)
    assert share.holds == holds
    assert share.sentence.text[share.start : share.end].endswith("%")


@pytest.mark.parametrize(
    "text",
    [
        "办结率100%。",
        "公开信息120条，占全区总数的35%。",
        "公开信息120条，其中政策文件约30条，占比35%。",
        "公开信息120条，召开会议3次，占比35%。",
        "公开信息120条，增长35%。",
        "2022年5件，2023年8件，提高35个百分点。",
        "公开信息0条，其中政策文件0条，占比35%。",
    ],
)
def test_a_share_whose_figures_are_not_beside_it_is_not_judged(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("超过20%", True),
        ("20%以上", True),
        ("超过35%", False),
        ("35%以上", False),
        ("近30%", True),
        ("近20%", False),
        ("近60%", False),
        ("不足30%", True),
        ("不到20%", False),
        ("20%多", True),
    ],
)
def test_a_share_told_as_a_bound_holds_on_its_side_and_not_far_from_what_it_is_near(told: str, holds: bool) -> None:
    (share,) = read(f"公开信息120条，其中政策文件30条，占比{told}。")
    assert share.holds == holds


def test_a_share_is_of_the_total_before_its_list_and_not_of_what_that_grew_by() -> None:
    (share,) = read("公众号发布300条，较上年增加100条，其中原创120条，占50%。")
    assert (share.part, share.whole, share.holds) == (120, 300, False)


@pytest.mark.parametrize(
    "text",
    [
        "办结申请112件，其中予以公开31件；因属于行政执法案卷不予公开19件，占不予公开总数的52.8%。",
        "收到申请40件，其中予以公开18件，占办结总数的60%。",
        "办结申请30件，其中自然人申请24件，占新收申请总数的82.8%。",
        "收到申请29件，其中自然人申请24件，本人提出的12件，占自然人申请总数的50%。",
        "收到申请29件，其中不予公开的5件，内部事务信息3件，占不予公开的60%。",
        "收到申请29件，其中予以公开18件、部分公开4件，分别占办结总数的60%、13.3%。",
        "办结申请30件。予以公开18件、部分公开4件，两类占办结总数的73.3%。",
        "办结申请30件。予以公开18件，占办结总数的60%。",
        "办结申请30件。予以公开18件，占按期办结总数的62.1%。",
        "上年办结申请25件，办结申请30件。予以公开18件，占办结总数的60%。",
        "新收申请29件，上年结转2件，办结30件。予以公开18件，占应办理总数的58.1%。",
        "不予公开5件。属于内部事务信息3件，占不予公开总数的60%。",
        "承办建议20件，办结20件。政策类5件，占办结总数的16.7%。",
    ],
)
def test_a_share_is_of_the_base_that_it_names(text: str) -> None:
    assert all(share.holds for share in read(text))


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("全年办结申请355件，结转下年度25件。予以公开和部分公开合计179件，占办结总数的52.4%。", 179, 355),
        ("全年办结申请30件。予以公开18件，占办结总数的50%。", 18, 30),
        ("新收申请29件，上年结转2件。征地类申请12件，占新收申请的51.4%。", 12, 29),
        ("收到申请29件，办结申请30件，涉及征地的3件，占办结总数的20%。", 3, 30),
        ("共答复申请30件。不予公开6件（占答复总量的25%）。", 6, 30),
        ("办结申请30件，不予公开5件。属于内部事务信息3件，占不予公开总数的40%。", 3, 5),
        ("收到申请29件，均已办结，其中予以公开18件，占办结总数的52.1%。", 18, 29),
        ("受理申请29件，其中自然人24件，占受理总数的92.8%。", 24, 29),
    ],
)
def test_a_share_of_the_base_that_it_names_may_be_wrong(text: str, part: int, whole: int) -> None:
    (share,) = read(text)
    assert (share.part, share.whole, share.holds) == (part, whole, False)


def test_a_part_of_two_figures_beside_each_other_is_a_share_of_both_together() -> None:
    (found,) = read("2021年承办市人大代表建议11件、市政协提案16件，其中涉及交通管理的18件，占66.7%。")
    assert (found.part, found.whole, found.holds) == (18, 27, True)


@pytest.mark.parametrize(
    "text",
    [
        "收到申请200件，办结180件（90%），回访50件（95%）。",
        "满意115件（97%），回访120件。",
        "公开信息200条，其中政策50条（网站阅读率29%）、动态150条（转发率75%）。",
        "公开信息200条，其中政策50条（较上年29%）。",
    ],
)
def test_a_percentage_in_brackets_that_is_of_something_else_is_not_told(text: str) -> None:
    assert all(share.holds for share in read(text))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("全年受理登记18.24万件，其中网上申办11.67万件，占64.0%。", True),
        ("全年受理登记18.24万件，其中网上申办11.67万件，占68.3%。", False),
        ("网站浏览量1.2亿次，其中移动端8600万次，占71.7%。", True),
    ],
)
def test_a_share_of_rounded_counts_is_judged_within_their_last_places(text: str, holds: bool) -> None:
    (share,) = read(text)
    assert share.holds == holds


def test_a_share_of_amounts_that_are_rounded_is_not_judged() -> None:
    assert read("全年投入4.5万元，其中网站建设2万元，占54%。") == []


def test_a_share_of_this_year_is_not_of_what_the_year_is_compared_with() -> None:
    (share,) = read("全年办理业务524笔，比2022年的489笔增加35笔；其中线上办理386笔，占78.9%。")
    assert (share.whole, share.holds) == (524, False)


def test_a_count_of_few_is_no_share_of_an_exact_one_because_another_is_rounded() -> None:
    found = read("网站发布1.2万条，其中动态类8600条，占71.7%，政策类400条，占13.3%。")
    assert [share.holds for share in found] == [True, False]


def test_a_share_of_a_whole_that_the_text_does_not_count_is_not_judged() -> None:
    assert read("发放社保卡865张，其中电子卡512张，占常住人口的48.3%。") == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("全年完成进场交易项目200宗，不见面开标项目100宗，占全部进场项目的60%。", Certainty.TO_CHECK),
        ("全年完成进场项目200宗。不见面开标项目100宗，占全部进场项目的60%。", Certainty.TO_CHECK),
        ("全年完成进场项目200宗，不见面开标项目100宗，占全部进场项目的60%。", Certainty.ESTABLISHED),
    ],
)
def test_a_whole_is_known_by_its_name_in_short(text: str, certainty: Certainty) -> None:
    (share,) = read(text)
    assert (share.holds, share.certainty, share.whole) == (False, certainty, 200)


def test_a_whole_of_another_name_is_none() -> None:
    assert not read("全年完成进场交易项目200宗。不见面开标项目100宗，占全部立项项目的60%。")


def test_a_share_that_is_off_by_one_in_its_last_place_does_not_hold() -> None:
    (share,) = read("全年公开信息280条，其中政策文件21条，占比7.6%。")
    assert not share.holds  # 7.6 - 7.5 < 0.1 in floating point


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("调查120家企业，96家满意，满意率80%。", "调查120家企业，96家满意，满意率83%。"),
        ("全市146个社区，138个建成公开栏，建成率94.5%。", "全市146个社区，138个建成公开栏，建成率97.5%。"),
        ("接听2400个，24小时内回复2280个，24小时回复率95%。", "接听2400个，24小时内回复2280个，24小时回复率98%。"),
        ("抽取案卷60卷，合格57卷，合格率95%。", "抽取案卷60卷，合格61卷，合格率95%。"),
        (
            "咨询类占62.5%，为250个，投诉类占37.5%，为150个，共400个。",
            "咨询类占65.5%，为250个，投诉类占37.5%，为150个，共400个。",
        ),
    ],
)
def test_a_share_is_of_what_is_named_around_its_count(right, wrong):
    assert all(each.holds for each in read(right))
    assert not all(each.holds for each in read(wrong))


def test_a_share_of_all_that_its_row_lists_is_of_no_part_of_it():
    text = "从来源看，自然人418件，占79.3%；企业61件，占11.6%；法律服务机构40件，占7.6%；另有社会公益组织1件和其他组织7件。"
    assert not [each for each in read(text) if not each.holds]


@pytest.mark.parametrize(
    ("kinds", "shares"),
    [("三类重点信息", [(271, 892, 30.4)]), ("三类要闻", []), ("五类重点信息", [])],
)
def test_kinds_that_the_sentence_before_sums_up_are_what_a_share_is_of(kinds, shares):
    text = "公布信息892条。就业、补贴、社保三类重点信息分别为126条、84条、61条，合计271条。"
    told = [each for each in read(f"{text}{kinds}占公布信息总数的30.4%。") if each.whole == 892]
    assert [(each.part, each.whole, float(each.stated)) for each in told] == shares
    assert [each.holds for each in read(f"{text}{kinds}占公布信息总数的38.4%。") if each.whole == 892] == [False] * len(
        shares
    )


@pytest.mark.parametrize(
    "text",
    [
        "抽查0份，合格0份，合格率95.7%。",
        "抽查0份，合格5份，合格率120%。",
        "公开3284条，占全局公开总量0条的80%。",
        "公开5条，占全局公开总量0条的120%。",
        "新收0件，办结0件，公开0件，占办结数的45.4%。",
        "收到申请0件，办结5件，办结率120%。",
    ],
)
def test_there_is_no_share_of_nothing(text: str) -> None:
    assert read(text) == []
