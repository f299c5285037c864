import pytest

from service.language import Certainty
from tests.service.language.relations.told import shares


@pytest.mark.parametrize(
    "text",
    [
        "行政许可1862件，其中网上办理1489件，占近八成。",
        "委员15人，其中女委员6人，占比超过三分之一。",
        "全年推送信息300条，其中图解215条，占七成以上。",
        "全年推送信息300条，其中图解46条，占一成半。",
        "全年收到咨询360件，比上年的300件增加两成。",
        "全年收到咨询375件，比上年的300件增加两成五。",
        "关注人数由3.2万人上升到4.8万人，升幅五成。",
        "活动预告由上年的120条增至240条，翻了一番。",
        "视频解读由上年的11件增加到26件，翻了一番还多。",
        "平均办理时间由10天缩短到6天，压缩近四成。",
    ],
)
def test_what_words_tell_of_figures_that_are_so_holds(text):
    assert all(each.holds for each in shares(text))


@pytest.mark.parametrize(
    "text",
    [
        "行政许可1862件，其中网上办理1089件，占近八成。",
        "委员15人，其中女委员4人，占比超过三分之一。",
        "全年推送信息300条，其中图解175条，占七成以上。",
        "全年推送信息300条，其中图解66条，占一成半。",
        "全年收到咨询420件，比上年的300件增加两成。",
        "全年收到咨询400件，比上年的300件增加两成五。",
        "关注人数由3.2万人上升到4.2万人，升幅五成。",
        "活动预告由上年的120条增至180条，翻了一番。",
        "视频解读由上年的15件增加到26件，翻了一番还多。",
    ],
)
def test_what_words_tell_of_figures_that_are_not_so_is_told(text):
    (told,) = [each for each in shares(text) if not each.holds]
    assert told.certainty is Certainty.ESTABLISHED


def test_growth_in_words_of_a_plan_is_held_against_nothing():
    assert not shares("2024年每季度1篇，全年4篇，翻一番。")


def test_a_share_of_all_that_was_answered_is_of_no_outcome():
    text = "已经办结的，予以公开38件，部分公开4件，占办结总数的51.2%。"
    assert not [each for each in shares(text) if not each.holds]
