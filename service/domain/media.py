"""What kind of file it is, told by its first bytes and never by its name or header alone."""

import io
import re
import zipfile
from enum import StrEnum

from service.errors import EmptyFile, EncryptedFile, UnsupportedFile


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


ACCEPTED = (Media.TEXT, Media.PDF)
"""What there is a reader for."""

NAMES = {
    Media.TEXT: "TXT",
    Media.PDF: "PDF",
    Media.DOCX: "DOCX",
    Media.DOC: "DOC",
    Media.HTML: "HTML",
    Media.OFD: "OFD",
    Media.PNG: "PNG",
    Media.JPEG: "JPEG",
    Media.TIFF: "TIFF",
}

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", Media.PNG),
    (b"\xff\xd8\xff", Media.JPEG),
    (b"II*\x00", Media.TIFF),
    (b"MM\x00*", Media.TIFF),
)

_FOREIGN = (
    (b"{\\rtf", "RTF"),
    (b"MIME-Version:", "MHT"),
    (b"From: <", "MHT"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)

_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|meta|table|div|p|title|span|h[1-6])\b", re.IGNORECASE)


def sniff(data: bytes) -> Media:
    """The true kind of a file. Raises EmptyFile, EncryptedFile or UnsupportedFile, which names what it is."""
    head = data[:4096]
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFile
    if b"%PDF-" in head[:1024]:
        return Media.PDF
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return media
    if head.startswith(b"PK"):
        return _zipped(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(data)
    for magic, name in _FOREIGN:
        if head.lstrip().startswith(magic) and not _is_text(head):
            raise unsupported(name)
    if head.lstrip().startswith((b"{\\rtf", b"MIME-Version:")):
        raise unsupported("RTF" if head.lstrip().startswith(b"{") else "MHT")
    return _characters(head)


def unsupported(kind: str) -> UnsupportedFile:
    """The refusal of a file by its true name."""
    return UnsupportedFile(kind=kind, accepted=" / ".join(NAMES[media] for media in ACCEPTED))


def _zipped(data: bytes) -> Media:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise unsupported("ZIP") from None
    lowered = {name.lower() for name in names}
    if "word/document.xml" in lowered:
        return Media.DOCX
    if "ofd.xml" in lowered:
        return Media.OFD
    raise unsupported(next((kind for part, kind in _OFFICE if part in lowered), "ZIP"))


_OFFICE = (("xl/workbook.xml", "XLSX"), ("ppt/presentation.xml", "PPTX"), ("content.xml", "ODF"))


def _compound(data: bytes) -> Media:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFile
    if "WordDocument".encode("utf-16-le") in data:
        return Media.DOC
    kinds = {"Workbook": "XLS", "PowerPoint Document": "PPT"}
    raise unsupported(next((kind for name, kind in kinds.items() if name.encode("utf-16-le") in data), "OLE"))


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head and sum(byte < 9 or 13 < byte < 32 for byte in head) * 50 < len(head)


def _characters(head: bytes) -> Media:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(b"\x00") * 5 > len(head)
    if not wide and not _is_text(head):
        raise unsupported("binary data / 二进制文件")
    ascii_only = head.replace(b"\x00", b"")
    return Media.HTML if _HTML.search(ascii_only) else Media.TEXT
