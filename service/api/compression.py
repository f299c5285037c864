"""Answers of text, JSON and HTML above all, are packed with gzip for clients that take it."""

import gzip

from flask import Flask, Response, request
from gevent import get_hub

LEAST = 1024
"""Bytes of a body that is worth it."""
_LONG = 64 * 1024
"""Bytes that take a millisecond and more to pack: in a thread, so that other requests go on meanwhile."""
_LEVEL = 5


def register(app: Flask) -> None:
    """Pack what is worth it."""

    @app.after_request
    def pack(response: Response) -> Response:
        if not _is_worth_it(response):
            return response
        varies = response.headers.get("Vary")
        response.headers["Vary"] = f"{varies}, Accept-Encoding" if varies else "Accept-Encoding"
        if request.accept_encodings["gzip"] > 0:
            response.set_data(_packed(response.get_data()))
            response.content_encoding = "gzip"
            tag, _ = response.get_etag()
            if tag:  # strong tags are for bytes, and those differ now
                response.set_etag(tag, weak=True)
        return response


def _is_worth_it(response: Response) -> bool:
    if not response.is_sequence or response.direct_passthrough or "Content-Encoding" in response.headers:
        return False
    return (response.calculate_content_length() or 0) > LEAST and _is_text(response.headers.get("Content-Type", ""))


def _is_text(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("json", "yaml", "openapi", "+xml"))


def _packed(body: bytes) -> bytes:
    if len(body) < _LONG:
        return gzip.compress(body, _LEVEL, mtime=0)
    packed: bytes = get_hub().threadpool.apply(gzip.compress, (body, _LEVEL), {"mtime": 0})
    return packed
