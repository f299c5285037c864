"""The contract as a page: all of it, and each operation can be tried."""

from playwright.sync_api import expect

from service.api.docs import specification
from tests.service.api.contract import operations
from tests.system.browser.visits import EXAMPLE, Visit


def test_every_operation_and_schema_stands_on_it(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/docs")
    wanted = [specification()["paths"][path][method]["operationId"] for path, method in operations()]
    assert sorted(visit.find(".operation").evaluate_all("(all) => all.map((each) => each.id)")) == sorted(wanted)
    assert visit.texts(".schema h3") == list(specification()["components"]["schemas"])
    for link in visit.find('a[href^="#"]').evaluate_all("(all) => [...new Set(all.map((each) => each.hash))]"):
        expect(visit.find(link)).to_have_count(1)


def test_an_operation_is_tried(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/docs")
    visit.find("#submitAudit .try summary").click()
    visit.page.set_input_files("#submitAudit input[name=file]", EXAMPLE)
    visit.find("#submitAudit input[name=Prefer]").fill("wait=10")
    visit.find("#submitAudit .try button").click()
    expect(visit.find("#submitAudit output")).to_contain_text('"verdict": "fail"')
    visit.expected_statuses = {404}
    visit.find("#getRule .try summary").click()
    visit.find("#getRule input[name=rule_id]").fill("ARI99/../ARI01")
    visit.find("#getRule .try button").click()
    expect(visit.find("#getRule output")).to_contain_text("404")


def test_it_is_read_in_one_language_and_switched_to_the_other(visit: Visit) -> None:
    visit.find("#tools a").last.click()
    expect(visit.find("html")).to_have_attribute("lang", "zh-CN")
    expect(visit.find("#submitAudit h3")).to_contain_text("以表单提交一份报告")
    visit.find("header nav a", has_text="English").click()
    expect(visit.find("html")).to_have_attribute("lang", "en")
    expect(visit.find("#submitAudit h3")).to_contain_text("Take one report as a form")
    visit.expected_statuses = {404}
    visit.find("#getRule .try summary").click()
    visit.find("#getRule input[name=rule_id]").fill("ARI99")
    visit.find("#getRule .try button").click()
    expect(visit.find("#getRule output")).to_contain_text("There is no rule ARI99")


def test_a_problem_leads_to_its_page_and_a_command_names_this_service(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/docs?lang=zh")
    expect(visit.find("#getRule .command")).to_contain_text(f"'{visit.url}/v1/rules/ARI01'")
    visit.find('#getFindings a[href="#error-audit-failed"]').first.click()
    expect(visit.find("#error-audit-failed")).to_be_in_viewport()
    page = visit.page.request.get(f"{visit.url}/{visit.find('#error-audit-failed a').get_attribute('href')}")
    assert page.json()["type"] == "/problems/audit-failed"
