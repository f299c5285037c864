"""ZIP archives of XML (DOCX, OFD): members inflated within limits, and parsed without entities."""

import io
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from service.errors import DamagedFile, EncryptedFile
from workers.limits import Limits

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    IndexError,
)
_ENCRYPTED = 0x1


class Archive:
    """A ZIP archive whose members are inflated on demand. `kind` names the file to its sender: DOCX, OFD.

    Raises DamagedFile, EncryptedFile, or LimitExceeded where its directory or its members pass a limit.
    """

    def __init__(self, data: bytes, limits: Limits, kind: str) -> None:
        self.kind = kind
        self._limits = limits
        self._inflated = 0
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename: info for info in self._file.infolist()}
        except _BROKEN:
            raise DamagedFile(kind=kind) from None
        self._folded = {name.replace("\\", "/").lower(): name for name in self._members}
        self._check_directory(len(data))

    @property
    def names(self) -> list[str]:
        """The names of its members, in the order of its directory."""
        return list(self._members)

    def __contains__(self, name: str) -> bool:
        return self._find(name) is not None

    def member(self, name: str) -> str | None:
        """A member's name as the directory has it, None where there is none."""
        info = self._find(name)
        return info.filename if info else None

    def read(self, name: str) -> bytes:
        """A member's bytes, letter case ignored as a last resort. Raises DamagedFile where it is missing."""
        info = self._find(name)
        if info is None:
            raise DamagedFile(kind=self.kind)
        left = self._limits.inflated_bytes - self._inflated
        try:
            with self._file.open(info) as member:
                data = member.read(left + 1)
        except _BROKEN:
            raise DamagedFile(kind=self.kind) from None
        except RuntimeError:
            raise EncryptedFile from None
        self._inflated += len(data)
        self._limits.check("inflated_bytes", self._inflated)
        return data

    def xml(self, name: str) -> etree._Element:
        """A member's root element. Raises DamagedFile where it is no XML, or brings a DOCTYPE along."""
        return parse_xml(self.read(name), self._limits, self.kind)

    def _find(self, name: str) -> zipfile.ZipInfo | None:
        name = name.lstrip("/")
        return self._members.get(name) or self._members.get(self._folded.get(name.lower(), ""))

    def _check_directory(self, size: int) -> None:
        self._limits.check("archive_entries", len(self._members))
        if any(info.flag_bits & _ENCRYPTED for info in self._members.values()):
            raise EncryptedFile
        total = sum(info.file_size for info in self._members.values())
        self._limits.check("inflated_bytes", total)
        self._limits.check("inflation_ratio", -(-total // size))


def parse_xml(data: bytes, limits: Limits, kind: str) -> etree._Element:
    """The root of a part of an archive; its size is checked before the tree is built."""
    if b"<!DOCTYPE" in data.replace(b"\x00", b""):
        raise DamagedFile(kind=kind)
    limits.check("xml_nodes", data.count(b"<") + data.count(b"="))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DamagedFile(kind=kind) from None
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise DamagedFile(kind=kind)
    return root
