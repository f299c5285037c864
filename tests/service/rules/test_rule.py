import pytest

from service.reports.finding import Category, Message, Severity
from service.reports.report import Location, Report
from service.rules.rule import HELD, UNREAD, Outcomes, Page, Violation, rule

PAGE = """The fault.

中文：差错。

Why: it
    matters.

原因：重要。

Source: 条例

Bad:
    【一】坏
        更坏

Good:
    【一】好
"""


@rule("TXT01", Severity.NOTE, zh="有“{word}”。", en="“{word}”.", remedy=("删去。", "Remove it."))
def odd_word(report: Report) -> Outcomes:
    """The fault.

    中文：差错。

    Why: it matters.

    原因：重要。

    Source: 条例

    Bad:
        甲

    Good:
        乙
    """
    yield HELD
    yield UNREAD
    yield Violation(Location(1), also=[Location(2)], word="怪", expected=1)


def test_a_declared_function_is_a_rule_named_by_its_fault() -> None:
    assert (odd_word.id, odd_word.name, odd_word.category) == ("TXT01", "odd-word", Category.TEXT)
    assert odd_word.severity is Severity.NOTE
    assert odd_word.message == Message("有“{word}”。", "“{word}”.")
    assert odd_word.remedy == Message("删去。", "Remove it.")
    assert odd_word.page.fault == Message("差错。", "The fault.")


def test_a_rule_yields_what_it_looked_at_what_it_could_not_read_and_violations() -> None:
    held, unread, violation = odd_word(Report())
    assert held is HELD
    assert unread is UNREAD
    assert isinstance(violation, Violation)
    assert violation.locations == (Location(1), Location(2))
    assert (violation.expected, violation.actual, violation.facts, violation.confidence) == (
        1,
        None,
        {"word": "怪"},
        1.0,
    )


def test_a_rule_without_a_remedy_suggests_nothing() -> None:
    assert rule("SEC01", Severity.ERROR, zh="甲", en="a")(odd_word.function).remedy is None


def test_a_page_is_the_docstring_in_its_parts_with_the_examples_indentation_kept() -> None:
    page = Page.parse(PAGE)
    assert page.fault == Message("差错。", "The fault.")
    assert page.why == Message("重要。", "it matters.")
    assert page.source == "条例"
    assert (page.bad, page.good) == ("【一】坏\n    更坏", "【一】好")


@pytest.mark.parametrize("part", ["中文：", "Why:", "原因：", "Source:", "Bad:", "Good:"])
def test_a_page_without_one_of_its_parts_is_refused_by_the_parts_name(part: str) -> None:
    with pytest.raises(ValueError, match=part):
        Page.parse(PAGE.replace(part, ""))
