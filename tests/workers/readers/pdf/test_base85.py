"""Base 85 is decoded as the standard library decodes it."""

import base64
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.readers.pdf import base85


@given(st.binary(max_size=300), st.booleans(), st.integers(0, 80))
@settings(deadline=None)
def test_what_is_encoded_is_decoded(data: bytes, framed: bool, width: int) -> None:
    written = base64.a85encode(data, adobe=framed, wrapcol=width)
    assert b"".join(base85.decoded(written)) == data


def test_more_than_a_block_is_decoded() -> None:
    data = Random(1).randbytes(200_001)
    assert b"".join(base85.decoded(base64.a85encode(data) + b"~>and what follows")) == data


@pytest.mark.parametrize(("text", "why"), [(b"abcdv", "digit"), (b"\x80!!!!", "digit"), (b"uuuuu", "four bytes")])
def test_what_are_no_digits_is_an_error(text: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        list(base85.decoded(text))
