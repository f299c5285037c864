"""The pictures of docs/images, taken anew, all or those named: python -m tests.system.browser.screenshots [NAME …]"""

import re
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, expect

from service.audits.rendering import NoticeFields
from service.renderers.audited import Audited
from tests.corpus.rendering import render
from tests.corpus.report import build
from tests.system.browser.related import RELATED
from tests.system.browser.test_assessments import say
from tests.system.browser.test_letters import opened
from tests.system.browser.test_unread import ATTACHED
from tests.system.browser.test_versions import PLAN, WRONG_COUNT, WRONG_ROW, correct, report
from tests.system.browser.visits import EXAMPLE, ROOT, Visit, chromium
from tests.system.end_to_end.serving import Service, long_report, started_anywhere
from workers.pipeline import audit_bytes
from workers.renderings import notice_pdf

IMAGES = ROOT / "docs" / "images"
REPORTS = sorted((ROOT / "tests" / "corpus" / "reports").glob("*.txt"))
MARGIN = 12
"""Dots between the pages of a notice."""
FEW = REPORTS[::3][:6]


def empty(visit: Visit, service: Service) -> None:
    visit.page.wait_for_selector(".recent p")


def progress(visit: Visit, service: Service) -> None:
    for _ in range(3):
        service.accepted(long_report(4000))
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


def pages(visit: Visit, service: Service) -> None:
    """A report whose pages are set in the machine's own fonts, with a wrong total."""
    draft = build(7, size="some")
    total = int(draft.tables["applications"].cells["received"]["total"])
    _, html = render(draft.with_cell("applications", "received", "total", str(total + 1)), "html")
    printer = visit.page.context.new_page()
    printer.set_content(re.sub(r"<meta[^>]*>", "", in_utf_8(html)))
    printer.add_style_tag(content=_PRINTED)
    visit.give(("年度报告.pdf", printer.pdf(format="A4")))
    visit.page.wait_for_selector(".findings")
    visit.find('[data-mode="as_pages"]').click()
    visit.find("#finding-1 .term").nth(2).click()
    visit.page.wait_for_selector(".box.part:visible")


def in_utf_8(page: bytes) -> str:
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return page.decode("gb18030")


def incomplete(visit: Visit, service: Service) -> None:
    visit.read(("年度报告.txt", ATTACHED.encode()))


def batch(visit: Visit, service: Service) -> None:
    visit.give(*FEW[:1], EXAMPLE, *RELATED, ("天气.txt", "今天天气很好。".encode()))
    visit.page.wait_for_selector("#between")
    visit.find("thead button").nth(2).click()


def error(visit: Visit, service: Service) -> None:
    visit.expected_statuses = {422}
    visit.give(("空白.pdf", b""))
    visit.page.wait_for_selector(".notice")


def letter(visit: Visit, service: Service) -> None:
    visit.read(EXAMPLE)
    opened(visit)
    visit.find("#notice-deadline").fill("2026-01-31")
    visit.find("#notice-office").fill("云溪县政务公开办公室")


def assessed(visit: Visit, service: Service) -> None:
    visit.read(EXAMPLE)
    say(visit, "#finding-1", "已核实")
    say(visit, "#finding-4", "不属实")
    visit.find("#finding-4 .assessment input").fill("引言引用的是上一年度报告的标题")
    visit.find("#finding-4 .assessment button", has_text="保存").click()
    visit.find("#finding-4 p.said").wait_for()
    visit.find("#finding-4").scroll_into_view_if_needed()


def corrected(visit: Visit, service: Service) -> None:
    visit.read(report(WRONG_ROW, WRONG_COUNT, name="年度报告.txt"))
    correct(visit, report(WRONG_COUNT, PLAN, name="年度报告（修改稿）.txt"))
    visit.find(".since summary").click()


_PRINTED = "body { font: 10pt serif; } table { border-collapse: collapse; width: 100%; } td { font-size: 8pt; }"

SHOTS: list[tuple[str, Callable[[Visit, Service], None], dict[str, Any]]] = [
    ("empty", empty, {}),
    ("arithmetic", arithmetic, {}),
    ("year", year, {}),
    ("section", section, {"locale": "en"}),
    ("batch", batch, {"viewport": {"width": 1280, "height": 1400}}),
    ("pages", pages, {}),
    ("incomplete", incomplete, {}),
    ("error", error, {}),
    ("narrow", year, {"viewport": {"width": 390, "height": 780}, "locale": "en"}),
    ("dark", arithmetic, {"color_scheme": "dark"}),
    ("letter", letter, {}),
    ("assessed", assessed, {}),
    ("corrected", corrected, {}),
    ("progress", progress, {}),
]


def main() -> None:
    """Take the pictures, the first of a service that nobody has used, the last of a busy one."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with started_anywhere() as service, chromium() as browser:
        wanted = sys.argv[1:]
        for name, view, person in (shot for shot in SHOTS if not wanted or shot[0] in wanted):
            take(browser, service, name, view, person)
    notice()


def notice() -> None:
    """A picture of a notice as PDF, its letter beside its attachment."""
    fields = NoticeFields("2026-01-31", "云溪县政务公开办公室", issued="2026-01-05")
    audited = Audited(EXAMPLE.name, audit_bytes(EXAMPLE.read_bytes()))
    pages = [page.render(scale=1).to_pil() for page in pypdfium2.PdfDocument(notice_pdf([audited], "zh", fields))]
    sheet = Image.new("RGB", (sum(page.width for page in pages) + MARGIN, pages[0].height), "#888")
    for number, page in enumerate(pages):
        sheet.paste(page, (number * (page.width + MARGIN), 0))
    save(sheet, "notice")


def take(
    browser: Browser, service: Service, name: str, view: Callable[[Visit, Service], None], person: dict[str, Any]
) -> None:
    """One picture."""
    with Visit(browser, service.url, **person) as visit:
        view(visit, service)
        visit.page.wait_for_timeout(300)
        save(Image.open(BytesIO(visit.page.screenshot())).convert("RGB"), name)


def save(picture: Image.Image, name: str) -> None:
    """Keep a picture."""
    picture.quantize(96, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
