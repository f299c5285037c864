"""The contract itself."""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from flask import Blueprint, Response

from service.renderers.addresses import base_path

docs = Blueprint("docs", __name__)

SPECIFICATION = Path(__file__).with_name("openapi.yaml")
"""A link to the file at the project's root, so that the installed package has it too."""


@docs.get("/openapi.yaml")
def as_yaml() -> Response:
    """Tell the contract as it is kept."""
    return Response(_yaml(base_path.get()), mimetype="application/vnd.oai.openapi")


@docs.get("/openapi.json")
def as_json() -> Response:
    """Tell the same as JSON."""
    return Response(_json(base_path.get()), mimetype="application/json")


@lru_cache(maxsize=8)
def _yaml(base: str) -> bytes:
    return (
        yaml.safe_dump(_under(base), allow_unicode=True, sort_keys=False).encode()
        if base
        else SPECIFICATION.read_bytes()
    )


@lru_cache(maxsize=8)
def _json(base: str) -> bytes:
    return json.dumps(_under(base), ensure_ascii=False).encode()


def _under(base: str) -> dict[str, Any]:
    """The contract of a service that has such a path."""
    contract = specification()
    schemas = contract["components"]["schemas"]
    types = {**schemas["ProblemType"], "enum": [f"{base}{each}" for each in schemas["ProblemType"]["enum"]]}
    components = {**contract["components"], "schemas": {**schemas, "ProblemType": types}}
    return {**contract, "servers": [{"url": base or "/"}], "components": components}


@cache
def specification() -> dict[str, Any]:
    """The contract as values."""
    loaded: dict[str, Any] = yaml.safe_load(SPECIFICATION.read_text(encoding="utf-8"))
    return loaded
