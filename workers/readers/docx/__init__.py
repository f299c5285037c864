"""DOCX files (Office Open XML, ISO/IEC 29500) → paragraphs and tables in reading order."""

from service.errors import DamagedFile
from workers.limits import Limits
from workers.readers.document import Document
from workers.readers.docx.body import Body
from workers.readers.docx.package import Package
from workers.readers.structure.wrapping import rewrapped

__all__ = ["read_docx"]


def read_docx(data: bytes, limits: Limits) -> Document:
    """The text that a reader of the file would see; pages are not known to the file.

    Raises DamagedFile, EncryptedFile or LimitExceeded.
    """
    try:
        return Document(tuple(rewrapped(Body(Package(data, limits), limits).blocks())))
    except RecursionError:
        raise DamagedFile(kind="DOCX") from None
