"""Documents drawn in the process of a job: on the file that was sent, or of what audits found."""

import json
from collections.abc import Iterator, Sequence

from service.audits.audit import JSON, Request, Result
from service.audits.batch import Member
from service.audits.media import Media
from service.audits.rendering import OF_BATCH, Kind, NoticeFields
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.batches import Entry
from service.renderers.documents import DOCUMENTS
from service.renderers.marks import to_marks
from service.renderers.to_csv import to_csv
from service.renderers.to_notice import to_notice
from service.renderers.to_xlsx import to_xlsx
from service.storage import records
from workers.comparing import split_records
from workers.limits import Limits
from workers.renderings import annotated_pdf, commented_docx, notice_archive, notice_pdf, page_picture

_NOTICES = {Kind.NOTICE: to_notice, Kind.NOTICE_PDF: notice_pdf}


def draw(asked: JSON, parts: Iterator[bytes], limits: Limits) -> bytes:
    """A document of the `kind` and `detail` asked for.

    Parts: of an audit, its records, and the file that was sent where it is drawn on that; of a batch, the records of each of its
    reports, and `asked` has the findings `between` them.
    """
    language: Language = "en" if asked["detail"][:2] == "en" else "zh"
    kind = Kind(asked["kind"])
    if kind in OF_BATCH:
        return _of_batch(kind, list(map(_entry, parts)), asked, language)
    request, result = _records(next(parts))
    if kind in _NOTICES:
        return _NOTICES[kind]([_audited(request, result)], language, NoticeFields.of(asked["detail"]))
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


def _of_batch(kind: Kind, entries: Sequence[Entry], asked: JSON, language: Language) -> bytes:
    between = asked["between"]
    match kind:
        case Kind.WORKBOOK:
            return to_xlsx(entries, between, language)
        case Kind.TABLE:
            return to_csv([entry.audited(between) for entry in entries], language)
    as_pdf = kind is Kind.NOTICES_PDF
    return notice_archive(entries, between, language, NoticeFields.of(asked["detail"]), as_pdf=as_pdf)


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
