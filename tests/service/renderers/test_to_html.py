import re
import sys
from dataclasses import replace

import pytest
from lxml import html

from service.renderers.audited import Audited
from service.renderers.marks import Marks
from service.renderers.to_html import to_html
from tests.service.api.results import finding, plain_finding, succeeded
from tests.service.renderers.documents import HOSTILE, audited, doubtful, hostile, unreadable


def page(*audits, language: str = "zh"):
    return html.fromstring(to_html(audits, language))


def placed(location: dict[str, object], quote: str | None = None):
    """The page of a report with one finding at this place."""
    found = {**audited().result.findings[0], "locations": [{**location, **({"quote": quote} if quote else {})}]}
    return page(audited(findings=(found,)))


@pytest.mark.parametrize(
    ("location", "quote", "marked"),
    [
        ({"section": 3, "table": "applications", "row": "received", "column": "total"}, "1 0", "1 0"),
        ({"section": 3, "table": "applications", "row": "received"}, None, "一、本年新收"),
        ({"section": 3, "table": "applications", "column": "total"}, None, "总计"),
        ({"section": 3, "table": "applications"}, None, "收到和处理政府信息公开申请情况表"),
        ({"section": 3, "table": "applications", "row": "lost", "column": "total"}, None, "总计"),
        ({"section": 0, "line": 1}, "2023年度", "2023年度"),
        ({"section": 0, "line": 2}, "masked ****", "\n报告"),
        ({"section": 0}, "引言", "引言"),
        ({"section": 3}, None, "三、收到和处理"),
        ({"section": 3, "line": 4}, "（一）某事", "三、收到和处理"),
    ],
)
def test_a_finding_is_marked_where_it_stands(location, quote, marked) -> None:
    shown = placed(location, quote)
    assert shown.xpath("//article//mark//text()") == [marked]
    (back,) = shown.xpath("//aside//li//a/@href")
    assert shown.get_element_by_id(back.removeprefix("#")).getparent().xpath(".//mark")


def test_a_finding_about_what_is_missing_is_listed_without_a_place() -> None:
    shown = placed({"section": 6})
    assert not shown.xpath("//article//mark")
    assert "没有对应位置" in shown.xpath("string(//aside//li)")


def test_every_link_of_the_page_has_its_target() -> None:
    shown = page(audited(), audited(), unreadable())
    targets = shown.xpath("//a/@href")
    assert targets
    assert len(set(shown.xpath("//@id"))) == len(shown.xpath("//@id"))
    assert {target.removeprefix("#") for target in targets} <= set(shown.xpath("//@id"))


def test_findings_that_overlap_share_their_marks() -> None:
    first = audited().result.findings[0]
    one = {**first, "locations": [{"section": 0, "line": 1, "quote": "某局2023"}]}
    other = {**first, "severity": "note", "locations": [{"section": 0, "line": 1, "quote": "2023年度"}]}
    marks = page(audited(findings=(other, one))).xpath("//h2/mark")
    assert [(mark.text, mark.get("class")) for mark in marks] == [
        ("某局", "error meant"),
        ("2023", "error meant"),
        ("年度", "note meant"),
    ]


def test_the_words_that_are_meant_are_told_from_the_rest_of_their_sentence() -> None:
    location = {"section": 0, "line": 1, "quote": "某局2023年度", "focus": [{"start": 2, "end": 7}]}
    marks = placed(location).xpath("//h2/mark")
    assert [(mark.text, mark.get("class")) for mark in marks] == [
        ("某局", "error"),
        ("2023年", "error meant"),
        ("度", "error"),
    ]


def test_the_text_of_a_report_is_whole_whatever_is_marked() -> None:
    marks = Marks(audited().result)
    for prose in marks.prose:
        assert "".join(segment.text for segment in prose.segments(set())) == prose.text


def test_nothing_of_a_report_is_markup_and_nothing_runs() -> None:
    text = to_html([hostile()], "zh")
    shown = html.fromstring(text)
    assert not shown.xpath("//script | //*[@onclick] | //iframe | //img | //link | //form")
    assert HOSTILE in shown.xpath("string(//article)")
    assert len(shown.xpath("//style")) == 1
    assert "unsafe" not in shown.xpath("string(//meta[@http-equiv]/@content)")
    assert not re.search(r"(src|href)=.?(https?:|//)", text)


def test_a_file_that_could_not_be_audited_says_why() -> None:
    assert "空" in page(unreadable()).xpath("string(//p[@class='problem'])")


def test_a_row_that_was_not_read_says_so() -> None:
    assert page(audited()).xpath("string(//td[@class='unread'])") == "未能识别"


def test_a_table_without_its_section_is_shown_all_the_same() -> None:
    result = audited().result
    shown = page(replace(audited(), result=replace(result, text={**result.text, "sections": []})))
    assert shown.xpath("//article//table")


def test_a_page_shows_so_many_findings_and_says_how_many_more(monkeypatch) -> None:
    monkeypatch.setattr(sys.modules[to_html.__module__], "MOST", 2)
    result = succeeded(*(plain_finding(number) for number in range(5)))
    page = to_html([Audited("a.txt", result)], "en")
    assert page.count('<li id="finding-0-') == 2
    assert "3 more findings are not shown here" in page


def test_what_is_to_check_is_listed_beneath_and_marked_apart() -> None:
    shown = page(doubtful(finding()))
    assert [head.text for head in shown.findall(".//aside/h2")] == ["发现的问题", "请核对的内容"]
    defects, to_check = shown.findall(".//aside/ol")
    assert [badge.text for badge in defects.findall(".//span")] == ["错误"]
    assert [badge.text for badge in to_check.findall(".//span")] == ["请核对"]
    assert to_check.get("start") == "2"
    assert [badge.text for badge in shown.findall(".//header//span")] == ["错误 1", "请核对 1"]
    cells = [cell.text for cell in shown.findall(".//details//tbody//td")]
    assert cells == ["待核对", "15", "12/15", "0", "1"]


def test_where_nothing_is_wrong_but_something_is_to_check_both_are_said() -> None:
    shown = page(doubtful(), language="en")
    assert "No problems were found." in [paragraph.text for paragraph in shown.findall(".//aside/p")]
    assert len(shown.findall(".//aside/ol")) == 1
