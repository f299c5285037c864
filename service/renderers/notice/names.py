"""To whom a notice goes, and what its file and the reports that it is about are called."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from service.audits.media import last_part
from service.errors import Language
from service.language.mentions.bodies import body_named_in
from service.renderers.audited import Audited
from service.renderers.file_names import safe_name
from service.renderers.notice.words import WORDS

_LONGEST = 60
"""Characters of a body's name in that of a file."""


def addressee_of(audited: Audited) -> str:
    """The body that a report is of: as it says itself, or else as its file or folder is called; empty where neither tells."""
    if audited.agency:
        return audited.agency
    path = PurePosixPath(audited.name.replace("\\", "/"))
    return next(filter(None, map(body_named_in, (path.stem, *reversed(path.parent.parts)))), "")


def report_name(audited: Audited, language: Language, *, of_body: str = "") -> str:
    """What a report is called in a notice: with its body's name, where one is given, and its year."""
    said = WORDS[language]
    year = said["of_year"].format(year=audited.year) if audited.year else ""
    body = said["of_body"].format(body=of_body) if of_body else ""
    return said["report_name"].format(body=body, year=year)


def file_name(audits: Sequence[Audited], language: Language, suffix: str, body: str = "") -> str:
    """The name of a notice's file, by body and years."""
    said = WORDS[language]
    years = sorted({audited.year for audited in audits if audited.year})
    named = body or addressee_of(audits[0]) or PurePosixPath(last_part(audits[0].name)).stem
    of_years = said["file_years"].format(years="、".join(map(str, years))) if years else ""
    return f"{safe_name(named)[:_LONGEST].rstrip('. ')}{of_years}{said['file']}{suffix}"
