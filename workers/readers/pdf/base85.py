"""ASCII base 85 as PDF writes it, a group at a time: the standard library's goes by the character."""

import struct
from collections.abc import Iterator

_DIGITS = bytes(range(ord("!"), ord("u") + 1))
_SPACES = b" \t\n\r\v\f\0"
_ZERO = ord("!") * sum(85**i for i in range(5))

_BLOCK = 5 * 8_192
"""Digits that are decoded at once."""


def decoded(text: bytes) -> Iterator[bytes]:
    """The bytes that digits stand for, up to their end mark. Raises ValueError for what are none."""
    digits = text.translate(None, _SPACES).removeprefix(b"<~").split(b"~>")[0].replace(b"z", b"!!!!!")
    if digits.translate(None, _DIGITS):
        raise ValueError("not a digit")
    missing = -len(digits) % 5
    digits += b"u" * missing
    for at in range(0, len(digits), _BLOCK):
        block = digits[at : at + _BLOCK]
        last = at + _BLOCK >= len(digits)
        yield _bytes(block)[: -missing if last and missing else None]


def _bytes(digits: bytes) -> bytes:
    columns = (digits[i::5] for i in range(5))
    groups = [(((a * 85 + b) * 85 + c) * 85 + d) * 85 + e - _ZERO for a, b, c, d, e in zip(*columns, strict=True)]
    try:
        return struct.pack(f">{len(groups)}I", *groups)
    except struct.error:
        raise ValueError("more than four bytes") from None
