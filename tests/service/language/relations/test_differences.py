import pytest

from tests.service.language.relations.told import differences

RIGHT = [
    "公开信息条数较2022年的420条增加84条，达到504条。",
    "新收申请较上年的70件增加13件，达83件。",
    "全年公开信息840条，较上年的700条增长20%，净增140条。",
    "公众号粉丝年初2.4万人，年末3.1万人，净增0.7万人。",
    "粉丝3.1万人，比年初净增7000人，年初为2.4万人。",
    "今年共办理建议46件，比去年多办6件（去年40件）。",
    "较2022年少接热线140个，由3400个降至3260个。",
    "公交线路18条，上年23条，因并线少了5条。",
]
WRONG = [
    "公开信息条数较2022年的420条增加84条，达到514条。",
    "新收申请较上年的70件增加15件，达83件。",
    "全年公开信息840条，较上年的700条增长20%，净增150条。",
    "公众号粉丝年初2.4万人，年末3.1万人，净增1.2万人。",
    "粉丝3.1万人，比年初净增9600人，年初为2.4万人。",
    "今年共办理建议46件，比去年多办8件（去年40件）。",
    "较2022年少接热线160个，由3400个降至3260个。",
    "公交线路18条，上年23条，因并线少了7条。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_difference_beside_both_its_counts_holds(text):
    (told,) = differences(text)
    assert told.holds


@pytest.mark.parametrize("text", WRONG)
def test_a_difference_of_other_counts_is_told(text):
    (told,) = differences(text)
    assert not told.holds


def test_a_count_behind_a_difference_that_it_is_not_of_is_none():
    assert not differences("公开信息条数较2022年的420条增加84条，图解30条。")


@pytest.mark.parametrize(
    "text",
    [
        "公开信息268条，比上年多24条，比前年的230条多38条。",
        "公开信息14620条，比上年多1330条，比前年多2512条（前年12108条）。",
        "公开信息14620条，比上年（13290条）多1330条，比前年（12108条）多2512条。",
    ],
)
def test_the_base_of_one_difference_is_not_that_of_another(text):
    assert all(each.holds for each in differences(text))
    assert not all(each.holds for each in differences(text.replace("38条。", "48条。").replace("2512", "2522")))
