"""Uploads that are large, slow or framed so that they cost: how long health takes meanwhile, and how much memory."""

import os
import socket
import time
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.system.attacks.attack import Attack, Outcome
from tests.system.attacks.watching import beside, memory, watched
from tests.system.end_to_end.serving import started, together

_MIB = 1024 * 1024
_MOST_MEMORY = 400 * _MIB
_HEAD = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'


def held(url: str) -> None:
    """Send eight batches of 99 MB but for their last bytes."""
    _send(url, "/v1/batches", [_HEAD + b"\r\n", b"x" * (99 * _MIB)], 8, 100 * _MIB)


def long_heads(url: str) -> None:
    """Send two forms whose first part has a head of 60 MB."""
    _send(url, "/v1/batches", [_HEAD, b"X-Long: a\r\n" * (60 * _MIB // 11)], 2, 61 * _MIB)


def long_preambles(url: str) -> None:
    """Send two forms with 60 MB before the first part."""
    _send(url, "/v1/batches", [b"--b" + b"\n--\n--b " * (60 * _MIB // 8)], 2, 61 * _MIB)


def long_epilogues(url: str) -> None:
    """Send two forms with 60 MB after the last part."""
    _send(url, "/v1/batches", [_HEAD + b"\r\nabc\r\n--b--\r\n", b"\n--b" * (15 * _MIB)], 2, 61 * _MIB)


def many_parts(url: str) -> None:
    """Send forms of 1,000 parts of 60 KB, again and again."""
    part = _HEAD + b"\r\n" + os.urandom(60_000) + b"\r\n"
    body = part * 1_000 + b"--b--\r\n"
    while True:
        _send(url, "/v1/batches", [body], 2, len(body), answered=True)


def many_chunks(url: str) -> None:
    """Send four bodies in chunks of one byte."""
    head = _request(url, "/v1/reports", "text/plain", "Transfer-Encoding: chunked")
    together(4, lambda _: _sent(url, [head, b"1\r\nx\r\n" * (20 * _MIB)], answered=True))


def _send(url: str, path: str, body: list[bytes], count: int, length: int, *, answered: bool = False) -> None:
    head = _request(url, path, "multipart/form-data; boundary=b", f"Content-Length: {length}")
    together(count, lambda _: _sent(url, [head, *body], answered=answered))


def _request(url: str, path: str, kind: str, length: str) -> bytes:
    place = urlsplit(url).netloc
    return f"POST {path} HTTP/1.1\r\nHost: {place}\r\nContent-Type: {kind}\r\n{length}\r\n\r\n".encode()


def _sent(url: str, parts: list[bytes], *, answered: bool) -> None:
    place = urlsplit(url)
    with socket.create_connection((place.hostname or "", place.port or 80)) as opened:
        try:
            for part in parts:
                opened.sendall(part)
            if answered:
                opened.recv(4096)
            else:
                time.sleep(60)
        except OSError:
            return


def _sending(act: object, seconds: float, folder: Path) -> Outcome:
    with started(folder, AUDIT_UPLOAD_SECONDS="20") as service:
        api, most = service.pids("gunicorn"), 0
        until = time.monotonic() + seconds
        with watched(service.url) as health, beside(act, service.url):  # type: ignore[arg-type]
            while time.monotonic() < until:
                most = max(most, memory(api))
                time.sleep(0.2)
        return health.outcome(f"at most {most // _MIB} MiB of memory in the API", held=most <= _MOST_MEMORY)


def _attack(name: str, what: str, act: object, seconds: float = 12.0) -> Attack:
    promise = f"health answers within a second, and the API keeps within 400 MiB, while {what}"
    return Attack(name, promise, partial(_sending, act, seconds))


ATTACKS = (
    _attack("stall-uploads", "eight uploads of 99 MB are held", held, 15.0),
    _attack("stall-part-heads", "two parts have heads of 60 MB", long_heads),
    _attack("stall-preambles", "two forms have 60 MB before their first part", long_preambles),
    _attack("stall-epilogues", "two forms have 60 MB after their last part", long_epilogues),
    _attack("stall-parts", "forms of 1,000 parts arrive", many_parts),
    _attack("stall-chunks", "bodies arrive in chunks of a byte", many_chunks),
)
