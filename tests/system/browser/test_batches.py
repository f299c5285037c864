"""Many reports at once, as a table."""

import signal

import pytest
from playwright.sync_api import expect

from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import Service, kill, long_report

REPORT = EXAMPLE.read_text("utf-8")
OTHER = REPORT.replace("云溪县林业局", "白石县林业局").replace("公布白石县林业局2022", "公布白石县林业局2023")
BATCH = [("a.txt", OTHER.encode()), ("b.txt", REPORT.encode()), ("c.txt", "今天天气很好。".encode())]
DONE = "text=Excel"


def test_many_reports_become_a_table_of_bodies_that_can_be_sorted(visit: Visit) -> None:
    visit.drop(*BATCH)
    visit.page.wait_for_selector(DONE)
    expect(visit.find(".totals")).to_contain_text("3 / 3 份已完成")
    assert visit.texts("tbody tr > :nth-child(4)") == ["4", "5", ""]
    expect(visit.find("tbody tr").nth(2)).to_contain_text("没有找到政府信息公开工作年度报告")
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


def test_the_workbook_and_the_notices_are_downloaded(visit: Visit) -> None:
    visit.give(*BATCH)
    visit.page.wait_for_selector(DONE)
    names = []
    for button in visit.find(".head button").all():
        with visit.page.expect_download(timeout=30_000) as told:
            button.click()
        names.append(told.value.suggested_filename.rpartition(".")[2])
    assert names == ["xlsx", "zip"]


@pytest.mark.parametrize("choice", ["#previous", "#attachments"])
def test_last_year_s_report_and_attachments_do_not_go_with_a_batch_and_that_is_said(visit: Visit, choice: str) -> None:
    visit.page.set_input_files(choice, EXAMPLE)
    visit.give(*BATCH)
    expect(visit.find(".notice")).to_contain_text("上年报告和附件只随单份报告提交")


def test_who_goes_through_a_growing_table_by_keyboard_stays_where_they_were(visit: Visit, service: Service) -> None:
    worker = service.worker()
    visit.give(*BATCH, ("long.txt", long_report(4000)))
    visit.page.wait_for_selector("tbody a")
    kill(worker, signal.SIGSTOP)
    visit.find("tbody a").nth(1).focus()
    address = visit.focused().get_attribute("href")
    kill(worker, signal.SIGCONT)
    visit.page.wait_for_selector(DONE)
    assert visit.focused().get_attribute("href") == address
