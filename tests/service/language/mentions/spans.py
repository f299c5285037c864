"""What a text names of other bodies, by whatever finds it."""

from collections.abc import Callable, Iterator

from service.language.mentions.bodies import Body
from service.language.text import Sentence, sentences
from tests.service.reports.prose_reports import paragraph

Find = Callable[[Sentence, Body], Iterator[tuple[int, int]]]


def named(find: Find, name: str, text: str, section: int = 1) -> list[str]:
    """The words of a sentence that name others than the body of that name."""
    (sentence,) = sentences(paragraph(text, section))
    return [sentence.text[start:end] for start, end in find(sentence, Body(name))]
