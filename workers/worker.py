"""rq's worker, driven so that nothing is lost: short leases, a confined process a job, and patience with Redis.

The job in work stands in rq's intermediate list and its audit is held by a lease; both are let go when it has
ended. What is left by a worker that died, the reconciler finds. rq's own registries and maintenance are not used.
"""

import logging
import os
import random
import select
import signal
import time
from contextlib import suppress

from redis import Redis
from redis.exceptions import ResponseError
from rq import Queue, Worker
from rq.exceptions import StopRequested
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import WorkerStatus

from service import logs
from service.config import Settings
from service.dispatcher import QUEUE, SCANS, audit_of, clear_job, feed, hand_over, open_queue, put_in_queue
from service.errors import AuditCrashed, AuditNotFound, QueueUnavailable, StorageFailed, TimeLimitExceeded
from service.settling import Settling
from service.storage import open_store
from service.storage.admission import Admission
from service.storage.redis_index import RedisIndex, connect
from service.storage.turns import Turns
from workers import confinement
from workers.assignments import Assignment, Assignments
from workers.readers import NeedsRecognition

HEARTBEAT = 1.0
"""Seconds between two signs of life while a job is in work."""
GRACE = 5
"""Seconds that a job has beyond its time limit to end by itself."""
PAUSE = 0.5
"""Seconds until what was full is tried again."""
TRY_AGAIN = os.EX_TEMPFAIL
"""The exit code of a job that couldn't keep its result: the report has no part in that."""
HAND_OVER = 100
"""The exit code of a job that found pages to recognise."""

log = logging.getLogger(__name__)


class AuditWorker(Worker):
    """A worker for one of the queues: that of all audits, or that of scans."""

    def __init__(self, settings: Settings, queue: str = QUEUE) -> None:
        self._settings = settings
        self._reads_scans = queue == SCANS
        self._quick = connect(settings.redis_url, seconds=0.5)
        self._index, self._turns = RedisIndex(self._quick), Turns(self._quick)
        self._store = store = open_store(settings)
        settling = Settling(settings, store, self._quick)
        self._assignments = Assignments(settings, store, settling, Admission(self._quick, settings))
        patient = connect(settings.redis_url, seconds=self.connection_timeout, patient=True)
        super().__init__([open_queue(patient, queue)], connection=patient, serializer=JSONSerializer)
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
        if self._reads_scans:
            return
        with suppress(QueueUnavailable):
            self._index.worker_lives(self.name)

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
        self._let_go(self.connection)
        if not self._reads_scans:
            with suppress(QueueUnavailable):
                feed(open_queue(self._quick), self._index, self._turns)
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
        """Run one job in a process of its own, unless another worker is at the same audit."""
        name = audit_of(job.id)
        try:
            assignment = self._assignments.of(name)
        except ValueError:
            self._drop(job.id, "it is of no kind that is known here")
            return
        self.set_state(WorkerStatus.BUSY)
        with suppress(QueueUnavailable, AuditNotFound, StorageFailed):
            if assignment.awaited():
                asked_by = assignment.asked_by()
                if self._index.hold(name, self.name):
                    with logs.about(name, asked_by):
                        self._run(name, assignment, job, queue)
            else:
                self._index.forget(name)
        self._last_job = job.id
        self.set_state(WorkerStatus.IDLE)

    def _let_go(self, redis: Redis) -> None:
        """Let go of the last job. A patient connection waits for Redis: until then this worker doesn't count as free."""
        if self._last_job:
            with suppress(QueueUnavailable):
                clear_job(redis, self._last_job)
            self._last_job = None

    def _drop(self, job: str, reason: object) -> None:
        log.warning("job %s is dropped: %s", job, reason)
        with suppress(QueueUnavailable):
            clear_job(self._quick, job)

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """The forked process: confined, it runs the task and exits."""
        random.seed()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._is_horse = True
        code = os.EX_SOFTWARE
        try:
            confinement.confine(self._settings, self.pid or 0)
            job.func(*job.args)
            code = os.EX_OK
        except NeedsRecognition:
            code = HAND_OVER
        except StorageFailed as error:
            log.warning("job %s could not keep its result: %s", job.id, error.__cause__)
            code = TRY_AGAIN
        except BaseException:
            log.exception("job %s crashed", job.id)
        finally:
            os._exit(code)

    def teardown(self) -> None:
        """Sign off, if Redis is there to hear it."""
        self._let_go(self._quick)
        with suppress(QueueUnavailable):
            self._index.worker_left(self.name)

    def _run(self, name: str, assignment: Assignment, job: Job, queue: Queue) -> None:
        log.info("begun")
        try:
            self.fork_work_horse(job, queue)
            in_time = self._watch(name, assignment)
            status = self._reap(kill=not in_time)
            if not assignment.awaited():
                log.info("ended")
            elif status != HAND_OVER:
                self._judge_end(name, assignment, status, overdue=not in_time)
        except StorageFailed as error:
            log.debug("its end can't be kept just now: %s", error.__cause__)
            status = TRY_AGAIN
        finally:
            self._index.release(name, self.name)
        assignment.settle()
        if assignment.awaited():
            self._bring_on(name, assignment, status)

    def _bring_on(self, name: str, assignment: Assignment, status: int) -> None:
        """Have what hasn't ended go on: with recognition, or once more, at once.

        Where storage was at fault, nothing is begun until it takes something again. As it may fail this one alone, this
        comes again when it is missed; put back here, it would be tried all the time and hold up the others. So does a batch
        that has no room for its audits just now.
        """
        if status == HAND_OVER:
            log.info("is a scan")
            hand_over(open_queue(self._quick, SCANS), self._index, name)
        elif status == TRY_AGAIN:
            self._wait_for_storage()
        elif assignment.may_go_on():
            put_in_queue(open_queue(self._quick), self._index, name)

    def _wait_for_storage(self) -> None:
        while not self._stop_requested:
            try:
                self._store.check()
                break
            except StorageFailed as error:
                log.debug("nothing can be kept just now: %s", error.__cause__)
                self.heartbeat()
                time.sleep(PAUSE)

    def _watch(self, name: str, assignment: Assignment) -> bool:
        """Wait for the job's process while holding its lease; False where it is past its time, or of no use any more."""
        deadline = time.monotonic() + self._settings.job_seconds + GRACE
        with _Ending(self.horse_pid) as ending:
            while time.monotonic() < deadline:
                if ending.within(HEARTBEAT):
                    return True
                if not assignment.awaited():
                    return ending.within(HEARTBEAT)
                self.heartbeat()
                with suppress(QueueUnavailable):
                    self._index.hold(name, self.name)
        return False

    def _reap(self, *, kill: bool) -> int:
        """The exit code of the job's process, negative for the signal that ended it."""
        if kill:
            self.kill_horse()
        _, status = os.waitpid(self.horse_pid, 0)
        self._horse_pid = 0
        return os.waitstatus_to_exitcode(status)

    def _judge_end(self, name: str, assignment: Assignment, status: int, *, overdue: bool) -> None:
        """The process ended without a result: out of time, or crashed, which is tried again a few times.

        One that ended in good order has done a part, and one that found no room for its result is not to blame.
        """
        log.warning("its process ended with %d", status)
        if overdue or status == -signal.SIGXCPU:
            assignment.fail(TimeLimitExceeded(seconds=self._settings.job_seconds))
        elif status not in (os.EX_OK, TRY_AGAIN) and self._index.count_crash(name) >= self._settings.attempts:
            assignment.fail(AuditCrashed(attempts=self._settings.attempts))

    def _shutdown(self) -> None:
        """Note it, for what is raised in a signal's handler may be swallowed, as by a log's; and wake who waits for a job."""
        self._stop_requested = True
        if self._state != WorkerStatus.BUSY:
            raise StopRequested


class _Ending:
    """The end of a child process, waited for without reaping it."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def __enter__(self) -> "_Ending":
        self._descriptor = os.pidfd_open(self._pid) if hasattr(os, "pidfd_open") else None
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    def within(self, seconds: float) -> bool:
        """Whether it comes in that time."""
        if self._descriptor is not None:
            return bool(select.select([self._descriptor], [], [], seconds)[0])
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                return True
            time.sleep(0.02)
        return False
