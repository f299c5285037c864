"""A site of a stranger on this machine, which answers each path as a test says and keeps what it was asked for."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.workers.receiver import ENDS_WITHIN

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Answers with 404 where nothing else is said."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def at(self, path: str, answer: Answer) -> str:
        """Have a path answered so; its address."""
        self.answers[path] = answer
        return f"http://{self.host}{path}"


@contextmanager
def running() -> Iterator[Site]:
    """A site that runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            self.close_connection = True
            with suppress(OSError):
                site.answers.get(self.path, status(404))(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(ENDS_WITHIN,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def status(number: int, **headers: str) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(number)
        for name, value in headers.items():
            to.send_header(name, value)
        to.send_header("Content-Length", "0")
        to.end_headers()

    return answer


def redirect(location: str) -> Answer:
    return status(302, Location=location)


def file(data: bytes, **headers: str) -> Answer:
    """A file; the headers' names have `_` for `-`."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        for name, value in {"Content_Length": str(len(data)), **headers}.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(data)

    return answer


def packed(data: bytes) -> Answer:
    return file(gzip.compress(data), Content_Encoding="gzip")


def chunked(data: bytes) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Transfer-Encoding", "chunked")
        to.end_headers()
        for start in range(0, len(data), 100):
            piece = data[start : start + 100]
            to.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        to.wfile.write(b"0\r\n\r\n")

    return answer


def too_short(data: bytes) -> Answer:
    """Less than the head says."""
    return file(data, Content_Length=str(len(data) + 100))


def broken_chunks(data: bytes) -> Answer:
    """The first part of a body in chunks, and no end of it."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Transfer-Encoding", "chunked")
        to.end_headers()
        to.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    return answer


def reset(to: BaseHTTPRequestHandler) -> None:
    """End the connection at once, as a machine does that knows nothing of it."""
    to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    to.connection.close()


def silent(to: BaseHTTPRequestHandler) -> None:
    time.sleep(20)


def endless(to: BaseHTTPRequestHandler) -> None:
    """As much as anybody takes."""
    to.send_response(200)
    to.end_headers()
    while True:
        to.wfile.write(b"x" * 65536)


def dripping(to: BaseHTTPRequestHandler) -> None:
    """A byte at a time, without an end."""
    to.send_response(200)
    to.end_headers()
    for _ in range(200):
        to.wfile.write(b"x")
        to.wfile.flush()
        time.sleep(0.1)


def no_http(to: BaseHTTPRequestHandler) -> None:
    to.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
