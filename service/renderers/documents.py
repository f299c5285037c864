"""The documents that are made of results alone: what each is and who makes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from service.audits.rendering import Kind
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.to_csv import to_csv
from service.renderers.to_html import to_html
from service.renderers.to_markdown import to_markdown
from service.renderers.to_sarif import to_sarif


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document: its media type, how its file's name ends, and what makes it of some audits."""

    media_type: str
    suffix: str
    write: Callable[[Sequence[Audited], Language], str | bytes]

    def of(self, audits: Sequence[Audited], language: Language) -> bytes:
        """The document of some audits."""
        written = self.write(audits, language)
        return written if isinstance(written, bytes) else written.encode()


DOCUMENTS: Mapping[Kind, Document] = {
    Kind.SARIF: Document("application/sarif+json", ".sarif", to_sarif),
    Kind.CSV: Document("text/csv", ".csv", to_csv),
    Kind.MARKDOWN: Document("text/markdown", ".md", to_markdown),
    Kind.HTML: Document("text/html", ".html", to_html),
}
