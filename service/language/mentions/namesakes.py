"""A body of another place that is called as the report's own is, wherever a sentence names it: 维持了丹涧县教育局的答复."""

from collections.abc import Iterator
from typing import NamedTuple

from service.language.lexicon import spelled
from service.language.mentions.bodies import Body
from service.language.mentions.other_bodies import called_alike
from service.language.text import Sentence


class Namesake(NamedTuple):
    """Where a sentence names it, and whether what is told there can be told of the report's own body alone."""

    start: int
    end: int
    is_in_its_place: bool

    @property
    def place(self) -> tuple[int, int]:
        """Its first character, and the one behind its last."""
        return self.start, self.end


def namesakes(sentence: Sentence, body: Body) -> Iterator[Namesake]:
    """The namesakes that a sentence names, without those that have to do with the body: 与丹涧县教育局联合举办.

    The preamble names who is to be asked, in ever new words before the name: 寄县教育局办公室.
    """
    text = sentence.text
    if any(word in text for word in _SENT_ELSEWHERE):
        return
    for match in called_alike(text, body):
        start, end = match.span("body")
        before, behind = text[:start], text[end:]
        if before.endswith(_ASKS) and any(word in behind[:_OFFICE_TO_ASK] for word in _TO_BE_ASKED):
            yield Namesake(start, end, is_in_its_place=True)
        elif sentence.section and not (before.endswith(_HAS_TO_DO_WITH) or behind.startswith(_DOES_TO_US)):
            yield Namesake(start, end, before.endswith(_DOES_TO_IT) or behind.startswith(_OF_ITS_OWN))


_HAS_TO_DO_WITH, _DOES_TO_US = spelled("has_to_do_with"), spelled("does_to_us")
_ASKS, _TO_BE_ASKED = spelled("asks"), spelled("to_be_asked")
_OFFICE_TO_ASK = 8
"""Characters behind a body that may name its office: 可与丹涧县教育局办公室联系."""
_SENT_ELSEWHERE = spelled("sent_elsewhere")
_DOES_TO_IT, _OF_ITS_OWN = spelled("done_to_the_body"), spelled("of_the_body_alone")
