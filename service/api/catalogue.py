"""What every report is held to: the rules, the profiles that weigh them, and the statutory form."""

import logging
from dataclasses import asdict
from pathlib import Path

from flask import Blueprint

from service.api.backend import backend
from service.api.declare import Answer, answers, language
from service.api.errors import RuleNotFound
from service.audits.audit import JSON
from service.audits.profile import WrongProfile
from service.renderers.to_form import to_form
from service.renderers.to_json import rule
from service.rules import RULES, ruleset_version
from service.schemas.catalogue import Catalogue, Form, ProfileList, Rule
from service.storage import profiles

log = logging.getLogger(__name__)

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


@catalogue.get("/profiles")
@answers(ProfileList)
def all_profiles() -> JSON:
    """Tell the profiles that audits may name."""
    folder = backend().settings.profiles
    return {"profiles": [profile for name in profiles.names(folder) if (profile := _profile(folder, name))]}


def _profile(folder: Path, name: str) -> JSON | None:
    """A profile by the names that its file has; None where it can't be used."""
    try:
        found = profiles.load(folder, name, RULES)
    except WrongProfile as error:
        log.warning("profile left out: %s", error)
        return None
    return {
        "name": name,
        "severity": found.severities,
        "select": found.select,
        "ignore": found.ignore,
        "thresholds": asdict(found.thresholds),
        "suppress": [asdict(each) for each in found.suppressions],
    }


@catalogue.get("/form")
@answers(Form)
def form() -> Answer:
    """Tell the form's sections and tables in both languages."""
    return Answer(to_form(), kept="form")
