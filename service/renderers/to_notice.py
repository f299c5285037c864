"""整改通知单: a notice to a body of what to correct in its report, as DOCX to be filled in, signed and sent."""

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from service.errors import Language
from service.renderers import problems, words
from service.renderers.audited import JSON, Audited
from service.renderers.weights import parted, weight

_FIXED = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Notified:
    """A report of the body, and the findings of it: its own, and those that a batch made in it besides."""

    audited: Audited
    findings: Sequence[JSON]


def to_notice(body: str, reports: Sequence[Notified], language: Language) -> bytes:
    """The notice to a body about its reports; `findings` are in one language. The same input makes the same bytes."""
    shown = [_shown(notified, language) for notified in reports]
    document = _template().render(
        words=words.WORDS[language],
        body=_printable(body),
        reports=shown,
        is_only_to_check=not any(each["findings"] or each["problem"] for each in shown)
        and any(each["to_check"] for each in shown),
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in _FIXED:
            part = files("service.renderers").joinpath("templates", "notice", name.replace("/", "-"))
            _write(archive, name, part.read_bytes())
        _write(archive, "word/document.xml", document.encode())
    return written.getvalue()


def notice_of(audited: Audited, language: Language) -> bytes:
    """The notice to the body of one audit."""
    return to_notice(audited.agency or audited.name, [Notified(audited, audited.findings(language))], language)


def _shown(notified: Notified, language: Language) -> JSON:
    audited, result = notified.audited, notified.audited.result
    defects, to_check = parted(found for found in notified.findings if not found.get("suppressed"))
    return {
        "file": _printable(audited.name),
        "year": audited.year or "",
        "verdict": words.verdict(result.status, result.verdict, language),
        "problem": _printable(problems.kept(result.problem, language)["detail"]) if result.problem else "",
        "findings": [_line(found, language) for found in defects],
        "to_check": [_line(found, language) for found in to_check],
    }


def _line(found: JSON, language: Language) -> JSON:
    return {
        "severity": words.WORDS[language][weight(found)],
        "place": _printable(words.place(found["locations"][0], language)),
        "message": _printable(found["message"]),
        "suggestion": _printable(found["suggestion"] or ""),
    }


def _printable(text: str) -> str:
    """Text without what XML can't hold."""
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Cn") else char for char in text)


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("service.renderers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("notice/document.xml")
