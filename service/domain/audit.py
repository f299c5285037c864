"""An audit: one run over a report, from the request that was accepted to the result that ends it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


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


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` stages, and the one at work; `started_at` is when the first began (RFC 3339, UTC)."""

    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 4
    started_at: str | None = None


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


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an audit failed: the code of an error of `service.errors`, and the facts that its message names."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What ends an audit: create-once. `findings`, `checks`, `tables` and `text` are as `renderers.to_json` makes them.

    `report` is {agency, year, period}; `summary` is {error, warning, note, by_category}; `verdict` is None unless
    `status` is succeeded, and then `problem` is None.
    """

    status: Status
    finished_at: str
    started_at: str | None = None
    verdict: str | None = None
    report: dict[str, Any] = field(default_factory=dict)
    pages: int | None = None
    summary: dict[str, Any] = field(default_factory=dict)
    findings: tuple[dict[str, Any], ...] = ()
    checks: tuple[dict[str, Any], ...] = ()
    tables: tuple[dict[str, Any], ...] = ()
    text: dict[str, Any] = field(default_factory=dict)
    problem: Problem | None = None
    ruleset: str = ""
