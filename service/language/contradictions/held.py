"""What the text says was held or set up once at least, without how often: 10月举办政府开放日."""

from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile

from service.language.claims import ReadItem
from service.language.contradictions.activity import Activity, Named, named_by, names_of, words_of
from service.language.contradictions.own_work import FOR_OTHERS, is_of_others, without_region
from service.language.frames import Actor, Period
from service.language.lexicon import spelled
from service.language.mentions.figures import has_number
from service.language.reading import ReadSentence
from service.language.text import Sentence


def held(told: Iterable[ReadSentence], *, at_hand: bool = False) -> Iterator[Activity]:
    """What the text tells of a time to have been held or set up once at least, without how often: 10月举办政府开放日.

    Not among problems, which tell of what is to be held, but where they point at one that was: 8月那次培训只讲了半天.

    With `at_hand` some that is another's or of another time is among it.
    """
    for read in told:
        if (
            (read.sentence.section in _FACTS or any(word in read.sentence.text for word in _THAT_ONE))
            and has_number(read.sentence.text)
            and (read.has_counts or "DATE" in read.kinds)
        ):
            yield from _held_in(read.sentence, read.items_at_hand if at_hand else read.items)


_FACTS = (1, 6)
"""Sections on what was done and on other matters."""


def _held_in(sentence: Sentence, items: Iterable[ReadItem]) -> Iterator[Activity]:
    """What a sentence tells to have been held, until it goes on with what is another's or of another time.

    What 、 joins to it may be ways of doing something else: 通过举办培训、召开听证会等方式.
    """
    is_listed = False
    for each in items:
        if is_of_others(each):
            return
        is_alone = not is_listed and each.item.mark != "PAUSE"
        if is_alone and _tells_plainly(each) and (named := _named_in(each, sentence)):
            yield Activity(sentence, each.item.start, each.item.tokens[-1].end, *named, number=1)
        is_listed = each.item.mark == "PAUSE"


def _named_in(each: ReadItem, sentence: Sentence) -> Named | None:
    """What an item tells to have been held, or points at as held, or to be there."""
    if sentence.section not in _FACTS:
        return _named_as_that_one(each)
    return _named_as_held(each) or _named_as_open(each) or _named_as_that_one(each)


def _named_as_that_one(each: ReadItem) -> Named | None:
    """What stands right behind words that point at one that was held: 8月那次信息公开培训只讲了半天."""
    at = next((n for n, token in enumerate(each.item.tokens) if token.text.endswith(_THAT_ONE)), None)
    if at is None:
        return None
    told = [*takewhile(lambda token: token.kind not in ("FILL", "UNKNOWN"), each.item.tokens[at + 1 :])]
    named = names_of(told)
    return named._replace(words="") if named.thing else None


_THAT_ONE = spelled("that_one")


def _tells_plainly(each: ReadItem) -> bool:
    """Whether it tells what the body itself did in the report year, counts and denies nothing, and tells no way of doing else."""
    item, frame = each.item, each.frame
    is_own_now = frame.actor is Actor.OWN and frame.period in (Period.YEAR, Period.PART)
    if not is_own_now or item.has("NOT", "COUNT", "PERCENT"):
        return False
    behind_by = [token for before, token in pairwise(item.core) if before.kind == "BY"]
    return not any(word.value == "held" for token in behind_by for word in words_of([token])[:1])


def _named_as_held(each: ReadItem) -> Named | None:
    """What stands behind a verb for holding or setting up, where nothing else follows: 举办政府开放日, not 举办开放日方案.

    Before the verb may stand what it was held about or for, and nobody else: not 县政务公开办举办培训.
    """
    words = [token for token in words_of(without_region(each)) if token.text not in _ONE_BY_ONE]
    told = [token for token in words if token.kind != "DONE" or token.value == "held"]
    at = next((n for n, token in enumerate(told) if token.value == "held"), None)
    if at is None or at + 1 == len(told) or told[-1].kind not in ("THING", "CHANNEL"):
        return None
    is_for = "BY" in each.item.kinds or words[0].text.startswith(_ABOUT)
    return named_by(told[at:]) if is_for or not at else None


def _named_as_open(each: ReadItem) -> Named | None:
    """What is told to be open or in use, and so to be there: 政务公开专区全年对外开放."""
    if not any(token.text.endswith(_IS_OPEN) for token in each.item.tokens[-1:]):
        return None
    named = names_of(without_region(each)[:-1])
    return named._replace(words="") if named.thing else None


_IS_OPEN = spelled("is_open")
_ABOUT = (*FOR_OTHERS, *spelled("about_matter"))
_ONE_BY_ONE = spelled("one_by_one")
