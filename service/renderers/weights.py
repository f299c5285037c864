"""What a finding weighs for a person: its severity, or that it is to check, which accuses nobody and is kept apart."""

from collections.abc import Iterable
from typing import Any

JSON = dict[str, Any]

TO_CHECK = "to_check"
WEIGHTS = ("error", "warning", "note", TO_CHECK)
"""From the heaviest to the lightest."""


def weight(found: JSON) -> str:
    """The weight of a finding; those of audits by earlier versions have none to check."""
    return TO_CHECK if found.get("to_check") else str(found["severity"])


def counts(summary: JSON) -> dict[str, int]:
    """A summary's findings by weight, each counted once: notes to check are none of the notes here."""
    to_check = summary.get(TO_CHECK, 0)
    told = {severity: summary.get(severity, 0) for severity in WEIGHTS[:-1]}
    return {**told, "note": told["note"] - to_check, TO_CHECK: to_check}


def parted(findings: Iterable[JSON]) -> tuple[list[JSON], list[JSON]]:
    """What was found to be wrong, and what is to check, each in its order."""
    parts: tuple[list[JSON], list[JSON]] = ([], [])
    for found in findings:
        parts[weight(found) == TO_CHECK].append(found)
    return parts
