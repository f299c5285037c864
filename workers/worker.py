"""The worker: takes jobs from the queue and has each done in a confined process, driven so that nothing is lost.

What a job is about is held by a lease for as long as it is done, and the job counts as taken until that has ended; where the
storage is distant, until an audit's result is all that is still to be kept. What a worker that died leaves of both, the reconciler
finds. Of a job only its id counts: what the queue says is data.
"""

import gc
import logging
import secrets
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from enum import Enum, auto
from functools import partial
from itertools import count
from typing import TypeVar

from service import logs
from service.audits.audit import Problem
from service.audits.ids import is_id
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
from service.queue.port import name_of
from service.storage import open_storage
from service.storage.threads import WorkersThreads
from workers.jobs.job import INTERVAL, JobEnded, JobOverdue, JobUnwanted, RecognitionNeeded, is_crash, open_job
from workers.jobs.processes import ForkServer, NoJobs
from workers.jobs.results import WrongAnswer
from workers.keeping import Keeper
from workers.tasks.slices import Slice
from workers.tasks.task import Task, task_of

PAUSE = 0.5
"""Seconds until what was full or away is tried again."""
COLLECTED_EVERY = 50
"""Jobs after which what they left in cycles is collected: Python would wait for thousands, and memory with it. It takes a millisecond."""
_SAME_REQUEST = 1.0
"""Seconds in which a second signal to end is the first one's: a terminal and a supervisor may both send it."""

log = logging.getLogger(__name__)


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


_Answer = Callable[[], None] | _End
"""What keeps an answer, or how the run ended without one."""
Attempted = TypeVar("Attempted")


class _Interrupted(Exception):
    """A job was ended for others that wait."""


class Worker:
    """A worker for all audits, or for scans."""

    def __init__(self, settings: Settings, server: ForkServer) -> None:
        self._settings, self._server, self._reads_scans = settings, server, server.scans
        self._crew = server.crew()
        self._queue, self._storage = (
            open_queue(settings, seconds=0.5),
            open_storage(settings, threads=WorkersThreads(), fresh=INTERVAL),
        )
        self._keeper = Keeper()
        self._storage_fails = False
        self._name = secrets.token_hex(16)
        self._last_job: str | None = None
        """The job that was done, until it is cleared."""
        self._stop_requested_at: float | None = None
        self._next_sign = 0.0

    def work(self) -> None:
        """Do one job after the other until SIGTERM or SIGINT; a running job is ended first, a second signal gives it back."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        gc.collect()
        gc.freeze()  # what lives as long as the worker need not be looked at again
        jobs = count(1)
        try:
            while job := self._next_job():
                self._do(job)
                if next(jobs) % COLLECTED_EVERY == 0:
                    gc.collect()
        except Exception:
            log.exception("ends by our own fault, to be started again")
        finally:
            self._sign_off()

    def _stop(self, *_: object) -> None:
        """Note that the worker is to end. Where it waits for a job, one may just be on its way, which is not to be dropped."""
        now = time.monotonic()
        if self._stop_requested_at is None:
            self._stop_requested_at = now
        elif now - self._stop_requested_at >= _SAME_REQUEST:
            raise SystemExit

    def _next_job(self) -> str | None:
        """The next job, once the last one is cleared and whose turn it is was brought here; None once this is to end."""
        while self._stop_requested_at is None:
            self._sign_of_life()
            self._server.end_idle()
            if self._storage_fails:
                time.sleep(PAUSE)
                continue
            try:
                self._clear_last_job()
                if not self._reads_scans:
                    self._queue.dispatcher.dispatch()
                if job := self._queue.dispatcher.take(scans=self._reads_scans):
                    return job
            except QueueUnavailable as error:
                log.debug("no job just now: %s", error.__cause__)
                time.sleep(PAUSE)
        return None

    def _clear_last_job(self) -> None:
        """Let go of the last job: until then this worker doesn't count as free. Raises QueueUnavailable."""
        if self._last_job:
            self._queue.dispatcher.clear(self._last_job)
            self._last_job = None

    def _sign_of_life(self) -> None:
        """Tell the queue, once a second, that this worker lives. One that only reads scans takes no audits, and isn't counted."""
        now = time.monotonic()
        if now < self._next_sign:
            return
        self._next_sign = now + INTERVAL
        with suppress(QueueUnavailable):
            self._queue.workers.note_sandbox(str(self._server.sandbox))
            if not self._reads_scans:
                self._queue.workers.note_alive(self._name)

    def _sign_off(self) -> None:
        self._keeper.is_free()
        with suppress(QueueUnavailable):
            self._clear_last_job()
            self._queue.workers.sign_off(self._name)
        for server in (self._server, *self._crew):
            server.stop()

    def _do(self, job: str) -> None:
        """Do what a job is about, unless it is done already or another worker is at it."""
        name, is_taken = name_of(job), True
        try:
            task = task_of(name, self._settings, self._storage, self._queue, recognise=self._reads_scans)
        except ValueError:
            log.warning("job %s is dropped: it is of no kind that is known here", job)
        else:
            with suppress(QueueUnavailable, AuditNotFound, StorageFailed):
                if not task.awaited():
                    self._queue.runs.forget(name)
                elif self._queue.workers.hold(name, self._name):
                    with logs.about(name, task.request_id()):
                        is_taken = self._run(job, name, task)
        if is_taken:
            self._last_job = job

    def _run(self, job: str, name: str, task: Task) -> bool:
        """Run a task that is held; whether its job still counts as taken."""
        log.info("begun")
        with ExitStack() as held:
            held.callback(self._queue.workers.release, name, self._name)
            slice = self._slice(name)
            if slice:
                held.callback(slice.end)
            answer = self._attempt(name, task, lambda: self._answer(name, task, slice))
            conclude = partial(self._conclude, name, task, slice, answer, held.pop_all())
        if slice and self._storage.audits.is_distant and not isinstance(answer, _End) and self._clear(job, name, task):
            self._keeper.begin(conclude)
            return False
        conclude()
        return True

    def _clear(self, job: str, name: str, task: Task) -> bool:
        """Clear a job whose result is still to be kept, once that of the one before is; False where the queue can't be told."""
        while not self._keeper.is_free(INTERVAL):
            self._still_holds(name, task)
        with suppress(QueueUnavailable):
            self._queue.dispatcher.clear(job)
            return True
        return False

    def _conclude(self, name: str, task: Task, slice: Slice | None, answer: _Answer, held: ExitStack) -> None:
        """Keep what a run came to, let go of what is held for it, and do what follows."""
        with suppress(QueueUnavailable, AuditNotFound, StorageFailed):
            with held:
                end = self._kept(name, task, answer)
            task.finalize()
            if not task.awaited():
                return
            if slice and end is _End.INTERRUPTED:
                slice.interrupt()
            else:
                self._go_on(name, task, end)

    def _kept(self, name: str, task: Task, answer: _Answer) -> _End:
        """How a run ended, once what it came to is kept."""
        return answer if isinstance(answer, _End) else self._attempt(name, task, lambda: self._keep(name, answer))

    def _slice(self, name: str) -> Slice | None:
        """The time slice of an audit; None for what has none: steps of batches, drawings, and scans, whose workers are their own."""
        if self._reads_scans or not is_id(name):
            return None
        return Slice(name, self._storage.audits.request(name).client, self._queue)

    def _answer(self, name: str, task: Task, slice: Slice | None) -> Callable[[], None]:
        """What a job's process answered, as what is left to do: to keep it. Raises as a Job does, and _Interrupted."""

        def goes_on() -> bool:
            if slice and self._is_over(slice):
                raise _Interrupted
            return self._still_holds(name, task)

        tenant = None if self._reads_scans else task.tenant()
        with open_job(self._server, self._settings, goes_on, self._crew, tenant) as process:
            return task.do(process)

    def _attempt(self, name: str, task: Task, step: Callable[[], Attempted]) -> Attempted | _End:
        """What a step of a run comes to, or the end of the run where it fails. Raises AuditNotFound, QueueUnavailable."""
        try:
            return self._judged(name, task, step)
        except StorageFailed as error:
            log.debug("its end can't be kept just now: %s", error.__cause__)
            return _End.NOT_KEPT

    def _judged(self, name: str, task: Task, step: Callable[[], Attempted]) -> Attempted | _End:
        """The same; raises StorageFailed too."""
        try:
            return step()
        except RecognitionNeeded:
            return _End.HAND_OVER
        except _Interrupted:
            log.info("is interrupted: others wait")
            return _End.INTERRUPTED
        except JobUnwanted:
            log.info("is not wanted any more")
        except JobOverdue:
            log.warning("its process was ended, past its time")
            task.fail(_problem(TimeLimitExceeded(seconds=self._settings.job_seconds)))
        except (JobEnded, WrongAnswer, NoJobs) as error:
            log.warning("no answer: %s", error)
            return self._judge_crash(name, task, error)
        except (StorageFailed, AuditNotFound, QueueUnavailable):
            raise
        except Exception as error:
            log.exception("its answer could not be handled, by our own fault")
            return self._judge_crash(name, task, error)
        log.info("ended")
        return _End.DONE

    def _judge_crash(self, name: str, task: Task, error: Exception) -> _End:
        """The process ended without a result: by its limit, in a library that can't read the file, or in some other way.

        Where the cause isn't known, the job is tried again a few times.
        """
        if isinstance(error, JobEnded) and error.status == -signal.SIGXCPU:
            task.fail(_problem(TimeLimitExceeded(seconds=self._settings.job_seconds)))
        elif isinstance(error, JobEnded) and error.engine and is_crash(error.status):
            task.fail(_problem(EngineCrashed(engine=error.engine)))
        elif self._queue.runs.count_crash(name) >= self._settings.attempts:
            task.fail(_problem(AuditCrashed(attempts=self._settings.attempts)))
        return _End.CRASHED

    def _keep(self, name: str, keep: Callable[[], None]) -> _End:
        """Keep the result of a job: at once, or as soon as storage takes anything again. Raises StorageFailed."""
        try:
            keep()
        except StorageFailed as error:
            log.debug("its result can't be kept just now: %s", error.__cause__)
            self._wait_for_storage(name)
            keep()
        log.info("ended")
        return _End.DONE

    def _is_over(self, slice: Slice) -> bool:
        """Whether its time is over; not where the queue can't tell whether anybody waits."""
        with suppress(QueueUnavailable):
            return slice.is_over()
        return False

    def _still_holds(self, name: str, task: Task) -> bool:
        """Whether a task is still awaited; while it is, it is held."""
        self._sign_of_life()
        with suppress(QueueUnavailable):
            self._queue.workers.hold(name, self._name)
        return task.awaited()

    def _go_on(self, name: str, task: Task, end: _End) -> None:
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
        elif task.may_go_on():
            self._queue.dispatcher.retry(name)

    def _wait_for_storage(self, held: str = "") -> None:
        """Wait until something can be kept, or this is to end; what is held meanwhile stays held, and nothing is begun."""
        self._storage_fails = True
        try:
            while self._stop_requested_at is None and not self._can_keep(held):
                time.sleep(PAUSE)
        finally:
            self._storage_fails = False

    def _can_keep(self, held: str) -> bool:
        """Whether something can be kept now; where not, what is held is held on."""
        try:
            self._storage.audits.check()
        except StorageFailed as error:
            log.debug("nothing can be kept just now: %s", error.__cause__)
            self._sign_of_life()
            with suppress(QueueUnavailable):
                if held:
                    self._queue.workers.hold(held, self._name)
            return False
        return True


def _problem(error: AuditError) -> Problem:
    return Problem(error.code, error.facts)
