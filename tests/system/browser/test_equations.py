"""The equations of findings: nothing false added up, and every figure a button to where it stands."""

from playwright.sync_api import Locator, expect

from tests.service.rules.examples import example_text
from tests.system.browser.visits import Visit

TABLE = """
一、本年新收政府信息公开申请数量 | 21 | 0 | 0 | 0 | 0 | 0 | 21
三、本年度办理结果 （一）予以公开 | 20 | 0 | 0 | 0 | 0 | 0 | 20
（七）总计 | 20 | 0 | 0 | 0 | 0 | 0 | 20
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1
"""


def read(visit: Visit, text: str) -> None:
    visit.read(("report.txt", example_text(f"{TABLE}【一】{text}").encode()))


def card_of(visit: Visit, rule: str) -> Locator:
    return visit.find(".card").filter(has=visit.page.locator(f'h3 code:text-is("{rule}")'))


def shown(visit: Visit, rule: str) -> list[str]:
    """The equations of a rule's finding as they are read, without the names of the figures."""
    card = card_of(visit, rule)
    expect(card).to_have_count(1)
    equations = card.locator(".equation").all()
    return [" ".join(equation.locator("xpath=./span | ./button/b").all_inner_texts()) for equation in equations]


def test_each_reading_of_the_table_stands_by_itself_without_sum_and_difference_of_all(visit: Visit) -> None:
    read(visit, "2023年，我局收到政府信息公开申请12件。")
    assert shown(visit, "CON01") == ["12件 ≠ 21 ； ≠ 21 + 0 = 21 ； ≠ 20 ； ≠ 20 + 1 = 21"]
    labels = visit.find("#finding-1 .term small").all_inner_texts()
    assert labels[:2] == ["正文", "一、本年新收政府信息公开申请数量"]


def test_the_difference_is_told_where_there_is_one_reading(visit: Visit) -> None:
    read(visit, "2023年，我局收到政府信息公开申请21件，其中予以公开4件。")
    assert shown(visit, "CON03") == ["4件 ≠ 20 相差 16"]


def test_several_faults_of_a_sentence_are_several_equations(visit: Visit) -> None:
    read(visit, "2023年，我局收到政府信息公开申请21件，其中予以公开4件，无法提供17件。")
    assert shown(visit, "CON03") == ["4件 ≠ 20", "17件 ≠ 0 + 0 + 0 = 0"]


def test_a_figure_of_the_text_leads_to_its_sentence_and_one_of_the_table_to_its_cell(visit: Visit) -> None:
    read(visit, "2023年，我局收到政府信息公开申请12件。")
    stated, received, *_ = visit.find("#finding-1 .term").all()
    stated.click()
    expect(visit.find("mark.now")).to_have_text("12件")
    expect(visit.find("mark.now")).to_be_in_viewport()
    received.click()
    expect(visit.find('td.part:has-text("21")').first).to_be_in_viewport()


def test_a_share_is_shown_as_a_part_of_a_whole(visit: Visit) -> None:
    read(visit, "2023年，予以公开20件，占办结总数的28.6%。")
    (equation,) = shown(visit, "ARI06")
    assert equation.startswith("28.6% ≠ 20 ÷ 20 ≈ 100.0% ； ≠ 20 ÷ 21 ≈ 95.2% ； ≠ 20 ÷ ( 21 + 0 ) ≈ 95.2%")


def test_a_figure_of_another_report_stands_nowhere_in_this_one(visit: Visit) -> None:
    this = example_text("四、结转下年度继续办理 | 5 | 0 | 0 | 0 | 0 | 0 | 5")
    last = this.replace("2023", "2022").replace("2024", "2023")
    visit.page.set_input_files("#previous", {"name": "last.txt", "mimeType": "text/plain", "buffer": last.encode()})
    read(visit, "2023年，我局落实《条例》。")
    term = card_of(visit, "CON11").first.locator(".term").first
    expect(term.locator("small")).to_have_text("上年四、结转下年度继续办理")
    expect(term).to_have_class("term elsewhere")
    assert term.evaluate("(element) => element.tagName") == "SPAN", "it leads nowhere"
