"""A document that a worker draws at the first request, and that is kept from then on."""

import base64
import hashlib
import json
from dataclasses import astuple, dataclass
from enum import StrEnum

from service.errors import Language


class Kind(StrEnum):
    """What is drawn: of an audit, or the last of them of a batch."""

    HTML = "html"
    """An audit's result as a page, as the next five where it is too long to be made at once."""
    SARIF = "sarif"
    CSV = "csv"
    MARKDOWN = "markdown"
    NOTICE = "notice"
    """A notice of what to correct, as DOCX."""
    MARKS = "marks"
    """Where each finding stands in the report as read."""

    NOTICE_PDF = "noticepdf"
    """A notice of what to correct, as PDF."""
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
    """A notice of what to correct for each body of a batch, in one archive, as DOCX."""
    NOTICES_PDF = "noticespdf"
    """The same as PDF."""


MOST_FILLED_IN = 20
"""Documents of a kind and language that are kept of one owner where whoever asks fills something in."""
OF_BATCH = frozenset({Kind.WORKBOOK, Kind.TABLE, Kind.NOTICES, Kind.NOTICES_PDF})
_OF_FILE = frozenset({Kind.PAGE, Kind.ANNOTATED, Kind.COMMENTED})


@dataclass(frozen=True, slots=True)
class NoticeFields:
    """What whoever sends a notice fills in; what is empty is a blank in it, to be written by hand."""

    deadline: str = ""
    """The day, as YYYY-MM-DD, before which its body has to answer."""
    office: str = ""
    """Who sends it, and signs."""
    addressee: str = ""
    """To whom it goes, where that is not the body that the report or its file names."""
    issued: str = ""
    """The day, as YYYY-MM-DD, that stands below the office."""

    def detail(self, language: Language) -> str:
        """The detail of a rendering in a language with these fields: letters, digits and “_” alone, as a task's name."""
        if self == NoticeFields():
            return language
        written = json.dumps(astuple(self), ensure_ascii=False, separators=(",", ":")).encode()
        return f"{language}_{base64.b32encode(written).decode().rstrip('=')}"

    @classmethod
    def of(cls, detail: str) -> "NoticeFields":
        """The fields of such a detail."""
        _, _, written = detail.partition("_")
        return cls(*json.loads(base64.b32decode(written + "=" * (-len(written) % 8)))) if written else cls()


@dataclass(frozen=True, slots=True)
class Rendering:
    """One such document: of the audit or batch `owner`, in a language, of a page or with fields, which `detail` says.

    `state` tells what was assessed of its findings by then from what is: a document that shows that is drawn anew once there is
    more. It is empty as long as there is nothing.
    """

    owner: str
    kind: Kind
    detail: str
    state: str = ""

    @property
    def name(self) -> str:
        """What it is called among the things to do."""
        return f"{self.owner}_{self.kind}_{self.state}_{self.detail}"

    @classmethod
    def named(cls, name: str) -> "Rendering":
        """The rendering of that name."""
        owner, kind, state, detail = name.split("_", 3)
        return cls(owner, Kind(kind), detail, state)

    @property
    def kept_as(self) -> str:
        """What it is kept as beside its owner: the name of a file, for which what was filled in is too long."""
        language, _, filled_in = self.detail.partition("_")
        plain = f"{language}-{hashlib.sha256(filled_in.encode()).hexdigest()}" if filled_in else language
        return f"{self.kind}-{plain}" + (f".{self.state}" if self.state else "")

    @property
    def is_filled_in(self) -> bool:
        """Whether who asks for it filled something in."""
        return "_" in self.detail and not self.detail.endswith("_")

    @property
    def is_of_batch(self) -> bool:
        """Whether its owner is a batch."""
        return self.kind in OF_BATCH

    @property
    def is_of_file(self) -> bool:
        """Whether it is drawn on the file that was sent."""
        return self.kind in _OF_FILE
