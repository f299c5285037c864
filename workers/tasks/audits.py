"""The task of an audit: what is kept goes to a job's process, and its answer is made the result."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from service.audits.audit import Problem, Progress, Result, Status, moment, since
from service.audits.profile import WrongProfile
from service.config import Settings
from service.errors import AuditError, AuditNotFound, ProfileUnusable, QueueUnavailable, StorageFailed
from service.lifecycle.finalizer import Finalizer
from service.queue.port import Queue
from service.rules import RULES, ruleset_version
from service.storage import profiles
from service.storage.port import Storage
from workers.jobs import results
from workers.jobs.job import Job, JobProblem, RecognitionNeeded
from workers.limits import Recognition

log = logging.getLogger(__name__)


class AuditTask:
    """A Task: the audit of one report, which is kept with its result."""

    def __init__(self, audit_id: str, settings: Settings, storage: Storage, queue: Queue, *, recognise: bool) -> None:
        self._id, self._settings, self._store, self._runs = audit_id, settings, storage.audits, queue.runs
        self._finalizer, self._recognise = Finalizer(settings, storage, queue), recognise
        self._queue_answers = True

    def awaited(self) -> bool:
        return self._store.awaits(self._id)

    def may_go_on(self) -> bool:
        return True

    def request_id(self) -> str:
        with suppress(AuditNotFound, StorageFailed):
            return self._store.request(self._id).request_id
        return ""

    def do(self, job: Job) -> Callable[[], None]:
        """Raises RecognitionNeeded too, for a scan where there are workers for those."""
        stopwatch = Stopwatch(self._report)
        result = self._against_baseline(self._result(job, stopwatch))
        timed = replace(result, stages=stopwatch.stages())
        return lambda: self._finish(timed)

    def fail(self, problem: Problem) -> None:
        self._finish(_failed(problem))

    def finalize(self) -> None:
        with suppress(AuditNotFound, StorageFailed):
            self._finalizer.finalize(self._id)

    def _finish(self, result: Result) -> None:
        if not self._store.finish(self._id, result):
            log.info("had its result already")

    def _report(self, progress: Progress) -> None:
        """Report progress, until the queue doesn't answer once: the audit must not wait for it at each stage."""
        if self._queue_answers:
            try:
                self._runs.report_progress(self._id, progress)
            except QueueUnavailable:
                self._queue_answers = False

    def _result(self, job: Job, stopwatch: "Stopwatch") -> Result:
        profile = self._store.request(self._id).profile
        try:
            self._ask(job)
            return results.result(job.answer(results.MOST_RESULT, stopwatch.reach))
        except WrongProfile as error:
            log.error("profile %s can't be used any more: %s", profile, error)
            return _failed(ProfileUnusable(name=profile))
        except RecognitionNeeded as scan:
            if self._recognition is Recognition.ELSEWHERE:
                raise
            return _failed(scan.problem)
        except JobProblem as error:
            return _failed(error.problem)

    def _ask(self, job: Job) -> None:
        """Send the report to the job. Raises WrongProfile."""
        request, folder = self._store.request(self._id), self._settings.profiles
        profile = profiles.load(folder, request.profile, RULES) if request.profile else None
        asked = {
            "name": request.name,
            "year": request.year,
            "select": list(request.select),
            "ignore": list(request.ignore),
            "profile": {"name": profile.name, "text": profiles.text(folder, profile.name)} if profile else None,
            "previous": bool(request.previous),
            "attachments": [each["name"] for each in request.attachments],
            "recognition": self._recognition.value,
        }
        parts = [self._store.upload(self._id), *([self._store.previous(self._id)] if request.previous else [])]
        parts += self._store.attachments(self._id) if request.attachments else []
        job.ask("audit", asked, parts, len(parts))

    @property
    def _recognition(self) -> Recognition:
        """Where pages that are pictures are recognised, seen from a worker that does it or doesn't."""
        if self._recognise:
            return Recognition.HERE
        return Recognition.ELSEWHERE if self._settings.scan_workers else Recognition.NOWHERE

    def _against_baseline(self, result: Result) -> Result:
        """The result, its findings compared with those of the baseline, if there is one and it is still kept."""
        baseline = self._store.request(self._id).baseline
        if baseline is None or result.status is not Status.SUCCEEDED:
            return result
        with suppress(AuditNotFound):
            before = self._store.result(baseline)
            return since(result, before) if before else result
        return result


class Stopwatch:
    """Passes the progress of an audit on, and takes the time of its stages."""

    def __init__(self, report: Callable[[Progress], None]) -> None:
        self._report = report
        self._reached: list[tuple[str, float]] = []

    def reach(self, progress: Progress) -> None:
        """A stage begins."""
        self._reached.append((progress.stage.value, time.monotonic()))
        self._report(progress)

    def stages(self) -> dict[str, float]:
        """Seconds that each stage took, the last one until now."""
        marks = [*self._reached, ("", time.monotonic())]
        return {stage: round(end - begun, 4) for (stage, begun), (_, end) in pairwise(marks)}


def _failed(error: AuditError | Problem) -> Result:
    problem = error if isinstance(error, Problem) else Problem(error.code, error.facts)
    return Result(Status.FAILED, finished_at=moment(), problem=problem, ruleset=ruleset_version())
