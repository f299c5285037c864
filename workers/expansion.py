"""Archives that batches come in: their reports with their names, each read within limits."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from service.errors import DamagedFile, EmptyBatch, EncryptedFile, LimitExceeded
from workers.limits import MIB

_UTF_8, _ENCRYPTED = 0x800, 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, IndexError, RuntimeError)
_NO_REPORT = re.compile(r"(^|/)(__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
"""What systems and office programs leave in folders."""
_CHINESE = re.compile("[\u00b7\u2010-\u206f\u3000-\u303f\u3400-\u9fff\uff00-\uffef\x00-\x7f]*")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Most files of an archive, most bytes of one of them, and of all together."""

    files: int
    file_bytes: int
    all_bytes: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of an archive: its name, and the way to its bytes."""

    name: str
    _file: zipfile.ZipFile
    _info: zipfile.ZipInfo
    _most: int

    def read(self) -> bytes:
        """Its bytes. Raises EncryptedFile, LimitExceeded or DamagedFile."""
        if self._info.flag_bits & _ENCRYPTED:
            raise EncryptedFile
        if self._info.file_size > self._most:
            raise LimitExceeded(what="file size / 文件大小", limit=f"{self._most // MIB} MiB")
        try:
            with self._file.open(self._info) as member:
                return member.read(self._most)
        except _BROKEN:
            raise DamagedFile(kind="ZIP") from None


def unpacked(archive: bytes, bounds: Bounds) -> list[Packed]:
    """The files of an archive in its order, not read yet.

    Raises DamagedFile, EmptyBatch or LimitExceeded where that holds for the archive itself.
    """
    try:
        file = zipfile.ZipFile(io.BytesIO(archive))
        infos = file.infolist()
    except _BROKEN:
        raise DamagedFile(kind="ZIP") from None
    members = [(name, info) for name, info in zip(names(infos), infos, strict=True) if _is_report(name)]
    _check(members, bounds)
    return [Packed(name, file, info, bounds.file_bytes) for name, info in members]


def names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The files' names. One without the flag of UTF-8 is in an encoding that is decided once for the whole archive.

    It is decided before any name is split: the second byte of a character in GB18030 may be that of a backslash.
    """
    raw = [b"" if info.flag_bits & _UTF_8 else info.orig_filename.encode("cp437") for info in infos]
    encoding = _encoding(b"/".join(raw))
    told = [
        info.orig_filename if info.flag_bits & _UTF_8 else name.decode(encoding, "replace")
        for info, name in zip(infos, raw, strict=True)
    ]
    return [name.replace("\\", "/") for name in told]


def _encoding(joined: bytes) -> str:
    """UTF-8 only where all names together are Chinese in it: a short name in GB18030 is often valid UTF-8 too."""
    try:
        text = joined.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8" if _CHINESE.fullmatch(text) else "gb18030"


def _is_report(name: str) -> bool:
    return not name.endswith("/") and not _NO_REPORT.search(name)


def _check(members: Sequence[tuple[str, zipfile.ZipInfo]], bounds: Bounds) -> None:
    if not members:
        raise EmptyBatch
    if len(members) > bounds.files:
        raise LimitExceeded(what="files of a batch / 一批的文件数", limit=bounds.files)
    if sum(info.file_size for _, info in members) > bounds.all_bytes:
        raise LimitExceeded(what="inflated size / 解压后大小", limit=f"{bounds.all_bytes // MIB} MiB")
