"""An official's day with sixty reports, timed, its clicks counted: python -m tests.system.browser.day

Upload, sort, two notices, three corrected files, two findings assessed, the workbook: what a bureau does in January, on made reports of
every kind of file, in a real Chromium before a real service.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from tests.corpus.mutations import case
from tests.corpus.rendering import render
from tests.corpus.report import build
from tests.system.browser.visits import Visit, chromium
from tests.system.end_to_end.serving import started_anywhere

FORMATS = ("docx", "pdf", "text-tabs", "html", "doc", "ofd")
COUNT = 60
CORRECTED = 3
PATIENT = 300_000
"""Milliseconds."""


def report(number: int, *, is_corrected: bool = False) -> tuple[str, bytes]:
    """One of the reports: every other one has a wrong total, unless it is corrected."""
    draft = build(number) if is_corrected or number % 2 else case("figures.total_cell", number).draft
    name, data = render(draft, FORMATS[number % len(FORMATS)])
    return name, data


class Official:
    """Counts what somebody does, and takes the time of each part of the day."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.clicks, self.drops, self.fields = visit, 0, 0, 0
        self.parts: list[tuple[str, float, int]] = []

    def click(self, what: str | Locator, has_text: str | None = None) -> None:
        """Click on something, once it is there."""
        (self.visit.find(what, has_text).first if isinstance(what, str) else what).click()
        self.clicks += 1

    def fill(self, field: str, text: str) -> None:
        """Write into a field."""
        self.visit.find(field).fill(text)
        self.fields += 1

    def save(self, button: str, has_text: str) -> str:
        """Save a document; its file's name."""
        with self.visit.page.expect_download(timeout=PATIENT) as told:
            self.click(button, has_text)
        return told.value.suggested_filename

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """A part of the day."""
        begun, clicks = time.monotonic(), self.clicks
        yield
        self.parts.append((name, time.monotonic() - begun, self.clicks - clicks))


def day(official: Official) -> None:
    """The whole of it."""
    visit = official.visit
    with official.part("sixty reports are dropped and audited"):
        visit.drop(*map(report, range(COUNT)))
        official.drops += 1
        expect(visit.find("tbody tr")).to_have_count(COUNT, timeout=PATIENT)
        visit.page.wait_for_selector("progress", state="hidden", timeout=PATIENT)
    with official.part("the worst come first"):
        official.click("thead button", "错误")
    wrong = visit.find("tbody tr:has(.verdict.fail)")
    expect(wrong).not_to_have_count(0)
    names = wrong.locator("small:first-of-type").all_inner_texts()[:CORRECTED]
    for number in range(2):
        with official.part(f"notice {number + 1}: opened, filled in, saved"):
            official.click(wrong.nth(number).locator("a").first)
            visit.page.wait_for_selector(".findings")
            official.click(".menu summary")
            official.click(".menu li button")
            official.fill("#notice-deadline", "2026-01-31")
            if number == 0:
                official.fill("#notice-office", "云溪县政务公开办")
            assert official.save("dialog.filled button", "Word").endswith(".docx")
            visit.page.keyboard.press("Escape")
            official.click("a", "返回")
            visit.page.wait_for_selector("tbody tr")
    for number, name in enumerate(names):
        with official.part(f"corrected file {number + 1}: opened, sent, compared"):
            official.click(visit.find("tbody tr", name).locator("a").first)
            visit.page.wait_for_selector(".findings")
            if number < 2:
                official.click("#finding-1 .assessment button", "已核实")
                expect(visit.find("#finding-1 p.said")).to_contain_text("已核实")
            seed = int(name.rpartition("-")[2].partition(".")[0])
            mended, data = report(seed, is_corrected=True)
            payload = {"name": f"改 {mended}", "mimeType": "application/octet-stream", "buffer": data}
            visit.page.set_input_files("#correction", [payload])
            official.drops += 1
            visit.page.wait_for_selector(".since", timeout=PATIENT)
            official.click("a", "返回")
            visit.page.wait_for_selector("tbody tr")
    with official.part("the workbook"):
        assert official.save(".head button", "Excel").endswith(".xlsx")
    expect(visit.find("tbody tr", "修改稿")).to_have_count(CORRECTED)


def main() -> None:
    """Print each part, and all."""
    with started_anywhere(AUDIT_WORKERS="2") as service, chromium() as browser, Visit(browser, service.url) as visit:
        official = Official(visit)
        day(official)
    for name, seconds, clicks in official.parts:
        print(f"{name:48}{seconds:7.1f} s{clicks:4} clicks")
    total = sum(seconds for _, seconds, _ in official.parts)
    print(f"{'all':48}{total:7.1f} s{official.clicks:4} clicks, {official.drops} drops, {official.fields} fields")


if __name__ == "__main__":
    main()
