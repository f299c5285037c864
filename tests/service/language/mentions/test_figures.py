"""Figures as they are read where they begin."""

from decimal import Decimal

import pytest

from service.language.lexer import Vocabulary
from service.language.mentions.figures import Percent, Quantity, YearMention


def values(text: str) -> list[object]:
    return [token.value for token in Vocabulary().tokens(text) if token.kind in ("COUNT", "PERCENT", "DATE")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,207件", Quantity(1207, "件")),
        ("十二件", Quantity(12, "件")),
        ("三项", Quantity(3, "项")),
        ("26余次", Quantity(26, "次", is_exact=False, is_vague=True)),
        ("近30件", Quantity(30, "件", is_exact=False)),
        ("2000卷", Quantity(2000, "卷")),
        ("768万剂次", Quantity(7680000, "剂次", is_exact=False, resolution=10000)),
        ("35.2万元", Quantity(Decimal("35.2"), "万元")),
        ("21.6万条", Quantity(216000, "条", is_exact=False, resolution=1000)),
        ("35.5%", Percent(Decimal("35.5"))),
        ("百分之35.5", Percent(Decimal("35.5"))),
        ("百分之三十五点五", Percent(Decimal("35.5"))),
        ("百分之一百零五", Percent(Decimal(105))),
        ("百分之百", Percent(Decimal(100))),
        ("约百分之二十", Percent(Decimal(20), is_exact=False, is_about=True)),
        ("3个百分点", Percent(Decimal(3), is_points=True)),
        ("2023年", YearMention(2023)),
        ("2023年5月8日", YearMention(2023, 5, 8, is_part=True)),
        ("2023年上半年", YearMention(2023, is_part=True)),
        ("2023年12月31日", YearMention(2023, 12, 31)),
        ("二〇二三年", YearMention(2023)),
        ("999,999,999,999,999件", Quantity(999_999_999_999_999, "件")),
        ("2023年中,", YearMention(2023, is_part=True)),
        ("2023年初", YearMention(2023, is_part=True)),
        ("2023年中心", YearMention(2023)),
        ("2023年中小学", YearMention(2023)),
        ("2023年初步", YearMention(2023)),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, expected: object) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "第12条",
        "《2022年工作要点》",
        "国办函〔2021〕30号",
        "这一项",
        "5个工作日",
        "3单位",
        "一头",
        "三只",
        "www.gov.cn/2023年",
        f"{'9' * 16}件",
        f"约{'9' * 5_000}万条",
        f"{',999' * 6}件"[1:],
        f"{'9' * 16}%",
        f"3.{'3' * 16}%",
        f"百分之{'9' * 16}",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert values(text) == []


def test_of_what_is_listed_for_each_what_ran_together_is_left_out() -> None:
    assert values(f"依次为13、{'9' * 5_000}、24件") == [Quantity(13, "件"), Quantity(24, "件")]
