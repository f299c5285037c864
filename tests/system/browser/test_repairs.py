"""What to change: one plan for all that it mends, at the head of the findings."""

from playwright.sync_api import expect

from tests.service.rules.examples import example_text
from tests.system.browser.visits import EXAMPLE, Visit


def test_a_change_that_mends_several_findings_is_told_once_with_those_beneath_it(visit: Visit) -> None:
    visit.read(EXAMPLE)
    (plan,) = visit.find(".repairs li").all()
    expect(plan).to_contain_text("9 改为 8")
    assert plan.locator("button").all_inner_texts() == ["问题 1", "问题 2", "问题 3"]
    plan.locator("button").last.click()
    expect(visit.find("#finding-3")).to_have_attribute("aria-current", "true")


def test_text_and_table_are_mended_by_one_plan_and_others_as_small_are_offered(visit: Visit) -> None:
    report = example_text("行政复议 | 2 | 0 | 0 | 0 | 3\n【一】2023年，因政府信息公开被申请行政复议2件。")
    visit.read(("report.txt", report.encode()))
    assert visit.texts(".card h3 code") == ["ARI04", "CON04"]
    expect(visit.find(".repairs .repair")).to_contain_text("“总计”列由 3 改为 2")
    expect(visit.find(".repairs .repair")).to_contain_text("改动同样少的另有 4 种")
    assert visit.texts(".repairs button") == ["问题 1", "问题 2"]


def test_nothing_is_said_where_each_finding_has_a_repair_of_its_own(visit: Visit) -> None:
    visit.read(("report.txt", example_text("行政复议 | 2 | 0 | 0 | 0 | 3").encode()))
    expect(visit.find(".card")).to_have_count(1)
    expect(visit.find(".repairs")).to_have_count(0)
