"""Who comes for the first time: an example to try, what becomes of the files, and files dropped wherever."""

import pytest
from playwright.sync_api import expect

from tests.system.browser.visits import EXAMPLE, ROOT, Visit

LAST_YEARS = ("last.txt", EXAMPLE.read_bytes().replace(b"2023", b"2022"))


def test_an_example_is_audited_by_a_click(visit: Visit) -> None:
    visit.find("button", has_text="试用示例报告").click()
    expect(visit.find(".card")).to_have_count(5)
    expect(visit.find(".head")).to_contain_text("示例报告.txt")


def test_the_example_is_that_of_the_documents() -> None:
    assert (ROOT / "service" / "web" / "example.txt").read_bytes() == EXAMPLE.read_bytes()


def test_it_is_said_where_files_stay_and_how_long(visit: Visit, english_visit: Visit) -> None:
    expect(visit.find("#kept")).to_contain_text("只在本服务器上处理")
    expect(visit.find("#kept")).to_contain_text("保留 30 天")
    expect(english_visit.find("#kept")).to_contain_text("after 30 days")


def test_the_chosen_year_is_of_one_report(visit: Visit) -> None:
    visit.find("#year").select_option("2022")
    visit.read(EXAMPLE)
    expect(visit.find(".cards").first).to_contain_text("与提交时注明的报告年度（2022年）不一致")
    visit.find("#brand").click()
    expect(visit.find("#year")).to_have_value("")
    visit.read(EXAMPLE)
    expect(visit.find(".cards").first).not_to_contain_text("提交时注明")


@pytest.mark.parametrize("where", ["#previous-hint", 'label[for="previous"]'])
def test_what_is_dropped_at_a_choice_is_chosen_there(visit: Visit, where: str) -> None:
    visit.drop(LAST_YEARS, on=where)
    expect(visit.find('[data-choice="previous"]')).to_contain_text("last.txt")
    visit.read(EXAMPLE)
    expect(visit.find(".head")).to_contain_text("上年报告（可选）：last.txt")


def test_what_is_dropped_elsewhere_is_sent_and_said_to_be(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.drag(over="article")
    shown = visit.page.evaluate("getComputedStyle(document.body, '::after').content")
    assert shown == '"松开鼠标，审核所拖入的报告"'
    visit.drop(("other.txt", EXAMPLE.read_bytes()), on="article")
    expect(visit.find(".head")).to_contain_text("other.txt")
    visit.find("#brand").click()
    visit.drop(("third.txt", EXAMPLE.read_bytes()), on="#audits")
    expect(visit.find(".head")).to_contain_text("third.txt")
