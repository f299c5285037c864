from dataclasses import replace
from pathlib import Path

import pytest

from service import dispatcher
from service.config import Settings
from service.domain.audit import Progress, Stage
from service.errors import QueueUnavailable, StorageFull, TooManyOfYoursWaiting, TooManyWaiting
from service.jobs import LATEST, Jobs, Standing, candidate
from service.storage.redis_index import RedisIndex, connect
from tests.service.storage.requests import a_request


def test_a_job_carries_the_id_alone(settings: Settings) -> None:
    request, jobs = a_request(), Jobs(settings)
    jobs.enqueue(request)
    jobs.feed()
    (job,) = dispatcher.open_queue(connect(settings.redis_url)).jobs
    assert (job.func_name, job.args, job.kwargs) == (dispatcher.TASK, [request.id], {})
    assert dispatcher.audit_of(job.id) == request.id


def test_where_an_audit_stands_in_the_queue(settings: Settings) -> None:
    queue = Jobs(settings)
    requests = [a_request() for _ in range(3)]
    assert [queue.enqueue(request).position for request in requests] == [1, 2, 3]
    assert [queue.standing(request).position for request in requests] == [1, 2, 3]
    assert queue.standing(a_request()) == Standing()


def test_audits_begin_when_a_worker_is_free_for_them(settings: Settings) -> None:
    jobs, redis = Jobs(settings), connect(settings.redis_url)
    index, queue = RedisIndex(redis), dispatcher.open_queue(redis)
    for worker in ("one", "other"):
        index.worker_lives(worker)
    for _ in range(4):
        jobs.enqueue(a_request())
        jobs.feed()
    assert len(queue.job_ids) == 2
    taken = redis.lmove(queue.key, queue.intermediate_queue_key).decode()
    jobs.feed()
    assert len(queue.job_ids) == 1, "both are at work"
    dispatcher.clear_job(redis, taken)
    jobs.feed()
    assert len(queue.job_ids) == 2


def test_another_clients_report_is_the_next_to_begin_when_any_worker_is_free(settings: Settings) -> None:
    jobs, redis = Jobs(settings), connect(settings.redis_url)
    queue = dispatcher.open_queue(redis)
    for _ in range(50):
        jobs.enqueue(a_request(client="many"))
        jobs.feed()
    taken = redis.lmove(queue.key, queue.intermediate_queue_key).decode()
    for _ in range(3):
        one = a_request(client="one")
        jobs.enqueue(one)
        jobs.feed()
        assert jobs.standing(one).position == 1
        dispatcher.clear_job(redis, taken)
        jobs.feed()
        (ready,) = queue.job_ids
        assert dispatcher.audit_of(ready) == one.id
        taken = redis.lmove(queue.key, queue.intermediate_queue_key).decode()
        dispatcher.clear_job(redis, taken)
        jobs.feed()
        taken = redis.lmove(queue.key, queue.intermediate_queue_key).decode()


def test_a_running_audit_stands_by_its_progress(settings: Settings) -> None:
    request, progress = a_request(), Progress(Stage.JUDGING, 2)
    RedisIndex(connect(settings.redis_url)).report_progress(request.id, progress)
    assert Jobs(settings).standing(request) == Standing(progress=progress)


def test_who_must_wait_longer_is_told_to_ask_later(settings: Settings) -> None:
    queue, index = Jobs(settings), RedisIndex(connect(settings.redis_url))
    requests = [a_request() for _ in range(200)]
    for request in requests:
        queue.enqueue(request)
    assert [queue.standing(requests[place]).due for place in (0, 19, 199)] == [1, 10, LATEST]
    for _ in range(50):
        index.took(0.01)
    assert queue.standing(requests[20]).due == 1


def test_no_more_are_admitted_than_may_wait(settings: Settings) -> None:
    queue = Jobs(replace(settings, waiting=8, waiting_a_client=2))
    for client in ("one", "other"):
        for _ in range(2):
            request = a_request(client=client)
            queue.admit(candidate(request))
            queue.enqueue(request)
            queue.feed()
        queue.enqueue(a_request(client=client))
        with pytest.raises(TooManyOfYoursWaiting):
            queue.admit(candidate(a_request(client=client)))
    for _ in range(8):
        queue.enqueue(a_request(client="third"))
    with pytest.raises(TooManyWaiting):
        queue.admit(candidate(a_request(client="fourth")))


def test_what_is_refused_for_the_disk_is_not_ready_either(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    queue = Jobs(settings)
    monkeypatch.setattr(queue._store, "room", lambda upload=0: 2)
    queue.check_room()
    for _ in range(2):
        request = a_request()
        queue.admit(candidate(request))
        queue.enqueue(request)
    with pytest.raises(StorageFull):
        queue.admit(candidate(a_request()))
    with pytest.raises(StorageFull):
        queue.check_room()


def test_who_is_forgotten_waits_no_longer(settings: Settings) -> None:
    queue = Jobs(settings)
    requests = [a_request() for _ in range(3)]
    for request in requests:
        queue.enqueue(request)
    queue.forget(requests[1], None)
    assert [queue.standing(request).position for request in requests] == [1, None, 2]


def test_without_redis_nothing_is_admitted_and_an_enqueue_is_no_error(settings: Settings, tmp_path: Path) -> None:
    queue = Jobs(replace(settings, redis_url=f"unix://{tmp_path}/nobody"))
    for call in (
        queue.ping,
        lambda: queue.admit(candidate(a_request())),
        queue.live_workers,
        lambda: queue.standing(a_request()),
    ):
        with pytest.raises(QueueUnavailable):
            call()
    assert queue.enqueue(a_request()) == Standing(due=QueueUnavailable.retry_after)
    queue.feed()
    queue.forget(a_request(), None)
    queue.settle(a_request())


def test_a_cleared_job_leaves_no_key(settings: Settings) -> None:
    redis = connect(settings.redis_url)
    jobs, queue = Jobs(settings), dispatcher.open_queue(redis)
    jobs.enqueue(a_request())
    jobs.feed()
    job = redis.lmove(queue.key, queue.intermediate_queue_key).decode()
    dispatcher.clear_job(redis, job)
    assert [key for key in redis.keys("*") if not key.startswith(b"audit:")] in ([], [b"rq:queues"])
