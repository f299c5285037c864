"""How many applications the year left, told with why they were: 2件因征求第三方意见结转下年办理; 5件尚未到期,结转下年度办理."""

from collections.abc import Iterator, Sequence

from service.language.claims import Certainty, Claim, ReadItem
from service.language.clauses import Item
from service.language.frames import Actor, Modality, Topic
from service.language.lexer import Token
from service.language.mentions.figures import Quantity, YearMention
from service.language.text import Sentence

_MEASURE = "carried_forward"
_NARROWS = ("AMID", "AMONG", "APPLICANT", "CHANNEL", "OUTCOME", "LAST", "IF", "EXCEPT")
"""What says that a count is of some, or of what the year before left."""
_WHY = frozenset(
    "FILL REMAIN PLUS AND COUNT APPLICATION NOT SOME BY ANSWER THIS PENDING DUE UNKNOWN NOUN BECAUSE".split()
)
"""What an item may tell of a count of which the next one says that it was carried forward."""


def carried_forward(read: Sequence[ReadItem], sentence: Sentence, year: int | None) -> Iterator[tuple[int, Claim]]:
    """What a sentence of a year's report counts as carried into the next year, each with the place of its item."""
    if not any("CARRY" in each.item.kinds for each in read):
        return
    for at, each in enumerate(read):
        if each.item.has(*_NARROWS):
            return
        if each.frame.topic is not Topic.APPLICATIONS or any(claim.is_established for claim in each.claims):
            continue
        if each.frame.actor is not Actor.OWN or each.frame.modality is not Modality.FACT:
            continue
        following = read[at + 1].item if at + 1 < len(read) else None
        count = _only_count(each.item)
        if count and (_is_carried(each.item, count, year) or (following and _is_carried_behind(each.item, following))):
            yield at, _told(count, each, sentence)


def _only_count(item: Item) -> Token | None:
    count = item.counts[0] if len(item.counts) == 1 else None
    return count if count and isinstance(count.value, Quantity) and count.value.is_of_cases else None


def _is_carried(item: Item, count: Token, year: int | None) -> bool:
    """Whether an item tells behind its count that it was carried: 2件申请因案情复杂结转2025年办理."""
    behind = [token for token in item.core if token.start >= count.end]
    at = next((n for n, token in enumerate(behind) if token.kind == "CARRY"), 0)
    is_denied = at > 0 and behind[at - 1].kind == "NOT"
    return at > 0 and not is_denied and "RECEIVE" not in item.kinds and _names_next_year(behind[at:], year)


def _is_carried_behind(item: Item, following: Item) -> bool:
    """Whether the next item tells no more of its count than that it was carried: 5件尚未到期,结转下年度继续办理."""
    said = [token for token in following.core if token.kind != "FILL"]
    is_alone = item.mark == "COMMA" and item.kinds <= _WHY and not following.counts
    return is_alone and bool(said) and said[0].kind == "CARRY"


def _names_next_year(said: Sequence[Token], year: int | None) -> bool:
    """Whether what is carried is told to be carried into the next year."""
    return said[0].value == "next" or any(token.kind == "NEXTYEAR" or _is_later(token, year) for token in said[1:3])


def _is_later(token: Token, year: int | None) -> bool:
    named = token.value.year if isinstance(token.value, YearMention) else None
    return named is not None and year is not None and named > year


def _told(count: Token, read: ReadItem, sentence: Sentence) -> Claim:
    value = count.value.value if isinstance(count.value, Quantity) else 0
    doubt = read.frame.unsure if read.frame.unsure != "of what" else ""
    certainty = Certainty.TO_CHECK if doubt else Certainty.ESTABLISHED
    return Claim(
        _MEASURE, "applications", value, sentence, count.start, count.end, read.frame, certainty, reason=doubt, figure=count.text
    )  # fmt: skip
