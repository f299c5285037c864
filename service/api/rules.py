"""The rule catalogue."""

from typing import Any

from flask import Blueprint

from service.api.declare import answers
from service.api.errors import RuleNotFound
from service.api.language import language
from service.judge import ruleset_version
from service.renderers.to_json import rule
from service.rules import RULES
from service.schemas.catalogue import Rule, Rules

JSON = dict[str, Any]

rules = Blueprint("rules", __name__, url_prefix="/v1/rules")


@rules.get("")
@answers(Rules)
def catalogue() -> JSON:
    """Tell all rules."""
    return {"rules": [rule(each, language()) for each in RULES.values()], "ruleset": {"version": ruleset_version()}}


@rules.get("/<rule_id>")
@answers(Rule)
def show(rule_id: str) -> JSON:
    """Tell one rule."""
    if rule_id not in RULES:
        raise RuleNotFound(rule=rule_id)
    return rule(RULES[rule_id], language())
