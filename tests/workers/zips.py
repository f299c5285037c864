"""ZIP archives as all kinds of programs write them."""

import io
import zipfile
from copy import copy


class Named(zipfile.ZipInfo):
    """A member whose name stands in the archive as these bytes, without the flag of UTF-8."""

    raw: bytes = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
        return self.raw, self.flag_bits


def archive(*files: tuple[bytes | str, bytes], deflated: bool = False) -> bytes:
    """An archive of files; names are flagged as UTF-8 where they are given as text, and written as they are as bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED) as made:
        for name, data in files:
            if isinstance(name, str):
                made.writestr(name, data)
            else:
                info = Named(str(len(made.filelist)))
                info.raw = name
                info.compress_type = made.compression
                made.writestr(info, data)
    return written.getvalue()


def encrypted(data: bytes) -> bytes:
    """The archive with its first member marked as encrypted."""
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data = data[:at] + bytes([data[at] | 1]) + data[at + 1 :]
    return data


def overlapping(count: int, data: bytes) -> bytes:
    """An archive whose directory names the same bytes so many times."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("0.txt", data)
        made.filelist += [copy(made.filelist[0]) for _ in range(1, count)]
    return written.getvalue()
