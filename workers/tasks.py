"""The entry point that service.dispatcher names: one audit, from its id to its kept result, whatever happens on the way."""

import logging
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from types import FrameType

from service.config import Settings
from service.domain.audit import Progress, Request, Result, Status
from service.domain.baseline import since
from service.domain.profile import WrongProfile
from service.errors import (
    AuditError,
    AuditNotFound,
    MemoryLimitExceeded,
    ProfileUnusable,
    QueueUnavailable,
    StorageFailed,
    TimeLimitExceeded,
)
from service.storage import open_store, profiles
from service.storage.ports import AuditStore
from service.storage.redis_index import RedisIndex, connect
from workers import confinement
from workers.limits import Limits
from workers.pipeline import Listener, audit_bytes, failed
from workers.readers import NeedsRecognition

log = logging.getLogger(__name__)


class _OutOfTime(BaseException):
    """The alarm rang. No `except Exception` on the way may take it for its own."""


def audit_report(audit_id: str) -> None:
    """Audit what was accepted under this id and keep the result, be it a failure. Run again, it changes nothing.

    Raises NeedsRecognition for a scan where there are workers for those.
    """
    _audit(audit_id, Settings.from_environment(), recognise=False)


def audit_scan(audit_id: str) -> None:
    """The same by a worker that can recognise pages."""
    _audit(audit_id, Settings.from_environment().for_scans(), recognise=True)


def _audit(audit_id: str, settings: Settings, *, recognise: bool) -> None:
    store = open_store(settings)
    if not store.awaits(audit_id):
        return
    index = RedisIndex(connect(settings.redis_url, seconds=0.2))
    watch = Stopwatch(_teller(index, audit_id))
    try:
        ended = _ended(store, store.request(audit_id), settings, watch.reach, recognise=recognise)
        result = _against_baseline(ended, store, audit_id)
        if not store.finish(audit_id, replace(result, stages=watch.stages())):
            log.info("had its result already")
    except AuditNotFound:
        log.info("was deleted")


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


def limits_of(settings: Settings) -> Limits:
    """The reader's limits as the operator set them."""
    return Limits(
        pages=settings.pages,
        inflated_bytes=settings.inflated_bytes,
        cells_a_table=settings.cells,
        scanned_pages=settings.scan_pages,
        scanned_page_seconds=settings.scan_page_seconds,
    )


def _ended(store: AuditStore, request: Request, settings: Settings, tell: Listener, *, recognise: bool) -> Result:
    """The result of an audit: whatever is raised in it becomes one, but for what the machine's storage does.

    Raises NeedsRecognition where it is to be handed over.
    """
    try:
        with _alarm(settings.job_seconds):
            return audit_bytes(
                store.upload(request.id),
                request.name,
                year=request.year,
                previous=store.previous(request.id) if request.previous else None,
                profile=profiles.load(settings.profiles, request.profile) if request.profile else None,
                select=request.select,
                ignore=request.ignore,
                limits=limits_of(settings),
                progress=tell,
                recognise=recognise,
            )
    except NeedsRecognition as scan:
        if settings.scan_workers:
            raise
        return failed(scan.problem)
    except _OutOfTime:
        return failed(TimeLimitExceeded(seconds=settings.job_seconds))
    except MemoryError:
        confinement.use_reserve()
        return failed(MemoryLimitExceeded(megabytes=settings.job_bytes // 1024**2))
    except (StorageFailed, AuditNotFound):
        raise
    except WrongProfile as error:
        log.error("profile %s can't be used any more: %s", request.profile, error)
        return failed(ProfileUnusable(name=request.profile))
    except Exception:
        log.exception("failed by our own fault")
        return failed(AuditError())


def _against_baseline(result: Result, store: AuditStore, audit_id: str) -> Result:
    """The result, its findings compared with those of the baseline, if there is one and it is still kept."""
    baseline = store.request(audit_id).baseline
    if baseline is None or result.status is not Status.SUCCEEDED:
        return result
    try:
        before = store.result(baseline)
    except AuditNotFound:
        return result
    return since(result, before) if before else result


def _teller(index: RedisIndex, audit_id: str) -> Listener:
    """Tells how far the audit is, until Redis doesn't listen."""
    listening = True

    def tell(progress: Progress) -> None:
        nonlocal listening
        if listening:
            try:
                index.report_progress(audit_id, progress)
            except QueueUnavailable:
                listening = False

    return tell


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Raise _OutOfTime inside after so many seconds. In one long call of C it is late, and the worker ends the job."""

    def ring(signal_number: int, frame: FrameType | None) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
