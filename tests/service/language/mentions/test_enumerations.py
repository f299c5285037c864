"""Small counts are held against what is listed right beside them."""

import pytest

from service.language.mentions.enumerations import miscounted


def _told(text: str, following: str = "") -> list[tuple[int, int, bool]]:
    return [(each.told, each.listed.number, each.listed.is_sure) for each in miscounted(text, following)]


@pytest.mark.parametrize(
    ("text", "told", "listed"),
    [
        ("存在三个方面问题:一是公开内容不够丰富,二是解读形式单一。", 3, 2),
        ("下一步将从四个方面改进:一是加强培训;二是健全制度;三是强化监督。", 4, 3),
        ("主要有2个问题:(一)公开不够;(二)解读不多;(三)培训不够。", 2, 3),
        ("先后印发《要点》《制度》《办法》4个文件。", 4, 3),
        ("先后印发《要点》《制度》《办法》等2个文件。", 2, 3),
        ("制发规范性文件2件,分别为《甲办法》。", 2, 1),
        ("全年召开会议2次:3月召开动员会、6月召开推进会、11月召开总结会。", 2, 3),
        ("召开新闻发布会2次,分别在3月、6月、11月举行。", 2, 3),
    ],
)
def test_a_count_that_its_list_contradicts_is_told(text: str, told: int, listed: int) -> None:
    assert _told(text) == [(told, listed, True)]


@pytest.mark.parametrize(
    ("text", "told", "listed"),
    [
        ("设办公室、商贸科、外资科4个科室。", 4, 3),
        ("通过网站、公众号、公示栏四种渠道公开。", 4, 3),
        ("每季度召开一次例会,全年共召开3次。", 3, 4),
    ],
)
def test_a_count_of_names_that_may_be_some_or_of_what_may_have_begun_later_is_to_check(
    text: str, told: int, listed: int
) -> None:
    assert _told(text) == [(told, listed, False)]


@pytest.mark.parametrize(
    "text",
    [
        "先后印发《要点》《制度》《办法》3个文件。",
        "先后印发《要点》《制度》等5个文件。",
        "印发年度要点、《制度》《办法》3个文件。",
        "存在两个方面问题:一是公开内容不够丰富;二是解读形式单一。",
        "在网站、公众号开设3个平台入口。",
        "两个片区的调查结果、评估机构、补偿方案三个环节均已公示。",
        "召开会议4次,分别在3月、6月、11月举行。",
        "个人2件、企业1件,分别于3月、6月、10月提出。",
        "2件申请:3月2日收到的,3月18日答复;12月1日收到的,12月22日答复。",
        "每季度召开一次例会,全年共召开5次。",
        "每季度召开一次例会,全年共培训3次。",
        "每月召开一次例会,全年共召开3次新闻发布会。",
        "十二个部门、第三个专栏。",
    ],
)
def test_what_agrees_or_may_be_more_is_not_told(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize("number", [9, 10, 11, 12])
@pytest.mark.parametrize("style", ["{}是", "({})"])
def test_points_are_counted_beyond_nine(number: int, style: str) -> None:
    ordinals = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()[:number]
    points = ";".join(f"{style.format(each)}公开不够" for each in ordinals)
    assert _told(f"存在{number}个方面问题:{points}。") == []
    assert _told(f"存在{number - 1}个方面问题:{points}。") == [(number - 1, number, True)]


def test_points_beyond_nine_that_go_on_in_the_next_sentence_are_not_told() -> None:
    points = ";".join(f"{each}是公开不够" for each in "一二三四五六七八九十")
    assert _told(f"存在11个方面问题:{points}。", "十一是培训不够。") == []
    assert _told(f"存在9个方面问题:{points[: points.index('十')]}", "十一是培训不够。") == []


def test_points_that_go_on_in_the_next_sentence_are_not_told() -> None:
    text = "存在三个方面问题:一是公开内容不够丰富;二是解读形式单一。"
    assert _told(text, "三是培训不够。") == []
    assert _told(text, "今后将加以改进。") == [(3, 2, True)]
