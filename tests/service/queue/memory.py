"""The queue in memory, for tests whose subject is another: it does what the port says, as the contract tests hold it to."""

import math
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from queue import SimpleQueue

from service.audits.audit import Progress, Request, Result, Stage, moment
from service.audits.batch import BatchRequest
from service.audits.ids import is_id, made_at
from service.config import MIB, Settings
from service.errors import AuditError, QuotaExceeded, StorageFull, TooManyOfYoursWaiting, TooManyWaiting
from service.queue.port import (
    EXPANDING,
    LEASE,
    SCANS,
    WINDOW,
    Candidate,
    Facts,
    Listing,
    QueuePosition,
    Quota,
    ages,
    batch_facts,
    facts,
    kind_of,
    name_of,
)

LONG, TASKS = " long", " tasks"
LAPSE = 30


@dataclass
class Run:
    attempts: int = 0
    crashes: int = 0
    interruptions: int = 0
    progress: Progress | None = None


@dataclass
class State:
    """What all parts share. While there is a `failure`, each call raises it."""

    settings: Settings
    failure: AuditError | None = None
    lists: dict[str, list[str]] = field(default_factory=dict)
    round: list[str] = field(default_factory=list)
    served: set[str] = field(default_factory=set)
    long: set[str] = field(default_factory=set)
    asked: dict[str, float] = field(default_factory=dict)
    ready: list[str] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    runs: dict[str, Run] = field(default_factory=lambda: defaultdict(Run))
    leases: dict[str, tuple[str, float]] = field(default_factory=dict)
    alive: dict[str, float] = field(default_factory=dict)
    sandboxes: dict[str, float] = field(default_factory=dict)
    admitted: dict[tuple[str, str], float] = field(default_factory=dict)
    expanding: dict[tuple[str, str], float] = field(default_factory=dict)
    kept: dict[tuple[str, str], int] = field(default_factory=dict)
    listeners: list[SimpleQueue[str]] = field(default_factory=list)
    listed: dict[str, tuple[str, Facts]] = field(default_factory=dict)
    batches: dict[str, tuple[str, Facts]] = field(default_factory=dict)
    contents: dict[tuple[str, str], str] = field(default_factory=dict)
    ended: dict[str, float] = field(default_factory=dict)
    complete: str | None = None
    samples: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    requests: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pace: float = 1.0


class Part:
    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def state(self) -> State:
        if self._state.failure:
            raise self._state.failure
        return self._state


class MemoryAdmission(Part):
    def admit(self, asked: Candidate, fit: int) -> None:
        state, settings = self.state, self.state.settings
        self.withdraw()
        if (asked.client, asked.name) in state.admitted:
            return
        own, every = self._waiting(asked.client)
        if not asked.of_batch:
            now = time.time()
            own += sum(client == asked.client and until > now for (client, _), until in state.expanding.items())
        if own + 1 > settings.waiting_a_client or own + 1 > max(1, settings.waiting - every - 1):
            raise TooManyOfYoursWaiting(waiting=own)
        if every + 1 > settings.waiting:
            raise TooManyWaiting(waiting=every)
        if every + 1 > fit:
            raise StorageFull
        if self.kept_bytes(asked.client) + asked.size > settings.bytes_a_client:
            raise QuotaExceeded(kept=self.kept_bytes(asked.client) // MIB, limit=settings.bytes_a_client // MIB)
        state.admitted[asked.client, asked.name] = time.time() + LAPSE
        state.kept[asked.client, asked.name] = asked.size

    def room(self, client: str) -> int:
        settings = self.state.settings
        own, every = self._waiting(client)
        left = math.floor((max(1, settings.waiting - every) - own) / 2)
        left = left if own else max(1, left)
        return max(0, min(settings.waiting_a_client - own, settings.waiting - every, left))

    def note_expanding(self, client: str, batch_id: str) -> None:
        self.state.admitted.pop((client, batch_id), None)
        self.state.expanding[client, batch_id] = time.time() + EXPANDING

    def note_expanded(self, client: str, batch_id: str) -> None:
        self.state.expanding.pop((client, batch_id), None)

    def withdraw(self) -> None:
        for each, until in [*self.state.admitted.items()]:
            if until <= time.time():
                del self.state.admitted[each]
                self.state.kept.pop(each, None)

    def count_bytes(self, client: str, name: str, size: int) -> None:
        self.state.kept[client, name] = size
        self.state.admitted.pop((client, name), None)

    def recount_bytes(self, client: str, name: str, size: int) -> None:
        if (client, name) in self.state.kept:
            self.count_bytes(client, name, size)

    def uncount_bytes(self, client: str, name: str) -> None:
        self.state.kept.pop((client, name), None)

    def kept_bytes(self, client: str) -> int:
        return sum(size for (owner, _), size in self.state.kept.items() if owner == client)

    def _waiting(self, client: str) -> tuple[int, int]:
        admitted = [owner for owner, _ in self.state.admitted]
        own = len(self.state.lists.get(client, ())) + admitted.count(client)
        return own, len(admitted) + sum(map(len, self.state.lists.values()))


class MemoryFairQueue(Part):
    def enqueue(self, request: Request) -> QueuePosition:
        self.state.listed.setdefault(request.id, (request.client, facts(request)))
        self.state.admitted.pop((request.client, request.id), None)
        if request.id not in self.state.lists.get(request.client, ()):
            self._wait(request.client, request.id)
        return self.position(request)

    def enqueue_task(self, client: str, name: str) -> bool:
        lane, now = client + TASKS, time.time()
        if self.state.asked.get(name, 0.0) > now or name in self.state.lists.get(lane, ()):
            return False
        self.state.asked[name] = now + LEASE
        self._wait(lane, name)
        return True

    def position(self, request: Request) -> QueuePosition:
        state, client = self.state, request.client
        run = state.runs[request.id]
        if run.progress:
            return QueuePosition(progress=run.progress)
        ready, own = [name_of(job) for job in state.ready], state.lists.get(client, [])
        place = None
        if request.id in ready:
            place = ready.index(request.id) + 1
        elif not run.attempts and request.id in own:
            index = own.index(request.id)
            later = state.round.index(client)
            others = [(len(state.lists[each]), at > later) for at, each in enumerate(state.round) if each != client]
            place = len(ready) + 1 + index + sum(min(length, index + (not behind)) for length, behind in others)
        return QueuePosition(place, turn=(place or 0) * state.pace / max(1, len(_recent(state.alive))))

    def next(self) -> str | None:
        state = self.state
        workers = max(1, len(_recent(state.alive)))
        if len(state.ready) + len(state.taken) >= workers:
            return None
        may_be_long = len(state.long) < max(1, workers - 1)
        lane = next((each for each in state.round if may_be_long or not each.endswith(LONG)), None)
        if lane is None:
            return None
        state.round.remove(lane)
        state.served = {lane} if lane in state.served else state.served | {lane}
        name = state.lists[lane].pop(0)
        if lane.endswith(LONG):
            state.long.add(name)
        if state.lists[lane]:
            state.round.append(lane)
        return name

    def requeue(self, client: str, *audit_ids: str) -> None:
        self.state.lists.setdefault(client, [])[:0] = audit_ids
        self._join(client)

    def interrupt(self, client: str, audit_id: str) -> None:
        self.state.runs[audit_id].interruptions += 1
        self._wait(client + LONG, audit_id)

    def leave(self, client: str, audit_id: str) -> None:
        self.state.admitted.pop((client, audit_id), None)
        for lane in (client, client + LONG):
            if audit_id in self.state.lists.get(lane, ()):
                self.state.lists[lane].remove(audit_id)
                if not self.state.lists[lane]:
                    self.state.round.remove(lane)

    def others_wait(self, client: str) -> bool:
        own = {name for name, (owner, _) in self.state.listed.items() if owner == client}
        is_listed = any(each not in (client, client + LONG) for each in self.state.round)
        return is_listed or any(name_of(job) not in own for job in self.state.ready)

    def depth(self) -> int:
        return len(self.waiting())

    def waiting(self) -> set[str]:
        return {name for each in self.state.lists.values() for name in each}

    def waiting_of(self, names: Collection[str]) -> set[str]:
        return self.waiting().intersection(names)

    def _wait(self, lane: str, name: str) -> None:
        self.state.lists.setdefault(lane, []).append(name)
        self._join(lane)

    def _join(self, lane: str) -> None:
        state = self.state
        if lane in state.round:
            return
        served = [index for index, each in enumerate(state.round) if each in state.served]
        state.round.insert(served[0] if served and lane not in state.served else len(state.round), lane)


class MemoryDispatcher(Part):
    def __init__(self, state: State, fair_queue: MemoryFairQueue) -> None:
        super().__init__(state)
        self._fair_queue = fair_queue

    def dispatch(self) -> None:
        while name := self._fair_queue.next():
            self.retry(name)

    def retry(self, name: str) -> None:
        job = self._attempt(name)
        self.state.ready.insert(0 if self.state.runs[name].attempts > 1 else len(self.state.ready), job)

    def hand_over(self, audit_id: str) -> None:
        begun = self.state.runs[audit_id].progress or Progress(started_at=moment())
        self.state.scans.append(self._attempt(audit_id))
        self.state.runs[audit_id].progress = replace(begun, stage=Stage.WAITING_FOR_RECOGNITION)

    def take(self, *, scans: bool) -> str | None:
        ready = self.state.scans if scans else self.state.ready
        if not ready:
            return None
        self.state.taken.append(ready.pop(0))
        return self.state.taken[-1]

    def ready(self) -> list[str]:
        return [*self.state.ready, *self.state.scans]

    def taken(self) -> list[str]:
        return [*self.state.taken]

    def clear(self, job: str) -> None:
        self.state.taken.remove(job)

    def _attempt(self, name: str) -> str:
        run = self.state.runs[name]
        run.attempts, run.progress = run.attempts + 1, None
        return f"{name}-{run.attempts}"


class MemoryRuns(Part):
    def report_progress(self, audit_id: str, progress: Progress) -> None:
        self.state.runs[audit_id].progress = progress

    def under_way(self, audit_ids: Sequence[str]) -> dict[str, Progress]:
        return {id: progress for id in audit_ids if (progress := self.state.runs[id].progress)}

    def attempts(self, names: list[str]) -> list[int]:
        return [self.state.runs[name].attempts for name in names]

    def count_crash(self, name: str) -> int:
        self.state.runs[name].crashes += 1
        return self.state.runs[name].crashes

    def interruptions(self, audit_id: str) -> int:
        return self.state.runs[audit_id].interruptions

    def begin_long(self, audit_id: str) -> int:
        self.state.long.add(audit_id)
        return len(self.state.long)

    def end_long(self, audit_id: str) -> None:
        self.state.long.discard(audit_id)

    def note_duration(self, seconds: float) -> None:
        self.state.pace = self.state.pace * 0.9 + seconds * 0.1

    def forget(self, name: str, *, at_once: bool = False) -> None:
        if at_once:
            self.state.runs.pop(name, None)


class MemoryWorkers(Part):
    def hold(self, name: str, token: str, seconds: float = LEASE) -> bool:
        holder, until = self.state.leases.get(name, (token, 0.0))
        if holder != token and until > time.time():
            return False
        self.state.leases[name] = token, time.time() + seconds
        return True

    def release(self, name: str, token: str) -> None:
        if self.state.leases.get(name, ("", 0.0))[0] == token:
            del self.state.leases[name]

    def held(self, names: list[str]) -> set[str]:
        return {name for name in names if self.state.leases.get(name, ("", 0.0))[1] > time.time()}

    def note_alive(self, worker: str) -> None:
        self.state.alive[worker] = time.time()

    def note_sandbox(self, sandbox: str) -> None:
        self.state.sandboxes[sandbox] = time.time()

    def sign_off(self, worker: str) -> None:
        self.state.alive.pop(worker, None)

    def count(self) -> int:
        return len(_recent(self.state.alive))

    def sandboxes(self) -> list[str]:
        return _recent(self.state.sandboxes)


class MemoryCatalogue(Part):
    def put(self, request: Request, size: int, result: Result | None = None) -> None:
        if result:
            self.state.listed[request.id] = request.client, facts(request, result)
            self.state.contents[request.client, request.content(result.ruleset)] = request.id
            self.state.ended[request.id] = result.ended_at
            for heard in self.state.listeners:
                heard.put(request.id)
        self.state.listed.setdefault(request.id, (request.client, facts(request)))
        MemoryAdmission(self.state).count_bytes(request.client, request.id, size)

    def endings(self) -> Iterator[str]:
        heard: SimpleQueue[str] = SimpleQueue()
        self.state.listeners.append(heard)
        while True:
            yield heard.get()

    def remove(self, request: Request, result: Result | None) -> None:
        if result:
            self.state.contents.pop((request.client, request.content(result.ruleset)), None)
        self.drop(request.id)

    def drop(self, audit_id: str, client: str | None = None) -> None:
        self.state.listed.pop(audit_id, None)
        self.state.ended.pop(audit_id, None)
        for each in [each for each in self.state.kept if each[1] == audit_id]:
            del self.state.kept[each]

    def put_batch(self, batch: BatchRequest) -> None:
        self.state.batches[batch.id] = batch.client, batch_facts(batch)

    def remove_batch(self, client: str, batch_id: str) -> None:
        self.state.batches.pop(batch_id, None)

    def first(self, listing: Listing, most: int) -> list[tuple[str, Facts]]:
        kept = self.state.batches if listing.of_batches else self.state.listed
        chosen = [
            (id, known)
            for id, (owner, known) in kept.items()
            if owner == listing.client
            and listing.floor <= id < (listing.ceiling or "~")
            and listing.sha256 in ("", known.get("sha256"))
        ]
        return sorted(chosen, key=lambda each: each[0], reverse=not listing.oldest_first)[:most]

    def count(self, listing: Listing) -> int:
        return len(self.first(listing, len(self.state.listed) + len(self.state.batches)))

    def like(self, client: str, content: str) -> str | None:
        return self.state.contents.get((client, content))

    def ended_before(self, moment: float, most: int = 500) -> list[str]:
        ended = sorted((at, audit_id) for audit_id, at in self.state.ended.items() if at <= moment)
        return [audit_id for _, audit_id in ended[:most]]

    def is_complete(self) -> bool:
        return self.state.complete == "2"

    def begin_rebuild(self, maker: str) -> None:
        for lists in (self.state.listed, self.state.contents, self.state.batches, self.state.kept):
            lists.clear()
        self.state.complete = maker

    def is_rebuilding(self, maker: str) -> bool:
        return self.state.complete == maker

    def end_rebuild(self, maker: str) -> bool:
        if self.state.complete != maker:
            return False
        self.state.complete = "2"
        return True


class MemoryMetrics(Part):
    def ping(self) -> None:
        assert self.state

    def engine(self) -> str:
        return "memory"

    def server(self) -> str:
        return self.engine()

    def add(self, samples: dict[str, float]) -> None:
        for name, by in samples.items():
            self.state.samples[name] += by

    def all(self) -> dict[str, float]:
        names = [*map(name_of, self.state.ready), *(name for each in self.state.lists.values() for name in each)]
        scans = [(SCANS, self._since(name)) for name in map(name_of, self.state.scans)]
        return {
            **self.state.samples,
            "report_audit_queue_depth": len(names),
            **ages([*((kind_of(name), self._since(name)) for name in names), *scans]),
            "report_audit_workers": len(_recent(self.state.alive)),
        }

    def _since(self, name: str) -> float:
        if is_id(name):
            return datetime.fromisoformat(made_at(name)).timestamp()
        return self.state.asked.get(name, time.time() + LEASE) - LEASE

    def count_request(self, key: str, limit: int) -> Quota:
        self.state.requests[key] += 1
        used = self.state.requests[key]
        return Quota(limit, max(0, limit - used), WINDOW, used > limit)


class MemoryQueue:
    """A Queue."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.state = State(settings or Settings())
        self.admission = MemoryAdmission(self.state)
        self.fair_queue = MemoryFairQueue(self.state)
        self.dispatcher = MemoryDispatcher(self.state, self.fair_queue)
        self.runs, self.workers = MemoryRuns(self.state), MemoryWorkers(self.state)
        self.catalogue, self.metrics = MemoryCatalogue(self.state), MemoryMetrics(self.state)

    def names(self) -> list[str]:
        """What waits or is ready for a worker, in order."""
        return [*map(name_of, self.state.ready), *(name for each in self.state.lists.values() for name in each)]

    def tasks(self) -> list[str]:
        """The background tasks among them."""
        return [name for name in self.names() if not is_id(name)]

    def clear(self) -> None:
        """Lose what waits."""
        for each in (self.state.lists, self.state.round, self.state.ready, self.state.asked):
            each.clear()

    def begin(self, audit_id: str, progress: Progress) -> None:
        """Have an audit run, as a worker does."""
        self.runs.report_progress(audit_id, replace(progress, started_at="2026-01-02T03:04:06.000Z"))


def _recent(heard_of: dict[str, float]) -> list[str]:
    return [name for name, at in heard_of.items() if at > time.time() - LEASE]
