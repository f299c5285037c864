"""The pages for people: the one at `/`, the contract's at `/docs`, and what they are made of."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from flask import Blueprint, Response, request

from service.api.docs import specification
from service.api.errors import NotFound
from service.api.language import language
from service.errors import Language
from service.renderers.to_docs import to_docs

web = Blueprint("web", __name__)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Scripts and styles of our own alone, and by Trusted Types no string may ever become markup or code."""
_ASSETS: Mapping[str, str] = {
    "page.js": "text/javascript",
    "page.css": "text/css",
    "docs.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


@web.get("/")
def page() -> Response:
    """Show the page for people."""
    return _served(_read("page.html"), "text/html")


@web.get("/docs")
def contract() -> Response:
    """Show the contract, to read and to try."""
    return _served(_contract(language()), "text/html", {"Vary": "Accept-Language"})


@web.get("/web/<name>")
def asset(name: str) -> Response:
    """Give what the pages are made of."""
    if name not in _ASSETS:
        raise NotFound
    return _served(_read(name), _ASSETS[name])


@cache
def _contract(spoken: Language) -> bytes:
    return to_docs(specification(), spoken).encode()


@cache
def _read(name: str) -> bytes:
    return files("service").joinpath("web", name).read_bytes()


def _served(body: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    response = Response(body, mimetype=media_type)
    response.headers.update(
        {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": POLICY,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            **(headers or {}),
        }
    )
    response.add_etag()
    response.make_conditional(request)
    return response
