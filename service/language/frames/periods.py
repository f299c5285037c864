"""When it was that a clause tells of: its words for times, and what only looks like a time of its own."""

from collections.abc import Collection, Sequence
from itertools import pairwise, zip_longest

from service.language.clauses import Item
from service.language.frames.frame import Period
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import YearMention

NAMING_TIME = {"DATE", "THIS", "LAST", "NEXTYEAR", "PARTYEAR", "SEVERAL", "NOW", "SCHOOLYEAR"}
"""Categories of words for a time."""
TIMES = {
    "THIS": Period.YEAR,
    "LAST": Period.PAST,
    "NEXTYEAR": Period.NEXT,
    "PARTYEAR": Period.PART,
    "SEVERAL": Period.SEVERAL,
    "NOW": Period.UNSURE,
}
PARTS_OF_ALL = (
    set(spelled("halves")),
    set(spelled("quarters")),
    set(spelled("numbered_quarters")),
    set(spelled("first_and_last_quarters")),
)
"""Parts that are all of a year together, so that what sums them up is of it."""
_THAT_YEAR, _THIS_YEAR = spelled("that_year"), spelled("this_year_told")


def dated_years(item: Item) -> list[int]:
    """The years that an item names by their numbers."""
    named = (token.value.year for token in item.core if isinstance(token.value, YearMention))
    return [year for year in named if year is not None]


def is_up_to_end(item: Item) -> bool:
    """Whether the end of a year, up to which something is told, is the only time that it names: 截至年底, 截至2023年底."""
    times = [at for at, token in enumerate(item.core) if token.kind in NAMING_TIME]
    return bool(times) and all(
        item.core[at].value == "closing"
        or (at > 0 and item.core[at - 1].text in _UP_TO and _may_end_year(item.core[at]))
        for at in times
    )


def _may_end_year(time: Token) -> bool:
    """Whether a time names no month before the last: 截至9月30日 is in the midst of a year."""
    return not isinstance(time.value, YearMention) or time.value.month in (None, _DECEMBER)


_DECEMBER = 12


_UP_TO = spelled("up_to")


def sums_up_since_beginning(item: Item) -> bool:
    """Whether a platform is said to have received so much in all, which began when that did: 平台累计登记47件."""
    at = next((n for n, token in enumerate(item.core) if token.text.startswith(_IN_ALL)), None)
    if at is None or not item.has("RECEIVE"):
        return False
    before = item.core[:at]
    is_doer = any(token.kind in _DOES and token.text.endswith(_PLATFORMS) for token in before)
    return is_doer and all(token.kind != "BY" for token in before)


_IN_ALL = spelled("in_all")
_DOES = (UNKNOWN, "NOUN", "CHANNEL")
_PLATFORMS = spelled("platform")


def may_sum_up_years(before: str, clause: str, *, is_dated: bool) -> bool:
    """Whether a clause that counts sums up, and not what the year alone brought: 截至2024年底,累计公开3500条.

    What stands before it in its sentence, or the clause itself, tells up to when, where `is_dated`; a year that they name
    otherwise is what it is of: 2024年累计公开350条.
    """
    said = before.rpartition(";")[2] + clause
    if not any(word in clause for word in _SUMS_UP) or any(word in said for word in _WHOLE_YEAR):
        return False
    is_up_to = any(word in said for word in _UP_TO)
    return is_up_to or not (is_dated or _YEAR in said)


MORE_YEARS = 1.5
"""How many times as many as the year brought a sum may be that is of more years, at least."""
_SUMS_UP, _WHOLE_YEAR = (*_IN_ALL, *spelled("totals")), spelled("whole_year")
(_YEAR,) = spelled("year")


def tells_what_was_left(item: Item) -> bool:
    """Whether it counts what was there from the year before, by no more than that, so that what follows is not of that year.

    接上年2件, 连同上年的3件, 上年余4件.
    """
    if "LAST" not in item.kinds or not item.kinds <= _OF_WHAT_WAS_LEFT or len(item.counts) != 1:
        return False
    is_left = item.has("PLUS", "REMAIN") or bool(item.unknown)
    return is_left and all(word in _TAKEN_ON for word in item.unknown)


_OF_WHAT_WAS_LEFT = frozenset({"LAST", "COUNT", "FILL", "PLUS", "REMAIN", "APPLICATION", UNKNOWN})
_TAKEN_ON = spelled("taken_on")


def is_since_event(item: Item) -> bool:
    """Whether it is told since something happened, which nobody says was when the year began: 建局以来."""
    return any(ends.kind == "SINCE" and event.kind not in NAMING_TIME for event, ends in pairwise(item.core))


def points_at_year(item: Item, told: Period, counted_then: Collection[object]) -> bool:
    """Whether it tells of a past year that was named before it: 2022年收到3件,年内办结.

    Behind a semicolon it does where it begins with what was counted of that: 2022年收到3件;3件当年办结.
    """
    goes_on = bool(item.core) and item.core[0].kind == "COUNT" and item.core[0].text in counted_then
    is_of_past = told is Period.PAST or (told is Period.UNSURE and goes_on)
    return is_of_past and any(token.text in _THAT_YEAR for token in item.core)


def is_before_this_year(item: Item, following: Item | None) -> bool:
    """Whether it begins with 当年, and what follows with this year, so that it tells of another: 当年纠正5件,本年2件."""
    words = [each.core[0].text for each in (item, following) if each is not None and each.core]
    return len(words) > 1 and words[0] == _THAT_YEAR[0] and words[1] in _THIS_YEAR


def words_of_times(item: Item) -> Sequence[Token]:
    """The words that may say of when something is; behind what was carried they say when it was answered: 上年结转的2件在一季度办完.

    The year among whose parts one was most, 为全年最多的一季, is no time of what is told behind it.
    """
    kinds = [token.kind for token in item.core]
    if "CARRY" in kinds and "COUNT" in kinds[kinds.index("CARRY") :] and "ANSWER" in kinds:
        return item.core[: kinds.index("COUNT", kinds.index("CARRY"))]
    return [a for a, b in zip_longest(item.core, item.core[1:]) if a.kind != "THIS" or not _tells_most(b)]


def _tells_most(token: Token | None) -> bool:
    return token is not None and token.kind == "RATE" and token.text.startswith(_MOST)


_MOST = spelled("most")


def begins_with_part_of_year(item: Item) -> bool:
    """Whether a part stands right behind this year: 今年上半年, 今年12月; not 今年1月至12月."""
    at = next((n for n, token in enumerate(item.core) if token.kind == "THIS" and token.text in _THIS_YEAR), None)
    following = item.core[at + 1] if at is not None and at + 1 < len(item.core) else None
    if following is None or any(_is_end(token) for token in item.core if token is not following):
        return False
    is_part_of_dates = isinstance(following.value, YearMention) and following.value.is_part
    return following.kind == "PARTYEAR" or is_part_of_dates


def _is_end(token: Token) -> bool:
    """Whether it is the end of a year, or its last month."""
    return token.value == "closing" or (isinstance(token.value, YearMention) and token.value.month == _DECEMBER)


def begins_year(item: Item) -> bool:
    """Whether it tells what was there when the year began: 年初结转3件."""
    return any(token.value == "opening" for token in item.core)


def ends_year(item: Item, told: list[Period]) -> bool:
    """Whether it says up to the end of the year: 1月1日至12月31日."""
    dates = sum(token.kind == "DATE" for token in item.core)
    return told.count(Period.PART) == 1 and told[-1] is Period.YEAR and dates > 1


def dates_a_paper(item: Item) -> bool:
    """Whether a year is no more than the name of what is published: 发布2021年度水资源公报."""
    within = zip(item.core, item.core[1:], item.core[2:], strict=False)
    named = [name for verb, date, name in within if date.kind == "DATE" and verb.kind in _PUBLISHES]
    return not item.counts and bool(named) and all(name.text.endswith(_YEARLY_PAPERS) for name in named)


_PUBLISHES = ("ISSUE", "ISSUEOPEN")
_YEARLY_PAPERS = spelled("yearly_papers")


def dates_an_object(item: Item) -> bool:
    """Whether a time says only since when there is what something is done to: 对2018年以来的62件文件开展清理."""
    kinds = [token.kind for token in item.tokens] if item.tokens and item.tokens[0].kind == "BY" else []
    at = kinds.index("SINCE") if "SINCE" in kinds else 0
    return at > 1 and any(token.value == "of" for token in item.tokens[at + 1 : at + 2])
