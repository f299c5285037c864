"""A content stream → its operators with their operands, a match of one pattern for most.

pdfminer's own parser goes by the byte: with it the careful engine takes twice as long (docs/benchmarks.md).
"""

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSSyntaxError
from pdfminer.psparser import PSLiteral, PSLiteralTable, literal_name

Operation = tuple[bytes, list[Any]]

_NUMBERS, _OPERATOR, _STRING, _NESTED, _CODES, _NAME, _BRACKET = range(1, 8)

_TOKEN = re.compile(
    rb"""
    (?=[-+.0-9A-Za-z'"]) ((?:[-+.0-9]++[\s\0]*+){1,32}+)? ([A-Za-z][^\s\0()<>\[\]{}/%\#]*+ | ['"])?
    | \( ((?:[^()\\]++ | \\.)*+) \)
    | (\()
    | ((?: <(?!<) [0-9A-Fa-f\s\0]*+ >?+ [\s\0]*+ ){1,256}+)
    | / ([^\s\0()<>\[\]{}/%]*+)
    | (<< | >> | [\[\]])
    | %[^\r\n]*+
    """,
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(rb"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_IMAGE_END = re.compile(rb"(?:[\s\0]|~>)EI(?=[\s\0]|\Z)")

_WORDS = {b"true": True, b"false": False, b"null": None}
_BLANKS = b" \t\n\r\v\f\0"

_MOST_OPERANDS = 100_000
_DEEPEST = 100
"""Arrays and dictionaries in each other. Real files have two or three, and some thousand operands at most."""


def operations(data: bytes) -> Iterator[Operation]:
    """The operators of a content stream in their order; an inline image comes as EI with a stream for its operand.

    Raises PSSyntaxError for operands without end.
    """
    reader = _Reader(data)
    at: int | None = 0
    while at is not None:
        at = yield from reader.read(at)


class _Reader:
    """What has been read so far: the operands since the last operator, and those around an array or dictionary."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._operands: list[Any] = []
        self._around: list[list[Any]] = []

    def read(self, start: int) -> Generator[Operation, None, int | None]:
        """The operators up to what no pattern can pass; gives the place after that, None at the end."""
        operands, around = self._operands, self._around
        for match in _TOKEN.finditer(self._data, start):
            kind = match.lastindex
            if kind == _OPERATOR:
                numbers, operator = match.group(_NUMBERS, _OPERATOR)
                if numbers:
                    operands += _numbers(numbers)
                if operator in _WORDS:
                    operands.append(_WORDS[operator])
                elif operator == b"ID":
                    end = _IMAGE_END.search(self._data, match.end())
                    yield b"EI", [self._image(match.end(), end)]
                    return end.end() if end else None
                elif not around:
                    yield operator, operands
                    operands = self._operands = []
            elif kind == _NUMBERS:
                operands += _numbers(match[_NUMBERS])
            elif kind == _NESTED:
                return self._add_nested(match.end())
            elif kind is not None:
                self._add(kind, match[kind])
                operands = self._operands
        return None

    def _add(self, kind: int, token: bytes) -> None:
        if kind == _BRACKET:
            self._turn(token)
        elif kind == _CODES:
            self._operands += _from_hex(token)
        else:
            self._operands.append(_MEANT[kind](token))
        if len(self._operands) > _MOST_OPERANDS or len(self._around) > _DEEPEST:
            raise PSSyntaxError("operands without end")

    def _turn(self, bracket: bytes) -> None:
        """Begins or ends an array or dictionary; one that was never begun is nothing."""
        if bracket in (b"[", b"<<"):
            self._around.append(self._operands)
            self._operands = []
        elif self._around:
            inside, self._operands = self._operands, self._around.pop()
            self._operands.append(inside if bracket == b"]" else _dictionary(inside))

    def _add_nested(self, start: int) -> int:
        """Adds a string with parentheses in it that begins there, and gives its end."""
        depth, end = 1, len(self._data)
        for match in _PARENTHESIS.finditer(self._data, start):
            depth += {b"(": 1, b")": -1}.get(match[0], 0)
            if not depth:
                end = match.start()
                break
        self._operands.append(_unescaped(self._data[start:end]))
        return end + 1

    def _image(self, start: int, end: re.Match[bytes] | None) -> PDFStream:
        given, self._operands = self._operands, []
        return PDFStream(_dictionary(given), self._data[start + 1 : end.start() if end else None])


def _numbers(text: bytes) -> list[float]:
    try:
        return list(map(float, text.split()))
    except ValueError:
        return [float(number) for number in _NUMBER.findall(text)]


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_character, text) if b"\\" in text else text


def _character(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8) & 0xFF]) if code.isdigit() and code < b"8" else _ESCAPED.get(code, code)


def _from_hex(strings: bytes) -> list[bytes]:
    """The bytes of strings that follow each other, each from its < on."""
    _, *each = strings.translate(None, _BLANKS + b">").decode("ascii").split("<")
    return [bytes.fromhex(digits if len(digits) % 2 == 0 else digits + "0") for digits in each]


@lru_cache(maxsize=1024)
def _name(raw: bytes) -> PSLiteral:
    name = _HEX_IN_NAME.sub(lambda found: bytes([int(found[1], 16)]), raw)
    return PSLiteralTable.intern(name.decode("utf-8", "replace"))


_MEANT: Mapping[int, Callable[[bytes], object]] = {_STRING: _unescaped, _NAME: _name}
"""What a token of each kind stands for."""


def _dictionary(items: list[Any]) -> dict[str, Any]:
    return {literal_name(key): value for key, value in zip(items[::2], items[1::2], strict=False)}
