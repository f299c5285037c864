import pytest

from tests.service.rules.test_operands import found


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("全年公开信息120条，其中政策文件30条，占35%。", "请核实百分比"),
        ("全年公开信息120条，比上年的100条增长30%。", "请核实百分比"),
        ("举办讲座5场，200人参加，平均每场50人。", "请核实该处数据"),
        ("全年公开信息120条，比上年的100条增加30条。", "请核实该处数据"),
        ("全年公开信息120条，较上年的100条有所减少。", "请核实该处数据"),
    ],
)
def test_what_is_to_be_checked_is_called_a_percentage_only_where_it_is_one(text: str, what: str) -> None:
    suggestion = found("ARI06", text).suggestion
    assert suggestion is not None
    assert suggestion.zh.startswith(what)


@pytest.mark.parametrize(
    "text",
    [
        "全年公开信息999999999999999条，比上年的0.00000000000001条增长30%。",
        "全年公开信息999999999999999条，比上年的3条增长30.0000000000001%。",
    ],
)
def test_a_percentage_of_any_number_of_digits_is_told(text: str) -> None:
    assert found("ARI06", text).facts["part"] == 999_999_999_999_999
