import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import Certainty
from service.language.relations.certainty import is_nearly
from tests.service.language.relations.told import breakdowns as read

NAMES = ("工作动态", "政策文件", "财政信息", "公告公示", "规划计划")
PARTS = st.lists(st.integers(0, 500), min_size=3, max_size=5).filter(any)


def listed(parts: list[int], mark: str = "、") -> str:
    return mark.join(f"{name}{part}条" for name, part in zip(NAMES, parts, strict=False))


@given(PARTS, st.sampled_from("、，；"), st.sampled_from(["其中", "其中：", "包括", "其中包括", "分别为"]))
def test_a_list_of_all_parts_is_closed_and_holds_where_they_add_up(parts: list[int], mark: str, opening: str) -> None:
    (found,) = read(f"全年主动公开信息{sum(parts)}条，{opening}{listed(parts, mark)}。")
    assert found.is_closed
    assert found.added == found.total == sum(parts)
    assert found.holds


@given(st.lists(st.integers(5, 500), min_size=3, max_size=5), st.integers(-9, 9).filter(bool))
def test_a_closed_list_whose_total_differs_does_not_hold(parts: list[int], difference: int) -> None:
    total = sum(parts) + difference
    told = read(f"全年主动公开信息{total}条，其中{listed(parts)}。")
    assert not any(found.holds for found in told)
    assert told or abs(difference) > 0.12 * total or total in parts, "a far miss is of a list that names some only"


@given(st.lists(st.integers(1, 500), min_size=1, max_size=2), st.integers(0, 1000))
def test_one_or_two_parts_may_be_fewer_but_are_told_where_they_are_a_little_more(parts: list[int], total: int) -> None:
    told = read(f"全年主动公开信息{total}条，其中{listed(parts)}。")
    assert not any(found.is_closed for found in told)
    is_some = sum(parts) == total or (sum(parts) < total and not is_nearly(sum(parts), total))
    assert all(found.holds == (is_some or (len(parts) == 1 and sum(parts) <= total)) for found in told)
    is_another = not total or total in parts or sum(parts) > 1.3 * total
    assert told or is_another, "what exceeds it by far, or is all of it beside more, is of something else"


@pytest.mark.parametrize(
    "text",
    [
        "公开信息120条，其中工作动态80条、政策文件20条、财政信息10条等。",
        "公开信息120条，其中主要包括工作动态80条、政策文件20条、财政信息10条。",
        "公开信息120条，其中工作动态80条、政策文件20条、财政信息10条，办结率100%。",
        "公开信息120条，其中工作动态80条、政策文件20余条、财政信息10条。",
        "公开信息120条，其中工作动态80条、政策文件20条、会议3次。",
    ],
)
def test_a_list_that_leaves_something_open_may_be_fewer(text: str) -> None:
    assert all(not found.is_closed and found.holds for found in read(text))
    assert read(text)


@pytest.mark.parametrize(
    "text",
    [
        "公开信息约120条，其中工作动态80条、政策文件50条、财政信息10条。",
        "其中工作动态80条、政策文件50条、财政信息10条。",
        "公开信息120条，其中召开会议5次。",
        "全年公开信息120条。",
        "公开信息120条，不包括转载8条。",
    ],
)
def test_without_an_exact_total_and_parts_in_its_unit_there_is_no_breakdown(text: str) -> None:
    assert read(text) == []


def test_a_breakdown_that_begins_a_sentence_is_of_the_total_before_it() -> None:
    (found,) = read("全年公开信息120条。其中工作动态80条、政策文件20条、财政信息10条。")
    assert (found.total, found.added, found.holds) == (120, 110, False)
    assert found.at.quote == "全年公开信息120条。其中工作动态80条、政策文件20条、财政信息10条。"
    assert read("全年公开信息120条。其中工作动态80条、政策文件50条。") == [], "an open one may go on from further back"


def test_what_stands_in_brackets_is_no_part_of_the_list_around_them() -> None:
    around, inner = read("公开信息130条，其中工作动态80条（含图片信息3条）、政策文件30条、财政信息20条。")
    assert (around.added, around.holds) == (130, True)
    assert (inner.total, inner.added, inner.holds) == (80, 3, True)


def test_a_breakdown_in_brackets_ends_with_them() -> None:
    (found,) = read("公开信息6条（其中工作动态1条、政策文件2条、财政信息3条），召开会议9次。")
    assert (found.is_closed, found.added) == (True, 6)


def test_the_quote_is_the_whole_sentence() -> None:
    text = "２０２３年公开信息 5 条，其中工作动态1条、政策文件2条、财政信息3条。"
    (found,) = read(text)
    assert found.at.quote == text
    assert [*found.parts] == [1, 2, 3]


def test_a_sentence_that_counts_more_than_anybody_reads_is_not_judged() -> None:
    assert read("公开信息120条，其中甲70条、乙30条、丙10条；" * 15)
    assert read("公开信息120条，其中甲70条、乙30条、丙10条；" * 16) == []


def test_a_comma_ends_a_list_between_other_marks_whose_parts_fill_the_total() -> None:
    (found,) = read("全年处理来信90件，其中咨询类60件、建议类30件，网上回复件数70件。")
    assert found.holds, "the first two are all of it"
    (found,) = read("全年处理来信90件，其中咨询类60件、建议类30件、投诉类5件。")
    assert (found.added, found.holds) == (95, False)


def test_a_part_may_have_a_name_of_two_words_after_parts_that_fill_the_total() -> None:
    (found,) = read("全年公开信息90条，其中工作动态60条、政策文件30条、图片、视频类信息5条；另在专栏转载8条。")
    assert (found.added, found.holds) == (95, False)


def test_a_part_may_have_a_name_of_two_words_after_a_semicolon() -> None:
    (found,) = read("全年公开信息90条，主要包括：工作动态60条；图片、视频类信息25条；政策文件6条。")
    assert (found.is_closed, found.added, found.holds) == (False, 91, False)


def test_a_part_after_the_parts_of_a_part_may_be_the_rest_of_the_whole() -> None:
    whole, *rest = read("公开信息90条，其中网站发布50条，其中图解类20条，政策类10条，公众号发布40条。")
    assert ([*whole.parts], rest) == ([50], [])
    assert all(
        found.holds
        for found in read("公开信息90条，其中通过网站发布50条，其中图解类20条，政策类10条，公众号发布40条。")
    )
    assert all(
        found.holds for found in read("公开信息90条，其中网站发布50条，其中图解类20条，政策类10条，公众号发布55条。")
    ), "the last may be of something else"
    _, part = read("公开信息90条，其中网站发布50条（其中图解类5条，政策类2条，其他类40条）。")
    assert (part.added, part.holds) == (47, False)


def test_what_is_published_about_an_organization_or_by_other_means_is_a_part() -> None:
    (found,) = read("全年公开信息40条，其中组织机构类信息5条、工作动态30条、通过其他方式公开6条。")
    assert (found.is_closed, found.added, found.holds) == (True, 41, False)


def test_a_list_by_channels_may_begin_each_with_its_preposition() -> None:
    (found,) = read("全年公开信息90条，其中通过网站公开60条，通过公众号公开20条，通过公告栏公开11条。")
    assert (found.is_closed, found.added, found.holds) == (True, 91, False)
    (found,) = read("全年公开信息90条，其中在网站公开90条，通过公众号公开60条。")
    assert found.holds, "the same again by another channel"
    (found,) = read("全年公开信息90条，其中政策文件20条，通过公众号发布80条。")
    assert (found.added, found.holds) == (20, True), "another statement"
    _, inner = read("全年公开信息90条，其中通过网站公开50条，含政策文件20条，其他文件30条。")
    assert (inner.total, inner.added, inner.holds) == (50, 50, True), "the parts of a part"


def test_a_colon_or_a_word_for_each_right_after_the_total_opens_a_list() -> None:
    (found,) = read("全年公开信息90条：工作动态60条，政策文件20条，财政信息11条。")
    assert (found.is_closed, found.added, found.holds) == (True, 91, False)
    (found,) = read("收到申请9件，分别为予以公开5件；不予公开1件；无法提供2件。")
    assert (found.is_closed, found.added, found.holds) == (True, 8, False)
    assert read("全年公开信息90条，网站和公众号前两年分别为100条、130条。") == []


def test_what_a_total_is_about_may_stand_between_it_and_its_list() -> None:
    about = "涉及招商引资、消费促进、市场秩序、对外贸易、电子商务、安全生产、行业监管等多方面内容"
    (found,) = read(f"全年公开信息90条，{about}，其中工作动态60条、公示公告20条、重点信息11条。")
    assert (found.added, found.holds) == (91, False)
    assert (
        read("全年公开信息90条，持续优化门户网站和政务新媒体平台的栏目设置、检索功能和页面布局，其中公众号发布110条。")
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "2023年承办市人大建议18件、市政协提案25件，其中主办22件、会办21件，均已办结。",
        "承办人大代表建议18件和政协委员提案25件，其中主办40件。",
        "承办市人大建议18件，市政协提案25件，其中主办22件，会办15件，分办6件。",
        "承办人大建议18件、政协提案25件，其中主办提案10件、会办15件。",
        "办理省、市、县三级人大建议3件、18件、25件，其中主办30件、协办16件。",
        "承办建议18件、提案25件，共43件，其中主办22件、会办18件、参阅3件。",
        "上年结转2件，新收29件，按申请方式分，当面申请6件、信函申请9件、网络申请16件。",
        "印发行政规范性文件7件，修订后重新公布的3件已包含在内；宣布失效4件。",
        "印发规范性文件2件，上年延续有效的5件包括在内；废止4件、修改6件。",
        "公开信息50条，转载的20条已计入其中；解读80条。",
        "收到申请29件（含上年结转2件在内），予以公开20件、部分公开8件、其他处理5件。",
        "我局共收到政府信息公开申请29件，按申请方式分，当面申请6件、信函申请9件、网络申请14件。",
        "我局共收到政府信息公开申请29件。按申请方式分，当面申请6件、信函申请9件、网络申请14件。",
        "收到申请29件，办结28件，按结果分，予以公开20件、部分公开6件、不予公开2件。",
        "收到申请29件，按申请人分，自然人20件，商业企业5件，其他组织4件；按内容分，征地类10件，规划类9件。",
        "全年公开信息133条，其中工作动态78条、校外未成年人心理健康辅导15条、政务公开40条。",
        "公开信息60条，其中组织保障3条、制度保障7条、平台建设50条。",
        "交办建议提案22件，其中市人大七届一次会议代表建议5件、市政协七届一次会议提案1件、七届二次会议建议16件。",
        "累计公开信息635条。其中，包括班子成员信息1条、文件7条、动态627条。",
        "公开信息635条，其中,主要包括文件7条、动态600条。",
        "全年公开信息50条。在主动公开的信息中，政策法规4条，业务工作10条，统计数据36条。",
        "公开信息280条，其中政策文件110条，占39.3%；工作动态170条，占60.7%。",
        "公开信息280条，其中政策文件110条，占39.3%；工作动态100条，占35.7%；其他70条，占25%。",
        "公开信息100条，其中主动推送80条，占80%；图解类60条，占60%。",
        "答复29件，其中按期答复29件，占100%；予以公开20件，占69%。",
        "主要办理建议10件、提案3件、等其他事项7项。",
        "处理群众诉求20件，主要包括城管类5件、物业类8件、环境类3件等其他事项4件。",
        "网站公开信息200条，其中政策20条、动态149条、其他信息31条；通过微博发布98条。",
        "公开信息60条，其中法人10条、其他组织5条、公告20条等。",
        "收到申请29件，其中自然人20件、商业企业4件、其他组织5件，均已答复。",
        "办结申请9件，其中予以公开4件、不予公开2件、其他处理3件，另有2件结转下年度。",
        "发布信息200条，其中网站120条、公众号50条、其余30条，较上年增加20条。",
        "公开信息60条，其中动态30条、其他10条、公告20条。",
        "收到申请5件，其中网络4件、信函1件，其中2件为上年结转。",
        "受理申请12件，其中本年新收11件、上年结转1件；办结11件，其中予以公开8件、部分公开1件、无法提供2件；结转下年度1件。",
        "全年举办培训12次，其中组织科室人员学习8次、组织镇街培训4次。",
        "全年发布信息300条，其中1至6月140条、7至12月160条。",
        "公开信息120条，其中机构职能20条，政策法规30条，财政预决算10条，工作动态60条；政务新媒体发布210条。",
        "通过政府网站发布信息120条、公众号发布80条，其中政策解读15条、图解10条。",
        "全县发布信息980条，其中县直部门620条，乡镇360条，较上年增长12%。",
        "处理群众诉求20件，主要包括城管类5件、物业类8件、环境类3件等，其他事项另行转办4件。",
        "全年公开信息100条，其中网站60条、占60%，公众号30条、占30%，其他10条、占10%。",
        "公开信息100条，其中网站60条，占60%，公众号40条，占40%；另有图解15条、视频8条。",
        "承办市人大建议5件、政协提案7件，其中主办建议2件、主办提案3件、会办7件。",
        "共办理市、区两级人大代表建议和政协提案30件，其中市人大建议6件、市政协提案4件，区人大建议11件、区政协提案9件。",
        "共收到申请4件。从办理结果看，予以公开2件，不予公开2件，无法提供1件，不予处理1件。",
        "共收到申请9件，按处理结果分，予以公开3件，不予公开2件，无法提供1件，其他处理2件。",
        "公开信息28项，其中行政许可3项，行政处罚12项，行政强制5项，权责清单等其他事项8项。",
        "公开信息60条，其中动态20条、其他组织信息10条、公告20条等。",
        "公开信息66条，主要包括动态30条、公告20条、其他依法应当公开的信息16条；公众号推送98条。",
        "公开信息66条，其中动态30条、其他平台信息20条；公众号推送98条。",
        "全年公开信息120条，其中工作动态60条、政策文件20条、财政信息10条；解读政策8件。",
        "2020年主动新增公开政府信息85条，在主动公开的信息中，工作动态类信息70条，占82.35%；财政公告类信息11条，占12.94%；其他应主动公开信息4条，占4.7%。",
        "全年收到申请29件，在办结的30件申请中，予以公开18件、部分公开4件。",
        "承办建议提案30件，其中主办18件、会办12件、合计30件。",
        "承办代表建议41件、政协提案57件，其中主办件63件，已公开主办件答复63件。",
    ],
)
def test_a_breakdown_with_right_figures_holds(text: str) -> None:
    assert all(found.holds for found in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "2023年承办市人大建议18件、市政协提案25件，其中主办22件、会办23件，均已办结。",
        "承办人大代表建议18件和政协委员提案25件，其中主办50件。",
        "承办市人大建议18件，市政协提案25件，其中主办22件，会办15件，分办8件。",
        "收到申请29件，办结28件，其中予以公开30件。",
        "我局共收到政府信息公开申请29件，按申请方式分，当面申请6件、信函申请9件、网络申请12件。",
        "我局共收到政府信息公开申请29件。按申请方式分，当面申请6件、信函申请9件、网络申请12件。",
        "共收到申请29件，按渠道划分：网络20件、信函5件、当面3件。",
        "收到申请29件，从申请人类别看，自然人20件，商业企业5件，其他组织3件。",
        "共办结申请29件，按办理结果统计，予以公开20件、部分公开6件、不予公开5件。",
        "全年公开信息143条，其中工作动态78条、校外未成年人心理健康辅导15条、政务公开40条。",
        "公开信息66条，其中组织保障3条、制度保障7条、平台建设50条。",
        "交办建议提案23件，其中市人大七届一次会议代表建议5件、市政协七届一次会议提案1件、七届二次会议建议16件。",
        "累计公开信息645条。其中，包括班子成员信息1条、文件7条、动态627条。",
        "公开信息635条，其中,主要包括文件37条、动态600条。",
        "全年公开信息60条。在主动公开的信息中，政策法规4条，业务工作10条，统计数据36条。",
        "公开信息270条，其中政策文件110条，占39.3%；工作动态100条，占35.7%；其他70条，占25%。",
        "处理群众诉求23件，主要包括城管类5件、物业类8件、环境类3件等其他事项4件。",
        "网站公开信息210条，其中政策20条、动态149条、其他信息31条；通过微博发布98条。",
        "发布信息230条，其中网站120条、公众号50条、其余30条，较上年增加20条。",
        "公开信息66条，其中动态30条、公告20条、其他类10条，均已归档。",
        "全年公开信息100条，其中网站60条、占60%，公众号30条、占30%，其他15条、占10%。",
        "公开信息38项，其中行政许可3项，行政处罚12项，行政强制5项，权责清单等其他事项8项。",
        "公开信息69条，主要包括动态30条、公告20条、其他依法应当公开的信息16条；公众号推送98条。",
        "2020年主动新增公开政府信息95条，在主动公开的信息中，工作动态类信息70条，占82.35%；财政公告类信息11条，占12.94%；其他应主动公开信息4条，占4.7%。",
        "承办建议提案35件，其中主办18件、会办9件、参阅3件，合计30件。",
    ],
)
def test_a_breakdown_with_a_wrong_figure_does_not_hold(text: str) -> None:
    assert [found.holds for found in read(text)].count(False) == 1


def test_several_totals_may_be_broken_down_together_and_the_nearest_is_told() -> None:
    (found,) = read("承办市人大建议18件、市政协提案25件，其中主办22件、会办15件、分办8件。")
    assert (found.total, found.added, found.holds) == (43, 45, False)
    (found,) = read("收到申请29件，办结28件，其中公开30件。")
    assert (found.total, found.holds) == (28, False), "what was done of the first is none beside it"


def test_a_list_by_kinds_is_of_all_unless_it_is_of_what_became_of_them() -> None:
    (found,) = read("收到申请29件，按申请方式分，当面申请6件、信函申请9件、网络申请12件。")
    assert (found.is_closed, found.added) == (True, 27)
    assert read("收到申请29件，按办理结果分，予以公开6件、部分公开9件、不予公开12件。") == [], (
        "some is left for next year"
    )


@pytest.mark.parametrize(
    "text",
    [
        "区政府办公室转办的申请9件，已包含在143件之内；由市局转我局协办的5件未包含在内。",
        "转办的申请9件，已包括在上述143件当中。",
        "补正后受理的9件均包含在全年收到的143件申请里。",
        "转办的申请9件，包含在前述143件之中，不另计。",
        "转办的申请9件（已包括在143件申请中）。",
        "转办的申请9件，已包含其中，另有143件为直接收到。",
    ],
)
def test_what_is_said_to_be_contained_in_a_larger_figure_has_no_parts_in_it(text: str) -> None:
    assert read(text) == []


def test_what_contains_others_has_them_as_parts() -> None:
    (found,) = read("全年收到申请143件，包含转办的144件。")
    assert (found.total, found.holds) == (143, False)
    (found,) = read("公开信息120条，包括在网站公开80条、在公众号公开50条。")
    assert (found.added, found.holds) == (130, False)


@pytest.mark.parametrize(
    "text",
    [
        "制发规章1件、规范性文件38件，后者按制定主体分，政府14件、部门19件、县区5件；按解读形式分，文字38件、图解29件。",
        "制发规章1件、规范性文件38件，后者按起草方式分，自行起草30件、联合起草29件，两者有重叠。",
        "收到申请38件，按内容分，征地类30件、规划类20件，部分申请同时涉及两类。",
        "收到申请38件，按事项分，征地类30件、规划类20件，一件可涉及多个事项，有交叉。",
        "收到来信38件、来电9件，前者按内容分，咨询类20件、建议类10件、投诉类8件。",
        "制发规章1件、规范性文件38件，后者包括政府文件14件、部门文件19件、县区文件5件。",
        "收到申请38件。按内容分，征地类30件、规划类20件，有的兼具两类内容。",
        "收到申请38件，按内容分，征地类30件、规划类20件，个别申请跨类统计。",
    ],
)
def test_a_list_of_the_one_pointed_at_or_one_that_overlaps_holds(text: str) -> None:
    assert all(found.holds for found in read(text))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("制发规章1件、规范性文件38件，后者按制定主体分，政府14件、部门19件、县区6件。", 38),
        ("制发规章1件、规范性文件38件，后者包括政府文件14件、部门文件19件、县区文件6件。", 38),
        ("收到来信38件、来电9件，前者按内容分，咨询类20件、建议类10件、投诉类17件。", 38),
        ("收到申请38件，按内容分，征地类30件、规划类20件。", 38),
    ],
)
def test_a_list_of_the_one_pointed_at_is_not_of_all_together(text: str, whole: int) -> None:
    (found,) = read(text)
    assert (found.total, found.holds) == (whole, False)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("公开信息1846条，通过公众号、微博、抖音发布信息5210条。其中公众号1385条、微博2764条、抖音1161条。", False),
        ("公开信息1846条，通过公众号、微博、抖音发布信息5310条。其中公众号1385条、微博2764条、抖音1161条。", True),
        (
            "公开信息90条，在网站、公众号和微博推送36条。其中，通过网站推送20条、通过公众号推送10条、通过微博推送7条。",
            False,
        ),
        ("办理来文5件，收到来信、来电和来访共86件。其中：来信60件、来电20件、来访5件。", False),
        ("办理来文5件，收到来信、来电和来访共86件。其中来信60件、来电20件、来访6件。", True),
        ("印发公文20件，承办建议、提案、议案33件。其中建议18件，提案12件，议案1件。", False),
        ("公布目录3项，公示许可、处罚、强制事项28项。其中许可12项、处罚11项、强制9项。", False),
    ],
)
def test_a_breakdown_is_of_the_total_before_it_that_names_its_parts(text: str, holds: bool) -> None:
    (found,) = read(text)
    assert (found.is_closed, found.holds) == (True, holds)


def test_a_breakdown_whose_parts_neither_of_two_totals_names_may_be_of_either() -> None:
    assert read("公开信息1846条，发布信息5210条。其中公众号1385条、微博2764条、抖音1161条。") == []
    assert read("公开信息1846条，通过公众号、微博发布信息5210条。其中公众号1385条、微博2764条、抖音1161条。") == []


def test_what_is_a_share_of_another_figure_is_no_total_of_the_next_sentence() -> None:
    text = "3名自然人共提交22件，占自然人申请的57.9%。按方式统计，网络申请29件，信函申请15件，当面申请1件。"
    assert [each for each in read(text) if not each.holds] == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("办理政协提案24件、人大建议31件，共56件，全部按期办结。", Certainty.ESTABLISHED),
        ("公开行政许可1204件、行政处罚326件、行政强制18件，合计1584件。", Certainty.ESTABLISHED),
        ("全年推送消息860篇，图解24件、视频31件，共56件。", Certainty.TO_CHECK),
        ("图解24件、视频31件（另有音频），共56件。", Certainty.TO_CHECK),
    ],
)
def test_a_total_behind_all_that_its_sentence_lists_is_established(text: str, certainty: Certainty) -> None:
    (found,) = read(text)
    assert (found.holds, found.certainty) == (False, certainty)


def test_who_looks_at_something_sorts_nothing_by_it() -> None:
    assert read("派3个检查小组到9个景区、5家旅行社看公示牌和价目表，发现问题13个。") == []
    (found,) = read("公开处罚46件，按领域看，环保类30件、水务类15件。")
    assert not found.holds


def test_offices_that_each_did_so_many_are_no_parts_of_the_first() -> None:
    assert read("市场准入窗口作出许可14206件，社会事务窗口6120件，投资建设窗口2874件，其他窗口5440件。") == []


def test_nothing_is_broken_down_by_the_name_of_what_there_is_none_of() -> None:
    assert read("图解0篇；图解作品中，长图25篇、漫画13篇。") == []
    (told,) = read("图解39篇；图解作品中，长图25篇、漫画13篇。")
    assert told.total == 39
