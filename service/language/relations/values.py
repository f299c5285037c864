"""What a text says of figures beside each other: a total and its parts, a share of a whole, the growth of one on another."""

from dataclasses import dataclass
from decimal import Decimal

from service.domain.finding import Number
from service.domain.report import Location
from service.language.claims import Certainty
from service.language.text import Sentence


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts. A closed one names all parts, an open one only some.

    `holds` is whether some reading of the parts adds up; `reason` says why one that doesn't is not established.
    """

    total: Number
    parts: tuple[Number, ...]
    unit: str
    is_closed: bool
    holds: bool
    certainty: Certainty
    reason: str
    sentence: Sentence
    start: int
    end: int
    before: Sentence | None = None
    """The sentence that has the total, where the breakdown begins a new one."""

    @property
    def added(self) -> Number:
        """The sum of the parts."""
        return sum(self.parts)

    @property
    def at(self) -> Location:
        """Where total and parts stand, quoted."""
        if self.before:
            return self.before.through(self.sentence, self.start, self.end)
        return self.sentence.at(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Share:
    """The text says “`stated` %” at `sentence.text[start:end]`, and by the figures it is of it is `actual` %."""

    stated: Decimal
    actual: float
    places: int
    part: Number
    whole: Number
    holds: bool
    certainty: Certainty
    reason: str
    sentence: Sentence
    start: int
    end: int

    @property
    def at(self) -> Location:
        """The sentence, quoted."""
        return self.sentence.at(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Growth(Share):
    """A share that tells by how much `part`, the later figure, is above or below `whole`, the earlier one."""


Relation = Breakdown | Share
