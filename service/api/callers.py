"""Who makes a request and by what name: told by the connection, and by proxies where the settings name them.

A header of a request is anybody's to write. So the peer's address is the socket's, and `Forwarded`, `X-Forwarded-For` and
the like are believed from the peers alone that `AUDIT_TRUSTED_PROXIES` names.
"""

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from service.config import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_FORWARDING = frozenset(
    f"HTTP_{name.upper().replace('-', '_')}"
    for name in (
        *("Forwarded", "Via", "X-Real-Ip", "X-Client-Ip", "X-Cluster-Client-Ip", "X-Originating-Ip", "True-Client-Ip"),
        *("X-Original-Forwarded-For", "X-Envoy-External-Address", "Cf-Connecting-Ip", "Fastly-Client-Ip"),
    )
)
"""Headers by which proxies tell of the client, besides those that begin with X-Forwarded."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from, and the `Host` and scheme by which the client asked for it.

    `is_local`: the client runs on this machine, and the service listens to this machine alone.
    """

    address: str
    host: str
    scheme: str
    is_local: bool


def caller_of(environ: Mapping[str, Any], proxies: Sequence[Network]) -> Caller:
    """Who makes the request of a WSGI environment, in which `service.api.proxies` has put what a trusted proxy tells."""
    peer, host, scheme = environ.get("REMOTE_ADDR", ""), environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"]
    if proxies and is_named(peer, proxies):
        hops = [hop.strip() for hop in environ.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        scheme = "https" if scheme.lower() == "https" else "http"
        return Caller(_client(peer, hops, proxies), host, scheme, is_local=False)
    return Caller(peer, host, scheme, is_local=_is_direct(environ) and is_loopback(peer))


@lru_cache(maxsize=1024)
def address(text: str) -> Address | None:
    """The IP address that a text is, an IPv4 one inside an IPv6 one as itself; None where it is none."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped) or found


def is_loopback(text: str) -> bool:
    """Whether a text is an address of this machine alone."""
    found = address(text)
    return found is not None and found.is_loopback


def _is_direct(environ: Mapping[str, Any]) -> bool:
    """Whether the service listens to this machine alone, and nothing shows that a proxy passed the request on.

    gunicorn gives as SERVER_NAME the address that it listens to, but over a Unix socket the `Host`; there, a peer has no
    address. HTTP/1.0 is what nginx speaks to a service unless it is told otherwise, and no client of today does.
    """
    listening = environ.get("SERVER_NAME", "")
    return (
        (listening == "localhost" or is_loopback(listening))
        and environ.get("SERVER_PROTOCOL") != "HTTP/1.0"
        and _FORWARDING.isdisjoint(environ)
        and "HTTP_X_FORWARDED" not in " ".join(environ)
    )


def is_named(text: str, proxies: Sequence[Network]) -> bool:
    """Whether a text is the address of one of these proxies."""
    found = address(text)
    return found is not None and any(found in network for network in proxies)


def _client(peer: str, hops: Sequence[str], proxies: Sequence[Network]) -> str:
    """The last hop that is no trusted proxy: what stands before it is that one's word alone."""
    last = peer
    for hop in reversed(hops):
        if address(hop) is None:
            break
        last = hop
        if not is_named(hop, proxies):
            break
    return last
