"""Errors as problem details (RFC 9457)."""

from collections.abc import Mapping

from service.audits.audit import JSON, Problem
from service.errors import PARTS, AuditError, Language, catalogue
from service.phrases import in_plural
from service.renderers.addresses import address


def problem(kind: type[AuditError], language: Language, facts: Mapping[str, object]) -> JSON:
    """An error of a kind with its facts; `part` says which file it is of, where it isn't the report's own."""
    problem = {
        "type": address(f"/problems/{kind.code}"),
        "title": kind.title[language],
        "status": kind.status,
        "detail": kind.phrase(language, facts),
    }
    return problem | {"part": facts["part"]} if facts.get("part") in PARTS else problem


def kept(found: Problem, language: Language) -> JSON:
    """The problem that an audit ended with."""
    return problem(catalogue().get(found.code, AuditError), language, found.facts)


def page(kind: type[AuditError], language: Language) -> JSON:
    """What there is to know of a kind of problem; braces in the description stand for the facts of each one."""
    return {
        "type": address(f"/problems/{kind.code}"),
        "code": kind.code,
        "title": kind.title[language],
        "status": kind.status,
        "description": in_plural(kind.template(language)),
        "retry_after": kind.retry_after,
    }
