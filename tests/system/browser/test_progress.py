"""Progress changes in place: who reads, scrolls or goes through it by keyboard stays where they were."""

import json
import re
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.system.browser.test_batches import BATCH, DONE
from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import Service, frozen, kill, long_report

FOCUS_TOP = "document.activeElement.getBoundingClientRect().top"
KEEP = "([selector]) => { window.kept = [...document.querySelectorAll(selector)] }"
"""Remember elements."""
ARE_KEPT = "([selector]) => window.kept.every((element, at) => element === document.querySelectorAll(selector)[at])"


@pytest.fixture
def stopped(service: Service) -> Iterator[int]:
    """A worker that does nothing until it is told to go on."""
    worker = service.worker()
    with frozen([worker]):
        yield worker


def test_the_steps_of_an_audit_are_the_same_elements_all_along(visit: Visit, service: Service, stopped: int) -> None:
    visit.page.goto(f"{visit.url}/#audit/{service.accepted(long_report())}")
    expect(visit.find('.steps [aria-current="step"]')).to_have_text("排队")
    visit.page.evaluate(KEEP, [".progress, .progress li, .progress button"])
    visit.find(".progress button").focus()
    kill(stopped, signal.SIGCONT)
    expect(visit.find('.steps [aria-current="step"]')).not_to_have_text("排队")
    assert visit.page.evaluate(ARE_KEPT, [".progress, .progress li, .progress button"])
    expect(visit.focused()).to_have_text("取消审核")


def test_a_growing_batch_keeps_its_rows_focus_and_scroll(visit: Visit, service: Service) -> None:
    visit.page.set_viewport_size({"width": 640, "height": 320})
    visit.give(("long.txt", long_report(4000)), *BATCH)
    expect(visit.find("tbody a")).to_have_count(4)
    with frozen([service.worker()]):
        visit.page.evaluate(KEEP, [".totals, progress, table, tbody tr, tbody a"])
        visit.find("tbody a").nth(1).focus()
        visit.page.evaluate("scrollTo({ top: 150, behavior: 'instant' })")
        before = visit.page.evaluate(FOCUS_TOP)
    visit.page.wait_for_selector(DONE, state="attached")
    expect(visit.find(".totals")).to_contain_text("4 / 4")
    assert visit.page.evaluate(ARE_KEPT, [".totals, progress, table, tbody tr, tbody a"])
    assert visit.page.evaluate("document.activeElement === window.kept.filter((each) => each.matches('tbody a'))[1]")
    # What is seen stays where it is while rows above it grow, for which the browser scrolls by itself.
    assert visit.page.evaluate(FOCUS_TOP) == pytest.approx(before, abs=40)


def test_a_row_that_moves_in_a_sorted_batch_keeps_the_focus(visit: Visit) -> None:
    """The first report comes to stand after the second one."""
    errors: list[int] = []

    def grow(route: Route) -> None:
        asked = {name: value for name, value in route.request.headers.items() if name != "if-none-match"}
        whole = re.sub(r"since=[^&]*&?", "", route.request.url)
        told = route.fetch(url=whole, headers=asked)
        batch: dict[str, Any] = told.json()
        for report, error in zip(batch["reports"], errors or [0, 0], strict=True):
            report["error"] = error
        route.fulfill(response=told, body=json.dumps({**batch, **({} if errors else {"finished_at": None})}))

    visit.give(EXAMPLE, ("other.txt", EXAMPLE.read_bytes()))
    visit.page.wait_for_selector(DONE)
    visit.page.route("**/v1/batches/*", grow)
    visit.page.goto(f"{visit.page.url}?sort=-error")
    visit.page.reload()
    first = visit.find("tbody a").first
    first.focus()
    address = str(first.get_attribute("href"))
    errors[:] = [5, 1]
    expect(visit.find("tbody tr > :nth-child(4)")).to_have_text(["1", "5"])
    expect(visit.find("tbody a").nth(1)).to_have_attribute("href", address)
    expect(visit.focused()).to_have_attribute("href", address)
