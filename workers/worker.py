"""rq's worker, driven so that nothing is lost: short leases, a confined process a job, and patience with Redis.

The job in work stands in rq's intermediate list and its audit is held by a lease; both are let go when it has
ended. What is left by a worker that died, the reconciler finds. rq's own registries and maintenance are not used, nor
its way to run jobs: what Redis says is data, and which function it names is looked up in a table, never imported.
"""

import logging
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from functools import partial

from redis import Redis
from redis.exceptions import ResponseError
from rq import Queue, Worker
from rq.exceptions import StopRequested
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import WorkerStatus

from service import logs
from service.audits.audit import Problem
from service.config import Settings
from service.errors import (
    AuditCrashed,
    AuditError,
    AuditNotFound,
    EngineCrashed,
    QueueUnavailable,
    StorageFailed,
    TimeLimitExceeded,
)
from service.queue import open_queue
from service.queue.connection import connect
from service.queue.fair_queue import AUDITS, SCANS, clear_job, open_rq_queue
from service.queue.port import name_of
from service.storage import open_store
from service.storage.ids import is_id
from workers.assignments import TASKS, Assignment, Assignments
from workers.job import JobEnded, JobOverdue, JobUnwanted, RecognitionNeeded, is_crash, open_job
from workers.processes import ForkServer, NoJobs
from workers.results import WrongAnswer
from workers.slices import Slice

PAUSE = 0.5
"""Seconds until what was full is tried again."""


class _End(Enum):
    """How a run of a job ended, for what is to follow."""

    DONE = auto()
    HAND_OVER = auto()
    """There are pages to recognise."""
    NOT_KEPT = auto()
    """Storage was at fault; the report has no part in that."""
    CRASHED = auto()
    INTERRUPTED = auto()
    """Others waited."""


class _Interrupted(Exception):
    """A job was ended for others that wait."""


log = logging.getLogger(__name__)


class AuditWorker(Worker):
    """A worker for one of the queues: that of all audits, or that of scans."""

    def __init__(self, settings: Settings, server: ForkServer, *, reads_scans: bool = False) -> None:
        self._settings, self._server = settings, server
        self._reads_scans = reads_scans
        self._queue, self._store = open_queue(settings, seconds=0.5), open_store(settings)
        self._assignments = Assignments(settings, self._store, self._queue, recognise=reads_scans)
        patient = connect(settings.redis_url, seconds=self.connection_timeout, patient=True)
        super().__init__(
            [open_rq_queue(patient, SCANS if reads_scans else AUDITS)], connection=patient, serializer=JSONSerializer
        )
        self.log_job_description = False
        self._last_job: str | None = None

    @property
    def dequeue_timeout(self) -> int:
        """Seconds to wait for a job before the next sign of life."""
        return 2

    @property
    def connection_timeout(self) -> int:
        """Seconds to wait for Redis's answer, longer than it may wait for a job."""
        return 5

    def heartbeat(self, timeout: int | None = None, pipeline: object = None) -> None:
        """A sign of life; one that isn't heard is no harm. Who only reads scans can begin no audit and gives none."""
        with suppress(QueueUnavailable):
            self._queue.workers.note_sandbox(str(self._server.sandbox))
            if not self._reads_scans:
                self._queue.workers.note_alive(self.name)

    def register_birth(self) -> None:
        """Nothing but a sign of life: rq's list of workers would keep those that were killed."""
        self.heartbeat()

    def _set_ip_address(self, connection: Redis) -> None:
        """Nothing: rq would list all of Redis's clients for it, which the service's user in Redis may not."""
        self.ip_address = "unknown"

    def set_state(self, state: str, pipeline: object = None) -> None:
        """Busy or idle is for this process alone to know."""
        self._state = state

    def run_maintenance_tasks(self) -> None:
        """Nothing: the reconciler owns recovery."""

    def subscribe(self) -> None:
        """Nothing: no commands are taken, and a thread would make forking unsafe."""

    def dequeue_job_and_maintain_ttl(
        self, timeout: int | None, max_idle_time: int | None = None
    ) -> tuple[Job, Queue] | None:
        """The next job: first of all whose turn it is now that this worker is free, with its last job let go of.

        A Redis that can't give one, for its memory or disk is full, is asked again; a job that can't be read, of whatever
        version it is, is dropped: if an audit is meant by it, the reconciler brings that again. None once this is to end.
        """
        self._let_go(partial(clear_job, self.connection))
        if not self._reads_scans:
            with suppress(QueueUnavailable):
                self._queue.dispatcher.dispatch()
        while not self._stop_requested:
            try:
                if found := super().dequeue_job_and_maintain_ttl(timeout, self.dequeue_timeout):
                    return found
            except ResponseError as error:
                log.debug("no job just now: %s", error)
                time.sleep(PAUSE)
            except Exception as error:
                job: str | None = getattr(error, "job_id", None)
                if job is None:
                    raise
                self._drop(job, error)
        return None

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Do what a job names in a process of its own, unless another worker is at the same."""
        name = name_of(job.id)
        try:
            assignment = self._assignments.of(name)
        except ValueError:
            self._drop(job.id, "it is of no kind that is known here")
            return
        self.set_state(WorkerStatus.BUSY)
        with suppress(QueueUnavailable, AuditNotFound, StorageFailed):
            if not assignment.awaited():
                self._queue.runs.forget(name)
            elif not _is_known(job, name):
                self._drop(job.id, "it names a task that is not in the table; what it is about is queued anew")
                self._queue.dispatcher.retry(name)
            elif self._queue.workers.hold(name, self.name):
                with logs.about(name, assignment.asked_by()):
                    self._run(name, assignment)
        self._last_job = job.id
        self.set_state(WorkerStatus.IDLE)

    def _let_go(self, clear: Callable[[str], None]) -> None:
        """Let go of the last job. A patient connection waits for Redis: until then this worker doesn't count as free."""
        if self._last_job:
            with suppress(QueueUnavailable):
                clear(self._last_job)
            self._last_job = None

    def _drop(self, job: str, reason: object) -> None:
        log.warning("job %s is dropped: %s", job, reason)
        with suppress(QueueUnavailable):
            self._queue.dispatcher.clear(job)

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """Nothing: rq runs no job here, for that imports what Redis names."""
        raise NotImplementedError

    def kill_horse(self, sig: signal.Signals = signal.SIGKILL) -> None:
        """End the job's process."""
        self._server.end()

    def wait_for_horse(self) -> tuple[None, None, None]:
        """Nothing: it has ended."""
        return None, None, None

    def teardown(self) -> None:
        """Sign off, if Redis is there to hear it."""
        self._let_go(self._queue.dispatcher.clear)
        with suppress(QueueUnavailable):
            self._queue.workers.sign_off(self.name)
        self._server.stop()

    def _run(self, name: str, assignment: Assignment) -> None:
        log.info("begun")
        slice = self._slice(name)
        try:
            end = self._worked(name, assignment, slice)
        except StorageFailed as error:
            log.debug("its end can't be kept just now: %s", error.__cause__)
            end = _End.NOT_KEPT
        finally:
            self._queue.workers.release(name, self.name)
            if slice:
                slice.end()
        assignment.finalize()
        if not assignment.awaited():
            return
        if slice and end is _End.INTERRUPTED:
            slice.interrupt()
        else:
            self._bring_on(name, assignment, end)

    def _slice(self, name: str) -> Slice | None:
        """The time slice of an audit; None for what has none: steps of batches, drawings, and scans, whose workers are their own."""
        if self._reads_scans or not is_id(name):
            return None
        return Slice(name, self._store.request(name).client, self._queue)

    def _worked(self, name: str, assignment: Assignment, slice: Slice | None) -> _End:
        """Have the assignment done. Raises StorageFailed, AuditNotFound, QueueUnavailable."""

        def goes_on() -> bool:
            if slice and self._is_over(slice):
                raise _Interrupted
            return self._still_holds(name, assignment)

        try:
            with open_job(self._server, self._settings, goes_on) as process:
                keep = assignment.do(process)
            self._keep(name, keep)
        except RecognitionNeeded:
            return _End.HAND_OVER
        except _Interrupted:
            log.info("is interrupted: others wait")
            return _End.INTERRUPTED
        except JobUnwanted:
            log.info("is not wanted any more")
        except JobOverdue:
            log.warning("its process was ended, past its time")
            assignment.fail(_problem(TimeLimitExceeded(seconds=self._settings.job_seconds)))
        except (JobEnded, WrongAnswer, NoJobs) as error:
            log.warning("no answer: %s", error)
            return self._judge_crash(name, assignment, error)
        except (StorageFailed, AuditNotFound, QueueUnavailable):
            raise
        except Exception as error:
            log.exception("its answer could not be handled, by our own fault")
            return self._judge_crash(name, assignment, error)
        log.info("ended")
        return _End.DONE

    def _judge_crash(self, name: str, assignment: Assignment, error: Exception) -> _End:
        """The process ended without a result: by its limit, in a library that can't read the file, or in some other way.

        What can't be told is tried again a few times.
        """
        if isinstance(error, JobEnded) and error.status == -signal.SIGXCPU:
            assignment.fail(_problem(TimeLimitExceeded(seconds=self._settings.job_seconds)))
        elif isinstance(error, JobEnded) and error.engine and is_crash(error.status):
            assignment.fail(_problem(EngineCrashed(engine=error.engine)))
        elif self._queue.runs.count_crash(name) >= self._settings.attempts:
            assignment.fail(_problem(AuditCrashed(attempts=self._settings.attempts)))
        return _End.CRASHED

    def _keep(self, name: str, keep: Callable[[], None]) -> None:
        """Keep what came of a job: at once, or as soon as storage takes anything again. Raises StorageFailed."""
        try:
            keep()
        except StorageFailed as error:
            log.debug("its result can't be kept just now: %s", error.__cause__)
            self._wait_for_storage(name)
            keep()

    def _is_over(self, slice: Slice) -> bool:
        """Whether its time is over; not where Redis can't tell whether anybody waits."""
        with suppress(QueueUnavailable):
            return slice.is_over()
        return False

    def _still_holds(self, name: str, assignment: Assignment) -> bool:
        """Whether an assignment is still awaited; while it is, it is held."""
        self.heartbeat()
        with suppress(QueueUnavailable):
            self._queue.workers.hold(name, self.name)
        return assignment.awaited()

    def _bring_on(self, name: str, assignment: Assignment, end: _End) -> None:
        """Have what hasn't ended go on: with recognition, or once more, at once.

        Where storage was at fault, nothing is begun until it takes something again. As it may fail this one alone, this
        comes again when it is missed; put back here, it would be tried all the time and hold up the others. So does a batch
        that has no room for its audits just now.
        """
        if end is _End.HAND_OVER:
            log.info("is a scan")
            self._queue.dispatcher.hand_over(name)
        elif end is _End.NOT_KEPT:
            self._wait_for_storage()
        elif assignment.may_go_on():
            self._queue.dispatcher.retry(name)

    def _wait_for_storage(self, held: str = "") -> None:
        """Wait until something can be kept, or this is to end; what is held meanwhile stays held."""
        while not self._stop_requested:
            try:
                self._store.check()
                break
            except StorageFailed as error:
                log.debug("nothing can be kept just now: %s", error.__cause__)
                self.heartbeat()
                with suppress(QueueUnavailable):
                    if held:
                        self._queue.workers.hold(held, self.name)
                time.sleep(PAUSE)

    def _shutdown(self) -> None:
        """Note it, for what is raised in a signal's handler may be swallowed, as by a log's; and wake who waits for a job."""
        self._stop_requested = True
        if self._state != WorkerStatus.BUSY:
            raise StopRequested


def _is_known(job: Job, name: str) -> bool:
    """Whether a job names a task of the table, about what its id says. It is read as data."""
    try:
        task, arguments = job.func_name, tuple(job.args)
    except Exception:
        return False
    return task is not None and task in TASKS and arguments == (name,) and not job.kwargs and TASKS[task](name)


def _problem(error: AuditError) -> Problem:
    return Problem(error.code, error.facts)
