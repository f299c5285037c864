"""Documents drawn in the process of a job: on the file that was sent, or of what audits found."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from service.audits.audit import JSON, Request, Result
from service.audits.batch import Member
from service.audits.media import Media, last_part
from service.audits.rendering import Kind
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.batches import Entry
from service.renderers.documents import DOCUMENTS
from service.renderers.marks import to_marks
from service.renderers.to_csv import to_csv
from service.renderers.to_notice import to_notice
from service.renderers.to_xlsx import to_xlsx
from service.renderers.words import WORDS
from service.storage import records
from workers.comparing import split_records
from workers.limits import Limits
from workers.renderings import annotated_pdf, commented_docx, page_picture


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
    if kind is Kind.MARKS:
        return json.dumps(to_marks(_audited(request, result).result), ensure_ascii=False).encode()
    if kind in DOCUMENTS:
        return DOCUMENTS[kind].of([_audited(request, result)], language)
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
            return to_csv([entry.audited(between) for entry in entries], language)
    return _notices(entries, between, language)


def _records(part: bytes) -> tuple[Request, Result | None]:
    """An audit's request, and its result where the document needs that."""
    request, result = split_records(part)
    return records.decode(Request, request), records.decode(Result, result) if result else None


def _audited(request: Request, result: Result | None) -> Audited:
    if result is None:
        raise ValueError("a document of the findings needs the result")
    return Audited.of(request, result)


def _entry(part: bytes) -> Entry:
    """A report of a batch."""
    member, request, result = split_records(part)
    return Entry(
        records.decode(Member, member),
        records.decode(Request, request) if request else None,
        records.decode(Result, result) if result else None,
    )


def _notices(entries: Iterable[Entry], between: Sequence[JSON], language: Language) -> bytes:
    """An archive with a notice to each body of which something is to be corrected."""
    bodies: dict[str, list[Audited]] = {}
    for entry in entries:
        audited = entry.audited(between)
        if (
            audited.result.problem
            or audited.result.unread
            or not all(found.get("suppressed") for found in audited.result.findings)
        ):
            name = audited.agency or PurePosixPath(last_part(entry.member.name)).stem
            bodies.setdefault(name, []).append(
                replace(audited, name=entry.request.name if entry.request else audited.name)
            )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (body, reports) in enumerate(bodies.items(), 1):
            name = f"{number:03d} {last_part(body)[:60]} {WORDS[language]['notice_short']}.docx"
            archive.writestr(name, to_notice(reports, language, body))
    return written.getvalue()
