import errno
import os
import resource
import shutil
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.audits.audit import Links, Result, Status
from service.audits.ids import new_id
from service.errors import AuditNotFound, StorageFailed, StorageFull
from service.storage.disk import one_by_one
from service.storage.files import audits
from service.storage.files.audits import FileAudits
from tests.service.storage.requests import DONE, a_request


@pytest.fixture
def store(tmp_path: Path) -> FileAudits:
    made = FileAudits(tmp_path)
    made.prepare()
    return made


def test_what_was_accepted_is_there_and_open(store: FileAudits) -> None:
    request = a_request(year=2023, select=("ARI", "SEC01"))
    store.accept(request, b"abc")
    assert store.request(request.id) == request
    assert store.upload(request.id) == b"abc"
    assert store.result(request.id) is None
    assert list(store.open_audits()) == [request.id]


def test_what_is_kept_is_nobody_elses_to_read(store: FileAudits, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    kept = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()}
    assert kept == dict.fromkeys((request.id, "submission", "result.json", "head.json"), 0o600)


def test_another_process_sees_the_same(store: FileAudits, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    other = FileAudits(tmp_path)
    assert other.request(request.id) == request
    assert other.result(request.id) == DONE
    assert list(other.open_audits()) == []


def test_open_audits_come_oldest_first(store: FileAudits) -> None:
    ids = sorted(new_id() for _ in range(5))
    for audit_id in reversed(ids):
        store.accept(a_request(id=audit_id), b"")
    assert list(store.open_audits()) == ids


def test_what_is_left_out_is_not_even_looked_at(store: FileAudits, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, running, ended, deleted = (a_request() for _ in range(4))
    for request in (waiting, running, ended, deleted):
        store.accept(request, b"")
    store.finish(ended.id, DONE)
    looked_at: list[str] = []
    there = audits._is_there
    monkeypatch.setattr(audits, "_is_there", lambda folder, name: looked_at.append(folder) or there(folder, name))
    assert store.unfinished({waiting.id}) == (sorted([running.id, deleted.id]), [ended.id])
    assert not any(waiting.id in folder for folder in looked_at)
    assert any(running.id in folder for folder in looked_at)


def test_the_first_result_stays(store: FileAudits) -> None:
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
    store = FileAudits(folder)
    store.prepare()
    request = a_request()
    store.accept(request, b"abc")
    start = threading.Barrier(runs)

    def run(number: int) -> bool:
        start.wait()
        return FileAudits(folder).finish(request.id, replace(DONE, ruleset=str(number)))

    with ThreadPoolExecutor(runs) as pool:
        won = list(pool.map(run, range(runs)))
    kept = store.result(request.id)
    assert won.count(True) == 1
    assert kept is not None
    assert kept.ruleset == str(won.index(True))


@pytest.mark.parametrize("audit_id", ["..", "../../etc", "x", "0" * 26])
def test_an_unknown_id_is_not_found(store: FileAudits, audit_id: str) -> None:
    for ask in (store.request, store.upload, store.result):
        with pytest.raises(AuditNotFound):
            ask(audit_id)


@pytest.mark.parametrize(
    ("number", "error"), [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EROFS, StorageFailed)]
)
@pytest.mark.parametrize("failing", range(1, 9))
def test_where_the_disk_fails_nothing_is_accepted_and_nothing_is_left(
    store: FileAudits,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: type[Exception],
    failing: int,
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


class Died(BaseException):
    """The process was killed here."""


@pytest.mark.parametrize("lives_for", range(5))
def test_a_process_that_dies_leaves_an_audit_whole_or_none(
    store: FileAudits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lives_for: int
) -> None:
    request, steps = a_request(), iter(range(lives_for))

    def dies(call):
        def stepped(*given, **named):
            if next(steps, None) is None:
                raise Died
            return call(*given, **named)

        return stepped

    with monkeypatch.context() as patched:
        for name in ("link", "fsync", "mkdir"):
            patched.setattr(os, name, dies(getattr(os, name)))
        with pytest.raises(Died):
            store.accept(request, b"abc")
    opened = FileAudits(tmp_path)
    if list(opened.open_audits()):
        assert (opened.request(request.id), opened.upload(request.id)) == (request, b"abc")
        assert lives_for > 0
        opened.delete(request.id)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def synced_before(calls: list[tuple[str, int]], name: str) -> set[int]:
    """The inodes that were synced before the first of these calls."""
    return {inode for call, inode in calls[: [call for call, _ in calls].index(name)] if call == "fsync"}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Each sync with its inode, and each link with that of its folder, in their order."""
    made: list[tuple[str, int]] = []
    link = os.link

    def linked(source: str, target: Path) -> None:
        link(source, target)
        made.append((target.name, target.parent.stat().st_ino))

    monkeypatch.setattr(os, "fsync", lambda descriptor: made.append(("fsync", os.fstat(descriptor).st_ino)))
    monkeypatch.setattr(os, "link", linked)
    return made


def test_an_audit_is_seen_in_its_place_once_what_was_submitted_is_durable(
    store: FileAudits, tmp_path: Path, calls: list[tuple[str, int]]
) -> None:
    request = a_request()
    store.accept(request, b"abc")
    accepted = tmp_path / "accepted"
    durable = {(accepted / request.id).stat().st_ino, accepted.stat().st_ino}
    assert durable <= synced_before(calls, "submission")
    assert len([call for call, _ in calls if call == "fsync"]) == len(durable), "each sync is waited for"


def test_a_result_is_seen_once_all_folders_above_it_are_durable(
    store: FileAudits, tmp_path: Path, calls: list[tuple[str, int]]
) -> None:
    request = a_request()
    store.accept(request, b"abc")
    (folder,) = tmp_path.glob(f"audits/*/{request.id}")
    calls.clear()
    store.finish(request.id, DONE)
    assert {folder.parent.stat().st_ino, folder.parent.parent.stat().st_ino} <= synced_before(calls, "result.json")
    store.mark_done(request.id)
    assert calls[-1] == ("fsync", folder.stat().st_ino), "what was submitted is about to lose its other name"


def after_a_power_cut(tmp_path: Path) -> FileAudits:
    """The store where nothing is left but what was synced."""
    shutil.rmtree(tmp_path / "audits")
    (tmp_path / "audits").mkdir()
    return FileAudits(tmp_path)


def test_after_a_power_cut_an_accepted_audit_is_found_by_its_client_at_once(store: FileAudits, tmp_path: Path) -> None:
    request = a_request(previous={"name": "x"})
    store.accept(request, b"abc", b"last year")
    opened = after_a_power_cut(tmp_path)
    assert opened.result(request.id) is None
    assert (opened.request(request.id), opened.upload(request.id), opened.previous(request.id)) == (
        request,
        b"abc",
        b"last year",
    )


def test_after_a_power_cut_accepted_audits_are_open(store: FileAudits, tmp_path: Path) -> None:
    requests = [a_request() for _ in range(3)]
    for request in requests:
        store.accept(request, b"abc")
    opened = after_a_power_cut(tmp_path)
    assert list(opened.open_audits()) == sorted(request.id for request in requests)
    opened.finish(requests[0].id, DONE)
    assert set(opened.all_audits()) == {request.id for request in requests}


@pytest.mark.parametrize("kept", [b"", b"\0" * 200, b"submission 1 00000000 1 1 -\nxx"])
def test_what_a_power_cut_tore_was_never_accepted(store: FileAudits, tmp_path: Path, kept: bytes) -> None:
    request = a_request()
    store.accept(request, b"abc")
    (tmp_path / "accepted" / request.id).unlink()
    (tmp_path / "accepted" / request.id).write_bytes(kept)
    opened = after_a_power_cut(tmp_path)
    assert list(opened.open_audits()) == []
    with pytest.raises(AuditNotFound):
        opened.request(request.id)
    assert list((tmp_path / "accepted").iterdir()) == []


def test_a_disk_that_fails_one_audit_keeps_no_other_from_being_found(
    store: FileAudits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = [a_request() for _ in range(2)]
    for request in requests:
        store.accept(request, b"abc")
    opened, link = after_a_power_cut(tmp_path), os.link

    def failing(source: Path, target: Path) -> None:
        if requests[0].id in str(target):
            raise OSError(errno.ENOSPC, "full")
        link(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", failing)
        assert list(opened.open_audits()) == [requests[1].id]
    assert list(opened.open_audits()) == sorted(request.id for request in requests)


def test_a_deletion_that_was_cut_short_is_ended(
    store: FileAudits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = a_request()
    store.accept(request, b"abc")

    def dies(*_: object) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(store._disk, "erase", dies)
        with pytest.raises(Died):
            store.delete(request.id)
    assert list(FileAudits(tmp_path).open_audits()) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_was_deleted_does_not_come_back(store: FileAudits, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    store.delete(request.id)
    opened = FileAudits(tmp_path)
    assert list(opened.open_audits()) == []
    with pytest.raises(AuditNotFound):
        opened.request(request.id)


def test_what_is_accepted_is_read_ended_done_and_erased_without_a_trace(store: FileAudits, tmp_path: Path) -> None:
    request = a_request(previous={"name": "x"})
    store.accept(request, b"abc", b"last year")
    assert (list(store.open_audits()), list(store.all_audits())) == ([request.id], [request.id])
    assert (store.request(request.id), store.upload(request.id)) == (request, b"abc")
    assert store.previous(request.id) == b"last year"
    store.finish(request.id, DONE)
    assert list(store.not_done()) == [request.id]
    store.mark_done(request.id)
    assert list(store.not_done()) == []
    store.delete(request.id)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_one_who_fails_to_accept_takes_nothing_from_one_with_the_same_key(
    store: FileAudits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = a_request(idempotency_key="k")
    store.accept(request, b"abc")

    def fsync(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(StorageFull):
        FileAudits(tmp_path).accept(request, b"abc")
    assert list(store.open_audits()) == [request.id]
    assert store.upload(request.id) == b"abc"


def test_too_many_open_files_are_told(store: FileAudits) -> None:
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
        FileAudits(tmp_path / "file").prepare()


def test_an_ended_audit_keeps_its_mark_until_it_is_done(store: FileAudits) -> None:
    request = a_request()
    store.accept(request, b"abc")
    assert (store.awaits(request.id), list(store.not_done())) == (True, [])
    store.finish(request.id, DONE)
    assert (store.awaits(request.id), list(store.not_done())) == (False, [request.id])
    assert list(store.open_audits()) == []
    store.mark_done(request.id)
    assert list(store.not_done()) == []


def test_the_head_of_a_result_is_the_result_without_what_is_long(store: FileAudits, tmp_path: Path) -> None:
    request, result = a_request(), replace(DONE, findings=({"rule": "ARI01"},), text={"title": "x"}, pages=3)
    store.accept(request, b"abc")
    assert store.head(request.id) is None
    store.finish(request.id, result)
    assert store.head(request.id) == replace(result, findings=(), text={})
    next(tmp_path.glob("audits/*/*/head.json")).unlink()
    assert FileAudits(tmp_path).head(request.id) == replace(result, findings=(), text={})


@pytest.mark.parametrize("torn", [b"", b"\0" * 100, b'{"status":"succ'], ids=["empty", "zeros", "short"])
def test_what_is_torn_is_told_and_the_head_then_taken_from_the_result(
    store: FileAudits, tmp_path: Path, torn: bytes
) -> None:
    request = a_request()
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    folder = tmp_path / "audits" / request.id[-2:] / request.id
    (folder / "head.json").write_bytes(torn)
    assert store.head(request.id) == DONE
    for name in ("result.json", "submission"):
        (folder / name).write_bytes(torn)
    another = FileAudits(tmp_path)
    for read in (another.head, another.result, another.request, another.upload):
        with pytest.raises(StorageFailed):
            read(request.id)


def test_nothing_is_left_of_what_is_deleted(store: FileAudits, tmp_path: Path) -> None:
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


def test_of_what_has_expired_only_its_owner_is_known(store: FileAudits, tmp_path: Path) -> None:
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


def test_who_accepts_the_same_audit_again_changes_nothing(store: FileAudits) -> None:
    request = a_request()
    store.accept(request, b"abc")
    store.accept(replace(request, label="other"), b"other")
    assert (store.request(request.id), store.upload(request.id)) == (request, b"abc")


def test_all_audits_are_those_that_were_accepted(store: FileAudits) -> None:
    ids = {new_id() for _ in range(20)}
    for audit_id in ids:
        store.accept(a_request(id=audit_id), b"")
    assert set(store.all_audits()) == ids


def test_only_what_is_left_over_is_swept_away(store: FileAudits, tmp_path: Path) -> None:
    old, young = tmp_path / "partial" / "old", tmp_path / "partial" / "young"
    (old / "deep").mkdir(parents=True)
    young.write_bytes(b"x")
    os.utime(old, times=(time.time() - audits.LEFT_OVER - 1,) * 2)
    store.sweep()
    assert [path.name for path in (tmp_path / "partial").iterdir()] == ["young"]


def test_a_machine_whose_clock_is_ahead_sweeps_away_nothing_that_another_writes(
    store: FileAudits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    young, later = tmp_path / "partial" / "young", time.time() + 2 * audits.LEFT_OVER
    young.write_bytes(b"x")
    monkeypatch.setattr(time, "time", lambda: later)
    store.sweep()
    assert young.exists()


def test_half_written_objects_do_not_count(store: FileAudits, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    (tmp_path / "partial" / "result.json123").write_bytes(b"{")
    assert store.result(request.id) is None


def test_records_of_other_versions_are_read(store: FileAudits, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    folder = next(tmp_path.glob(f"audits/*/{request.id}"))
    (folder / "result.json").write_bytes(
        b'{"status":"succeeded","finished_at":"x","verdict":"pass","of_the_future":[1]}'
    )
    assert store.result(request.id) == Result(Status.SUCCEEDED, finished_at="x", verdict="pass")


def test_what_was_fetched_stands_for_what_was_accepted_and_the_first_stays(store: FileAudits) -> None:
    asked = a_request(url="http://a.example.org/", size=0, media_type="", sha256="")
    store.accept(asked, b"")
    assert store.awaits_fetch(asked.id)
    page, file = (replace(asked, name=name, sha256="0" * 64) for name in ("page", "file"))
    store.keep_fetched(page, b"page", None, [b"beside"])
    store.keep_fetched(file, b"file")
    assert (store.request(asked.id), store.upload(asked.id)) == (page, b"page")
    assert store.attachments(asked.id) == [b"beside"]
    assert not store.awaits_fetch(asked.id)
    links = Links(("http://a.example.org/b.pdf",), take_place=True)
    store.follow(asked.id, links)
    store.follow(asked.id, Links((), take_place=False))
    assert store.links(asked.id) == links
    assert store.awaits_fetch(asked.id)
    store.keep_fetched(file, b"file")
    store.keep_fetched(page, b"page")
    assert (store.request(asked.id), store.upload(asked.id)) == (file, b"file")
    assert not store.awaits_fetch(asked.id)


def test_nothing_is_kept_of_what_is_fetched_for_a_deleted_audit(store: FileAudits) -> None:
    asked = a_request(url="http://a.example.org/", sha256="")
    store.accept(asked, b"")
    store.delete(asked.id)
    with pytest.raises(AuditNotFound):
        store.keep_fetched(asked, b"abc")
    with pytest.raises(AuditNotFound):
        store.follow(asked.id, Links((), take_place=False))
    assert store.links(asked.id) is None


def test_an_audit_is_synced_five_times(tmp_path: Path) -> None:
    """Its submission and result, each with its folder, and the folder of its own."""
    synced: list[int] = []

    def count(descriptors: Sequence[int]) -> None:
        synced.extend(descriptors)
        one_by_one(descriptors)

    store = FileAudits(tmp_path, count)
    store.prepare()
    counts = []
    for audit_id in (new_id() for _ in range(3)):
        request = a_request(id=f"{audit_id[:-2]}7Q")
        synced.clear()
        store.accept(request, b"abc")
        store.finish(request.id, DONE)
        store.mark_done(request.id)
        counts.append(len(synced))
    assert counts == [6, 5, 5], "the first in a folder of folders has that synced, too"


def test_one_that_another_process_finished_is_synced_before_it_is_done(store: FileAudits, tmp_path: Path) -> None:
    request = a_request()
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    synced: list[int] = []
    FileAudits(tmp_path, synced.extend).mark_done(request.id)
    assert len(synced) == 1
