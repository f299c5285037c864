"""An item as a statement that another one may exclude: with those before it that name what it tells of, and its sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from service.language.activity import Activity
from service.language.claims import ReadItem
from service.language.reading import ReadSentence
from service.language.restated.likeness import pairs


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
