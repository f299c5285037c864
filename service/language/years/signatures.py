"""The lines at the end of a report that sign it: a body's name, a date."""

from collections.abc import Sequence

from service.language.mentions.bodies import is_name_of_body
from service.language.text import Sentence, sentences
from service.language.years.dated import dated_of, may_name_year
from service.language.years.naming import is_date_line
from service.reports.report import Paragraph


def without_signature(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs without a body's name and a date that stand on lines of their own at the end."""
    end = len(paragraphs)
    while end and _signs(paragraphs[end - 1]):
        end -= 1
    return paragraphs[:end]


def _signs(paragraph: Paragraph) -> bool:
    _, _, rest = paragraph.text.partition("。")
    if "[bookmark" not in rest and any(map(str.isalnum, rest)):
        return False
    said = list(sentences(paragraph))
    if len(said) > 1:
        return False
    return not said or is_name_of_body(said[0].text) or _is_date(said[0])


def _is_date(sentence: Sentence) -> bool:
    return may_name_year(sentence.text) and is_date_line(dated_of(sentence).word)
