"""What became of every number of the prose: it is a claim's, a part of a relation, or passed over for a reason.

Nothing here judges: it asks the stages of the reading why they did what they did, for who traces a finding.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.language.claims import Claim, ReadItem, fit
from service.language.context import Context
from service.language.frames import Topic
from service.language.lexer import UNKNOWN, Token
from service.language.measures import Measure
from service.language.mentions.figures import Percent, Quantity, YearMention
from service.language.reading import Reading, ReadSentence
from service.language.relations import Breakdown, Relation

_FIGURES = frozenset("COUNT PERCENT NUMBER DATE".split())
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence and what became of it. `reason` says why it is passed over, empty where it isn't."""

    token: Token
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    reason: str = ""


Years = Mapping[tuple[int, int], str]
"""What became of years, by the paragraph (its identity) and the character in it that they begin at."""


def numbers(
    read: ReadSentence, here: ReadItem, relations: Iterable[Relation], context: Context, years: Years
) -> Iterator[Number]:
    """The numbers of an item, in order, whose sentence tells `relations`; those in its brackets are of the items there."""
    for token in here.item.tokens:
        if token.kind in _FIGURES or not _DIGITS.isdisjoint(token.text):
            claims = tuple(claim for claim in here.claims if (claim.start, claim.end) == (token.start, token.end))
            parts = tuple(each for each in relations if _is_part(token, each, read))
            reason = "" if claims or parts else _of_year(token, read, years) or _reason(token, here, context)
            yield Number(token, claims, parts, reason)


def relations_in(read: ReadSentence, reading: Reading) -> tuple[Relation, ...]:
    """The relations that a sentence tells, or has the total of."""
    sentence = read.sentence
    listed = [said for each in reading.lists if each.opening is sentence for said in each.sentences]
    return tuple(
        each
        for each in reading.relations
        if each.sentence is sentence
        or (isinstance(each, Breakdown) and each.before is sentence)
        or any(each.sentence is said for said in listed)
    )


def _is_part(token: Token, relation: Relation, read: ReadSentence) -> bool:
    """Whether a number is one that a relation is made of: by its value, and where the relation stands."""
    if isinstance(relation, Breakdown):
        if relation.before is read.sentence:
            return token.start == relation.start
        start = 0 if relation.before else relation.start
        values = (relation.total, *relation.parts)
        return start <= token.start < relation.end and _value(token) in values
    if isinstance(token.value, Percent):
        return token.end == relation.end
    return token.end <= relation.end and _value(token) in (relation.part, relation.whole)


def _value(token: Token) -> object:
    return token.value.value if isinstance(token.value, Quantity) else None


def _reason(token: Token, here: ReadItem, context: Context) -> str:
    """Why nothing is made of a number."""
    match token.value:
        case Quantity():
            return _of_count(token, token.value, here, context)
        case Percent():
            return _of_percent(token.value)
        case YearMention():
            return _of_date(token.value)
    if token.kind == "NUMBER":
        return "a number without a unit, which counts nothing"
    if token.kind == UNKNOWN:
        return "digits that no figure begins with"
    return f"a part of a name or word ({token.kind})"


def _of_count(token: Token, quantity: Quantity, here: ReadItem, context: Context) -> str:
    if not quantity.is_exact:
        return "told as about so many"
    fits = fit(here.item, context, token)
    if fits.exact or fits.loose:
        return "; ".join(dict.fromkeys(_misfit(each, quantity, here) for each in (*fits.exact, *fits.loose)))
    unknown = "、".join(here.item.unknown)
    withdrawn = f"; it would be withdrawn: {here.frame.withdrawn}" if here.frame.withdrawn else ""
    words = f", nor {' '.join(fits.loosened)} without what is unknown: {unknown}" if unknown else ""
    return f"no shape fits {' '.join(fits.categories)}{words}{withdrawn}"


def _misfit(measure: Measure, quantity: Quantity, here: ReadItem) -> str:
    """Why an item with a measure's shape claims nothing."""
    if measure.topic is not None and measure.topic is not here.frame.topic:
        topic = "nothing that is counted" if here.frame.topic is Topic.NONE else here.frame.topic
        return f"the shape of {measure.name}, but {topic} is spoken of, not {measure.topic}"
    if not measure.is_counted_in(quantity):
        return f"the shape of {measure.name}, which is not counted in {quantity.unit}"
    if measure.follows:
        return f"the shape of {measure.name}, which is told right behind {' or '.join(measure.follows)} alone"
    return f"the shape of {measure.name}, but not of which cases"


def _of_percent(percent: Percent) -> str:
    if percent.is_points:
        return "percentage points, which no figures beside them tell"
    return "no part and whole, and no growth, stand beside it" if percent.is_exact else "told as about so many percent"


def _of_year(token: Token, read: ReadSentence, years: Years) -> str:
    """What became of a year, where that is known."""
    at = id(read.sentence.paragraph), read.sentence.offsets[token.start]
    return years.get(at, "") if isinstance(token.value, YearMention) else ""


def _of_date(date: YearMention) -> str:
    """Years are no counts: their own rules judge them. Months and days without one are of the year spoken of."""
    return "a year, which the rules on years judge" if date.year else "a date without a year"
