import pytest

from service.language import Certainty
from tests.service.language.relations.told import breakdowns


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("共设公开栏26块，其中乡政府院内2块、10个村各2块、牧民定居点3块。", 25),
        ("共设公开栏26块，其中乡政府院内2块、10个村每村2块、牧民定居点3块。", 25),
        ("公开栏26块：乡政府2块，10个村各2块，牧民定居点3块。", 25),
    ],
)
def test_what_each_of_several_has_counts_for_all_of_them(text: str, added: int):
    (told,) = breakdowns(text)
    assert told.added == added
    assert told.certainty is Certainty.ESTABLISHED
    (right,) = breakdowns(text.replace("26", str(added)))
    assert right.holds


@pytest.mark.parametrize(
    "text",
    [
        "全年检查26次，其中乡政府2次、10个村每季度检查2次、定居点3次。",
        "全年检查26次，其中乡政府2次、3个村、7个社区各2次、定居点3次。",
    ],
)
def test_how_often_in_a_time_and_what_others_may_have_too_multiply_nothing(text: str):
    (told,) = breakdowns(text)
    assert told.holds
    assert not told.is_closed
