"""Uploads beyond the limit, by clients that send all of a body before they read the answer."""

import http.client
import socket
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.system.attacks.attack import Attack, Outcome
from tests.system.attacks.watching import watched
from tests.system.end_to_end.serving import started

_LENGTH, _PIECE = 150 * 1024 * 1024, 64 * 1024
_TIMES = 3


def told_its_length(url: str) -> int:
    """Send a body whose length is told first."""
    return _answered(url, {"Content-Length": str(_LENGTH)}, _body())


def chunked(url: str) -> int:
    """Send a body in chunks."""
    return _answered(url, {"Transfer-Encoding": "chunked"}, _body())


def expecting(url: str) -> int:
    """Ask before the body is sent, and send none of it."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname or "", place.port or 80), timeout=10) as opened:
        opened.sendall(
            f"POST /v1/reports HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: text/plain\r\n"
            f"Content-Length: {_LENGTH}\r\nExpect: 100-continue\r\n\r\n".encode()
        )
        return int(opened.makefile("rb").readline().split()[1])


def _answered(url: str, headers: dict[str, str], body: Iterator[bytes]) -> int:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        is_chunked = "Transfer-Encoding" in headers
        connection.request(
            "POST", "/v1/reports", body, {"Content-Type": "text/plain", **headers}, encode_chunked=is_chunked
        )
        return connection.getresponse().status
    finally:
        connection.close()


def _body() -> Iterator[bytes]:
    """So many bytes, at the speed of a fast network, which is slower than this machine's own."""
    for _ in range(_LENGTH // _PIECE):
        time.sleep(0.002)
        yield b"x" * _PIECE


def _told(ask: Callable[[str], int], folder: Path) -> Outcome:
    answers: list[object] = []
    with started(folder) as service, watched(service.url) as health:
        for _ in range(_TIMES):
            try:
                answers.append(ask(service.url))
            except (OSError, http.client.HTTPException) as error:
                answers.append(type(error).__name__)
    return health.outcome(f"{_TIMES} uploads: {', '.join(map(str, answers))}", held=answers == [413] * _TIMES)


ATTACKS = (
    Attack(
        "too-large-length",
        "an upload of 150 MB gets its 413, and health is answered within a second",
        partial(_told, told_its_length),
    ),
    Attack("too-large-chunked", "a chunked upload of 150 MB gets its 413", partial(_told, chunked)),
    Attack("too-large-expect", "who asks first is told 413 before the body", partial(_told, expecting)),
)
