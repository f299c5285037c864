import pytest

from service.reports.report import Paragraph
from tests.workers.readers.docx.wordml import docx, paragraph
from workers.limits import Limits
from workers.readers.docx import read_docx

CHAPTERS = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>{}</w:lvl>'


def level(depth: int, style: str, text: str, more: str = "") -> str:
    return CHAPTERS.format(depth, style, text, more)


def family(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def listed(number: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(text: str, number: int, depth: int = 0, more: str = "") -> str:
    return paragraph(text, f'{more}<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def numbered_style(name: str, number: int, more: str = "") -> str:
    numbered = f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f'<w:style w:type="paragraph" w:styleId="{name}">{more}{numbered}</w:style>'


def texts(body: str, numbering: str, styles: str = "") -> list[str]:
    blocks = read_docx(docx(body, numbering=numbering, styles=styles), Limits()).blocks
    return [block.text for block in blocks if isinstance(block, Paragraph)]


NESTED = family(
    0, level(0, "chineseCounting", "%1、"), level(1, "chineseCountingThousand", "（%2）"), level(2, "decimal", "%3.")
)


def test_numbers_that_word_writes_by_itself_are_seen() -> None:
    body = (
        item("总体情况", 1) + item("主动公开", 1, 1) + item("2024年公开", 1, 2) + item("依申请公开", 1, 1)
        + item("主动公开政府信息情况", 1) + item("规章", 1, 1)
    )  # fmt: skip
    assert texts(body, NESTED + listed(1, 0)) == [
        "一、总体情况", "（一）主动公开", "1. 2024年公开", "（二）依申请公开", "二、主动公开政府信息情况", "（一）规章",
    ]  # fmt: skip


def test_lists_of_one_family_go_on_counting_and_an_override_starts_anew_once() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = NESTED + listed(1, 0) + listed(2, 0) + listed(3, 0, anew)
    body = item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 3) + item("戊", 1)

    assert texts(body, numbering) == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_lists_of_different_families_count_by_themselves() -> None:
    numbering = NESTED + family(1, level(0, "decimal", "%1．")) + listed(1, 0) + listed(2, 1)
    assert texts(item("甲", 1) + item("乙", 2) + item("丙", 1), numbering) == ["一、甲", "1．乙", "二、丙"]


def test_a_level_may_never_restart_or_only_after_a_higher_one() -> None:
    never = family(0, level(0, "decimal", "%1、"), level(1, "decimal", "%2）", '<w:lvlRestart w:val="0"/>'))
    assert texts(item("a", 1) + item("b", 1, 1) + item("c", 1) + item("d", 1, 1), never + listed(1, 0)) == [
        "1、a", "1）b", "2、c", "2）d",
    ]  # fmt: skip
    after_first = family(
        0,
        level(0, "decimal", "%1、"),
        level(1, "decimal", "%2、"),
        level(2, "decimal", "%3）", '<w:lvlRestart w:val="1"/>'),
    )
    body = item("a", 1) + item("b", 1, 1) + item("c", 1, 2) + item("d", 1, 1) + item("e", 1, 2) + item("f", 1)
    assert texts(body + item("g", 1, 2), after_first + listed(1, 0))[4::2] == ["2）e", "1）g"]


def test_legal_levels_write_digits_only() -> None:
    legal = family(0, level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2、", "<w:isLgl/>"))
    assert texts(item("总则", 1) + item("范围", 1, 1), legal + listed(1, 0)) == ["第一章总则", "1.1、范围"]


def test_numbering_bound_to_a_style_takes_the_styles_level() -> None:
    bound = family(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'),
    )
    styles = numbered_style("h1", 1) + numbered_style("h2", 1)
    body = "".join(paragraph(text, f'<w:pStyle w:val="{style}"/>') for text, style in [("甲", "h1"), ("乙", "h2")])
    off = '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>'

    assert texts(body + paragraph("丙", off), bound + listed(1, 0), styles) == ["一、甲", "（一）乙", "丙"]


def test_a_numbering_style_leads_to_its_list() -> None:
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="outline"/></w:abstractNum>'
    styles = numbered_style("outline", 1)

    assert texts(item("甲", 2), NESTED + linked + listed(1, 0) + listed(2, 5), styles) == ["一、甲"]


def test_a_level_defined_anew_for_one_list_is_written_its_way() -> None:
    anew = f'<w:lvlOverride w:ilvl="0">{level(0, "decimalEnclosedCircle", "%1")}</w:lvlOverride>'
    assert texts(item("甲", 1), NESTED + listed(1, 0, anew)) == ["①甲"]


def test_bullets_and_unknown_lists_add_nothing() -> None:
    dots = family(0, level(0, "bullet", "\uf06c"))
    assert texts(item("甲", 1) + item("乙", 9), dots + listed(1, 0)) == ["甲", "乙"]


def test_deleted_items_are_not_counted() -> None:
    gone = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>"
    assert texts(item("甲", 1) + gone + item("乙", 1), NESTED + listed(1, 0)) == ["一、甲", "二、乙"]


def test_a_list_that_refers_to_itself_ends() -> None:
    circular = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="s"/></w:abstractNum>'
    styles = (
        '<w:style w:styleId="s"><w:basedOn w:val="s"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )

    assert texts(item("甲", 2), circular + listed(2, 5), styles) == ["甲"]


@pytest.mark.parametrize("start", [0, 3, 98])
def test_counting_begins_where_the_level_says(start: int) -> None:
    begun = family(0, level(0, "decimal", "%1、").replace('w:val="1"', f'w:val="{start}"', 1))
    assert texts(item("甲", 1), begun + listed(1, 0)) == [f"{start}、甲"]
