"""A notice to each body of a batch of which something is to be corrected, in one archive."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace

from service.audits.assessment import is_closed
from service.audits.audit import JSON
from service.audits.rendering import NoticeFields
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.batches import Entry
from service.renderers.notice import addressee_of, file_name
from service.renderers.to_notice import to_notice
from workers.renderings.notice_pdf import notice_pdf


def notice_archive(
    entries: Iterable[Entry], between: Sequence[JSON], language: Language, fields: NoticeFields, *, as_pdf: bool
) -> bytes:
    """The archive. The same input makes the same bytes."""
    write, suffix = (notice_pdf, ".pdf") if as_pdf else (to_notice, ".docx")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number, (body, reports) in enumerate(_by_body(entries, between), 1):
            name = f"{number:03d} {file_name(reports, language, suffix, body)}"
            notice = write(reports, language, fields, body)
            archive.writestr(zipfile.ZipInfo(name), notice, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _by_body(entries: Iterable[Entry], between: Sequence[JSON]) -> Iterable[tuple[str, list[Audited]]]:
    """The reports of which there is something to tell, and their body's name; each of those that name none by itself."""
    bodies: dict[tuple[str, str], list[Audited]] = {}
    for entry in entries:
        audited = entry.audited(between)
        if not _is_clean(audited):
            body = addressee_of(audited)
            named = replace(audited, name=entry.request.name if entry.request else audited.name)
            bodies.setdefault((body, "" if body else entry.member.name), []).append(named)
    return ((body, reports) for (body, _), reports in bodies.items())


def _is_clean(audited: Audited) -> bool:
    result = audited.result
    return (
        not result.problem
        and not result.unread
        and all(found.get("suppressed") or is_closed(found) for found in result.findings)
    )
