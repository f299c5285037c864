"""The contract itself."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask import Blueprint, Response

docs = Blueprint("docs", __name__)

SPECIFICATION = Path(__file__).with_name("openapi.yaml")
"""A link to the file at the project's root, so that the installed package has it too."""


@docs.get("/openapi.yaml")
def as_yaml() -> Response:
    """Tell the contract as it is kept."""
    return Response(_yaml(), mimetype="application/yaml")


@docs.get("/openapi.json")
def as_json() -> Response:
    """Tell the same as JSON."""
    return Response(_json(), mimetype="application/json")


@cache
def _yaml() -> bytes:
    return SPECIFICATION.read_bytes()


@cache
def _json() -> bytes:
    return json.dumps(specification(), ensure_ascii=False).encode()


@cache
def specification() -> dict[str, Any]:
    """The contract as values."""
    loaded: dict[str, Any] = yaml.safe_load(SPECIFICATION.read_text(encoding="utf-8"))
    return loaded
