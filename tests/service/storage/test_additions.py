"""What the port promises of records that are added to audits or batches, held to the storage on disk and the tests' own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from service.audits.assessment import Assessment, AssessmentState
from service.audits.audit import moment
from service.audits.batch import BatchRequest, BatchResult
from service.audits.ids import new_id
from service.config import Settings
from service.errors import AuditNotFound, BatchNotFound
from service.storage.files.additions import FileAdditions
from service.storage.files.audits import FileAudits
from service.storage.port import Additions, Storage
from tests.service.api.fakes import MemoryAdditions, MemoryStore
from tests.service.storage.requests import a_request


class Kept(NamedTuple):
    """A storage of either kind: its audits and what is added to them."""

    audits: Any
    additions: Additions[Assessment]


def on_disk(folder: Path) -> Kept:
    audits = FileAudits(folder)
    audits.prepare()
    return Kept(audits, FileAdditions(folder, "audits", "assessments", Assessment))


def in_memory(_: Path) -> Kept:
    audits = MemoryStore()
    return Kept(audits, MemoryAdditions(audits))


@pytest.fixture(params=[on_disk, in_memory])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    make: Callable[[Path], Kept] = request.param
    return make(tmp_path)


@pytest.fixture
def audit_id(kept: Kept) -> str:
    request = a_request()
    kept.audits.accept(request, b"abc")
    return request.id


def said(number: int = 0) -> Assessment:
    return Assessment(
        "f", AssessmentState.DISPUTED, "2026-01-01T00:00:00.000Z", "ARI01", "error", f"原因 {number}", "a"
    )


def test_what_is_added_is_told_in_its_order(kept: Kept, audit_id: str) -> None:
    assert (list(kept.additions.all(audit_id)), kept.additions.count(audit_id)) == ([], 0)
    for number in range(12):
        kept.additions.add(audit_id, said(number))
    assert list(kept.additions.all(audit_id)) == [said(number) for number in range(12)]
    assert kept.additions.count(audit_id) == 12


def test_of_those_that_are_added_at_once_all_stay(kept: Kept, audit_id: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: kept.additions.add(audit_id, said(number)), range(40)))
    assert sorted(each.note for each in kept.additions.all(audit_id)) == sorted(said(each).note for each in range(40))
    assert kept.additions.count(audit_id) == 40


def test_they_go_with_their_audit_and_none_comes_after(kept: Kept, audit_id: str) -> None:
    kept.additions.add(audit_id, said())
    kept.audits.delete(audit_id)
    assert (list(kept.additions.all(audit_id)), kept.additions.count(audit_id)) == ([], 0)
    with pytest.raises(AuditNotFound):
        kept.additions.add(audit_id, said())


def test_nothing_is_added_to_what_is_no_audit(kept: Kept) -> None:
    for owner in (new_id(), "../x"):
        with pytest.raises(AuditNotFound):
            kept.additions.add(owner, said())


def test_an_expired_audit_leaves_none_and_another_process_sees_the_same(tmp_path: Path) -> None:
    audits, additions = on_disk(tmp_path)
    request = a_request()
    audits.accept(request, b"abc")
    additions.add(request.id, said())
    assert list(on_disk(tmp_path).additions.all(request.id)) == [said()]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in tmp_path.rglob("assessments/*"))
    audits.expire(request.id)
    assert list(tmp_path.rglob("assessments")) == []


def test_those_of_a_batch_go_with_it_and_no_batch_has_any(storage: Storage, settings: Settings) -> None:
    batches, additions = storage.batches, storage.batch_assessments
    kept, gone = (BatchRequest(new_id(), moment(), 2, "0" * 64) for _ in range(2))
    for batch in (kept, gone):
        batches.accept(batch, b"PK")
        batches.finish(batch.id, BatchResult(moment()))
        additions.add(batch.id, said())
    batches.delete(gone.id)
    assert (list(additions.all(kept.id)), list(additions.all(gone.id))) == ([said()], [])
    for owner in (gone.id, new_id(), "../x"):
        with pytest.raises(BatchNotFound):
            additions.add(owner, said())
    assert [each.id for each in batches.forget_old(float("inf"))] == [kept.id]
    assert list(settings.data_dir.rglob("assessments")) == []
