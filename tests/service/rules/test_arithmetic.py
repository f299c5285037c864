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
