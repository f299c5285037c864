"""Asking a stranger's server: at hosts and addresses that the operator allows alone, once, and not for long.

A host's name is looked up once and the connection goes to what was found and checked, so that no second answer of the
DNS can send it elsewhere. No redirect is followed here: who follows one asks anew, and all is checked again.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from service.audits.destinations import DEFAULT_PORTS, Allowed, Destination, may_connect

SECONDS = 15.0
"""The longest that a server may take until it answers, and that it may pause while it does."""

PASSING = (408, 425, 429)
"""Statuses of requests that were refused, but may be taken later."""

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


class NotAnswered(Exception):
    """The request didn't come to an answer, or that not to its end; the text is a word for why."""


class PrivateAddress(NotAnswered):
    """The host's name leads to an address that the operator didn't allow, so that nothing was sent."""

    def __init__(self, address: str) -> None:
        super().__init__("private-address")
        self.address = address


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]).partition("%")[0] for *_, address in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address. Raises OSError."""
    return socket.create_connection((address, port), timeout=seconds)


def trusting(authorities: Path | None) -> ssl.SSLContext:
    """What receivers are proved by: the system's certificates, and those of a file. Raises OSError, of which SSLError is one."""
    context = ssl.create_default_context()
    if authorities:
        context.load_verify_locations(authorities)
    return context


class GuardedClient:
    """Asks servers that may be called; `resolve`, `connect` and the TLS context are given where not the internet's own are meant."""

    def __init__(
        self,
        allowed: Allowed,
        resolve: Resolve = look_up,
        connect: Connect = connect,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.allowed, self._resolve, self._connect = allowed, resolve, connect
        self._context = context or ssl.create_default_context()

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status that the receiver of a URL that may be called answers. Raises NotAnswered."""
        with self.asked("POST", url, headers, body) as answer:
            return answer.status

    @contextmanager
    def asked(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None, seconds: float = SECONDS
    ) -> Iterator[http.client.HTTPResponse]:
        """The answer of a URL that may be called, whose body may be read for so many seconds. Raises NotAnswered, there too."""
        parts, to = urlsplit(url), Destination.of(url)
        address = self._checked_address(to)
        tls = self._context if to.scheme == "https" else None
        head_seconds = min(SECONDS, seconds)
        connection = _Pinned(to, lambda: self._connect(address, to.port, head_seconds), tls)
        try:
            with connection.broken_off_after(head_seconds):
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.request(method, target, body, dict(headers))
                answer = connection.getresponse()
            with connection.broken_off_after(seconds):
                yield answer
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotAnswered("timeout" if connection.is_broken_off else _reason(error)) from None
        finally:
            connection.close()
        if connection.is_broken_off:
            raise NotAnswered("timeout")

    def _checked_address(self, to: Destination) -> str:
        """The one address that is connected to; where one of a host's may not be called, none is."""
        try:
            addresses = self._resolve(to.host, to.port)
        except (OSError, UnicodeError):
            raise NotAnswered("unresolvable") from None
        if not addresses:
            raise NotAnswered("unresolvable")
        for address in addresses:
            if not may_connect(to, address, self.allowed):
                raise PrivateAddress(address)
        return addresses[0]


def _reason(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "timeout"
        case ssl.SSLError():
            return "tls"
        case http.client.IncompleteRead():
            return "broken-off"
        case OSError():
            return "unreachable"
    return "no-http"


class _Pinned(http.client.HTTPConnection):
    """A connection to a host by an address that was chosen before; without TLS where there is no context."""

    def __init__(self, to: Destination, connect: Callable[[], socket.socket], context: ssl.SSLContext | None) -> None:
        super().__init__(to.host, to.port, timeout=SECONDS)
        self.default_port = DEFAULT_PORTS[to.scheme]
        self._open, self._tls = connect, context
        self._stream: socket.socket | None = None
        self.is_broken_off = False

    def connect(self) -> None:
        """Connect, and prove the host by its certificate."""
        self.sock = self._stream = self._open()
        if self._tls:
            self.sock = self._stream = self._tls.wrap_socket(self.sock, server_hostname=self.host)
        if self.is_broken_off:
            raise TimeoutError

    @contextmanager
    def broken_off_after(self, seconds: float) -> Iterator[None]:
        """End whatever the connection is at in here after so many seconds."""
        watchdog = threading.Timer(seconds, self._break_off)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield
        finally:
            watchdog.cancel()

    def _break_off(self) -> None:
        self.is_broken_off = True
        # not `sock`, which is let go of where the server says that it closes, while the answer is still read
        with suppress(OSError, AttributeError):
            self._stream.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]
