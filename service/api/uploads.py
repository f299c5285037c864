"""The file and the fields of a request that brings a report, as multipart/form-data or as the body itself."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from flask import Request, request
from gevent import Timeout
from gunicorn.http.errors import ParseException
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import ClientDisconnected
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_dict_header, parse_options_header

from service.api.errors import (
    BodyTooSlow,
    DigestMismatch,
    InvalidFields,
    MalformedBody,
    SeveralFiles,
    UnsupportedContentType,
    UploadTooLarge,
)
from service.api.fields import UNKNOWN
from service.domain.filenames import last_part
from service.domain.finding import Message

FRAMING = 64 * 1024
"""Bytes that a multipart body may have beside its file."""

_FILE = Message(zh="必须上传一个带文件名的文件", en="must be one file, with its name")
_NOT_RAW = ("application/x-www-form-urlencoded", "multipart/")
_DIGESTS = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}


@dataclass(frozen=True, slots=True)
class File:
    """A file with its name, as it was sent."""

    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A report, last year's where it came along, and the other fields as they were sent."""

    file: File
    previous: File | None
    fields: MultiDict[str, str]


class StrictRequest(Request):
    """A request that tells of a broken body instead of taking it for an empty one."""

    def make_form_data_parser(self) -> FormDataParser:
        """A parser that raises ValueError."""
        parser = super().make_form_data_parser()
        parser.silent = False
        return parser

    def _get_file_stream(self, *_: object, **__: object) -> BytesIO:
        """Memory: a file is kept by the store at once, and no body is larger than the limit."""
        return BytesIO()


def received(most: int, seconds: int) -> Upload:
    """What the current request brings: files of at most `most` bytes, all of it within so many seconds."""
    with body_within(seconds):
        upload = _multipart() if request.mimetype == "multipart/form-data" else _raw()
    if max(len(file.data) for file in (upload.file, upload.previous) if file) > most:
        raise UploadTooLarge(limit=most)
    return upload


@contextmanager
def body_within(seconds: int) -> Iterator[None]:
    """Read the body in here: it must be as its digest says, whole, and there in time. Raises what tells so."""
    try:
        with Timeout(seconds, BodyTooSlow(seconds=seconds)):
            _check_digest()
            yield
    except (ValueError, OSError, ParseException, ClientDisconnected):
        raise MalformedBody from None


def _check_digest() -> None:
    """Hold the body to its `Content-Digest` (RFC 9530), if it has one of a kind that we know."""
    told = parse_dict_header(request.headers.get("Content-Digest", ""))
    known = {name: _DIGESTS[name] for name in told if name in _DIGESTS}
    if known:
        body = whole(request.get_data(cache=True, parse_form_data=False))
        for name, digest in known.items():
            if told[name] != f":{b64encode(digest(body).digest()).decode()}:":
                raise DigestMismatch


def form_parts() -> tuple[MultiDict[str, FileStorage], MultiDict[str, str]]:
    """The files and the other fields of the current request's form. Raises MalformedBody where one has no name."""
    if not all((*request.files, *request.form)):
        raise MalformedBody
    return request.files, request.form


def _multipart() -> Upload:
    parts, fields = form_parts()
    several = parts.getlist("file")
    if len(several) > 1:
        raise SeveralFiles
    foreign = [(f"/{name}", UNKNOWN) for name in sorted(parts) if name not in ("file", "previous")]
    twice = [("/previous", _FILE)] if len(parts.getlist("previous")) > 1 else []
    if foreign or twice or not several:
        raise InvalidFields([*foreign, *twice, *([] if several else [("/file", _FILE)])])
    given = MultiDict([*request.args.items(multi=True), *fields.items(multi=True)])
    last = parts.get("previous")
    return Upload(_file(several[0]), _file(last) if last else None, given)


def _raw() -> Upload:
    if request.mimetype.startswith(_NOT_RAW):
        raise UnsupportedContentType(given=request.mimetype)
    data = whole(request.get_data(cache=False))
    disposition = parse_options_header(request.headers.get("Content-Disposition"))[1]
    return Upload(File(data, last_part(disposition.get("filename", ""))), None, request.args)


def whole(data: bytes) -> bytes:
    """A raw body. Raises MalformedBody where it is cut short."""
    if request.content_length is not None and len(data) < request.content_length:
        raise MalformedBody
    return data


def _file(part: FileStorage) -> File:
    return File(part.read(), last_part(part.filename or ""))
