"""Pages that only link to the report's file."""

import re
from collections.abc import Iterable

from lxml import html

from service.errors import ReportInAttachment
from workers.readers.html.marks import is_title, text_of
from workers.readers.html.page import Found
from workers.readers.html.tree import target_of

_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|rar|zip)(?:$|[?#&])", re.IGNORECASE)
_REPORT = re.compile(r"公开.{0,14}(?:报告|年报)|年度报告|年报")


def refuse_if_attached(root: html.HtmlElement, found: Iterable[Found]) -> None:
    """Raises ReportInAttachment where a page without a report names one, and links to or embeds a file."""
    titled = any(is_title(text_of(part.block)) for part in found) or _REPORT.search(root.findtext(".//title") or "")
    for element in root.iter("a", "iframe", "embed", "object"):
        if _FILE.search(target_of(element)) and (titled or _REPORT.search(element.text_content())):
            raise ReportInAttachment
