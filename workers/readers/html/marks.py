"""What tells the report from the page around it: heads and tables of the form, its title, and the site's own lines."""

import re

from service.domain.report import Paragraph
from workers.readers import heads, labels
from workers.readers.document import Block, Grid

_ENOUGH = 2
"""So many different labels of a table make a grid a part of it."""

_TITLE = re.compile(r"公开.{0,14}(?:报告|年报)")
_LONGEST_TITLE = 60
_OWNER = re.compile(r"(?:局|委员会|委|办公室|办|府|厅|院|中心|街道|办事处|镇|乡)$")
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


def mark(block: Block) -> str:
    """The section or table of the form that the block is a sure sign of, “” for none."""
    if isinstance(block, Grid):
        return _table(block)
    title = heads.section_title(block.text)
    if title is None or title.strength < 2 or "。" in block.text[:-1]:
        return ""
    numeral = heads.parse(block.text).numeral
    sure = title.strength == 3 if not numeral.text else numeral.style in {"一、", "第一部分", "1."}
    return f"section {title.number}" if sure else ""


def text_of(block: Block) -> str:
    """A paragraph's text; a table has none."""
    return block.text if isinstance(block, Paragraph) else ""


def is_title(text: str) -> bool:
    """Whether a line names a report."""
    if len(text) > _LONGEST_TITLE or "。" in text or _PATH.search(text):
        return False
    return bool(_TITLE.search(text))


def is_owner(text: str) -> bool:
    """Whether a line may be the first half of a title: a body's name alone."""
    return len(text) < 30 and bool(_OWNER.search(text))


def is_tool(block: Block) -> bool:
    """Whether a line is the site's: its path, its buttons, when and by whom the page was published."""
    if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_TOOL:
        return False
    if _PUBLISHED.fullmatch(block.text):
        return False
    return bool(_TOOL.match(block.text) or _PATH.search(block.text))


def is_end(block: Block) -> bool:
    """Whether a line begins what sites put under an article."""
    return isinstance(block, Paragraph) and len(block.text) <= _LONGEST_END and bool(_END.match(block.text))


def _table(grid: Grid) -> str:
    keys: dict[str, set[str]] = {}
    for cell in grid.cells:
        for match in labels.find(cell.text):
            keys.setdefault(match.table, set()).add(match.key)
    best = max(keys, key=lambda table: len(keys[table]), default="")
    return f"table {best}" if best and len(keys[best]) >= _ENOUGH else ""
