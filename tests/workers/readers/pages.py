"""Pages of sites with a report in them, as tests need them."""

from html import escape

from tests.workers.readers.drawn import REPORT
from workers.readers.document import GridCell

SITE = (
    "<html><head><title>青禾县水务局2024年政府信息公开工作年度报告_青禾县人民政府</title>"
    '<meta charset="utf-8"><style>p {{ color: #333 }}</style><script>var a = "<p>一、总体情况</p>";</script></head><body>{}'
    "</body></html>"
)

NAVIGATION = (
    '<div class="top">今天是2025年3月2日 <a href="/login">登录</a></div>'
    '<ul id="nav"><li><a href="/">首页</a></li><li>政务公开</li><li><a href="/fw">政务服务</a></li></ul>'
    '<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/nb">政府信息公开年报</a></div>'
)

OTHERS = (
    '<ul class="list"><li><a href="1.html">青禾县水务局2023年政府信息公开工作年度报告</a><span>2024-01-20</span></li>'
    '<li><a href="2.html">青禾县林业局2024年政府信息公开工作年度报告</a></li></ul>'
)

FOOTER = (
    '<div class="share">分享到：<a href="#">微信</a></div><p>上一篇：<a href="3.html">2024年部门预算</a></p>'
    '<div id="footer"><p>主办单位：青禾县人民政府办公室　网站标识码：3213000001</p><p>苏ICP备12345678号</p></div>'
)


def page(content: str) -> bytes:
    """A whole page, in UTF-8."""
    return SITE.format(content).encode()


def paragraph(text: str) -> str:
    """A paragraph."""
    return f"<p>{escape(text)}</p>\n"


def table(cells: tuple[GridCell, ...], cell: str = "{}") -> str:
    """A table with its spans; `cell` is what stands around the text of each cell."""
    rows: dict[int, list[str]] = {row: [] for row in range(max(c.row + c.rowspan for c in cells))}
    for one in sorted(cells, key=lambda each: each.column):
        spans = f'rowspan="{one.rowspan}" colspan="{one.colspan}"'
        rows[one.row].append(f"<td {spans}>{cell.format(escape(one.text))}</td>")
    return f"<table>{''.join(f'<tr>{chr(10).join(row)}</tr>' for row in rows.values())}</table>\n"


def blocks() -> list[str]:
    """The report of `drawn`, block by block."""
    return [paragraph(block) if isinstance(block, str) else table(block) for block in REPORT]


def flat() -> str:
    """The report as one block after the other."""
    return "".join(blocks())


def broken_lines() -> str:
    """The report as lines between `<br>`, its tables among them."""
    lines = (f"{escape(each)}<br>&nbsp;<br>\n" if isinstance(each, str) else table(each) for each in REPORT)
    return f'<div id="zoom">{"".join(lines)}</div>'


def titled_outside() -> str:
    """The title as a head of the page, with the site's line under it; the rest in an element of its own."""
    meta = '<div class="info">发布时间：2025-01-20 16:20　来源：县水务局　字号：[<a>大</a> <a>中</a>]</div>'
    return f"<div class='article'><h1>{REPORT[0]}</h1>{meta}<div id='content'>{''.join(blocks()[1:])}</div></div>"


def page_by_page() -> str:
    """The report in pieces, as converters make a `div` a page."""
    parts = blocks()
    return "".join(f'<div class="page"><div>{"".join(parts[n : n + 4])}</div></div>' for n in range(0, len(parts), 4))


def one_table() -> str:
    """Everything in the rows of one table, 60 columns wide; a paragraph takes a whole row."""
    rows = []
    for block in REPORT:
        if isinstance(block, str):
            rows.append(f"<tr><td colspan=60>{escape(block)}</td></tr>")
            continue
        scale = 60 // max(cell.column + cell.colspan for cell in block)
        wide = (cell._replace(column=cell.column * scale, colspan=cell.colspan * scale) for cell in block)
        rows.append(table(tuple(wide)).removeprefix("<table>").removesuffix("</table>\n"))
    return f"<table>{''.join(rows)}</table>"


def laid_out_by_tables(content: str) -> str:
    """The page as tables in tables, with navigation in the left column."""
    left = "<table><tr><td><a href='/1'>机构职能</a></td></tr><tr><td><a href='/2'>政策文件</a></td></tr></table>"
    frame = (
        f"<table border=0><tr><td width=180>{left}</td><td><table><tr><td>{content}</td></tr></table></td></tr></table>"
    )
    return f"<table><tr><td>{NAVIGATION}</td></tr><tr><td>{frame}</td></tr><tr><td>{FOOTER}</td></tr></table>"


LAYOUTS = {
    "bare": flat(),
    "flat among the site's lines": NAVIGATION + flat() + OTHERS + FOOTER,
    "in an element of its own": f"{NAVIGATION}<div><div id='c'>{flat()}</div><div>{OTHERS}</div></div>{FOOTER}",
    "broken lines": NAVIGATION + broken_lines() + OTHERS + FOOTER,
    "title outside": NAVIGATION + titled_outside() + OTHERS + FOOTER,
    "page by page": NAVIGATION + f"<div>{page_by_page()}</div>" + OTHERS + FOOTER,
    "tables in tables": laid_out_by_tables(flat()),
    "a form around all": f"<form>{NAVIGATION}<div>{flat()}</div>{FOOTER}</form>",
    "one table": one_table() + FOOTER,
    "every cell a paragraph": NAVIGATION
    + "".join(
        paragraph(block) if isinstance(block, str) else table(block, "<p><span>\n{}\n</span></p>") for block in REPORT
    ),
    "unclosed": NAVIGATION + flat().replace("</p>", "").replace("</td>", "").replace("</tr>", "") + FOOTER,
}
"""The report of `drawn` in pages of several kinds."""
