import hashlib
from pathlib import Path

import pytest

from service.errors import StorageFailed, TooManyUploads
from service.storage.spool import IN_MEMORY, Spools, pieces, size


def kept(folder: Path) -> list[Path]:
    return [*folder.glob("partial/*")]


def test_what_is_small_is_in_memory_and_what_is_large_in_a_file_until_it_is_let_go(tmp_path: Path) -> None:
    spool = Spools(tmp_path, 10**9).new()
    growing = spool.begin()
    growing.write(b"x" * IN_MEMORY)
    assert growing.done().path is None
    growing.write(b"y" * 10)
    file = growing.done()
    assert kept(tmp_path) == [file.path]
    assert file.path.read_bytes() == file.data == b"x" * IN_MEMORY + b"y" * 10
    assert file.path.stat().st_mode & 0o077 == 0
    spool.close()
    assert kept(tmp_path) == []


@pytest.mark.parametrize("length", [1, IN_MEMORY, 3_000_000])
def test_files_of_one_request_lie_behind_each_other(tmp_path: Path, length: int) -> None:
    spool = Spools(tmp_path, 10**9).new()
    files = []
    for number in range(3):
        growing = spool.begin()
        growing.write(bytes([number]) * length)
        files.append(growing.done())
    for number, file in enumerate(files):
        data = bytes([number]) * length
        assert (file.data, b"".join(pieces(file)), file.size, size(data)) == (data, data, length, length)
        assert file.sha256 == hashlib.sha256(data).hexdigest()
        assert bytes(file.view[:10]) == data[:10]
        assert file.path is None


def test_all_that_arrives_is_within_the_budget(tmp_path: Path) -> None:
    spools = Spools(tmp_path, 100)
    first, second = spools.new(), spools.new()
    first.write(b"x" * 60)
    second.write(b"x" * 40)
    with pytest.raises(TooManyUploads):
        second.write(b"x")
    with pytest.raises(TooManyUploads):
        spools.check(1)
    first.close()
    second.write(b"x" * 60)


def test_a_disk_that_fails_is_told(tmp_path: Path) -> None:
    def failing(descriptor: int, data: bytes, place: int) -> None:
        raise OSError

    with pytest.raises(StorageFailed):
        Spools(tmp_path, 10**9, failing).new().write(b"x" * (IN_MEMORY + 1))
