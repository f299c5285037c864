"""By how much what is done takes less time, or more, held against the times: 由15个工作日压缩至9个工作日,缩短40%."""

from collections.abc import Iterator, Sequence

from service.language.clauses import Segment
from service.language.mentions.figures import tells_time_taken
from service.language.relations.differences import differences
from service.language.relations.directions import directions
from service.language.relations.figures import rows
from service.language.relations.growths import growths
from service.language.relations.values import Growth
from service.language.text import Sentence


def durations(sentence: Sentence, segments: Sequence[Segment], year: int | None) -> Iterator[Growth]:
    """The growth, the differences and the ways that a sentence tells of times that something takes."""
    if not tells_time_taken(sentence.text):
        return
    found = [row for row in rows(segments, in_time=True) if any(figure.quantity for figure in row.figures)]
    yield from growths(sentence, found, year)
    for row in found:
        yield from differences(sentence, row, year)
        yield from directions(sentence, row, year)
