"""A person gives the address of a report, where the operator allowed hosts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import started
from tests.workers.outgoing import site as sites


def test_a_report_is_audited_by_its_address(browser: Browser, tmp_path: Path) -> None:
    with sites.running() as site, started(tmp_path, AUDIT_FETCH_HOSTS=site.host) as service:
        url = site.at("/report.txt", sites.file(EXAMPLE.read_bytes()))
        with Visit(browser, service.url) as visit:
            visit.find("#url").fill(url)
            assert visit.violations() == []
            visit.find("#url").press("Enter")
            visit.page.wait_for_selector(".findings")
            expect(visit.find(".head", has_text=url)).to_be_visible()


def test_a_problem_of_an_address_is_told(browser: Browser, tmp_path: Path) -> None:
    with (
        sites.running() as site,
        started(tmp_path, AUDIT_FETCH_HOSTS=site.host) as service,
        Visit(browser, service.url) as visit,
    ):
        visit.find("#url").fill(f"http://{site.host}/gone")
        visit.find("#url").press("Enter")
        expect(visit.find("main", has_text="该地址没有文件（HTTP 404）")).to_be_visible()
        visit.page.goto(service.url)
        visit.expected_statuses.add(422)
        visit.find("#url").fill("http://other.example.org/")
        visit.find("#url").press("Enter")
        expect(visit.find("main", has_text="AUDIT_FETCH_HOSTS")).to_be_visible()


@pytest.mark.usefixtures("service")
def test_nobody_is_asked_for_an_address_that_the_service_does_not_fetch(visit: Visit) -> None:
    expect(visit.find(".drop")).to_be_visible()
    expect(visit.find("#url")).to_be_hidden()
