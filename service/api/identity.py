"""The id of a request: the client's own where it is a fit one, else a new one; on every answer and log line."""

import logging
import re
import secrets

from flask import Flask, Response, g, has_request_context, request

HEADER = "X-Request-Id"
_FIT = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}", re.ASCII)


def request_id() -> str:
    """The id of the current request."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _FIT.fullmatch(given) else secrets.token_hex(16)
    return str(g.request_id)


class RequestIdFilter(logging.Filter):
    """Adds `request_id` to log records; `-` outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record."""
        record.request_id = request_id() if has_request_context() else "-"
        return True


def register(app: Flask) -> None:
    """Answer every request with its id."""

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        return response
