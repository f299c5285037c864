"""Whoever comes: in either language, by keyboard and screen reader, on a small screen, in the dark, on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import Service


def home(visit: Visit) -> None:
    visit.page.wait_for_selector(".recent h2")


def reading(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-1 summary").click()
    visit.find(".checks summary").click()
    visit.page.wait_for_selector(".checks table")
    visit.find("#finding-1 .term").first.click()


def batch(visit: Visit) -> None:
    visit.give(EXAMPLE, ("other.txt", "今天天气很好。".encode()))
    visit.page.wait_for_selector("tbody .verdict.failed")


def refused(visit: Visit) -> None:
    visit.expected_statuses = {422}
    visit.give(("empty.txt", b""))
    visit.page.wait_for_selector(".notice")


def key(visit: Visit) -> None:
    visit.find("#tools button").first.click()
    visit.page.wait_for_selector("dialog[open]")


def docs(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/docs")
    for summary in visit.find("#submitAudit summary").all():
        summary.click()


def test_scans_are_not_offered_where_they_are_not_read(visit: Visit) -> None:
    home(visit)
    expect(visit.find("#kinds")).to_contain_text("PDF")
    expect(visit.find("#kinds")).not_to_contain_text("扫描")


VIEWS = [home, reading, batch, refused, key, docs]


@pytest.mark.parametrize(
    "person",
    [{}, {"locale": "en"}, {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}}],
    ids=["Chinese", "English", "dark", "narrow"],
)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_axe_finds_no_violation_and_nothing_is_wider_than_the_screen(
    browser: Any, service: Service, view: Callable[[Visit], None], person: dict[str, Any]
) -> None:
    with Visit(browser, service.url, reduced_motion="reduce", **person) as visit:
        view(visit)
        assert visit.violations() == []
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_browser_s_language_is_spoken_and_can_be_switched(visit: Visit, english_visit: Visit) -> None:
    expect(visit.find("html")).to_have_attribute("lang", "zh-CN")
    expect(english_visit.find("h1")).to_have_text("Audit of annual reports on open government information")
    english_visit.read(EXAMPLE)
    expect(english_visit.find("#finding-4")).to_contain_text("its year is 2023")
    english_visit.find("#tools button", has_text="中文").click()
    expect(english_visit.find("#finding-4")).to_contain_text("而报告年度是 2023 年")
    english_visit.page.reload()
    expect(english_visit.find("html")).to_have_attribute("lang", "zh-CN")


def test_both_languages_have_the_same_words(visit: Visit) -> None:
    chinese, english = visit.page.evaluate(
        "import(new URL('words.js', document.scripts[0].src))"
        ".then(({ WORDS }) => ['zh', 'en'].map((each) => Object.keys(WORDS[each]).sort()))"
    )
    assert chinese == english


def test_everything_is_reached_by_keyboard(visit: Visit) -> None:
    home(visit)
    reached = set()
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        reached.add(visit.focused().evaluate("(element) => element.id || element.textContent.trim()"))
    assert {"skip", "密钥", "English", "接口文档", "reports", "attachments", "previous", "year"} <= reached


def test_on_a_small_screen_a_button_leads_back_to_the_finding(browser: Any, service: Service) -> None:
    with Visit(browser, service.url, viewport={"width": 390, "height": 800}) as visit:
        visit.read(EXAMPLE)
        visit.find("#finding-4 .places button").click()
        expect(visit.find("mark.now")).to_be_in_viewport()
        visit.find(".back").click()
        expect(visit.focused()).to_have_id("finding-4")
        expect(visit.focused()).to_be_in_viewport()


def test_paper_gets_findings_and_report_without_buttons(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.page.emulate_media(media="print")
    for gone in (".bar", ".filters", ".menu", ".places"):
        expect(visit.find(gone).first).to_be_hidden()
    for kept in ("#finding-1", "article"):
        expect(visit.find(kept)).to_be_visible()
