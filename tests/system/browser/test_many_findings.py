"""Who reads many findings: by keys, in another order, those that are alike together, and each by its own link."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.system.browser.test_address import CHOSEN
from tests.system.browser.test_reading import printed
from tests.system.browser.visits import EXAMPLE, Visit

CODES = ".card h3 code"


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)


def alike(route: Route) -> None:
    """The result with findings of one rule that say the same of other columns, and with one of many places."""
    count = 4
    told = route.fetch()
    document: dict[str, Any] = told.json()
    first, *others = document["findings"]
    columns = ("person", "enterprise", "research", "social", "legal_service", "other")
    copies = [
        {
            **first,
            "id": f"{number:016x}",
            "message": first["message"].replace("总计", f"第{number}", 1),
            "locations": [{**first["locations"][0], "column": columns[number]}],
        }
        for number in range(count)
    ]
    others[-1]["locations"] *= 20
    document["findings"] = [*copies, *others]
    route.fulfill(response=told, body=json.dumps(document))


# by keys


@pytest.mark.parametrize(("onward", "back"), [("j", "k"), ("n", "p"), ("J", "K")])
def test_letters_go_from_finding_to_finding_with_their_places_in_sight(visit: Visit, onward: str, back: str) -> None:
    visit.read(EXAMPLE)
    press(visit, onward)
    expect(visit.find(CHOSEN)).to_have_id("finding-1")
    expect(visit.focused()).to_have_id("finding-1")
    press(visit, onward, onward, onward)
    expect(visit.find(CHOSEN)).to_have_id("finding-4")
    expect(visit.find("mark.now")).to_be_in_viewport()
    press(visit, back)
    expect(visit.find(CHOSEN)).to_have_id("finding-3")
    expect(visit.find("td.now").first).to_be_in_viewport()


def test_keys_end_at_the_last_finding_and_begin_there_backwards(visit: Visit) -> None:
    visit.read(EXAMPLE)
    press(visit, "k")
    expect(visit.find(CHOSEN)).to_have_id("finding-5")
    press(visit, "j")
    expect(visit.find(CHOSEN)).to_have_id("finding-5")


def test_keys_go_through_what_the_filters_leave_in_its_order(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find(".filters select").last.select_option("place")
    visit.find("h1").click()
    press(visit, "j")
    expect(visit.find(CHOSEN)).to_have_id("finding-4")
    visit.find(".filters select").first.select_option("arithmetic")
    visit.find("h1").click()
    press(visit, "j")
    expect(visit.find(CHOSEN)).to_have_id("finding-1")


def test_arrows_go_on_from_a_finding_and_scroll_elsewhere(visit: Visit) -> None:
    visit.read(EXAMPLE)
    press(visit, "ArrowDown")
    expect(visit.find(CHOSEN)).to_have_count(0)
    press(visit, "j", "ArrowDown")
    expect(visit.find(CHOSEN)).to_have_id("finding-2")
    press(visit, "ArrowUp")
    expect(visit.find(CHOSEN)).to_have_id("finding-1")


def test_enter_shows_the_place_and_escape_goes_back(visit: Visit) -> None:
    visit.read(EXAMPLE)
    press(visit, "j", "j", "j", "j", "Enter")
    expect(visit.focused()).to_have_attribute("aria-label", "问题 4：错误")
    press(visit, "Escape")
    expect(visit.focused()).to_have_id("finding-4")


def test_nothing_is_done_while_someone_types_or_chooses_or_holds_control(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find(".filters select").first.focus()
    press(visit, "n")
    visit.find("h1").click()
    press(visit, "Control+j")
    visit.find("#tools button").first.click()
    visit.find("#key").press("j")
    expect(visit.find("#key")).to_have_value("j")
    press(visit, "Escape")
    expect(visit.find("dialog[open]")).to_have_count(0)
    expect(visit.find(CHOSEN)).to_have_count(0)


def test_keys_leave_one_step_back(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-5").click()
    press(visit, "k", "k", "k")
    visit.page.go_back()
    expect(visit.find(CHOSEN)).to_have_count(0)


def test_keys_are_told_and_turned_off(visit: Visit) -> None:
    visit.read(EXAMPLE)
    press(visit, "?")
    expect(visit.find("#shortcuts")).to_contain_text("下一条问题")
    visit.find("#shortcuts input").uncheck()
    press(visit, "Escape", "j")
    expect(visit.find(CHOSEN)).to_have_count(0)
    visit.page.reload()
    visit.page.wait_for_selector(".card")
    press(visit, "j")
    expect(visit.find(CHOSEN)).to_have_count(0)
    visit.find("#tools button", has_text="快捷键").click()
    visit.find("#shortcuts input").check()
    visit.find("#shortcuts button").click()
    press(visit, "j")
    expect(visit.find(CHOSEN)).to_have_count(1)


# in another order, and those that are alike together


def test_findings_are_sorted_by_severity_or_place_and_keep_their_numbers(visit: Visit) -> None:
    def weigh(route: Route) -> None:
        told = route.fetch()
        document = told.json()
        document["findings"][0]["severity"] = "note"
        route.fulfill(response=told, body=json.dumps(document))

    visit.page.route("**/report", weigh)
    visit.read(EXAMPLE)
    order = visit.find(".filters select").last
    order.focus()
    assert visit.texts(CODES) == ["ARI01", "ARI02", "ARI03", "YEAR01", "SEC01"]
    order.select_option("severity")
    assert visit.texts(CODES)[-1] == "ARI01"
    order.select_option("place")
    assert visit.texts(CODES)[0] == "YEAR01"
    assert visit.texts(".card h3 a")[0] == "问题 4"
    expect(order).to_be_focused()


def test_findings_that_are_alike_are_one_group_that_opens(visit: Visit) -> None:
    visit.page.route("**/report", alike)
    visit.read(EXAMPLE)
    group = visit.find(".group")
    expect(group.locator("> details > summary")).to_contain_text("同类问题 4 条")
    expect(visit.find(".findings > [role=status]")).to_have_text("显示 8 / 8 条")
    expect(visit.find("#finding-2")).to_be_hidden()
    assert visit.violations() == []
    press(visit, "j", "j")
    expect(visit.find(CHOSEN)).to_have_id("finding-2")
    expect(visit.find("#finding-2")).to_be_in_viewport()
    visit.find("#finding-1").focus()
    visit.find("#finding-1").press("Enter")
    assert visit.violations() == []
    expect(group.locator(".card")).to_have_count(4)


def test_places_beyond_a_few_open_by_themselves(visit: Visit) -> None:
    visit.page.route("**/report", alike)
    visit.read(EXAMPLE)
    card = visit.find(".card").last
    expect(card.locator(".places").first.locator("button")).to_have_count(5)
    card.locator(".more summary").click()
    expect(card.locator(".places").last.locator("button")).to_have_count(15)
    expect(card.locator(".more summary")).to_have_text("其余 15 处")


def test_what_is_folded_is_open_on_paper_alone(visit: Visit) -> None:
    visit.page.route("**/report", alike)
    visit.read(EXAMPLE)
    visit.page.emulate_media(media="print")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for shown in ("#finding-2 .places", ".card .more .places"):
        expect(visit.find(shown)).to_be_visible()
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(visit.find("#finding-2")).to_be_hidden()


# each by its own link


def test_the_name_of_a_finding_is_a_link_to_it_whatever_is_filtered(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find(".filters select").first.select_option("year")
    link = visit.find("#finding-4 h3 a")
    link.click()
    expect(visit.find(CHOSEN)).to_have_id("finding-4")
    address = link.evaluate("(link) => link.href")
    assert re.search(r"#audit/\w+\?finding=\w{16}$", address)
    visit.page.goto("about:blank")
    visit.page.goto(address)
    expect(visit.find(CHOSEN)).to_have_id("finding-4")
    expect(visit.find(".card")).to_have_count(5)
    expect(visit.find("mark.now")).to_be_in_viewport()


# what is rebuilt


def test_filters_and_orders_leave_the_page_and_the_focus_where_they_were(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-2 summary").focus()
    visit.page.evaluate("scrollTo({ top: 400, behavior: 'instant' })")
    visit.page.evaluate("document.querySelector('.filters select').value = 'arithmetic'")
    visit.page.evaluate("document.querySelector('.filters select').dispatchEvent(new Event('change'))")
    expect(visit.find(".card")).to_have_count(3)
    assert visit.focused().evaluate("(element) => element.closest('.card').id") == "finding-2"
    assert visit.page.evaluate("scrollY") == 400


def test_pictures_of_pages_stay_while_findings_are_filtered(visit: Visit) -> None:
    visit.read(printed())
    visit.find('[data-mode="as_pages"]').click()
    visit.page.wait_for_selector(".page img")
    visit.page.evaluate("window.kept = document.querySelector('.page img')")
    visit.find(".filters input").first.uncheck()
    expect(visit.find(".box.error:not(.out)")).to_have_count(0)
    assert visit.page.evaluate("window.kept === document.querySelector('.page img')")


def test_a_switch_of_the_language_keeps_the_focus(visit: Visit) -> None:
    visit.page.wait_for_selector(".recent h2")
    visit.find("#tools button", has_text="English").focus()
    press(visit, "Enter")
    expect(visit.focused()).to_have_text("中文")


# on the pages of the file


def test_every_figure_of_the_chosen_equation_is_lit_on_the_page_and_leads_back(visit: Visit) -> None:
    visit.read(printed())
    visit.find('[data-mode="as_pages"]').click()
    terms = visit.find("#finding-1 .term").count()
    visit.find("#finding-1 .term").last.click()
    expect(visit.find(".box.part")).to_have_count(terms)
    expect(visit.find(".box.figure:visible")).to_have_count(terms)
    figure = visit.find(".box.figure.part").last
    expect(figure).to_be_in_viewport()
    expect(figure).to_be_focused()
    assert visit.violations() == []
    figure.press("Enter")
    expect(visit.focused()).to_have_id("finding-1")
