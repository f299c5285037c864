"""Of what each paragraph speaks, by the sub-head that it stands under or its section."""

from collections.abc import Sequence

from service.language.frames import Topic
from service.language.lexicon import spelled
from service.language.text import Sentence
from service.reports.report import Report


def topics_by_sentence(report: Report) -> dict[int, Topic]:
    """What paragraphs are about by the part that they stand in: under 依申请公开, or in a section of a table."""
    found: dict[int, Topic] = {}
    for section in report.sections:
        if topic := _SECTIONS.get(section.number):
            found |= dict.fromkeys(map(id, section.paragraphs), topic)
        for part in section.subsections:
            if part.key == "on_request" or names_applications(part.heading.title):
                found |= dict.fromkeys(map(id, (part.heading.paragraph, *part.paragraphs)), Topic.APPLICATIONS)
    return found


def is_head_alone(said: Sequence[Sentence]) -> bool:
    """Whether a paragraph is a head in words of its own: （二）把依申请公开办到申请人心里."""
    return len(said) == 1 and len(said[0].text) < _LONGEST_HEAD and said[0].text[-1] not in _MARKS


_MARKS = "。;:,!?、"


def topic_of_head(said: Sequence[Sentence], headed: Topic) -> Topic:
    """What a paragraph is about by its first sentence, where that is a head: 二是依申请公开, 4.规范性文件; else by that above."""
    head = said[0].text if len(said) > 1 else ""
    name = head.strip(_NUMBERING)
    if len(name) < _LONGEST_BARE and _holds(name, "on_request") and not _holds(name, "proactive"):
        return Topic.APPLICATIONS
    if len(name) < _LONGEST_BARE and name.endswith(_OF_DOCUMENTS):
        return Topic.DOCUMENTS
    if not head or head[0] not in _NUMERALS or len(head) >= _LONGEST_HEAD:
        return headed
    return Topic.APPLICATIONS if names_applications(head) else Topic.NONE


def names_applications(head: str) -> bool:
    """Whether a head names applications and no proactive disclosure: （二）依申请公开."""
    is_short = len(head) < _LONGEST_HEAD and _DIGITS.isdisjoint(head)
    return is_short and _holds(head, "applications") and not _holds(head, "proactive")


def _holds(text: str, name: str) -> bool:
    return any(word in text for word in spelled(name))


_DIGITS = frozenset("0123456789")
_NUMERALS = frozenset(("(", *spelled("numerals")))
"""What a numbered head begins with: （二）, 二是, 二、."""
_NUMBERING = "".join(("0123456789.()、。【】", *spelled("numerals"), *spelled("numbered")))
_OF_DOCUMENTS = spelled("of_documents")
_LONGEST_BARE = 16
_LONGEST_HEAD = 30
"""Characters that a head has fewer than."""
_SECTIONS = {3: Topic.APPLICATIONS, 4: Topic.REVIEWS}
"""The sections of tables three and four."""
