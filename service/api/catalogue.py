"""What every report is held to: the rules, and the statutory form."""

from flask import Blueprint

from service.api.declare import Answer, answers, language
from service.api.errors import RuleNotFound
from service.audits.audit import JSON
from service.renderers.to_form import to_form
from service.renderers.to_json import rule
from service.rules import RULES, ruleset_version
from service.schemas.catalogue import Catalogue, Form, Rule

catalogue = Blueprint("catalogue", __name__, url_prefix="/v1")


@catalogue.get("/rules")
@answers(Catalogue)
def rules() -> JSON:
    """Tell all rules."""
    return {"rules": [rule(each, language()) for each in RULES.values()], "ruleset": {"version": ruleset_version()}}


@catalogue.get("/rules/<rule_id>")
@answers(Rule)
def one_rule(rule_id: str) -> JSON:
    """Tell one rule."""
    if rule_id not in RULES:
        raise RuleNotFound(rule=rule_id)
    return rule(RULES[rule_id], language())


@catalogue.get("/form")
@answers(Form)
def form() -> Answer:
    """Tell the form's sections and tables in both languages."""
    return Answer(to_form(), kept="form")
