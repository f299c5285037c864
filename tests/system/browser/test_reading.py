"""One report: dropped, watched, and its findings read beside it."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from service.reports import form
from tests.corpus.rendering import render
from tests.corpus.report import build
from tests.system.browser.visits import EXAMPLE, Visit
from tests.system.end_to_end.serving import SOON, Service, frozen, long_report
from tests.workers.readers.sheets import xlsx
from workers.readers.document import GridCell

REPORT = EXAMPLE.read_bytes()
WRONG_CELL = 'td.marked:has-text("9")'


def printed(seed: int = 7, format: str = "pdf-strokes") -> tuple[str, bytes]:
    """A report with a wrong total, in ruled tables on pages."""
    draft = build(seed, size="some")
    total = int(draft.tables["applications"].cells["received"]["total"])
    return render(draft.with_cell("applications", "received", "total", str(total + 1)), format)


def test_a_dropped_report_is_shown_with_its_findings_where_they_stand(visit: Visit) -> None:
    visit.drop((EXAMPLE.name, REPORT))
    expect(visit.find(".card")).to_have_count(5)
    expect(visit.find("h1")).to_have_text("云溪县林业局 · 2023")
    assert visit.texts(f"{WRONG_CELL} .ref") == ["1", "2", "3"]
    expect(visit.find("mark.meant")).to_have_text("2022年度")
    assert "".join(visit.texts("mark")).startswith("根据《中华人民共和国政府信息公开条例》")
    expect(visit.find(".missing")).to_contain_text("六、其他需要报告的事项")


def test_an_equation_is_shown_with_its_figures_and_the_repair(visit: Visit) -> None:
    visit.read(EXAMPLE)
    card = visit.find("#finding-1")
    assert visit.texts("#finding-1 .term b") == ["8", "0", "9", "0"]
    expect(card.locator(".differs")).to_have_text("≠")
    expect(card.locator(".repair")).to_contain_text("由 9 改为 8")
    expect(visit.find("#finding-3 .equation")).to_contain_text("其余 19 项为 0")


def test_the_tables_have_the_form_that_they_have_in_a_report(visit: Visit) -> None:
    visit.read(EXAMPLE)
    disclosure, applications, reviews = visit.find("table.form").all()
    assert [band.inner_text() for band in disclosure.locator('th[scope="colgroup"]').all()] == [
        f"第二十条第（{clause}）项" for clause in "一五六八"
    ]
    expect(applications.locator("tbody tr")).to_have_count(len(form.APPLICATION_ROWS))
    expect(applications.locator("th", has_text="三、本年度办理结果")).to_have_attribute("rowspan", "22")
    expect(applications.locator("th", has_text="法人或其他组织")).to_have_attribute("colspan", "5")
    expect(reviews.locator("tbody td")).to_have_count(15)


def test_a_finding_leads_to_its_place_and_the_place_back_by_keyboard(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-4 .places button").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.focused()).to_have_attribute("aria-label", "问题 4：错误")
    expect(visit.find("mark.now")).to_be_in_viewport()
    visit.page.keyboard.press("Enter")
    expect(visit.focused()).to_have_id("finding-4")
    expect(visit.focused()).to_have_attribute("aria-current", "true")


def test_a_click_on_a_figure_of_an_equation_shows_it_and_its_fellows(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-1 .term").first.click()
    expect(visit.find("td.part")).to_have_count(4)
    expect(visit.find("td.part").first).to_be_in_viewport()
    visit.find(WRONG_CELL).click()
    expect(visit.find("#finding-1")).to_be_in_viewport()


def test_findings_and_their_marks_are_filtered_by_severity_family_and_section(visit: Visit) -> None:
    visit.read(EXAMPLE)
    family, chapter, _ = visit.find(".filters select").all()
    family.select_option("year")
    assert visit.texts(".card code") == ["YEAR01"]
    expect(visit.find(".marked, .missing")).to_have_count(0)
    family.select_option("")
    chapter.select_option("3")
    assert visit.texts(".card code") == ["ARI01", "ARI02", "ARI03"]
    chapter.select_option("")
    visit.find(".filters input").uncheck()
    expect(visit.find(".card")).to_have_count(0)
    expect(visit.find(".findings > [role=status]")).to_have_text("显示 0 / 5 条")


def test_the_rule_behind_a_finding_and_all_that_was_checked_are_told(visit: Visit) -> None:
    visit.read(EXAMPLE)
    visit.find("#finding-4 summary").click()
    expect(visit.find("#finding-4 details")).to_contain_text("依据：")
    visit.find(".checks summary").click()
    expect(visit.find(".checks tbody tr", has_text="ARI04")).to_contain_text("通过")


@pytest.mark.parametrize("format", ["pdf-strokes", "ofd"])
def test_a_wrong_total_on_a_page_has_its_rectangle_there(visit: Visit, format: str) -> None:
    visit.read(printed(format=format))
    visit.find('[data-mode="as_pages"]').click()
    visit.find("#finding-1 .places button").first.click()
    box = visit.find(".box.now").first
    expect(box).to_be_in_viewport()
    place = visit.page.evaluate("document.querySelector('.box.now').place")
    picture = box.evaluate("(box) => box.parentElement.querySelector('img').getBoundingClientRect().toJSON()")
    drawn = box.bounding_box()
    assert drawn
    scale = picture["width"] / 595
    assert drawn["x"] == pytest.approx(picture["x"] + (place[0] - 2) * scale, abs=3)
    assert drawn["width"] == pytest.approx((place[2] - place[0] + 4) * scale, abs=4)
    box.click()
    expect(visit.focused()).to_have_id("finding-1")


def test_last_year_s_report_goes_along_and_the_chosen_year_decides(visit: Visit) -> None:
    before = REPORT.decode().replace("2023", "2022").encode()
    visit.page.set_input_files("#previous", {"name": "last.txt", "mimeType": "text/plain", "buffer": before})
    visit.find("#year").select_option("2022")
    visit.read(EXAMPLE)
    expect(visit.find(".head")).to_contain_text("上年报告（可选）：last.txt")
    expect(visit.find(".cards")).to_contain_text("与提交时注明的报告年度（2022年）不一致")


def test_a_table_in_a_spreadsheet_goes_along_and_the_head_names_it(visit: Visit) -> None:
    before, table, after = re.split("(（本列数据.*四、结转[^\n]*)", REPORT.decode(), flags=re.DOTALL)
    cells = [
        GridCell(text, row, column)
        for row, line in enumerate(table.splitlines())
        for column, text in enumerate(line.split("\t"))
        if text
    ]
    attachment = {"name": "附件.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx(cells)}
    visit.page.set_input_files("#attachments", attachment)
    visit.read(("report.txt", f"{before}详见附件。{after}".encode()))
    expect(visit.find(".head")).to_contain_text("附件（可选）：附件.xlsx")
    expect(visit.find(".cards")).to_contain_text("附件“附件.xlsx”")


def test_a_report_by_the_school_year_says_so(visit: Visit, english_visit: Visit) -> None:
    title = REPORT.decode().splitlines()[0]
    school = REPORT.decode().replace(title, "临江师范学院2022—2023学年信息公开工作年度报告", 1).encode()
    visit.read(("school.txt", school))
    expect(visit.find(".head")).to_contain_text("按学年报告（2022—2023 学年）")
    english_visit.read(("school.txt", school))
    expect(english_visit.find(".head")).to_contain_text("By school year (2022–2023)")
    visit.find("#brand").click()
    visit.read(EXAMPLE)
    expect(visit.find(".head")).not_to_contain_text("学年")


def test_places_and_figures_are_named_in_the_language_of_the_page(english_visit: Visit) -> None:
    english_visit.read(EXAMPLE)
    place = english_visit.find("#finding-1 .places button").first
    expect(place).to_contain_text("Applications received and processed, ")
    expect(english_visit.find("#finding-1 .term small").first).to_have_text("1. New applications this year")
    expect(english_visit.find("article")).to_contain_text("一、本年新收政府信息公开申请数量")


def test_characters_beyond_the_basic_plane_shift_no_mark(visit: Visit) -> None:
    visit.read(("rare.txt", REPORT.decode().replace("现公布云溪县", "𠮷𡈽𠮷𡈽现公布云溪县").encode()))
    expect(visit.find("mark.meant")).to_have_text("2022年度")
    expect(visit.find("mark").last).to_have_text("政府信息公开工作年度报告。")


def test_it_is_downloaded_in_every_form_that_there_is_for_it(visit: Visit) -> None:
    visit.read(printed())
    visit.find(".menu summary").click()
    expect(visit.find(".menu li")).to_have_count(7)
    suffixes = []
    body_and_year = visit.find("h1").inner_text().replace(" · ", "")
    for choice in visit.find(".menu li button").all()[1:]:
        with visit.page.expect_download() as told:
            choice.click()
        assert told.value.path().stat().st_size > 100
        assert told.value.suggested_filename.startswith(body_and_year)
        suffixes.append(told.value.suggested_filename.rpartition(".")[2])
    assert sorted(suffixes) == ["csv", "html", "json", "md", "pdf", "sarif"], "a notice is filled in first"


def test_nothing_of_a_report_is_run(visit: Visit) -> None:
    attack = '<img src=x onerror="window.broken=1"><script>window.broken=1</script><b>2022年</b>'
    hostile = (
        REPORT.decode().replace("围绕造林绿化", attack).replace("一、本年新收", "<b onclick=alert(1)>一、本年新收")
    )
    visit.read((f"{attack.replace('/', '')}.txt", hostile.encode()))
    expect(visit.find("article")).to_contain_text("<script>window.broken=1</script>")
    expect(visit.find("article img, article b, article script")).to_have_count(0)
    assert visit.page.evaluate("window.broken") is None


def test_the_place_in_the_queue_and_the_stages_are_watched_and_an_audit_is_canceled(
    visit: Visit, service: Service
) -> None:
    with frozen([service.worker()]):
        for _ in range(3):
            service.accepted(REPORT)
        visit.give(EXAMPLE)
        expect(visit.find('.steps [aria-current="step"]')).to_have_text("排队")
        expect(visit.find("#status")).to_have_text(re.compile(r"^正在排队，前面还有 [23] 份。$"))
        visit.find(".progress button").click()
        expect(visit.find(".verdict")).to_have_text("已取消")
        visit.page.goto(f"{visit.url}/#audit/{service.accepted(long_report())}")
        expect(visit.find('.steps [aria-current="step"]')).to_have_text("排队")
    expect(visit.find('.steps [aria-current="step"]')).to_have_text(re.compile("识别内容|逐条审核"))
    expect(visit.find(".findings")).to_be_visible()


def no_report(visit: Visit) -> None:
    visit.give(("weather.txt", "今天天气很好。".encode()))
    expect(visit.find(".verdict")).to_have_text("无法审核")


def canceled(visit: Visit) -> None:
    visit.give(("long.txt", long_report(4000)))
    visit.find(".progress button").click()
    expect(visit.find(".verdict")).to_have_text("已取消")


@pytest.mark.parametrize(
    "ended", [lambda visit: visit.read(EXAMPLE), no_report, canceled], ids=["read", "failed", "canceled"]
)
def test_an_audit_is_deleted_however_it_ended(visit: Visit, ended: Callable[[Visit], None]) -> None:
    ended(visit)
    address = visit.page.url
    visit.page.on("dialog", lambda asked: asked.accept())
    visit.find(".head button, .home button", has_text="删除").click()
    expect(visit.find(".drop")).to_be_visible()
    visit.expected_statuses = {404}
    visit.page.goto(address)
    expect(visit.find(".notice")).to_contain_text("未找到")


def test_first_findings_of_a_pdf_are_there_soon(visit: Visit) -> None:
    def once() -> float:
        visit.page.goto(f"{visit.url}/?{time.monotonic()}")
        visit.page.wait_for_selector(".recent table, .recent p")
        begun = time.monotonic()
        visit.drop(printed())
        visit.page.wait_for_selector(".card")
        return time.monotonic() - begun

    assert min(once() for _ in range(5)) < SOON
