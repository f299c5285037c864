"""Values that the contract names: each field of such a kind refers to its one description there."""

from enum import StrEnum
from typing import Any, ClassVar

from marshmallow import fields

from service.audits.assessment import AssessmentState
from service.audits.audit import JSON, Stage, Status
from service.audits.baseline import ABSENT, NEW, UNCHANGED
from service.audits.batch import BatchStatus
from service.audits.media import Media
from service.errors import PARTS, catalogue
from service.reports import form
from service.reports.figures import Kind
from service.reports.finding import Category, CheckStatus, Severity, Verdict
from service.reports.report import Why
from service.reports.unread import What
from service.schemas.fields import options

ENUMERATIONS: dict[type[StrEnum], tuple[str, str]] = {
    Status: (
        "Status",
        "The last three are ends. A report full of defects is `succeeded`; `failed` is a file that could not "
        "be audited.",
    ),
    Stage: ("Stage", ""),
    Verdict: (
        "Verdict",
        "`fail` with an error; else `incomplete` where a rule could not be applied to all it looks at; else `pass`.",
    ),
    Severity: ("Severity", ""),
    Category: ("Category", ""),
    CheckStatus: (
        "CheckStatus",
        "`skipped` had nothing to look at. `not_checked` could not be applied, or not to a whole table, for something was not "
        "read; what could be is not wrong. Beside any other, `unread` says what was passed over.",
    ),
    What: ("UnreadWhat", "What was not read."),
    Why: ("UnreadWhy", "Why it was not read."),
    Kind: ("CellKind", "How a cell holds its figure."),
    Media: ("MediaType", ""),
    AssessmentState: (
        "AssessmentState",
        "What a person says of a finding: that it is true, that it is not, or that it was corrected. `withdrawn`: what was said of "
        "it before holds no more.",
    ),
    BatchStatus: (
        "BatchStatus",
        "The last three are ends. `succeeded` says nothing of the reports but that each was audited or could not be; "
        "`failed` is an archive that could not be opened.",
    ),
}
"""What the contract calls an enumeration, and says of it."""


class Value(fields.Field[Any]):
    """A value that the contract names; the docstring of each kind is what it says of it."""

    keywords: ClassVar[JSON]
    """Its JSON Schema, but for the description."""

    def __init__(self, about: str = "", *, null: bool = False, left_out: bool = False) -> None:
        super().__init__(**options(about, null, left_out, {}))

    @classmethod
    def described(cls) -> JSON:
        """Its JSON Schema."""
        return cls.keywords


class AuditId(Value):
    """A ULID; ids sort by the time they were made."""

    keywords = {
        "type": "string",
        "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$",
        "example": "01KADEQ4SX8Y7V1D0M3W9R5T2B",
    }


class BatchId(AuditId):
    """A ULID, as those of audits."""


class Time(Value):
    """A moment in RFC 3339, UTC."""

    keywords = {"type": "string", "format": "date-time"}


class Digest(Value):
    """SHA-256 in hexadecimal."""

    keywords = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


class Figure(Value):
    """A figure; a JSON number where whole, a string where decimal."""

    keywords = {"oneOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]+\\.[0-9]+$"}]}


class Box(Value):
    """Left, top, right, bottom in points, from the page's top left."""

    keywords = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}


class TableKey(Value):
    """A table of the form."""

    keywords = {"type": "string", "enum": [*form.TABLES]}


class Edition(Value):
    """An edition of the form, by its year."""

    keywords = {"type": "integer", "enum": [2019, 2021]}


class Part(Value):
    """The part of the request whose fault it is, or the file that its page links to, where that isn't the report's own file."""

    keywords = {"type": "string", "enum": [*PARTS]}


class BaselineState(Value):
    """Whether the `baseline` had a finding."""

    keywords = {"type": "string", "enum": [NEW, UNCHANGED, ABSENT]}


class RuleId(Value):
    """The id of a rule, such as `ARI01`."""

    keywords = {"type": "string"}


class ProblemType(Value):
    """The address of what there is to know of a kind of problem."""

    @classmethod
    def described(cls) -> JSON:
        """All kinds that the service has."""
        return {
            "type": "string",
            "format": "uri-reference",
            "enum": [f"/problems/{code}" for code in sorted(catalogue())],
        }
