"""What is the Redis adapter's alone: its keys, its clock, and a Redis that fails."""

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis import Redis
from rq import Queue as RqQueue

from service.audits.audit import Progress, Result, Stage, Status
from service.config import Settings
from service.errors import QueueUnavailable, TooManyOfYoursWaiting
from service.queue import open_queue
from service.queue.port import LEASE, Candidate, Listing, Queue, facts, name_of
from service.queue.redis import admission, catalogue, connection, fair_queue, keys
from service.queue.redis.connection import connect
from tests.service.queue.kept import kept_bytes
from tests.service.storage.requests import a_request

PLENTY = 10**9
DONE = Result(Status.SUCCEEDED, "2024-01-01T00:00:01Z")


@pytest.fixture
def redis(queue_url: str) -> Redis:
    return connect(queue_url)


@pytest.fixture
def queue(settings: Settings) -> Queue:
    return open_queue(settings)


def test_a_job_carries_the_id_alone(queue: Queue, redis: Redis) -> None:
    request = a_request()
    queue.fair_queue.enqueue(request)
    queue.dispatcher.dispatch()
    (job,) = fair_queue.rq_queue(redis).jobs
    assert (job.func_name, job.args, job.kwargs) == (fair_queue.TASK, [], {})
    assert name_of(job.id) == request.id


def test_the_lists_of_jobs_are_those_of_rq(redis: Redis) -> None:
    queue = RqQueue(fair_queue.AUDITS, connection=redis)
    assert (queue.key, queue.intermediate_queue_key) == (keys.READY, keys.TAKEN)


def test_another_clients_report_is_the_next_to_begin_when_any_worker_is_free(queue: Queue, redis: Redis) -> None:
    def take() -> str:
        return redis.lmove(keys.READY, keys.TAKEN).decode()

    for _ in range(50):
        queue.fair_queue.enqueue(a_request(client="many"))
    queue.dispatcher.dispatch()
    for _ in range(3):
        one, taken = a_request(client="one"), take()
        assert queue.fair_queue.enqueue(one).place == 1
        queue.dispatcher.clear(taken)
        queue.dispatcher.dispatch()
        assert [*map(name_of, queue.dispatcher.ready())] == [one.id]
        queue.dispatcher.clear(take())
        queue.dispatcher.dispatch()


def test_a_cleared_job_leaves_no_key(queue: Queue, redis: Redis) -> None:
    queue.fair_queue.enqueue(a_request())
    queue.dispatcher.dispatch()
    job = redis.lmove(keys.READY, keys.TAKEN).decode()
    assert queue.dispatcher.taken() == [job]
    queue.dispatcher.clear(job)
    assert [key for key in redis.keys("*") if not key.startswith(b"audit:")] in ([], [b"rq:queues"])


def test_one_of_another_client_is_next_but_one_behind_thousands(queue: Queue) -> None:
    many = [a_request(client="many") for _ in range(5000)]
    queue.fair_queue.requeue("many", *(each.id for each in many))
    one = a_request(client="one")
    assert (
        queue.fair_queue.enqueue(one).place,
        queue.fair_queue.position(many[-1]).place,
        queue.fair_queue.depth(),
    ) == (2, 5001, 5001)


def test_who_was_lost_from_the_round_joins_it_with_the_next_of_his(queue: Queue, redis: Redis) -> None:
    queue.fair_queue.requeue("one", "a")
    redis.delete(keys.ROUND)
    queue.fair_queue.requeue("one", "b")
    assert [queue.fair_queue.next(), queue.fair_queue.next()] == ["b", "a"]


def test_many_who_ask_at_once_are_no_more_than_may_wait(settings: Settings) -> None:
    door = open_queue(replace(settings, waiting_a_client=10)).admission

    def admitted(first: int) -> int:
        for number in range(20):
            try:
                door.admit(Candidate("one", f"{first + number}", 1, of_batch=True), PLENTY)
            except TooManyOfYoursWaiting:
                return number
        return 20

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(admitted, range(0, 160, 20))) == 10


def test_what_was_admitted_and_never_kept_lapses_with_its_bytes(
    queue: Queue, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "LAPSE", -1)
    queue.admission.admit(Candidate("one", "a", 5), PLENTY)
    assert kept_bytes(queue.admission, "one") == 5
    queue.admission.withdraw()
    assert (kept_bytes(queue.admission, "one"), redis.zcard(keys.ADMITTED)) == (0, 0)


def test_what_is_gone_leaves_no_key(queue: Queue, redis: Redis) -> None:
    for is_known in (True, False):
        request = a_request(client="one")
        queue.admission.admit(Candidate("one", request.id, 5), PLENTY)
        queue.fair_queue.enqueue(request)
        queue.fair_queue.leave("one", request.id)
        queue.catalogue.put(request, 5, DONE)
        if is_known:
            queue.catalogue.remove(request, DONE)
        else:
            queue.catalogue.drop(request.id)
        queue.runs.forget(request.id, at_once=True)
        redis.delete(keys.WRITTEN, f"{keys.CONTENTS}one")
        assert redis.keys("*") == []


def test_nothing_of_an_ended_audit_stays_for_long(queue: Queue, redis: Redis) -> None:
    queue.dispatcher.retry("x")
    queue.runs.report_progress("x", Progress(Stage.KEEPING, 3))
    queue.runs.forget("x")
    assert 0 < redis.ttl("audit:x") <= 60


def test_a_lease_that_a_clock_set_back_made_long_is_cut_short(queue: Queue, redis: Redis) -> None:
    for name in ("dead", "locked"):
        redis.set(f"audit:{name}:lease", "killed", ex=3600)
    assert queue.workers.held(["dead"]) == {"dead"}
    assert not queue.workers.hold("locked", "other")
    for name in ("dead", "locked"):
        assert 0 < redis.pttl(f"audit:{name}:lease") <= LEASE * 1000


def test_workers_count_while_they_are_heard_of_and_none_of_the_future(queue: Queue, redis: Redis) -> None:
    queue.workers.note_alive("one")
    redis.zadd(keys.WORKERS, {"killed": time.time() - LEASE - 1, "before the clock was set back": time.time() + 3600})
    assert queue.workers.count() == 1
    assert redis.zcard(keys.WORKERS) == 2


def test_machines_whose_clocks_differ_hear_of_each_other(
    queue: Queue, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.workers.note_alive("here")
    queue.workers.note_sandbox("landlock")
    now = time.time()
    for skew in (-600, 600):
        monkeypatch.setattr(time, "time", lambda skew=skew: now + skew)
        queue.workers.note_alive(f"there {skew}")
        assert queue.workers.sandboxes() == ["landlock"]
    asked = [a_request() for _ in range(3)]
    for request in asked:
        queue.fair_queue.enqueue(request)
    assert queue.workers.count() == 3
    queue.dispatcher.dispatch()
    assert len(queue.dispatcher.ready()) == 3, "each of the workers is reckoned with"


@pytest.mark.parametrize(("skew", "said"), [(-600, "behind"), (600, "ahead")])
def test_a_machine_whose_clock_is_off_says_so_once_and_lets_nothing_expire_early(
    queue: Queue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, skew: float, said: str
) -> None:
    now = time.time()
    ended = Result(Status.SUCCEEDED, datetime.fromtimestamp(now, UTC).isoformat(), verdict="pass")
    queue.catalogue.put(request := a_request(), 1, ended)
    assert queue.catalogue.ended_before(now - 60) == []
    assert not caplog.records
    monkeypatch.setattr(time, "time", lambda: now + skew)
    assert queue.catalogue.ended_before(now + skew - 60) == []
    assert queue.catalogue.ended_before(now + skew + 60) == [request.id]
    for _ in range(2):
        queue.workers.note_alive("one")
        queue.metrics.ping()
    assert [f"it is {said}" in record.message for record in caplog.records] == [True] * 3


def test_a_task_is_asked_for_again_though_the_clock_was_set_back(queue: Queue, redis: Redis) -> None:
    assert queue.fair_queue.enqueue_task("one", "task")
    redis.expire("audit:task:asked", 3600)
    assert not queue.fair_queue.enqueue_task("one", "task")
    assert 0 < redis.ttl("audit:task:asked") <= 5


def test_a_window_that_a_clock_set_back_made_long_is_cut_short(queue: Queue, redis: Redis) -> None:
    queue.metrics.count_request("one", 3)
    redis.expire("audit:rate:one", 3600)
    assert queue.metrics.count_request("one", 3).seconds <= 60


def test_lists_are_read_that_a_service_of_another_version_wrote(queue: Queue, redis: Redis) -> None:
    earlier, later = sorted((a_request(), a_request()), key=lambda each: each.id)
    for request in (earlier, later):
        queue.catalogue.put(request, 1)
    written = {request.id: json.loads(catalogue.facts_of(request)) for request in (earlier, later)}
    redis.hset("audit:list::facts", earlier.id, json.dumps(written[earlier.id][:-1]))
    redis.hset("audit:list::facts", later.id, json.dumps([*written[later.id], "of a later version"]))
    (_, first), (_, second) = queue.catalogue.first(Listing("", oldest_first=True), 9)
    assert first == {**facts(earlier), "sha256": None}
    assert second == facts(later)


def test_a_stage_of_a_later_version_counts_as_waiting(queue: Queue, redis: Redis) -> None:
    asked = a_request()
    redis.hset(f"audit:{asked.id}", mapping={"stage": "dreaming", "done": 1, "total": 9})
    assert queue.fair_queue.position(asked).progress == Progress(Stage.WAITING, 1, 9)


def test_a_redis_whose_memory_is_full_is_told_before_anything_is_kept(queue: Queue, redis: Redis) -> None:
    redis.config_set("maxmemory", 1)
    try:
        with pytest.raises(QueueUnavailable):
            queue.admission.admit(Candidate("one", "a", 1), PLENTY)
    finally:
        redis.config_set("maxmemory", 0)
    queue.admission.admit(Candidate("one", "a", 1), PLENTY)


def test_a_redis_that_does_not_answer_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection._OneTry, "REST", 60)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent"))
        silent.listen()
        queue = open_queue(Settings(queue_url=f"unix://{tmp_path}/silent"), seconds=1.0)
        before = time.monotonic()
        for call in (queue.metrics.ping, queue.fair_queue.waiting, queue.workers.count):
            with pytest.raises(QueueUnavailable):
                call()
        assert 1 <= time.monotonic() - before < 2


def test_a_missing_redis_is_told_at_once(tmp_path: Path) -> None:
    queue = open_queue(Settings(queue_url=f"unix://{tmp_path}/nobody"))
    for call in (
        queue.metrics.ping,
        queue.workers.count,
        queue.dispatcher.dispatch,
        lambda: queue.fair_queue.position(a_request()),
        lambda: queue.workers.hold("x", "one"),
        lambda: queue.admission.admit(Candidate("one", "a", 1), PLENTY),
    ):
        with pytest.raises(QueueUnavailable):
            call()


def test_a_hung_redis_is_told_within_a_second(queue: Queue, queue_url: str) -> None:
    queue.metrics.ping()
    other = Redis(unix_socket_path=queue_url.removeprefix("unix://"))
    other.execute_command("CLIENT", "PAUSE", 1500, "ALL")
    with pytest.raises(QueueUnavailable):
        queue.metrics.ping()
    time.sleep(1)
