"""Idempotency keys: which audit or batch a client's key stands for, so that what is sent twice is audited once.

    idempotency-keys/7f/7f03…    the id and a digest of what was sent, as JSON; named by a digest of client and key

Whoever reserves a key first gives it its audit. One who reserves it again at the same time accepts the same audit with
the same content, which is kept once; so nobody has to wait for anybody.
"""

import hashlib
from pathlib import Path

from service.storage import records
from service.storage.disk import Disk, Syncs, one_by_one, translate_disk_errors
from service.storage.port import KEY_SECONDS, Reservation


class FileIdempotencyKeys:
    """An IdempotencyKeys."""

    def __init__(self, folder: Path, syncs: Syncs = one_by_one) -> None:
        self._keys = folder / "idempotency-keys"
        self._disk = Disk(folder / "partial", syncs)

    def reserve(self, client: str, key: str, wanted: Reservation) -> Reservation:
        path = self._path(client, key)
        with translate_disk_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            while not self._disk.place(path, [records.encode(wanted)], self._keys, self._keys.parent):
                try:
                    if self._disk.now() - path.stat().st_mtime < KEY_SECONDS:
                        return records.decode(Reservation, path.read_bytes())
                    path.unlink(missing_ok=True)
                except ValueError:  # torn by a power cut, and never answered
                    path.unlink(missing_ok=True)
                except FileNotFoundError:
                    continue
        return wanted

    def release(self, client: str, *keys: str) -> None:
        with translate_disk_errors():
            for key in keys:
                self._path(client, key).unlink(missing_ok=True)

    def forget_old(self) -> None:
        with translate_disk_errors():
            for path in self._keys.glob("*/*"):
                if self._disk.now() - path.stat().st_mtime >= KEY_SECONDS:
                    path.unlink(missing_ok=True)

    def _path(self, client: str, key: str) -> Path:
        name = hashlib.sha256(f"{client}\n{key}".encode()).hexdigest()
        return self._keys / name[:2] / name
