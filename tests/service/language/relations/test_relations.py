"""Breakdowns, shares and growth: what holds, what fails, and what nobody can tell, however it is said."""

from collections.abc import Iterable

import pytest

from service.language import Breakdown, Growth, Reading
from service.language.relations import Relation
from tests.service.reports.prose_reports import report


def relations(text: str) -> tuple[Relation, ...]:
    return Reading.of(report((1, text))).relations


def failing(told: Iterable[Relation]) -> list[str]:
    return [str(each.certainty) for each in told if not each.holds and each.certainty != "passed over"]


LISTS = {
    "其中 with 、": "公开信息100条，其中政策60条、动态30条、财政{}条。",
    "其中 with commas": "公开信息100条，其中政策60条，动态30条，财政{}条。",
    "其中 with semicolons": "公开信息100条，其中：政策60条；动态30条；财政{}条。",
    "包括": "公开信息100条，包括政策60条、动态30条、财政{}条。",
    "分别为": "公开信息100条，分别为政策60条、动态30条、财政{}条。",
    "具体为": "公开信息100条，具体为：政策60条、动态30条、财政{}条。",
    "a bracket with 其中": "公开信息100条（其中政策60条、动态30条、财政{}条）。",
    "a bracket without": "公开信息100条（政策60条、动态30条、财政{}条）。",
    "中": "公开的100条中，政策60条、动态30条、财政{}条。",
    "a colon": "公开信息100条：政策60条，动态30条，财政{}条。",
    "a way of sorting": "公开信息100条，按内容分，政策60条、动态30条、财政{}条。",
    "the next sentence": "公开信息100条。其中，政策60条、动态30条、财政{}条。",
    "behind what it grew by": "公开信息100条，较上年增加20条，其中政策60条、动态30条、财政{}条。",
    "behind what it rose to": "公开信息由80条增加到100条，其中政策60条、动态30条、财政{}条。",
    "with children in brackets": "公开信息100条，其中政策60条（含解读7条）、动态30条、财政{}条。",
    "with children behind 其中": "公开信息100条，其中政策60条，其中解读20条、通知40条，动态30条，财政{}条。",
    "words that are categories elsewhere": "公开信息100条，其中计划总结60条、会计监督30条、校外培训{}条。",
    "with a share each": "公开信息100条，其中政策60条，占60%；动态30条，占30%；财政{}条，占10%。",
}


@pytest.mark.parametrize("said", LISTS)
def test_a_list_that_adds_up_holds_however_it_is_told(said: str) -> None:
    told = [each for each in relations(LISTS[said].format(10)) if isinstance(each, Breakdown)]
    assert told
    assert failing(told) == []


@pytest.mark.parametrize("said", LISTS)
@pytest.mark.parametrize("last", [7, 14])
def test_a_list_that_misses_its_total_by_little_is_established(said: str, last: int) -> None:
    told = [each for each in relations(LISTS[said].format(last)) if isinstance(each, Breakdown)]
    assert "established" in failing(told)


NO_LISTS = {
    "averages": "平均每月公开信息100条，其中政策60条、动态30条、财政7条。",
    "open lists": "公开信息100条，其中政策60条、动态20条、财政10条等。",
    "what it is mainly": "公开信息100条，主要包括政策60条、动态20条、财政10条。",
    "a few picked out": "公开信息2600条，其中政策210条、动态180条、财政200条。",
    "another unit": "公开信息100条，其中政策60篇、动态20张、财政10期。",
    "about so many": "公开信息100余条，其中政策60条、动态20条、财政10条。",
    "two of several": "公开信息100条，其中政策60条、动态30条。",
    "two attributes": "收到申请12件，其中自然人8件、商业企业4件，予以公开7件、不予公开5件。",
    "listed totals": "办理建议18件、提案25件，其中主办20件、分办13件、参阅10件。",
    "carried over": "收到来信9件，上年结转1件，其中网络来信5件、信函3件、当面2件。",
    "names before": "公开信息88条，东城、西城、高新3个分局分别为35条、28条、19条。",
    "a total of its own": "收到的81件中，征地33件、出租车21件、招标14件，三项合计68件。",
    "another year in brackets": "公开信息100条（2022年为120条）。",
    "each of several": "收到申请4件，两人各提出2件，其中予以公开2件、部分公开1件、无法提供1件。",
    "the next statement": "作出行政许可120件，其中简易程序98件；行政处罚40件；行政强制7件。",
    "what follows a full list": "接待来访70人次，其中现场40人次，电话30人次，专栏浏览560人次。",
}


@pytest.mark.parametrize("said", NO_LISTS)
def test_what_need_not_add_up_is_not_told(said: str) -> None:
    assert failing(relations(NO_LISTS[said])) == []


def test_a_far_miss_is_to_check() -> None:
    assert failing(relations("公开信息60条，具体为：财政13条、执法12条、人事8条。")) == ["to check"]


def test_the_second_attribute_of_the_same_cases_is_held_against_their_total() -> None:
    text = "收到申请12件，其中自然人8件、商业企业4件，予以公开7件、不予公开6件。"
    assert failing(relations(text)) != []


def test_a_total_behind_what_it_sums_up_is_held_against_it() -> None:
    assert failing(relations("网站公开60条、微信公开30条、公告栏公开20条，合计110条。")) == []
    assert failing(relations("网站公开60条、微信公开30条、公告栏公开20条，合计112条。")) == ["established"]
    assert failing(relations("网站公开60条，微信公开30条，公告栏公开20条，合计108条。")) == ["established"]


def test_a_total_behind_that_its_parts_exceed_is_to_check_since_they_may_overlap() -> None:
    assert failing(relations("网站公开60条、微信公开30条、公告栏公开20条，共108条。")) == ["to check"]


SHARES = {
    "of the total": "公开信息120条，其中政策30条，占{}%。",
    "in brackets": "公开信息120条，其中政策30条（占{}%）。",
    "of a named whole": "办结申请120件，其中予以公开30件，占办结总数的{}%。",
    "of a whole with its number": "予以公开30件，占办结总数120件的{}%。",
    "of a whole in the sentence before": "全年办结申请120件。予以公开30件，占办结总数的{}%。",
    "one of a list": "公开信息120条，其中政策30条，占{}%；动态60条，占50%；其他30条，占25%。",
    "one of a run": "三类各为30条、60条、30条，共120条。公开信息120条，其中政策30条，占{}%。",
    "growth on last year": "公开信息125条，较2022年的100条增长{}%。",
    "growth on last year in brackets": "公开信息125条，较上年（100条）增长{}%。",
    "growth on last year behind": "公开信息125条，同比增长{}%（2022年为100条）。",
    "growth by a difference": "公开信息125条，比上年增加25条，增长{}%。",
    "growth by a difference in another word": "公开信息125条，比上年多25条，增长{}%。",
    "growth from and to": "公开信息由100条增至125条，增长{}%。",
    "growth over years": "2022年公开信息100条，2023年公开信息125条，同比增长{}%。",
    "a fall": "公开信息75条，较2022年的100条下降{}%。",
}


@pytest.mark.parametrize("said", SHARES)
def test_a_share_or_growth_that_its_figures_give_holds(said: str) -> None:
    told = [each for each in relations(SHARES[said].format(25)) if not isinstance(each, Breakdown)]
    assert told
    assert failing(told) == []
    assert any(isinstance(each, Growth) for each in told) == said.startswith(("growth", "a fall"))


@pytest.mark.parametrize("said", SHARES)
def test_a_share_or_growth_that_its_figures_do_not_give_is_established(said: str) -> None:
    told = [each for each in relations(SHARES[said].format(29)) if not isinstance(each, Breakdown)]
    assert failing(told) == ["established"]


NO_SHARES = {
    "of others": "公开信息120条，其中政策30条，占全区总量的12%。",
    "about": "公开信息120条，其中政策30条，约占30%。",
    "points": "公开信息120条，较上年的100条提高35个百分点。",
    "a rate": "收到留言20条，答复18条，群众满意率98%。",
    "two together": "公开信息100条，网站40条，微信30条，两者占70%。",
    "growth without a base": "公开信息120条，同比增长35%。",
    "growth of something else": "公开信息120条，较2022年的100条增加20条，关注人数增长35%。",
    "an average": "2021年公开80条，2022年100条，2023年120条，年均增长22.5%。",
    "a whole that isn't told": "予以公开18件；不予公开9件，占不予公开总数的75%。",
}


@pytest.mark.parametrize("said", NO_SHARES)
def test_a_percentage_that_nobody_can_hold_against_figures_is_not_told(said: str) -> None:
    assert failing(relations(NO_SHARES[said])) == []


@pytest.mark.parametrize("said", [*LISTS.values(), *SHARES.values()])
def test_how_figures_are_written_changes_no_relation(said: str) -> None:
    text = said.format(14)
    wide = text.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})
    assert failing(relations(text)) == failing(relations(wide)) == failing(relations(text.replace("，", ",\n")))
