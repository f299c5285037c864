"""By what names the service may be called, and which pages in a browser may call it.

A browser sends whatever a page has it send, also to a service on its own machine or network that the page's author can't
reach. A page of another origin is told by `Origin` and `Sec-Fetch-Site`; one that had its own name lead here (DNS
rebinding) by that name in `Host`.
"""

import re
import socket
from collections.abc import Sequence
from functools import cache, lru_cache

from werkzeug.datastructures import Headers

from service.api.callers import Caller, address, is_loopback

_HOST = re.compile(r"(?:\[(?P<bracketed>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d*)?", re.IGNORECASE | re.ASCII)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_READING = ("GET", "HEAD")


def is_listed(host: str, allowed: Sequence[str]) -> bool:
    """Whether a `Host` is one of the names that the settings allow, or of this machine alone, which none can take over."""
    name = _name(host)
    if name == "localhost" or name.endswith(".localhost") or is_loopback(name):
        return True
    return any(name == each or (each.startswith("*.") and name.endswith(each[1:])) for each in allowed)


def is_this_machine(host: str) -> bool:
    """Whether a `Host` is an address or this machine's own name, neither of which another can have lead here."""
    name = _name(host)
    return address(name) is not None or (name != "" and name in _own_names())


def is_own_page(caller: Caller, headers: Headers, *, is_upgraded: bool) -> bool:
    """Whether no page but the service's own sent a request: what is no browser sends none of these headers.

    `is_upgraded`: a proxy that the settings don't name may speak TLS before the service.
    """
    if (origin := headers.get("Origin")) is None:
        return headers.get("Sec-Fetch-Site") in (None, "same-origin", "none")
    scheme, _, host = origin.lower().partition("://")
    return (scheme == caller.scheme or (is_upgraded and scheme == "https")) and host == _without_port(
        caller.host.lower(), scheme
    )


def is_link(method: str, headers: Headers) -> bool:
    """Whether a person followed a link, so that what is answered is shown to that person alone."""
    followed = headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")
    return method in _READING and followed == ("navigate", "document") and headers.get("Origin") is None


@lru_cache(maxsize=256)
def _name(host: str) -> str:
    """The name or address of a `Host`, without its port; empty where it is malformed."""
    found = _HOST.fullmatch(host)
    if not found:
        return ""
    name = (found["bracketed"] or found["name"]).lower()
    return str(address(name) or name.removesuffix("."))


def _without_port(host: str, scheme: str) -> str:
    return host.removesuffix(_DEFAULT_PORTS.get(scheme, "")) if ":" in host else host


@cache
def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower()
    return frozenset({name, name.partition(".")[0]})
