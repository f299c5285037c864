"""What a paragraph is about by the sub-head that it stands under."""

from functools import lru_cache

from service.domain.prose import Sentence
from service.domain.report import Report


def is_under(report: Report, sentence: Sentence, key: str) -> bool:
    """Whether a sentence stands under section one's sub-head of that key (`form.SUBSECTIONS`), or begins with it."""
    return id(sentence.paragraph) in _under(report).get(key, frozenset())


@lru_cache(maxsize=4)
def _under(report: Report) -> dict[str, frozenset[int]]:
    parts = [part for section in report.sections for part in section.subsections if part.key]
    keys = {part.key for part in parts if part.key}
    return {key: frozenset(_paragraphs(report, key)) for key in keys}


def _paragraphs(report: Report, key: str) -> list[int]:
    parts = [part for section in report.sections for part in section.subsections if part.key == key]
    return [id(paragraph) for part in parts for paragraph in (part.heading.paragraph, *part.paragraphs)]
