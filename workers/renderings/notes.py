"""What a note on the original says of a finding."""

from service.audits.audit import JSON
from service.errors import Language
from service.renderers.audited import weight
from service.renderers.words import WORDS

AUTHOR = "report-audit"


def counted(findings: list[JSON]) -> list[JSON]:
    """The findings that count: those that the client's profile lets pass get no note."""
    return [found for found in findings if not found.get("suppressed")]


def title(found: JSON, language: Language) -> str:
    """Weight and rule."""
    return f"{WORDS[language][weight(found)]} {found['rule']}"


def lines(found: JSON, language: Language) -> list[str]:
    """What is wrong, and what to do about it."""
    words = WORDS[language]
    lines = [found["message"]]
    if found["suggestion"]:
        lines.append(f"{words['suggestion']}{words['colon']}{found['suggestion']}")
    return lines
