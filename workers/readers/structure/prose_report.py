"""Reports in prose: no section or table of the form in them, but a title that says what they are."""

import re
from collections.abc import Iterable

from service.reports.numerals import YEAR
from service.reports.report import Paragraph
from workers.readers.structure.title import ORGAN, REGION
from workers.readers.tables.labels import folded

_BODY = rf"(?:[^\d《》“”]{{1,24}}(?:{ORGAN}|{REGION}))?"
_TITLE = re.compile(
    rf"{_BODY}(?:关于)?{YEAR}年?度?{_BODY}(?:政府|政务)信息公开(?:工作)?(?:年度)?(?:工作)?(?:的)?(?:报告|年报)(?:[(].{{0,12}}[)])?"
)
_HEADLINE = re.compile(
    r"通知|印发|转发|发布|公布|报送|编制|上报|做好|开展|部署|解读|读懂|一图|图解|召开|举[办行]|培训|启动|提交|审核"
    r"|公示|公告|目录|模板|范本|样式|填报"
)
"""What one does with reports: a title with it is one of news or of a notice."""
_ABOUT_REPORTS = re.compile(
    r"^各[^，。；;]{2,60}[:：]|(?:^.{0,45}的?通知|[公复]函)$|^(?:近日|日前|本报讯)|(?:年度报告|年报)(?:显示|指出|全文|已?正式)"
    r"|通知如下|特此通知"
)
_SENTENCE = re.compile(r"[^。；;！]{8,}[。；;！]")
_OF_REPORT = re.compile(r"报告|年报|电话|联系|附件")
"""Words of sentences that introduce a report which stands elsewhere, in an attachment."""
_LEAST = 40
"""Characters of sentences about the work itself that make a body of prose."""


def is_prose_report(title: Paragraph | None, paragraphs: Iterable[Paragraph]) -> bool:
    """Whether a text without sections and tables of the form is a report all the same, and no news of reports."""
    words = folded(title.text) if title else ""
    if not _TITLE.fullmatch(words) or _HEADLINE.search(words):
        return False
    texts = [paragraph.text.strip() for paragraph in paragraphs]
    if any(_ABOUT_REPORTS.search(text) for text in texts):
        return False
    sentences = (sentence for text in texts for sentence in _SENTENCE.findall(text))
    own = "".join(sentence for sentence in sentences if not _OF_REPORT.search(sentence))
    return len(own) >= _LEAST and "公开" in own
