import pytest

from service.language import Certainty
from tests.service.language.relations.told import shares

RIGHT = "网络申请平台收到51件，信函邮寄收到24件，当面递交8件，分别占61.4%、28.9%和9.6%。"


def test_shares_of_a_whole_that_no_words_tell_hold():
    assert [each.holds for each in shares(RIGHT)] == [True, True, True]


@pytest.mark.parametrize(
    ("right", "wrong"), [("61.4%", "64.1%"), ("28.9%", "29.8%"), ("24件", "42件"), ("51件", "61件")]
)
def test_one_that_the_others_are_no_such_share_of_is_told(right: str, wrong: str):
    told = [each for each in shares(RIGHT.replace(right, wrong)) if not each.holds]
    assert told
    assert told[0].certainty is Certainty.ESTABLISHED
    assert told[0].whole == 83


def test_two_shares_tell_no_whole():
    assert all(each.holds for each in shares("网络收到51件，信函收到24件，分别占61.4%和82.9%。"))


def test_shares_of_several_wholes_are_passed_over():
    text = "许可51件，占本局的61.4%，处罚24件，占全市的12.5%，强制8件，占全省的3.1%。"
    assert all(each.holds for each in shares(text))
