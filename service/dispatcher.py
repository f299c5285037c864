"""The way from the waiting lists into rq, by turns: a task's name and an audit's id, nothing else.

An audit comes into rq's queue when a worker is free for it, not before: until then another client's may still have its
turn first. So it is fed whenever an audit begins to wait, a worker has done with a job, or the reconciler looks.
"""

from contextlib import suppress
from dataclasses import replace

from redis import Redis
from rq import Queue
from rq.exceptions import DuplicateJobError
from rq.job import Job
from rq.serializers import JSONSerializer

from service.domain.audit import Progress, Stage, moment
from service.storage.ids import is_id
from service.storage.redis_index import RedisIndex, reached
from service.storage.turns import Turns

# Names of tasks: keys of the workers' fixed table. Nothing is imported by them.
TASK = "workers.tasks.audit_report"
SCAN = "workers.tasks.audit_scan"
ERRAND = "workers.errands.run"
"""The task of all that is done besides audits: a step of a batch, a document to draw."""
QUEUE = "audits"
SCANS = "scans"
"""The queue of audits whose pages must be recognised, for the workers that can."""
NO_RQ_TIMEOUT = -1
"""Time is limited by the worker itself, which knows what to tell the client."""


def open_queue(redis: Redis, name: str = QUEUE) -> Queue:
    """One of the two queues, as seen over a connection."""
    return Queue(name, connection=redis, serializer=JSONSerializer, default_timeout=NO_RQ_TIMEOUT)


def job_id(audit_id: str, attempt: int) -> str:
    """The id of rq's job for one attempt at an audit."""
    return f"{audit_id}-{attempt}"


def audit_of(job: str) -> str:
    """The audit that a job of rq's is about."""
    return job.partition("-")[0]


def feed(queue: Queue, index: RedisIndex, turns: Turns) -> None:
    """Bring audits whose turn it is to the workers that are free. Raises QueueUnavailable.

    What is lost on the way, where a process dies just here, the reconciler finds.
    """
    while audit_id := turns.next(queue.key, queue.intermediate_queue_key):
        put_in_queue(queue, index, audit_id)


def put_in_queue(queue: Queue, index: RedisIndex, audit_id: str) -> None:
    """One more attempt at an audit, or at an errand by its name; what was lost comes next. Raises QueueUnavailable."""
    attempt = index.next_attempt(audit_id)
    task, job = TASK if is_id(audit_id) else ERRAND, job_id(audit_id, attempt)
    with reached(), suppress(DuplicateJobError):
        queue.enqueue_call(task, args=(audit_id,), job_id=job, unique=True, result_ttl=0, at_front=attempt > 1)


def hand_over(scans: Queue, index: RedisIndex, audit_id: str) -> None:
    """Bring an audit that runs into the queue for scans; it goes on running. Raises QueueUnavailable."""
    begun = index.progress(audit_id) or Progress(started_at=moment())
    attempt = index.next_attempt(audit_id)
    index.report_progress(audit_id, replace(begun, stage=Stage.WAITING_FOR_RECOGNITION))
    with reached(), suppress(DuplicateJobError):
        scans.enqueue_call(SCAN, args=(audit_id,), job_id=job_id(audit_id, attempt), unique=True, result_ttl=0)


def clear_job(redis: Redis, job: str) -> None:
    """Let go of what rq keeps of a job that was taken from the queue. Raises QueueUnavailable."""
    with reached(), redis.pipeline() as pipeline:
        for name in (QUEUE, SCANS):
            pipeline.lrem(open_queue(redis, name).intermediate_queue_key, 0, job)
        pipeline.delete(Job.key_for(job))
        pipeline.execute()
