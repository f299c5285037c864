import pytest

from tests.service.language.relations.told import differences

RIGHT = [
    "热线接通率由80%升至86%，提高6个百分点。",
    "按期率99.8%；上年这一比率为98.7%，提高1.1个百分点。",
    "打开率第四季度为21.3%，虽比第一季度的13.8%提高了7.5个百分点，仍然偏低。",
    "纠错率为9.6%，即纠错19件，较2022年的11.2%下降1.6个百分点。",
    "满意度为91.3%，比上年提高2.1个百分点（上年为89.2%）。",
    "手机访问占76.3%，较上年提高5.1个百分点，上年为71.2%。",
    "去向落实率94.3%，2022届同期为92.8%，提高1.5个百分点。",
    "激活率72.3%，年初为60.8%，提升11.5个百分点。",
    "差错率5.5%，比上年的11.2%降了5.7个百分点。",
    "优良率84.4%，达标率90.0%，上年优良率81.7%，提高2.7个百分点。",
]
WRONG = [
    "热线接通率由80%升至86%，提高8个百分点。",
    "按期率99.8%；上年这一比率为98.7%，提高2.1个百分点。",
    "打开率第四季度为21.3%，虽比第一季度的13.8%提高了8.5个百分点，仍然偏低。",
    "纠错率为9.6%，即纠错19件，较2022年的11.2%下降2.6个百分点。",
    "满意度为91.3%，比上年提高3.1个百分点（上年为89.2%）。",
    "手机访问占76.3%，较上年提高6.1个百分点，上年为71.2%。",
    "去向落实率94.3%，2022届同期为92.8%，提高2.5个百分点。",
    "激活率72.3%，年初为60.8%，提升12.5个百分点。",
    "差错率5.5%，比上年的11.2%降了6.7个百分点。",
]
OF_NO_OTHER = [
    "列养率100%，优良中等路率为86.4%，比上年提高1.2个百分点。",
    "原创信息9,720条，减少10%，占比六成，比上一年度的53%高出7个百分点。",
    "接通率98.2%，2022年办结率为95.1%，比2021年提高1.3个百分点。",
    "公开量增长20%，公开率比上年的95%提高2个百分点。",
    "合格率97.1%，力争2024年提高2个百分点。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_points_by_which_two_rates_differ_hold(text):
    assert [told.holds for told in differences(text, of="points")] == [True]


@pytest.mark.parametrize("text", WRONG)
def test_points_by_which_two_rates_do_not_differ_are_told(text):
    assert [told.holds for told in differences(text, of="points")] == [False]


@pytest.mark.parametrize("text", OF_NO_OTHER)
def test_points_from_a_rate_that_is_not_told_are_none(text):
    assert not differences(text, of="points")
