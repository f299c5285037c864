"""DOC files of Word 97 to 2003, as Word and WPS write them ([MS-DOC]) → paragraphs and tables in reading order."""

import struct

from service.errors import DamagedFile
from workers.limits import Limits
from workers.readers.doc.body import Body
from workers.readers.doc.container import Container
from workers.readers.document import Document
from workers.readers.structure.wrapping import rewrapped

__all__ = ["read_doc"]

_BROKEN = (struct.error, IndexError, KeyError, TypeError, ValueError, AttributeError, OSError, RecursionError)
"""What following a false offset ends in, here and in olefile."""


def read_doc(data: bytes, limits: Limits) -> Document:
    """The text that a reader of the file would see; pages are not known to the file.

    Raises DamagedFile, EncryptedFile, LimitExceeded, or UnsupportedFile for Word 6 and 95.
    """
    try:
        return Document(tuple(rewrapped(Body(Container(data), limits).blocks())))
    except _BROKEN:
        raise DamagedFile(kind="DOC") from None
