"""What was found between the reports of a batch: in its rows, by body, and at its place in the report."""

import io

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.system.browser.related import RELATED
from tests.system.browser.visits import Visit
from tests.system.end_to_end.serving import Service

DONE = "#between"


def given(visit: Visit) -> None:
    """The reports of a government and its bureaus are audited as a batch."""
    visit.give(*RELATED)
    visit.page.wait_for_selector(DONE)


def test_a_row_tells_what_was_found_between_reports_in_its_verdict_too(visit: Visit) -> None:
    given(visit)
    row = visit.find("tbody tr", has_text="商务局2023.txt")
    expect(row.locator(".verdict")).to_have_text("有错误")
    expect(row).to_contain_text("含批间问题")
    expect(visit.find('[data-filter="with_between"]')).to_have_text("含批间问题 2")
    expect(visit.find(".totals")).to_contain_text("3 批间问题")
    expect(visit.find('[data-filter="fail"]')).to_have_text("有错误 1")
    visit.find("thead button", has_text="批间问题").click()
    assert visit.texts("tbody tr > :last-child") == ["2", "1", "0", "0"]


def test_a_row_leads_to_what_was_found_for_its_body(visit: Visit) -> None:
    given(visit)
    visit.find("tbody tr", has_text="商务局2023.txt").locator("button").click()
    expect(visit.focused()).to_have_text("平川市商务局：2")
    expect(visit.focused()).to_be_in_viewport()
    visit.page.reload()
    expect(visit.focused()).to_have_text("平川市商务局：2")


def test_a_finding_leads_to_its_place_and_to_the_reports_that_it_is_about(visit: Visit) -> None:
    given(visit)
    card = visit.find(".card", has_text="上年结转").first
    expect(card.locator("p", has_text="对照").locator("a")).to_have_text(["平川市商务局 2023", "平川市商务局 2022"])
    card.locator("a").first.click()
    expect(visit.find('.card[aria-current="true"]')).to_contain_text("批间问题")
    expect(visit.find("td.now").first).to_be_in_viewport()
    expect(visit.find(".head")).to_contain_text("含批间问题 2 个")
    expect(visit.find(".head .verdict")).to_have_text("未发现错误")
    visit.find("text=返回列表").click()
    expect(visit.focused()).to_have_text("平川市商务局：2")


def test_a_government_is_set_against_its_bodies(visit: Visit) -> None:
    given(visit)
    links = visit.find(".card", has_text="个单位").locator("p", has_text="对照").locator("a")
    expect(links).to_have_text(["平川市人民政府 2023", "平川市商务局 2023", "平川市教育局 2023"])
    links.nth(2).click()
    expect(visit.find("h1")).to_have_text("平川市教育局 · 2023")


def test_the_workbook_says_what_the_page_says(visit: Visit) -> None:
    given(visit)
    with visit.page.expect_download() as told:
        visit.find("button", has_text="Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(told.value.path().read_bytes()))
    summary, reports, _, between, _ = (list(sheet.values) for sheet in book)
    totals = " ".join(visit.texts(".totals li"))
    assert [f"{name} {count}" in totals or f"{count} {name}" in totals for name, count in summary[2:]] == [True] * 7
    assert [name.strip(" ↕") for name in visit.texts("thead th")] == list(reports[0][:8])
    rows = [row.split("\t") for row in visit.texts("tbody tr")]
    assert [[row[0].split("\n")[0], *(each.split("\n")[0].strip() for each in row[1:])] for row in rows] == [
        [str(value) for value in row[:8]] for row in reports[1:]
    ]
    assert [row[7] for row in between[1:]] == visit.texts(".recent .card > p:first-child a")


def test_what_is_said_of_a_finding_between_reports_is_told_in_head_and_row(visit: Visit) -> None:
    given(visit)
    expect(visit.find(".head")).not_to_contain_text("核实后")
    carried = visit.find(".recent .card", has_text="上年结转")
    for card in carried.all():
        card.locator(".assessment button", has_text="已改正").click()
        expect(card.locator("p.said")).to_contain_text("已改正")
    row = visit.find("tbody tr", has_text="商务局2023.txt")
    expect(row).to_contain_text("核实后：未发现错误 已改正 2")
    expect(row.locator(".verdict").first).to_have_text("有错误")
    expect(visit.find(".head")).to_contain_text("请核对 0 · 批间问题 1，已改正 2")
    expect(visit.find(".totals")).to_contain_text("3 批间问题")
    expect(visit.focused()).to_have_text("已改正")
    assert visit.violations() == []
    visit.page.reload()
    expect(carried.last.locator("p.said")).to_contain_text("已改正")
    carried.last.locator("a").first.click()
    shown = visit.find('.card[aria-current="true"]')
    expect(shown.locator("p.said")).to_contain_text("已改正")
    shown.locator(".assessment button", has_text="不属实").click()
    shown.locator(".assessment input").fill("上年度报告已更正")
    shown.locator(".assessment button", has_text="保存").click()
    expect(shown.locator("p.said")).to_contain_text("不属实：上年度报告已更正")
    expect(visit.find(".head")).not_to_contain_text("核实后")
    visit.find("text=返回列表").click()
    expect(visit.find(".recent .card.disputed p.said")).to_contain_text("上年度报告已更正")
    expect(row).to_contain_text("核实后：未发现错误 不属实 1 · 已改正 1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_everybody_can_read_a_batch(browser: Browser, service: Service, scheme: str, locale: str) -> None:
    with Visit(browser, service.url, locale=locale, color_scheme=scheme) as visit:
        given(visit)
        assert visit.violations() == []
        visit.find("#brand").click()
        visit.page.wait_for_selector("#batches table")
        assert visit.violations() == []
