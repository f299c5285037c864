"""Counts that point back at one of the sentence before and tell it otherwise: 召开新闻发布会12场。这15场发布会均有直播."""

from collections.abc import Iterator
from itertools import combinations, pairwise, takewhile

from service.language.contradictions.activity import Activity
from service.language.contradictions.miscounts import Contradiction
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import CASES, Quantity
from service.language.reading import Reading, ReadSentence
from service.reports.finding import Number

_THESE = frozenset(spelled("these_so_many"))
_SHORTEST_NAME = 2
"""Characters that name what is counted."""


def pointed_back(reading: Reading) -> Iterator[Contradiction]:
    """Each count that points back, where the sentence right before tells one of its unit, and another number."""
    for before, read in pairwise(reading.sentences):
        if before.sentence.paragraph is not read.sentence.paragraph or not (read.has_counts and before.has_counts):
            continue
        pointed = _pointed(read)
        told = _only_count(before, read, pointed) if pointed else None
        if pointed and told and not _is_reckoned(reading, read, pointed):
            yield Contradiction(_told(read, pointed), _told(before, told), is_established=False)


def _pointed(read: ReadSentence) -> Token | None:
    """The count that a sentence begins with behind 这 or the like, of several."""
    told = (second for first, second in pairwise(read.tokens[:2]) if first.text in _THESE and second.kind == "COUNT")
    return next((count for count in told if _number(count) > 1), None)


def _only_count(before: ReadSentence, read: ReadSentence, pointed: Token) -> Token | None:
    """The one count of a sentence in the unit of one that points back; a unit of anything needs the name of what it is of."""
    alike = [token for _, token in before.counts if _unit(token) == _unit(pointed)]
    is_of_it = _unit(pointed) not in CASES or _names_the_same(before, read, pointed)
    return alike[0] if len(alike) == 1 and is_of_it else None


def _is_reckoned(reading: Reading, read: ReadSentence, pointed: Token) -> bool:
    """Whether a number is told before in its paragraph, or comes of two that are: 12场,其中专题5场。这7场例行发布会…."""
    sentences = takewhile(lambda each: each is not read, reading.sentences)
    beside = [each for each in sentences if each.sentence.paragraph is read.sentence.paragraph]
    told = [token for before in beside for _, token in before.counts]
    alike = [_number(token) for token in told if _unit(token) == _unit(pointed)]
    added = {each for one, other in combinations(alike, 2) for each in (one + other, abs(one - other))}
    times = {one * other for one, other in combinations(map(_number, told), 2)}
    return _number(pointed) in {*alike, *added, *times}


def _names_the_same(before: ReadSentence, read: ReadSentence, pointed: Token) -> bool:
    """Whether what stands behind a count that points back is told in the sentence before, too: 这6次培训."""
    name = read.sentence.text[pointed.end : pointed.end + _SHORTEST_NAME]
    return name.isalpha() and name in before.sentence.text


def _told(read: ReadSentence, count: Token) -> Activity:
    return Activity(
        read.sentence, count.start, count.end, frozenset(), frozenset(), "", number=_number(count), unit=_unit(count)
    )


def _number(count: Token) -> Number:
    return count.value.value if isinstance(count.value, Quantity) else 0


def _unit(count: Token) -> str:
    return count.value.unit if isinstance(count.value, Quantity) else ""
