"""Documents that a worker draws: asked for at the first request, and given from then on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from flask import Response, request

from service.api.auth import client
from service.api.backend import backend
from service.api.declare import Answer, answers, language
from service.api.errors import RenderingFailed
from service.audits.rendering import Rendering
from service.errors import PageNotFound
from service.schemas.audits import Drawing

AT_ONCE = 256 * 1024
"""Bytes of a result of which documents are made at once; those of a longer one are drawn by a worker."""
RETRY_AFTER = "1"
DEFAULT_POLICY = "default-src 'none'"
"""The Content-Security-Policy of documents that show nothing by themselves."""


def drawn(rendering: Rendering, media_type: str, filename: str, policy: str = DEFAULT_POLICY) -> Response:
    """The document, or 202 while it is drawn. Raises RenderingFailed, PageNotFound, QueueUnavailable, StorageFull."""
    document = backend().storage.renderings.read(rendering)
    if document is not None:
        return document_of(document, media_type, filename, policy)
    problem = backend().storage.renderings.problem(rendering)
    if problem and problem.code == PageNotFound.code:
        raise PageNotFound(**problem.facts)
    if problem:
        raise RenderingFailed(problem)
    backend().storage.audits.room()
    backend().intake.request_task(client(), rendering.name)
    pending: Response = _pending()
    return pending


@answers(Drawing, 202)
def _pending() -> Answer:
    return Answer({"status": "drawing"}, {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file that is sent piece by piece: never whole in memory."""

    all: Iterator[bytes]
    size: int
    sha256: str


def document_of(body: str | bytes | Pieces, media_type: str, filename: str, policy: str = DEFAULT_POLICY) -> Response:
    """A document to save under this name, or to show where it is a page or picture."""
    response = Response(body.all if isinstance(body, Pieces) else body, mimetype=media_type)
    disposition = "inline" if media_type in ("text/html", "image/png") else "attachment"
    response.headers.set("Content-Disposition", disposition, **_names(filename))
    response.headers.update(
        {
            "Content-Language": language(),
            "Vary": "Accept, Accept-Language",
            "Cache-Control": "private, no-cache",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": f"{policy}; frame-ancestors 'none'; sandbox",
        }
    )
    if isinstance(body, Pieces):
        response.content_length = body.size
        response.set_etag(body.sha256)
    else:
        response.add_etag()
    response.make_conditional(request)
    return response


def _names(filename: str) -> dict[str, str]:
    """The parameters that name a file (RFC 6266); one that isn't ASCII is named twice, for old clients and others."""
    path = PurePath(filename)
    stem, suffix = (part.encode("ascii", "ignore").decode() for part in (path.stem, path.suffix))
    plain = (stem.strip("-. ") or "report") + suffix.rstrip(". ")
    if plain == filename:
        return {"filename": filename}
    return {"filename": plain, "filename*": f"UTF-8''{quote(filename, safe='')}"}
