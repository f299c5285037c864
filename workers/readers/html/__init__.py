"""Pages of a body's own site → the report that stands among navigation, footer and other articles."""

from service.errors import DamagedFile
from workers.limits import Limits
from workers.readers.charset import decode
from workers.readers.document import Document
from workers.readers.html.article import article
from workers.readers.html.incomplete import refuse_if_attached, refuse_if_in_parts
from workers.readers.html.page import Page
from workers.readers.html.tree import parse

__all__ = ["read_html"]


def read_html(data: bytes, limits: Limits) -> Document:
    """The report's paragraphs and tables, with the lines of the source that they begin on.

    What a script or the reader shows later is read where nothing else on the page is a report.
    Raises UndecodableText, LimitExceeded, ReportInAttachment where the page only links to the report, or PartOfReport
    where the report goes on on another page.
    """
    root = parse(decode(data), limits)
    try:
        found = Page(limits).read(root)
        report = article(found) or article(Page(limits, unveiled=True).read(root))
    except RecursionError:
        raise DamagedFile(kind="HTML") from None
    if report is None:
        refuse_if_attached(root, found)
        return Document(tuple(part.block for part in found))
    refuse_if_in_parts(root, report)
    return Document(tuple(report))
