"""Streams written in base 85 → bytes, by the arithmetic of big integers: Python's own decoder goes by the digit."""

from collections.abc import Iterator

_BLANKS = b" \t\n\r\v\f\0"

_NONE = 0xFF
_VALUES = bytes(code - 33 if 33 <= code <= 117 else _NONE for code in range(256))
"""What each digit counts, `_NONE` for what is no digit."""

_WEIGHTS = (85**4, 85**3, 85**2, 85, 1)
_LANE = 8
"""Bytes in which the value of a group of five digits is added up; its lower four are the result."""

_GROUPS = 8_192
"""Decoded at once."""


def decoded(data: bytes) -> Iterator[bytes]:
    """The bytes that the text of a stream stands for, part by part. Raises ValueError where it is none of base 85."""
    digits = data.translate(None, _BLANKS).removeprefix(b"<~").split(b"~>")[0].replace(b"z", b"!!!!!")
    for at in range(0, len(digits), 5 * _GROUPS):
        yield _decoded(digits[at : at + 5 * _GROUPS])


def _decoded(digits: bytes) -> bytes:
    """The bytes of digits; a last group may lack some, and has as many bytes less."""
    lacking = -len(digits) % 5
    values = (digits + b"u" * lacking).translate(_VALUES)
    if _NONE in values:
        raise ValueError("not a digit of base 85")
    groups = len(values) // 5
    lanes, total = bytearray(_LANE * groups), 0
    for place, weight in enumerate(_WEIGHTS):
        lanes[_LANE - 1 :: _LANE] = values[place::5]
        total += int.from_bytes(lanes, "big") * weight
    summed = total.to_bytes(_LANE * groups, "big")
    if any(summed[_LANE - 5 :: _LANE]):
        raise ValueError("a group of base 85 is too big")
    made = bytearray(4 * groups)
    for place in range(4):
        made[place::4] = summed[_LANE - 4 + place :: _LANE]
    return bytes(made[: 4 * groups - lacking])
