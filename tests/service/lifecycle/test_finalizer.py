from dataclasses import replace

import pytest

from service.audits.audit import Problem, Request, Result, Status
from service.config import Settings
from service.errors import AuditNotFound
from service.intake import Intake
from service.lifecycle.finalizer import QUARANTINED, Finalizer
from service.queue.port import Candidate
from service.storage.files.audits import FileAudits
from service.storage.port import Storage
from tests.service.queue.kept import kept_bytes
from tests.service.queue.memory import MemoryQueue
from tests.service.storage.requests import DONE, a_request


def ended(store: FileAudits, problem: str | None) -> str:
    request = a_request()
    store.accept(request, b"harmful")
    failed = replace(DONE, status=Status.FAILED, verdict=None, problem=Problem(problem)) if problem else DONE
    store.finish(request.id, failed)
    return request.id


@pytest.mark.parametrize("problem", QUARANTINED)
def test_a_file_that_broke_its_process_is_kept_aside_where_the_setting_says_so(
    settings: Settings, storage: Storage, store: FileAudits, queue: MemoryQueue, problem: str
) -> None:
    audit_id = ended(store, problem)
    Finalizer(settings, storage, queue).finalize(audit_id)
    assert not (settings.data_dir / "quarantine").exists()
    for _ in range(2):
        Finalizer(replace(settings, quarantine=True), storage, queue).finalize(audit_id)
    store.delete(audit_id)
    assert (settings.data_dir / "quarantine" / audit_id).read_bytes() == b"harmful"


def test_no_other_file_is_kept_aside(
    settings: Settings, storage: Storage, store: FileAudits, queue: MemoryQueue
) -> None:
    for problem in (None, "damaged-file", "internal-error"):
        Finalizer(replace(settings, quarantine=True), storage, queue).finalize(ended(store, problem))
    assert not (settings.data_dir / "quarantine").exists()


def test_nothing_stays_known_of_an_audit_that_was_deleted_meanwhile(
    settings: Settings, storage: Storage, store: FileAudits, queue: MemoryQueue
) -> None:
    audit_id = ended(store, None)
    queue.dispatcher.retry(audit_id)
    store.delete(audit_id)
    with pytest.raises(AuditNotFound):
        Finalizer(settings, storage, queue).finalize(audit_id)
    assert queue.runs.attempts([audit_id]) == [0]


def test_nothing_stays_known_of_an_audit_that_is_deleted_while_others_are_told(
    settings: Settings,
    storage: Storage,
    store: FileAudits,
    queue: MemoryQueue,
    intake: Intake,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = a_request(callback_url="https://portal.example.org")
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    put = queue.catalogue.put

    def deleted_before(request: Request, size: int, result: Result) -> None:
        intake.erase(request)
        put(request, size, result)

    monkeypatch.setattr(queue.catalogue, "put", deleted_before)
    Finalizer(settings, storage, queue).finalize(request.id)
    assert (queue.state.listed, queue.state.ended, queue.state.kept) == ({}, {}, {})
    assert list((settings.data_dir / "callbacks").iterdir()) == []


def test_what_is_kept_of_an_audit_counts_until_it_is_deleted(
    settings: Settings, storage: Storage, store: FileAudits, queue: MemoryQueue, intake: Intake
) -> None:
    request, finalizer = a_request(client="one"), Finalizer(settings, storage, queue)
    queue.admission.admit(Candidate("one", request.id, request.size), 10**9)
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    finalizer.finalize(request.id)
    assert kept_bytes(queue.admission, "one") == store.size(request.id) > request.size
    finalizer.recount("one", request.id, 10**6)
    assert kept_bytes(queue.admission, "one") == 10**6
    intake.erase(request)
    finalizer.recount("one", request.id, 10**6)
    assert kept_bytes(queue.admission, "one") == 0
