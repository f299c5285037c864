"""A corrected version is sent from the audit of the earlier one, set against it, and linked with it."""

from playwright.sync_api import expect

from tests.service.rules.examples import example_text
from tests.system.browser.test_batches import DONE
from tests.system.browser.visits import Visit

WRONG_ROW = "行政复议 | 2 | 0 | 0 | 0 | 3"
WRONG_COUNT = "【一】全年制发规范性文件88件。"
PLAN = "【五】2023年将重点做好平台建设。"


def report(*changes: str, name: str = "report.txt") -> tuple[str, bytes]:
    return name, example_text("\n".join(changes)).encode()


def correct(visit: Visit, file: tuple[str, bytes]) -> None:
    """Send a corrected version, until its findings are there."""
    visit.page.evaluate("document.querySelector('.head').dataset.earlier = ''")
    name, data = file
    visit.page.set_input_files("#correction", [{"name": name, "mimeType": "text/plain", "buffer": data}])
    visit.page.wait_for_selector(".head:not([data-earlier]) + .beside .since")


def test_a_corrected_version_tells_what_is_corrected_what_is_not_and_what_is_new(visit: Visit) -> None:
    visit.read(report(WRONG_ROW, WRONG_COUNT))
    first = visit.page.url
    count = visit.find(".card").count()
    correct(visit, report(WRONG_COUNT, PLAN, name="corrected.txt"))
    expect(visit.find(".since")).to_contain_text("已改正")
    corrected, unchanged, new = (int(text) for text in visit.texts(".since .totals b"))
    assert corrected >= 1
    assert unchanged >= 1
    assert new >= 1
    assert corrected + unchanged == count
    assert visit.texts(".findings .group") == [f"未改正（{unchanged}）", f"新增（{new}）"]
    visit.find(".since summary").click()
    expect(visit.find(".since li code").first).to_have_text("ARI04")
    visit.find(".versions a", has_text="上一稿").click()
    expect(visit.find(".versions")).to_contain_text("修改稿")
    assert visit.page.url.partition("?")[0] == first.partition("?")[0]


def test_a_corrected_version_of_a_corrected_version_comes_to_nothing_left(visit: Visit) -> None:
    visit.read(report(WRONG_ROW, WRONG_COUNT))
    correct(visit, report(WRONG_COUNT))
    second = visit.page.url
    correct(visit, report())
    assert visit.page.url != second
    assert visit.texts(".since .totals b")[1:] == ["0", "0"]
    expect(visit.find(".findings")).to_contain_text("未发现问题")
    assert visit.violations() == []
    visit.find(".versions a").click()
    expect(visit.find(".versions a")).to_have_text(["上一稿", "修改稿"])


def test_what_can_not_be_sent_is_told_and_the_audit_stays(visit: Visit) -> None:
    visit.read(report(WRONG_ROW))
    visit.expected_statuses = {422}
    visit.page.set_input_files("#correction", [{"name": "空.txt", "mimeType": "text/plain", "buffer": b""}])
    expect(visit.find(".head .notice")).to_contain_text("空.txt")
    expect(visit.find(".card")).to_have_count(1)
    assert visit.violations() == []


def test_a_batch_tells_which_reports_were_answered_and_leads_there(visit: Visit) -> None:
    visit.give(report(WRONG_ROW, name="甲.txt"), report(WRONG_ROW, WRONG_COUNT, name="乙.txt"))
    visit.page.wait_for_selector(DONE)
    expect(visit.find("tbody .verdict.fail")).to_have_count(2)
    batch = visit.page.url
    visit.find("tbody a").first.click()
    visit.page.wait_for_selector(".findings")
    correct(visit, report(name="甲改.txt"))
    visit.page.goto(batch)
    visit.page.reload()
    row = visit.find("tbody tr", has_text="修改稿")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("修改稿 未发现错误 已改正 1 · 未改正 0 · 新增 0")
    assert visit.violations() == []
    row.locator("a", has_text="修改稿").click()
    expect(visit.find(".since")).to_be_visible()
