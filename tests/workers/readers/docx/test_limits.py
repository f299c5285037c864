import contextlib
import random
import zipfile
from io import BytesIO

import pytest

from service.errors import DamagedFile, EncryptedFile, LimitExceeded, UnreadableFile
from tests.workers.readers.docx.wordml import docx, paragraph, table, whole_report
from tests.workers.readers.drawn import APPLICATIONS
from workers.limits import Limits
from workers.readers.document import Grid
from workers.readers.docx import read_docx


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
        b"<w:document",
        b"",
        b"<x>" * 300 + b"</x>" * 300,
    ],
    ids=["entities", "doctype in UTF-16", "cut off", "nothing", "too deep"],
)
def test_parts_that_are_no_plain_xml_make_a_damaged_file(part: bytes) -> None:
    with pytest.raises(DamagedFile):
        read_docx(docx("", parts={"word/document.xml": part}), Limits())


def test_an_encrypted_member_is_named_as_such() -> None:
    data = bytearray(whole_report())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)

    with pytest.raises(EncryptedFile):
        read_docx(bytes(data), Limits())


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (docx("", parts={f"media/{n}": b"" for n in range(30)}), Limits(archive_entries=20)),
        (docx("", parts={"word/document.xml": b"<a>" + b" " * 4_000_000 + b"</a>"}), Limits()),
        (docx(paragraph("字" * 500)), Limits(inflated_bytes=1_000)),
        (docx(paragraph("字" * 500)), Limits(characters=400)),
        (docx(table(APPLICATIONS)), Limits(cells_a_table=100)),
        (docx(paragraph() * 500), Limits(xml_nodes=1_000)),
    ],
    ids=["entries", "ratio", "inflated", "characters", "cells", "elements"],
)
def test_each_limit_is_held(data: bytes, limits: Limits) -> None:
    with pytest.raises(LimitExceeded):
        read_docx(data, limits)


def test_spans_of_a_million_columns_are_clamped() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p/></w:tc>'
    document = read_docx(docx(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"), Limits())

    assert [len(block.cells) for block in document.blocks if isinstance(block, Grid)] == [2]


@pytest.mark.parametrize("seed", range(150))
def test_damaged_files_end_with_a_clear_error_or_are_read(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(whole_report())
    if seed % 3 == 0:
        data = data[: chance.randrange(len(data))]
    for _ in range(chance.randrange(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(UnreadableFile):
        read_docx(bytes(data), Limits())


@pytest.mark.parametrize("seed", range(150))
def test_damaged_xml_ends_with_a_clear_error_or_is_read(seed: int) -> None:
    chance = random.Random(seed)
    with zipfile.ZipFile(BytesIO(whole_report())) as archive:
        pieces = archive.read("word/document.xml").decode().split("<")
    for _ in range(chance.randrange(1, 40)):
        first, second = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
        pieces[first] = pieces[second] if chance.random() < 0.5 else ""
    with contextlib.suppress(UnreadableFile):
        read_docx(docx("", parts={"word/document.xml": "<".join(pieces).encode()}), Limits())
