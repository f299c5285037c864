import pytest
from redis import Redis

from service.config import Settings
from service.dispatcher import audit_of, open_queue
from service.domain.audit import Request
from service.jobs import Jobs
from service.reconciler import Reconciler
from service.settling import Settling
from service.storage.batches import BatchStore
from service.storage.files import FileStore
from service.storage.redis_index import RedisIndex, connect
from service.storage.turns import Turns
from tests.service.storage.requests import DONE, a_request


@pytest.fixture
def redis(settings: Settings) -> Redis:
    return connect(settings.redis_url)


@pytest.fixture
def reconciler(settings: Settings, store: FileStore, redis: Redis) -> Reconciler:
    return Reconciler(store, BatchStore(settings.data_dir), redis, Settling(settings, store, redis), settings)


@pytest.fixture
def audit_id(store: FileStore) -> str:
    request = a_request()
    store.accept(request, b"abc")
    return request.id


def queue_up(settings: Settings, request: Request) -> None:
    """Let it wait, and begin if a worker is free."""
    jobs = Jobs(settings)
    jobs.enqueue(request)
    jobs.feed()


def queued(redis: Redis) -> list[str]:
    return [*(audit_of(job) for job in open_queue(redis).job_ids), *sorted(Turns(redis).all())]


def test_what_never_came_into_the_queue_is_queued_at_the_second_look(
    reconciler: Reconciler, redis: Redis, audit_id: str
) -> None:
    assert reconciler.look() == []
    assert reconciler.look() == [audit_id]
    assert queued(redis) == [audit_id]
    assert [reconciler.look(), reconciler.look()] == [[], []]


def test_what_is_queued_stays_as_it_is(
    reconciler: Reconciler, settings: Settings, store: FileStore, redis: Redis, audit_id: str
) -> None:
    queue_up(settings, store.request(audit_id))
    assert [reconciler.look() for _ in range(3)] == [[], [], []]
    assert queued(redis) == [audit_id]


def test_what_is_in_work_stays_as_it_is(reconciler: Reconciler, redis: Redis, audit_id: str) -> None:
    RedisIndex(redis).hold(audit_id, "worker")
    assert [reconciler.look() for _ in range(3)] == [[], [], []]


def test_what_has_ended_is_left_alone(reconciler: Reconciler, store: FileStore, audit_id: str) -> None:
    store.finish(audit_id, DONE)
    assert [reconciler.look() for _ in range(3)] == [[], [], []]


def test_a_job_whose_worker_died_is_queued_again_and_its_remains_are_cleared(
    reconciler: Reconciler, settings: Settings, store: FileStore, redis: Redis, audit_id: str
) -> None:
    queue_up(settings, store.request(audit_id))
    queue = open_queue(redis)
    taken = redis.lmove(queue.key, queue.intermediate_queue_key)
    assert [reconciler.look(), reconciler.look()] == [[], [audit_id]]
    assert queued(redis) == [audit_id]
    assert redis.lrange(queue.intermediate_queue_key, 0, -1) == []
    assert not redis.exists(b"rq:job:" + taken)


def test_a_job_whose_audit_has_ended_keeps_no_worker_from_the_next_for_as_long_as_it_is_held(
    reconciler: Reconciler, settings: Settings, store: FileStore, redis: Redis, audit_id: str
) -> None:
    RedisIndex(redis).worker_lives("worker")
    queue_up(settings, store.request(audit_id))
    queue = open_queue(redis)
    redis.lmove(queue.key, queue.intermediate_queue_key)
    RedisIndex(redis).hold(audit_id, "worker")
    store.finish(audit_id, DONE)
    other = a_request()
    store.accept(other, b"abc")
    Jobs(settings).enqueue(other)
    assert [reconciler.look(), reconciler.look()] == [[], []]
    assert [audit_of(job) for job in queue.job_ids] == [other.id]


def test_a_job_that_was_lost_comes_before_those_that_never_had_their_turn(
    reconciler: Reconciler, settings: Settings, store: FileStore, redis: Redis, audit_id: str
) -> None:
    queue_up(settings, store.request(audit_id))
    queue = open_queue(redis)
    redis.lmove(queue.key, queue.intermediate_queue_key)
    other = a_request()
    store.accept(other, b"abc")
    queue_up(settings, other)
    assert [reconciler.look(), reconciler.look()] == [[], [audit_id]]
    assert queued(redis) == [audit_id, other.id]


def test_lost_jobs_come_again_in_their_order_and_once(
    reconciler: Reconciler, settings: Settings, store: FileStore, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.reconciler._AT_ONCE", 2)
    queue, ids = open_queue(redis), []
    for number in range(5):
        RedisIndex(redis).worker_lives(f"worker {number}")
        request = a_request()
        store.accept(request, b"abc")
        queue_up(settings, request)
        redis.lmove(queue.key, queue.intermediate_queue_key)
        ids.append(request.id)
    assert [reconciler.look() for _ in range(4)] == [[], sorted(ids), [], []]
    assert queued(redis) == sorted(ids)


def test_what_waited_before_redis_was_wiped_waits_before_what_came_since(
    reconciler: Reconciler, settings: Settings, store: FileStore, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.reconciler._AT_ONCE", 2)
    requests = [a_request() for _ in range(8)]
    for request in requests[:5]:
        store.accept(request, b"abc")
    for request in requests[5:]:
        store.accept(request, b"abc")
        queue_up(settings, request)
    reconciler.look()
    reconciler.look()
    waiting = list(iter(Turns(redis).next, None))
    ready = [audit_of(job) for job in open_queue(redis).job_ids]
    assert ready == [requests[5].id], "it had its turn already"
    assert waiting == [request.id for request in (*sorted(requests[:5], key=lambda each: each.id), *requests[6:])]


def test_an_audit_that_cannot_be_read_holds_up_no_other(
    reconciler: Reconciler, settings: Settings, store: FileStore, redis: Redis
) -> None:
    waiting, ended = [a_request() for _ in range(3)], [a_request() for _ in range(3)]
    for request in (*waiting, *ended):
        store.accept(request, b"abc")
    for request in ended:
        store.finish(request.id, DONE)
    for broken in (min(waiting, key=lambda each: each.id), min(ended, key=lambda each: each.id)):
        (settings.data_dir / "audits" / broken.id[-2:] / broken.id / "submission").write_bytes(b"\0" * 100)
    for _ in range(3):
        reconciler.look()
    assert queued(redis) == sorted(request.id for request in waiting)[1:]
    assert list(store.unsettled()) == sorted(request.id for request in ended)[:1]


def test_after_redis_was_wiped_all_unended_audits_are_queued_again(
    reconciler: Reconciler, settings: Settings, store: FileStore, redis: Redis
) -> None:
    ids = []
    for _ in range(20):
        request = a_request()
        store.accept(request, b"abc")
        queue_up(settings, request)
        ids.append(request.id)
    reconciler.look()
    redis.flushall()
    reconciler.look()
    reconciler.look()
    assert sorted(queued(redis)) == sorted(ids)


def test_of_two_reconcilers_one_works(
    settings: Settings, store: FileStore, redis: Redis, reconciler: Reconciler, audit_id: str
) -> None:
    other = Reconciler(store, BatchStore(settings.data_dir), redis, Settling(settings, store, redis), settings)
    reconciler.look()
    assert [other.look(), other.look()] == [[], []]
    reconciler.resign()
    assert [other.look(), other.look()] == [[], [audit_id]]
