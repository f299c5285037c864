"""A guard before any engine opens a file: what its streams grow to, counted while they are inflated."""

import base64
import binascii
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator

from pdfminer.lzw import LZWDecoder

from service.errors import LimitExceeded
from workers.limits import MIB, Limits

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"\bobj\b")
_FILTER = re.compile(rb"/(?:F|Filter)\s*(\[[^\]]{0,400}\]|/[A-Za-z0-9#]+|\d+\s+\d+\s+R)")
_NAME = re.compile(rb"/([A-Za-z0-9#]+)")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")

_DICTIONARY = 4_096
"""Bytes before a stream in which its dictionary is looked for."""

_CHUNK = 65_536

Chunks = Iterable[bytes]


def check(data: bytes, limits: Limits) -> None:
    """Raises LimitExceeded where a PDF's streams grow too big: all together, or one picture by itself."""
    total = 0
    for match in _STREAM.finditer(data):
        head = data[max(match.start() - _DICTIONARY, 0) : match.start()]
        head = head[max((found.end() for found in _OBJECT.finditer(head)), default=0) :]
        size = _grown(data, match.end(), _filters(head), limits)
        total += 0 if _PICTURE.search(head) else size
        if total > limits.inflated_bytes:
            raise _too_big(limits)


def _filters(head: bytes) -> list[bytes]:
    found = _FILTER.search(head)
    if not found:
        return []
    if found[1].endswith(b"R"):
        return [b"FlateDecode"]
    return [re.sub(rb"#([0-9A-Fa-f]{2})", _unescaped, name) for name in _NAME.findall(found[1])]


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _grown(data: bytes, start: int, filters: list[bytes], limits: Limits) -> int:
    """How many bytes a stream's filters make of it, all stages together, as far as it can be read."""
    if not filters or filters[0] not in _DECODERS:
        return 0
    grown = _Count(limits)
    end = len(data) if filters[0] in _FLATE else data.find(b"endstream", start)
    chunks: Chunks = (data[at : at + _CHUNK] for at in range(start, end, _CHUNK))
    for name in filters:
        if name not in _DECODERS:
            break
        chunks = grown.counted(_DECODERS[name](chunks))
    try:
        for _ in chunks:
            pass
    except (zlib.error, ValueError, binascii.Error, IndexError):
        pass  # damaged, which is the engine's to judge; it has been counted up to there
    return grown.size


class _Count:
    def __init__(self, limits: Limits) -> None:
        self.size = 0
        self._limits = limits

    def counted(self, chunks: Chunks) -> Iterator[bytes]:
        """The same chunks, counted as they pass."""
        for chunk in chunks:
            self.size += len(chunk)
            if self.size > self._limits.inflated_bytes:
                raise _too_big(self._limits)
            yield chunk


def _too_big(limits: Limits) -> LimitExceeded:
    return LimitExceeded(what="unpacked content / 解压后的内容", limit=f"{limits.inflated_bytes // MIB} MiB")


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
    yield base64.a85decode(b"".join(chunks).split(b"~>")[0].removeprefix(b"<~"), ignorechars=b" \t\n\r\v\f\0")


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
