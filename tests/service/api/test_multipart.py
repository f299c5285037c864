import io
from pathlib import Path

import pytest

from service.api.errors import MalformedBody, UploadTooLarge
from service.api.multipart import FIELDS, LONGEST_HEAD, Form, parsed
from service.storage.spool import Spools

HEAD = b'--b\r\nContent-Disposition: form-data; name="file"; filename="dir/a.txt"\r\n'


@pytest.fixture
def parse(tmp_path: Path):
    def parse(body: bytes, boundary: str = "b") -> Form:
        return parsed(io.BytesIO(body).read, boundary, Spools(tmp_path, 10**9).new(), 10)

    return parse


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("年报2023.txt".encode(), "年报2023.txt"),
        ("年报2023.txt".encode("gb18030"), "年报2023.txt"),
        (rb"C:\\dir\\report.txt", "report.txt"),
        (rb"C:\dir\report.txt", "report.txt"),
        ("D:\\报告\\乗.txt".encode("gb18030"), "乗.txt"),
        (b'a \\"quoted\\" name.txt', 'a "quoted" name.txt'),
    ],
)
def test_a_files_name_is_read_as_its_client_meant_it(parse, sent: bytes, name: str) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="' + sent + b'"\r\n\r\n'
    assert [kept for _, kept in parse(head + b"x\r\n--b--\r\n").files.getlist("file")] == [name]


def test_files_and_fields_are_told_apart(parse) -> None:
    large = bytes(range(256)) * 2_000
    form = parse(
        HEAD + b"\r\n" + large + b"\r\n" + HEAD + b"\r\nsecond\r\n--b\r\n"
        b'Content-Disposition: form-data; name="label"\r\n\r\n' + "第一".encode() + b"\r\n--b--\r\n"
    )
    assert [(content.data, name) for content, name in form.files.getlist("file")] == [
        (large, "a.txt"),
        (b"second", "a.txt"),
    ]
    assert form.fields["label"] == "第一"


@pytest.mark.parametrize(
    "body",
    [
        HEAD + b"X: " + b"a" * LONGEST_HEAD + b"\r\n\r\nabc\r\n--b--\r\n",
        HEAD + b"X: a\r\n" * LONGEST_HEAD,
        b"x" * (LONGEST_HEAD + 1) + b"\r\n" + HEAD + b"\r\nabc\r\n--b--\r\n",
        HEAD + b"\r\nabc\r\n--b--\r\n" + b"x" * (2 * 64 * 1024),
    ],
    ids=["long head", "head without end", "long preamble", "long epilogue"],
)
def test_framing_that_goes_on_is_refused(parse, body) -> None:
    with pytest.raises(MalformedBody):
        parse(body)


@pytest.mark.parametrize("boundary", ["", "b" * 257])
def test_a_boundary_is_as_short_as_it_must_be(parse, boundary) -> None:
    with pytest.raises(MalformedBody):
        parse(HEAD.replace(b"--b", f"--{boundary}".encode()) + b"\r\nabc", boundary)


def test_fields_are_bounded_together(parse) -> None:
    field = b'--b\r\nContent-Disposition: form-data; name="label"\r\n\r\n' + b"x" * (FIELDS // 2) + b"\r\n"
    with pytest.raises(UploadTooLarge):
        parse(field * 3 + b"--b--\r\n")
