"""OFD packages that are broken, hostile or say nothing end with an error that says what is wrong."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import (
    DamagedFile,
    EncryptedFile,
    LimitExceeded,
    NoTextLayer,
    UnreadableFile,
    UntrustedText,
)
from tests.workers.readers.ofd.ofdml import TABLE, package, parts, path, text, wrapped
from workers.limits import Limits
from workers.readers.ofd import read_ofd

SMALL = package(parts(TABLE))


def without(name: str) -> bytes:
    return package({part: content for part, content in parts(TABLE).items() if part != name})


@pytest.mark.parametrize("name", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
def test_a_missing_part_is_damage(name: str) -> None:
    with pytest.raises(DamagedFile):
        read_ofd(without(name), Limits())


def test_a_doctype_is_refused_as_it_could_make_text_vanish() -> None:
    made = parts(TABLE)
    page = str(made["Doc_0/Pages/Page_0/Content.xml"])
    declared = '?>\n<!DOCTYPE p [<!ENTITY f "99">]>'
    made["Doc_0/Pages/Page_0/Content.xml"] = page.replace("?>", declared, 1).replace(">12<", ">&f;<")
    with pytest.raises(DamagedFile):
        read_ofd(package(made), Limits())


def test_no_pages_is_damage_and_no_text_is_said() -> None:
    with pytest.raises(DamagedFile):
        read_ofd(package(parts()), Limits())
    with pytest.raises(NoTextLayer):
        read_ofd(package(parts('<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="2"/>')), Limits())


def test_private_characters_are_not_trusted() -> None:
    with pytest.raises(UntrustedText):
        read_ofd(package(parts(text(20, 50, "\ue001\ue002\ue003年度报告"))), Limits())


def test_encrypted_packages_are_told() -> None:
    with pytest.raises(EncryptedFile):
        read_ofd(package(parts(TABLE) | {"Doc_0/Encryptions.xml": wrapped("Encryptions", "")}), Limits())


def nested() -> dict[str, str | bytes]:
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{i}"><ofd:Content>'
        + f'<ofd:CompositeObject ID="1" ResourceID="{i + 1}" Boundary="0 0 1 1"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for i in range(11)
    )
    made = parts(
        '<ofd:CompositeObject ID="1" ResourceID="0" Boundary="0 0 1 1"/>',
        common="<ofd:DocumentRes>Res.xml</ofd:DocumentRes>",
    )
    return made | {"Doc_0/Res.xml": wrapped("Res", f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>")}


BOMBS = {
    "a part of 100 MB": lambda: parts(text(20, 50, "a")) | {"Doc_0/big.xml": " " * 100_000_000},
    "drawings in drawings": nested,
    "a text of a million characters": lambda: parts(text(20, 50, "公" * 1_000_000)),
    "a million steps": lambda: parts(text(20, 50, "公开" * 20_000, deltas="g 99999999 1 " * 200_000) * 2),
    "a path of a million lines": lambda: parts(path("M 0 0 " + "L 10 0 L 0 0 " * 200_000)),
    "many paths": lambda: parts(path("M 0 0 L 100 0 M 0 0 L 0 100") * 15_000),
    "many pages": lambda: parts(*[text(20, 50, "公")] * 300),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_end_soon_with_a_limit(bomb: str) -> None:
    data = package(BOMBS[bomb]())
    start = time.process_time()
    with pytest.raises(LimitExceeded):
        read_ofd(data, Limits())
    assert time.process_time() - start < 10


@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=3)), min_size=1, max_size=20))
@settings(max_examples=100, deadline=None)
def test_changed_bytes_end_in_a_document_or_an_error(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SMALL)
    for at, changed in changes:
        data[at : at + len(changed)] = changed
    with suppress(UnreadableFile):
        assert read_ofd(bytes(data), Limits()).pages


WORDS = st.text(alphabet="gMLCSQBA0123456789.-eE nan", max_size=40)


@given(WORDS, WORDS, WORDS, WORDS)
@settings(max_examples=150, deadline=None)
def test_nonsense_in_attributes_is_no_crash(boundary: str, matrix: str, deltas: str, data: str) -> None:
    objects = text(20, 50, "公开12", deltas=deltas or "1", more=f'CTM="{matrix}"').replace("20 50 0 0", boundary)
    with suppress(UnreadableFile):
        read_ofd(package(parts(objects + path(data, boundary=boundary) + TABLE)), Limits())
