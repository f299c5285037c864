"""Files as strangers send them: their kind, known by the first bytes and never by name or header alone, and their name."""

import json
import mmap
import re
import struct
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator
from enum import StrEnum

from service.errors import DamagedFile, EmptyFile, EncryptedFile, UnsupportedFile

Bytes = bytes | mmap.mmap
"""A file's content, read or not."""


class Media(StrEnum):
    """The media types of files that are audited."""

    TEXT = "text/plain"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    DOC = "application/msword"
    HTML = "text/html"
    OFD = "application/ofd"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    DRAFT = "application/json"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLS = "application/vnd.ms-excel"


NAMES = {media: {Media.TEXT: "TXT", Media.DRAFT: "JSON"}.get(media, media.name) for media in Media}
"""What their senders call them."""

PICTURED = frozenset((Media.PDF, Media.OFD, Media.PNG, Media.JPEG, Media.TIFF))
"""Kinds of files that have pages to show."""

SPREADSHEETS = frozenset((Media.XLSX, Media.XLS))
"""Tables without the text of a report: files that are read as attachments of one alone."""

_ACCEPTED = " / ".join(NAMES[media] for media in Media if media not in SPREADSHEETS)
_LONGEST_NAME = 255
_HEAD = 4096
"""Bytes from the start that tell text from binary."""

LARGEST_DRAFT = 2 * 1024 * 1024
"""Bytes."""
MOST_DRAFTED = 20_000
"""Fields and values of a draft; the form has some two thousand figures."""

_BLANK = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x00 \t\r\n]*+\Z")
"""Nothing, after the byte order mark of UTF-8 or UTF-16 where there is one."""

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", Media.PNG),
    (b"\xff\xd8\xff", Media.JPEG),
    (b"II*\x00", Media.TIFF),
    (b"MM\x00*", Media.TIFF),
)

_FOREIGN = (
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)

_FOREIGN_TEXT = (
    (re.compile(rb"\{\\rtf"), "RTF"),
    (re.compile(rb"(MIME-Version|From): ?[^\n]*\n(.*\n)*?Content-Type: *multipart/related", re.IGNORECASE), "MHT"),
    (re.compile(rb"<\?xml[^>]*>\s*<\?mso-application"), "Office XML"),
)

_HTML_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_PART = re.compile(rb"<(!--|(meta|table|div|p|title|span|section|article|h[1-6])\b)", re.IGNORECASE)

_BINARY = {"zh": "二进制文件", "en": "binary data"}


def last_part(given: str) -> str:
    """The last part of a file's name, without what can't be shown; `report` where nothing is left."""
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    return shown.strip()[:_LONGEST_NAME] or "report"


def sniff(data: bytes, *, attached: bool = False) -> Media:
    """The true kind of a report, or of a file that is attached to one.

    Raises EmptyFile, EncryptedFile, DamagedFile or UnsupportedFile (it names the kind).
    """
    media = _kind(data)
    if media in SPREADSHEETS and not attached:
        raise unsupported(NAMES[media])
    return media


def _kind(data: bytes) -> Media:
    head = data[:_HEAD]
    if _BLANK.match(data):
        raise EmptyFile
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data)
    if b"%PDF-" in head[:1024]:
        return Media.PDF
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return media
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(data)
    return Media.DRAFT if _is_draft(data) else _characters(head)


def _is_draft(data: bytes) -> bool:
    """Whether it is a JSON object: a report that is still being written, as an editor sends it."""
    if (
        not data[:_HEAD].removeprefix(BOM_UTF8).lstrip().startswith(b"{")
        or len(data) > LARGEST_DRAFT
        or data.count(b":") > MOST_DRAFTED
    ):
        return False
    try:
        return isinstance(json.loads(data), dict)
    except (ValueError, RecursionError):
        return False


def is_archive(data: Bytes) -> bool:
    """Whether a file is a ZIP archive, and of no kind that is made of one."""
    if data[:4] not in (b"PK\x03\x04", b"PK\x05\x06"):
        return False
    try:
        _zipped(data)
    except UnsupportedFile as refusal:
        return refusal.facts["kind"] == "ZIP"
    except DamagedFile:
        return True
    except EncryptedFile:
        pass
    return False


def unsupported(kind: str | dict[str, str], accepted: str = _ACCEPTED) -> UnsupportedFile:
    """The refusal of a file by its true name, which tells what would be taken."""
    return UnsupportedFile(kind=kind, accepted=accepted)


_OFFICE = (("xl/", "XLSB"), ("ppt/", "PPTX"), ("content.xml", "ODF"))


def _zipped(data: Bytes) -> Media:
    names = []
    for name, encrypted in _entries(data):
        if name.startswith("word/document") and name.endswith(".xml"):
            return Media.DOCX
        if name == "ofd.xml":
            if encrypted:
                raise EncryptedFile
            return Media.OFD
        if name == "xl/workbook.xml":
            return Media.XLSX
        names.append(name)
    raise unsupported(next((kind for part, kind in _OFFICE if any(n.startswith(part) for n in names)), "ZIP"))


_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_MOST_ENTRIES = 2_000


def _entries(data: Bytes) -> Iterator[tuple[str, bool]]:
    """The names in a ZIP's directory, lower-cased, and whether each is encrypted. Nothing is inflated."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or end + _END.size > len(data):
        raise DamagedFile(kind="DOCX" if b"word/" in data[:_HEAD] else "ZIP")
    _, _, _, _, count, size, _, _ = _END.unpack_from(data, end)
    at = max(0, end - size)
    for _ in range(min(count, _MOST_ENTRIES)):
        if at + _ENTRY.size > end or data[at : at + 4] != b"PK\x01\x02":
            return
        entry = _ENTRY.unpack_from(data, at)
        flags, lengths = entry[3], entry[10:13]
        start = at + _ENTRY.size
        yield data[start : start + lengths[0]].decode("utf-8", "replace").lower(), bool(flags & 1)
        at = start + sum(lengths)


def _compound(data: bytes) -> Media:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFile
    if "WordDocument".encode("utf-16-le") in data:
        return Media.DOC
    if "Workbook".encode("utf-16-le") in data:
        return Media.XLS
    raise unsupported("PPT" if "PowerPoint Document".encode("utf-16-le") in data else "OLE")


def _characters(head: bytes) -> Media:
    if not (_is_text(head) or _is_wide(head)):
        raise unsupported(next((name for magic, name in _FOREIGN if head.startswith(magic)), _BINARY))
    ascii_only = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    for pattern, name in _FOREIGN_TEXT:
        if pattern.match(ascii_only):
            raise unsupported(name)
    return Media.HTML if _HTML_PAGE.search(ascii_only) or _HTML_PART.match(ascii_only) else Media.TEXT


_CONTROLS = bytes(byte for byte in range(32) if byte < 9 or byte > 13)


def _is_text(head: bytes) -> bool:
    """Whether the bytes may be text in UTF-8 or GB18030: no zeros, hardly any control characters."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" not in head and controls * 50 < len(head)


_WRITTEN = re.compile(
    "[\t\r\n -~\u00a0\u00b7\u2010-\u206f\u2200-\u22ff\u2460-\u24ff\u3000-\u303f\u3400-\u9fff\uff00-\uffef\ufeff]"
)


def _is_wide(head: bytes) -> bool:
    """Whether the bytes are UTF-16, with or without a mark: nearly all of it characters of a Chinese report."""
    for codec in ("utf-16-le", "utf-16-be"):
        characters = head[: len(head) // 2 * 2].decode(codec, "replace")
        if len(_WRITTEN.findall(characters)) * 20 > len(characters) * 19:
            return True
    return False
