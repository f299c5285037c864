"""An item as a statement that another one may exclude: with those before it that name what it tells of, and its sentence."""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from service.language.claims import ReadItem
from service.language.contradictions.activity import Activity
from service.language.contradictions.restated.counts import RESTATING
from service.language.contradictions.restated.likeness import pairs
from service.language.reading import Reading, ReadSentence


class Statement(NamedTuple):
    """An item, with those before it that name what it tells of, and the sentence that they stand in."""

    read: ReadSentence
    item: ReadItem
    before: Sequence[ReadItem]

    @property
    def pairs(self) -> frozenset[str]:
        """Characters that stand side by side in all that names what it tells of."""
        return pairs([self.item, *self.before])

    @property
    def activity(self) -> Activity:
        """The same as what a contradiction is told of."""
        item, none = self.item.item, frozenset[str]()
        return Activity(self.read.sentence, item.start, item.tokens[-1].end, none, none, "")


def told_elsewhere(reading: Reading, denied: Statement, rare: Set[str], enough: int) -> Iterator[Statement]:
    """The items elsewhere that have so many of the rare pairs of characters; none among mends in the section that tells of the lack."""
    section = denied.read.sentence.section
    for read in (*reading.sentences, *reading.plain):
        text = read.sentence.text
        is_elsewhere = read is not denied.read and not (section in RESTATING and read.sentence.section == section)
        if is_elsewhere and sum(pair in text for pair in rare) >= enough:
            for at, each in enumerate(read.items):
                told = Statement(read, each, read.items[max(0, at - 1) : at])
                if len(rare & told.pairs) >= enough:
                    yield told
