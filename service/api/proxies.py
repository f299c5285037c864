"""The service behind proxies: the name, scheme and path by which its clients know it.

What a proxy says of these is taken from the peers alone that `AUDIT_TRUSTED_PROXIES` names; `service.api.callers` finds
who the client is.
"""

import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.utils import redirect

from service.api.callers import is_named
from service.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_PREFIX = "HTTP_X_FORWARDED_PREFIX"
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)+/?", re.ASCII)
"""A prefix that leads nowhere else: `//evil.example` would be another host's address in a `Location`."""


class BehindProxies:
    """An app that sees requests as its clients sent them, and its own path (`SCRIPT_NAME`) as the settings or a proxy tell it.

    A proxy may take the path away before it passes a request on, or leave it: both are answered.
    """

    def __init__(self, app: "WSGIApplication", settings: Callable[[], Settings]) -> None:
        self._app, self._settings = app, settings
        self._as_forwarded = ProxyFix(self._placed, x_for=0, x_proto=1, x_host=1, x_prefix=1)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        if not is_named(environ.get("REMOTE_ADDR", ""), self._settings().trusted_proxies):
            return self._placed(environ, start_response)
        prefix = environ.get(_PREFIX, "").rpartition(",")[2].strip()
        environ[_PREFIX] = prefix.rstrip("/") if _PATH.fullmatch(prefix) else ""
        return self._as_forwarded(environ, start_response)

    def _placed(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        own = environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME") or self._settings().base_path
        path = environ.get("PATH_INFO", "")
        if own and (path == own or path.startswith(f"{own}/")):
            path = environ["PATH_INFO"] = path.removeprefix(own)
        if own and not path:  # the page's own addresses are relative to the slash
            return redirect(f"{own}/", HTTPStatus.PERMANENT_REDIRECT)(environ, start_response)
        return self._app(environ, start_response)
