"""HTML: plain, or inside the page of a body's own site; rowspan and colspan; UTF-8 or GB18030, whatever meta says."""

from collections.abc import Callable
from html import escape
from random import Random

from tests.corpus import grids
from tests.corpus.draft import Draft, TableDraft
from tests.corpus.rendering.blocks import Line, blocks
from tests.corpus.rendering.cells import rows

Layout = Callable[[str, str, Draft], str]


def plain(draft: Draft, rng: Random) -> bytes:
    """The report alone."""
    return _page(draft, rng, lambda title, body, _: f"<h1>{title}</h1>\n{body}")


def site(draft: Draft, rng: Random) -> bytes:
    """The report inside a site's page: navigation, other articles, share buttons, footer."""
    return _page(draft, rng, rng.choice((_divided, _in_tables, _semantic)))


def _page(draft: Draft, rng: Random, layout: Layout) -> bytes:
    encoding, claimed = rng.choice((("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-8", "gbk")))
    title = "<br>".join(escape(sentence.text) for sentence in draft.title)
    body = "\n".join(_Blocks(rng).block(block) for block in blocks(draft) if not _is_title(block))
    name = escape("".join(sentence.text for sentence in draft.title))
    page = (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="{claimed}"><title>{name}</title>\n'
        "<style>td{border:1px solid #000}</style><script>var views = 2019;</script></head>\n"
        f"<body>\n{layout(title, body, draft)}\n</body></html>\n"
    )
    return page.encode(encoding)


def _is_title(block: Line | TableDraft) -> bool:
    return isinstance(block, Line) and block.kind == "title"


class _Blocks:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.section = rng.choice(
            ("<h2>{}</h2>", "<p><strong>{}</strong></p>", '<p style="font-family:黑体">{}</p>', "<p>{}</p>")
        )
        self.indent = rng.choice(("", "　　", "&nbsp;&nbsp;&nbsp;&nbsp;"))
        self.wrapped = rng.random() < 0.5
        self.nested = rng.random() < 0.2

    def block(self, block: Line | TableDraft) -> str:
        """A paragraph or a table."""
        if not isinstance(block, Line):
            table = self.table(block)
            return f"<table><tr><td>{table}</td></tr></table>" if self.nested else f"<div>{table}</div>"
        text = escape(block.text)
        if block.kind == "section":
            return self.section.format(text)
        if block.kind in ("head", "text"):
            cut = self.rng.randint(0, len(text))
            safe = "&" not in text
            spans = f"<span>{text[:cut]}</span><span>{text[cut:]}</span>" if safe else text
            return f"<p>{self.indent}{spans}</p>"
        return f'<p style="text-align:right">{text}</p>'

    def table(self, table: TableDraft) -> str:
        """The table with its spans."""
        lines = []
        for row in rows(grids.grid(table)):
            cells = "".join(self._cell(cell) for cell, from_above in row if not from_above)
            lines.append(f"<tr>{cells}</tr>")
        return '<table border="1" cellspacing="0"><tbody>' + "\n".join(lines) + "</tbody></table>"

    def _cell(self, cell: grids.Cell) -> str:
        rowspan = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        text = escape(cell.text) or self.rng.choice(("", "&nbsp;"))
        return f"<td{rowspan}{colspan}>{f'<p>{text}</p>' if self.wrapped else text}</td>"


_NEWS = ("我局召开安全生产工作会议", "关于开展全民健身活动的通知", "领导调研重点项目建设", "2019年度部门决算公开")


def _links() -> str:
    return "".join(f'<li><a href="/art/{at}.html">{text}</a></li>' for at, text in enumerate(_NEWS))


def _divided(title: str, body: str, draft: Draft) -> str:
    return (
        f'<div class="header"><a href="/">{draft.body.name}</a><ul class="nav"><li><a href="/">首页</a></li>'
        '<li><a href="/xxgk">政府信息公开</a></li><li><a href="/zwfw">政务服务</a></li></ul></div>\n'
        '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/nb">政府信息公开年报</a></div>\n'
        f'<div class="main"><div class="title">{title}</div>\n'
        '<div class="info"><span>来源：办公室</span><span>浏览次数：37</span><span>字体：[大 中 小]</span></div>\n'
        f'<div class="content" id="zoom">\n{body}\n</div>\n'
        '<div class="share"><a href="#">分享到微信</a><a href="#">打印本页</a><a href="#">关闭窗口</a></div></div>\n'
        f'<div class="related"><h3>相关阅读</h3><ul>{_links()}</ul></div>\n{_footer(draft)}'
    )


def _semantic(title: str, body: str, draft: Draft) -> str:
    return (
        f"<header><h2>{draft.body.name}门户网站</h2><nav><a href='/'>首页</a> <a href='/a'>要闻动态</a></nav></header>\n"
        f"<main><article><h1>{title}</h1><time>发布机构：{draft.body.name}</time>\n{body}\n</article>\n"
        f"<aside><h4>热点信息</h4><ul>{_links()}</ul></aside></main>\n<footer>{_footer(draft)}</footer>"
    )


def _in_tables(title: str, body: str, draft: Draft) -> str:
    return (
        '<table width="1000"><tr><td colspan="2"><a href="/">网站首页</a> | <a href="/gk">信息公开</a></td></tr>\n'
        f'<tr><td width="200"><ul>{_links()}</ul></td><td>\n<table width="100%"><tr><td class="bt">{title}</td></tr>\n'
        f"<tr><td>{body}</td></tr></table>\n</td></tr>\n<tr><td colspan='2'>{_footer(draft)}</td></tr></table>"
    )


def _footer(draft: Draft) -> str:
    return (
        f'<div class="footer"><p>主办单位：{draft.body.name}</p><p>网站标识码：4100000001 ICP备12003456号</p>'
        "<p>版权所有 Copyright © 2015-2030</p></div>"
    )
