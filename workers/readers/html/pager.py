"""Pages that show only a part of a report, which goes on where their pager leads."""

from collections.abc import Iterable

from lxml import html

from service.errors import PartOfReport
from workers.readers.document import Block
from workers.readers.html.marks import mark

_NEXT = frozenset(("下一页", "下页", "后一页", "下一页>", "下一页>>", "下一页»"))
_LAST = frozenset(("上一页", "上页", "前一页", "<上一页", "<<上一页", "«上一页"))
_BEGINNING, _END = frozenset(("section 1", "section 2")), frozenset(("section 5", "section 6"))


def refuse_if_in_parts(root: html.HtmlElement, report: Iterable[Block]) -> None:
    """Raises PartOfReport where the report's end is missing and a link leads to a next page, or its beginning so."""
    found = {mark(block) for block in report}
    links = {"".join(element.text_content().split()) for element in root.iter("a")}
    if (links & _NEXT and not found & _END) or (links & _LAST and not found & _BEGINNING):
        raise PartOfReport
