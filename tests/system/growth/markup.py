"""The small report as a page, and pieces of markup that are repeated in it."""

from html import escape

from tests.system.growth.report import PLACES, with_text

MARKUP = (
    "<p>", "<p>字</p>", "<div>", "</div>", "<span>", "<span>1</span>", "<b>", "</p>", "<br>", "<br/>字", "<hr>", "<a>",
    '<a href="a.pdf">', '<a href="#">上一页</a>', "<ul><li>", "<ol><li>字", '<li value="9">', "<ol>", "<dl><dd>",
    "<sup>1</sup>", "<sup>", "字<sup> </sup>", "字<sup>注</sup>", "<sub>2</sub>", "<font>", "<center>", "<h1>", "<h2>一、总体情况</h2>",
    "<h2>五、存在的主要问题及改进情况</h2>", "<strong>（一）</strong>", "<img>", '<img alt="一、总体情况">', '<img width="9">',
    "<table>", "</table>", "<table><tr><td>", "<table><tr><td>1</td></tr></table>", "<tr>", "<td>", "<td>1", "<td>1</td>",
    "<tr><td>1<td>2", "<th>", "<tr><td>其他</td><td>1</td></tr>", '<td rowspan="9999">', '<td colspan="64">',
    '<td colspan="64" rowspan="9999">1', '<tr><td rowspan="9999">1', '<tr><td colspan="2">1<td rowspan="2">2', "<tbody>",
    "<thead><tr><td>", "<caption>", "<colgroup><col>", "<tr><td>行政许可</td><td>12</td></tr>", "<td>第二十条第（一）项",
    '<p style="', '<p style="display:none">', '<p style="text-decoration:', '<span style="text-decoration:x ">',
    '<span style="font-weight:bold">', '<span style="display: ', "<p class=nav>", '<div id="footer">', "<p a", ' a="b"', " a", "=",
    '"', "'", "<", ">", "</", "<!", "<!--", "-->", "<!-- x -->", "<?x", "<![CDATA[", "]]>", "&", "&amp;", "&nbsp;", "&#", "&#1;",
    "&#20013;", "&bogus;", "<script>", "<style>", "<script>1</script>", "<title>", "<nav>", "<iframe src=a.doc>", "<svg>", "<option>",
    "<pre>\n", "<o:p>", '<p style="mso-list:Ignore">', "<del>", "<s>", "<table><caption>", "<form><input>", "<body>", "<html>",
)  # fmt: skip

ATTRIBUTES = (" a", ' a="b"', ' class="x"', " hidden", ' style="a:b"', "/", " =", '="', ' href="a.pdf"')
"""What is repeated inside of one tag, each time with another name."""


def page(place: str, markup: str) -> bytes:
    """The report as a page, with markup at a place of it."""
    marker = "\ue123"
    shown = escape(with_text({place: marker}).decode())
    rows = [_row(line) if "\t" in line else f"<p>{line}</p>" for line in shown.splitlines()]
    body = "\n".join(rows).replace("</tr>\n<tr>", "</tr><tr>")
    body = body.replace("</p>\n<tr>", "</p>\n<table><tr>").replace("</tr>\n<p>", "</tr></table>\n<p>")
    return f"<!DOCTYPE html><html><body>{body}</body></html>".replace(marker, markup).encode()


def _row(line: str) -> str:
    cells = "".join(f"<td>{cell}</td>" for cell in line.split("\t"))
    return f"<tr>{cells}</tr>"


def with_attributes(attribute: str, size: int) -> bytes:
    """The report with one element of so many bytes of attributes, each of a name of its own."""
    count = size // (len(attribute) + 5)
    written = "".join(attribute[:2] + str(number) + attribute[2:] for number in range(count))
    return page("preamble", f"<p{written}>字</p>")


MARKUP_PLACES = tuple(place for place in PLACES if place not in ("section4", "section6"))
