"""The id of a request: the client's own where it is a fit one, else a new one; on every answer and log line."""

import re
import secrets

from flask import Flask, Response, g, request

from service import logs
from service.renderers.addresses import base_path

HEADER = "X-Request-Id"
TYPED = {"X-Content-Type-Options": "nosniff"}
"""On every answer: it is of the type that it says, and nothing else."""
_FIT = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}", re.ASCII)


def request_id() -> str:
    """The id of the current request."""
    found: str | None = g.get("request_id")
    if found is None:
        given = request.headers.get(HEADER)
        found = g.request_id = given if given and _FIT.fullmatch(given) else secrets.token_hex(16)
    return found


def register(app: Flask) -> None:
    """Answer every request with its id, and log with it."""

    @app.before_request
    def note() -> None:
        logs.request_id.set(request_id())
        base_path.set(request.script_root)

    @app.after_request
    def tell(response: Response) -> Response:
        headers = response.headers
        headers[HEADER] = request_id()
        for name, value in TYPED.items():
            headers[name] = value
        return response

    @app.teardown_request
    def end(error: BaseException | None) -> None:
        logs.request_id.set(None)
        logs.caller.set({})
