"""From what a client sent to the request that is kept."""

import logging
import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

from flask import request

from service.api.access import own
from service.api.archives import BatchUpload
from service.api.auth import client
from service.api.backend import backend
from service.api.drafts import check_draft, draft_year
from service.api.errors import InvalidFields, MalformedDraft
from service.api.fields import gathered, load
from service.api.identity import request_id
from service.api.requests import NewAudit, NewBatch
from service.api.uploads import File, Upload
from service.api.urls import check_callback, check_sources, checked_source
from service.audits import media
from service.audits.audit import JSON, Request, Status
from service.audits.batch import BatchRequest
from service.audits.ids import made_at, new_id
from service.audits.media import Media
from service.audits.profile import WrongProfile
from service.errors import ATTACHMENT, PREVIOUS, AuditExpired, AuditNotFound, of_part
from service.intake import at_address, described, new_request
from service.reports.finding import Message
from service.rules import RULES
from service.storage import profiles

log = logging.getLogger(__name__)
_new_audit, _new_batch = NewAudit(), NewBatch()
_KEY = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,254}", re.ASCII)
_NO_KEY = Message(zh="应为 1 到 255 个可见的 ASCII 字符", en="must be 1 to 255 visible ASCII characters")
_NO_PROFILE = Message(zh="未找到可用的同名配置", en="must be the name of a profile of this service")
_ONE_OF_BOTH = Message(
    zh="不能与文件同时给出；没有文件时，请作为表单的字段发到 `/v1/audits`",
    en="must not be given together with a file; without a file, send it to `/v1/audits` as a form field",
)
_NO_REUSE = Message(
    zh="不能与 url 同时给出：文件获取前内容未知", en="must not be given with `url`, whose content is not known yet"
)
_NOTHING_TO_INHERIT = Message(zh="须与 baseline 同时给出", en="must be given with a `baseline`")
_INHERITED = ("year", "agency", "label", "select", "ignore", "profile")
"""Fields that a corrected report takes over from its baseline."""
_NO_BASELINE = Message(zh="应为您提交且已完成的审核的编号", en="must be the id of one of your completed audits")


def submitted(upload: Upload) -> tuple[Request, bool]:
    """The request of an upload, and whether a result of the same content will do. Raises InvalidFields and others.

    Where it is to inherit from its baseline, it names the files beside that one's report unless others came along.
    """
    fields = load(_new_audit, gathered(_new_audit, upload.fields))
    if upload.file is None or fields["url"]:
        report, year = _at_address(upload, fields), None
    else:
        report, year = _sent(upload.file)
    baseline = _baseline(fields["baseline"]) if fields["baseline"] else None
    if fields["inherit"]:
        if baseline is None:
            raise InvalidFields([("/inherit", _NOTHING_TO_INHERIT)])
        fields.update({name: getattr(baseline, name) for name in _INHERITED if not fields[name]})
    if fields["profile"]:
        _check_profile(fields["profile"])
    check_callback(fields["callback_url"])
    with of_part(PREVIOUS):
        previous = _described(upload.previous) if upload.previous else None
    with of_part(ATTACHMENT):
        attachments = tuple(_described(each, is_attachment=True) for each in upload.attachments)
    if baseline and fields["inherit"]:
        previous, attachments = previous or baseline.previous, attachments or baseline.attachments
    asked = new_request(
        report,
        client=client(),
        request_id=request_id(),
        year=fields["year"] or year,
        agency=fields["agency"],
        label=fields["label"],
        select=tuple(fields["select"]),
        ignore=tuple(fields["ignore"]),
        previous=previous,
        attachments=attachments,
        profile=fields["profile"],
        baseline=fields["baseline"],
        callback_url=fields["callback_url"],
        idempotency_key=idempotency_key(),
    )
    return asked, fields["reuse"]


def _sent(file: File) -> tuple[JSON, int | None]:
    """A report as a request names it, and its year where it is a draft that says so."""
    content = file.content
    if request.mimetype == Media.DRAFT:
        check_draft(content.size, content.data)
    kind = media.sniff(content.data)
    if request.mimetype == Media.DRAFT and kind is not Media.DRAFT:
        raise MalformedDraft
    return described(file.name, kind, content), draft_year(content.data) if kind is Media.DRAFT else None


def _at_address(upload: Upload, fields: JSON) -> JSON:
    """A report as a request names it that is still to be fetched. Raises InvalidFields."""
    if upload.file is not None:
        raise InvalidFields([("/url", _ONE_OF_BOTH)])
    if fields["reuse"]:
        raise InvalidFields([("/reuse", _NO_REUSE)])
    return at_address(checked_source(fields["url"]))


def submitted_again(earlier: Request, query: JSON) -> Request:
    """The request for another audit of an earlier one's files. Raises InvalidFields, CallbackRefused and others."""
    if query["baseline"]:
        _baseline(query["baseline"])
    if earlier.profile:
        _check_profile(earlier.profile)
    check_callback(query["callback_url"])
    audit_id = new_id()
    return replace(
        earlier,
        id=audit_id,
        created_at=made_at(audit_id),
        request_id=request_id(),
        label=query["label"] or earlier.label,
        baseline=query["baseline"],
        callback_url=query["callback_url"],
        idempotency_key=idempotency_key(),
        url=earlier.url if earlier.awaits_file else None,
        reuse=None,
        batch=None,
        again_of=earlier.id,
    )


def submitted_batch(upload: BatchUpload) -> BatchRequest:
    """The request of an archive, or a list, and the other fields that came with it. Raises InvalidFields."""
    fields = load(_new_batch, gathered(_new_batch, upload.fields))
    if upload.is_list:
        check_sources()
    if fields["profile"]:
        _check_profile(fields["profile"])
    check_callback(fields["callback_url"])
    batch_id = new_id()
    return BatchRequest(
        id=batch_id,
        created_at=made_at(batch_id),
        size=upload.content.size,
        sha256=upload.content.sha256,
        is_list=upload.is_list,
        client=client(),
        request_id=request_id(),
        year=fields["year"],
        label=fields["label"],
        select=tuple(fields["select"]),
        ignore=tuple(fields["ignore"]),
        profile=fields["profile"],
        callback_url=fields["callback_url"],
        idempotency_key=idempotency_key(),
    )


def idempotency_key() -> str | None:
    """The key that the client gave the current request, None for none. Raises InvalidFields."""
    given = request.headers.get("Idempotency-Key")
    if given is not None and not _KEY.fullmatch(given):
        raise InvalidFields([("/Idempotency-Key", _NO_KEY)])
    return given


def _described(file: File, *, is_attachment: bool = False) -> dict[str, Any]:
    """A file that goes along with the report. Raises UnreadableFile where it is of no kind that can be read."""
    return described(file.name, media.sniff(file.content.data, attached=is_attachment), file.content)


def _baseline(audit_id: str) -> Request:
    """The request of the client's own audit that is to be the baseline. Raises InvalidFields."""
    with suppress(AuditNotFound, AuditExpired):
        asked, head = own(audit_id), backend().storage.audits.head(audit_id)
        if head and head.status == Status.SUCCEEDED:
            return asked
    raise InvalidFields([("/baseline", _NO_BASELINE)])


def _check_profile(name: str) -> None:
    """Return if there is such a profile to use. Raises InvalidFields."""
    try:
        profiles.load(backend().settings.profiles, name, RULES)
    except WrongProfile as error:
        log.warning("profile refused: %s", error)
        raise InvalidFields([("/profile", _NO_PROFILE)]) from None
