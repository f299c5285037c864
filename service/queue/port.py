"""What the service asks of its queue. All that the queue knows may be lost at any time and is made anew from the store.

Each call answers within a second or raises QueueUnavailable. An audit is named by its id; a background task, which is a
step of a batch or a document to draw, by a name that is no id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Protocol

from service.audits.audit import Progress, Request, Result
from service.errors import ListsIncomplete

LEASE = 5.0
"""Seconds for which a worker holds an audit, or counts as alive, without being heard of."""
EXPANDING = 60
"""Seconds for which a batch counts as one that waits, since it was last noted that it expands."""
WINDOW = 60
"""Seconds in which the requests of a key are counted."""
SOONEST, LATEST = 1, 30
"""Seconds after which a client is to ask again."""
PAGE = 200
"""Audits of a list that are fetched at once."""

Facts = dict[str, Any]
"""What an audit is chosen by in a list: its status (None before the end), verdict, year, agency and label."""
Samples = Mapping[str, float]
"""Counters by what Prometheus calls them: `name{label="value"}`."""
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
    """What is left of a limit, and in how many seconds all of it is there again."""

    limit: int
    left: int
    seconds: int
    exceeded: bool


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """Where an audit without a result is: its place among those that wait (1 is next), or the progress of its run.

    `turn` is in how many seconds it comes to its turn, if audits take as long as the last ones did.
    """

    place: int | None = None
    progress: Progress | None = None
    turn: float = 0.0

    @property
    def due(self) -> int:
        """In how many seconds it can have come further: when a client is to ask again."""
        return max(SOONEST, min(LATEST, ceil(self.turn / 2)))


class Admission(Protocol):
    """Who is let in: how many audits may wait, and how many bytes be kept. What is admitted counts from then on.

    Of what may wait in all a client gets no more than it leaves free for the others (the dynamic threshold of Choudhury
    and Hahne): alone at most half, of two each a third. One audit of a client is admitted as long as there is any room.
    """

    def admit(self, asked: Candidate, fit: int) -> None:
        """Let one more wait, of whose kind `fit` fit on the disk with their results. It is withdrawn unless it is kept.

        Raises TooManyWaiting, TooManyOfYoursWaiting, StorageFull, QuotaExceeded.
        """

    def room(self, client: str) -> int:
        """How many more audits of a client's batches may wait just now."""

    def note_expanding(self, client: str, batch_id: str) -> None:
        """Note that a batch is kept, and files of it are still to be admitted: it counts as one that waits, for a while."""

    def note_expanded(self, client: str, batch_id: str) -> None:
        """Note that no more files of a batch are to be admitted."""

    def withdraw(self) -> None:
        """Count no longer what was admitted some time ago and never kept."""

    def count_bytes(self, client: str, name: str, size: int) -> None:
        """Count the bytes of an audit or batch that is kept, in place of those counted before."""

    def recount_bytes(self, client: str, name: str, size: int) -> None:
        """The same for one that may have been deleted meanwhile: it is counted only if it was before."""

    def uncount_bytes(self, client: str, name: str) -> None:
        """Count an audit or batch no longer."""


class FairQueue(Protocol):
    """Who waits: a list a client, and a round in which the clients are served.

    Who begins to wait comes before all who were served in this round already, so that one report doesn't stand behind
    thousands; who was served itself waits for the next round, so that nobody keeps others out by sending one at a time.
    """

    def enqueue(self, request: Request) -> QueuePosition:
        """List an accepted audit and let it wait, after those of the same client; where it is."""

    def enqueue_task(self, client: str, name: str) -> bool:
        """Let a background task wait, in turn with the client's audits; whether it does only now.

        It may have been lost, so who asks again after a while is heard.
        """

    def position(self, request: Request) -> QueuePosition:
        """Where an audit without a result is."""

    def next(self) -> str | None:
        """Take out what comes next; None where nothing waits, or no worker is free. One is counted on in any case."""

    def requeue(self, client: str, *audit_ids: str) -> None:
        """Let audits wait that had been lost, the oldest first, before those of the same client that wait already."""

    def interrupt(self, client: str, audit_id: str) -> None:
        """Let an audit wait that was interrupted for others, among its like. All workers but one may run some of those."""

    def leave(self, client: str, audit_id: str) -> None:
        """Let an audit wait no longer."""

    def others_wait(self, client: str) -> bool:
        """Whether something waits that is not this client's."""

    def depth(self) -> int:
        """How many wait."""

    def waiting(self) -> set[str]:
        """All that wait."""


class Dispatcher(Protocol):
    """The way from the waiting lists to the workers. A job is one attempt at an audit or a background task.

    An audit is made a job when a worker is free for it, not before: until then another client's may have its turn first.
    """

    def dispatch(self) -> None:
        """Bring what comes next to the workers that are free. What is lost on the way the reconciler finds."""

    def retry(self, name: str) -> None:
        """One more attempt, at once."""

    def hand_over(self, audit_id: str) -> None:
        """Bring an audit that runs to the workers for scans; it goes on running."""

    def take(self, *, scans: bool) -> str | None:
        """Take the next job that was brought to the workers for audits, or for scans; None where none came for a while.

        It counts as taken until it is cleared.
        """

    def ready(self) -> list[str]:
        """The jobs that no worker has taken yet."""

    def taken(self) -> list[str]:
        """The jobs that a worker took and has not cleared; it may have died since."""

    def clear(self, job: str) -> None:
        """Forget a job that was taken."""


class Runs(Protocol):
    """What is known of the runs of audits and background tasks that have not ended."""

    def report_progress(self, audit_id: str, progress: Progress) -> None:
        """Say that a running audit has come so far."""

    def attempts(self, names: Sequence[str]) -> list[int]:
        """How often each was made a job; 0 for never, or forgotten."""

    def count_crash(self, name: str) -> int:
        """Count one more end of its process by the report's own doing; how many there were."""

    def interruptions(self, audit_id: str) -> int:
        """How often an audit was interrupted for others."""

    def begin_long(self, audit_id: str) -> int:
        """An audit that was interrupted runs again; one that isn't heard of for some seconds runs no longer. How many run."""

    def end_long(self, audit_id: str) -> None:
        """It has ended, or was interrupted again."""

    def note_duration(self, seconds: float) -> None:
        """An audit took so long, by which others learn when their turn comes."""

    def forget(self, name: str, *, at_once: bool = False) -> None:
        """It has ended: let go of what is known here, a little later than clients may still ask."""


class Workers(Protocol):
    """Which workers live, and who holds what: a lease ends a few seconds after its holder."""

    def hold(self, name: str, token: str, seconds: float = LEASE) -> bool:
        """Take or keep a lease; False where another holds it."""

    def release(self, name: str, token: str) -> None:
        """Give a lease back, if it is still this token's."""

    def held(self, names: Sequence[str]) -> set[str]:
        """Those of the names that somebody holds."""

    def note_alive(self, worker: str) -> None:
        """A worker that takes audits was heard of just now."""

    def note_sandbox(self, sandbox: str) -> None:
        """A worker's jobs are confined by this, in words."""

    def sign_off(self, worker: str) -> None:
        """A worker ended in good order."""

    def count(self) -> int:
        """How many workers take audits."""

    def sandboxes(self) -> list[str]:
        """What the jobs of live workers are confined by, in words: one, where all are alike."""


class Catalogue(Protocol):
    """Lists of audits a client, newest first, with what they are chosen by; made anew where they were lost."""

    def put(self, request: Request, size: int, result: Result | None = None) -> None:
        """List an accepted audit, with its result once it has ended, and count the bytes that are kept of it."""

    def remove(self, request: Request, result: Result | None) -> None:
        """List and count an audit no longer."""

    def drop(self, audit_id: str) -> None:
        """The same for one that is not there any more, whosever it was."""

    def before(self, client: str, audit_id: str | None, floor: str, most: int) -> list[tuple[str, Facts]]:
        """The client's audits with ids below `audit_id` and from `floor` on, newest first, and their facts."""

    def like(self, client: str, content: str) -> str | None:
        """The client's last audit of such a content."""

    def ended_before(self, moment: float, most: int = 500) -> list[str]:
        """Audits that ended before a moment (POSIX seconds), the first of them first."""

    def is_complete(self) -> bool:
        """Whether nothing of it was lost."""

    def begin_rebuild(self, maker: str) -> None:
        """Note that someone begins to make all of it anew."""

    def is_rebuilding(self, maker: str) -> bool:
        """Whether that one is making it anew, and nothing of it was lost since the beginning."""

    def end_rebuild(self, maker: str) -> bool:
        """Note that all of it was made anew; False where some of it was lost meanwhile."""


class Metrics(Protocol):
    """What all processes count together."""

    def ping(self) -> None:
        """Return if the queue answers."""

    def add(self, samples: Samples) -> None:
        """Add to counters, which only grow."""

    def all(self) -> Samples:
        """All counters, and how the queue stands."""

    def count_request(self, key: str, limit: int) -> Quota:
        """Count one more request that is made with a key, within a window."""


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
    """Whether each fact that something is wanted of is one of those wanted."""
    return all(facts[name] in values for name, values in wanted.items())


def listed(catalogue: Catalogue, client: str, after: str | None, floor: str) -> Iterator[tuple[str, Facts]]:
    """A client's audits with ids below `after` and from `floor` on, newest first, fetched page by page.

    Raises ListsIncomplete for as long as lists that were lost are made anew.
    """
    if not catalogue.is_complete():
        raise ListsIncomplete
    return _pages(catalogue, client, after, floor)


def _pages(catalogue: Catalogue, client: str, after: str | None, floor: str) -> Iterator[tuple[str, Facts]]:
    while found := catalogue.before(client, after, floor, PAGE):
        yield from found
        after = found[-1][0]


def facts(request: Request, result: Result | None = None) -> Facts:
    """What an audit is chosen by."""
    report = result.report if result else {}
    return {
        "status": result.status.value if result else None,
        "verdict": result.verdict if result else None,
        "year": report.get("year") or request.year,
        "agency": report.get("agency") or request.agency,
        "label": request.label,
    }


def name_of(job: str) -> str:
    """The audit or background task that a job is about."""
    return job.partition("-")[0]


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
