"""A document that a worker draws at the first request, and that is kept from then on."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is drawn. The last three are of a batch, the others of an audit."""

    HTML = "html"
    """An audit's result as a page, as the next five where it is too long to be made at once."""
    SARIF = "sarif"
    CSV = "csv"
    MARKDOWN = "markdown"
    NOTICE = "notice"
    """A notice of what to correct."""
    MARKS = "marks"
    """Where each finding stands in the report as read."""

    ANNOTATED = "annotated"
    """The PDF that was sent, with annotations."""
    COMMENTED = "commented"
    """The DOCX that was sent, with comments."""
    PAGE = "page"
    """A page of the PDF that was sent, as a picture."""
    WORKBOOK = "workbook"
    """A batch's reports and findings as an Excel workbook."""
    TABLE = "table"
    """A batch's findings as CSV."""
    NOTICES = "notices"
    """A notice of what to correct for each body of a batch, in one archive."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """One such document: of the audit or batch `owner`, in a language or of a page, which `detail` says."""

    owner: str
    kind: Kind
    detail: str

    @property
    def name(self) -> str:
        """What it is called among the things to do."""
        return f"{self.owner}_{self.kind}_{self.detail}"

    @classmethod
    def named(cls, name: str) -> "Rendering":
        """The rendering of that name."""
        owner, kind, detail = name.split("_")
        return cls(owner, Kind(kind), detail)

    @property
    def is_of_batch(self) -> bool:
        """Whether its owner is a batch."""
        return self.kind in (Kind.WORKBOOK, Kind.TABLE, Kind.NOTICES)

    @property
    def is_of_file(self) -> bool:
        """Whether it is drawn on the file that was sent."""
        return self.kind in (Kind.PAGE, Kind.ANNOTATED, Kind.COMMENTED)
