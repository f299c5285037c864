"""A key as it is kept: a record of JSON, written once."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Scope(StrEnum):
    """What a key allows."""

    WRITE = "audits:write"
    READ = "audits:read"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Key:
    """A key. `last_used` is to the minute, None where it never was (POSIX seconds); times are RFC 3339 in UTC.

    `expires_at` is None where the key has no end.
    """

    id: str
    client: str
    scopes: tuple[Scope, ...]
    digest: str = ""
    created_at: str = ""
    last_used: float | None = None
    expires_at: str | None = None

    def has(self, scope: Scope) -> bool:
        """Whether it allows this; `admin` allows all."""
        return scope in self.scopes or Scope.ADMIN in self.scopes

    def has_expired(self, now: datetime) -> bool:
        """Whether it is past its end."""
        return self.expires_at is not None and datetime.fromisoformat(self.expires_at) <= now


ANYONE = Key("", "", (*Scope,))
"""Whoever asks a service without keys."""


def encoded(key: Key) -> bytes:
    """The record of a key."""
    kept: dict[str, object] = {
        "client": key.client,
        "scopes": [scope.value for scope in key.scopes],
        "digest": key.digest,
        "created_at": key.created_at,
    }
    if key.expires_at is not None:
        kept["expires_at"] = key.expires_at
    return json.dumps(kept).encode()


def decoded(id: str, record: bytes, last_used: float | None) -> Key:
    """The key of a record. Raises ValueError where it is none."""
    try:
        kept = json.loads(record)
        scopes = tuple(Scope(scope) for scope in kept["scopes"])
        key = Key(id, kept["client"], scopes, kept["digest"], kept["created_at"], last_used, kept.get("expires_at"))
        if not (isinstance(key.client, str) and isinstance(key.created_at, str) and _DIGEST.fullmatch(key.digest)):
            raise ValueError("a field is missing or wrong")
        key.has_expired(datetime.now(UTC))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("a field is missing or wrong") from error
    return key


def rfc3339(moment: datetime) -> str:
    """A moment, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
