"""How much of a text stands in another one too."""

import re

_SHINGLE = 12
"""Characters in a row that count as repeated when they stand in both texts; shorter runs are common phrases."""


def repeated_share(text: str, earlier: str) -> float:
    """The share (0 to 1) of `text` that repeats `earlier`, numbers aside; both without white space."""
    now, before = _without_numbers(text), _without_numbers(earlier)
    if len(now) < _SHINGLE:
        return 0.0
    known = {before[i : i + _SHINGLE] for i in range(len(before) - _SHINGLE + 1)}
    repeated = bytearray(len(now))
    for i in range(len(now) - _SHINGLE + 1):
        if now[i : i + _SHINGLE] in known:
            repeated[i : i + _SHINGLE] = b"\x01" * _SHINGLE
    return sum(repeated) / len(now)


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "#", text)
