import importlib
import time
from dataclasses import replace
from pathlib import Path

import pytest

from service import jobs
from service.config import Settings
from service.domain.audit import Progress, Stage
from service.errors import QueueUnavailable, TooManyWaiting
from service.jobs import Jobs, Standing
from service.storage.ids import new_id
from service.storage.redis_index import RedisIndex, connect


def test_the_task_that_is_queued_exists() -> None:
    module, _, name = jobs.TASK.rpartition(".")
    assert callable(getattr(importlib.import_module(module), name))


def test_a_job_carries_the_id_alone(settings: Settings) -> None:
    audit_id = new_id()
    Jobs(settings).enqueue(audit_id)
    (job,) = jobs.open_queue(connect(settings.redis_url)).jobs
    assert (job.func_name, job.args, job.kwargs) == (jobs.TASK, [audit_id], {})
    assert jobs.audit_of(job.id) == audit_id


def test_where_an_audit_stands_in_the_queue(settings: Settings) -> None:
    queue = Jobs(settings)
    ids = [new_id() for _ in range(3)]
    for audit_id in ids:
        queue.enqueue(audit_id)
    assert [queue.standing(audit_id) for audit_id in ids] == [Standing(position=place) for place in range(3)]
    assert queue.standing(new_id()) == Standing()


def test_a_running_audit_stands_by_its_progress(settings: Settings) -> None:
    audit_id, progress = new_id(), Progress(Stage.JUDGING, 2)
    RedisIndex(connect(settings.redis_url)).report_progress(audit_id, progress)
    assert Jobs(settings).standing(audit_id) == Standing(progress=progress)


def test_no_more_are_admitted_than_may_wait(settings: Settings) -> None:
    queue = Jobs(replace(settings, waiting=2))
    for _ in range(2):
        queue.admit()
        queue.enqueue(new_id())
    with pytest.raises(TooManyWaiting):
        queue.admit()


def test_without_redis_nothing_is_admitted_and_an_enqueue_is_no_error(settings: Settings, tmp_path: Path) -> None:
    queue = Jobs(replace(settings, redis_url=f"unix://{tmp_path}/nobody"))
    before = time.monotonic()
    for call in (queue.ping, queue.admit, queue.live_workers, lambda: queue.standing(new_id())):
        with pytest.raises(QueueUnavailable):
            call()
    queue.enqueue(new_id())
    assert time.monotonic() - before < 1


def test_a_cleared_job_leaves_no_key(settings: Settings) -> None:
    redis = connect(settings.redis_url)
    Jobs(settings).enqueue(new_id())
    queue = jobs.open_queue(redis)
    job = redis.lmove(queue.key, queue.intermediate_queue_key).decode()
    jobs.clear_job(redis, job)
    assert [key for key in redis.keys("*") if not key.startswith(b"audit:")] in ([], [b"rq:queues"])
