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
    visit.give(EXAMPLE)
    expect(visit.find("#connection")).to_have_text("连接中断，正在重试…")
    expect(visit.find("#connection")).to_be_in_viewport()
    visit.page.wait_for_selector(".findings")
    expect(visit.find("#connection")).to_be_hidden()
    assert len(lost) >= 3


def test_a_machine_without_a_network_says_so(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.page.context.set_offline(True)
    expect(visit.find("#connection")).to_contain_text("网络已断开")
    assert visit.violations() == []
    visit.page.context.set_offline(False)
    expect(visit.find("#connection")).to_be_hidden()


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
        expect(visit.find("#key-reason")).to_have_text("密钥无效，请核对后重新输入。")
        expect(visit.find("#key")).to_have_attribute("aria-invalid", "true")
        expect(visit.find("#key")).to_be_focused()
        assert visit.violations() == []
        visit.find("#key").fill(key)
        visit.find("dialog .first").click()
        visit.read(EXAMPLE)
        assert visit.session() == {"api_key": key}
        assert visit.page.evaluate("localStorage.length + document.cookie.length") == 0
        visit.find("#tools button").first.click()
        visit.find("text=清除密钥").click()
        assert visit.session() == {}


def test_a_key_is_shared_with_other_tabs_where_its_person_wants_that(browser: Any, locked: tuple[Service, str]) -> None:
    service, key = locked
    with Visit(browser, service.url) as visit:
        visit.expected_statuses = {401}
        visit.find("#key").fill(key)
        visit.find("#key-shared").check()
        visit.find("dialog .first").click()
        visit.page.wait_for_selector(".recent h2")
        other = visit.page.context.new_page()
        other.goto(service.url)
        expect(other.locator(".recent p")).to_be_visible()
        expect(other.locator("dialog[open]")).to_have_count(0)
        other.locator("#tools button").first.click()
        other.locator("text=清除密钥").click()
        visit.page.wait_for_function("sessionStorage.length === 0")
        assert visit.page.evaluate("localStorage.length + document.cookie.length") == 0


def test_a_key_is_not_given_to_other_tabs_by_itself(browser: Any, locked: tuple[Service, str]) -> None:
    service, key = locked
    with Visit(browser, service.url) as visit:
        visit.expected_statuses = {401}
        visit.find("#key").fill(key)
        visit.find("dialog .first").click()
        visit.page.wait_for_selector(".recent h2")
        other = visit.page.context.new_page()
        other.goto(service.url)
        expect(other.locator("#key-reason")).to_have_text("服务需要有效的密钥。")
