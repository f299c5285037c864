"""Audit ids: ULIDs, 26 letters and digits that sort by the time they were made."""

import hashlib
import re
import secrets
import time
from datetime import UTC, datetime
from math import ceil

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LATEST = 2**48 - 1
_OF_TIME = 10
"""Letters and digits of an id that tell when it was made."""
_BEYOND = "~"
"""What sorts behind each of the alphabet."""
_SHAPE = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", re.ASCII)


def new_id() -> str:
    """A new id: 48 bits of milliseconds and 80 random ones."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return _written(number)


def derived_id(id: str, number: int) -> str:
    """The id of part `number` of what has this id: the same each time, and as old."""
    digest = int.from_bytes(hashlib.sha256(f"{id} {number}".encode()).digest()[:10])
    return id[:_OF_TIME] + _written(digest)[_OF_TIME:]


def _written(number: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def made_at(id: str) -> str:
    """The moment when an id was made: RFC 3339, UTC, milliseconds."""
    number = 0
    for letter in id[:_OF_TIME]:
        number = number << 5 | _ALPHABET.index(letter)
    moment = datetime.fromtimestamp(number // 1000, UTC).replace(microsecond=number % 1000 * 1000)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def first_after(moment: datetime) -> str:
    """An id that no id made before the millisecond after a moment comes to, and no later one falls below."""
    return _first_in(int(moment.timestamp() * 1000) + 1)


def first_from(moment: datetime) -> str:
    """An id that no id made before a moment comes to, and none that was made then or later falls below."""
    return _first_in(ceil(moment.timestamp() * 1000))


def as_old_as(id: str) -> tuple[str, str]:
    """The first id of the millisecond in which an id was made, and what all of that millisecond are below.

    What is derived from an id is between the two.
    """
    return id[:_OF_TIME], id[:_OF_TIME] + _BEYOND


def next_after(id: str) -> str:
    """What all later ids reach and the id itself doesn't."""
    return id + _ALPHABET[0]


def _first_in(millisecond: int) -> str:
    return _written(min(max(0, millisecond), _LATEST) << 80)


def is_id(text: str) -> bool:
    """Whether this has the shape of an id, and so is safe as a file's name."""
    return _SHAPE.fullmatch(text) is not None
