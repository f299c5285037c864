"""An audit, from its id to its result: what is kept goes to a job's process, and its answer is made the result."""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

from service.audits.audit import Problem, Progress, Request, Result, Status, moment
from service.audits.baseline import since
from service.audits.profile import WrongProfile
from service.config import Settings
from service.errors import AuditError, AuditNotFound, ProfileUnusable
from service.judge import ruleset_version
from service.storage import profiles
from service.storage.ports import AuditStore
from workers import results
from workers.job import Job, JobProblem, RecognitionNeeded
from workers.limits import Limits

Listener = Callable[[Progress], None]

log = logging.getLogger(__name__)


def audited(
    audit_id: str, store: AuditStore, settings: Settings, job: Job, tell: Listener, *, recognise: bool
) -> Result:
    """The result of what was accepted under this id, be it a failure.

    Raises RecognitionNeeded for a scan where there are workers for those, StorageFailed, AuditNotFound, and what ends a
    job without an answer.
    """
    request = store.request(audit_id)
    watch = Stopwatch(tell)
    try:
        result = _answered(request, store, settings, job, watch.reach, recognise=recognise)
    except WrongProfile as error:
        log.error("profile %s can't be used any more: %s", request.profile, error)
        result = failed(ProfileUnusable(name=request.profile))
    except RecognitionNeeded as scan:
        if settings.scan_workers and not recognise:
            raise
        result = failed(scan.problem)
    except JobProblem as error:
        result = failed(error.problem)
    return replace(_against_baseline(result, store, request.baseline), stages=watch.stages())


def failed(error: AuditError | Problem) -> Result:
    """The result of an audit that ended with an error."""
    problem = error if isinstance(error, Problem) else Problem(error.code, error.facts)
    return Result(Status.FAILED, finished_at=moment(), problem=problem, ruleset=ruleset_version())


class Stopwatch:
    """Listens to the progress of an audit and takes the time of its stages."""

    def __init__(self, tell: Listener) -> None:
        self._tell = tell
        self._reached: list[tuple[str, float]] = []

    def reach(self, progress: Progress) -> None:
        """A stage begins."""
        self._reached.append((progress.stage.value, time.monotonic()))
        self._tell(progress)

    def stages(self) -> dict[str, float]:
        """Seconds that each stage took, the last one until now."""
        marks = [*self._reached, ("", time.monotonic())]
        return {stage: round(end - begun, 4) for (stage, begun), (_, end) in pairwise(marks)}


def limits_of(settings: Settings) -> dict[str, Any]:
    """The reader's limits as the operator set them, as a job is told them."""
    limits = Limits(
        pages=settings.pages,
        inflated_bytes=settings.inflated_bytes,
        cells_a_table=settings.cells,
        scanned_pages=settings.scan_pages,
        scanned_page_seconds=settings.scan_page_seconds,
    )
    return asdict(limits)


def _answered(
    request: Request, store: AuditStore, settings: Settings, job: Job, heard: Listener, *, recognise: bool
) -> Result:
    profile = profiles.load(settings.profiles, request.profile) if request.profile else None
    asked = {
        "name": request.name,
        "year": request.year,
        "select": list(request.select),
        "ignore": list(request.ignore),
        "profile": {"name": profile.name, "text": profiles.text(settings.profiles, profile.name)} if profile else None,
        "recognise": recognise,
    }
    parts = [store.upload(request.id), *([store.previous(request.id)] if request.previous else [])]
    job.ask("audit", asked, parts, len(parts), limits_of(settings))
    return results.result(job.answer(results.MOST_RESULT, heard))


def _against_baseline(result: Result, store: AuditStore, baseline: str | None) -> Result:
    """The result, its findings compared with those of the baseline, if there is one and it is still kept."""
    if baseline is None or result.status is not Status.SUCCEEDED:
        return result
    try:
        before = store.result(baseline)
    except AuditNotFound:
        return result
    return since(result, before) if before else result
