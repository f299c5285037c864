"""Accounts of the body's own that the text names, in quotation marks beside what they are: “云上老城”微信公众号推送84篇."""

from collections.abc import Iterable, Iterator

from service.language.activity import Activity, names_of, without_account
from service.language.claims import ReadItem
from service.language.frames import Actor, Modality, Period
from service.language.lexicon import spelled
from service.language.own_work import is_of_others
from service.language.reading import ReadSentence

NEW_MEDIA = "newmedia"
"""The sort of such accounts; each kind of them begins with it."""


def accounts(told: Iterable[ReadSentence]) -> Iterator[Activity]:
    """The accounts that the text says are in use, as told once."""
    for read in told:
        for each in read.items if _may_name(read.sentence.text) else ():
            if _is_in_use(each):
                yield from _named(read, each)


def _may_name(text: str) -> bool:
    return "“" in text


def _is_in_use(each: ReadItem) -> bool:
    """Whether an item tells what is so, and of the body itself."""
    frame = each.frame
    is_now = frame.modality is Modality.FACT and frame.period not in (Period.PAST, Period.NEXT)
    is_own = frame.actor is Actor.OWN
    is_own = is_own and not any(word in each.item.text for word in _HIGHER)
    return is_now and is_own and not is_of_others(each) and not each.item.has("NOT", "UN")


_HIGHER = spelled("higher_bodies")


def _named(read: ReadSentence, each: ReadItem) -> Iterator[Activity]:
    """The account that an item names; none where what stands in quotation marks is no account's name."""
    tokens = each.item.tokens
    if without_account(tokens, read.sentence.text) is tokens:
        return
    sorts = frozenset(sort for sort in names_of(tokens).sorts if sort.startswith(NEW_MEDIA))
    if sorts:
        yield Activity(read.sentence, each.item.start, tokens[-1].end, frozenset(), sorts, "", number=1)
