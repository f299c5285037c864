"""Who asks: a client by its key, or anyone on this machine where there are no keys."""

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, g, request

from service.api.backend import backend
from service.api.errors import ForeignRequest, KeyRequired, ScopeRequired
from service.storage.keys import ANYONE, Key, Scope

_FREE = frozenset(["health", "docs", "metrics", "problems", "web"])
"""Blueprints that need no key."""
_READING = ("GET", "HEAD")


def client() -> str:
    """The client that makes the current request."""
    return key().client


def key() -> Key:
    """The key of the current request."""
    found: Key = g.key
    return found


def register(app: Flask) -> None:
    """Refuse whoever may not ask."""

    @app.before_request
    def authenticate() -> None:
        keys, settings = backend().keys, backend().settings
        g.key = ANYONE
        if keys.exist():
            if request.blueprint == "metrics" and not settings.metrics_open:
                _check_key(Scope.ADMIN)
            elif request.blueprint not in _FREE:
                _check_key(Scope.READ if request.method in _READING else Scope.WRITE)
        elif not settings.open and not (settings.is_local and _is_local(request.host) and _is_own()):
            raise ForeignRequest


def require(scope: Scope) -> None:
    """Raises ScopeRequired where the key of the current request has not that scope."""
    if not key().has(scope):
        raise ScopeRequired(scope=scope.value)


def _check_key(scope: Scope) -> None:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    found = backend().keys.find(given.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise KeyRequired
    g.key = found
    require(scope)


@lru_cache(maxsize=64)
def _is_local(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or name.endswith(".localhost") or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_own() -> bool:
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.host}"
