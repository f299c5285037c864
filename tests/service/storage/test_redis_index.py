import socket
import time
from pathlib import Path

import pytest
from redis import Redis

from service.domain.audit import Progress, Stage
from service.errors import QueueUnavailable
from service.storage import redis_index
from service.storage.ids import new_id
from service.storage.redis_index import RedisIndex, connect


@pytest.fixture
def index(redis_url: str) -> RedisIndex:
    return RedisIndex(connect(redis_url))


def test_progress_is_none_until_told(index: RedisIndex) -> None:
    audit_id = new_id()
    assert index.progress(audit_id) is None
    told = Progress(Stage.READING, 1, 4, "2024-01-01T00:00:00Z")
    index.report_progress(audit_id, told)
    assert index.progress(audit_id) == told


def test_an_audit_that_is_queued_again_is_waiting(index: RedisIndex) -> None:
    audit_id = new_id()
    index.report_progress(audit_id, Progress(Stage.READING, 1))
    assert [index.next_attempt(audit_id), index.next_attempt(audit_id)] == [1, 2]
    assert index.attempts([audit_id, new_id()]) == [2, 0]
    assert index.progress(audit_id) is None


def test_one_worker_at_a_time_holds_an_audit(index: RedisIndex) -> None:
    audit_id = new_id()
    assert index.hold(audit_id, "one")
    assert index.hold(audit_id, "one")
    assert not index.hold(audit_id, "other")
    index.release(audit_id, "other")
    assert index.held([audit_id, new_id()]) == {audit_id}
    index.release(audit_id, "one")
    assert index.hold(audit_id, "other")


def test_a_lease_ends_with_its_worker(index: RedisIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_index, "LEASE", 0.05)
    audit_id = new_id()
    index.hold(audit_id, "one")
    time.sleep(0.1)
    assert index.held([audit_id]) == set()


def test_workers_count_while_they_are_heard_of(index: RedisIndex, redis_url: str) -> None:
    index.worker_lives("one")
    index.worker_lives("two")
    index.worker_left("two")
    connect(redis_url).zadd("audit:workers", {"killed": time.time() - redis_index.LEASE - 1})
    assert index.live_workers() == 1


def test_nothing_of_an_ended_audit_stays_for_long(index: RedisIndex, redis_url: str) -> None:
    audit_id = new_id()
    index.next_attempt(audit_id)
    index.report_progress(audit_id, Progress(Stage.KEEPING, 3))
    index.forget(audit_id)
    assert 0 < connect(redis_url).ttl(f"audit:{audit_id}") <= 60


def test_a_lease_that_a_clock_set_back_made_long_is_cut_short(index: RedisIndex, redis_url: str) -> None:
    dead, locked = new_id(), new_id()
    for audit_id in (dead, locked):
        connect(redis_url).set(f"audit:{audit_id}:lease", "killed", ex=3600)
    assert index.held([dead]) == {dead}
    assert not index.hold(locked, "other")
    for audit_id in (dead, locked):
        assert 0 < connect(redis_url).pttl(f"audit:{audit_id}:lease") <= redis_index.LEASE * 1000


def test_a_worker_of_the_future_does_not_count(index: RedisIndex, redis_url: str) -> None:
    connect(redis_url).zadd("audit:workers", {"before the clock was set back": time.time() + 3600})
    assert index.live_workers() == 0
    assert connect(redis_url).zcard("audit:workers") == 0


def test_an_errand_is_asked_for_again_though_the_clock_was_set_back(index: RedisIndex, redis_url: str) -> None:
    assert index.is_first_to_ask("errand", 5)
    connect(redis_url).expire("audit:errand:asked", 3600)
    assert not index.is_first_to_ask("errand", 5)
    assert 0 < connect(redis_url).ttl("audit:errand:asked") <= 5


def test_a_stage_of_a_later_version_counts_as_waiting(index: RedisIndex, redis_url: str) -> None:
    connect(redis_url).hset("audit:x", mapping={"stage": "dreaming", "done": 1, "total": 9})
    assert index.progress("x") == Progress(Stage.WAITING, 1, 9)


def test_a_redis_that_does_not_answer_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_index._OneTry, "REST", 60)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent"))
        silent.listen()
        index = RedisIndex(connect(f"unix://{tmp_path}/silent", seconds=1.0))
        before = time.monotonic()
        for call in (index.ping, index.pace, index.live_workers):
            with pytest.raises(QueueUnavailable):
                call()
        assert 1 <= time.monotonic() - before < 2


def test_a_missing_redis_is_told_at_once(tmp_path: Path) -> None:
    index = RedisIndex(connect(f"unix://{tmp_path}/nobody"))
    for call in (index.ping, index.live_workers, lambda: index.progress(new_id()), lambda: index.hold(new_id(), "one")):
        with pytest.raises(QueueUnavailable):
            call()


def test_a_hung_redis_is_told_within_a_second(redis_url: str) -> None:
    index = RedisIndex(connect(redis_url))
    index.ping()
    other = Redis(unix_socket_path=redis_url.removeprefix("unix://"))
    other.execute_command("CLIENT", "PAUSE", 1500, "ALL")
    with pytest.raises(QueueUnavailable):
        index.ping()
    time.sleep(1)
