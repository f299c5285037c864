"""Without keys the service is open, and so to this machine alone: no other host's name, no other site's page."""

import ipaddress
from urllib.parse import urlsplit

from flask import Flask, request

from service.api.backend import backend
from service.api.errors import ForeignRequest


def register(app: Flask) -> None:
    """Refuse foreign requests, unless the settings open the service to everyone."""

    @app.before_request
    def refuse_foreign() -> None:
        if not backend().settings.open and not (_is_local(request.host) and _is_own(request.headers.get("Origin"))):
            raise ForeignRequest


def _is_local(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or name.endswith(".localhost") or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_own(origin: str | None) -> bool:
    return origin is None or origin == f"{request.scheme}://{request.host}"
