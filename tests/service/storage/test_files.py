import errno
import os
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
    os.utime(mark, times=(time.time() - files.ABANDONED - 1,) * 2)
    assert list(store.open_audits()) == []
    assert not mark.exists()


def test_a_mark_left_after_the_result_is_taken_away(store: FileStore, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    mark = tmp_path / "open" / request.id
    mark.touch()
    assert list(store.open_audits()) == []
    assert not mark.exists()


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
