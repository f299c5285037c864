"""Audit ids: ULIDs, 26 letters and digits that sort by the time they were made."""

import re
import secrets
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHAPE = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", re.ASCII)


def new_id() -> str:
    """A new id: 48 bits of milliseconds and 80 random ones."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def is_id(text: str) -> bool:
    """Whether this has the shape of an id, and so is safe as a file's name."""
    return _SHAPE.fullmatch(text) is not None
