"""A person gives the address of a report, where the operator allowed hosts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import Service, started
from tests.workers.outgoing import site as sites
from tests.workers.outgoing.site import Site


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with sites.running() as made:
        yield made


@pytest.fixture(scope="module")
def fetching(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose operator allowed that site."""
    with started(tmp_path_factory.mktemp("fetching"), AUDIT_FETCH_HOSTS=site.host) as made:
        yield made


def test_a_report_is_audited_by_its_address(browser: Browser, site: Site, fetching: Service) -> None:
    url = site.at("/report.txt", sites.file(EXAMPLE.read_bytes()))
    with Visit(browser, fetching.url) as visit:
        visit.find("#url").fill(url)
        assert visit.violations() == []
        visit.find("#url").press("Enter")
        visit.page.wait_for_selector(".findings")
        expect(visit.find(".head", has_text=url)).to_be_visible()


def test_a_problem_of_an_address_is_told(browser: Browser, site: Site, fetching: Service) -> None:
    with Visit(browser, fetching.url) as visit:
        visit.find("#url").fill(f"http://{site.host}/gone")
        visit.find("#url").press("Enter")
        expect(visit.find("main", has_text="该地址没有文件（HTTP 404）")).to_be_visible()
        visit.page.goto(fetching.url)
        visit.expected_statuses.add(422)
        visit.find("#url").fill("http://other.example.org/")
        visit.find("#url").press("Enter")
        expect(visit.find("main", has_text="AUDIT_FETCH_HOSTS")).to_be_visible()


@pytest.mark.usefixtures("service")
def test_nobody_is_asked_for_an_address_that_the_service_does_not_fetch(visit: Visit) -> None:
    expect(visit.find(".drop")).to_be_visible()
    expect(visit.find("#url")).to_be_hidden()
