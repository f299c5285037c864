"""Callbacks: where they may go, and the outcome of each try."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try of a callback. `outcome` is delivered, failed, or ended, after which no more tries follow.

    `status` is the receiver's HTTP status, None where it didn't answer; `reason` then is a word for why.
    """

    at: str
    outcome: str
    status: int | None = None
    reason: str | None = None
    seconds: float = 0.0
    next_at: str | None = None


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
