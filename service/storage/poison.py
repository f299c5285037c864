"""Reports that broke a limit or their process, set aside for the operator where a setting says so.

poison/01J…7Q   another name of the upload, which stays when the audit is deleted
"""

import os
from pathlib import Path

from service.storage.disk import sync, told


class Poison:
    """Each call raises StorageFull or StorageFailed where the disk fails."""

    def __init__(self, folder: Path) -> None:
        self._audits, self._poison = folder / "audits", folder / "poison"

    def keep(self, audit_id: str) -> None:
        """Keep the upload of an audit; one that is kept or gone already is no error."""
        with told():
            self._poison.mkdir(mode=0o700, exist_ok=True)
            try:
                os.link(self._audits / audit_id[-2:] / audit_id / "upload", self._poison / audit_id)
            except (FileExistsError, FileNotFoundError):
                return
            sync(self._poison)

    def forget_old(self, before: float) -> None:
        """Erase what was set aside before a moment (POSIX seconds)."""
        with told():
            for path in self._poison.glob("*"):
                if path.lstat().st_ctime < before:
                    path.unlink(missing_ok=True)
