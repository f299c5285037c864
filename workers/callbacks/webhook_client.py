"""Posting to a stranger's address: over TLS, to public addresses alone, once, and not for long.

A host's name is looked up once and the connection goes to what was found and checked, so that no second answer of the
DNS can send it elsewhere. No redirect is followed.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

SECONDS = 15.0
"""The longest that a post may take in all."""
_PORT = 443

_TUNNELS = tuple(map(ipaddress.ip_network, ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")))
"""Addresses of IPv6 that carry one of IPv4, which may be private."""

Resolve = Callable[[str], Sequence[str]]
Connect = Callable[[str, float], socket.socket]


class NotSent(Exception):
    """The post didn't come to an answer; the text is a word for why."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not private, local, reserved or a way around to such."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped or any(found in tunnel for tunnel in _TUNNELS):
            return False
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast


def look_up(host: str) -> list[str]:
    """The addresses of a host. Raises OSError."""
    found = socket.getaddrinfo(host, _PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]).partition("%")[0] for *_, address in found))


def connect(address: str, seconds: float) -> socket.socket:
    """A connection to an address. Raises OSError."""
    return socket.create_connection((address, _PORT), timeout=seconds)


class WebhookClient:
    """Posts bodies; `resolve`, `connect` and the TLS context are given where not the internet's own are meant."""

    def __init__(
        self, resolve: Resolve = look_up, connect: Connect = connect, context: ssl.SSLContext | None = None
    ) -> None:
        self._resolve, self._connect = resolve, connect
        self._context = context or ssl.create_default_context()

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status that the receiver answers. Raises NotSent."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        address = self._public_address(host)
        connection = _Pinned(host, lambda: self._connect(address, SECONDS), self._context)
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

    def _public_address(self, host: str) -> str:
        try:
            addresses = self._resolve(host)
        except (OSError, UnicodeError):
            raise NotSent("unresolvable") from None
        if not addresses:
            raise NotSent("unresolvable")
        if not all(map(is_public, addresses)):
            raise NotSent("private-address")
        return addresses[0]


class _Pinned(http.client.HTTPSConnection):
    """A connection to a host by an address that was chosen before."""

    def __init__(self, host: str, connect: Callable[[], socket.socket], context: ssl.SSLContext) -> None:
        super().__init__(host, _PORT, timeout=SECONDS, context=context)
        self._open, self._tls = connect, context
        self.broken_off = False

    def connect(self) -> None:
        """Connect, and prove the host by its certificate."""
        raw = self._open()
        self.sock = raw
        self.sock = self._tls.wrap_socket(raw, server_hostname=self.host)

    def break_off(self) -> None:
        """End whatever the connection is at."""
        self.broken_off = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)
