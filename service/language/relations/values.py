"""What a text says of figures beside each other: a total and its parts, a share, an average, the growth of one on another."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from service.language.claims import Certainty
from service.language.lexer import Token
from service.language.mentions.figures import Percent, Quantity
from service.language.reasons import Reason
from service.language.text import Sentence
from service.reports.finding import Number, Operand
from service.reports.report import Location, Spans

Judged = tuple[Certainty, Reason]
"""How surely something is wrong, and why it isn't established."""
SURE: Judged = (Certainty.ESTABLISHED, "")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts. A closed one names all parts, an open one only some.

    `holds` is whether some reading of the parts adds up; `reason` says why one that doesn't is not established.
    """

    totals: tuple[Token, ...]
    """The count that is broken down, or several that are broken down together."""
    listed: tuple[Token, ...]
    is_closed: bool
    holds: bool
    certainty: Certainty
    reason: Reason
    sentence: Sentence
    before: Sentence | None = None
    """The sentence that has the total, where the breakdown begins a new one."""
    opener: str = ""
    """What opens the list, by its kind (`openers`)."""
    may_leave_some: bool = False
    """Whether 其中 or 办结件中 opens it, behind which some may be left out, or 办结的26件中, behind which many may."""

    @property
    def total(self) -> Number:
        """What the parts are held against."""
        return sum(_values(self.totals))

    @property
    def parts(self) -> tuple[Number, ...]:
        """The parts' values."""
        return _values(self.listed)

    @property
    def unit(self) -> str:
        """In which total and parts are counted."""
        value = self.totals[0].value
        return value.unit if isinstance(value, Quantity) else ""

    @property
    def start(self) -> int:
        """Where the first of its figures begins, in the sentence before where that has the total."""
        return min(token.start for token in (self.totals if self.before else (*self.totals, *self.listed)))

    @property
    def end(self) -> int:
        """Where the last of its figures ends."""
        return max(token.end for token in (self.listed if self.before else self.totals + self.listed))

    @property
    def added(self) -> Number:
        """The sum of the parts."""
        return sum(self.parts)

    @property
    def at(self) -> Location:
        """Where total and parts stand, quoted."""
        totals, listed = _spans(self.totals), _spans(self.listed)
        if self.before:
            return self.before.through(self.sentence, self.start, self.end, totals, listed)
        return self.sentence.at(self.start, self.end, (*totals, *listed))

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Its equation: the parts to the left, what they should come to to the right."""
        return (
            *_operands(self.listed, self.sentence, "left"),
            *_operands(self.totals, self.before or self.sentence, "right"),
        )


@dataclass(frozen=True, slots=True)
class Shares(Breakdown):
    """Shares of one whole that are all of it, told without the counts that they are of: `listed` are percentages."""

    @property
    def total(self) -> Number:
        """All of it."""
        return 100

    @property
    def unit(self) -> str:
        """In percent."""
        return "%"


@dataclass(frozen=True, slots=True)
class Flow(Breakdown):
    """What there was and what came, `listed`, which come to what there is and what went, `totals`: 原有3个,新增2个,撤销1个,现有4个."""


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
    reason: Reason
    sentence: Sentence
    start: int
    end: int
    row: str = ""
    """The row of table three that it is of, where the text names that and tells no number of it; `whole` is 0 then."""
    part_row: str = ""
    """The row whose share it is then, or the column; `part` is 0 where the text tells no number of that either."""
    sums: tuple[Number, ...] = ()
    """What `part` comes to with those listed right before it, whose share it may be as well: 予以公开20件,部分公开5件,占73.5%."""
    told: Percent | None = None
    """The percentage as it is told of such a row, which may be about so much, or more or less: 占比超过七成."""

    @property
    def at(self) -> Location:
        """The sentence, quoted."""
        return self.sentence.at(self.start, self.end)

    @property
    def operand(self) -> Operand:
        """The percentage as it is told."""
        return Operand(self.stated, f"{self.stated:.{self.places}f}%", self.sentence.exactly(self.start, self.end))


@dataclass(frozen=True, slots=True)
class Growth(Share):
    """A share that tells by how much `part`, the later figure, is above or below `whole`, the earlier one."""

    differs_in: Literal["percent", "points", "count", "rise", "fall", "same"] = "percent"
    """In what it tells that: of two percentages it is points, and of two counts it may be their difference, or just which way."""


@dataclass(frozen=True, slots=True)
class Average(Share):
    """The text says that `part`, a total, comes to `stated` for each of `whole` things; by the figures it is `actual`."""


def _operands(tokens: tuple[Token, ...], sentence: Sentence, side: Literal["left", "right"]) -> Iterator[Operand]:
    for token, value in zip(tokens, _values(tokens), strict=True):
        yield Operand(value, token.text, sentence.exactly(token.start, token.end), side=side)


def _spans(tokens: tuple[Token, ...]) -> Spans:
    return tuple((token.start, token.end) for token in tokens)


def _values(tokens: tuple[Token, ...]) -> tuple[Number, ...]:
    return tuple(token.value.value for token in tokens if isinstance(token.value, Quantity | Percent))


Relation = Breakdown | Share
