"""Accounts of the body's own that the text names: “云上老城”微信公众号推送84篇, 街道微信公众号更新不勤."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from service.language.claims import ReadItem
from service.language.contradictions.activity import Activity, names_of, without_account, words_of
from service.language.contradictions.own_work import is_of_others
from service.language.frames import Actor
from service.language.lexicon import spelled
from service.language.reading import ReadSentence

NEW_MEDIA = "newmedia"
"""The sort of such accounts; each kind of them begins with it."""


def accounts(told: Iterable[ReadSentence]) -> Iterator[Activity]:
    """The accounts that the text says are in use, as told once."""
    for read in told:
        for each in read.items:
            if _is_in_use(each) and (_is_named(read, each) or _is_of_body(each)):
                yield from _of_sort(read, each)


def _is_in_use(each: ReadItem) -> bool:
    """Whether an item tells what is so, and of the body itself; since when says nothing against it: 公众号自2020年运营至今."""
    is_own = each.frame.actor is Actor.OWN and not any(word in each.item.text for word in _HIGHER)
    goes_on = any(word in each.item.text for word in _TO_THIS_DAY)
    return is_own and "NOT" not in each.item.kinds and (goes_on or not is_of_others(each))


_HIGHER, _TO_THIS_DAY = spelled("higher_bodies"), spelled("goes_on_now")


def _is_named(read: ReadSentence, each: ReadItem) -> bool:
    """Whether a name in quotation marks stands beside what it is."""
    return without_account(each.item.tokens, read.sentence.text) is not each.item.tokens


def _is_of_body(each: ReadItem) -> bool:
    """Whether the body stands right before what it is: 街道微信公众号, 本局视频号."""
    before = (a.text for a, b in pairwise(words_of(each.item.tokens)) if b.kind == "CHANNEL")
    return "OWN" in each.item.kinds or any(text.endswith(_ORGANS) for text in before)


_ORGANS = spelled("body")


def _of_sort(read: ReadSentence, each: ReadItem) -> Iterator[Activity]:
    """The account that an item names, by its sort."""
    tokens = each.item.tokens
    sorts = frozenset(sort for sort in names_of(tokens).sorts if sort.startswith(NEW_MEDIA))
    if sorts:
        yield Activity(read.sentence, each.item.start, tokens[-1].end, frozenset(), sorts, "", number=1)
