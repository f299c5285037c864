"""Long audits of one client beside a short one of another, by real workers."""

import time
from contextlib import ExitStack
from unittest.mock import Mock

import pytest

from service.jobs import Jobs
from service.storage.redis_index import RedisIndex, connect
from service.storage.turns import Turns
from tests.service.storage.requests import a_request
from tests.workers.processes import result_of, wait_for, worker
from workers import slices
from workers.pipeline import audit_bytes
from workers.slices import Slice

LONG = b"long"


@pytest.fixture(autouse=True)
def short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "FIRST_SLICE", 0.5)


@pytest.fixture
def accept(settings, store):
    jobs = Jobs(settings, store)

    def accepted(client: str, data: bytes) -> str:
        asked = a_request(client=client)
        store.accept(asked, data)
        jobs.enqueue(asked)
        jobs.feed()
        return asked.id

    return accepted


def audit_slowly(seconds: float):
    def audit(data: bytes, *args: object, **options: object):
        if data == LONG:
            time.sleep(seconds)
        return audit_bytes(data, *args, **options)

    return audit


@pytest.mark.parametrize("workers", [1, 2])
def test_many_long_audits_of_a_client_do_not_hold_a_short_one_of_another(workers: int, settings, store, accept) -> None:
    with ExitStack() as stack:
        for _ in range(workers):
            stack.enter_context(worker(settings, audit_slowly(300)))
        many = [accept("many", LONG) for _ in range(6)]
        index = RedisIndex(connect(settings.redis_url))
        wait_for(lambda: len(index.held(many)) == workers)
        for _ in range(3):
            short = accept("other", b"short")
            assert result_of(store, short, within=60)
        assert not any(store.result(audit_id) for audit_id in many)


def test_an_interrupted_audit_is_begun_again_and_ends(settings, store, accept) -> None:
    with worker(settings, audit_slowly(3)), worker(settings, audit_slowly(3)):
        ids = [accept("many", LONG) for _ in range(3)] + [accept("other", LONG)]
        for audit_id in ids:
            assert result_of(store, audit_id, within=90)
    interruptions = [RedisIndex(connect(settings.redis_url)).interruptions(audit_id) for audit_id in ids]
    assert 0 < sum(interruptions) <= len(ids)


def test_nothing_is_interrupted_while_no_other_client_waits(settings, store, accept) -> None:
    with worker(settings, audit_slowly(3)):
        ids = [accept("many", LONG) for _ in range(2)]
        for audit_id in ids:
            assert result_of(store, audit_id, within=60)
    assert [RedisIndex(connect(settings.redis_url)).interruptions(audit_id) for audit_id in ids] == [0, 0]


def test_a_lone_worker_interrupts_a_few_times_and_then_lets_an_audit_end(settings) -> None:
    redis = connect(settings.redis_url)
    index, turns = RedisIndex(redis), Turns(redis)
    turns.enter("other", "a")
    index.worker_lives("lone")
    lengths = []
    while True:
        run = Slice("b", "many", index, turns)
        begun = time.monotonic()
        while not run.is_over() and time.monotonic() < begun + 6:
            time.sleep(0.02)
        if time.monotonic() >= begun + 6:
            break
        lengths.append(time.monotonic() - begun)
        run.interrupt()
        run.end()
    assert len(lengths) == 3
    assert lengths == sorted(lengths)


def test_a_run_that_ends_before_it_is_asked_for_costs_redis_nothing() -> None:
    index, turns = Mock(), Mock()
    Slice("b", "many", index, turns).end()
    assert [*index.mock_calls, *turns.mock_calls] == []


def test_all_workers_but_one_run_what_was_interrupted(settings) -> None:
    redis = connect(settings.redis_url)
    index, turns = RedisIndex(redis), Turns(redis)
    for name in "abc":
        index.worker_lives(name)
    for number in range(4):
        turns.interrupt("many", f"l{number}")
    assert [turns.next("ready", "taken") for _ in range(3)] == ["l0", "l1", None]
    turns.enter("other", "s")
    assert [turns.next("ready", "taken") for _ in range(2)] == ["s", None]
    turns.end_long("l0")
    assert turns.next("ready", "taken") == "l2"


def test_an_interrupted_audit_that_is_canceled_waits_no_longer(settings, store, accept) -> None:
    audit_id = accept("many", LONG)
    turns = Turns(connect(settings.redis_url))
    while turns.next():
        pass
    turns.interrupt("many", audit_id)
    assert turns.all() == {audit_id}
    Jobs(settings, store).settle(store.request(audit_id))
    assert turns.all() == set()
