"""Pages that hold no report, or a part of one: they only link to its file, or it goes on where their pager leads."""

import re
from collections.abc import Iterable

from lxml import html

from service.errors import PartOfReport, ReportInAttachment
from workers.readers.document import Block
from workers.readers.html.marks import is_title, mark, text_of
from workers.readers.html.page import Found
from workers.readers.html.tree import target_of
from workers.readers.structure.references import NAMES_REPORT

_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|rar|zip)(?:$|[?#&])", re.IGNORECASE)
_NEXT = frozenset(("下一页", "下页", "后一页", "下一页>", "下一页>>", "下一页»"))
_LAST = frozenset(("上一页", "上页", "前一页", "<上一页", "<<上一页", "«上一页"))
_BEGINNING, _END = frozenset(("section 1", "section 2")), frozenset(("section 5", "section 6"))


def refuse_if_attached(root: html.HtmlElement, found: Iterable[Found]) -> None:
    """Raises ReportInAttachment where a page without a report names one, and links to or embeds a file."""
    title = root.findtext(".//title") or ""
    titled = any(is_title(text_of(part.block)) for part in found) or NAMES_REPORT.search(title)
    for element in root.iter("a", "iframe", "embed", "object"):
        if _FILE.search(target_of(element)) and (titled or NAMES_REPORT.search(element.text_content())):
            raise ReportInAttachment


def refuse_if_in_parts(root: html.HtmlElement, report: Iterable[Block]) -> None:
    """Raises PartOfReport where the report's end is missing and a link leads to a next page, or its beginning so."""
    found = {mark(block) for block in report}
    links = {"".join(element.text_content().split()) for element in root.iter("a")}
    if (links & _NEXT and not found & _END) or (links & _LAST and not found & _BEGINNING):
        raise PartOfReport
