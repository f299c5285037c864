"""What the fuzzer starts from: small reports of the corpus in every layout of a kind of file, and the words of its markup."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from reportlab import rl_config

from tests.corpus.draft import Draft
from tests.corpus.rendering import render
from tests.corpus.report import build

KINDS: dict[str, tuple[str, ...]] = {
    "text": ("text-tabs", "text-cells"),
    "html": ("html", "html-site"),
    "docx": ("docx", "docx-numbered", "docx-revised"),
    "doc": ("doc", "doc-numbered"),
    "ofd": ("ofd",),
    "pdf": ("pdf-strokes", "pdf-thin", "pdf-bare"),
}
"""The formats of the corpus by the reader that they are for."""

_NAME = re.compile(rb"(?<=[<\s/])[A-Za-z][A-Za-z0-9:]{1,24}(?=[\s=>/\"])")
_VALUES = (
    b"0",
    b"-1",
    b"65535",
    b"2147483648",
    b"1e308",
    b"NaN",
    b"restart",
    b"&#0;",
    b"<!DOCTYPE x>",
    b"]]>",
    b"<!--",
)

_MOST_WORDS = 300


def write(kind: str, folder: Path) -> None:
    """Puts the first inputs of a kind of file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in first_files(kind):
        (folder / name).write_bytes(data)


def words(kind: str) -> list[bytes]:
    """The words of a kind's markup, and values that parsers stumble over."""
    found = {name for _, data in first_files(kind) for part in _texts(data) for name in _NAME.findall(part)}
    return [*sorted(found)[:_MOST_WORDS], *_VALUES]


def _texts(data: bytes) -> list[bytes]:
    if not zipfile.is_zipfile(BytesIO(data)):
        return [data[:20_000]]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def first_files(kind: str) -> list[tuple[str, bytes]]:
    """The first inputs of a kind of file, by name. PDFs are written without compression, to be changed inside."""
    compressed, rl_config.pageCompression = rl_config.pageCompression, 0
    try:
        return [
            (f"{format}-{name}", render(draft, format)[1])
            for number, format in enumerate(KINDS[kind])
            for name, draft in _parts(build(number))
        ]
    finally:
        rl_config.pageCompression = compressed


def _parts(draft: Draft) -> Iterator[tuple[str, Draft]]:
    """A report in parts that are quick to read: sections that have a table, and those that have none."""
    for number in (2, 3, 4):
        yield f"table{number}", replace(draft, sections=(draft.section(number),), preamble=())
    yield "prose", replace(draft, sections=tuple(s for s in draft.sections if not s.table))
