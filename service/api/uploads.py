"""The file and the fields of a request that brings a report, as multipart/form-data or as the body itself."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from flask import Request, request
from gevent import Timeout
from gunicorn.http.errors import ParseException
from marshmallow import Schema
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.http import parse_dict_header, parse_options_header

from service.api.backend import backend
from service.api.content_disposition import legible
from service.api.errors import (
    BodyTooSlow,
    DigestMismatch,
    InvalidFields,
    MalformedBody,
    SeveralFiles,
    UnsupportedContentEncoding,
    UnsupportedContentType,
    UploadTooLarge,
)
from service.api.fields import UNKNOWN, load, query
from service.api.multipart import Form, parsed
from service.audits.attachments import MOST_ATTACHMENTS
from service.audits.audit import JSON
from service.audits.media import LARGEST_DRAFT, Media, last_part
from service.reports.finding import Message
from service.storage.spool import Spool, Spooled

FRAMING = 64 * 1024
"""Bytes that a multipart body may have beside its file."""
_PARTS = 1_000
_STEP = 64 * 1024

_FILE = Message(zh="必须上传一个带文件名的文件", en="must be one file, with a file name")
_FEWER = Message(
    zh=f"一份报告最多可带 {MOST_ATTACHMENTS} 个附件", en=f"must be {MOST_ATTACHMENTS} files at most for a report"
)
_NAMES = ("file", "previous", "attachment")
_AS_IT_IS = "identity"
_NOT_RAW = ("application/x-www-form-urlencoded", "multipart/")
_REPORT = Message(
    zh="文件本身到 `/v1/reports`（application/octet-stream），或将其作为 multipart/form-data 的 `file` 字段发到 `/v1/audits`",
    en="the file itself as application/octet-stream to `/v1/reports`, or as the part `file` of multipart/form-data to `/v1/audits`",
)
_DRAFT = Message(zh="草稿的 JSON（application/json）", en="the draft as application/json")
_FIELDS = Message(zh="JSON 对象（application/json）", en="a JSON object as application/json")
_DIGESTS = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}


@dataclass(frozen=True, slots=True)
class File:
    """A file with its name, as it was sent."""

    content: Spooled
    name: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A report, last year's and attachments where they came along, and the other fields as they were sent.

    The report is not there where its address was sent in its place.
    """

    file: File | None
    fields: MultiDict[str, str]
    previous: File | None = None
    attachments: tuple[File, ...] = ()


class SpoolingRequest(Request):
    """A request whose files are spooled, and let go at its end or before."""

    def new_spool(self) -> Spool:
        """A spool for what it brings. Raises TooManyUploads where there is no room for that."""
        spools = backend().spools
        spools.check(self.content_length or 0)
        spool = spools.new()
        self._spools = [*getattr(self, "_spools", ()), spool]
        return spool

    def discard(self) -> None:
        """Let go of what it brought."""
        for spool in getattr(self, "_spools", ()):
            spool.close()

    def close(self) -> None:
        """End it."""
        super().close()
        self.discard()


def this_request() -> SpoolingRequest:
    """The current request."""
    return cast(SpoolingRequest, request)


def received(take: Callable[[], Upload]) -> Upload:
    """What the current request brings, as one of the functions below takes it: within the settings' bounds of size and time."""
    most = backend().settings.upload_bytes
    with body_within(backend().settings.upload_seconds, most):
        upload = take()
    if any(file and file.content.size > most for file in (upload.file, upload.previous, *upload.attachments)):
        raise UploadTooLarge(limit=most)
    return upload


@contextmanager
def body_within(seconds: int, most: int) -> Iterator[None]:
    """Read the body in here, of at most `most` bytes: it must be whole, and there in time. Raises what tells so."""
    encoding = request.headers.get("Content-Encoding", _AS_IT_IS)
    if encoding.lower() != _AS_IT_IS:
        raise UnsupportedContentEncoding(given=encoding)
    try:
        with Timeout(seconds, BodyTooSlow(seconds=seconds)):
            yield
    except RequestEntityTooLarge:
        raise UploadTooLarge(limit=most) from None
    except (ValueError, RecursionError, OSError, ParseException, ClientDisconnected):
        raise MalformedBody from None


class _Body:
    """The body of the current request as it is read, held to its `Content-Digest` (RFC 9530) of a kind that we know."""

    def __init__(self) -> None:
        self._stream, self._size = request.stream, 0
        stated = parse_dict_header(request.headers.get("Content-Digest", ""))
        self._digests = [(stated[name], _DIGESTS[name]()) for name in stated if name in _DIGESTS]

    def read(self, size: int) -> bytes:
        """So many bytes at most; none at the end."""
        data: bytes = self._stream.read(size)
        self._size += len(data)
        for _, digest in self._digests:
            digest.update(data)
        return data

    def check(self) -> None:
        """Return if it is the one that was meant, after all of it was read. Raises MalformedBody, DigestMismatch."""
        if request.content_length is not None and self._size < request.content_length:
            raise MalformedBody
        for stated, digest in self._digests:
            if stated != f":{b64encode(digest.digest()).decode()}:":
                raise DigestMismatch


def received_form(most_parts: int) -> Form:
    """The form that the current request brings."""
    body = _Body()
    boundary = request.mimetype_params.get("boundary", "")
    form = parsed(body.read, boundary, this_request().new_spool(), most_parts)
    body.check()
    return form


def received_file() -> Spooled:
    """The file that is the body of the current request."""
    body, file = _Body(), this_request().new_spool().begin()
    while data := body.read(_STEP):
        file.write(data)
    body.check()
    return file.done()


def received_json(shape: Schema, most: int) -> JSON:
    """The fields of the object that is the body, of so many bytes at most, as the schema reads them.

    Raises UnsupportedContentType, UploadTooLarge, MalformedBody, InvalidFields.
    """
    if request.mimetype != "application/json":
        raise UnsupportedContentType(request.mimetype, _FIELDS)
    data = b""
    with body_within(backend().settings.upload_seconds, most):
        body = _Body()
        while len(data) <= most and (part := body.read(most)):
            data += part
        if len(data) > most:
            raise UploadTooLarge(limit=most)
        body.check()
        said = json.loads(data)
        json.dumps(said, ensure_ascii=False).encode()  # half a surrogate pair is no text
    return load(shape, said)


def form_or_body() -> Upload:
    """A report and what came along in a form; or the body itself, as before there was an address for that."""
    return _form() if request.mimetype == "multipart/form-data" else body()


def _form() -> Upload:
    form = received_form(_PARTS)
    several = form.files.getlist("file")
    if len(several) > 1:
        raise SeveralFiles
    foreign = [(f"/{name}", UNKNOWN) for name in sorted(form.files) if name not in _NAMES]
    twice = [("/previous", _FILE)] if len(form.files.getlist("previous")) > 1 else []
    attached = form.files.getlist("attachment")
    many = [("/attachment", _FEWER)] if len(attached) > MOST_ATTACHMENTS else []
    given = given_beside(form)
    missing = [] if several or given.get("url", "").strip() else [("/file", _FILE)]
    if foreign or twice or many or missing:
        raise InvalidFields([*foreign, *twice, *many, *missing])
    last = form.files.get("previous")
    return Upload(
        File(*several[0]) if several else None,
        given,
        File(*last) if last else None,
        tuple(File(*each) for each in attached),
    )


def given_beside(form: Form) -> MultiDict[str, str]:
    """The fields of a form and those of the address."""
    return MultiDict([*query().items(multi=True), *form.fields.items(multi=True)])


def draft() -> Upload:
    """A draft that is the body, which must be said to be JSON. Raises UnsupportedContentType, UploadTooLarge."""
    if request.mimetype != Media.DRAFT:
        raise UnsupportedContentType(request.mimetype, _DRAFT)
    if (request.content_length or 0) > LARGEST_DRAFT:
        raise UploadTooLarge(limit=LARGEST_DRAFT)
    return body()


def body() -> Upload:
    """A report that is the body; its name is in a header, and the other fields in the query."""
    if request.mimetype.startswith(_NOT_RAW):
        raise UnsupportedContentType(request.mimetype, _REPORT)
    given = request.headers.get("Content-Disposition", "").encode("latin-1")
    disposition = parse_options_header(legible(given).decode())[1]
    return Upload(File(received_file(), last_part(disposition.get("filename", ""))), query())
