"""The pictures of docs/images, taken anew: python -m tests.system.browser.screenshots"""

import shutil
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from tests.system.browser.visits import EXAMPLE, ROOT, Visit
from tests.system.end_to_end.serving import Service, long_report, started_anywhere

IMAGES = ROOT / "docs" / "images"
REPORTS = sorted((ROOT / "tests" / "corpus" / "reports").glob("*.txt"))
FEW = REPORTS[::3][:6]


def empty(visit: Visit, service: Service) -> None:
    visit.page.wait_for_selector(".recent p")


def progress(visit: Visit, service: Service) -> None:
    for _ in range(3):
        service.accepted(long_report(16_000))
    visit.give(EXAMPLE)
    expect(visit.find("#status")).to_contain_text("前面还有")


def arithmetic(visit: Visit, service: Service) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-1 .places button").first.click()


def year(visit: Visit, service: Service) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-4 .places button").click()


def section(visit: Visit, service: Service) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-5 .places button").click()


def batch(visit: Visit, service: Service) -> None:
    visit.give(*FEW, EXAMPLE, ("天气.txt", "今天天气很好。".encode()))
    visit.page.wait_for_selector("text=Excel", timeout=60_000)
    visit.find("thead button").nth(3).click()


def error(visit: Visit, service: Service) -> None:
    visit.expected_statuses = {422}
    visit.give(("空白.pdf", b""))
    visit.page.wait_for_selector(".notice")


SHOTS: list[tuple[str, Callable[[Visit, Service], None], dict[str, Any]]] = [
    ("empty", empty, {}),
    ("arithmetic", arithmetic, {}),
    ("year", year, {}),
    ("section", section, {"locale": "en"}),
    ("batch", batch, {}),
    ("error", error, {}),
    ("narrow", year, {"viewport": {"width": 390, "height": 780}, "locale": "en"}),
    ("dark", arithmetic, {"color_scheme": "dark"}),
    ("progress", progress, {}),
]


def main() -> None:
    """Take all pictures, the first of a service that nobody has used, the last of a busy one."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with started_anywhere() as service, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, view, person in SHOTS:
            take(browser, service, name, view, person)


def take(
    browser: Browser, service: Service, name: str, view: Callable[[Visit, Service], None], person: dict[str, Any]
) -> None:
    """One picture."""
    with Visit(browser, service.url, reduced_motion="reduce", **person) as visit:
        view(visit, service)
        visit.page.wait_for_timeout(300)
        picture = Image.open(BytesIO(visit.page.screenshot())).convert("RGB")
        picture.quantize(96, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
