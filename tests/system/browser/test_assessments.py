"""What people say of findings: on the cards, by mouse and keyboard, kept and undone."""

from playwright.sync_api import expect

from tests.service.rules.examples import example_text
from tests.system.browser.test_batches import DONE
from tests.system.browser.visits import EXAMPLE, Visit

ONE_ERROR = ("report.txt", example_text("行政复议 | 2 | 0 | 0 | 0 | 3").encode())


def say(visit: Visit, card: str, state: str) -> None:
    visit.find(f"{card} .assessment button", has_text=state).click()


def test_what_is_said_of_a_finding_is_kept_and_told_beside_the_verdict(visit: Visit) -> None:
    visit.read(ONE_ERROR)
    expect(visit.find(".head")).not_to_contain_text("核实后")
    say(visit, "#finding-1", "已核实")
    expect(visit.find("#finding-1 p.said")).to_contain_text("已核实")
    expect(visit.find(".head")).to_contain_text("核实后：有错误 已核实 1")
    visit.page.reload()
    expect(visit.find("#finding-1 p.said")).to_contain_text("已核实")
    expect(visit.find("#finding-1 [aria-pressed=true]")).to_have_text("已核实")
    say(visit, "#finding-1", "撤销")
    expect(visit.find("#finding-1 p.said")).to_be_hidden()
    expect(visit.find(".head")).not_to_contain_text("核实后")
    expect(visit.find(".head .verdict")).to_have_text("有错误")


def test_why_a_finding_is_not_true_is_asked_for(visit: Visit) -> None:
    visit.read(ONE_ERROR)
    say(visit, "#finding-1", "不属实")
    expect(visit.find("#finding-1 p.said")).to_be_hidden()
    visit.find("#finding-1 .assessment input").fill("表四注明<b>含上年</b>")
    visit.find("#finding-1 .assessment button", has_text="保存").click()
    expect(visit.find("#finding-1 p.said")).to_contain_text("不属实：表四注明<b>含上年</b>")
    expect(visit.find(".head")).to_contain_text("核实后：未发现错误 不属实 1")
    expect(visit.find(".head .verdict").first).to_have_text("有错误")
    visit.page.goto(visit.url)
    expect(visit.find("#audits tbody tr").first).to_contain_text("核实后：未发现错误 不属实 1")


def test_a_batch_tells_what_is_left_of_a_report_and_of_all(visit: Visit) -> None:
    visit.give(ONE_ERROR, ("other.txt", ONE_ERROR[1]))
    visit.page.wait_for_selector(DONE)
    expect(visit.find("tbody .verdict.fail")).to_have_count(2)
    expect(visit.find(".head")).not_to_contain_text("核实后")
    batch = visit.page.url
    visit.find("tbody a").first.click()
    visit.page.wait_for_selector(".findings")
    say(visit, "#finding-1", "已改正")
    expect(visit.find("#finding-1 p.said")).to_contain_text("已改正")
    visit.page.goto(batch)
    expect(visit.find(".head")).to_contain_text("核实后：错误 1 · 警告 0 · 提示 0 · 请核对 0，已改正 1")
    expect(visit.find("tbody tr", has_text="核实后：未发现错误 已改正 1")).to_have_count(1)
    expect(visit.find(".totals")).to_contain_text("2 错误")
    assert visit.violations() == []


def test_it_is_said_by_keyboard_alone_and_the_focus_stays(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-2 .assessment button", has_text="不属实").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.focused()).to_have_attribute("aria-label", "不属实的理由")
    visit.page.keyboard.press("Escape")
    expect(visit.focused()).to_have_text("不属实")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type("两处口径不同")
    visit.page.keyboard.press("Enter")
    expect(visit.find("#finding-2 p.said")).to_contain_text("不属实：两处口径不同")
    expect(visit.focused()).to_have_text("不属实")
    visit.page.keyboard.press("Tab")
    expect(visit.focused()).to_have_text("已改正")
    visit.page.keyboard.press("Space")
    expect(visit.find("#finding-2 p.said")).to_contain_text("已改正")
    expect(visit.find("#finding-1")).not_to_have_attribute("aria-current", "true")


def test_what_can_not_be_kept_is_told_on_the_card(visit: Visit) -> None:
    visit.read(ONE_ERROR)
    visit.expected_statuses = {507}
    problem = '{"type": "/problems/storage-full", "title": "空间不足", "status": 507, "detail": "…"}'
    visit.page.route(
        "**/assessments", lambda route: route.fulfill(status=507, body=problem, content_type="application/problem+json")
    )
    say(visit, "#finding-1", "已改正")
    expect(visit.find("#finding-1 .notice")).to_contain_text("空间不足")
    expect(visit.find("#finding-1 p.said")).to_be_hidden()
    visit.page.unroute("**/assessments")
    visit.find("#finding-1 .notice button").click()
    expect(visit.find("#finding-1 p.said")).to_contain_text("已改正")
    expect(visit.find("#finding-1 .notice")).to_have_count(0)


def test_axe_finds_no_violation_while_and_after_something_is_said(visit: Visit) -> None:
    visit.read(EXAMPLE)
    say(visit, "#finding-1", "已核实")
    say(visit, "#finding-2", "不属实")
    visit.find("#finding-2 .assessment input").fill("口径不同")
    assert visit.violations() == []
    visit.find("#finding-2 .assessment button", has_text="保存").click()
    expect(visit.find(".head")).to_contain_text("不属实 1")
    assert visit.violations() == []
    visit.page.set_viewport_size({"width": 360, "height": 740})
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_is_said_in_english_too(english_visit: Visit) -> None:
    english_visit.read(ONE_ERROR)
    english_visit.find("#finding-1 .assessment button", has_text="Corrected").click()
    expect(english_visit.find(".head")).to_contain_text("After assessments: No errors found Corrected 1")
