"""The reports of a request that brings a batch: many parts, or one ZIP archive, in the end one archive; or a list of addresses."""

import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, cast

from flask import request
from werkzeug.datastructures import MultiDict

from service.api.backend import backend
from service.api.errors import InvalidFields, UnsupportedContentType, UploadTooLarge
from service.api.fields import UNKNOWN, query
from service.api.pacing import breathe
from service.api.uploads import FRAMING, body_within, given_beside, received_file, received_form, this_request
from service.audits.media import is_archive
from service.reports.finding import Message
from service.storage.spool import Growing, Spooled

_FRAMING_A_PART = 1024
_FILES = Message(zh="必须上传一个或多个带文件名的文件", en="must be one or more files, each with a file name")
_ARCHIVE = Message(zh="应为 ZIP 压缩包", en="must be a ZIP archive")
_ARCHIVED = Message(
    zh="压缩包本身到 `/v1/archives`（application/zip），或将其作为 multipart/form-data 的 `file` 字段发到 `/v1/batches`",
    en="the archive itself (application/zip) to `/v1/archives`, or as the `file` part of multipart/form-data to `/v1/batches`",
)
_RAW = ("application/zip", "application/x-zip-compressed", "application/octet-stream", "")

_OTHER_PARTS = 100
"""Parts of a form that are no files."""
_EITHER = Message(zh="不能与 file 同时给出", en="must not be given together with `file`")
_ONE_LIST = Message(zh="只能给出一个列表", en="must be a single list")


@dataclass(frozen=True, slots=True)
class BatchUpload:
    """An archive, or a list of addresses, and the other fields as they were sent."""

    content: Spooled
    fields: MultiDict[str, str]
    is_list: bool = False


def received_batch(take: Callable[[], BatchUpload]) -> BatchUpload:
    """The batch of the current request, as one of the functions below takes it.

    Raises UploadTooLarge, BodyTooSlow, MalformedBody, UnsupportedContentType or InvalidFields.
    """
    settings = backend().settings
    request.max_content_length = settings.batch_bytes + FRAMING + _FRAMING_A_PART * settings.batch_files
    with body_within(settings.upload_seconds, settings.batch_bytes):
        upload = take()
    most = settings.upload_bytes if upload.is_list else settings.batch_bytes
    if upload.content.size > most + _FRAMING_A_PART * settings.batch_files:
        raise UploadTooLarge(limit=most)
    return upload


def form_or_body() -> BatchUpload:
    """The parts of a form; or the body itself, as before there was an address for that."""
    return _form() if request.mimetype == "multipart/form-data" else body()


def _form() -> BatchUpload:
    form = received_form(backend().settings.batch_files + _OTHER_PARTS)
    files, lists = form.files.getlist("file"), form.files.getlist("list")
    wrong = [(f"/{name}", UNKNOWN) for name in sorted(form.files) if name not in ("file", "list")]
    if lists and (files or len(lists) > 1):
        wrong.append(("/list", _EITHER if files else _ONE_LIST))
    if not (files or lists):
        wrong.append(("/file", _FILES))
    if wrong:
        raise InvalidFields(wrong)
    if lists:
        return BatchUpload(lists[0][0], given_beside(form), is_list=True)
    is_packed = len(files) == 1 and is_archive(files[0][0].view)
    return BatchUpload(files[0][0] if is_packed else _packed(files), given_beside(form))


def body() -> BatchUpload:
    """An archive that is the body; the other fields are in the query."""
    if request.mimetype not in _RAW:
        raise UnsupportedContentType(request.mimetype, _ARCHIVED)
    file = received_file()
    if not is_archive(file.view):
        raise InvalidFields([("", _ARCHIVE)])
    return BatchUpload(file, query())


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
