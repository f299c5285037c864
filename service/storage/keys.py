"""API keys: who may call, and for what. Kept as digests; a key itself is shown once, when it is made.

    keys/1f2e3d4c.json   a key's client, scopes and digest; the time of its last change is that of its last use
    webhook-secret       what the secrets that sign callbacks are derived from, a client

A key reads `ra_ID_SECRET`. Keys of one name are one client, so that a key can be replaced by another without losing
sight of the client's audits.
"""

import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from service.storage.disk import Disk, told

_SHAPE = re.compile(r"ra_([0-9a-f]{8})_[A-Za-z0-9_-]{43}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_NOTED_EVERY = 60.0
"""Seconds between two notes of a key's use."""
_SETTLED = 1.0
"""Seconds after which a change of the folder is surely told by its time."""


class Scope(StrEnum):
    """What a key allows."""

    WRITE = "audits:write"
    READ = "audits:read"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept. `last_used` is to the minute, None where it never was (POSIX seconds)."""

    id: str
    client: str
    scopes: tuple[Scope, ...]
    digest: str = ""
    created_at: str = ""
    last_used: float | None = None

    def has(self, scope: Scope) -> bool:
        """Whether it allows this; `admin` allows all."""
        return scope in self.scopes or Scope.ADMIN in self.scopes


ANYONE = Key("", "", (*Scope,))
"""Whoever asks a service without keys."""


class WrongName(ValueError):
    """A key's name is no fit one."""


class Keys:
    """The keys of a folder: that of the data, or one of their own (AUDIT_SECRETS_DIR)."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._secret = folder / "keys", folder / "webhook-secret"
        self._disk = Disk(folder / "partial")
        self._read: tuple[int, dict[str, Key]] | None = None

    def add(self, name: str, scopes: tuple[Scope, ...]) -> str:
        """Make a key and give it. Raises WrongName, StorageFailed."""
        if not _NAME.fullmatch(name):
            raise WrongName(name)
        with told():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._disk.partial.mkdir(parents=True, exist_ok=True)
            while True:
                id = secrets.token_hex(4)
                key = f"ra_{id}_{secrets.token_urlsafe(32)}"
                kept = {
                    "client": name,
                    "scopes": [scope.value for scope in scopes],
                    "digest": _digest(key),
                    "created_at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
                }
                path = self._folder / f"{id}.json"
                if self._disk.create(path, json.dumps(kept).encode()):
                    os.utime(path, (0, 0))
                    return key

    def all(self) -> list[Key]:
        """All keys, the first made first. Raises StorageFailed."""
        return sorted(self._load().values(), key=lambda key: (key.created_at, key.id))

    def revoke(self, id: str) -> bool:
        """Have a key open nothing from now on; False where there is none of that id. Raises StorageFailed."""
        if not re.fullmatch(r"[0-9a-f]{8}", id, re.ASCII):
            return False
        with told():
            try:
                (self._folder / f"{id}.json").unlink()
            except FileNotFoundError:
                return False
        return True

    def exist(self) -> bool:
        """Whether there is any key. Raises StorageFailed."""
        return bool(self._known())

    def find(self, given: str) -> Key | None:
        """The key that this is, and note its use; None where it is none of ours. It takes as long for any other."""
        shape = _SHAPE.fullmatch(given)
        key = self._known().get(shape[1] if shape else "")
        fits = hmac.compare_digest(key.digest if key else _digest(""), _digest(given))
        if not key or not fits:
            return None
        with suppress(OSError):
            path = self._folder / f"{key.id}.json"
            if time.time() - path.stat().st_mtime > _NOTED_EVERY:
                os.utime(path)
        return key

    def signing_secret(self, client: str) -> bytes:
        """What callbacks to a client are signed with. Raises StorageFailed."""
        with told():
            if not self._secret.exists():
                self._disk.partial.mkdir(parents=True, exist_ok=True)
                self._disk.create(self._secret, secrets.token_hex(32).encode())
            return hmac.digest(bytes.fromhex(self._secret.read_text()), client.encode(), "sha256")

    def _known(self) -> dict[str, Key]:
        """The keys, read again when a file was added to the folder or taken away."""
        with told():
            try:
                changed = self._folder.stat().st_mtime_ns
            except FileNotFoundError:
                return {}
        if self._read and self._read[0] == changed:
            return self._read[1]
        known = self._load()
        if time.time_ns() - changed > _SETTLED * 1e9:
            self._read = changed, known
        return known

    def _load(self) -> dict[str, Key]:
        with told():
            if not self._folder.exists():
                return {}
            found = [_decoded(path) for path in self._folder.glob("*.json")]
        return {key.id: key for key in found if key}


def shown_secret(secret: bytes) -> str:
    """A signing secret as Standard Webhooks writes it."""
    return "whsec_" + base64.b64encode(secret).decode()


def _decoded(path: Path) -> Key | None:
    try:
        kept, used = json.loads(path.read_bytes()), path.stat().st_mtime
    except FileNotFoundError:
        return None
    scopes = tuple(Scope(scope) for scope in kept["scopes"])
    return Key(path.stem, kept["client"], scopes, kept["digest"], kept["created_at"], used or None)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
