import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service import housekeeping
from service.config import Settings
from service.domain.audit import Request, Result
from service.domain.batch import BatchRequest, BatchResult
from service.housekeeping import Housekeeping
from service.jobs import Jobs, candidate
from service.storage import admission
from service.storage.batches import BatchStore
from service.storage.catalogue import Catalogue
from service.storage.files import FileStore
from service.storage.ids import new_id
from service.storage.redis_index import connect
from service.storage.usage import Usage
from tests.service.storage.requests import DONE, a_request

NOW = datetime.now(UTC).isoformat()


@pytest.fixture
def lists(settings: Settings) -> Catalogue:
    return Catalogue(connect(settings.redis_url))


@pytest.fixture
def chores(settings: Settings, store: FileStore) -> Housekeeping:
    return Housekeeping(settings, store, connect(settings.redis_url))


def ended(store: FileStore, at: str = NOW) -> str:
    request = a_request()
    store.accept(request, b"abc")
    store.finish(request.id, replace(DONE, finished_at=at))
    store.settle(request.id)
    return request.id


def listed(lists: Catalogue) -> set[str]:
    return {audit_id for audit_id, _ in lists.before("", None, "", 1000)}


def test_lists_that_were_lost_are_made_anew_slice_by_slice(
    store: FileStore, lists: Catalogue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "SLICE", 0)
    ids = {ended(store) for _ in range(5)}
    for done in range(1, 6):
        chores.work()
        assert (len(listed(lists)), lists.is_complete()) == (done, False)
    chores.work()
    assert (listed(lists), lists.is_complete()) == (ids, True)


def test_lists_that_are_lost_once_more_are_begun_again(
    settings: Settings, store: FileStore, lists: Catalogue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "SLICE", 0)
    ids = {ended(store) for _ in range(5)}
    for _ in range(3):
        chores.work()
    connect(settings.redis_url).flushall()
    for _ in range(6):
        assert not lists.is_complete()
        chores.work()
    assert (listed(lists), lists.is_complete()) == (ids, True)


def test_who_is_deleted_while_lists_are_made_anew_is_in_none_of_them(
    settings: Settings, store: FileStore, lists: Catalogue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit_id, kept, end = ended(store), ended(store), Catalogue.end

    def deleted_before(catalogue: Catalogue, request: Request, result: Result) -> None:
        if request.id == audit_id:
            store.delete(audit_id)
            Jobs(settings).forget(request, result)
        end(catalogue, request, result)

    monkeypatch.setattr(Catalogue, "end", deleted_before)
    chores.work()
    assert (listed(lists), lists.ended_before(time.time() + 1)) == ({kept}, [kept])


def test_of_two_who_make_the_lists_one_completes_them(
    settings: Settings, store: FileStore, lists: Catalogue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "SLICE", 0)
    ids = {ended(store) for _ in range(3)}
    chores.work()
    other = Housekeeping(settings, store, connect(settings.redis_url))
    for _ in range(4):
        other.work()
    assert (listed(lists), lists.is_complete()) == (ids, True)


def test_what_has_expired_is_erased_slice_by_slice(
    settings: Settings, store: FileStore, lists: Catalogue, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "SLICE", 0)
    monkeypatch.setattr(housekeeping, "PURGE_EVERY", 0)
    old = {ended(store, "2020-01-01T00:00:00+00:00") for _ in range(3)}
    young = ended(store)
    for _ in range(20):
        chores.work()
    assert set(store.all_audits()) == {young} == listed(lists)
    assert {store.expired(audit_id) for audit_id in old} == {""}


def test_what_cannot_be_read_is_in_no_list_and_expires_all_the_same(
    settings: Settings, store: FileStore, lists: Catalogue, chores: Housekeeping
) -> None:
    broken, kept = ended(store, "2020-01-01T00:00:00+00:00"), ended(store)
    folder = settings.data_dir / "audits" / broken[-2:] / broken
    (folder / "submission").write_bytes(b"\0" * 100)
    lists.end(a_request(id=broken), DONE)
    chores.work()
    assert lists.is_complete()
    assert kept in listed(lists)
    assert not folder.exists()
    assert lists.ended_before(time.time() + 1) == [kept]


def test_bytes_that_were_lost_are_counted_anew_and_what_expires_counts_no_longer(
    settings: Settings, store: FileStore, chores: Housekeeping
) -> None:
    redis, batches = connect(settings.redis_url), BatchStore(settings.data_dir)
    usage, audit_id = Usage(redis), ended(store)
    batch = BatchRequest(new_id(), NOW, 5, "0" * 64)
    batches.accept(batch, b"abcde")
    Usage(redis).set("", "of an audit that is gone", 10**9)
    redis.flushall()
    chores.work()
    assert usage.total("") == store.size(audit_id) + batches.size(batch.id) > 0
    batches.finish(batch.id, BatchResult(NOW))
    Housekeeping(replace(settings, keep_days=-1), store, redis).work()
    assert usage.total("") == 0


def test_what_was_admitted_and_never_kept_is_withdrawn(
    settings: Settings, chores: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "_ADMIT", admission._ADMIT.replace("now + 30", "now - 1"))
    Jobs(settings).admit(candidate(a_request()))
    assert Usage(connect(settings.redis_url)).total("") == 3
    chores.work()
    assert Usage(connect(settings.redis_url)).total("") == 0


def test_poison_is_kept_as_long_as_audits_are(settings: Settings, store: FileStore, chores: Housekeeping) -> None:
    folder = settings.data_dir / "poison"
    folder.mkdir()
    (folder / "x").touch()
    chores.work()
    assert (folder / "x").exists()
    Housekeeping(replace(settings, keep_days=0), store, connect(settings.redis_url))._poison.forget_old(time.time() + 1)
    assert not (folder / "x").exists()
