"""整改通知单 as DOCX: set by the standard of official documents, its fonts named and not embedded, to be edited, signed and sent."""

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from importlib.resources import files

from service.audits.rendering import NoticeFields
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.notice import compose, layout
from service.renderers.templates import template

_FIXED = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/fontTable.xml",
    "word/settings.xml",
    "word/footer1.xml",
    "word/footer2.xml",
)
_TWIPS = 20
"""A point."""


def to_notice(
    audits: Sequence[Audited], language: Language, fields: NoticeFields | None = None, body: str = ""
) -> bytes:
    """The notice to a body about its reports. The same input makes the same bytes."""
    notice = compose(audits, language, fields, body)
    document = template("notice/document.xml").render(
        notice=notice,
        indents=layout.signature_indents(notice.office, notice.date),
        widths=[round(part * layout.TEXT_WIDTH * _TWIPS) for part in layout.COLUMNS],
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in _FIXED:
            part = files("service.renderers").joinpath("templates", "notice", name.replace("/", "-"))
            _write(archive, name, part.read_bytes())
        _write(archive, "word/document.xml", _printable(document).encode())
    return written.getvalue()


def _printable(text: str) -> str:
    """Text without what XML can't hold."""
    unprintable = ("Cc", "Cs", "Cn")
    return "".join(" " if unicodedata.category(char) in unprintable and char != "\n" else char for char in text)


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
