"""Posting to a stranger's address: to hosts and addresses that the operator allows alone, once, and not for long.

A host's name is looked up once and the connection goes to what was found and checked, so that no second answer of the
DNS can send it elsewhere. No redirect is followed.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from service.audits.destinations import DEFAULT_PORTS, Allowed, Destination, may_connect

SECONDS = 15.0
"""The longest that a post may take in all."""

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


class NotSent(Exception):
    """The post didn't come to an answer; the text is a word for why."""


class PrivateAddress(NotSent):
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


class WebhookClient:
    """Posts bodies; `resolve`, `connect` and the TLS context are given where not the internet's own are meant."""

    def __init__(
        self,
        allowed: Allowed,
        resolve: Resolve = look_up,
        connect: Connect = connect,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed, self._resolve, self._connect = allowed, resolve, connect
        self._context = context or ssl.create_default_context()

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status that the receiver of a URL that may be called answers. Raises NotSent."""
        parts, to = urlsplit(url), Destination.of(url)
        address = self._checked_address(to)
        tls = self._context if to.scheme == "https" else None
        connection = _Pinned(to, lambda: self._connect(address, to.port, SECONDS), tls)
        watchdog = threading.Timer(SECONDS, connection.break_off)
        watchdog.daemon = True
        watchdog.start()
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, dict(headers))
            status = connection.getresponse().status
        except TimeoutError:
            raise NotSent("timeout") from None
        except ssl.SSLError:
            raise NotSent("timeout" if connection.broken_off else "tls") from None
        except OSError:
            raise NotSent("timeout" if connection.broken_off else "unreachable") from None
        except (http.client.HTTPException, ValueError):
            raise NotSent("timeout" if connection.broken_off else "no-http") from None
        finally:
            watchdog.cancel()
            connection.close()
        if connection.broken_off:
            raise NotSent("timeout")
        return status

    def _checked_address(self, to: Destination) -> str:
        """The one address that is connected to; where one of a host's may not be called, none is."""
        try:
            addresses = self._resolve(to.host, to.port)
        except (OSError, UnicodeError):
            raise NotSent("unresolvable") from None
        if not addresses:
            raise NotSent("unresolvable")
        for address in addresses:
            if not may_connect(to, address, self._allowed):
                raise PrivateAddress(address)
        return addresses[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to a host by an address that was chosen before; without TLS where there is no context."""

    def __init__(self, to: Destination, connect: Callable[[], socket.socket], context: ssl.SSLContext | None) -> None:
        super().__init__(to.host, to.port, timeout=SECONDS)
        self.default_port = DEFAULT_PORTS[to.scheme]
        self._open, self._tls = connect, context
        self.broken_off = False

    def connect(self) -> None:
        """Connect, and prove the host by its certificate."""
        raw = self._open()
        self.sock = raw
        if self._tls:
            self.sock = self._tls.wrap_socket(raw, server_hostname=self.host)

    def break_off(self) -> None:
        """End whatever the connection is at."""
        self.broken_off = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)
