"""Every error as application/problem+json (RFC 9457), and a page for each type of problem."""

import json
import logging
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from service.api.backend import backend
from service.api.declare import answers, language
from service.api.errors import (
    Caused,
    InvalidFields,
    MalformedRequest,
    MethodNotAllowed,
    NotFound,
    NotReady,
    UploadTooLarge,
)
from service.api.identity import request_id
from service.api.metrics import refused
from service.audits.audit import Problem
from service.errors import AuditError, Language, catalogue
from service.renderers import problems
from service.renderers.addresses import address
from service.schemas.problems import ProblemDetails, ProblemPage

log = logging.getLogger(__name__)
_shape = ProblemDetails()
pages = Blueprint("problems", __name__)


@pages.get("/problems/<code>")
@answers(ProblemPage)
def show(code: str) -> dict[str, Any]:
    """What a type of problem means."""
    if code not in catalogue():
        raise NotFound
    return problems.page(catalogue()[code], language())


def register(app: Flask) -> None:
    """Answer whatever goes wrong with a problem."""
    app.register_error_handler(AuditError, answer)
    app.register_error_handler(HTTPException, lambda error: answer(_ours(error)))
    app.register_error_handler(Exception, _crashed)


def answer(error: AuditError) -> Response:
    """The response that tells of an error."""
    refused(error.code)
    spoken = language()
    body = problems.problem(type(error), spoken, error.facts)
    body |= {"instance": quote(address(request.path)), "request_id": request_id(), **_besides(error, spoken)}
    written = json.dumps(_shape.dump(body), ensure_ascii=False)
    response = Response(written, error.status, mimetype="application/problem+json")
    response.headers.update({"Content-Language": spoken, "Vary": "Accept-Language", "Cache-Control": "no-store"})
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    if error.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = error.allowed
    return response


def _besides(error: AuditError, spoken: Language) -> dict[str, Any]:
    """What some errors tell beside the members of RFC 9457."""
    match error:
        case InvalidFields():
            return {"errors": [{"pointer": at, "detail": getattr(must, spoken)} for at, must in error.fields]}
        case Caused(problem=Problem() as problem):
            return {"problem": problems.kept(problem, spoken)}
        case NotReady():
            return {"checks": error.checks}
    return {}


def _crashed(error: Exception) -> Response:
    log.exception("%s %s crashed", request.method, request.path)
    return answer(AuditError())


def _ours(error: HTTPException) -> AuditError:
    match error.code:
        case 404:
            return NotFound()
        case 405:
            return MethodNotAllowed(request.method, sorted(getattr(error, "valid_methods", None) or ()))
        case 413:
            return UploadTooLarge(limit=backend().settings.upload_bytes)
        case code if code is None or code < 500:
            return MalformedRequest()
        case _:
            return AuditError()
