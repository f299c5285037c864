"""Frames between a worker and the process of a job, over a pair of sockets: JSON and bytes, never code.

A frame is a letter for its kind, the length of its body in four bytes, and the body.
"""

import json
import os
import struct
from collections.abc import Callable
from typing import Any

JSON = dict[str, Any]

MOST_MESSAGE = 4 * 1024 * 1024
"""Bytes of a message, other than the bytes of a file or a result."""
_HEAD = struct.Struct("!cI")
_MESSAGE, _BYTES = b"J", b"B"
_PIECE = 1024 * 1024

Wait = Callable[[int, bool], None]
"""Waits until a descriptor can be read, or, where the second argument is true, written. It may raise to give up."""


class ChannelClosed(Exception):
    """The other side has ended."""


class WrongFrame(Exception):
    """What came is not what the protocol has here: of another kind, too long, or no JSON."""


def _no_wait(descriptor: int, writing: bool) -> None:
    """Let the descriptor itself block."""


class Channel:
    """One end. Each call raises ChannelClosed, and what `wait` raises; those that receive raise WrongFrame too."""

    def __init__(self, descriptor: int, wait: Wait = _no_wait) -> None:
        self._descriptor, self._wait = descriptor, wait

    def send(self, message: JSON) -> None:
        """Send a message."""
        self._frame(_MESSAGE, json.dumps(message, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))

    def send_bytes(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._frame(_BYTES, data)

    def receive(self, most: int = MOST_MESSAGE) -> JSON:
        """The next frame, which is a message of so many bytes at most."""
        try:
            message = json.loads(self._body(_MESSAGE, most).decode("utf-8", "surrogatepass"), parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise WrongFrame(f"no JSON: {error}") from None
        if not isinstance(message, dict):
            raise WrongFrame("no object")
        return message

    def receive_bytes(self, most: int) -> bytes:
        """The next frame, which is bytes, so many at most."""
        return self._body(_BYTES, most)

    def _frame(self, kind: bytes, body: bytes) -> None:
        head = _HEAD.pack(kind, len(body))
        if len(body) < _PIECE:
            self._write(head + body)
        else:
            self._write(head)
            self._write(body)

    def _body(self, wanted: bytes, most: int) -> bytes:
        kind, length = _HEAD.unpack(self._read(_HEAD.size))
        if kind != wanted or length > most:
            raise WrongFrame(f"a frame {kind!r} of {length} bytes instead of {wanted!r} of {most} at most")
        return self._read(length)

    def _read(self, length: int) -> bytes:
        pieces, left = [], length
        while left:
            self._wait(self._descriptor, False)
            try:
                piece = os.read(self._descriptor, min(left, _PIECE))
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosed from error
            if not piece:
                raise ChannelClosed
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            self._wait(self._descriptor, True)
            try:
                left = left[os.write(self._descriptor, left[:_PIECE]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosed from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")
