"""What a text says of figures beside each other: breakdowns, shares and growth, over the items that claims are made of."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from service.language.claims import Certainty
from service.language.clauses import Segment
from service.language.mentions.figures import Quantity, has_ratio, has_share_in_words
from service.language.relations.averages import averages
from service.language.relations.breakdowns import Before, breakdowns
from service.language.relations.completed import completed
from service.language.relations.differences import differences
from service.language.relations.directions import directions
from service.language.relations.durations import durations
from service.language.relations.figures import Figure, Row, before_bracket, rows, tells_parts
from service.language.relations.growths import growths
from service.language.relations.hundreds import hundreds
from service.language.relations.points import points
from service.language.relations.received import of_received
from service.language.relations.shares import shares
from service.language.relations.times import rises_to
from service.language.relations.values import Average, Breakdown, Flow, Growth, Relation, Share, Shares
from service.language.text import Sentence

__all__ = ["Average", "Breakdown", "Flow", "Growth", "Relation", "Share", "Shares", "relations_of"]

_SENTENCES_BACK = 6
"""How far before its own sentence the whole of a share may stand."""


def relations_of(read: Iterable[tuple[Sentence, Sequence[Segment]]], year: int | None) -> Iterator[Relation]:
    """The relations of sentences in order, which are given with their trees; `year` is the report's."""
    earlier: deque[tuple[Sentence, Row]] = deque(maxlen=_SENTENCES_BACK)
    for sentence, segments in read:
        if earlier and earlier[-1][0].paragraph is not sentence.paragraph:
            earlier.clear()
        yield from durations(sentence, segments, year)
        found = list(rows(segments))
        if not found:
            continue
        yield from _of_sentence(sentence, found, earlier, year)
        yield from _in_words(sentence, segments, [row for _, row in earlier], year)
        earlier.append((sentence, found[0]))


def _in_words(
    sentence: Sentence, segments: Sequence[Segment], earlier: Sequence[Row], year: int | None
) -> Iterator[Share]:
    """The shares and the growth that a sentence tells in words: 委员63名,女委员21名,占三分之一; 由30个增至60个,翻了一番."""
    if not has_share_in_words(sentence.text):
        return
    found = list(rows(segments, in_words=True))
    figures = [figure for row in found for figure in row.figures]
    told = {figure.token.end for figure in figures if figure.percent and figure.percent.blur}
    yield from (each for each in shares(sentence, found, earlier) if each.end in told)
    is_compared = any(
        not _COMPARES.isdisjoint(figure.kinds) or rises_to(figure) for figure in figures if figure.quantity
    )
    risen = growths(sentence, found, year, earlier) if is_compared else ()
    yield from (each for each in risen if each.end in told)


_COMPARES = frozenset({"COMPARE", "LAST"})
"""What tells that a figure is compared with another: not 明年每季度1篇,全年4篇,翻一番."""


def _of_sentence(
    sentence: Sentence, found: list[Row], earlier: deque[tuple[Sentence, Row]], year: int | None
) -> Iterator[Relation]:
    last = earlier[-1] if earlier and earlier[-1][0].offsets[-1] + 1 >= sentence.offsets[0] - 1 else None
    told_of: list[Breakdown] = []
    if len(found) > 1 or len(found[0].figures) > 1 or last:
        lists = breakdowns(sentence, found, Before(*last) if last else None)
        told_of = [each for each in lists if not _is_of_another_total(each, earlier)]
        yield from told_of
        if all(each.certainty is Certainty.PASSED for each in told_of):  # nothing is told of them
            yield from of_received(sentence, found[0], earlier)
    yield from (each for row in found for each in averages(sentence, row, [row for _, row in earlier], year))
    moved = {token.end for each in told_of if isinstance(each, Flow) for token in (*each.totals, *each.listed)}
    told = [
        each
        for row in found
        for each in (
            *differences(sentence, row, year, _whole_of(row, found, last), [each for _, each in earlier]),
            *points(sentence, row, year),
            *directions(sentence, row, year),
        )
        if each.end not in moved  # 由352项变成361项,增加12项、取消3项
    ]
    if has_ratio(sentence.text):
        yield from shares(sentence, found, [row for _, row in earlier])
        yield from (each for row in found for each in hundreds(sentence, row))
        yield from (each for row in found for each in completed(sentence, row))
        risen = list(growths(sentence, found, year, [row for _, row in earlier], last[1] if last else None))
        yield from risen
        told = told if all(each.holds for each in risen) else [each for each in told if each.holds]
    yield from told


def _is_of_another_total(listed: Breakdown, earlier: Iterable[tuple[Sentence, Row]]) -> bool:
    """Whether a list that misses a total of the sentence before comes to what its paragraph counts before that."""
    if listed.holds or listed.before is None or listed.certainty is Certainty.ESTABLISHED:
        return False
    unit = listed.listed[0].value
    told = (figure.quantity for _, row in earlier for figure in row.figures if figure.quantity)
    return isinstance(unit, Quantity) and any(each.sort == unit.sort and each.value == listed.added for each in told)


def _whole_of(row: Row, found: Sequence[Row], last: tuple[Sentence, Row] | None) -> Sequence[Figure]:
    """What a row may tell the parts of: the figures up to that which its bracket stands behind, or those of the sentence before."""
    if row.anchor:
        return before_bracket(row, found)
    return last[1].figures if last and tells_parts(row) else ()
