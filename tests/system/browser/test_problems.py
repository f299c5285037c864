"""What goes wrong is told in words, with a way out."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from service.storage.keys import Keys, Scope
from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import Service, started


def test_a_file_that_is_refused_is_named_with_the_reason(visit: Visit) -> None:
    visit.expected_statuses = {422}
    visit.give(("空白.txt", b""))
    expect(visit.find(".notice")).to_contain_text("空白.txt：空文件")
    expect(visit.find(".notice button")).to_have_count(0)
    expect(visit.find(".drop")).to_be_visible()


def test_a_file_that_is_no_report_is_told_to_be_none(visit: Visit) -> None:
    visit.give(("weather.txt", "今天天气很好。".encode()))
    expect(visit.find(".notice")).to_contain_text("不是年度报告")


def test_an_audit_that_is_not_there(visit: Visit) -> None:
    visit.expected_statuses = {404}
    visit.page.goto(f"{visit.url}/#audit/01KADEQ4SX8Y7V1D0M3W9R5T2B")
    expect(visit.find(".notice")).to_be_visible()
    visit.find("main a").click()
    expect(visit.find(".drop")).to_be_visible()


def test_an_upload_that_fails_on_the_way_can_be_tried_again(browser: Any, service: Service) -> None:
    with Visit(browser, service.url) as visit:
        visit.page.wait_for_selector(".recent h2")
        visit.page.route("**/v1/audits", lambda route: route.abort())
        visit.allow("net::ERR_FAILED")
        visit.give(EXAMPLE)
        expect(visit.find(".notice")).to_contain_text("无法连接服务")
        visit.page.unroute("**/v1/audits")
        visit.find(".notice button").click()
        expect(visit.find(".card")).to_have_count(5)


def test_a_lost_connection_is_waited_for(visit: Visit) -> None:
    lost = []

    def lose(route: Any) -> None:
        lost.append(route.request.url)
        route.abort() if len(lost) < 3 else route.continue_()

    visit.allow("net::ERR_FAILED")
    visit.page.wait_for_selector(".recent h2")
    visit.page.route("**/v1/audits/0*", lose)
    visit.read(EXAMPLE)
    assert len(lost) >= 3


@pytest.fixture
def locked(tmp_path: Any) -> Iterator[tuple[Service, str]]:
    """A service with a key."""
    key = Keys(tmp_path / "var").add("people", (Scope.READ, Scope.WRITE))
    with started(tmp_path) as made:
        yield made, key


def test_a_key_is_asked_for_once_and_kept_for_the_session_only(browser: Any, locked: tuple[Service, str]) -> None:
    service, key = locked
    with Visit(browser, service.url) as visit:
        visit.expected_statuses = {401}
        visit.find("#key").fill("ra_wrong")
        visit.find("dialog .first").click()
        expect(visit.find("dialog")).to_contain_text("服务需要有效的密钥")
        visit.find("#key").fill(key)
        visit.find("dialog .first").click()
        visit.read(EXAMPLE)
        assert visit.session() == {"api_key": key}
        assert visit.page.evaluate("localStorage.length + document.cookie.length") == 0
        visit.find("#tools button").first.click()
        visit.find("text=清除密钥").click()
        assert visit.session() == {}
