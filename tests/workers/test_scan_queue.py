"""Scans go from the workers for all audits to those that can recognise pages."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import pytest

from service.audits.audit import Result, Stage, Status
from service.config import Settings
from service.errors import NoTextLayer
from service.queue import open_queue
from service.queue.redis.connection import connect
from service.storage.files.audits import FileAudits
from tests.service.storage.requests import DONE
from tests.workers.processes import result_of, wait_for, worker
from workers.limits import Recognition
from workers.readers import NeedsRecognition

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")


def a_scan(*_: object, recognition: Recognition, **__: Any) -> Result:
    """An audit that finds pictures."""
    if recognition is not Recognition.HERE:
        raise NeedsRecognition(NoTextLayer())
    return DONE


@pytest.fixture
def scanning(settings: Settings) -> Settings:
    return replace(settings, scan_workers=1)


@contextmanager
def both(settings: Settings) -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(worker(settings, a_scan))
        stack.enter_context(worker(settings.for_scans(), a_scan, scans=True))
        yield


def test_a_scan_waits_as_running_until_there_is_a_worker_for_it(
    scanning: Settings, store: FileAudits, accept: Callable[[], str]
) -> None:
    audit_id = accept()
    queue = open_queue(scanning)

    def waits() -> bool:
        progress = queue.fair_queue.position(store.request(audit_id)).progress
        return progress is not None and progress.stage is Stage.WAITING_FOR_RECOGNITION

    with worker(scanning, a_scan):
        assert wait_for(waits)
        assert store.result(audit_id) is None
        with worker(scanning.for_scans(), a_scan, scans=True):
            assert result_of(store, audit_id).status is Status.SUCCEEDED


def test_without_workers_for_scans_the_client_learns_how_to_get_them(
    settings: Settings, store: FileAudits, accept: Callable[[], str]
) -> None:
    audit_id = accept()
    with worker(settings, a_scan):
        result = result_of(store, audit_id)
    assert (result.status, result.problem and result.problem.code) == (Status.FAILED, "recognition-not-installed")


def test_a_worker_for_scans_begins_no_audits_of_its_own(
    scanning: Settings, store: FileAudits, accept: Callable[[], str]
) -> None:
    audit_id = accept()
    with worker(scanning.for_scans(), a_scan, scans=True), pytest.raises(TimeoutError):
        result_of(store, audit_id, within=1.5)
    assert open_queue(scanning).workers.count() == 0


def test_nothing_of_a_scan_is_left_in_the_queues(
    scanning: Settings, store: FileAudits, accept: Callable[[], str]
) -> None:
    audit_id = accept()
    redis = connect(scanning.queue_url)
    with both(scanning):
        result_of(store, audit_id)
        wait_for(lambda: not redis.keys("rq:job:*"))
    assert not redis.keys("rq:queue:scans*")
