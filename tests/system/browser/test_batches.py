"""Many reports at once, as a table."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.browser.test_reading import printed
from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import Service, frozen, long_report

REPORT = EXAMPLE.read_text("utf-8")
OTHER = REPORT.replace("云溪县林业局", "白石县林业局").replace("公布白石县林业局2022", "公布白石县林业局2023")
BATCH = [("a.txt", OTHER.encode()), ("b.txt", REPORT.encode()), ("c.txt", "今天天气很好。".encode())]
DONE = "text=Excel"


def test_many_reports_become_a_table_of_bodies_that_can_be_sorted(visit: Visit) -> None:
    visit.drop(*BATCH)
    visit.page.wait_for_selector(DONE)
    expect(visit.find(".totals")).to_contain_text("3 / 3 份已完成")
    assert visit.texts("tbody tr > :nth-child(4)") == ["4", "5", ""]
    expect(visit.find("tbody tr").nth(2)).to_contain_text("未找到政府信息公开工作年度报告")
    visit.find("thead button").nth(3).click()
    assert visit.texts("tbody th a")[:2] == ["云溪县林业局", "白石县林业局"]
    expect(visit.find("thead th").nth(3)).to_have_attribute("aria-sort", "descending")
    visit.find("thead button").nth(3).click()
    assert visit.texts("tbody tr > :nth-child(4)") == ["", "4", "5"]


def test_a_report_of_the_table_is_opened_and_the_way_back_leads_to_the_table(visit: Visit) -> None:
    visit.give(*BATCH)
    visit.page.wait_for_selector(DONE)
    visit.find("tbody a", has_text="白石县林业局").click()
    expect(visit.find(".card")).to_have_count(4)
    visit.find("text=返回列表").click()
    expect(visit.find(".totals")).to_be_visible()


def test_the_workbook_is_downloaded(visit: Visit) -> None:
    visit.give(*BATCH)
    visit.page.wait_for_selector(DONE)
    with visit.page.expect_download() as told:
        visit.find(".head button", has_text="Excel").click()
    assert told.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("choice", ["#previous", "#attachments"])
def test_last_year_s_report_and_attachments_do_not_go_with_a_batch_and_that_is_said(visit: Visit, choice: str) -> None:
    visit.page.set_input_files(choice, EXAMPLE)
    visit.give(*BATCH)
    expect(visit.find(".notice")).to_contain_text("上年报告和附件只能随单份报告提交")


def test_who_goes_through_a_growing_table_by_keyboard_stays_where_they_were(visit: Visit, service: Service) -> None:
    visit.give(*BATCH, ("long.txt", long_report(4000)))
    visit.page.wait_for_selector("tbody a")
    with frozen([service.worker()]):
        visit.find("tbody a").nth(1).focus()
        address = visit.focused().get_attribute("href")
    visit.page.wait_for_selector(DONE)
    assert visit.focused().get_attribute("href") == address


def shown(visit: Visit) -> list[str]:
    return visit.texts("tbody tr > :first-child > :first-child")


def test_reports_are_chosen_by_what_became_of_them_with_how_many_there_are(visit: Visit) -> None:
    visit.give(*BATCH)
    visit.page.wait_for_selector(DONE)
    assert visit.texts(".filter button") == [
        *("全部 3", "未发现错误 0", "有错误 2", "请核对 0", "未能全部读取 1", "含批间问题 0")
    ]
    expect(visit.find(".totals .verdict")).to_have_text(["有错误 2", "无法审核 1"])
    visit.find('[data-filter="fail"]').click()
    expect(visit.find(".filter [role=status]")).to_have_text("显示 2 / 3 份")
    expect(visit.find("tbody tr")).to_have_count(2)
    visit.find('[data-filter="not_read"]').click()
    expect(visit.find("tbody tr")).to_have_count(1)
    expect(visit.find("tbody tr")).to_contain_text("c.txt")
    visit.page.go_back()
    expect(visit.find("tbody tr")).to_have_count(2)
    expect(visit.find('[data-filter="fail"]')).to_have_attribute("aria-pressed", "true")
    visit.page.reload()
    expect(visit.find("tbody tr")).to_have_count(2)


MANY = [(f"{number:02d}.txt", REPORT.replace("云溪县", f"云溪{number:02d}县").encode()) for number in range(40)]


def test_who_comes_back_from_a_report_is_at_its_row_sorted_and_chosen_as_before(visit: Visit) -> None:
    visit.give(*MANY)
    visit.page.wait_for_selector(DONE)
    visit.find("thead button").nth(0).click()
    visit.find("thead button").nth(0).click()
    visit.find('[data-filter="fail"]').click()
    row = visit.find("tbody tr").nth(25)
    name = row.locator("a").inner_text()
    row.locator("a").click()
    expect(visit.find(".card").first).to_be_visible()
    visit.find("text=返回列表").click()
    expect(visit.focused()).to_have_text(name)
    expect(visit.focused()).to_be_in_viewport()
    expect(visit.find("thead th").nth(0)).to_have_attribute("aria-sort", "descending")
    expect(visit.find('[data-filter="fail"]')).to_have_attribute("aria-pressed", "true")


def test_what_is_in_sight_is_kept_in_the_address(visit: Visit) -> None:
    visit.give(*MANY)
    visit.page.wait_for_selector(DONE)
    visit.page.evaluate(
        "document.querySelectorAll('tbody tr')[20].scrollIntoView({block: 'start', behavior: 'instant'})"
    )
    expect(visit.page).to_have_url(re.compile("[?&]at="))
    visit.page.reload()
    expect(visit.find("tbody tr").nth(20)).to_be_in_viewport()
    expect(visit.find("tbody tr").nth(10)).not_to_be_in_viewport()


def test_a_batch_gets_another_name(visit: Visit) -> None:
    visit.give(*BATCH)
    visit.page.wait_for_selector(DONE)
    visit.find("button", has_text="改名").click()
    expect(visit.focused()).to_have_id("name")
    assert visit.violations() == []
    visit.focused().fill("县直部门 2023")
    visit.focused().press("Enter")
    expect(visit.find("h1")).to_have_text("县直部门 2023")
    assert visit.page.title().startswith("县直部门 2023")
    visit.find("button", has_text="改名").click()
    visit.focused().fill("x")
    visit.focused().press("Escape")
    expect(visit.find("h1")).to_have_text("县直部门 2023")
    expect(visit.focused()).to_have_text("改名")
    visit.page.reload()
    expect(visit.find("h1")).to_have_text("县直部门 2023")


def test_a_batch_is_canceled_while_it_runs_and_deleted(visit: Visit, service: Service) -> None:
    visit.give(*BATCH, ("long.txt", long_report(8000)))
    visit.page.wait_for_selector("tbody a")
    with frozen([service.worker()]):
        expect(visit.find("#status")).to_contain_text("份已完成")
        batch_id = visit.page.url.rpartition("/")[2].partition("?")[0]
        visit.find("button", has_text="取消本批").click()
        expect(visit.find("tbody", has_text="已取消")).to_be_visible()
        expect(visit.find("button", has_text="取消本批")).to_be_hidden()
    told: list[str] = []
    visit.page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.accept()))
    visit.find("button", has_text="删除").click()
    visit.page.wait_for_selector(".drop")
    assert "其中 4 份报告及其全部结果" in told[0]
    assert service.call("GET", f"/v1/batches/{batch_id}").status == 404


def test_pages_are_told_as_they_are_read(visit: Visit) -> None:
    visit.give(printed(), EXAMPLE)
    visit.page.wait_for_selector(DONE)
    expect(visit.find(".totals li").first).to_have_text(re.compile(r"^2 / 2 份已完成，已读 \d 页$"))
