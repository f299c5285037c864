"""Idempotency keys: which audit a client's key stands for, so that what is sent twice is audited once.

    claims/7f/7f03…    the audit and a digest of what was sent, as JSON; named by a digest of client and key

Whoever claims a key first gives it its audit. One who claims it again at the same time accepts the same audit with
the same content, which is kept once; so nobody has to wait for anybody.
"""

import hashlib
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from service.storage.disk import Disk, Syncs, one_by_one, told

KEPT = 86_400.0
"""Seconds for which a key stands for its audit."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The audit that a key stands for, and the digest of what was sent with it."""

    audit_id: str
    submission: str


class Claims:
    """The keys of all clients. Each call raises StorageFailed where the disk fails."""

    def __init__(self, folder: Path, syncs: Syncs = one_by_one) -> None:
        self._claims = folder / "claims"
        self._disk = Disk(folder / "partial", syncs)

    def make(self, client: str, key: str, claim: Claim) -> Claim:
        """Have a key stand for an audit; the claim that holds, which is an earlier one if there is one."""
        path = self._path(client, key)
        with told():
            path.parent.mkdir(parents=True, exist_ok=True)
            while not self._disk.place(path, [json.dumps(asdict(claim)).encode()], self._claims, self._claims.parent):
                try:
                    if time.time() - path.stat().st_mtime < KEPT:
                        return Claim(**json.loads(path.read_bytes()))
                    path.unlink(missing_ok=True)
                except ValueError:  # torn by a power cut, and never answered
                    path.unlink(missing_ok=True)
                except FileNotFoundError:
                    continue
        return claim

    def give_up(self, client: str, key: str) -> None:
        """Have a key stand for nothing."""
        with told():
            self._path(client, key).unlink(missing_ok=True)

    def forget_old(self) -> None:
        """Erase what no longer holds."""
        with told():
            for path in self._claims.glob("*/*"):
                if time.time() - path.stat().st_mtime >= KEPT:
                    path.unlink(missing_ok=True)

    def _path(self, client: str, key: str) -> Path:
        name = hashlib.sha256(f"{client}\n{key}".encode()).hexdigest()
        return self._claims / name[:2] / name
