"""整改通知单 from the page: filled in in a dialog, by mouse or keyboard, and saved as Word or PDF."""

import io
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from playwright.sync_api import Download, expect

from tests.system.browser.test_batches import BATCH, DONE
from tests.system.browser.visits import EXAMPLE, Visit

OFFICE = "云溪县政务公开办"


def opened(visit: Visit) -> None:
    """The dialog of the audit that is shown."""
    visit.find(".menu summary").click()
    visit.find(".menu li button").first.click()
    expect(visit.find("dialog.filled")).to_be_visible()


def saved(visit: Visit, form: str) -> Download:
    """What a button of the dialog saves."""
    with visit.page.expect_download() as told:
        visit.find("dialog.filled button", has_text=form).click()
    return told.value


def words(download: Download) -> str:
    """What stands on the first page of a notice."""
    data = Path(download.path()).read_bytes()
    if download.suggested_filename.endswith(".pdf"):
        return str(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range())
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


@pytest.mark.parametrize(("form", "suffix"), [("Word", "docx"), ("PDF", "pdf")])
def test_a_notice_is_filled_in_and_saved_in_either_form(visit: Visit, form: str, suffix: str) -> None:
    visit.read(EXAMPLE)
    opened(visit)
    expect(visit.find("#notice-addressee")).to_have_value("云溪县林业局")
    visit.find("#notice-deadline").fill("2026-01-31")
    visit.find("#notice-office").fill(OFFICE)
    visit.find("#notice-issued").fill("2026-01-05")
    download = saved(visit, form)
    assert download.suggested_filename == f"云溪县林业局2023年度整改通知单.{suffix}"
    said = words(download)
    for part in ("云溪县林业局：", "2026年1月31日前", OFFICE, "2026年1月5日"):
        assert part in said


def test_what_notices_have_in_common_is_remembered_and_the_addressee_is_not(visit: Visit) -> None:
    visit.read(EXAMPLE)
    opened(visit)
    visit.find("#notice-office").fill(OFFICE)
    visit.find("#notice-addressee").fill("白石县林业局")
    assert "白石县林业局：" in words(saved(visit, "Word"))
    visit.find(".menu li button").first.click()
    expect(visit.find("#notice-office")).to_have_value(OFFICE)
    expect(visit.find("#notice-addressee")).to_have_value("云溪县林业局")


def test_the_dialog_is_worked_by_keyboard_and_gives_the_focus_back(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find(".menu summary").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.find(".menu li button").first).to_be_visible()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.find("#notice-addressee")).to_be_focused()
    assert not visit.violations()
    visit.page.keyboard.press("Escape")
    expect(visit.find("dialog.filled")).to_have_count(0)
    expect(visit.find(".menu li button").first).to_be_focused()
    visit.page.keyboard.press("Enter")
    with visit.page.expect_download() as told:
        visit.page.keyboard.press("Enter")
    assert told.value.suggested_filename.endswith(".docx")


def test_each_body_of_a_batch_gets_one(visit: Visit) -> None:
    visit.give(*BATCH)
    visit.page.wait_for_selector(DONE)
    visit.find(".head button", has_text="整改通知单").click()
    expect(visit.find("#notice-addressee")).to_have_count(0)
    visit.find("#notice-office").fill(OFFICE)
    download = saved(visit, "PDF")
    with zipfile.ZipFile(download.path()) as archive:
        names = archive.namelist()
    assert [name.partition(" ")[2] for name in names] == [
        "白石县林业局2023年度整改通知单.pdf",
        "云溪县林业局2023年度整改通知单.pdf",
        "c整改通知单.pdf",
    ]


def test_a_file_that_could_not_be_audited_gets_one_too(visit: Visit) -> None:
    visit.give(("云溪县林业局年报.txt", "今天天气很好。".encode()))
    visit.find(".head button", has_text="整改通知单").click()
    said = words(saved(visit, "Word"))
    assert "云溪县林业局：" in said
    assert "未能审核：" in said


def test_english_asks_in_english(english_visit: Visit) -> None:
    english_visit.read(EXAMPLE)
    opened(english_visit)
    expect(english_visit.find("dialog.filled label").nth(1)).to_have_text("To be corrected by")
    assert "Notice of Corrections" in words(saved(english_visit, "Word"))
