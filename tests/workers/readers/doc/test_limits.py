import contextlib
import random
import struct
import time

import pytest

from service.errors import DamagedFile, EncryptedFile, LimitExceeded, UnreadableFile, UnsupportedFile
from tests.workers.readers.doc.compound import compound
from tests.workers.readers.doc.word97 import DEPTH, IN_TABLE, doc, para, sprm, table, whole_report
from tests.workers.readers.drawn import APPLICATIONS
from workers.limits import Limits
from workers.readers.doc import read_doc

MAIN = 0x200


def altered(at: int, value: int) -> bytes:
    """A report whose FIB has another 16-bit number at an offset."""
    data = bytearray(whole_report())
    start = data.index(struct.pack("<2H", 0xA5EC, 0xC1))
    struct.pack_into("<H", data, start + at, value)
    return bytes(data)


@pytest.mark.parametrize("data", [altered(0, 0xA5DC), altered(2, 0x68)])
def test_word_6_and_95_are_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnsupportedFile, match="Word 6"):
        read_doc(data, Limits())


def test_an_encrypted_file_is_named_as_such() -> None:
    with pytest.raises(EncryptedFile):
        read_doc(altered(10, 0x0300), Limits())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        whole_report()[:9000],
        compound({"Other": b""}),
        compound({"WordDocument": struct.pack("<2H", 0xA5EC, 0xC1)}),
        altered(0x1A2, 0xFFFF),
        altered(0x4C + 2, 1),
    ],
    ids=["nothing", "magic only", "cut", "another kind", "no table", "no pieces", "text beyond the end"],
)
def test_a_damaged_file_is_named_as_such(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read_doc(data, Limits())


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (doc([para("字" * 500)]), Limits(characters=400)),
        (doc(table(APPLICATIONS)), Limits(cells_a_table=100)),
        (doc([para("字")] * 400), Limits(characters=1_000)),
    ],
    ids=["characters", "cells", "formatting"],
)
def test_each_limit_is_held(data: bytes, limits: Limits) -> None:
    with pytest.raises(LimitExceeded):
        read_doc(data, limits)


def test_a_depth_of_a_billion_tables_ends() -> None:
    deep = doc([para("深", sprm(IN_TABLE) + sprm(DEPTH, 1 << 30)), para("浅")])
    start = time.process_time()

    assert [getattr(block, "text", "") for block in read_doc(deep, Limits()).blocks] == ["深", "浅"]
    assert time.process_time() - start < 5


@pytest.mark.parametrize("seed", range(300))
def test_damaged_bytes_end_with_a_clear_error_or_are_read(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(whole_report())
    if seed % 4 == 0:
        data = data[: chance.randrange(len(data))]
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    start = time.process_time()
    with contextlib.suppress(UnreadableFile):
        read_doc(bytes(data), Limits())

    assert time.process_time() - start < 5


@pytest.mark.parametrize("seed", range(200))
def test_damaged_structures_end_with_a_clear_error_or_are_read(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(whole_report())
    fib = data.index(struct.pack("<2H", 0xA5EC, 0xC1))
    for _ in range(chance.randrange(1, 4)):
        field = chance.choice([0x4C, 0xA2, 0xA6, 0xFA, 0xFE, 0x102, 0x106, 0x1A2, 0x1A6, 0x2E2, 0x2E6, 0x2EA, 0x2EE])
        struct.pack_into("<I", data, fib + field, chance.choice([0, 1, 7, 500, 40_000, 1 << 31, (1 << 32) - 1]))
    start = time.process_time()
    with contextlib.suppress(UnreadableFile):
        read_doc(bytes(data), Limits())

    assert time.process_time() - start < 5
