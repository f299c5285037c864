"""What was sent before is found again: batches by their names, both lists page by page and by day."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.system.browser.test_address import AGAIN
from tests.system.browser.test_batches import BATCH, DONE
from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import Service
from tests.system.load.calling import Client
from tests.workers.zips import archive

BATCHES, AUDITS = "#batches", "#audits"


def at_home(visit: Visit) -> None:
    visit.find("#brand").click()
    visit.page.wait_for_selector(f"{AUDITS} table")


def send_batches(service: Service, *labels: str) -> None:
    """Batches of one file that is no report."""
    client = Client(service.url)
    for label in labels:
        body = archive((f"{label}.txt", label.encode()))
        status, _, told = client.call(
            "POST", f"/v1/archives?label={label}", body, **{"Content-Type": "application/zip"}
        )
        assert status == 202, told


NAME = re.compile(r"^批量审核（\d{4}年\d{1,2}月\d{1,2}日，3份）$")


def test_a_batch_is_named_for_its_day_counted_by_verdict_and_opened_again(visit: Visit) -> None:
    visit.give(*BATCH)
    visit.page.wait_for_selector(DONE)
    expect(visit.find("h1")).to_have_text(NAME)
    at_home(visit)
    row = visit.find(f"{BATCHES} tbody tr").first
    expect(row.locator("a")).to_have_text(NAME)
    expect(row.locator(".verdict")).to_have_text(["有错误 2", "无法审核 1"])
    expect(row.locator("td.number")).to_have_text(["3", "0"])
    row.locator("a").click()
    expect(visit.find(".totals")).to_contain_text("3 / 3 份已完成")


def test_an_archive_s_batch_has_its_name(visit: Visit) -> None:
    visit.give(("全县年报.ZIP", archive(("a.txt", EXAMPLE.read_bytes()))))
    expect(visit.find("h1")).to_have_text("全县年报")


@AGAIN
def test_batches_are_found_by_part_of_their_names(
    visit: Visit, service: Service, again: Callable[[Visit], None]
) -> None:
    found = [f"{again.__name__}-bureaus", f"{again.__name__}-schools"]
    send_batches(service, found[0], "towns", found[1])
    visit.page.reload()
    visit.find("#search").fill(f"{again.__name__}-".upper())
    visit.find("#search").press("Enter")
    expect(visit.find(f"{BATCHES} tbody a")).to_have_text(found[::-1])
    again(visit)
    expect(visit.find("#search")).to_have_value(f"{again.__name__}-".upper())
    expect(visit.find(f"{BATCHES} tbody a")).to_have_text(found[::-1])
    assert visit.violations() == []
    visit.find("#search").fill("nowhere")
    visit.find("#search").press("Enter")
    expect(visit.find(BATCHES)).to_contain_text("没有符合条件的批次")
    visit.find("#search").fill("")
    visit.find("#search").press("Enter")
    expect(visit.find(f"{BATCHES} tbody a")).to_have_count(5)


def test_a_batch_without_a_name_is_called_by_its_day(visit: Visit, service: Service) -> None:
    body = archive(("a.txt", b"a"), ("b.txt", b"b"))
    sent = {"Content-Type": "application/zip", "Prefer": "wait=20"}
    assert Client(service.url).call("POST", "/v1/archives", body, **sent)[0] == 200
    visit.page.reload()
    expect(visit.find(f"{BATCHES} tbody a").first).to_have_text(re.compile("^批量审核（.+日，2份）$"))


def test_lists_go_on_page_by_page_and_back(visit: Visit, service: Service) -> None:
    labels = [f"page-{number}" for number in range(7)]
    send_batches(service, *labels)
    visit.page.reload()
    expect(visit.find(f"{BATCHES} tbody a")).to_have_text(labels[:1:-1])
    visit.find(f"{BATCHES} button", has_text="更早").click()
    expect(visit.find(f"{BATCHES} tbody a").first).to_have_text("page-1")
    expect(visit.focused()).to_have_text("我的批次")
    visit.page.reload()
    expect(visit.find(f"{BATCHES} tbody a").first).to_have_text("page-1")
    visit.find(f"{BATCHES} button", has_text="回到最新").click()
    expect(visit.find(f"{BATCHES} tbody a").first).to_have_text("page-6")
    visit.page.go_back()
    expect(visit.find(f"{BATCHES} tbody a").first).to_have_text("page-1")


@AGAIN
def test_a_day_is_looked_up_and_kept_in_the_address(
    visit: Visit, service: Service, again: Callable[[Visit], None]
) -> None:
    send_batches(service, "today")
    visit.page.reload()
    expect(visit.find(f"{BATCHES} tbody a").first).to_have_text("today")
    visit.find("#until").fill("2020-01-01")
    expect(visit.find(AUDITS)).to_contain_text("暂无审核记录")
    again(visit)
    expect(visit.find(AUDITS)).to_contain_text("暂无审核记录")
    expect(visit.find(f"{BATCHES} table")).to_have_count(0)
    expect(visit.find("#until")).to_have_value("2020-01-01")
    visit.find("#until").fill("2099-12-31")
    expect(visit.find(f"{BATCHES} tbody a").first).to_have_text("today")


def test_a_day_that_is_nonsense_shows_the_newest(visit: Visit, service: Service) -> None:
    send_batches(service, "newest")
    visit.allow("does not conform")
    visit.page.goto(f"{visit.url}/#?until=yesterday&sort=x")
    visit.page.reload()
    expect(visit.find(f"{BATCHES} tbody a").first).to_have_text("newest")
