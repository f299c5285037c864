"""Reports that broke a limit or their process, set aside for the operator where a setting says so.

quarantine/01J…7Q   the upload, which stays when the audit is deleted
"""

from pathlib import Path

from service.storage.disk import Disk, translate_disk_errors


class Quarantine:
    """Each call raises StorageFull or StorageFailed where the disk fails."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._disk = folder / "quarantine", Disk(folder / "partial")

    def keep(self, audit_id: str, upload: bytes) -> None:
        """Keep the upload of an audit; one that is kept already is no error."""
        with translate_disk_errors():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._disk.create(self._folder / audit_id, upload)

    def forget_old(self, before: float) -> None:
        """Erase what was set aside before a moment (POSIX seconds)."""
        with translate_disk_errors():
            for path in self._folder.glob("*"):
                if path.lstat().st_ctime < before:
                    path.unlink(missing_ok=True)
