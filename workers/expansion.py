"""Archives that batches come in: their reports with their names, each read within limits, and what is passed over."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO

from service.audits.batch import Skipped, SkipReason
from service.config import MIB
from service.errors import DamagedFile, EmptyBatch, EncryptedFile, LimitExceeded
from workers.limits import Bounds

_UTF_8, _ENCRYPTED = 0x800, 0x1
_LOCAL_HEADER = 30
"""Bytes before each file's name and contents."""
_SMALL = 64 * 1024
"""Bytes of a file that may have inflated from however few."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, IndexError, RuntimeError)
_LEFT_BY_SYSTEMS = re.compile(r"(^|/)(__MACOSX/|Thumbs\.db$|desktop\.ini$|\.DS_Store$)", re.IGNORECASE)
_HIDDEN = re.compile(r"(^|/)\.(?!\.?/)")
"""A name that begins with a dot; "." and ".." are folders on the way to one, as some programs write them (`./report.docx`)."""
_OFFICE_LOCK = re.compile(r"(^|/)~\$")
_CHINESE = re.compile("[\u00b7\u2010-\u206f\u3000-\u303f\u3400-\u9fff\uff00-\uffef\x00-\x7f]*")


@dataclass(slots=True)
class _Budget:
    """The bytes that may still be inflated."""

    left: int


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of an archive: its name, and the way to its bytes."""

    name: str
    _file: zipfile.ZipFile
    _info: zipfile.ZipInfo
    _bounds: Bounds
    _budget: _Budget

    def read(self) -> bytes:
        """Its bytes. Raises EncryptedFile, LimitExceeded or DamagedFile."""
        if self._info.flag_bits & _ENCRYPTED:
            raise EncryptedFile
        if self._info.file_size > self._bounds.file_bytes:
            raise LimitExceeded(
                what={"en": "file size", "zh": "文件大小"}, limit=f"{self._bounds.file_bytes // MIB} MiB"
            )
        if self._info.file_size > max(_SMALL, self._bounds.ratio * self._info.compress_size):
            raise LimitExceeded(what={"en": "inflation ratio", "zh": "压缩比"}, limit=self._bounds.ratio)
        try:
            with self._file.open(self._info) as member:
                data = member.read(min(self._bounds.file_bytes, self._budget.left) + 1)
        except _BROKEN:
            raise DamagedFile(kind="ZIP") from None
        self._budget.left -= len(data)
        if self._budget.left < 0:
            raise _too_big(self._bounds)
        return data


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of an archive in its order, not read yet, and those that are passed over."""

    files: Sequence[ArchivedFile]
    skipped: tuple[Skipped, ...] = field(default=())

    def __iter__(self) -> Iterator[ArchivedFile]:
        return iter(self.files)


def open_archive(archive: bytes | BinaryIO, bounds: Bounds) -> Archive:
    """What an archive holds. Raises DamagedFile, EmptyBatch or LimitExceeded where that holds for the archive itself."""
    try:
        file = zipfile.ZipFile(io.BytesIO(archive) if isinstance(archive, bytes) else archive)
        infos = file.infolist()
    except _BROKEN:
        raise DamagedFile(kind="ZIP") from None
    named = [(name, info, _skip_reason(name)) for name, info in zip(names(infos), infos, strict=True)]
    members = [(name, info) for name, info, reason in named if reason is None]
    _check(members, bounds)
    _check_apart(infos)
    budget = _Budget(bounds.all_bytes)
    return Archive(
        [ArchivedFile(name, file, info, bounds, budget) for name, info in members],
        tuple(Skipped(name, reason) for name, _, reason in named if reason),
    )


def names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The files' names. One without the flag of UTF-8 is in an encoding that is decided once for the whole archive.

    It is decided before any name is split: the second byte of a character in GB18030 may be that of a backslash.
    """
    raw = [b"" if info.flag_bits & _UTF_8 else info.orig_filename.encode("cp437") for info in infos]
    encoding = _encoding(b"/".join(raw))
    decoded = [
        info.orig_filename if info.flag_bits & _UTF_8 else name.decode(encoding, "replace")
        for info, name in zip(infos, raw, strict=True)
    ]
    return [name.replace("\\", "/") for name in decoded]


def _encoding(joined: bytes) -> str:
    """UTF-8 only where all names together are Chinese in it: a short name in GB18030 is often valid UTF-8 too."""
    try:
        text = joined.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8" if _CHINESE.fullmatch(text) else "gb18030"


def _skip_reason(name: str) -> SkipReason | None:
    """Why a file is passed over; None for one that is taken for a report."""
    if _LEFT_BY_SYSTEMS.search(name):
        return SkipReason.SYSTEM
    if name.endswith("/"):
        return SkipReason.FOLDER
    if _OFFICE_LOCK.search(name):
        return SkipReason.OFFICE_LOCK
    return SkipReason.HIDDEN if _HIDDEN.search(name) else None


def _check(members: Sequence[tuple[str, zipfile.ZipInfo]], bounds: Bounds) -> None:
    """Hold an archive to its directory: no file inflates to more than is said there, for no more of it is read."""
    if not members:
        raise EmptyBatch
    if len(members) > bounds.files:
        raise LimitExceeded(what={"en": "files of a batch", "zh": "一批的文件数"}, limit=bounds.files)
    if sum(info.file_size for _, info in members) > bounds.all_bytes:
        raise _too_big(bounds)


def _check_apart(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Raise DamagedFile where files share bytes: no program packs so, but who wants a small archive to become a huge one."""
    spans = sorted((info.header_offset, info.header_offset + _LOCAL_HEADER + info.compress_size) for info in infos)
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise DamagedFile(kind="ZIP")


def _too_big(bounds: Bounds) -> LimitExceeded:
    return LimitExceeded(what={"en": "inflated size", "zh": "解压后大小"}, limit=f"{bounds.all_bytes // MIB} MiB")
