"""Callbacks: the outcome of each try, and a ping by which a client tries whether they arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile


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


def failed_last(tries: Sequence[Delivery]) -> list[Delivery]:
    """The tries that failed in a row at the end, the last one first."""
    return list(takewhile(lambda each: each.outcome == "failed", reversed(tries)))


@dataclass(frozen=True, slots=True)
class Ping:
    """A callback that tells of nothing: it is sent once, for its client to see whether it arrives. Create-once."""

    id: str
    created_at: str
    callback_url: str
    client: str = ""
    request_id: str = ""
