"""Calls to others on disk.

callbacks/01J…7Q                     an empty mark for each audit whose callback is still to be tried; the time of its
last change is when the next try is due, by the disk's clock, for it may be scheduled by one machine and tried by another
audits/7Q/01J…7Q/deliveries/0001     the outcome of a try, as JSON; gone with the audit: see `additions`

Those of batches are in batch-callbacks/ and batches/, pings in ping-callbacks/ and pings/; what is to be fetched for audits is in
fetches/, the tries beside the deliveries.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from service.audits.delivery import Delivery, Ping
from service.audits.ids import is_id
from service.errors import PingNotFound
from service.storage import records
from service.storage.disk import Disk, translate_disk_errors
from service.storage.files.additions import FileAdditions
from service.storage.port import PINGS

_TRIES = {
    "callbacks": ("audits", "deliveries"),
    "batch-callbacks": ("batches", "deliveries"),
    "ping-callbacks": ("pings", "deliveries"),
    "fetches": ("audits", "fetches"),
}
"""Whose they are by the folder of their marks, and the folder of the tries there."""


class FileCalls:
    """A CallQueue."""

    def __init__(
        self, folder: Path, marks: Literal["callbacks", "batch-callbacks", "ping-callbacks", "fetches"]
    ) -> None:
        self._marks, self._tries = folder / marks, FileAdditions(folder, *_TRIES[marks], Delivery)
        self._disk = Disk(folder / "partial")

    def schedule(self, id: str, at: float | None = None) -> None:
        delay = 0.0 if at is None else at - time.time()
        with translate_disk_errors():
            self._marks.mkdir(parents=True, exist_ok=True)
            mark = self._marks / id
            mark.touch()
            if delay:
                due = mark.stat().st_mtime + delay
                os.utime(mark, (due, due))

    def remove(self, *ids: str) -> None:
        with translate_disk_errors():
            for id in ids:
                (self._marks / id).unlink(missing_ok=True)

    def scheduled(self) -> list[tuple[float, str]]:
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
                    found.append((self._due(mark, now), entry.name))
        return sorted(found)

    def _due(self, mark: os.stat_result, now: float) -> float:
        """When that of a mark is due. It was noted at the time of its last change of any kind, which nobody can set."""
        if mark.st_ctime > self._disk.now() + 1:
            return now
        due = mark.st_mtime - self._disk.ahead()
        return due if mark.st_mtime > mark.st_ctime else min(due, now)

    def record(self, id: str, delivery: Delivery) -> None:
        self._tries.add(id, delivery)

    def tries(self, id: str) -> Sequence[Delivery]:
        return self._tries.all(id)


class FilePings:
    """A PingStore. Nobody counts on a ping once it was seen, so none is synced."""

    def __init__(self, folder: Path, callbacks: FileCalls) -> None:
        self._pings, self._callbacks = folder / "pings", callbacks
        self._disk = Disk(folder / "partial", lambda _: None)

    def accept(self, ping: Ping) -> None:
        with translate_disk_errors():
            kept = sorted(self._pings.glob("*/*"), key=lambda folder: folder.name)
            for oldest in kept[: max(0, len(kept) - PINGS + 1)]:
                self._callbacks.remove(oldest.name)
                self._disk.erase(oldest)
            folder = self._folder(ping.id)
            folder.mkdir(parents=True)
            self._disk.create(folder / "request.json", records.encode(ping))

    def request(self, id: str) -> Ping:
        with translate_disk_errors():
            try:
                return records.decode(Ping, (self._folder(id) / "request.json").read_bytes())
            except FileNotFoundError:
                raise PingNotFound(id=id) from None

    def _folder(self, id: str) -> Path:
        if not is_id(id):
            raise PingNotFound(id=id)
        return self._pings / id[-2:] / id
