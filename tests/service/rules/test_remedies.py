import pytest

from service.reports.finding import Message
from service.reports.repair import Change, Plan, Repair
from service.rules.remedies import remedy_of
from tests.service.reports.table_reports import cell

FACTS: dict[str, object] = {}


def change(text: str, right: int, column: str = "natural_person", row: str = "received") -> Change:
    return Change(cell("applications", row, column, text), right)


def told(*changes: Change, others: int = 0, mends: int = 2, also_mended: int = 0) -> Message:
    plans = [changes, *((change("5", right, "other"),) for right in range(others))]
    repair = Repair(tuple(map(Plan, plans)), frozenset(map(str, range(mends))))
    return remedy_of(repair, also_mended).format(FACTS)


def test_the_cell_the_stated_figure_and_the_right_one_are_named_in_both_languages() -> None:
    remedy = told(change("7", 9))
    assert remedy.zh.startswith(
        "请对照台账核实；如其他数据无误，应将“一、本年新收政府信息公开申请数量”行“自然人”列由 7 改为 9，2 处勾稽关系即可全部成立"
    )
    assert remedy.en.startswith(
        "Check your records. If the other figures are right, change row “一、本年新收政府信息公开申请数量”, column “自然人”,"
        " from 7 to 9; the 2 equations concerned then hold"
    )


@pytest.mark.parametrize(
    ("stated", "right", "zh", "en"),
    [
        ("12", 21, "疑似数字颠倒", "digits may have been swapped"),
        ("1", 10, "疑似漏写一位数字", "a digit may have been left out"),
        ("100", 10, "疑似多写一位数字", "a digit may have been added"),
    ],
)
def test_what_the_figure_looks_like_is_said(stated: str, right: int, zh: str, en: str) -> None:
    remedy = told(change(stated, right))
    assert zh in remedy.zh
    assert en in remedy.en


def test_nothing_is_said_where_it_looks_like_no_known_slip() -> None:
    remedy = told(change("7", 9))
    assert "疑似" not in remedy.zh
    assert "may" not in remedy.en


def test_two_figures_that_stand_in_each_others_place_are_told_as_the_wrong_column() -> None:
    remedy = told(change("0", 8), change("8", 0, "other"))
    assert "“自然人”列由 0 改为 8，将“一、本年新收政府信息公开申请数量”行“其他”列由 8 改为 0" in remedy.zh
    assert "疑似填错栏" in remedy.zh
    assert "in each other's column" in remedy.en


def test_a_repair_that_is_not_the_only_one_is_an_example() -> None:
    unique, one_of_many = told(change("7", 9)), told(change("7", 9), others=2)
    assert "改动最少的方案仅此一种" in unique.zh
    assert "No other correction changes as little." in unique.en
    assert one_of_many.zh.startswith("可能的改法之一：将")
    assert one_of_many.zh.endswith(
        "列由 5 改为 0，或将“一、本年新收政府信息公开申请数量”行“其他”列由 5 改为 1。请对照台账核定。"
    )
    assert "Another is to change row" in one_of_many.en
    assert "改法不唯一，改动同样少的另有 3 种，如将" in told(change("7", 9), others=3).zh
    assert one_of_many.en.startswith("One possible correction is to change")


def test_an_empty_cell_is_named_as_empty() -> None:
    remedy = told(change(" ", 3))
    assert "列由空白改为 3" in remedy.zh
    assert "from blank to 3" in remedy.en


def test_a_single_equation_is_one() -> None:
    assert "the equation then holds" in told(change("7", 9), mends=1).en
    assert "，勾稽关系即可成立。" in told(change("7", 9), mends=1).zh


def test_braces_of_the_file_are_text_and_no_facts() -> None:
    assert "由 {x} 改为 3" in told(change("{x}", 3)).zh
    assert "from {x} to 3" in told(change("{x}", 3)).en


def test_what_else_it_mends_is_counted() -> None:
    assert "2 处勾稽关系即可全部成立，另有 1 处不一致一并解决" in told(change("7", 9), also_mended=1).zh
    assert "and 1 other discrepancy is resolved with it" in told(change("7", 9), also_mended=1).en
    assert "and 2 other discrepancies are resolved with them" in told(change("7", 9), also_mended=2).en
