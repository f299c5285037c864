"""Pages of named origins that may call the API from a browser (CORS): off unless the settings name some.

The headers below say so on every answer, problems included, so that such a page can read why it was refused. No
cookies are taken, here as elsewhere: a page of a named origin needs a key as any client does.
"""

from http import HTTPStatus

from flask import Flask, Response, request

from service.api.backend import backend

_METHODS = "GET, HEAD, POST, DELETE"
_SENT = "Authorization, Content-Digest, Content-Disposition, Content-Type, Idempotency-Key, If-None-Match, Prefer, X-Request-Id"
"""What clients may send beside what any page may."""
READ = (
    "Content-Disposition, Dots-Per-Inch, ETag, Idempotent-Replayed, Link, Location, Preference-Applied, RateLimit, "
    "RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id"
)
"""What pages may read of an answer beside what they may of any."""
_KEPT_SECONDS = 600


def is_named_origin() -> bool:
    """Whether a page of an origin that the settings name sent the current request."""
    return request.headers.get("Origin", "").lower() in backend().settings.cors_origins


def register(app: Flask) -> None:
    """Let pages of named origins in."""

    @app.before_request
    def preflight() -> Response | None:
        """Answer a browser that asks beforehand, which sends no key."""
        if (
            request.method != "OPTIONS"
            or "Access-Control-Request-Method" not in request.headers
            or not is_named_origin()
        ):
            return None
        headers = {
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": _SENT,
            "Access-Control-Max-Age": str(_KEPT_SECONDS),
        }
        return Response(status=HTTPStatus.NO_CONTENT, headers=headers)

    @app.after_request
    def allow(response: Response) -> Response:
        if not backend().settings.cors_origins:
            return response
        response.vary.add("Origin")
        if is_named_origin():
            response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
            response.headers["Access-Control-Expose-Headers"] = READ
        return response
