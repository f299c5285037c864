"""The contract in another language than its own English: its summaries and descriptions, by `contract.zh.yaml`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from service.audits.audit import JSON
from service.errors import Language

_TOLD = frozenset(["title", "summary", "description"])
"""The keywords whose values are for people."""


def in_language(contract: JSON, language: Language) -> JSON:
    """The same contract in a language; what has no translation stays English."""
    if language == "en":
        return contract
    translated: JSON = _translated(contract, translations())
    return translated


@cache
def translations() -> Mapping[str, str]:
    """The Chinese of each text of the contract, by its English without line breaks."""
    pairs = yaml.safe_load(files("service.renderers").joinpath("contract.zh.yaml").read_text(encoding="utf-8"))
    return {pair["en"]: pair["zh"] for pair in pairs}


def _translated(node: Any, chinese: Mapping[str, str]) -> Any:
    if isinstance(node, list):
        return [_translated(each, chinese) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        name: chinese.get(" ".join(value.split()), value)
        if name in _TOLD and isinstance(value, str)
        else _translated(value, chinese)
        for name, value in node.items()
    }
