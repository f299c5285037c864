"""What was accepted and is not done, in one folder: the only one that is written before a client is answered.

    accepted/01J…7Q           what was submitted, until the audit's end was finalized
    accepted/01J…7Q.deleted   the same of one that is being deleted

An audit is accepted once its file is here, whole and synced with this folder. Its place in a folder of its own is
another name of the same file, which need not be durable: where a power cut took it, the audit is given it again.
"""

import os
from collections.abc import Iterable, Set
from contextlib import suppress
from pathlib import Path

from service.audits.ids import is_id
from service.storage.disk import Disk
from service.storage.files import submissions

_DELETED = ".deleted"


class AcceptedFolder:
    """The folder of them. Each call raises OSError where the disk fails."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self.folder, self._disk = folder / "accepted", disk

    def add(self, audit_id: str, submission: Iterable[bytes]) -> None:
        """Keep a submission; the first of an audit stays. It is durable when this returns."""
        self._disk.place(self.folder / audit_id, submission)

    def link(self, audit_id: str, place: Path) -> bool:
        """Link a submission into its audit's folder; False where there is none, for it was deleted."""
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self.folder / audit_id, place)
        except FileExistsError:
            return True
        except FileNotFoundError:
            if place.exists():
                return True
            with suppress(OSError):
                place.parent.rmdir()
            return False
        return True

    def restore(self, audit_id: str, place: Path) -> bool:
        """Link one again that a power cut took from there, or that never came there because its process died.

        A torn one was never accepted, and is let go.
        """
        kept = self.folder / audit_id
        try:
            if not submissions.is_whole(kept):
                kept.rename(self._disk.partial / f"{audit_id}.torn")
                return False
            self._disk.sync(kept, self.folder)
        except FileNotFoundError:
            return False
        return self.link(audit_id, place)

    def all(self, but: Set[str]) -> tuple[list[str], list[str]]:
        """The ids of all audits that are not done but some, oldest first, and of those that are marked as to be deleted."""
        names = self._names().difference(but)
        deleted = [name.removesuffix(_DELETED) for name in names if name.endswith(_DELETED)]
        return sorted(filter(is_id, names)), deleted

    def mark_done(self, audit_id: str) -> None:
        """Remove an audit's submission from here; in its audit's folder it stays."""
        (self.folder / audit_id).unlink(missing_ok=True)

    def mark_deleted(self, audit_id: str) -> None:
        """Mark an audit as to be deleted, durably."""
        with suppress(FileNotFoundError):
            (self.folder / audit_id).rename(self.folder / f"{audit_id}{_DELETED}")
            self._disk.sync(self.folder)

    def forget(self, audit_id: str) -> None:
        """Remove an audit that was deleted, and its mark."""
        self.mark_done(audit_id)
        (self.folder / f"{audit_id}{_DELETED}").unlink(missing_ok=True)

    def _names(self) -> set[str]:
        try:
            return set(os.listdir(self.folder))  # noqa: PTH208, a hundred thousand are no paths
        except FileNotFoundError:
            return set()
