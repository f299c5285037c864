"""Where the service may call: the URLs that clients may name, and the IP addresses that a connection may be made to.

A URL is allowed by its scheme, host and port. What its host's name leads to is known only when it is called, so it is
`may_connect` that keeps callbacks and fetching out of the networks that the operator didn't name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self
from urllib.parse import quote, urlsplit, urlunsplit

DEFAULT_PORTS = {"https": 443, "http": 80}
_CARRIERS = tuple(map(ip_network, ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")))
"""Networks of IPv6 whose addresses carry one of IPv4, which may be another than it seems."""
_PRIVATE_USE = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
"""What organisations number their own hosts from (RFC 1918, RFC 4193): neither loopback, nor link-local, where clouds
answer with credentials."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the operator allows for one purpose; nothing, unless it is said."""

    hosts: Sequence[str] = ()
    """Each with a port where it is another than the scheme's own; `*.example.org` is all names below one."""
    networks: Sequence[IPv4Network | IPv6Network] = ()
    """Networks of private addresses that may be called."""
    schemes: Sequence[str] = ("https",)
    is_localhost_open: bool = False
    """Whether this machine may be called at any port, by http too."""

    @property
    def is_open(self) -> bool:
        """Whether anything may be called at all."""
        return bool(self.hosts or self.networks or self.is_localhost_open)


_IN_PATHS = "/%:@!$&'()*+,;=~"
"""What stands in a path beside letters and figures without being written by its number."""


class Fault(StrEnum):
    """What is wrong with a URL."""

    MALFORMED = "url-malformed"
    SCHEME = "scheme-not-allowed"
    CREDENTIALS = "credentials-not-allowed"
    HOST = "host-not-allowed"
    PORT = "port-not-allowed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a URL is not called, and the host and port that it names."""

    fault: Fault
    host: str = ""
    port: int = 0


@dataclass(frozen=True, slots=True)
class Destination:
    """The host that a URL leads to, in lower case, and how it is spoken to."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Self:
        """Raises ValueError for what is no URL with a host, or has a port that is none."""
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if not host:
            raise ValueError("no host")
        port = DEFAULT_PORTS.get(parts.scheme, 0) if parts.port is None else parts.port
        return cls(parts.scheme, host, port)

    @property
    def address(self) -> IPv4Address | IPv6Address | None:
        """The IP address that stands for the host, None for a name."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None

    @property
    def is_localhost(self) -> bool:
        """Whether it is this machine by its usual name or address."""
        address = self.address
        return self.host == "localhost" or (address is not None and not _carries(address) and address.is_loopback)

    def is_named(self, entry: str) -> bool:
        """Whether an entry of the allowed hosts names this host, whatever the port."""
        name = urlsplit(f"//{entry}").hostname or ""
        return self.host == name or (name.startswith("*.") and self.host.endswith(name[1:]))

    def is_named_exactly(self, entries: Sequence[str]) -> bool:
        """Whether the operator named this very host: a name with its port, or an address."""
        bracketed = f"[{self.host}]" if ":" in self.host else self.host
        return f"{bracketed}:{self.port}" in entries or (self.address is not None and bracketed in entries)


def uri_of(given: str) -> str:
    """An address as people write it, in ASCII and without a fragment; as it is where it can't be written so."""
    try:
        parts = urlsplit(given)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return given
    path, query = quote(parts.path, safe=_IN_PATHS), quote(parts.query, safe=f"{_IN_PATHS}?[]")
    return urlunsplit((parts.scheme, host, path, query, "")) if given.isprintable() else given


def refusal(url: str, allowed: Allowed) -> Refusal | None:
    """Why a URL may not be called, None where it may."""
    if not (url.isascii() and url.isprintable() and " " not in url):
        return Refusal(Fault.MALFORMED)
    scheme, separator, _ = url.partition("://")
    schemes = {*allowed.schemes, *DEFAULT_PORTS} if allowed.is_localhost_open else {*allowed.schemes}
    if not separator or scheme.lower() not in schemes:
        return Refusal(Fault.SCHEME)
    try:
        parts, to = urlsplit(url), Destination.of(url)
    except ValueError:
        return Refusal(Fault.MALFORMED)
    if parts.username is not None or parts.password is not None:
        return Refusal(Fault.CREDENTIALS)
    fault = _fault(to, allowed)
    return Refusal(fault, to.host, to.port) if fault else None


def may_connect(to: Destination, address: str, allowed: Allowed) -> bool:
    """Whether a call to this host may connect to this IP address, to which the host's name led.

    A public address may be called. Another one must lie in one of the networks that the operator named; without any, it
    must be one of private use, and its host have been named with the port, or by the address itself.
    """
    found = ip_address(address)
    if allowed.is_localhost_open and to.is_localhost:
        return not _carries(found) and found.is_loopback
    if is_public(found):
        return True
    if _carries(found) or found.is_link_local or found.is_multicast or found.is_unspecified:
        return False
    if any(found in network for network in allowed.networks):
        return True
    if not to.is_named_exactly(allowed.hosts):
        return False
    is_private = any(found in network for network in _PRIVATE_USE) and not allowed.networks
    return is_private or to.address == found


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the open internet: not private, local, reserved or a way around to such."""
    if isinstance(address, IPv6Address) and (_carries(address) or address.is_site_local):
        return False
    return address.is_global and not address.is_multicast


def _carries(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of IPv6 that carries one of IPv4."""
    # ::1 lies in ::/96, among the IPv4-compatible addresses, and is the one of them that stands for itself
    if isinstance(address, IPv4Address) or address == IPv6Address("::1"):
        return False
    return address.ipv4_mapped is not None or any(address in network for network in _CARRIERS)


def _fault(to: Destination, allowed: Allowed) -> Fault | None:
    if allowed.is_localhost_open and to.is_localhost:
        return None
    if to.scheme not in allowed.schemes:
        return Fault.SCHEME
    if (address := to.address) and any(address in network for network in allowed.networks):
        return None
    own = DEFAULT_PORTS[to.scheme]
    ports = {urlsplit(f"//{entry}").port or own for entry in allowed.hosts if to.is_named(entry)}
    if not ports:
        return Fault.HOST
    return None if to.port in ports else Fault.PORT
