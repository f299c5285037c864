import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.audits.audit import Request, Result
from service.audits.batch import BatchRequest, BatchResult
from service.audits.ids import new_id
from service.config import Settings
from service.errors import QueueUnavailable, StorageFailed
from service.lifecycle import housekeeping
from service.lifecycle.housekeeping import Housekeeping
from service.queue.port import Candidate, Catalogue, Listing
from service.storage.files.audits import FileAudits
from service.storage.port import Storage
from tests.service.queue import memory
from tests.service.queue.kept import kept_bytes
from tests.service.queue.memory import MemoryQueue
from tests.service.storage.requests import DONE, a_request

NOW = datetime.now(UTC).isoformat()


@pytest.fixture
def lists(queue: MemoryQueue) -> Catalogue:
    return queue.catalogue


@pytest.fixture
def chores(settings: Settings, storage: Storage, queue: MemoryQueue) -> Housekeeping:
    return Housekeeping(settings, storage, queue)


def wipe(queue: MemoryQueue) -> None:
    for lost in (queue.state.listed, queue.state.batches, queue.state.contents, queue.state.ended, queue.state.kept):
        lost.clear()
    queue.state.complete = None


def ended(store: FileAudits, at: str = NOW) -> str:
    request = a_request()
    store.accept(request, b"abc")
    store.finish(request.id, replace(DONE, finished_at=at))
    store.mark_done(request.id)
    return request.id


def listed(lists: Catalogue) -> set[str]:
    return {audit_id for audit_id, _ in lists.first(Listing(""), 1000)}


def slice_by_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a slice look at one audit."""
    monkeypatch.setattr(housekeeping, "SLICE", 0)
    monkeypatch.setattr(housekeeping, "LOOKED_AT", 1)


def test_lists_that_were_lost_are_made_anew_slice_by_slice(
    store: FileAudits, lists: Catalogue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    slice_by_slice(monkeypatch)
    ids = {ended(store) for _ in range(5)}
    for done in range(1, 6):
        chores.work()
        assert (len(listed(lists)), lists.is_complete()) == (done, False)
    chores.work()
    assert (listed(lists), lists.is_complete()) == (ids, True)


def test_what_a_former_master_was_told_while_lists_were_made_is_listed_some_seconds_later(
    store: FileAudits, queue: MemoryQueue, lists: Catalogue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "SLICE", 0)
    before, accepted = ended(store), a_request()
    store.accept(accepted, b"abc")
    while not lists.is_complete():
        chores.work()
    after = ended(store)
    store.finish(accepted.id, DONE)
    store.mark_done(accepted.id)
    for _ in range(5):
        chores.work()
    assert listed(lists) == {before, accepted.id}, "it is too early"
    monkeypatch.setattr(chores, "_list_again_at", 0)
    for _ in range(5):
        chores.work()
    assert lists.is_complete()
    assert {id: facts["status"] for id, facts in lists.first(Listing(""), 9)} == dict.fromkeys(
        (before, accepted.id, after), "succeeded"
    )
    ended(store)
    for _ in range(5):
        chores.work()
    assert listed(lists) == {before, accepted.id, after}, "that was once"


def test_lists_of_which_the_beginning_failed_half_way_are_begun_again(
    store: FileAudits, queue: MemoryQueue, lists: Catalogue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = {ended(store) for _ in range(5)}
    begin = queue.catalogue.begin_rebuild

    def noted_and_not_answered(maker: str) -> None:
        begin(maker)
        raise QueueUnavailable

    monkeypatch.setattr(queue.catalogue, "begin_rebuild", noted_and_not_answered)
    with pytest.raises(QueueUnavailable):
        chores.work()
    monkeypatch.undo()
    chores.work()
    assert (listed(lists), lists.is_complete()) == (ids, True)


@pytest.mark.parametrize("call", ["all_audits", "at_hand"])
def test_lists_are_made_anew_of_all_audits_though_the_store_was_away_half_way(
    store: FileAudits, lists: Catalogue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    ids = {ended(store) for _ in range(5)}

    def away(*_: object) -> Iterator[str]:
        monkeypatch.undo()
        yield min(ids)
        raise StorageFailed

    monkeypatch.setattr(store, call, contextmanager(away) if call == "at_hand" else away)
    with pytest.raises(StorageFailed):
        chores.work()
    chores.work()
    assert (listed(lists), lists.is_complete()) == (ids, True)


def test_lists_that_are_lost_once_more_are_begun_again(
    store: FileAudits,
    queue: MemoryQueue,
    lists: Catalogue,
    chores: Housekeeping,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slice_by_slice(monkeypatch)
    ids = {ended(store) for _ in range(5)}
    for _ in range(3):
        chores.work()
    wipe(queue)
    for _ in range(6):
        assert not lists.is_complete()
        chores.work()
    assert (listed(lists), lists.is_complete()) == (ids, True)


def test_who_is_deleted_while_lists_are_made_anew_is_in_none_of_them(
    store: FileAudits,
    lists: Catalogue,
    chores: Housekeeping,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    audit_id, kept, put = ended(store), ended(store), lists.put

    def deleted_before(request: Request, size: int, result: Result) -> None:
        if request.id == audit_id:
            store.delete(audit_id)
            lists.remove(request, result)
        put(request, size, result)

    monkeypatch.setattr(lists, "put", deleted_before)
    chores.work()
    assert (listed(lists), lists.ended_before(time.time() + 1)) == ({kept}, [kept])


def test_of_two_who_make_the_lists_one_completes_them(
    settings: Settings,
    storage: Storage,
    store: FileAudits,
    queue: MemoryQueue,
    lists: Catalogue,
    chores: Housekeeping,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slice_by_slice(monkeypatch)
    ids = {ended(store) for _ in range(3)}
    chores.work()
    other = Housekeeping(settings, storage, queue)
    for _ in range(4):
        other.work()
    assert (listed(lists), lists.is_complete()) == (ids, True)


def test_what_has_expired_is_erased_slice_by_slice(
    store: FileAudits,
    lists: Catalogue,
    chores: Housekeeping,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slice_by_slice(monkeypatch)
    monkeypatch.setattr(housekeeping, "PURGE_EVERY", 0)
    old = {ended(store, "2020-01-01T00:00:00+00:00") for _ in range(3)}
    young = ended(store)
    for _ in range(20):
        chores.work()
    assert set(store.all_audits()) == {young} == listed(lists)
    assert {store.expired(audit_id) for audit_id in old} == {""}


def test_what_cannot_be_read_is_in_no_list_and_expires_all_the_same(
    settings: Settings, store: FileAudits, lists: Catalogue, chores: Housekeeping
) -> None:
    broken, kept = ended(store, "2020-01-01T00:00:00+00:00"), ended(store)
    folder = settings.data_dir / "audits" / broken[-2:] / broken
    (folder / "submission").write_bytes(b"\0" * 100)
    lists.put(a_request(id=broken), 3, DONE)
    chores.work()
    assert lists.is_complete()
    assert kept in listed(lists)
    assert not folder.exists()
    assert lists.ended_before(time.time() + 1) == [kept]


def test_batches_and_bytes_that_were_lost_are_counted_anew_and_what_expires_counts_no_longer(
    settings: Settings, storage: Storage, store: FileAudits, queue: MemoryQueue, chores: Housekeeping
) -> None:
    door, batches, audit_id = queue.admission, storage.batches, ended(store)
    batch = BatchRequest(new_id(), NOW, 5, "0" * 64)
    batches.accept(batch, b"abcde")
    door.count_bytes("", "of an audit that is gone", 10**9)
    wipe(queue)
    chores.work()
    assert kept_bytes(door, "") == store.size(audit_id) + batches.size(batch.id) > 0
    assert [id for id, _ in queue.catalogue.first(Listing("", of_batches=True), 9)] == [batch.id]
    batches.finish(batch.id, BatchResult(NOW))
    Housekeeping(replace(settings, keep_days=-1), storage, queue).work()
    assert kept_bytes(door, "") == 0
    assert queue.catalogue.first(Listing("", of_batches=True), 9) == []


def test_what_was_admitted_and_never_kept_is_withdrawn(
    queue: MemoryQueue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "LAPSE", -1)
    queue.admission.admit(Candidate("", "x", 3), 10**9)
    assert kept_bytes(queue.admission, "") == 3
    chores.work()
    assert kept_bytes(queue.admission, "") == 0


def test_what_is_in_quarantine_is_kept_as_long_as_audits_are(
    settings: Settings, storage: Storage, store: FileAudits, queue: MemoryQueue, chores: Housekeeping
) -> None:
    folder = settings.data_dir / "quarantine"
    folder.mkdir()
    (folder / "x").touch()
    chores.work()
    assert (folder / "x").exists()
    storage.quarantine.forget_old(time.time() + 1)
    assert not (folder / "x").exists()
