"""The task of an audit: what is kept goes to a job's process, and its answer is made the result."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from service.audits.audit import JSON, Links, Problem, Progress, Result, Status
from service.audits.baseline import since
from service.audits.destinations import refusal
from service.audits.media import Media
from service.audits.profile import WrongProfile
from service.config import Settings
from service.errors import (
    AuditError,
    AuditNotFound,
    NotAReport,
    ProfileUnusable,
    QueueUnavailable,
    ReportInAttachment,
    StorageFailed,
)
from service.lifecycle.finalizer import Finalizer
from service.queue.port import Queue
from service.reports.report import Why
from service.reports.unread import What
from service.rules import RULES, ruleset_version
from service.storage import profiles
from service.storage.port import Storage
from workers.jobs import results
from workers.jobs.job import Job, JobProblem, RecognitionNeeded
from workers.jobs.tenancy import Tenant
from workers.limits import Recognition

log = logging.getLogger(__name__)

_MOST_FOLLOWED = 3
"""Links of a page that are fetched."""
_NO_REPORT = (ReportInAttachment.code, NotAReport.code)


class AuditTask:
    """A Task: the audit of one report, which is kept with its result."""

    def __init__(self, audit_id: str, settings: Settings, storage: Storage, queue: Queue, *, recognise: bool) -> None:
        self._id, self._settings, self._store, self._runs = audit_id, settings, storage.audits, queue.runs
        self._fetches = storage.fetches
        self._finalizer, self._recognise = Finalizer(settings, storage, queue), recognise
        self._queue_answers = True
        self._kept: Result | None = None

    def awaited(self) -> bool:
        return self._store.awaits(self._id)

    def may_go_on(self) -> bool:
        """Not while its file is fetched: the reconciler queues it again then."""
        with suppress(AuditNotFound, StorageFailed):
            return not self._store.awaits_fetch(self._id)
        return True

    def request_id(self) -> str:
        with suppress(AuditNotFound, StorageFailed):
            return self._store.request(self._id).request_id
        return ""

    def tenant(self) -> Tenant:
        request = self._store.request(self._id)
        is_text = request.media_type in (Media.TEXT, Media.DRAFT) and not (request.previous or request.attachments)
        return Tenant(request.client, is_native=not is_text)

    def do(self, job: Job) -> Callable[[], None]:
        """Raises RecognitionNeeded too, for a scan where there are workers for those."""
        if self._store.awaits_fetch(self._id):
            return self._have_fetched
        stopwatch = Stopwatch()
        result = self._against_baseline(self._result(job, stopwatch))
        if links := self._to_follow(result, job):
            return lambda: self._follow(links)
        timed = replace(result, stages=stopwatch.stages())
        return lambda: self._finish(timed)

    def fail(self, problem: Problem) -> None:
        self._finish(_failed(problem))

    def finalize(self) -> None:
        """What another ended is finalized by that one, or by the reconciler: twice would call back its client twice."""
        if self._kept is None:
            return
        with suppress(AuditNotFound, StorageFailed):
            self._finalizer.finalize(self._id, self._kept)

    def _have_fetched(self) -> None:
        self._fetches.schedule(self._id)

    def _to_follow(self, result: Result, job: Job) -> Links | None:
        """What a page that was fetched links to, where the report or a table of it isn't on the page. None for any other."""
        request = self._store.request(self._id)
        if not request.url or request.media_type != Media.HTML or self._store.links(self._id):
            return None
        takes_place = _is_elsewhere(result.problem)
        if not (takes_place or any(map(_is_table_elsewhere, result.unread))):
            return None
        try:
            job.ask("links", {"url": request.fetched_url, "year": request.year}, [self._store.upload(self._id)], 1)
            urls = results.links(job.answer(results.MOST_LISTED_LINKS))
        except JobProblem:
            return None
        sources = self._settings.fetch_sources
        allowed = [url for url in urls if refusal(url, sources) is None][:_MOST_FOLLOWED]
        # one that isn't allowed is told as such, where the report is nowhere else
        followed = allowed or (urls[:1] if takes_place else [])
        return Links(tuple(followed), takes_place) if followed else None

    def _follow(self, links: Links) -> None:
        log.info("%d links of its page are followed", len(links.urls))
        self._store.follow(self._id, links)
        self._fetches.schedule(self._id)

    def _finish(self, result: Result) -> None:
        if self._store.finish(self._id, result):
            self._kept = result
        else:
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
            return results.result(job.answer(results.MOST_RESULT, stopwatch.reach, self._report))
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
    """Takes the time of the stages of an audit."""

    def __init__(self) -> None:
        self._reached: list[tuple[str, float]] = []

    def reach(self, progress: Progress) -> None:
        """A stage begins."""
        self._reached.append((progress.stage.value, time.monotonic()))

    def stages(self) -> dict[str, float]:
        """Seconds that each stage took, the last one until now."""
        marks = [*self._reached, ("", time.monotonic())]
        return {stage: round(end - begun, 4) for (stage, begun), (_, end) in pairwise(marks)}


def _is_elsewhere(problem: Problem | None) -> bool:
    """Whether it is for want of a report that a page could not be audited."""
    return problem is not None and problem.code in _NO_REPORT and "part" not in problem.facts


def _is_table_elsewhere(unread: JSON) -> bool:
    return unread["what"] == What.TABLE and unread["why"] in (Why.ATTACHMENT, Why.FILE)


def _failed(error: AuditError | Problem) -> Result:
    return Result.failed(error if isinstance(error, Problem) else Problem.of(error), ruleset_version())
