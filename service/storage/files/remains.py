"""What remains of audits and batches that are gone.

expired/7Q/01J…7Q   the client's name, for a client gets 410 for its own and 404 for others'; expired-batches/ of batches
quarantine/01J…7Q   the upload of a report that broke a limit or its process
deletions/01J…7Q    what is being erased together, as JSON, until all of it is
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from service.storage import records
from service.storage.disk import Disk, make_folder, translate_disk_errors
from service.storage.port import Deletion


class Expired:
    """One such folder. Each call raises OSError where the disk fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def note(self, id: str, client: str) -> None:
        """Keep whose it was."""
        make_folder(self._path(id).parent)
        self._path(id).write_text(client)

    def client_of(self, id: str) -> str | None:
        """Whose it was; None where nothing of that id has expired, or not for long."""
        try:
            return self._path(id).read_text()
        except FileNotFoundError:
            return None

    def forget(self, before: float) -> None:
        """Let go of what expired before a moment of the disk's clock (POSIX seconds)."""
        for path in self.folder.glob("*/*"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)

    def _path(self, id: str) -> Path:
        return self.folder / id[-2:] / id


class FileDeletions:
    """A Deletions."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._disk = folder / "deletions", Disk(folder / "partial")

    def add(self, deletion: Deletion) -> None:
        with translate_disk_errors():
            make_folder(self._folder)
            self._disk.create(self._folder / deletion.id, records.encode(deletion))

    def begun_before(self, moment: float) -> Iterator[Deletion]:
        with translate_disk_errors():
            for path in sorted(self._folder.glob("*")):
                with suppress(FileNotFoundError):
                    if path.stat().st_mtime < moment + self._disk.ahead():
                        yield records.decode(Deletion, path.read_bytes())

    def remove(self, id: str) -> None:
        with translate_disk_errors():
            (self._folder / id).unlink(missing_ok=True)


class FileQuarantine:
    """A Quarantine."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._disk = folder / "quarantine", Disk(folder / "partial")

    def keep(self, audit_id: str, upload: bytes) -> None:
        with translate_disk_errors():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._disk.create(self._folder / audit_id, upload)

    def forget_old(self, before: float) -> None:
        before += self._disk.ahead()
        with translate_disk_errors():
            for path in self._folder.glob("*"):
                if path.lstat().st_ctime < before:
                    path.unlink(missing_ok=True)


class FileRemains:
    """A Remains."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._disk = folder, Disk(folder / "partial")

    def names(self, kind: str) -> Iterator[str]:
        with translate_disk_errors():
            yield from (path.name for path in self._folder.glob(f"{kind}/**/*") if path.is_file())

    def read(self, kind: str, name: str) -> bytes | None:
        with translate_disk_errors(), suppress(FileNotFoundError):
            return self._path(kind, name).read_bytes()
        return None

    def keep(self, kind: str, name: str, kept: bytes) -> None:
        path = self._path(kind, name)
        with translate_disk_errors():
            make_folder(path.parent)
            self._disk.create(path, kept)

    def forget(self, kind: str, name: str) -> None:
        with translate_disk_errors():
            self._path(kind, name).unlink(missing_ok=True)

    def _path(self, kind: str, name: str) -> Path:
        return self._folder / kind / _shard(kind, name) / name


def _shard(kind: str, name: str) -> str:
    """The folder in that of a kind that one of a name is in: ids are told apart by their ends, digests by their beginnings."""
    if kind == "quarantine":
        return ""
    return name[:2] if kind == "idempotency-keys" else name[-2:]
