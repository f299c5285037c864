"""A receiver of callbacks with a certificate, somewhere on the internet as a webhook client sees it."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import BinaryIO

import trustme

from service.config import Settings
from workers.outgoing.http_client import GuardedClient

PUBLIC = "93.184.215.14"
"""An address of the open internet; connections to it are led here."""
HOST = "portal.example.org"
ENDS_WITHIN = 0.01
"""Seconds after which a server that is to end looks whether it is; usually it is half of one."""
ALLOWED = Settings(callback_hosts=(HOST,))


@dataclass
class Receiver:
    """Answers with the statuses in turn, the last one for good; keeps what it got."""

    port: int
    authority: trustme.CA
    statuses: list[int] = field(default_factory=lambda: [200])
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    location: str = ""
    delay: Callable[[BinaryIO], object] = lambda to_client: None

    def client(
        self,
        resolve: Callable[[str, int], list[str]] = lambda host, port: [PUBLIC],
        allowed: Settings = ALLOWED,
        at: tuple[str, int] = (PUBLIC, 443),
    ) -> GuardedClient:
        """A webhook client to whom this stands at an address and port, in the open internet unless told otherwise."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)

        def connect(address: str, port: int, seconds: float) -> socket.socket:
            assert (address, port) == at, f"connects to {address}, port {port}"
            return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

        return GuardedClient(allowed.callback_destinations, resolve, connect, context)


@contextmanager
def receiving(host: str = HOST, address: str = "127.0.0.1") -> Iterator[Receiver]:
    """A receiver that runs at an address of this machine, with a certificate for a host."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    receiver = Receiver(0, authority)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append((self.path, dict(self.headers), body))
            receiver.delay(self.wfile)
            status = receiver.statuses.pop(0) if len(receiver.statuses) > 1 else receiver.statuses[0]
            self.send_response(status)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((address, 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(ENDS_WITHIN,), daemon=True)
    thread.start()
    yield receiver
    server.shutdown()
    server.server_close()
