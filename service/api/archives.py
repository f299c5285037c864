"""The reports of a request that brings a batch: many parts, or one ZIP archive, in the end one archive."""

import zipfile
from collections import Counter
from collections.abc import Sequence
from typing import IO, cast

from flask import request
from werkzeug.datastructures import MultiDict

from service.api.errors import InvalidFields, UnsupportedContentType, UploadTooLarge
from service.api.fields import UNKNOWN
from service.api.pacing import breathe
from service.api.uploads import FRAMING, body_within, given_beside, received_file, received_form, this_request
from service.audits.media import is_archive
from service.config import Settings
from service.reports.finding import Message
from service.storage.spool import Growing, Spooled

_FRAMING_A_PART = 1024
_FILES = Message(zh="必须上传一个或多个带文件名的文件", en="must be one file or more, each with its name")
_RAW = ("application/zip", "application/x-zip-compressed", "application/octet-stream", "")


def received_archive(settings: Settings) -> tuple[Spooled, MultiDict[str, str]]:
    """The archive of the current request, and the other fields as they were sent.

    Raises UploadTooLarge, BodyTooSlow, MalformedBody, UnsupportedContentType or InvalidFields.
    """
    request.max_content_length = settings.batch_bytes + FRAMING + _FRAMING_A_PART * settings.batch_files
    with body_within(settings.upload_seconds, settings.batch_bytes):
        is_form = request.mimetype == "multipart/form-data"
        archive, fields = _multipart(settings.batch_files + 100) if is_form else _raw()
    if archive.size > settings.batch_bytes + _FRAMING_A_PART * settings.batch_files:
        raise UploadTooLarge(limit=settings.batch_bytes)
    return archive, fields


def _multipart(most_parts: int) -> tuple[Spooled, MultiDict[str, str]]:
    form = received_form(most_parts)
    files = form.files.getlist("file")
    foreign = [(f"/{name}", UNKNOWN) for name in sorted(form.files) if name != "file"]
    if foreign or not files:
        raise InvalidFields([*foreign, *([] if files else [("/file", _FILES)])])
    if len(files) == 1 and is_archive(files[0][0].view):
        return files[0][0], given_beside(form)
    return _packed(files), given_beside(form)


def _raw() -> tuple[Spooled, MultiDict[str, str]]:
    if request.mimetype not in _RAW:
        raise UnsupportedContentType(given=request.mimetype)
    file = received_file()
    if not is_archive(file.view):
        raise InvalidFields([("/file", _FILES)])
    return file, request.args


def _packed(files: Sequence[tuple[Spooled, str]]) -> Spooled:
    """The parts as an archive, for a batch is kept as one. A name that comes again is numbered.

    The same parts make the same archive.
    """
    written, seen = this_request().new_spool().begin(), Counter[str]()
    with zipfile.ZipFile(cast(IO[bytes], _Stream(written)), "w", zipfile.ZIP_STORED) as archive:
        for content, name in files:
            seen[name] += 1
            entry = zipfile.ZipInfo(f"{seen[name]}-{name}" if seen[name] > 1 else name)
            entry.file_size = content.size
            with archive.open(entry, "w") as packed:
                for piece in content.pieces():
                    packed.write(piece)
                    breathe()
    return written.done()


class _Stream:
    """A spooled file as zipfile writes to it, which goes on from where it is."""

    def __init__(self, file: Growing) -> None:
        self._file = file

    def write(self, data: bytes, /) -> int:
        """Add to it."""
        self._file.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""
