"""Notes on the original: what each says of a finding, and first of all what was not audited."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.audits.audit import JSON
from service.errors import Language
from service.renderers.audited import Audited, assessment_line, in_words, weight
from service.renderers.words import WORDS

AUTHOR = "report-audit"


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its title, the lines under it, what it weighs, and the places that it is about, none for the whole file."""

    id: str
    title: str
    lines: tuple[str, ...]
    weight: str
    locations: Sequence[JSON] = ()

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join((self.title, *self.lines))


def notes(audited: Audited, language: Language) -> list[Note]:
    """What was not audited in one note, then one a finding; those that the client's profile lets pass get none."""
    counted = (found for found in audited.findings(language) if not found.get("suppressed"))
    return [
        *_of_unread(audited.unread(language), language),
        *(_of_finding(found, language, audited.media_type) for found in counted),
    ]


def _of_unread(parts: Sequence[JSON], language: Language) -> list[Note]:
    said = WORDS[language]
    lines = tuple(f"{part['message']} {part['suggestion']}" for part in parts)
    return [Note("unread", said["parts_unread"], (said["parts_unread_lead"], *lines), "warning")] if lines else []


def _of_finding(found: JSON, language: Language, media_type: str) -> Note:
    said = WORDS[language]
    suggestion = (f"{said['suggestion']}{said['colon']}{found['suggestion']}",) if found["suggestion"] else ()
    title = f"{said[weight(found)]} {found['rule']}"
    assessment = assessment_line(in_words(found, language, media_type), language)
    besides = (f"{said['assessment']}{said['colon']}{assessment}",) if assessment else ()
    return Note(found["id"], title, (found["message"], *suggestion, *besides), weight(found), found["locations"])
