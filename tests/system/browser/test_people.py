"""Whoever comes: in either language, by keyboard and screen reader, on a small screen, in the dark, on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.system.browser.test_many_findings import alike
from tests.system.browser.test_reading import printed
from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import Service

ONE_OF_EACH_KIND = """() => {
    const isOther = (each) => each.id !== "submitAudit" && (each.matches("section:has(#submitAudit) *") || each.matches("article ~ article"));
    for (const each of [...document.querySelectorAll(".operation, .schema")].filter(isOther)) each.remove();
}"""
"""Leaves one operation of each tag, and one schema, of the contract's page."""


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


def wrong_key(visit: Visit) -> None:
    """The dialog that says so; any address of the page may be asked for with the wrong key."""
    visit.expected_statuses = {401}
    visit.page.evaluate("sessionStorage.setItem('api_key', 'ra_wrong')")
    problem = '{"type": "/problems/key-required", "title": "-", "status": 401, "detail": "-"}'
    visit.page.route("**/v1/audits?*", lambda route: route.fulfill(status=401, body=problem))
    visit.page.reload()
    visit.page.wait_for_selector("#key[aria-invalid]")


def shortcuts(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.page.keyboard.press("?")
    visit.page.wait_for_selector("#shortcuts[open]")


def groups(visit: Visit) -> None:
    """Findings that are alike, opened, one of them chosen, by their places."""
    visit.page.route("**/report", alike)
    visit.read(EXAMPLE)
    visit.find(".filters select").last.select_option("place")
    visit.find(".group summary").first.click()
    visit.find("details.more summary").click()
    visit.find("#finding-2").click()


def on_pages(visit: Visit) -> None:
    visit.read(printed())
    visit.find('[data-mode="as_pages"]').click()
    visit.find("#finding-1 .term").first.click()
    visit.page.wait_for_selector(".box.part:visible")


def no_report(visit: Visit) -> None:
    visit.give(("weather.txt", "今天天气很好。".encode()))
    visit.page.wait_for_selector(".verdict.failed")


def offline(visit: Visit) -> None:
    reading(visit)
    visit.page.evaluate("dispatchEvent(new Event('offline'))")
    visit.page.wait_for_selector("#connection:not(:empty)")


def docs(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/docs")
    for summary in visit.find("#submitAudit summary").all():
        summary.click()


def is_wider_than_the_screen(visit: Visit) -> bool:
    return bool(visit.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_scans_are_not_offered_where_they_are_not_read(visit: Visit) -> None:
    home(visit)
    expect(visit.find("#kinds")).to_contain_text("PDF")
    expect(visit.find("#kinds")).not_to_contain_text("扫描")


VIEWS = [home, reading, shortcuts, groups, on_pages, offline, batch, refused, no_report, key, wrong_key]
PEOPLE: dict[str, dict[str, Any]] = {
    "Chinese": {},
    "English": {"locale": "en"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 740}},
}


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_axe_finds_no_violation_and_nothing_is_wider_than_the_screen(
    browser: Any, service: Service, view: Callable[[Visit], None], person: dict[str, Any]
) -> None:
    with Visit(browser, service.url, **person) as visit:
        view(visit)
        assert visit.violations() == []
        assert not is_wider_than_the_screen(visit)


def test_axe_finds_no_violation_of_the_contract(visit: Visit) -> None:
    docs(visit)
    assert visit.violations() == []
    assert not is_wider_than_the_screen(visit)


@pytest.mark.parametrize("name", list(PEOPLE)[1:])
def test_the_contract_is_for_everyone(browser: Any, service: Service, name: str) -> None:
    """All of it is as wide as the screen; of what is set alike axe looks at one of each kind, for all takes it long."""
    with Visit(browser, service.url, **PEOPLE[name]) as visit:
        docs(visit)
        assert not is_wider_than_the_screen(visit)
        visit.page.evaluate(ONE_OF_EACH_KIND)
        assert visit.find(".operation").count() == visit.find("section:has(.operation)").count() > 2
        assert visit.violations() == []


def test_the_browser_s_language_is_spoken_and_can_be_switched(visit: Visit, english_visit: Visit) -> None:
    expect(visit.find("html")).to_have_attribute("lang", "zh-CN")
    expect(english_visit.find("h1")).to_have_text("Audit of annual reports on open government information")
    english_visit.read(EXAMPLE)
    expect(english_visit.find("#finding-4")).to_contain_text("the report year is 2023")
    english_visit.find("#tools button", has_text="中文").click()
    expect(english_visit.find("#finding-4")).to_contain_text("与报告年度（2023年）不一致")
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
    for gone in (".bar", ".filters", ".menu", "#finding-1 summary"):
        expect(visit.find(gone).first).to_be_hidden()
    for kept in ("#finding-1", "article", "#finding-1 .places"):
        expect(visit.find(kept)).to_be_visible()
    expect(visit.find("#finding-1 .places")).to_contain_text("第 60 行，收到和处理政府信息公开申请情况表，（七）总计")
