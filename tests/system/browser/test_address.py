"""What is shown is in the address: reloading, going back and forth, and a copied link show it again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.system.browser.test_batches import BATCH, DONE
from tests.system.browser.test_reading import printed
from tests.system.browser.visits import EXAMPLE, Visit

CHOSEN = '.card[aria-current="true"]'


def reloaded(visit: Visit) -> None:
    visit.page.reload()


def opened_elsewhere(visit: Visit) -> None:
    """The address is entered where another view was shown."""
    address = visit.page.url
    visit.page.goto("about:blank")
    visit.page.goto(address)


def left_and_come_back(visit: Visit) -> None:
    visit.find("#brand").click()
    visit.page.wait_for_selector(".recent table")
    visit.page.go_back()


AGAIN = pytest.mark.parametrize("again", [reloaded, opened_elsewhere, left_and_come_back], ids=lambda way: way.__name__)


@AGAIN
def test_filters_and_the_chosen_finding_are_shown_again(visit: Visit, again: Callable[[Visit], None]) -> None:
    visit.read(EXAMPLE)
    family, chapter, order = visit.find(".filters select").all()
    family.select_option("arithmetic")
    chapter.select_option("3")
    order.select_option("place")
    visit.find("#finding-2 .places button").first.click()
    again(visit)
    expect(visit.find(CHOSEN)).to_have_id("finding-2")
    expect(visit.focused()).to_have_id("finding-2")
    expect(visit.find("td.now").first).to_be_in_viewport()
    assert visit.texts(".card code") == ["ARI01", "ARI02", "ARI03"]
    assert [each.input_value() for each in visit.find(".filters select").all()] == ["arithmetic", "3", "place"]


@AGAIN
def test_hidden_weights_are_hidden_again(visit: Visit, again: Callable[[Visit], None]) -> None:
    visit.read(EXAMPLE)
    visit.find(".filters input").uncheck()
    again(visit)
    expect(visit.find(".findings > [role=status]")).to_have_text("显示 0 / 5 条")
    expect(visit.find(".filters input")).not_to_be_checked()
    expect(visit.find(".marked, .missing")).to_have_count(0)


@AGAIN
def test_the_pages_of_the_file_are_shown_again(visit: Visit, again: Callable[[Visit], None]) -> None:
    visit.read(printed())
    visit.find('[data-mode="as_pages"]').click()
    visit.find("#finding-1 .places button").first.click()
    again(visit)
    expect(visit.find('[data-mode="as_pages"]')).to_have_attribute("aria-pressed", "true")
    expect(visit.find(".box.now").first).to_be_in_viewport()


@AGAIN
def test_the_order_of_a_list_is_kept(visit: Visit, again: Callable[[Visit], None]) -> None:
    visit.give(*BATCH)
    visit.page.wait_for_selector(DONE)
    visit.find("thead button").nth(3).click()
    visit.find("thead button").nth(3).click()
    again(visit)
    expect(visit.find("thead th").nth(3)).to_have_attribute("aria-sort", "ascending")
    assert visit.texts("tbody tr > :nth-child(4)") == ["", "4", "5"]


def test_each_step_is_gone_back_and_forth(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-4 .places button").click()
    visit.find("#finding-1 .places button").first.click()
    visit.find(".filters select").first.select_option("year")
    visit.page.go_back()
    expect(visit.find(".card")).to_have_count(5)
    expect(visit.find(CHOSEN)).to_have_id("finding-1")
    visit.page.go_back()
    expect(visit.find(CHOSEN)).to_have_id("finding-4")
    expect(visit.find("mark.now")).to_be_in_viewport()
    visit.page.go_back()
    expect(visit.find(CHOSEN)).to_have_count(0)
    expect(visit.find(".now, .part")).to_have_count(0)
    expect(visit.find(".back")).to_be_hidden()
    for _ in range(3):
        visit.page.go_forward()
    expect(visit.find(".card")).to_have_count(1)
    visit.page.go_back()
    expect(visit.find(CHOSEN)).to_have_id("finding-1")


def test_the_way_back_to_the_batch_is_kept_over_a_reload(visit: Visit) -> None:
    visit.give(*BATCH)
    visit.page.wait_for_selector(DONE)
    visit.find("tbody a", has_text="白石县林业局").click()
    expect(visit.find(".card")).to_have_count(4)
    visit.page.reload()
    visit.find("text=返回列表").click()
    expect(visit.find(".totals")).to_be_visible()


def test_a_switch_of_the_language_changes_nothing_else(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find(".filters select").first.select_option("year")
    visit.find("#finding-4 .places button").click()
    visit.find("#tools button", has_text="English").click()
    expect(visit.find(CHOSEN)).to_contain_text("the report year is 2023")
    expect(visit.find(".card")).to_have_count(1)


@pytest.mark.parametrize(
    "state", ["finding=0000000000000000", "hide=nothing&category=x&section=9&view=y", "=&%", "sort=x"]
)
def test_an_address_that_says_nonsense_shows_all(visit: Visit, state: str) -> None:
    visit.read(EXAMPLE)
    visit.page.goto(f"{visit.page.url}?{state}")
    visit.page.reload()
    expect(visit.find(".card")).to_have_count(5)
    expect(visit.find(CHOSEN)).to_have_count(0)
