"""What the service asks of its queue. All state of the queue may be lost at any time, and is rebuilt from the storage.

Each call answers within a second or raises QueueUnavailable. An audit is named by its id; a background task, which is a
step of a batch or a document to draw, by a name that is no id.
"""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Protocol

from service.audits.audit import Progress, Request, Result
from service.audits.batch import BatchRequest, batch_of
from service.audits.ids import is_id, next_after
from service.errors import ListsIncomplete

LEASE = 5.0
"""Seconds after which a lease or a worker's heartbeat expires."""
EXPANDING = 60
"""Seconds after which a batch that was noted as expanding counts no more."""
WINDOW = 60
"""Seconds in which the requests of a key are counted."""
SOONEST, LATEST = 1, 30
"""Bounds of the seconds after which a client is to ask again."""
PAGE = 200
"""Audits of a list that are fetched with one call."""

AUDITS, SCANS, BATCHES, DOCUMENTS = KINDS = ("audits", "scans", "batches", "documents")
"""What waits: audits, those of them that wait for a worker for scans, steps of batches, and documents to draw."""

Facts = dict[str, Any]
"""What lists are filtered by: an audit's status (None before the end), verdict, year, agency, label, batch and the digest
of its file; a batch's label."""
Samples = Mapping[str, float]
"""Counters by their Prometheus name: `name{label="value"}`."""
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is to be admitted: an audit, a batch, or an audit `of_batch`, which was admitted as a batch before."""

    client: str
    name: str
    size: int
    of_batch: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left of a rate limit, and the seconds until it is reset."""

    limit: int
    left: int
    seconds: int
    exceeded: bool


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """Where an audit without a result is: its place among those that wait (1 is next), or the progress of its run.

    Where more than a hundred clients have some that wait, the place is reckoned from a hundred of them.

    `turn` is in how many seconds it comes to its turn, if audits take as long as the last ones did.
    """

    place: int | None = None
    progress: Progress | None = None
    turn: float = 0.0

    @property
    def due(self) -> int:
        """Seconds after which a client is to ask again: by then the audit can have moved."""
        return max(SOONEST, min(LATEST, ceil(self.turn / 2)))


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of a client's list: the ids from `floor` on and below `ceiling`, the newest first or the oldest.

    Of audits, those alone whose file has a digest, where one is given. What is outside costs nothing.
    """

    client: str
    floor: str = ""
    ceiling: str = ""
    sha256: str = ""
    oldest_first: bool = False
    of_batches: bool = False

    def after(self, id: str) -> "Listing":
        """What follows an id in it."""
        if self.oldest_first:
            return replace(self, floor=max(self.floor, next_after(id)))
        return replace(self, ceiling=min(self.ceiling or id, id))


class Admission(Protocol):
    """Admission control: how many audits may wait, and how many bytes be kept. What is admitted counts from then on.

    Of what may wait in all a client gets no more than it leaves free for the others (the dynamic threshold of Choudhury
    and Hahne): alone at most half, of two each a third. One audit of a client is admitted as long as there is any room.
    """

    def admit(self, asked: Candidate, fit: int) -> None:
        """Admit an audit or a batch; `fit` is how many of its size fit on the disk. It lapses unless it is kept soon.

        Raises TooManyWaiting, TooManyOfYoursWaiting, StorageFull, QuotaExceeded.
        """

    def room(self, client: str) -> int:
        """How many more audits of a client's batches may be admitted now."""

    def note_expanding(self, client: str, batch_id: str) -> None:
        """Note that a batch is kept and its files are still to be admitted, or that an audit's file is still to be fetched.

        Either counts as one waiting audit, for `EXPANDING` seconds.
        """

    def note_expanded(self, client: str, batch_id: str) -> None:
        """Note that all files of a batch have been admitted, or that of an audit was fetched."""

    def withdraw(self) -> None:
        """Remove admissions that lapsed."""

    def count_bytes(self, client: str, name: str, size: int) -> None:
        """Set the bytes that an audit or batch takes."""

    def recount_bytes(self, client: str, name: str, size: int) -> None:
        """Set them again, unless it was deleted meanwhile and so isn't counted."""

    def uncount_bytes(self, client: str, name: str) -> None:
        """Remove the bytes of an audit or batch."""


class FairQueue(Protocol):
    """The waiting lists, one a client, which are served round robin.

    Who begins to wait comes before all who were served in this round already, so that one report doesn't stand behind
    thousands; who was served itself waits for the next round, so that nobody keeps others out by sending one at a time.
    """

    def enqueue(self, request: Request) -> QueuePosition:
        """List an accepted audit and append it to its client's waiting list; its position."""

    def enqueue_task(self, client: str, name: str) -> bool:
        """Append a background task, served in turn with the client's audits; False where it waits already.

        It may have been lost, so who asks again after a while is heard.
        """

    def position(self, request: Request) -> QueuePosition:
        """The position of an audit without a result."""

    def next(self) -> str | None:
        """Remove and return what comes next; None where nothing waits or no worker is free. At least one worker is assumed."""

    def requeue(self, client: str, *audit_ids: str) -> None:
        """Insert audits that were lost, the oldest first, at the head of their client's waiting list."""

    def interrupt(self, client: str, audit_id: str) -> None:
        """Append an audit that was interrupted to a list of its own. All workers but one may run audits of those lists."""

    def leave(self, client: str, audit_id: str) -> None:
        """Remove an audit from the waiting lists."""

    def others_wait(self, client: str) -> bool:
        """Whether anything of another client waits, be it that its turn has come and no worker took it yet."""

    def depth(self) -> int:
        """How many audits and background tasks wait."""

    def waiting(self) -> set[str]:
        """The names of all that wait."""

    def waiting_of(self, names: Collection[str]) -> set[str]:
        """Those of some names that wait."""


class Dispatcher(Protocol):
    """The way from the waiting lists to the workers. A job is one attempt at an audit or a background task.

    An audit is made a job when a worker is free for it, not before: until then another client's may have its turn first.
    """

    def dispatch(self) -> None:
        """Make jobs of what comes next, one for each free worker. What is lost on the way the reconciler finds."""

    def retry(self, name: str) -> None:
        """Make a job of one more attempt, before all others."""

    def hand_over(self, audit_id: str) -> None:
        """Make a job of a running audit for the workers for scans; its status stays running."""

    def take(self, *, scans: bool) -> str | None:
        """Take the next job for audits, or for scans; None where none came for some time.

        It counts as taken until it is cleared.
        """

    def ready(self) -> list[str]:
        """The jobs that no worker has taken yet."""

    def taken(self) -> list[str]:
        """The jobs that a worker took and has not cleared; it may have died since."""

    def clear(self, job: str) -> None:
        """Forget a job that was taken."""


class Runs(Protocol):
    """The runs of audits and background tasks that have not ended."""

    def report_progress(self, audit_id: str, progress: Progress) -> None:
        """Set the progress of a running audit."""

    def under_way(self, audit_ids: Sequence[str]) -> dict[str, Progress]:
        """How far those of some audits are that run."""

    def attempts(self, names: Sequence[str]) -> list[int]:
        """How many jobs were made of each; 0 for none, or where that was lost."""

    def count_crash(self, name: str) -> int:
        """Count one more crash of its process; how many there were."""

    def interruptions(self, audit_id: str) -> int:
        """How often an audit was interrupted for others."""

    def begin_long(self, audit_id: str) -> int:
        """Note that an interrupted audit runs again, for `LEASE` seconds from now; how many such audits run."""

    def end_long(self, audit_id: str) -> None:
        """Note that it doesn't run any more."""

    def note_duration(self, seconds: float) -> None:
        """Note how long an audit took, by which the waiting time of others is estimated."""

    def forget(self, name: str, *, at_once: bool = False) -> None:
        """Forget a run that has ended, after a minute: clients may still ask for it."""


class Workers(Protocol):
    """Heartbeats of workers, and leases, which expire a few seconds after their holder died."""

    def hold(self, name: str, token: str, seconds: float = LEASE) -> bool:
        """Take or renew a lease; False where another token holds it."""

    def release(self, name: str, token: str) -> None:
        """Release a lease, if this token still holds it."""

    def held(self, names: Sequence[str]) -> set[str]:
        """Those of the names that are leased."""

    def note_alive(self, worker: str) -> None:
        """Note the heartbeat of a worker that takes audits."""

    def note_sandbox(self, sandbox: str) -> None:
        """Note what the jobs of a live worker are confined by, in words."""

    def sign_off(self, worker: str) -> None:
        """Remove a worker that ends in good order."""

    def count(self) -> int:
        """How many live workers take audits."""

    def sandboxes(self) -> list[str]:
        """What the jobs of live workers are confined by, in words: one, where all are alike."""


class Catalogue(Protocol):
    """A list of audits and one of batches for each client, with the facts to filter by; rebuilt where they were lost."""

    def put(self, request: Request, size: int, result: Result | None = None) -> None:
        """List an accepted audit, with its result once it has ended, and set its bytes."""

    def endings(self) -> Iterator[str]:
        """The audits that are listed as ended from now on, as they are; without an end. It is for one thread alone."""

    def remove(self, request: Request, result: Result | None) -> None:
        """Remove an audit and its bytes."""

    def drop(self, audit_id: str, client: str | None = None) -> None:
        """Remove an audit of which nothing is kept any more; from all lists where not even its client is known."""

    def put_batch(self, batch: BatchRequest) -> None:
        """List an accepted batch."""

    def remove_batch(self, client: str, batch_id: str) -> None:
        """Remove a batch."""

    def first(self, listing: Listing, most: int) -> list[tuple[str, Facts]]:
        """The first ids of a listing and their facts."""

    def count(self, listing: Listing) -> int:
        """How many ids a listing has, without looking at them."""

    def like(self, client: str, content: str) -> str | None:
        """The client's last audit with this digest of its content."""

    def ended_before(self, moment: float, most: int = 500) -> list[str]:
        """Audits that ended before a moment (POSIX seconds), in order of their ends."""

    def is_complete(self) -> bool:
        """Whether the lists are complete, and nothing of them can have been lost since they were."""

    def begin_rebuild(self, maker: str) -> None:
        """Note that `maker` begins to rebuild all lists, and forget what is in them, and the bytes of what is listed.

        What has ended stays, so that what can't be read any more expires.
        """

    def is_rebuilding(self, maker: str) -> bool:
        """Whether `maker` is rebuilding the lists, and nothing was lost since it began."""

    def end_rebuild(self, maker: str) -> bool:
        """Note that the lists are complete; False where something was lost meanwhile."""


class Metrics(Protocol):
    """Counters that all processes share."""

    def ping(self) -> None:
        """Return if the queue answers."""

    def engine(self) -> str:
        """What answers, with its version."""

    def server(self) -> str:
        """The same with its address, for the operator; another where another server takes its place."""

    def add(self, samples: Samples) -> None:
        """Add to counters, which only grow."""

    def all(self) -> Samples:
        """All counters, and gauges of the queue."""

    def count_request(self, key: str, limit: int) -> Quota:
        """Count one more request of a key in the current window."""


@dataclass(frozen=True)
class Queue:
    """The parts of a queue."""

    admission: Admission
    fair_queue: FairQueue
    dispatcher: Dispatcher
    runs: Runs
    workers: Workers
    catalogue: Catalogue
    metrics: Metrics


def matches(facts: Facts, wanted: Mapping[str, Iterable[Any]]) -> bool:
    """Whether facts match a filter: by name, the values that are wanted."""
    return all(facts[name] in values for name, values in wanted.items())


def listed(catalogue: Catalogue, listing: Listing) -> Iterator[tuple[str, Facts]]:
    """The ids of a listing and their facts, fetched page by page.

    Raises ListsIncomplete for as long as lists that were lost are made anew.
    """
    if not catalogue.is_complete():
        raise ListsIncomplete
    return _pages(catalogue, listing)


def _pages(catalogue: Catalogue, listing: Listing) -> Iterator[tuple[str, Facts]]:
    while found := catalogue.first(listing, PAGE):
        yield from found
        listing = listing.after(found[-1][0])


def facts(request: Request, result: Result | None = None) -> Facts:
    """The facts of an audit."""
    report = result.report if result else {}
    return {
        "status": result.status.value if result else None,
        "verdict": result.verdict if result else None,
        "year": report.get("year") or request.year,
        "agency": report.get("agency") or request.agency,
        "label": request.label,
        "batch": request.batch,
        "sha256": request.sha256,
    }


def batch_facts(batch: BatchRequest) -> Facts:
    """The facts of a batch."""
    return {"label": batch.label}


def name_of(job: str) -> str:
    """The audit or background task that a job is about."""
    return job.partition("-")[0]


def kind_of(name: str) -> str:
    """Of which kind of what waits a name is, one for a scan aside: audits are scans only once a worker found that."""
    if is_id(name):
        return AUDITS
    return BATCHES if batch_of(name) else DOCUMENTS


def ages(found: Iterable[tuple[str, float]]) -> Samples:
    """For how many seconds what waits the longest of each kind has waited, 0 where nothing does.

    `found` are the kinds of some that wait, and since when they do (POSIX seconds).
    """
    now = time.time()
    oldest = dict.fromkeys(KINDS, now)
    for kind, since in found:
        oldest[kind] = min(oldest[kind], since)
    return {sample("report_audit_queue_age_seconds", kind=kind): now - since for kind, since in oldest.items()}


def sample(name: str, **labels: object) -> str:
    """The sample of a metric with its labels."""
    written = ",".join(f'{label}="{str(value).translate(_ESCAPED)}"' for label, value in labels.items())
    return f"{name}{{{written}}}" if written else name


def observed(name: str, value: float, bounds: Sequence[float], **labels: object) -> dict[str, float]:
    """What one observation adds to a histogram."""
    added = {sample(f"{name}_sum", **labels): value, sample(f"{name}_count", **labels): 1.0}
    for bound in (*bounds, float("inf")):
        if value <= bound:
            added[sample(f"{name}_bucket", **labels, le="+Inf" if bound == float("inf") else f"{bound:g}")] = 1.0
    return added
