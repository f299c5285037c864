"""Lines that a conversion broke are made whole, and no others."""

from service.reports.report import Paragraph, Piece
from workers.limits import Limits
from workers.readers import read
from workers.readers.structure.wrapping import broken_lines, rest_of_label, rewrapped
from workers.readers.text import read_text

TOLD = (
    "2024年，我镇围绕乡村振兴、人居环境整治和惠农补贴等群众关注的事项，通过政府网站、公开栏和微信群公开各类信息174条，"
    "其中政务动态96条、通知公告21条、财政资金类12条、惠民补贴类45条，并在便民服务大厅设置公开专区1处，供群众查阅有关文件和资料，"
    "同时安排专人解答群众提出的问题，全年共接待咨询300人次，没有发生因信息公开引起的投诉和举报，群众对公开工作总体上较为满意"
)


def wrapped(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def paragraphs(lines: list[str]) -> list[Paragraph]:
    return [b for b in read_text("\n".join(lines).encode(), Limits()).blocks if isinstance(b, Paragraph)]


def test_a_sentence_over_many_lines_is_one_and_keeps_its_lines() -> None:
    lines = ["一、总体情况", *wrapped(TOLD, 36), "二、主动公开政府信息情况"]
    found = paragraphs(lines)
    assert [each.text for each in found] == ["一、总体情况", TOLD, "二、主动公开政府信息情况"]
    assert found[1].locate(TOLD.index("惠民补贴类"), len(TOLD)).line == 2 + TOLD.index("惠民补贴类") // 36


def test_an_indented_line_begins_a_new_paragraph() -> None:
    lines = ["　　" + TOLD[:34], *wrapped(TOLD[34:], 36), "　　" + TOLD[:34], *wrapped(TOLD[34:], 36)]
    assert [each.text for each in paragraphs(lines)] == [TOLD, TOLD]


def test_a_numbered_line_begins_a_new_paragraph() -> None:
    lines = [*wrapped(TOLD[:144], 36), "（二）依申请公开。全年未收到申请。"]
    assert [each.text for each in paragraphs(lines)] == [TOLD[:144], "（二）依申请公开。全年未收到申请。"]


def test_lines_of_different_widths_stay_apart() -> None:
    lines = [TOLD[:30], TOLD[:37], TOLD[:44], TOLD[:52], TOLD[:59], TOLD[:41]]
    assert broken_lines(dict(enumerate(lines))) == {}


def test_lines_that_end_with_a_stop_stay_apart() -> None:
    assert broken_lines(dict.fromkeys(range(8), TOLD[:35] + "。")) == {}


def test_a_row_broken_inside_its_label_is_whole_and_no_other() -> None:
    assert rest_of_label("\t\t5.要求行政机关确认或重新", "出具已获取信息\t0\t0")
    assert not rest_of_label("规章\t0\t0\t0", "行政规范性文件\t0\t0\t0")
    assert not rest_of_label("\t（三）不予公开\t1.属于国家秘密\t0", "\t\t2.其他法律行政法规禁止公开\t0")


def test_what_a_site_puts_under_a_report_is_no_part_of_it() -> None:
    text = """某县统计局2023年政府信息公开工作年度报告
一、总体情况
五、存在的主要问题及改进情况
公开内容不够丰富。
六、其他需要报告的事项
本年度未收取信息处理费。
附件：某县统计局2023年政府信息公开工作年度报告.docx
某县统计局
2024年1月9日
责任编辑：某
上一篇：某县统计局2022年政府信息公开工作年度报告
版权所有：某县人民政府
"""
    section = read(text.encode()).section(6)
    assert section
    assert [each.text for each in section.paragraphs] == ["本年度未收取信息处理费。", "某县统计局", "2024年1月9日"]


def test_paragraphs_of_one_width_without_a_stop_are_one_in_a_file_without_lines() -> None:
    blocks = [Paragraph(text, (Piece(0),)) for text in ("一、总体情况", *wrapped(TOLD, 36))]
    assert [b.text for b in rewrapped(blocks) if isinstance(b, Paragraph)] == ["一、总体情况", TOLD]


def test_sentences_that_end_stay_apart_in_a_file_without_lines() -> None:
    blocks = [Paragraph(f"{TOLD[:36]}。", (Piece(0),)) for _ in range(6)]
    assert rewrapped(blocks) == blocks
