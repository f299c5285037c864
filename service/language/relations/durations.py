"""By how much what is done takes less time, or more, held against the times: 由15个工作日压缩至9个工作日,缩短40%."""

from collections.abc import Iterator, Sequence

from service.language.clauses import Segment
from service.language.mentions.figures import PIECE, TIMES_TAKEN, compares_times_taken, is_in_units
from service.language.relations.averages import averages
from service.language.relations.differences import differences
from service.language.relations.directions import directions
from service.language.relations.figures import rows
from service.language.relations.growths import growths
from service.language.relations.shares import shares
from service.language.relations.values import Share
from service.language.text import Sentence

_DAYS_OF_YEAR = (365, 366)
"""Days of which shares are surely told; what days of any other number are of may be told elsewhere."""


def durations(sentence: Sentence, segments: Sequence[Segment], year: int | None) -> Iterator[Share]:
    """What a sentence tells of times: growth, differences, ways and, of days, shares: 全年365天,优良天数328天,优良率89.9%."""
    if not compares_times_taken(sentence.text):
        return
    found = [row for row in rows(segments, in_time=True) if any(figure.quantity for figure in row.figures)]
    if not found:
        return
    yield from (each for each in shares(sentence, found, ()) if each.whole in _DAYS_OF_YEAR)
    yield from _averages(sentence, segments, year)
    yield from growths(sentence, found, year)
    for row in found:
        yield from differences(sentence, row, year)
        yield from directions(sentence, row, year)


def _averages(sentence: Sentence, segments: Sequence[Segment], year: int | None) -> Iterator[Share]:
    """How long each of what is counted took on average, by how long all did: 申请8件,累计用时96天,平均每件12天."""
    for row in rows(segments, in_time=True, with_counts=True):
        taken = {figure.token.end for figure in row.figures if is_in_units(figure.token.value, _UNITS)}
        yield from (each for each in averages(sentence, row, (), year) if each.end in taken)


_UNITS = frozenset(unit.removeprefix(PIECE) for unit in TIMES_TAKEN)
