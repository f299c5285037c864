"""Audits as SARIF 2.1.0, the OASIS format for the results of analysis tools: a run a report."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from service.audits.assessment import after_assessed, is_disputed
from service.audits.audit import JSON
from service.errors import Language
from service.renderers import problems, words
from service.renderers.audited import Audited
from service.renderers.to_json import localised
from service.rules import RULES, ruleset_version
from service.rules.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LOCALES: dict[Language, str] = {"zh": "zh-CN", "en": "en-US"}
_INDICES = {rule: index for index, rule in enumerate(RULES)}


def to_sarif(audits: Sequence[Audited], language: Language) -> str:
    """The log of some audits."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(audited, language) for audited in audits]}
    return json.dumps(log, ensure_ascii=False, separators=(",", ":"))


def _run(audited: Audited, language: Language) -> JSON:
    run: JSON = {
        "tool": {"driver": _driver(audited.result.ruleset or ruleset_version(), language)},
        "language": _LOCALES[language],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(audited, language)],
        "artifacts": [_artifact(audited)],
        "results": [_result(found, audited, language) for found in _findings(audited, language)],
        "properties": {"verdict": audited.result.verdict, **audited.result.report},
    }
    if left := after_assessed(audited.result):
        run["properties"]["afterAssessments"] = left
    if audited.id:
        run["automationDetails"] = {"id": f"audits/{audited.id}"}
    return run


def _findings(audited: Audited, language: Language) -> list[JSON]:
    """What was found, and what the baseline had that is found no more."""
    gone = [{**localised(found, language), "baseline_state": "absent"} for found in audited.result.absent]
    return [*audited.findings(language), *gone]


def _driver(version: str, language: Language) -> JSON:
    return {
        "name": "report-audit",
        "version": version,
        "language": _LOCALES[language],
        "rules": [_rule(rule, language) for rule in RULES.values()],
    }


def _rule(rule: Rule, language: Language) -> JSON:
    fault, why = getattr(rule.page.fault, language), getattr(rule.page.why, language)
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": fault},
        "fullDescription": {"text": why or fault},
        "help": {"text": _help(rule, fault, language)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"category": rule.category.value, "tags": [rule.category.value]},
    }


def _help(rule: Rule, fault: str, language: Language) -> str:
    """The source; of a rule on the prose, too, what its notes to check are."""
    source = rule.page.source or fault
    return f"{source}\n{words.WORDS[language]['to_check_help']}" if rule.on_prose else source


def _invocation(audited: Audited, language: Language) -> JSON:
    result = audited.result
    invocation: JSON = {"executionSuccessful": result.problem is None, "endTimeUtc": result.finished_at}
    if result.started_at:
        invocation["startTimeUtc"] = result.started_at
    unread = zip(audited.unread(language), audited.unread_lines(language), strict=True)
    notices = [_not_read(part, said, audited, language) for part, said in unread]
    notices += [_notice(check, language) for check in result.checks if check["unread"] or check["status"] == "crashed"]
    notices += [_reach(check, language) for check in result.checks if _is_partly_understood(check)]
    if result.problem:
        problem = problems.kept(result.problem, language)
        notices.append({"level": "error", "message": {"text": problem["detail"]}})
    if notices:
        invocation["toolExecutionNotifications"] = notices
    return invocation


def _not_read(part: JSON, said: str, audited: Audited, language: Language) -> JSON:
    """Something that was not read: what, why, and what to do."""
    return {
        "level": "warning",
        "descriptor": {"id": f"unread/{part['what']}/{part['why']}"},
        "message": {"text": said},
        "locations": [_location(where, audited, language) for where in part["locations"]],
        "properties": {name: part[name] for name in ("what", "why", "count", "rules")},
    }


def _notice(check: JSON, language: Language) -> JSON:
    """That a rule could not be applied to all that it looks at: silence is no blind spot."""
    crashed = check["status"] == "crashed"
    text = words.WORDS[language]["crashed" if crashed else "unread"]
    return {
        "level": "error" if crashed else "warning",
        "message": {"text": f"{check['rule']}: {text}" + ("" if crashed else f" ({check['unread']})")},
        "associatedRule": {"id": check["rule"], **_indexed(check["rule"], "index")},
    }


def _is_partly_understood(check: JSON) -> bool:
    return check.get("understood") is not None and check["understood"] < check["looked_at"]


def _reach(check: JSON, language: Language) -> JSON:
    """How many claims of the text a rule understood, where it was not all of them."""
    text = f"{check['rule']}: {words.WORDS[language]['understood']} {words.understood(check, language)}"
    return {
        "level": "note",
        "message": {"text": text},
        "associatedRule": {"id": check["rule"], **_indexed(check["rule"], "index")},
    }


def _artifact(audited: Audited) -> JSON:
    artifact: JSON = {"location": {"uri": _uri(audited)}, "roles": ["analysisTarget"]}
    if audited.media_type:
        artifact["mimeType"] = audited.media_type
    if audited.sha256:
        artifact["hashes"] = {"sha-256": audited.sha256}
    return artifact


def _result(found: JSON, audited: Audited, language: Language) -> JSON:
    first, *others = (_location(where, audited, language) for where in found["locations"])
    result = {
        "ruleId": found["rule"],
        **_indexed(found["rule"], "ruleIndex"),
        "kind": "fail",
        "level": found["severity"],
        "rank": round(found["confidence"] * 100, 1),
        "message": {"text": found["message"]},
        "locations": [first],
        "partialFingerprints": {"findingId/v1": found["id"]},
        "properties": _facts(found),
    }
    if others:
        result["relatedLocations"] = others
    if suppressions := _suppressions(found):
        result["suppressions"] = suppressions
    if found.get("baseline_state"):
        result["baselineState"] = found["baseline_state"]
    return result


def _suppressions(found: JSON) -> list[JSON]:
    """That a profile lets it pass, and that a person disputes it; viewers of SARIF hide either by default."""
    made = [{"kind": "external", "justification": found["suppressed"]}] if found.get("suppressed") else []
    if is_disputed(found):
        made.append({"kind": "external", "status": "accepted", "justification": found["assessment"]["note"]})
    return made


def _facts(found: JSON) -> JSON:
    names = ("category", "suggestion", "expected", "actual", "difference", "operands", "facts", "assessment")
    facts = {name: found[name] for name in names if found.get(name) not in (None, [], {})}
    return {**facts, "to_check": True, "tags": ["to-check"]} if found.get("to_check") else facts


def _location(where: JSON, audited: Audited, language: Language) -> JSON:
    """A line of a text is a region; SARIF has none for pages and cells, which stand as properties and by name."""
    physical: JSON = {"artifactLocation": {"uri": _uri(audited), "index": 0}}
    if "line" in where:
        physical["region"] = {"startLine": where["line"]}
        if "quote" in where:
            physical["region"]["snippet"] = {"text": where["quote"]}
    path = [str(where[name]) for name in ("section", "table", "row", "column") if name in where]
    location: JSON = {"physicalLocation": physical, "properties": where}
    if path:
        name = words.place({key: where[key] for key in where if key not in ("page", "line")}, language)
        location["logicalLocations"] = [{"fullyQualifiedName": "/".join(path), "name": name}]
    return location


def _indexed(rule: str, name: str) -> dict[str, Any]:
    """Where the rule stands in the driver's list; nothing for one that a later version dropped."""
    return {name: _INDICES[rule]} if rule in _INDICES else {}


def _uri(audited: Audited) -> str:
    return quote(audited.name)
