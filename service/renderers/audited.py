"""An ended audit as documents show it: the file's name and what became of it."""

from dataclasses import dataclass
from typing import Any

from service.audits.audit import Request, Result
from service.errors import Language
from service.renderers.to_json import localised

JSON = dict[str, Any]


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
