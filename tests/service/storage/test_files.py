import errno
import os
import resource
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.audit import Result, Status
from service.errors import AuditNotFound, StorageFailed, StorageFull
from service.storage import files
from service.storage.files import FileStore
from service.storage.ids import new_id
from tests.service.storage.requests import DONE, a_request


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    made = FileStore(tmp_path)
    made.prepare()
    return made


def test_what_was_accepted_is_there_and_open(store: FileStore) -> None:
    request = a_request(year=2023, select=("ARI", "SEC01"))
    store.accept(request, b"abc")
    assert store.request(request.id) == request
    assert store.upload(request.id) == b"abc"
    assert store.result(request.id) is None
    assert list(store.open_audits()) == [request.id]


def test_another_process_sees_the_same(store: FileStore, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    other = FileStore(tmp_path)
    assert other.request(request.id) == request
    assert other.result(request.id) == DONE
    assert list(other.open_audits()) == []


def test_open_audits_come_oldest_first(store: FileStore) -> None:
    ids = sorted(new_id() for _ in range(5))
    for audit_id in reversed(ids):
        store.accept(a_request(id=audit_id), b"")
    assert list(store.open_audits()) == ids


def test_the_first_result_stays(store: FileStore) -> None:
    request = a_request()
    store.accept(request, b"abc")
    assert store.finish(request.id, DONE)
    assert not store.finish(request.id, replace(DONE, verdict="fail"))
    assert store.result(request.id) == DONE


@settings(max_examples=25, deadline=None)
@given(runs=st.integers(2, 8))
def test_of_runs_that_end_at_once_exactly_one_gives_the_result(
    runs: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("store")
    store = FileStore(folder)
    store.prepare()
    request = a_request()
    store.accept(request, b"abc")
    start = threading.Barrier(runs)

    def run(number: int) -> bool:
        start.wait()
        return FileStore(folder).finish(request.id, replace(DONE, ruleset=str(number)))

    with ThreadPoolExecutor(runs) as pool:
        won = list(pool.map(run, range(runs)))
    kept = store.result(request.id)
    assert won.count(True) == 1
    assert kept is not None
    assert kept.ruleset == str(won.index(True))


@pytest.mark.parametrize("audit_id", ["..", "../../etc", "x", "0" * 26])
def test_an_unknown_id_is_not_found(store: FileStore, audit_id: str) -> None:
    for ask in (store.request, store.upload, store.result):
        with pytest.raises(AuditNotFound):
            ask(audit_id)


@pytest.mark.parametrize(
    ("number", "error"), [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EROFS, StorageFailed)]
)
@pytest.mark.parametrize("failing", range(1, 9))
def test_where_the_disk_fails_nothing_is_accepted_and_nothing_is_left(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception], failing: int
) -> None:
    request = a_request()
    calls = 0

    def fsync(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    try:
        store.accept(request, b"abc")
    except error:
        assert list(store.open_audits()) == []
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
        with pytest.raises(AuditNotFound):
            store.result(request.id)
    else:
        assert calls < failing
        assert list(store.open_audits()) == [request.id]


def test_who_was_taken_for_abandoned_while_it_was_accepted_is_told(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, create = a_request(), store._disk.create

    def create_late(path: Path, data: bytes) -> bool:
        if path.name == "request.json":
            (tmp_path / "open" / request.id).unlink()
        return create(path, data)

    monkeypatch.setattr(store._disk, "create", create_late)
    with pytest.raises(StorageFailed):
        store.accept(request, b"abc")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_was_accepted_is_not_abandoned_at_the_last_moment(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = a_request()
    store.accept(request, b"abc")
    monkeypatch.setattr(files, "ABANDONED", -1)
    monkeypatch.setattr(store, "awaits", lambda _: False)
    list(store.open_audits())
    monkeypatch.undo()
    assert list(store.open_audits()) == [request.id]


def test_one_who_fails_to_accept_takes_nothing_from_one_with_the_same_key(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = a_request(idempotency_key="k")
    store.accept(request, b"abc")

    def fsync(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(StorageFull):
        FileStore(tmp_path).accept(request, b"abc")
    assert list(store.open_audits()) == [request.id]
    assert store.upload(request.id) == b"abc"


def test_too_many_open_files_are_told(store: FileStore) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
    try:
        with pytest.raises(StorageFailed):
            store.accept(a_request(), b"abc")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert list(store.open_audits()) == []
    store.accept(a_request(), b"abc")


def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageFailed):
        FileStore(tmp_path / "file").prepare()


def test_a_mark_left_by_a_process_that_died_is_taken_away(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "open" / new_id()
    mark.touch()
    assert list(store.open_audits()) == []
    assert mark.exists(), "its request may still be on its way"
    os.utime(mark, times=(0, 0))
    assert list(store.open_audits()) == []
    assert mark.exists(), "whatever the clock says"
    monkeypatch.setattr(files, "ABANDONED", 0)
    assert list(store.open_audits()) == []
    assert not mark.exists()


def test_an_ended_audit_keeps_its_mark_until_it_is_settled(store: FileStore) -> None:
    request = a_request()
    store.accept(request, b"abc")
    assert (store.awaits(request.id), list(store.unsettled())) == (True, [])
    store.finish(request.id, DONE)
    assert (store.awaits(request.id), list(store.unsettled())) == (False, [request.id])
    assert list(store.open_audits()) == []
    store.settle(request.id)
    assert list(store.unsettled()) == []


def test_the_head_of_a_result_is_the_result_without_what_is_long(store: FileStore, tmp_path: Path) -> None:
    request, result = a_request(), replace(DONE, findings=({"rule": "ARI01"},), text={"title": "x"}, pages=3)
    store.accept(request, b"abc")
    assert store.head(request.id) is None
    store.finish(request.id, result)
    assert store.head(request.id) == replace(result, findings=(), text={})
    next(tmp_path.glob("audits/*/*/head.json")).unlink()
    assert FileStore(tmp_path).head(request.id) == replace(result, findings=(), text={})


def test_nothing_is_left_of_what_is_deleted(store: FileStore, tmp_path: Path) -> None:
    request = a_request(previous={"name": "x"})
    store.accept(request, b"abc", b"last year")
    assert store.previous(request.id) == b"last year"
    store.delete(request.id)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    for ask in (store.request, store.upload, store.result, store.head):
        with pytest.raises(AuditNotFound):
            ask(request.id)
    with pytest.raises(AuditNotFound):
        store.finish(request.id, DONE)
    assert store.awaits(request.id) is False
    store.delete(request.id)


def test_of_what_has_expired_only_its_owner_is_known(store: FileStore, tmp_path: Path) -> None:
    request = a_request(client="one")
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    assert store.expired(request.id) is None
    store.expire(request.id)
    assert store.expired(request.id) == "one"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [request.id]
    with pytest.raises(AuditNotFound):
        store.request(request.id)
    store.forget_expired(time.time() + 1)
    assert store.expired(request.id) is None


def test_who_accepts_the_same_audit_again_changes_nothing(store: FileStore) -> None:
    request = a_request()
    store.accept(request, b"abc")
    store.accept(replace(request, label="other"), b"other")
    assert (store.request(request.id), store.upload(request.id)) == (request, b"abc")


def test_all_audits_are_those_that_were_accepted(store: FileStore) -> None:
    ids = {new_id() for _ in range(20)}
    for audit_id in ids:
        store.accept(a_request(id=audit_id), b"")
    assert set(store.all_audits()) == ids


def test_only_what_is_left_over_is_swept_away(store: FileStore, tmp_path: Path) -> None:
    old, young = tmp_path / "partial" / "old", tmp_path / "partial" / "young"
    (old / "deep").mkdir(parents=True)
    young.write_bytes(b"x")
    os.utime(old, times=(time.time() - files.LEFT_OVER - 1,) * 2)
    store.sweep()
    assert [path.name for path in (tmp_path / "partial").iterdir()] == ["young"]


def test_half_written_objects_do_not_count(store: FileStore, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    (tmp_path / "partial" / "result.json123").write_bytes(b"{")
    assert store.result(request.id) is None


def test_records_of_other_versions_are_read(store: FileStore, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    folder = next(tmp_path.glob(f"audits/*/{request.id}"))
    (folder / "result.json").write_bytes(
        b'{"status":"succeeded","finished_at":"x","verdict":"pass","of_the_future":[1]}'
    )
    assert store.result(request.id) == Result(Status.SUCCEEDED, finished_at="x", verdict="pass")
