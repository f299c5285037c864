import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from service.errors import StorageFailed, StorageFull
from service.storage.disk import RESULT_BYTES, Room

GIB = 1024**3


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A disk of 100 GiB with one block of 1 byte each, and half of it free."""
    found = SimpleNamespace(f_frsize=1, f_blocks=100 * GIB, f_bavail=50 * GIB, f_files=10**6, f_favail=10**6)
    monkeypatch.setattr(os, "statvfs", lambda _: found)
    monkeypatch.setattr("service.storage.disk._FRESH", 0)
    return found


def test_the_reserve_is_kept_for_results(disk: SimpleNamespace) -> None:
    kept = Room(Path(), GIB)
    disk.f_bavail = GIB + 3 * RESULT_BYTES
    assert kept.results() == 3
    assert kept.results(RESULT_BYTES + 1) == 1
    with pytest.raises(StorageFull):
        kept.results(3 * RESULT_BYTES)
    disk.f_bavail = GIB
    with pytest.raises(StorageFull):
        kept.results()


def test_of_a_small_disk_a_tenth_is_reserved(disk: SimpleNamespace) -> None:
    disk.f_blocks, disk.f_bavail = GIB, GIB // 10 + RESULT_BYTES
    assert Room(Path(), GIB).results() == 1


def test_files_run_out_too(disk: SimpleNamespace) -> None:
    disk.f_favail = 10_000 + 8
    assert Room(Path(), GIB).results() == 2
    disk.f_favail = 10_000
    with pytest.raises(StorageFull):
        Room(Path(), GIB).results()
    disk.f_files = disk.f_favail = 0
    assert Room(Path(), GIB).results() > 2, "a file system that counts no files"


def test_the_disk_is_not_asked_each_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked, statvfs = [], os.statvfs
    monkeypatch.setattr(os, "statvfs", lambda path: (asked.append(path), statvfs(path))[1])
    monkeypatch.setattr("service.storage.disk._FRESH", 60)
    kept = Room(tmp_path, 0)
    assert {kept.results() > 0 for _ in range(100)} == {True}
    assert len(asked) == 1


def test_a_disk_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        Room(tmp_path / "nothing", 0).results()
