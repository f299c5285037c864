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
