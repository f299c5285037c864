"""An audit: one run over a report, from the request that was accepted to the result that ends it."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self

from service.errors import AuditError

JSON = dict[str, Any]
"""An object as it is kept and answered, by the names that the contract has for its members."""


def moment() -> str:
    """Now, as the service writes it: RFC 3339, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Status(StrEnum):
    """Where an audit is. The last three are ends, and an audit has one end."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self in (Status.SUCCEEDED, Status.FAILED, Status.CANCELED)


class Stage(StrEnum):
    """What a running audit is at, in this order."""

    WAITING = "waiting"
    OPENING = "opening"
    READING = "reading"
    JUDGING = "judging"
    KEEPING = "keeping"
    WAITING_FOR_RECOGNITION = "waiting_for_recognition"
    """Opened, found to be a scan, and handed to the workers for scans, which begin anew."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` stages, and the one at work; `started_at` is when the first began (RFC 3339, UTC).

    While the pages of a scan are recognised, `pages_done` of its `pages` are read; 0 at any other time.
    """

    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 4
    started_at: str | None = None
    pages_done: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked for, as it is kept: create-once, never changed. Times are RFC 3339 in UTC."""

    id: str
    created_at: str
    name: str
    size: int
    media_type: str
    sha256: str
    client: str = ""
    request_id: str = ""
    year: int | None = None
    agency: str | None = None
    label: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    previous: JSON | None = None
    """Last year's report, kept beside this one: its name, size, media_type and sha256."""
    attachments: tuple[dict[str, Any], ...] = ()
    """Files that are read as part of the report, kept beside it, each described as last year's report is."""
    profile: str | None = None
    baseline: str | None = None
    """An earlier audit of the same client, whose findings are not new."""
    reuse: str | None = None
    """The audit of the same content whose result this one takes over."""
    callback_url: str | None = None
    url: str | None = None
    """The address that the report is fetched from. Until it is, `size` is 0 and `media_type` and `sha256` are empty."""
    fetched_url: str | None = None
    """Where it came from in the end: where that address led, or what its page links to."""
    idempotency_key: str | None = None
    batch: str | None = None
    """The batch that it came in."""
    again_of: str | None = None
    """The earlier audit of the same client whose file is audited again."""

    @property
    def awaits_file(self) -> bool:
        """Whether its report is still to be fetched."""
        return self.url is not None and not self.sha256

    def content(self, ruleset: str) -> str:
        """A digest of all that decides the result under a version of the rules."""
        last = self.previous["sha256"] if self.previous else None
        attached = [each["sha256"] for each in self.attachments]
        asked = (self.year, self.select, self.ignore, self.profile, self.baseline, last, attached)
        return _digest(self.sha256, self.media_type, ruleset, *asked)

    @property
    def submission(self) -> str:
        """A digest of all that the client sent, by which a repetition is known."""
        beside = [each for each in (self.again_of, self.url) if each]
        return _digest(self.content(""), self.name, self.agency, self.label, self.callback_url, *beside)


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Links:
    """What a page that was fetched links to, the likeliest first, and is to be fetched as well. Create-once."""

    urls: tuple[str, ...]
    take_place: bool
    """Whether the first of them that is a report takes the page's place; else all are its attachments."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an audit failed: the code of an error of `service.errors`, and the facts that its message names."""

    code: str
    facts: JSON = field(default_factory=dict)

    @classmethod
    def of(cls, error: AuditError) -> Self:
        """An error, as it is kept."""
        return cls(error.code, error.facts)


@dataclass(frozen=True, slots=True)
class Result:
    """What ends an audit: create-once. `findings`, `checks`, `tables` and `text` are as `renderers.to_json` makes them.

    `report` is {agency, year, period, school_year}; `summary` is {error, warning, note, to_check, by_category}, `to_check`
    being of the notes; `verdict` is None unless `status` is succeeded, and then `problem` is None.
    """

    status: Status
    finished_at: str
    started_at: str | None = None
    verdict: str | None = None
    report: JSON = field(default_factory=dict)
    pages: int | None = None
    summary: JSON = field(default_factory=dict)
    unread: tuple[JSON, ...] = ()
    """What was not read, as `renderers.unread_parts` tells it: the reasons of a verdict `incomplete`."""
    findings: tuple[JSON, ...] = ()
    checks: tuple[JSON, ...] = ()
    tables: tuple[JSON, ...] = ()
    text: JSON = field(default_factory=dict)
    problem: Problem | None = None
    ruleset: str = ""
    absent: tuple[JSON, ...] = ()
    """The baseline's findings that are found no more."""
    since_baseline: JSON | None = None
    """How many findings are {new, unchanged, absent} against the baseline; None without one."""
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds that each stage took."""

    @classmethod
    def failed(cls, problem: Problem, ruleset: str, started_at: str | None = None) -> Self:
        """The result of an audit that ends just now with a problem."""
        return cls(Status.FAILED, moment(), started_at, problem=problem, ruleset=ruleset)

    @property
    def ended_at(self) -> float:
        """When it ended (POSIX seconds)."""
        return datetime.fromisoformat(self.finished_at).timestamp()

    @property
    def head(self) -> "Result":
        """The same without what is long: enough to tell how the audit ended."""
        return replace(self, findings=(), checks=(), tables=(), text={}, absent=())
