"""Whose audits or batches they were that are kept no longer, so that their clients are told 410 and others 404.

expired/7Q/01J…7Q   the client's name
"""

from pathlib import Path

from service.storage.disk import make_folder


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
        """Let go of what expired before a moment (POSIX seconds)."""
        for path in self.folder.glob("*/*"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)

    def _path(self, id: str) -> Path:
        return self.folder / id[-2:] / id
