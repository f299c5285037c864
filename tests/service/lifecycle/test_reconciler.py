import time
from collections.abc import Set
from dataclasses import replace

import pytest
from redis import Redis

from service.audits.audit import Request, moment
from service.audits.batch import BatchRequest, step_of
from service.audits.ids import new_id
from service.config import Settings
from service.errors import TooManyOfYoursWaiting
from service.lifecycle.reconciler import Reconciler
from service.queue import open_queue
from service.queue.port import Candidate, Listing, Queue, name_of
from service.queue.redis import keys
from service.queue.redis.connection import connect
from service.storage.files.audits import FileAudits
from service.storage.port import Storage
from tests.service.storage.requests import DONE, a_request


@pytest.fixture
def redis(settings: Settings) -> Redis:
    return connect(settings.queue_url)


@pytest.fixture
def queue(settings: Settings) -> Queue:
    return open_queue(settings)


@pytest.fixture
def reconciler(settings: Settings, storage: Storage, queue: Queue) -> Reconciler:
    return Reconciler(settings, storage, queue)


@pytest.fixture
def audit_id(store: FileAudits) -> str:
    request = a_request()
    store.accept(request, b"abc")
    return request.id


def queue_up(queue: Queue, request: Request) -> None:
    """Let it wait, and begin if a worker is free."""
    queue.fair_queue.enqueue(request)
    queue.dispatcher.dispatch()


def take(redis: Redis) -> bytes:
    """Take a job as a worker does."""
    return redis.lmove(keys.READY, keys.TAKEN)


def queued(queue: Queue) -> list[str]:
    return [*map(name_of, queue.dispatcher.ready()), *sorted(queue.fair_queue.waiting())]


def test_what_never_came_into_the_queue_is_queued_at_the_second_look(
    reconciler: Reconciler, queue: Queue, audit_id: str
) -> None:
    assert reconciler.reconcile() == []
    assert reconciler.reconcile() == [audit_id]
    assert queued(queue) == [audit_id]
    assert [reconciler.reconcile(), reconciler.reconcile()] == [[], []]


def test_what_is_queued_stays_as_it_is(
    reconciler: Reconciler, store: FileAudits, queue: Queue, redis: Redis, audit_id: str
) -> None:
    queue_up(queue, store.request(audit_id))
    assert [reconciler.reconcile() for _ in range(3)] == [[], [], []]
    assert queued(queue) == [audit_id]


def test_of_those_that_wait_no_file_is_looked_at(
    reconciler: Reconciler, store: FileAudits, queue: Queue, audit_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [a_request() for _ in range(5)]
    for request in others:
        store.accept(request, b"abc")
        queue.fair_queue.enqueue(request)
    looked_at: list[str] = []
    is_open = FileAudits._is_open
    monkeypatch.setattr(FileAudits, "_is_open", lambda self, named: looked_at.append(named) or is_open(self, named))
    reconciler.reconcile()
    assert looked_at == [audit_id]


@pytest.fixture
def crowded(reconciler: Reconciler, monkeypatch: pytest.MonkeyPatch) -> Reconciler:
    """One that has just looked at all, which took it long."""
    monkeypatch.setattr("service.lifecycle.reconciler._QUICK", -1.0)
    monkeypatch.setattr("service.lifecycle.reconciler._RESTS", 10**9)
    reconciler.reconcile()
    return reconciler


def test_where_looking_at_all_takes_long_what_a_dead_worker_had_is_found_as_soon(
    crowded: Reconciler, store: FileAudits, queue: Queue, redis: Redis
) -> None:
    request = a_request()
    store.accept(request, b"abc")
    queue_up(queue, request)
    take(redis)
    assert [crowded.reconcile(), crowded.reconcile()] == [[], [request.id]]
    assert (queued(queue), queue.dispatcher.taken()) == ([request.id], [])
    assert [crowded.reconcile() for _ in range(3)] == [[], [], []]


def test_then_what_is_held_waits_or_has_ended_is_left_alone(
    crowded: Reconciler, store: FileAudits, queue: Queue, redis: Redis
) -> None:
    held, interrupted, ended = (a_request() for _ in range(3))
    for number, request in enumerate((held, interrupted, ended)):
        queue.workers.note_alive(f"worker {number}")
        store.accept(request, b"abc")
        queue_up(queue, request)
        take(redis)
    queue.workers.hold(held.id, "worker")
    queue.fair_queue.interrupt("", interrupted.id)
    store.finish(ended.id, DONE)
    assert [crowded.reconcile() for _ in range(3)] == [[], [], []]
    assert queued(queue).count(interrupted.id) == 1
    assert [name_of(job) for job in queue.dispatcher.taken()] == [held.id]


def test_what_never_came_into_the_queue_is_found_once_all_is_looked_at_again(
    crowded: Reconciler, store: FileAudits, queue: Queue
) -> None:
    request = a_request()
    store.accept(request, b"abc")
    assert [crowded.reconcile() for _ in range(3)] == [[], [], []]
    crowded._all_after = 0.0
    assert [crowded.reconcile(), crowded.reconcile()] == [[], [request.id]], (
        "the second look is at what was missed alone"
    )
    assert queued(queue) == [request.id]


def test_what_is_in_work_stays_as_it_is(reconciler: Reconciler, queue: Queue, audit_id: str) -> None:
    queue.workers.hold(audit_id, "worker")
    assert [reconciler.reconcile() for _ in range(3)] == [[], [], []]


def test_what_has_ended_is_left_alone(reconciler: Reconciler, store: FileAudits, audit_id: str) -> None:
    store.finish(audit_id, DONE)
    assert [reconciler.reconcile() for _ in range(3)] == [[], [], []]


def test_a_job_whose_worker_died_is_queued_again_and_its_remains_are_cleared(
    reconciler: Reconciler, store: FileAudits, queue: Queue, redis: Redis, audit_id: str
) -> None:
    queue_up(queue, store.request(audit_id))
    taken = take(redis)
    assert [reconciler.reconcile(), reconciler.reconcile()] == [[], [audit_id]]
    assert queued(queue) == [audit_id]
    assert queue.dispatcher.taken() == []
    assert not redis.exists(b"rq:job:" + taken)


def test_a_job_whose_audit_has_ended_keeps_no_worker_from_the_next_for_as_long_as_it_is_held(
    reconciler: Reconciler, store: FileAudits, queue: Queue, redis: Redis, audit_id: str
) -> None:
    queue.workers.note_alive("worker")
    queue_up(queue, store.request(audit_id))
    take(redis)
    queue.workers.hold(audit_id, "worker")
    store.finish(audit_id, DONE)
    other = a_request()
    store.accept(other, b"abc")
    queue.fair_queue.enqueue(other)
    assert [reconciler.reconcile(), reconciler.reconcile()] == [[], []]
    assert [*map(name_of, queue.dispatcher.ready())] == [other.id]


def test_a_job_that_was_lost_comes_before_those_that_never_had_their_turn(
    reconciler: Reconciler, store: FileAudits, queue: Queue, redis: Redis, audit_id: str
) -> None:
    queue_up(queue, store.request(audit_id))
    take(redis)
    other = a_request()
    store.accept(other, b"abc")
    queue_up(queue, other)
    assert [reconciler.reconcile(), reconciler.reconcile()] == [[], [audit_id]]
    assert queued(queue) == [audit_id, other.id]


def test_lost_jobs_come_again_in_their_order_and_once(
    reconciler: Reconciler, store: FileAudits, queue: Queue, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.lifecycle.reconciler._AT_ONCE", 2)
    ids = []
    for number in range(5):
        queue.workers.note_alive(f"worker {number}")
        request = a_request()
        store.accept(request, b"abc")
        queue_up(queue, request)
        take(redis)
        ids.append(request.id)
    assert [reconciler.reconcile() for _ in range(4)] == [[], sorted(ids), [], []]
    assert queued(queue) == sorted(ids)


def test_what_waited_before_redis_was_wiped_waits_before_what_came_since(
    reconciler: Reconciler, store: FileAudits, queue: Queue, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.lifecycle.reconciler._AT_ONCE", 2)
    requests = [a_request() for _ in range(8)]
    for request in requests[:5]:
        store.accept(request, b"abc")
    for request in requests[5:]:
        store.accept(request, b"abc")
        queue_up(queue, request)
    reconciler.reconcile()
    reconciler.reconcile()
    ready = [*map(name_of, queue.dispatcher.ready())]
    redis.delete(keys.READY)
    waiting = list(iter(queue.fair_queue.next, None))
    assert ready == [requests[5].id], "it had its turn already"
    assert waiting == [request.id for request in (*sorted(requests[:5], key=lambda each: each.id), *requests[6:])]


def test_an_audit_that_cannot_be_read_holds_up_no_other(
    reconciler: Reconciler, settings: Settings, store: FileAudits, queue: Queue
) -> None:
    waiting, ended = [a_request() for _ in range(3)], [a_request() for _ in range(3)]
    for request in (*waiting, *ended):
        store.accept(request, b"abc")
    for request in ended:
        store.finish(request.id, DONE)
    for broken in (min(waiting, key=lambda each: each.id), min(ended, key=lambda each: each.id)):
        (settings.data_dir / "audits" / broken.id[-2:] / broken.id / "submission").write_bytes(b"\0" * 100)
    for _ in range(3):
        reconciler.reconcile()
    assert queued(queue) == sorted(request.id for request in waiting)[1:]
    assert list(store.not_done()) == sorted(request.id for request in ended)[:1]


def test_a_mark_of_what_was_never_accepted_is_looked_for_now_and_then_and_not_said_to_be_queued(
    reconciler: Reconciler,
    store: FileAudits,
    queue: Queue,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    marked, looked_for = a_request(), list[str]()
    read = FileAudits.request
    # A bucket's marks are there before what they are of.
    monkeypatch.setattr(FileAudits, "unfinished", lambda *_: ([marked.id], []))
    monkeypatch.setattr(FileAudits, "request", lambda self, named: looked_for.append(named) or read(self, named))
    for _ in range(5):
        assert reconciler.reconcile() == []
    assert (looked_for, caplog.messages) == ([marked.id], [])
    store.accept(marked, b"abc")
    assert [reconciler.reconcile(), reconciler.reconcile()] == [[], []]
    monkeypatch.setattr(time, "monotonic", lambda now=time.monotonic: now() + 31)
    assert [reconciler.reconcile(), reconciler.reconcile()] == [[], [marked.id]]
    assert queued(queue) == [marked.id]
    assert caplog.messages == ["queued again"]


def test_a_batch_that_never_came_into_the_queue_is_listed_with_its_step(
    reconciler: Reconciler, storage: Storage, queue: Queue
) -> None:
    batch = BatchRequest(new_id(), moment(), 2, "0" * 64, client="one", label="x")
    storage.batches.accept(batch, b"PK")
    assert [reconciler.reconcile(), reconciler.reconcile()] == [[], []], "a step that is due wasn't lost"
    assert queue.catalogue.first(Listing("one", of_batches=True), 9) == [(batch.id, {"label": "x"})]
    assert [name_of(job) for job in queue.dispatcher.ready()] == [step_of(batch.id)]


def test_after_redis_was_wiped_all_unended_audits_are_queued_again(
    reconciler: Reconciler, store: FileAudits, queue: Queue, redis: Redis
) -> None:
    ids = []
    for _ in range(20):
        request = a_request()
        store.accept(request, b"abc")
        queue_up(queue, request)
        ids.append(request.id)
    reconciler.reconcile()
    redis.flushall()
    reconciler.reconcile()
    reconciler.reconcile()
    assert sorted(queued(queue)) == sorted(ids)


def test_of_two_reconcilers_one_works(
    settings: Settings, storage: Storage, queue: Queue, reconciler: Reconciler, audit_id: str
) -> None:
    other = Reconciler(settings, storage, queue)
    reconciler.reconcile()
    assert [other.reconcile(), other.reconcile()] == [[], []]
    reconciler.resign()
    assert [other.reconcile(), other.reconcile()] == [[], [audit_id]]


def awaiting(store: FileAudits, storage: Storage) -> Request:
    """An audit that was accepted by the address of its report."""
    request = a_request(url="http://a.example.org/", size=0, media_type="", sha256="", client="one")
    store.accept(request, b"")
    storage.fetches.schedule(request.id)
    return request


def test_who_looks_for_so_long_that_another_leads_meanwhile_does_no_more(
    settings: Settings, storage: Storage, queue: Queue, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, other = Reconciler(settings, storage, queue), Reconciler(settings, storage, queue)
    asked, has_ended = a_request(), a_request()
    for request in (asked, has_ended):
        storage.audits.accept(request, b"abc")
    storage.audits.finish(has_ended.id, DONE)
    slow.reconcile()
    look = storage.audits.unfinished

    def looked(but: Set[str]) -> tuple[list[str], list[str]]:
        found = look(but)
        monkeypatch.setattr(slow, "_led", time.monotonic() - 4)
        redis.delete("audit:reconciler:lease")
        assert other.leads()
        return found

    with monkeypatch.context() as patched:
        patched.setattr(storage.audits, "unfinished", looked)
        slow.reconcile()
    assert [*storage.audits.not_done()] == [has_ended.id]
    assert queued(queue) == []


def test_what_is_fetched_waits_for_a_worker_once_it_is_there(
    reconciler: Reconciler, store: FileAudits, storage: Storage, queue: Queue
) -> None:
    request = awaiting(store, storage)
    assert [reconciler.reconcile() for _ in range(3)] == [[], [], []]
    assert queued(queue) == []
    store.keep_fetched(replace(request, size=3, sha256="0" * 64), b"abc")
    storage.fetches.remove(request.id)
    assert reconciler.reconcile() == []
    assert queued(queue) == [request.id]


def test_what_is_fetched_counts_as_waiting_until_it_is_there(
    settings: Settings, store: FileAudits, storage: Storage
) -> None:
    queue = open_queue(replace(settings, waiting_a_client=1))
    request = awaiting(store, storage)
    reconciler = Reconciler(settings, storage, queue)
    reconciler.reconcile()
    with pytest.raises(TooManyOfYoursWaiting):
        queue.admission.admit(Candidate("one", new_id(), 1), 10**6)
    store.finish(request.id, DONE)
    storage.fetches.remove(request.id)
    reconciler.reconcile()
    queue.admission.admit(Candidate("one", new_id(), 1), 10**6)


def test_what_nobody_noted_to_be_fetched_comes_to_a_worker_that_does(
    reconciler: Reconciler, store: FileAudits, storage: Storage, queue: Queue
) -> None:
    request = awaiting(store, storage)
    storage.fetches.remove(request.id)
    reconciler.reconcile()
    reconciler.reconcile()
    assert queued(queue) == [request.id]
