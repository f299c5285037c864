"""Documents drawn in the process of a job: on the file that was sent, or of what audits found."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from service.audits.audit import Request, Result, Status
from service.audits.batch import Member
from service.audits.filenames import last_part
from service.audits.media import Media
from service.audits.rendering import Kind
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.batches import Entry
from service.renderers.to_csv import batch_to_csv, to_csv
from service.renderers.to_html import to_html
from service.renderers.to_json import localised
from service.renderers.to_markdown import to_markdown
from service.renderers.to_marks import to_marks
from service.renderers.to_notice import Notified, notice_of, to_notice
from service.renderers.to_sarif import to_sarif
from service.renderers.to_xlsx import to_xlsx
from service.renderers.words import WORDS
from service.storage import records
from workers.comparing import parted
from workers.limits import Limits
from workers.renderings import annotated_pdf, commented_docx, page_picture

JSON = dict[str, Any]

_OF_RESULT: Mapping[Kind, Callable[[Audited, Language], bytes]] = {
    Kind.HTML: lambda audited, language: to_html([audited], language).encode(),
    Kind.SARIF: lambda audited, language: to_sarif([audited], language).encode(),
    Kind.CSV: lambda audited, language: to_csv([audited], language),
    Kind.MARKDOWN: lambda audited, language: to_markdown([audited], language).encode(),
    Kind.NOTICE: notice_of,
    Kind.MARKS: lambda audited, _: json.dumps(to_marks(audited.result), ensure_ascii=False).encode(),
}
"""What is made of an audit's result alone."""


def draw(asked: JSON, parts: Iterator[bytes], limits: Limits) -> bytes:
    """A document of the `kind` and `detail` asked for.

    Parts: of an audit, its records, and the file that was sent where it is drawn on that; of a batch, the records of each of its
    reports, and `asked` has the findings `between` them.
    """
    language: Language = "en" if asked["detail"] == "en" else "zh"
    kind = Kind(asked["kind"])
    if kind in (Kind.WORKBOOK, Kind.TABLE, Kind.NOTICES):
        return _of_batch(kind, list(map(_entry, parts)), asked["between"], language)
    request, result = _records(next(parts))
    if kind in _OF_RESULT:
        return _OF_RESULT[kind](_audited(request, result), language)
    upload = next(parts)
    match kind:
        case Kind.PAGE:
            return page_picture(upload, int(asked["detail"]), Media(request.media_type), limits)
        case Kind.ANNOTATED:
            return annotated_pdf(upload, _audited(request, result), language)
        case Kind.COMMENTED:
            return commented_docx(upload, _audited(request, result), language, limits)
    raise ValueError(kind)


def _of_batch(kind: Kind, entries: Sequence[Entry], between: Sequence[JSON], language: Language) -> bytes:
    match kind:
        case Kind.WORKBOOK:
            return to_xlsx(entries, between, language)
        case Kind.TABLE:
            return batch_to_csv(entries, between, language)
    return _notices(entries, between, language)


def _records(part: bytes) -> tuple[Request, Result | None]:
    """An audit's request, and its result where the document needs that."""
    request, result = parted(part)
    return records.decode(Request, request), records.decode(Result, result) if result else None


def _audited(request: Request, result: Result | None) -> Audited:
    if result is None:
        raise ValueError("a document of the findings needs the result")
    return Audited.of(request, result)


def _entry(part: bytes) -> Entry:
    """A report of a batch."""
    member, request, result = parted(part)
    return Entry(
        records.decode(Member, member),
        records.decode(Request, request) if request else None,
        records.decode(Result, result) if result else None,
    )


def _notices(entries: Iterable[Entry], between: Sequence[JSON], language: Language) -> bytes:
    """An archive with a notice to each body of which something is to be corrected."""
    bodies: dict[str, list[Notified]] = {}
    for entry in entries:
        notified = _notified(entry, between, language)
        if notified.findings or notified.audited.result.problem:
            name = notified.audited.agency or PurePosixPath(last_part(entry.member.name)).stem
            bodies.setdefault(name, []).append(notified)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (body, reports) in enumerate(bodies.items(), 1):
            name = f"{number:03d} {last_part(body)[:60]} {WORDS[language]['notice_short']}.docx"
            archive.writestr(name, to_notice(body, reports, language))
    return written.getvalue()


def _notified(entry: Entry, between: Sequence[JSON], language: Language) -> Notified:
    failed = Result(Status.FAILED, "", problem=entry.problem)
    audited = entry.audited or Audited(entry.member.name, failed)
    findings = [*audited.result.findings, *(found for found in between if found["audit"] == entry.member.audit)]
    return Notified(audited, [localised(found, language) for found in findings if not found.get("suppressed")])
