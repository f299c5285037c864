"""How often a client may ask: so many requests a minute and key. Without keys no rate applies."""

from flask import Flask, Response, g

from service.api.auth import key
from service.api.backend import backend
from service.api.errors import TooManyRequests
from service.errors import QueueUnavailable
from service.queue.port import WINDOW, Quota


def register(app: Flask) -> None:
    """Count each request that was made with a key, and tell what is left."""

    @app.before_request
    def count() -> None:
        quota = _counted()
        if quota and quota.exceeded:
            raise TooManyRequests(quota.limit, quota.seconds)

    @app.after_request
    def tell(response: Response) -> Response:
        quota: Quota | None = g.get("quota")
        if quota:
            response.headers["RateLimit-Policy"] = f'"requests";q={quota.limit};w={WINDOW}'
            response.headers["RateLimit"] = f'"requests";r={quota.left};t={quota.seconds}'
        return response


def _counted() -> Quota | None:
    """What is left to the key of the request. While Redis is away nobody is counted: reading goes on without it."""
    if "key" not in g or not key().id:
        return None
    try:
        g.quota = backend().queue.metrics.count_request(key().id, backend().settings.requests_a_minute)
    except QueueUnavailable:
        return None
    quota: Quota = g.quota
    return quota
