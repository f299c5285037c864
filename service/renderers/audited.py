"""An ended audit as documents show it: what the report is called, what became of it, and its findings in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from service.audits.assessment import STATES, after_assessed
from service.audits.audit import JSON, Request, Result
from service.errors import Language
from service.renderers import problems, words
from service.renderers.file_names import safe_name
from service.renderers.to_json import localised

TO_CHECK = "to_check"
WEIGHTS = ("error", "warning", "note", TO_CHECK)
"""What a finding weighs for a person, from the heaviest: its severity, or that it is to check, which accuses nobody."""

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Audited:
    """A file and its result. `id`, `media_type` and `sha256` are empty where no service took the file."""

    name: str
    result: Result
    id: str = ""
    media_type: str = ""
    sha256: str = ""

    @classmethod
    def of(cls, request: Request, result: Result) -> "Audited":
        """The audit that a request asked for."""
        return cls(request.name, result, request.id, request.media_type, request.sha256)

    def findings(self, language: Language) -> list[JSON]:
        """What was found, in one language."""
        return [localised(found, language) for found in self.result.findings]

    def in_words(self, language: Language) -> list[JSON]:
        """What was found, in words: see `in_words`."""
        return [in_words(found, language, self.media_type) for found in self.findings(language)]

    def unread(self, language: Language) -> list[JSON]:
        """What was not read, in one language."""
        return [localised(part, language) for part in self.result.unread]

    def unread_lines(self, language: Language) -> list[str]:
        """What was not read and what to do about it, a line each."""
        gap = "" if language == "zh" else " "
        return [f"{part['message']}{gap}{part['suggestion']}" for part in self.unread(language)]

    @property
    def agency(self) -> str:
        """Whose report it is, empty where that is not known."""
        return self.result.report.get("agency") or ""

    @property
    def year(self) -> int | None:
        """The report year, None where it is not known."""
        return self.result.report.get("year")

    def title(self, language: Language) -> str:
        """What the report is called: its body and year, or else its file."""
        if not self.agency:
            return self.name
        if self.year is None:
            return self.agency
        return f"{self.agency}{self.year}年度" if language == "zh" else f"{self.agency}, {self.year}"

    def file_name(self, suffix: str, language: Language) -> str:
        """What a document of it is called as a file: the body and year, or else the report's own file."""
        called = self.title(language) if self.agency else PurePath(self.name).stem
        return safe_name(f"{called[:_LONGEST_NAME]} {words.WORDS[language]['file_of_result']}") + suffix

    def verdict(self, language: Language) -> str:
        """The audit in a word: its verdict, or how it ended without one."""
        return words.WORDS[language][self.result.verdict or self.result.status]

    def after_assessments(self, language: Language) -> str | None:
        """The verdict after what people say of the findings, and how much of what they say; None where nobody says anything."""
        left, said = after_assessed(self.result), words.WORDS[language]
        if left is None:
            return None
        counted = [f"{said[state]} {left[state]}" for state in STATES if left[state]]
        return " · ".join([said[left["verdict"]], *counted])

    def problem(self, language: Language) -> str | None:
        """Why the file could not be audited, None where it was."""
        problem = self.result.problem
        return str(problems.kept(problem, language)["detail"]) if problem else None


def in_words(found: JSON, language: Language, media_type: str) -> JSON:
    """A finding of one language in words, by the names that `words` has for them; its `weight` is one of WEIGHTS.

    `media_type` is its report's.
    """
    said, where = words.WORDS[language], found["locations"][0]
    return {
        **{name: found[name] for name in ("rule", "message", "suggestion", "expected", "actual", "difference")},
        "weight": weight(found),
        "severity": said[weight(found)],
        "category": said[found["category"]],
        **{name: where.get(name) for name in ("page", "line", "quote")},
        "suppressed": found.get("suppressed"),
        "assessment": said[told["state"]] if (told := found.get("assessment")) else None,
        "assessment_note": told["note"] if told else None,
        "place": words.place(where, language, media_type),
        "confidence": found["confidence"],
        "id": found["id"],
    }


def assessment_line(found: JSON, language: Language) -> str | None:
    """What people say of a finding in words, and why; None where nobody says anything."""
    parts = (found["assessment"], found["assessment_note"])
    return words.WORDS[language]["colon"].join(filter(None, parts)) or None


def weight(found: JSON) -> str:
    """The weight of a finding; those of audits by earlier versions have none to check."""
    return TO_CHECK if found.get("to_check") else str(found["severity"])


def counts(summary: JSON) -> dict[str, int]:
    """A summary's findings by weight, each counted once: notes to check are none of the notes here."""
    to_check = summary.get(TO_CHECK, 0)
    known = {severity: summary.get(severity, 0) for severity in WEIGHTS[:-1]}
    return {**known, "note": known["note"] - to_check, TO_CHECK: to_check}


def parted(findings: Iterable[JSON]) -> tuple[list[JSON], list[JSON]]:
    """What was found to be wrong, and what is to check, each in its order; findings, or what is shown of them."""
    parts: tuple[list[JSON], list[JSON]] = ([], [])
    for found in findings:
        parts[(found.get("weight") or weight(found)) == TO_CHECK].append(found)
    return parts
