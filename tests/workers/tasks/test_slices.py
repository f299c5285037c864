"""Long audits of one client beside a short one of another, by real workers."""

import time
from contextlib import ExitStack
from unittest.mock import Mock

import pytest

from service.intake import Intake
from service.queue import open_queue
from tests.service.storage.requests import a_request
from tests.workers.processes import result_of, wait_for, worker
from workers.pipeline import audit_bytes
from workers.tasks import slices
from workers.tasks.slices import Slice

LONG = b"long"


@pytest.fixture(autouse=True)
def short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "FIRST_SLICE", 0.25)


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
        many = [accept(LONG, "many") for _ in range(6)]
        queue = open_queue(settings)
        wait_for(lambda: len(queue.workers.held(many)) == workers)
        for _ in range(3):
            short = accept(b"short", "other")
            assert result_of(store, short, within=60)
        assert not any(store.result(audit_id) for audit_id in many)


def test_an_interrupted_audit_is_begun_again_and_ends(settings, store, accept) -> None:
    with worker(settings, audit_slowly(1.5)), worker(settings, audit_slowly(1.5)):
        ids = [accept(LONG, "many") for _ in range(2)]
        wait_for(lambda: len(open_queue(settings).workers.held(ids)) == len(ids))
        ids += [accept(LONG, "many"), accept(LONG, "other")]
        for audit_id in ids:
            assert result_of(store, audit_id, within=90)
    interruptions = [open_queue(settings).runs.interruptions(audit_id) for audit_id in ids]
    assert 0 < sum(interruptions) <= len(ids)


def test_nothing_is_interrupted_while_no_other_client_waits(settings, store, accept) -> None:
    with worker(settings, audit_slowly(1.5)):
        ids = [accept(LONG, "many") for _ in range(2)]
        for audit_id in ids:
            assert result_of(store, audit_id, within=60)
    assert [open_queue(settings).runs.interruptions(audit_id) for audit_id in ids] == [0, 0]


def test_a_lone_worker_interrupts_a_few_times_and_then_lets_an_audit_end(settings) -> None:
    queue = open_queue(settings)
    queue.fair_queue.enqueue(a_request(client="other"))
    queue.workers.note_alive("lone")
    lengths = []
    while True:
        run = Slice("b", "many", queue)
        begun = time.monotonic()
        while not run.is_over() and time.monotonic() < begun + 3:
            time.sleep(0.02)
        if time.monotonic() >= begun + 3:
            break
        lengths.append(time.monotonic() - begun)
        run.interrupt()
        run.end()
    assert len(lengths) == 3
    assert lengths == sorted(lengths)


def test_a_run_that_ends_before_it_is_asked_for_costs_redis_nothing() -> None:
    queue = Mock()
    Slice("b", "many", queue).end()
    assert queue.mock_calls == []


def test_an_interrupted_audit_that_is_canceled_waits_no_longer(settings, storage, store, accept) -> None:
    audit_id = accept(LONG, "many")
    queue = open_queue(settings)
    queue.fair_queue.interrupt("many", audit_id)
    assert queue.fair_queue.waiting() == {audit_id}
    Intake(settings, storage, queue).cancel(store.request(audit_id))
    assert queue.fair_queue.waiting() == set()


def test_where_interrupted_audits_keep_all_workers_busy_they_make_room_again(settings, monkeypatch) -> None:
    """As after a moment in which one of them wasn't heard of, and another was given to the last worker."""
    monkeypatch.setattr(slices, "FIRST_SLICE", 0)
    queue = open_queue(settings)
    for number in range(2):
        queue.workers.note_alive(f"worker {number}")
        queue.fair_queue.interrupt("many", f"long {number}")
    runs = [Slice(f"long {number}", "many", queue) for number in range(2)]
    queue.fair_queue.enqueue(a_request(client="other"))
    assert not runs[0].is_over()
    assert runs[1].is_over()
    runs[1].end()
    assert not runs[0].is_over()
