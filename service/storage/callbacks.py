"""The queues of callbacks, on disk: whom to tell of an audit's or a batch's end, and what became of each try.

callbacks/01J…7Q                     an empty mark for each audit of which a client is still to be told; the time
of its last change is when the next try is due
audits/7Q/01J…7Q/deliveries/0001     what became of a try, as JSON; gone with the audit

Those of batches are in batch-callbacks/ and batches/.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from service.errors import AuditNotFound
from service.storage.disk import Disk, translate_disk_errors
from service.storage.ids import is_id

AUDITS, BATCHES = "audits", "batches"
"""What callbacks tell of."""
_MARKS = {AUDITS: "callbacks", BATCHES: "batch-callbacks"}


def is_allowed(url: str, hosts: Sequence[str]) -> bool:
    """Whether callbacks may go to an address: https, at its usual port, of a host that is named or below `*.host`."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    plain = parts.scheme == "https" and port in (None, 443) and parts.username is None and parts.password is None
    fits = any(host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in hosts)
    return plain and fits and url.isascii() and url.isprintable() and " " not in url


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try to tell a client. `outcome` is delivered, failed, or ended, after which no more tries follow.

    `status` is the receiver's HTTP status, None where it didn't answer; `reason` then is a word for why.
    """

    at: str
    outcome: str
    status: int | None = None
    reason: str | None = None
    seconds: float = 0.0
    next_at: str | None = None


class Callbacks:
    """Who is to be told of one kind of ends, when, and how it went. Each call raises StorageFailed where the disk fails."""

    def __init__(self, folder: Path, kind: str = AUDITS) -> None:
        self._marks, self._owners = folder / _MARKS[kind], folder / kind
        self._disk = Disk(folder / "partial")

    def due(self, audit_id: str, at: float | None = None) -> None:
        """Have a client told at a moment (POSIX seconds), now if none is given."""
        moment = time.time() if at is None else at
        with translate_disk_errors():
            self._marks.mkdir(parents=True, exist_ok=True)
            mark = self._marks / audit_id
            mark.touch()
            os.utime(mark, (moment, moment))

    def done(self, audit_id: str) -> None:
        """Have a client told no more."""
        with translate_disk_errors():
            (self._marks / audit_id).unlink(missing_ok=True)

    def waiting(self) -> list[tuple[float, str]]:
        """All audits of which a client is to be told, by when; at once where the clock was set back since that was noted."""
        with translate_disk_errors():
            if not self._marks.exists():
                return []
            now, found = time.time(), []
            for entry in os.scandir(self._marks):
                if is_id(entry.name):
                    try:
                        mark = entry.stat()
                    except FileNotFoundError:
                        continue
                    found.append((mark.st_mtime if mark.st_ctime < now + 1 else now, entry.name))
        return sorted(found)

    def note(self, audit_id: str, delivery: Delivery) -> None:
        """Keep what became of a try. Raises AuditNotFound where the audit was deleted meanwhile."""
        folder = self._folder(audit_id)
        with translate_disk_errors():
            try:
                folder.mkdir(exist_ok=True)
                data = json.dumps(asdict(delivery)).encode()
                number = len(list(folder.iterdir())) + 1
                while not self._disk.create(folder / f"{number:04}", data):
                    number += 1
            except FileNotFoundError:
                raise AuditNotFound(id=audit_id) from None

    def of(self, audit_id: str) -> list[Delivery]:
        """All tries so far, the first one first."""
        with translate_disk_errors():
            try:
                kept = sorted(self._folder(audit_id).iterdir())
                return [Delivery(**json.loads(path.read_bytes())) for path in kept]
            except FileNotFoundError:
                return []

    def _folder(self, audit_id: str) -> Path:
        return self._owners / audit_id[-2:] / audit_id / "deliveries"
