"""The file and the fields of a request that brings a report, as multipart/form-data or as the body itself."""

import unicodedata
from dataclasses import dataclass
from io import BytesIO

from flask import Request, request
from gevent import Timeout
from gunicorn.http.errors import ParseException
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import ClientDisconnected
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_options_header

from service.api.errors import (
    BodyTooSlow,
    InvalidFields,
    MalformedBody,
    SeveralFiles,
    UnsupportedContentType,
    UploadTooLarge,
)
from service.api.fields import UNKNOWN
from service.domain.finding import Message

FRAMING = 64 * 1024
"""Bytes that a multipart body may have beside its file."""

_FILE = Message(zh="必须上传一个带文件名的文件", en="must be one file, with its name")
_NOT_RAW = ("application/x-www-form-urlencoded", "application/json", "multipart/")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file with its name, and the other fields as they were sent."""

    data: bytes
    name: str
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
    """What the current request brings: a file of at most `most` bytes, all of it within so many seconds."""
    try:
        with Timeout(seconds, BodyTooSlow(seconds=seconds)):
            upload = _multipart() if request.mimetype == "multipart/form-data" else _raw()
    except (ValueError, OSError, ParseException, ClientDisconnected):
        raise MalformedBody from None
    if len(upload.data) > most:
        raise UploadTooLarge(limit=most)
    return upload


def _multipart() -> Upload:
    parts, fields = request.files, request.form
    several = parts.getlist("file")
    if len(several) > 1:
        raise SeveralFiles
    foreign = [(f"/{name}", UNKNOWN) for name in sorted(parts) if name != "file"]
    if foreign or not several:
        raise InvalidFields([*foreign, *([] if several else [("/file", _FILE)])])
    given = MultiDict([*request.args.items(multi=True), *fields.items(multi=True)])
    return Upload(several[0].read(), _part_name(several[0]), given)


def _raw() -> Upload:
    if request.mimetype.startswith(_NOT_RAW):
        raise UnsupportedContentType(given=request.mimetype)
    data = request.get_data(cache=False)
    if request.content_length is not None and len(data) < request.content_length:
        raise MalformedBody
    disposition = parse_options_header(request.headers.get("Content-Disposition"))[1]
    return Upload(data, _name(disposition.get("filename", "")), request.args)


def _part_name(part: FileStorage) -> str:
    return _name(part.filename or "")


def _name(given: str) -> str:
    """The last part of a file's name, without what can't be shown."""
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    return shown.strip()[:255] or "report"
