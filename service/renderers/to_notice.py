"""整改通知单: a notice to a body of what to correct in its report, as DOCX to be filled in, signed and sent."""

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from importlib.resources import files

from service.audits.audit import JSON
from service.errors import Language
from service.renderers import words
from service.renderers.audited import Audited, parted
from service.renderers.templates import template

_FIXED = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def to_notice(audits: Sequence[Audited], language: Language, body: str = "") -> bytes:
    """The notice to a body about its reports, by default to that of the first. The same input makes the same bytes."""
    shown = [_shown(audited, language) for audited in audits]
    said = words.WORDS[language]
    document = template("notice/document.xml").render(
        words=said,
        body=_printable(body or audits[0].agency or audits[0].name),
        reports=shown,
        lead=said[f"notice_lead{_kind(shown)}"],
        close=said[f"notice_close{_kind(shown)}"],
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in _FIXED:
            part = files("service.renderers").joinpath("templates", "notice", name.replace("/", "-"))
            _write(archive, name, part.read_bytes())
        _write(archive, "word/document.xml", document.encode())
    return written.getvalue()


def _kind(shown: Sequence[JSON]) -> str:
    """What a notice asks for: corrections, or where nothing is surely wrong a check, or what could not be audited."""
    if any(each["findings"] or each["problem"] for each in shown):
        return ""
    if any(each["to_check"] for each in shown):
        return "_to_check"
    return "_unread" if any(each["unread"] for each in shown) else ""


def _shown(audited: Audited, language: Language) -> JSON:
    defects, to_check = parted(found for found in audited.in_words(language) if not found["suppressed"])
    return {
        "file": _printable(audited.name),
        "year": audited.year or "",
        "verdict": audited.verdict(language),
        "problem": _printable(audited.problem(language) or ""),
        "unread": [_printable(part) for part in audited.unread_lines(language)],
        "findings": list(map(_line, defects)),
        "to_check": list(map(_line, to_check)),
    }


def _line(found: JSON) -> JSON:
    return {name: _printable(found[name] or "") for name in ("severity", "place", "message", "suggestion")}


def _printable(text: str) -> str:
    """Text without what XML can't hold."""
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Cn") else char for char in text)


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
