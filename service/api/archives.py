"""The reports of a request that brings a batch: many parts, or one ZIP archive, in the end one archive."""

import io
import zipfile
from collections import Counter

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from service.api.errors import InvalidFields, UnsupportedContentType, UploadTooLarge
from service.api.fields import UNKNOWN
from service.api.uploads import FRAMING, body_within, form_parts, whole
from service.config import Settings
from service.domain.filenames import last_part
from service.domain.finding import Message
from service.domain.media import is_archive

_FRAMING_A_PART = 1024
_FILES = Message(zh="必须上传一个或多个带文件名的文件", en="must be one file or more, each with its name")
_RAW = ("application/zip", "application/x-zip-compressed", "application/octet-stream", "")


def received_archive(settings: Settings) -> tuple[bytes, MultiDict[str, str]]:
    """The archive of the current request, and the other fields as they were sent.

    Raises UploadTooLarge, BodyTooSlow, MalformedBody, UnsupportedContentType or InvalidFields.
    """
    request.max_content_length = settings.batch_bytes + FRAMING + _FRAMING_A_PART * settings.batch_files
    request.max_form_parts = settings.batch_files + 100
    with body_within(settings.upload_seconds):
        archive, fields = _multipart() if request.mimetype == "multipart/form-data" else _raw()
    if len(archive) > settings.batch_bytes + _FRAMING_A_PART * settings.batch_files:
        raise UploadTooLarge(limit=settings.batch_bytes)
    return archive, fields


def _multipart() -> tuple[bytes, MultiDict[str, str]]:
    parts, fields = form_parts()
    files = parts.getlist("file")
    foreign = [(f"/{name}", UNKNOWN) for name in sorted(parts) if name != "file"]
    if foreign or not files:
        raise InvalidFields([*foreign, *([] if files else [("/file", _FILES)])])
    given = MultiDict([*request.args.items(multi=True), *fields.items(multi=True)])
    if len(files) == 1 and is_archive(data := files[0].read()):
        return data, given
    return _packed(files), given


def _raw() -> tuple[bytes, MultiDict[str, str]]:
    if request.mimetype not in _RAW:
        raise UnsupportedContentType(given=request.mimetype)
    data = whole(request.get_data(cache=False))
    if not is_archive(data):
        raise InvalidFields([("/file", _FILES)])
    return data, request.args


def _packed(files: list[FileStorage]) -> bytes:
    """The parts as an archive, for a batch is kept as one. A name that comes again is numbered.

    The same parts make the same archive.
    """
    written, seen = io.BytesIO(), Counter[str]()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            name = last_part(file.filename or "")
            seen[name] += 1
            file.stream.seek(0)
            archive.writestr(zipfile.ZipInfo(f"{seen[name]}-{name}" if seen[name] > 1 else name), file.read())
    return written.getvalue()
