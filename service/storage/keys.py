"""API keys: who may call, and for what. Kept as digests; a key itself is shown once, when it is made.

    keys/                a key is needed as soon as there is this folder, whatever is in it
    keys/1f2e3d4c.json   a key's client, scopes, digest and end; the time of its last change is that of its last use
    keys/made            there has been a key, so `ensure` makes none
    webhook-secret       what the secrets that sign callbacks are derived from, a client

A key reads `ra_ID_SECRET`. Keys of one name are one client, so that a key can be replaced by another without losing
sight of the client's audits. To revoke the last key opens nothing; only `reset` does.
"""

import base64
import fcntl
import hashlib
import hmac
import logging
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.errors import KeyExpired, KeysUnreadable
from service.storage.disk import Disk, sync, translate_disk_errors
from service.storage.key_records import ANYONE, Key, Scope, decoded, encoded, rfc3339

__all__ = ["ANYONE", "Key", "Keys", "Scope", "WrongName", "shown_secret"]

_SHAPE = re.compile(r"ra_([0-9a-f]{8})_[A-Za-z0-9_-]{43}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_NOTED_EVERY = 60.0
"""Seconds between two notes of a key's use, and between two of a file that can't be read."""
_CLOCK_STEP = 1.0
"""Seconds within which two changes of the folder may have the same time."""
_READ_EVERY = 2.0
"""Seconds after which all files are read again, for one that was changed in its place doesn't change the folder."""

log = logging.getLogger(__name__)


class WrongName(ValueError):
    """A key's name is no fit one."""


class Keys:
    """The keys of a folder: that of the data, or one of their own (AUDIT_SECRETS_DIR).

    Each call raises StorageFailed where the disk fails.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._secret = folder / "keys", folder / "webhook-secret"
        self._disk = Disk(folder / "partial")
        self._read: tuple[int, float, dict[str, Key]] | None = None
        self._noted = float("-inf")

    def add(self, name: str, scopes: tuple[Scope, ...], days: int | None = None) -> str:
        """Make a key, for so many days where they are given, and give it. Raises WrongName."""
        if not _NAME.fullmatch(name):
            raise WrongName(name)
        return self._make(name, scopes, days)

    def adopt(self, scopes: tuple[Scope, ...], days: int | None = None) -> str:
        """Make a key of the client without a name, who sent what came while no key was needed."""
        return self._make(ANYONE.client, scopes, days)

    def ensure(self, name: str, scopes: tuple[Scope, ...]) -> str | None:
        """Make the first key, if there has never been any; None where there has. Raises WrongName.

        Where several processes ask at once, one of them makes it.
        """
        with translate_disk_errors(), self._locked():
            if (self._folder / "made").exists() or any(self._folder.glob("*.json")):
                return None
            return self.add(name, scopes)

    def reset(self) -> None:
        """Forget all keys for good, so that none is needed until the next is made."""
        with translate_disk_errors():
            self._disk.partial.mkdir(parents=True, exist_ok=True)
            self._disk.erase(self._folder)

    def all(self) -> list[Key]:
        """All keys, the first made first. Raises KeysUnreadable."""
        return sorted(self._load().values(), key=lambda key: (key.created_at, key.id))

    def revoke(self, id: str) -> bool:
        """Have a key open nothing from now on; False where there is none of that id."""
        if not re.fullmatch(r"[0-9a-f]{8}", id, re.ASCII):
            return False
        with translate_disk_errors():
            try:
                (self._folder / f"{id}.json").unlink()
            except FileNotFoundError:
                return False
        self._mark()
        return True

    def are_required(self) -> bool:
        """Whether a key is needed: from the first one on, also when none of them is left."""
        with translate_disk_errors():
            try:
                self._folder.stat()
            except FileNotFoundError:
                return False
        return True

    def check(self) -> None:
        """Return if all keys can be read. Raises KeysUnreadable."""
        self._known()

    def find(self, given: str) -> Key | None:
        """The key that this is, and note its use; None where it is none of ours. It takes as long for any other.

        Raises KeyExpired where it was one of ours, KeysUnreadable.
        """
        shape = _SHAPE.fullmatch(given)
        key = self._known().get(shape[1] if shape else "")
        fits = hmac.compare_digest(key.digest if key else _digest(""), _digest(given))
        if not key or not fits:
            return None
        if key.has_expired(datetime.now(UTC)):
            raise KeyExpired(id=key.id, expired_at=key.expires_at)
        with suppress(OSError):
            path = self._folder / f"{key.id}.json"
            now = time.time()
            if now - path.stat().st_mtime > _NOTED_EVERY:
                os.utime(path, (now, now))
                log.info("key %s of %s is used", key.id, key.client or "nobody by name")
        return key

    def signing_secret(self, client: str) -> bytes:
        """What callbacks to a client are signed with."""
        with translate_disk_errors():
            if not self._secret.exists():
                self._disk.partial.mkdir(parents=True, exist_ok=True)
                self._disk.create(self._secret, secrets.token_hex(32).encode())
            return hmac.digest(bytes.fromhex(self._secret.read_text()), client.encode(), "sha256")

    def _make(self, client: str, scopes: tuple[Scope, ...], days: int | None) -> str:
        now = datetime.now(UTC)
        expires_at = None if days is None else rfc3339(now + timedelta(days=days))
        with translate_disk_errors():
            self._make_folder()
            while True:
                id = secrets.token_hex(4)
                key = f"ra_{id}_{secrets.token_urlsafe(32)}"
                kept = Key(id, client, scopes, _digest(key), rfc3339(now), expires_at=expires_at)
                path = self._folder / f"{id}.json"
                if self._disk.create(path, encoded(kept)):
                    os.utime(path, (0, 0))
                    self._mark()
                    return key

    def _mark(self) -> None:
        """Note that there has been a key. Where the disk refuses, the keys themselves tell it as long as there are any."""
        made = self._folder / "made"
        with suppress(OSError):
            if not made.exists():
                self._disk.create(made, b"")

    def _make_folder(self) -> None:
        """Make the folder, known for good: from now on a key is needed."""
        self._disk.partial.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        sync(self._folder.parent)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes from making the first key meanwhile."""
        self._make_folder()
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _known(self) -> dict[str, Key]:
        """The keys, read again when a file was added to the folder or taken away, and now and then."""
        with translate_disk_errors():
            try:
                changed = self._folder.stat().st_mtime_ns
            except FileNotFoundError:
                return {}
        now = time.monotonic()
        if self._read and self._read[0] == changed and now - self._read[1] < _READ_EVERY:
            return self._read[2]
        known = self._load()
        if time.time_ns() - changed > _CLOCK_STEP * 1e9:
            self._read = changed, now, known
        return known

    def _load(self) -> dict[str, Key]:
        with translate_disk_errors():
            found = [self._decoded(path) for path in self._folder.glob("*.json")]
        return {key.id: key for key in found if key}

    def _decoded(self, path: Path) -> Key | None:
        try:
            return decoded(path.stem, path.read_bytes(), path.stat().st_mtime or None)
        except FileNotFoundError:
            return None
        except (PermissionError, IsADirectoryError, ValueError) as error:
            if time.monotonic() - self._noted > _NOTED_EVERY:
                self._noted = time.monotonic()
                log.error("no key is taken, for the file keys/%s can't be read: %s", path.name, error)
            raise KeysUnreadable from error


def shown_secret(secret: bytes) -> str:
    """A signing secret as Standard Webhooks writes it."""
    return "whsec_" + base64.b64encode(secret).decode()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
