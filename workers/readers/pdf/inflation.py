"""A guard before any engine opens a file: what its streams grow to, counted while they are inflated."""

import binascii
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator

from pdfminer.lzw import LZWDecoder

from service.errors import DamagedFile
from workers.limits import Limits
from workers.readers.pdf import base85

_STREAM = re.compile(rb"stream(?<!endstream)\r?\n")
_OBJECT = re.compile(rb"obj(?<=\bobj)\b")
"""Patterns that begin with letters, which are searched for fastest."""
_FILTER = re.compile(rb"/F(?:ilter)?\s*(\[[^\]]{0,400}\]|/[A-Za-z0-9#]+)")
_ELSEWHERE = re.compile(rb"/Filter\s+\d+\s+\d+\s+R")
_NAME = re.compile(rb"/([A-Za-z0-9#]+)")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_DRAW = re.compile(rb"\bDo\b")

_MOST = 10**9

_MOST_MARKED = 5_000**2
"""Squares of how often each stream may mark its content: marks in each other take the fast engine the square of that."""

_DICTIONARY = 4_096
"""Bytes before a stream in which its dictionary is looked for."""

_CHUNK = 65_536

Chunks = Iterable[bytes]


def check(data: bytes, limits: Limits) -> int:
    """How often, at worst, the forms of a PDF may be drawn when they draw each other; very often for much marked content.

    Raises LimitExceeded where its streams grow too big, all together or one picture by itself, and DamagedFile
    where the file breaks off or a stream can't be inflated: what engines make of the rest is not the whole report.
    """
    if data.rfind(b"startxref") < data.rfind(b"endobj"):
        raise DamagedFile(kind="PDF")
    total, worst, marked = 0, 1, 0
    encrypted = b"/Encrypt" in data
    for match in _STREAM.finditer(data):
        head = data[max(match.start() - _DICTIONARY, 0) : match.start()]
        head = _OBJECT.split(head)[-1]
        is_form = bool(_FORM.search(head))
        grown = _Count(limits, is_form)
        _inflate(data, match.end(), _filters(head), grown)
        if _PICTURE.search(head):
            continue
        if grown.damaged and not encrypted and not _ELSEWHERE.search(head):
            raise DamagedFile(kind="PDF")
        total += grown.size
        limits.check("inflated_bytes", total)
        if is_form:
            worst = min(worst * max(grown.drawn, 1), _MOST)
        marked += grown.marked**2
    return _MOST if marked > _MOST_MARKED else worst


def _filters(head: bytes) -> list[bytes]:
    found = _FILTER.search(head)
    if _ELSEWHERE.search(head):
        return [b"FlateDecode"]  # by far the likeliest
    if not found:
        return []
    return [re.sub(rb"#([0-9A-Fa-f]{2})", _unescaped, name) for name in _NAME.findall(found[1])]


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _inflate(data: bytes, start: int, filters: list[bytes], count: "_Count") -> None:
    """Sends a stream through its filters, as far as it can be read; each stage's output is counted."""
    end = max(data.find(b"endstream", start), start)
    deflated = filters[:1] and filters[0] in _FLATE
    chunks: Chunks = _chunks(data, start, end, count) if deflated else [data[start:end]]
    for name in filters:
        if name not in _DECODERS:
            return
        chunks = count.counted(_DECODERS[name](chunks))
    try:
        for chunk in chunks:
            count.look(chunk)
    except zlib.error as error:
        count.damaged = not count.beyond and "data check" not in str(error)
    except (ValueError, IndexError):
        count.damaged = True
    if not count.size:
        count.look(data[start:end])


def _chunks(data: bytes, start: int, end: int, count: "_Count") -> Iterator[bytes]:
    """A stream's bytes, and those after it: deflated data tells its end by itself, wherever the file claims it to be."""
    for at in range(start, end, _CHUNK):
        yield data[at : min(at + _CHUNK, end)]
    count.beyond = True
    for at in range(end, len(data), _CHUNK):
        yield data[at : at + _CHUNK]


class _Count:
    """How big a stream's stages grow, how many things its content draws by name, and whether it is damaged.

    `beyond` says that more has been asked for than the stream's own bytes.
    """

    def __init__(self, limits: Limits, is_form: bool) -> None:
        self._is_form = is_form
        self.size = 0
        self.drawn = 0
        self.marked = 0
        self.damaged = False
        self.beyond = False
        self._limits = limits

    def look(self, content: bytes) -> None:
        """Counts what a form's content draws, and where content is marked."""
        self.marked += content.count(b"BDC") + content.count(b"BMC")
        if self._is_form:
            self.drawn += len(_DRAW.findall(content))

    def counted(self, chunks: Chunks) -> Iterator[bytes]:
        """The same chunks, counted as they pass."""
        for chunk in chunks:
            self.size += len(chunk)
            self._limits.check("inflated_bytes", self.size)
            yield chunk


def _flate(chunks: Chunks) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for chunk in chunks:
        rest = chunk
        while rest and not inflater.eof:
            yield inflater.decompress(rest, _CHUNK)
            rest = inflater.unconsumed_tail
        if inflater.eof:
            return


def _hex(chunks: Chunks) -> Iterator[bytes]:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", b"".join(chunks).split(b">")[0])
    yield binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _base85(chunks: Chunks) -> Iterator[bytes]:
    yield from base85.decoded(b"".join(chunks))


def _lzw(chunks: Chunks) -> Iterator[bytes]:
    yield from LZWDecoder(io.BytesIO(b"".join(chunks))).run()


def _run_lengths(chunks: Chunks) -> Iterator[bytes]:
    data = b"".join(chunks)
    at = 0
    while at < len(data) and data[at] != 128:
        length = data[at]
        copied = length + 1 if length < 128 else 1
        yield data[at + 1 : at + 1 + copied] * (1 if length < 128 else 257 - length)
        at += 1 + copied


_FLATE = (b"FlateDecode", b"Fl")

_DECODERS: dict[bytes, Callable[[Chunks], Iterator[bytes]]] = {
    b"FlateDecode": _flate,
    b"Fl": _flate,
    b"ASCIIHexDecode": _hex,
    b"AHx": _hex,
    b"ASCII85Decode": _base85,
    b"A85": _base85,
    b"LZWDecode": _lzw,
    b"LZW": _lzw,
    b"RunLengthDecode": _run_lengths,
    b"RL": _run_lengths,
}
