from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import DamagedFile, EmptyBatch, EncryptedFile, LimitExceeded, UnreadableFile
from tests.workers.zips import archive, encrypted, overlapping
from workers.expansion import open_archive
from workers.limits import Bounds

BOUNDS = Bounds(files=10, file_bytes=1_000, all_bytes=5_000)
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=20)


def names(data: bytes) -> list[str]:
    return [each.name for each in open_archive(data, BOUNDS)]


@given(st.lists(CHINESE, min_size=1, max_size=5))
def test_names_in_gb18030_are_read(given_names) -> None:
    files = [(f"{number}{name}.pdf", b"x") for number, name in enumerate(given_names)]
    assert names(archive(*((name.encode("gb18030"), data) for name, data in files))) == [name for name, _ in files]


@given(st.lists(CHINESE, min_size=1, max_size=5))
def test_names_in_utf_8_are_read_with_its_flag_and_without(given_names) -> None:
    files = [(f"{number}{name}.pdf", b"x") for number, name in enumerate(given_names)]
    wanted = [name for name, _ in files]
    assert names(archive(*files)) == wanted
    assert names(archive(*((name.encode(), data) for name, data in files))) == wanted


def test_a_short_name_in_gb18030_that_is_valid_utf_8_is_no_other() -> None:
    assert names(archive(("联通.txt".encode("gb18030"), b"x"))) == ["联通.txt"]


def test_the_second_byte_of_a_character_is_no_backslash() -> None:
    name = "各乡镇\\誠.txt"
    assert "誠".encode("gb18030")[1:] == b"\\"
    assert names(archive((name.encode("gb18030"), b"x"))) == ["各乡镇/誠.txt"]


def test_what_systems_leave_in_folders_is_passed_over_and_told() -> None:
    left = {
        "a/": "folder",
        "__MACOSX/a/._a.pdf": "system-file",
        "a/.DS_Store": "system-file",
        "a/Thumbs.db": "system-file",
        "~$report.docx": "office-lock-file",
        "desktop.ini": "system-file",
        ".git/config": "hidden-file",
    }
    opened = open_archive(archive(*((name, b"") for name in left), ("a/b.pdf", b"x")), BOUNDS)
    assert [each.name for each in opened] == ["a/b.pdf"]
    assert {each.name: each.reason.value for each in opened.skipped} == left


@pytest.mark.parametrize("name", ["./a.pdf", "b/./a.pdf", "../a.pdf", ".\\a.pdf"])
def test_a_file_whose_way_begins_at_a_folder_is_not_hidden(name: str) -> None:
    opened = open_archive(archive((name, b"x"), ("./.a.pdf", b""), ("./", b"")), BOUNDS)
    assert [each.name for each in opened] == [name.replace("\\", "/")]
    assert {each.name: each.reason.value for each in opened.skipped} == {"./.a.pdf": "hidden-file", "./": "folder"}


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_a_file_that_inflates_too_much_is_refused_and_the_others_are_not(method: int) -> None:
    written, report = BytesIO(), "".join(map(str, range(30_000))).encode()
    with ZipFile(written, "w", method) as made:
        made.writestr("bomb.txt", b"x" * 1_000_000)
        made.writestr("small.txt", b"x" * 1_000)
        made.writestr("report.txt", report)
    bomb, small, usual = open_archive(written.getvalue(), replace(BOUNDS, file_bytes=10**7, all_bytes=10**8, ratio=50))
    with pytest.raises(LimitExceeded, match="inflation ratio, at most 50") as refused:
        bomb.read()
    assert refused.value.detail("zh").startswith("报告超出系统上限：压缩比最多 50。")
    assert small.read() == b"x" * 1_000
    assert usual.read() == report


def test_a_file_that_says_it_is_smaller_than_it_is_gives_no_more_than_it_says() -> None:
    data = bytearray(archive(("a.txt", b"x" * 900), deflated=True))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    (lying,) = open_archive(bytes(data), BOUNDS)
    with pytest.raises(DamagedFile):
        lying.read()


def test_what_is_inflated_is_counted_over_all_files() -> None:
    made = archive(*((f"{number}.txt", b"x" * 900) for number in range(5)))
    files = list(open_archive(made, BOUNDS))
    files[0]._budget.left = 2_000
    assert [len(each.read()) for each in files[:2]] == [900, 900]
    with pytest.raises(LimitExceeded):
        files[2].read()


def test_files_that_share_bytes_are_refused() -> None:
    with pytest.raises(DamagedFile):
        open_archive(overlapping(2, b"x" * 500), BOUNDS)
    assert names(overlapping(1, b"x" * 500)) == ["0.txt"]


def test_an_archive_is_read_from_a_file_too() -> None:
    (only,) = open_archive(BytesIO(archive(("a.txt", b"x"))), BOUNDS)
    assert only.read() == b"x"


def test_one_file_that_can_not_be_had_fails_alone() -> None:
    broken = archive(("a.txt", b"aaaa"), ("b.txt", b"bbbb"), ("c.txt", b"c" * 1_001)).replace(b"bbbb", b"bxbb", 1)
    first, second, third = open_archive(broken, BOUNDS)
    assert first.read() == b"aaaa"
    with pytest.raises(DamagedFile):
        second.read()
    with pytest.raises(LimitExceeded):
        third.read()
    locked, free = open_archive(encrypted(archive(("a.txt", b"aaaa"), ("b.txt", b"bbbb"))), BOUNDS)
    with pytest.raises(EncryptedFile):
        locked.read()
    assert free.read() == b"bbbb"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"PK\x03\x04 nothing", DamagedFile),
        (archive(("a.txt", b"x"))[:-30], DamagedFile),
        (archive(("a/", b"")), EmptyBatch),
        (archive(*((f"{number}.txt", b"x") for number in range(11))), LimitExceeded),
        (archive(*((f"{number}.txt", b"x" * 999) for number in range(6)), deflated=True), LimitExceeded),
    ],
)
def test_an_archive_that_is_none_or_too_much_is_told(data, error) -> None:
    with pytest.raises(error):
        open_archive(data, BOUNDS)


@given(st.binary(max_size=200), st.integers(0, 199), st.integers(0, 255))
def test_a_damaged_archive_never_ends_otherwise(data, at, value) -> None:
    made = bytearray(archive(("a.txt", data), ("一.txt".encode("gb18030"), b"x")))
    made[at % len(made)] = value
    try:
        files = open_archive(bytes(made), BOUNDS)
    except UnreadableFile:
        return
    for each in files:
        with suppress(UnreadableFile):
            assert len(each.read()) <= BOUNDS.file_bytes
