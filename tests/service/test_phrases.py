from decimal import Decimal

import pytest

from service.phrases import filled, in_plural


@pytest.mark.parametrize(("count", "told"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases"), ("1", "1 case")])
def test_a_noun_has_the_form_that_goes_with_its_count(count: object, told: str) -> None:
    assert filled("{n} {n:case|cases}", {"n": count}) == told


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (999_999, "999999"),
        (2_840_000, "284万"),
        (2_835_000_000, "28.35亿"),
        (412_760_000_000, "4127.6亿"),
        (30_000_000, "3000万"),
        (123_456_789, "123456789"),
        (Decimal("415.77"), "415.77"),
        (10**45, f"1{'0' * 37}亿"),
        (10**45 + 1, f"1{'0' * 44}1"),
        (Decimal("-1200000"), "-120万"),
        ("3", "3"),
    ],
)
def test_a_large_round_number_is_told_in_ten_thousands(number: object, told: str) -> None:
    assert filled("{n:万}", {"n": number}) == told


def test_a_fact_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("{n}", {})


def test_quotation_marks_within_quotation_marks_are_single() -> None:
    facts = {"label": "3.危及“三安全一稳定”"}
    assert filled("“{label}”行", facts) == "“3.危及‘三安全一稳定’”行"
    assert filled("{label}行", facts) == "3.危及“三安全一稳定”行"
    assert filled("“甲”和“{label}{label}”", facts) == "“甲”和“3.危及‘三安全一稳定’3.危及‘三安全一稳定’”"


def test_braces_of_a_fact_are_text() -> None:
    assert filled("“{text}”", {"text": "{x}"}) == "“{x}”"


def test_where_no_facts_are_known_nouns_are_in_the_plural() -> None:
    assert in_plural("{n} {n:audit is|audits are} waiting") == "{n} audits are waiting"
