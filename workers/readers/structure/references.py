"""Words and blocks that say that something of the report stands elsewhere: in an attachment, a picture or another file."""

import re
from collections.abc import Sequence

from service.reports.report import Paragraph, Why
from workers.readers.document import Block, Unread

_ATTACHED = re.compile(
    r"(?:[详请]?见|参见|列[在于]|附有?)[^。；]{0,8}附[件表]|附[件表]\s*\d{0,2}\s*[:：]|(?:表格?|附[件表]|附于?|列于?|另|表)(?:附后|另附)"
)


_LINKED = re.compile(
    r"点击(?:此处|这里|链接|下载|查看|打开)|(?:表|数据|情况)[^。；]{0,8}(?:链接|下载)"
    r"|[\w）)]\.(?:xlsx?|et|docx?|pdf|wps|ofd|png|jpe?g)(?![A-Za-z\d])",
    re.IGNORECASE,
)
_MAY_BE_LINKED = re.compile(r"点击|链接|下载|\.")
"""What every one of them has in it; most texts have none of it."""


def why_unread(inside: Sequence[Block], paragraphs: Sequence[Paragraph]) -> Why | None:
    """Why a section's table may stand in what isn't read; None where nothing says so."""
    beside = next((each.why for each in inside if isinstance(each, Unread)), None)
    if beside or any(_LINKED.search(each.text) for each in paragraphs if _MAY_BE_LINKED.search(each.text)):
        return beside or Why.FILE
    return Why.ATTACHMENT if any("附" in each.text and _ATTACHED.search(each.text) for each in paragraphs) else None


NAMES_REPORT = re.compile(r"公开.{0,14}(?:报告|年报)|年度报告|年报")
"""What a title or a link has in it that names a report."""
_ON_REPORTS = re.compile(r"通知|模板|范本|样式|编制|培训|解读|读懂|图解|格式")
"""In a title: it is about how reports are to be written, or about what others have in theirs."""
_REST = 12
"""Characters of a title behind what it calls the report."""
_LONGEST = 400
"""Characters of a text that does nothing but hand a report over."""


def hands_report_over(blocks: Sequence[Block]) -> bool:
    """Whether a file without a report is a few lines that name one and say that it is an attachment or another file."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    text = "".join(each.text.strip() for each in paragraphs)
    named = NAMES_REPORT.search(text)
    if named is None or len(text) > _LONGEST or _ON_REPORTS.search(text, 0, named.end() + _REST):
        return False
    return why_unread(blocks, paragraphs) in (Why.ATTACHMENT, Why.FILE)
