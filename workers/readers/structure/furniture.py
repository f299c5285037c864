"""What stands around a text and is none of it: page numbers, and what a site puts around an article.

A site's lines are its path, its buttons, when and by whom the page was published, other pages.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from service.reports import form
from service.reports.report import Paragraph
from workers.readers.document import Block
from workers.readers.structure.heads import is_section_head

_DASHES = r"[-—–－‐─·•~～\s]*"
_IN_MARGIN = re.compile(
    rf"{_DASHES}(?:第?\s*(?:\d{{1,4}}|[{form.NUMERALS}百]{{1,4}}|[ivx]{{1,6}})\s*页?(?:\s*[/／,，、]?\s*共?\s*\d{{1,4}}\s*页?)?"
    rf"|Page\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?){_DASHES}",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"\s*(?:([-—–－─·]+)\s*\d{1,3}\s*\1|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,3}\s*页)?)\s*")
_PATH = re.compile(r"[>»›＞]|当前位置|您(?:现)?在的位置|所在位置")
_TOOL = re.compile(
    r"[【\[\s]*(?:打印|关闭|收藏|分享|字号|字体|大\s*中\s*小|发布(?:时间|日期|机构)|发文(?:日期|机关)|来源|信息来源|稿件来源|作者|编辑"
    r"|责任编辑|浏览|阅读|点击|访问量|索引号|主题分类|文号|有效性|日期|时间|当前位置|今天是|扫一扫|微信|微博|下载|无障碍|繁体|简体|登录|注册)"
)
_PUBLISHED = re.compile(r"\s*(?:发布|发文|成文|印发)?(?:时间|日期)[：:\s]*[\d〇零一二三四五六七八九十年月日/.-]+\s*")
_LONGEST_TOOL = 100
_END = re.compile(
    r"[【\[\s]*(?:上一[篇条页]|下一[篇条页]|相关(?:链接|阅读|新闻|文章|信息|稿件|文档|附件|内容)|推荐阅读|延伸阅读|热门|您可能"
    r"|分享到|扫一扫|扫描二维码|打印本?页|关闭(?:窗口|本页)|返回顶部|版权所有|主办[单：:]|承办[单：:]|网站地图|网站标识码|联系我们"
    r"|友情链接|copyright|©|\w{1,2}ICP|.{0,4}公网安备)",
    re.IGNORECASE,
)
_LONGEST_END = 120
_CONTENTS = re.compile(r"目\s*[录次]")
_ENTRY = re.compile(r"(?P<words>.{2,60}?)(?P<leader>[\s.．·…⋯]*)\d{1,3}")
"""A line of a table of contents: a head, dots or room, and its page."""
_LEADER = re.compile(r"(?:[.．·]\s*){4}|[…⋯]{2}")
_ATTACHED = re.compile(
    r"\s*附件\s*(?:\d{1,2}\s*)?[:：.、]|.{0,60}\.(?:docx?|pdf|xlsx?|wps|ofd|et|zip|rar)\s*$", re.IGNORECASE
)


def is_page_number(line: str, *, in_margin: bool = False) -> bool:
    """Whether a line is a page's number: between dashes or called so, in a page's margin also by itself."""
    return bool((_IN_MARGIN if in_margin else _ANYWHERE).fullmatch(line))


def are_contents(lines: Sequence[str]) -> list[bool]:
    """Of each line of a page whether it is of a table of contents, which has three entries at least."""
    entries = [_is_entry(line) for line in lines]
    if sum(entries) < _FEWEST_ENTRIES:
        return [False] * len(lines)
    return [
        is_entry or _CONTENTS.fullmatch(line.strip()) is not None for line, is_entry in zip(lines, entries, strict=True)
    ]


def _is_entry(line: str) -> bool:
    """Whether a line leads from a head to a page, by dots, or from a section's by no more than room."""
    entry = _ENTRY.fullmatch(line.strip())
    return bool(entry and (_LEADER.search(entry["leader"]) or is_section_head(entry["words"])))


_FEWEST_ENTRIES = 3


def is_path(text: str) -> bool:
    """Whether a line says where on the site the page is."""
    return bool(_PATH.search(text))


def is_tool(block: Block) -> bool:
    """Whether a line is the site's: its path, its buttons, when and by whom the page was published; a date alone may be the report's own."""
    if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_TOOL:
        return False
    if _PUBLISHED.fullmatch(block.text):
        return False
    return bool((_TOOL.match(block.text) and not _is_sentence(block)) or is_path(block.text))


def is_end(block: Block) -> bool:
    """Whether a line begins what sites put under an article."""
    return isinstance(block, Paragraph) and len(block.text) <= _LONGEST_END and bool(_END.match(block.text))


def is_attachment(block: Block) -> bool:
    """Whether a line only names a file that hangs on the report."""
    return isinstance(block, Paragraph) and len(block.text) <= _LONGEST_END and bool(_ATTACHED.match(block.text))


def without_site(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a dump of a page: behind the last section's head, without the site's lines and attachments."""
    heads = [
        index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and is_section_head(block.text)
    ]
    last = heads[-1] + 1 if heads else len(blocks)
    yield from blocks[:last]
    are_attached = False
    for block in takewhile(lambda block: not _ends(block), blocks[last:]):
        are_attached = is_attachment(block) or (are_attached and _goes_on(block))
        if not (is_tool(block) or are_attached):
            yield block


def _goes_on(block: Block) -> bool:
    """Whether a line names the next of several attachments: 附件：1.目录, 2.清单."""
    return isinstance(block, Paragraph) and bool(_NEXT.match(block.text)) and not _is_sentence(block)


_NEXT = re.compile(r"\s*\d{1,2}\s*[.．、](?!\d)")


def _ends(block: Block) -> bool:
    """Whether the site goes on from here: its words, and no sentence that begins with them."""
    return isinstance(block, Paragraph) and is_end(block) and not _is_sentence(block)


def _is_sentence(line: Paragraph) -> bool:
    """Whether a line ends as a sentence of a report does, as 微信公众号发布信息63条。 does though it begins with a site's word."""
    return line.text.rstrip().endswith("。")
