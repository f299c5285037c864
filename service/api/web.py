"""The pages for people: the one at `/`, the contract's at `/docs`, and what they are made of."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from flask import Blueprint, Response, request

from service.api.declare import language, takes
from service.api.docs import specification
from service.api.errors import NotFound
from service.api.requests import DocsQuery
from service.errors import Language
from service.renderers.to_docs import to_docs

web = Blueprint("web", __name__)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Scripts and styles of our own alone, and by Trusted Types no string may ever become markup or code."""
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_TYPES: Mapping[str, str] = {"js": "text/javascript", "css": "text/css", "txt": "text/plain"}
"""Media types of the texts that the pages are made of, by the end of their names."""
_ICON = "icon.svg"


@web.get("/")
def page() -> Response:
    """Show the page for people."""
    return _served(_page(), "text/html")


@web.get("/docs")
@takes(DocsQuery)
def contract(query: Mapping[str, Any]) -> Response:
    """Show the contract, to read and to try."""
    spoken: Language = query["lang"].value if query["lang"] else language()
    return _served(_contract(spoken), "text/html", {"Vary": "Accept-Language"})


@web.get("/web/<version>/<name>")
def asset(version: str, name: str) -> Response:
    """Give what the pages are made of: of this version alone, so that no page is made of two."""
    if version != digest() or name not in _assets() or name == _ICON:
        raise NotFound
    return _served(_assets()[name], _TYPES[name.rpartition(".")[2]], _FOR_EVER)


@web.get("/icon/<version>.svg")
def icon(version: str) -> Response:
    """Give the pages' icon."""
    if version != digest():
        raise NotFound
    return _served(_assets()[_ICON], "image/svg+xml", _FOR_EVER)


@cache
def digest() -> str:
    """What tells one version of the assets from another. Their addresses have it, so that they are kept for ever."""
    written = hashlib.sha256()
    for name, body in sorted(_assets().items()):
        written.update(f"{name} {len(body)}\n".encode() + body)
    return written.hexdigest()[:16]


@cache
def _assets() -> dict[str, bytes]:
    found = files("service").joinpath("web").iterdir()
    return {
        file.name: file.read_bytes() for file in found if file.name == _ICON or file.name.rpartition(".")[2] in _TYPES
    }


@cache
def _page() -> bytes:
    html = files("service").joinpath("web", "page.html").read_text(encoding="utf-8")
    preloads = [f'<link rel="modulepreload" href="web/{digest()}/{name}">' for name in sorted(_modules())]
    return Template(html).substitute(version=digest(), preloads="\n".join(preloads)).encode()


def _modules() -> set[str]:
    """The modules of the page, which are asked for together instead of one after the other, as they import each other."""
    return {name for name in _assets() if name.endswith(".js")} - {"docs.js"}


@cache
def _contract(spoken: Language) -> bytes:
    return to_docs(specification(), spoken, digest()).encode()


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
