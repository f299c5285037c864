"""Whether an item tells what the body itself did in the report year, and by which words it says that that is all."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from service.language.claims import ReadItem
from service.language.clauses import Item
from service.language.frames import Actor, Modality, Period, is_parts
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import YearMention


def is_own_now(each: ReadItem) -> bool:
    """Whether it tells of the body's own year what is so, and not what was or shall be."""
    frame = each.frame
    is_now = frame.period not in (Period.PAST, Period.NEXT) and frame.modality is Modality.FACT
    return is_now and frame.actor is not Actor.OTHER


def is_of_others(each: ReadItem, own: Sequence[str] = ()) -> bool:
    """Whether it tells what another did, or of another time, or what may be or shall be.

    What the office of a government did is that government's, which has `own` names, too: 县政府办公室举办培训班3期.
    """
    frame = each.frame
    is_by_own = frame.actor is not Actor.OTHER or is_own(each) or is_by_office(each.item, own)
    is_own_year = is_by_own and frame.period not in _OTHER_YEARS
    return not is_own_year or frame.modality is Modality.PLAN or not each.item.kinds.isdisjoint(_OF_OTHERS)


_OF_OTHERS = frozenset("LAST NEXTYEAR SEVERAL SINCE BEHALF EXCEPT PLAN DUTY IF JUDGES".split())
"""What tells of another or of less than all, as all does that goes on from it."""
_OTHER_YEARS = (Period.PAST, Period.NEXT, Period.SEVERAL)


def names_another_year(item: Item, year: int | None) -> bool:
    """Whether it names a year that is not the report's, be it meant or left over from another text."""
    named = (token.value.year for token in item.tokens if isinstance(token.value, YearMention))
    return year is not None and any(each not in (None, year) for each in named)


def says_year(tokens: Sequence[Token], year: int | None) -> bool:
    """Whether words say that what is told is of the whole year."""
    return any(
        (token.kind in ("THIS", "TOTAL") and len(token.text) > 1)
        or (isinstance(token.value, YearMention) and token.value.year == year and not token.value.is_part)
        for token in tokens
    )


def around_denial(item: Item) -> tuple[Sequence[Token], Sequence[Token]]:
    """The words before what denies first in an item, and those behind it."""
    before = list(takewhile(lambda token: token.kind != "NOT", item.tokens))
    return before, item.tokens[len(before) + 1 :]


def denies_manner(item: Item) -> bool:
    """Whether it says in what manner something was not done, and so that it was in another: 未按计划举办培训."""
    _, behind = around_denial(item)
    return "".join(token.text for token in behind).startswith(_IN_WHAT_MANNER)


_IN_WHAT_MANNER = tuple(spelled("in_what_manner"))


def is_by_office(item: Item, own: Sequence[str]) -> bool:
    """Whether the office of a government by one of its `own` names does it."""
    return any(_is_office(token, own) for token in item.tokens)


def _is_office(token: Token, own: Sequence[str]) -> bool:
    return token.value == "office" and token.text in own


def is_own(each: ReadItem) -> bool:
    """Whether the body itself did it, be it for others."""
    return each.frame.actor is Actor.OWN or _is_for_others(each.item)


def _is_for_others(item: Item) -> bool:
    """Whether others are named as those for whom something is done: 面向局属单位举办培训, 组织全系统培训."""
    at = next((n for n, token in enumerate(item.tokens) if token.kind == "OTHERS"), 0)
    return any(token.text in FOR_OTHERS for token in item.tokens[:at]) or _gathers(item)


def _gathers(item: Item) -> bool:
    """Whether the body holds something for those below it: 组织全系统培训, 举办村级信息员培训, and not 组织全系统开展自查."""
    tokens = [token for token in item.tokens if token.kind != "FILL"]
    at = next((n for n, (verb, whose) in enumerate(pairwise(tokens)) if _is_held_for(verb, whose)), None)
    return at is not None and not any(verb in token.text for token in tokens[at + 1 :] for verb in _HOLDS)


def _is_held_for(verb: Token, whose: Token) -> bool:
    """Whether something is held for whom the next word names: 组织全市, 举办村级."""
    return (verb.text in _GATHERS and whose.kind in ("SYSTEM", "REGION")) or (
        verb.text in _HELD and whose.kind == "OTHERS"
    )


FOR_OTHERS, _GATHERS, _HOLDS, _HELD = (spelled(name) for name in ("for_others", "gathers", "holds", "held_then"))


def without_region(each: ReadItem, own: Sequence[str] = ()) -> Sequence[Token]:
    """The words of an item without those for the whole region of the government that tells it, or for the body itself.

    全市举行发布会; 县局未收取处理费; with 县政府 as its `own` name 县政府举行发布会.
    """
    tokens = [token for token in each.item.tokens if not _is_office(token, own)] if own else each.item.tokens
    if each.frame.actor is Actor.OTHER:
        return tokens
    named = [_without_name(token, own) if token.kind == UNKNOWN else token for token in tokens] if own else tokens
    if each.frame.actor is not Actor.OWN:
        return named
    told = [token for token in named if token.kind != "REGION" or is_parts(token)]
    return [token for token in told if token.text not in _BY_LEVEL]


def _without_name(token: Token, own: Sequence[str]) -> Token:
    """A word without a name that it begins with."""
    name = next((name for name in own if token.text.startswith(name)), "")
    return token._replace(text=token.text.removeprefix(name)) if name else token


_BY_LEVEL = frozenset(spelled("bureau_of_level"))
