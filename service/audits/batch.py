"""A batch: many reports sent at once, each audited on its own, and then set against each other."""

import base64
import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from service.audits.audit import JSON, Problem
from service.reports.finding import Severity, Verdict

_STEP = "batch"
_UNOPENED = "0"
_MOST_STATES = 20_000
"""Letters of a cursor: more than a batch may have reports."""


def step_of(batch_id: str) -> str:
    """The name of the background task that takes a batch one step further."""
    return f"{batch_id}_{_STEP}"


def batch_of(task: str) -> str | None:
    """The batch that a background task takes further, None for another task."""
    batch_id, _, step = task.partition("_")
    return batch_id if step == _STEP else None


class BatchStatus(StrEnum):
    """Where a batch is. The last three are ends; `failed` is one whose archive could not be opened."""

    EXPANDING = "expanding"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What a client asked for: its reports in one archive, or a list of their addresses, and what is said of all. Create-once."""

    id: str
    created_at: str
    size: int
    sha256: str
    client: str = ""
    request_id: str = ""
    year: int | None = None
    label: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    callback_url: str | None = None
    idempotency_key: str | None = None
    is_list: bool = False
    """Whether a list of addresses was sent in place of an archive."""

    @property
    def submission(self) -> str:
        """A digest of all that the client sent, by which a repetition is known."""
        kind = "list" if self.is_list else "batch"
        asked = (kind, self.sha256, self.year, self.label, self.select, self.ignore, self.profile, self.callback_url)
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a batch: the audit of it, or the problem for which there is none."""

    name: str
    audit: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """A row of a list, by its number from 1: what it gives as an address, and what it calls the report and its audit."""

    row: int
    given: str
    name: str = ""
    label: str = ""


MOST_SKIPPED = 1_000
"""Files of an archive that are passed over which are listed by name."""


class SkipReason(StrEnum):
    """Why a file of an archive is not taken for a report."""

    FOLDER = "folder"
    SYSTEM = "system-file"
    HIDDEN = "hidden-file"
    OFFICE_LOCK = "office-lock-file"
    ATTACHMENT = "attachment"
    """It is audited as part of the report beside it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of an archive that is not audited."""

    name: str
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Members:
    """What an archive held. Create-once. Of the files that were passed over the first are listed, and all counted."""

    members: tuple[Member, ...]
    skipped: tuple[Skipped, ...] = ()
    skipped_count: int = 0

    @property
    def audits(self) -> list[str]:
        """The ids of the audits."""
        return [each.audit for each in self.members if each.audit]


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What ends a batch. Create-once.

    `findings` are those between its reports, as `renderers.to_json` makes them, each with the id of its `audit`, those of the
    audits that it was set `against`, and its `marks`.
    """

    finished_at: str
    findings: tuple[dict[str, Any], ...] = ()
    problem: Problem | None = None
    ruleset: str = ""
    reports: int = 0
    """How many it had, with those that could not be audited."""
    compared: int = 0
    """How many reports were set against each other."""
    verdicts: dict[str, int] = field(default_factory=dict)
    """How many reports had which verdict then, with what was found between them."""
    failed: int = 0
    """How many files could not be audited."""
    canceled: bool = False

    @property
    def ended_at(self) -> float:
        """When it ended (POSIX seconds)."""
        return datetime.fromisoformat(self.finished_at).timestamp()


def by_audit(findings: Iterable[JSON]) -> Mapping[str, list[JSON]]:
    """Findings between reports by the audits of those that they are made in; none for another."""
    found: dict[str, list[JSON]] = defaultdict(list)
    for each in findings:
        found[each["audit"]].append(each)
    return found


def verdict_with(verdict: str, between: Iterable[JSON]) -> str:
    """The verdict of a report with what was found `between` it and others: an error there is one of the report, too."""
    is_wrong = any(found["severity"] == Severity.ERROR and not found.get("suppressed") for found in between)
    return Verdict.FAIL.value if is_wrong else verdict


@dataclass(frozen=True, slots=True)
class BatchCursor:
    """How far a batch was when a client last asked: by it the reports are told that have changed since.

    `states` has a letter for each report, its `Entry.state`; None before the archive was opened.
    """

    states: str | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """The cursor that was written so. Raises ValueError."""
        if text == _UNOPENED:
            return cls()
        unpacking = zlib.decompressobj()
        try:
            states = unpacking.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), _MOST_STATES)
        except zlib.error as error:
            raise ValueError("no cursor") from error
        if not unpacking.eof:
            raise ValueError("a cursor that is cut short or too long")
        return cls(states.decode("ascii"))

    def written(self) -> str:
        """The cursor as clients send it back: some hundred characters where a thousand reports are half audited."""
        if self.states is None:
            return _UNOPENED
        return base64.urlsafe_b64encode(zlib.compress(self.states.encode("ascii"), 9)).decode("ascii").rstrip("=")

    def knows(self, number: int, state: str) -> bool:
        """Whether a report, by its place in the batch, was in a state already."""
        return self.states is not None and self.states[number : number + 1] == state
