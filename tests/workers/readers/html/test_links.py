"""The files that a page links to, in the order in which they are likely to be its report."""

from workers.limits import Limits
from workers.readers import links_of

URL = "http://www.example.gov.cn/zwgk/nb/page.html"


def links(body: str, year: int | None = 2023, title: str = "") -> list[str]:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return [each.removeprefix("http://www.example.gov.cn") for each in links_of(page.encode(), Limits(), URL, year)]


def test_the_report_of_the_year_comes_before_other_files() -> None:
    body = """<a href="/guide.pdf">办事指南</a> <a href="2022.docx">2022年政府信息公开工作年度报告</a>
    <a href="t.xlsx">附件：2023年情况表</a> <a href="2023.docx">2023年政府信息公开工作年度报告</a>"""
    assert links(body) == ["/zwgk/nb/2023.docx", "/zwgk/nb/t.xlsx", "/zwgk/nb/2022.docx", "/guide.pdf"]


def test_the_year_is_that_of_the_pages_title_where_nobody_said_it() -> None:
    body = '<a href="a.pdf">2022年年报</a><a href="b.pdf">2021年年报</a>'
    assert links(body, None, "某某局2021年政府信息公开工作年度报告") == ["/zwgk/nb/b.pdf", "/zwgk/nb/a.pdf"]


def test_links_are_whole_addresses_each_once() -> None:
    body = """<base href="/files/"><a href="a b.pdf">x</a><iframe src="a%20b.pdf"></iframe>
    <a href="//www.example.gov.cn/图.pdf">x</a><embed src="../c.doc?id=1#p"><object data="d.ofd"></object>"""
    assert links(body) == ["/files/a%20b.pdf", "/%E5%9B%BE.pdf", "/c.doc?id=1", "/files/d.ofd"]


def test_a_link_may_say_in_words_that_it_is_a_file() -> None:
    assert links('<a href="/download?id=3">2023年度报告.pdf</a>') == ["/download?id=3"]


def test_what_is_no_file_or_no_address_is_passed_over() -> None:
    body = """<a href="/about.html">关于</a><a href="javascript:open('a.pdf')">a.pdf</a><a href="mailto:a@b.cn">a.doc</a>
    <a href="http://[a.pdf">x</a><a>a.pdf</a><a href="/a.rar">a</a>"""
    assert links(body) == []


def test_a_page_of_many_links_has_the_likeliest_alone() -> None:
    many = "".join(f'<a href="{number}.pdf">文件</a>' for number in range(500))
    found = links(f'{many}<a href="r.pdf">2023年度报告</a>')
    assert (found[0], len(found)) == ("/zwgk/nb/r.pdf", 20)
