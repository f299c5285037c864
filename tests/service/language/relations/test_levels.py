"""Lists within lists, totals before and behind, brackets, two attributes: each right, and wrong in one figure."""

import pytest

from tests.service.language.relations.told import breakdowns, shares

BREAKDOWNS = {
    "parts of parts between semicolons": (
        "公开信息100条，其中网站60条，包括政策40条、动态20条；公众号30条；公告栏{}条。", 10, 14,
    ),
    "parts of parts in brackets": ("公开信息100条，其中网站60条（政策40条、动态20条）、公众号30条、公告栏{}条。", 10, 13),
    "a wrong part of a part": ("公开信息100条，其中网站60条（政策40条、动态15条、公告{}条）、公众号40条。", 5, 8),
    "a list in a part, then the rest": ("公开信息90条，其中网站50条，其中图解20条，政策28条，其他{}条；公众号40条。", 2, 5),
    "the total behind a list": ("网站60条、微信30条、公告栏{}条，合计100条。", 10, 13),
    "the total behind a list in commas": ("网站公开60条，微信公开30条，公告栏公开{}条，共计100条。", 10, 13),
    "two totals listed": ("承办建议18件、提案25件，其中主办22件、会办15件、分办{}件。", 6, 8),
    "one of two totals": ("来信38件、来电9件，前者包括咨询20件、建议10件、投诉{}件。", 8, 10),
    "a bracket with a word": ("收到申请30件（其中当面6件、信函9件、网络{}件），均已办结。", 15, 17),
    "a bracket without": ("收到申请30件（当面6件、信函9件、网络{}件），均已办结。", 15, 17),
    "two attributes": ("收到申请12件，其中自然人8件、商业企业4件，予以公开7件、不予公开{}件。", 5, 6),
    "two ways of sorting": ("共收到申请30件，按方式分，当面14件、网络16件；按内容分，征地12件、规划10件、其他{}件。", 8, 10),
    "named by what was received": ("新收申请30件，结转2件。新收申请中，当面6件、信函9件、网络{}件。", 15, 18),
    "no word before it": ("查办案件46件，大气类21件、水类12件、固体废物类8件、其他类{}件。", 5, 4),
    "the rest told": ("公开信息100条，主要包括政策60条、动态30条、其他{}条，较上年增加5条。", 10, 14),
    "what it rose to": ("公开信息由80条增加到100条，其中政策60条、动态30条、其他{}条。", 10, 14),
}  # fmt: skip


@pytest.mark.parametrize("said", BREAKDOWNS)
def test_a_breakdown_holds_where_its_figures_agree_and_is_told_where_one_is_wrong(said: str) -> None:
    text, right, wrong = BREAKDOWNS[said]
    told = breakdowns(text.format(right))
    assert told
    assert all(found.holds for found in told)
    assert [found.holds for found in breakdowns(text.format(wrong))].count(False) == 1


SHARES = {
    "each in brackets": "公开信息200条，其中政策50条（{}%）、动态150条（占75%）。",
    "a run in order": "公开信息200条，其中政策50条、动态150条，分别占{}%、75%。",
    "the share before its part": "公开信息200条，占比{}%的政策类50条。",
    "several of one base": "公开信息200条，其中政策50条，占{}%；动态100条，占50%；公告50条，占25%。",
    "a named base in the sentence before": "收到申请200件，办结180件。自然人申请50件，占收到申请的{}%。",
    "a named base before brackets": "办结申请200件，其中予以公开50件（占办结总数的{}%）。",
    "its base in brackets": "办结申请200件。予以公开50件，占办结总数（200件）的{}%。",
    "all of what was received": "收到申请200件，均已办结，其中予以公开50件，占办结总数的{}%。",
    "named by what was received": "新收申请200件，结转2件。新收申请中，自然人50件，占{}%，法人150件。",
}


@pytest.mark.parametrize("said", SHARES)
def test_a_share_holds_where_its_figures_agree_and_is_told_where_it_is_wrong(said: str) -> None:
    assert all(found.holds for found in shares(SHARES[said].format(25)))
    assert [found.holds for found in shares(SHARES[said].format(29))].count(False) == 1


GROWTH = {
    "three years listed": "2021年、2022年、2023年分别公开80条、100条、125条，2023年增长{}%。",
    "years one after the other": "2021年公开80条，2022年公开100条，2023年公开125条，同比增长{}%。",
    "the last two of three": "2021年、2022年分别为80条、100条，今年125条，同比增长{}%。",
    "on the year that is named": "2021年公开100条，2022年公开110条，2023年公开125条，较2021年增长{}%。",
    "two bases": "公开125条，较2022年的100条增长{}%，较2021年的80条增长56.3%。",
    "a part's own growth": "公开300条，较上年增加60条，增长25%，其中政策50条，较上年40条增长{}%。",
}


@pytest.mark.parametrize("said", GROWTH)
def test_growth_over_several_years_is_of_the_year_before_or_the_one_named(said: str) -> None:
    assert shares(GROWTH[said].format(25))
    assert all(found.holds for found in shares(GROWTH[said].format(25)))
    assert [found.holds for found in shares(GROWTH[said].format(31))].count(False) == 1
