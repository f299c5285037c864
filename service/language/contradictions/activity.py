"""What was done and how often, or denied, and how what was done is named.

Names stand in `lexicon/activities`; every word that has none is told as it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from service.language.clauses import DECISIONS, Item
from service.language.lexer import UNKNOWN, Token, Vocabulary
from service.language.lexicon import spelled
from service.language.mentions.figures import INFORMATION
from service.language.text import Sentence
from service.reports.finding import Number


class Named(NamedTuple):
    """The names of what is told, and the words that have none."""

    thing: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    words: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether it says of what thing it is; a few words without a name may be of many things."""
        return bool(self.thing or self.sorts - {ELSEWHERE}) or len(self.words) >= _SHORTEST

    @property
    def is_sort_alone(self) -> bool:
        """Whether it names a sort of things, or none, and not the thing."""
        return not self.thing and not self.words

    def counted_in(self, unit: str) -> "Named":
        """The same as what was published, where it names no other thing and is counted as such is: 微信公众号发布260条."""
        return self._replace(thing=INFO) if not self.thing and unit in INFORMATION else self

    def among(self, said: "Named") -> "Named":
        """The same as a part of what was told before it, where it names a sort alone: 企业2件."""
        return self if self.thing or not self.sorts else self._replace(thing=said.thing)


NO_NAME = Named()
ELSEWHERE = "elsewhere"
"""The sort of what another is named for who does it, by the same words wherever it is told: 市政府新闻办发布会58场, 参加培训3期."""
INFO = frozenset({"info"})
OF_ANYTHING = frozenset({"complaint", "consultation"})
"""Things that people bring to a body about all that it does."""
WEBSITE = "website"
"""The sort of what stands on a website, be it another's that the body uses."""
ATTENDANCE = "attendance"
"""The thing that those who came to another are counted as."""
_SHORTEST = 4
"""Characters of a thing that is named in other words alone; a shorter one may be of many things."""


class Activity(NamedTuple):
    """Something told at `start:end` of a sentence to have been done `number` times, 0 where it is denied.

    It is a `thing` of the `sorts` that are named, each by its names in the lexicon, and of those in other `words`.
    """

    sentence: Sentence
    start: int
    end: int
    thing: frozenset[str]
    sorts: frozenset[str]
    words: str
    number: Number = 0
    unit: str = ""
    is_whole: bool = False
    """Whether it says that it is of the whole year."""
    is_first: bool = False
    """Whether it begins its sentence, so that nothing before it makes it of less."""
    is_apart: bool = False
    """Whether it is of a part, or of what the tables tell, so that no other count need be the same."""
    is_listed: bool = False
    """Whether it is apart for no more than standing among the parts of a total, and names one thing."""
    of_region: bool = False
    """Whether a government tells it of its whole region by name, which may be more than what it did itself."""
    is_referred_to: bool = False
    """Whether its name stands right behind its count, as of what was told before: 全年32场宣讲."""
    is_of_some: bool = False
    """Whether words before it say what it is of, so that what it contradicts is to check at best: 就停车收费调整组织听证会1次."""


def names_of(tokens: Sequence[Token]) -> Named:
    """What words name."""
    return named_by(words_of(tokens))


def words_of(tokens: Iterable[Token]) -> Sequence[Token]:
    """What words say, in those of the vocabulary for what is done."""
    said: list[str] = []
    before = ""
    for token in tokens:
        if token.kind not in SILENT or (before == UNKNOWN and token.text in _YEARLY):
            said.append(_told(token))
        before = token.kind
    return _vocabulary().tokens("".join(said))


_YEARLY = spelled("yearly")
"""Behind a verb, says what is held once a year: 召开年度推进会."""


def _told(token: Token) -> str:
    """A word, or the name of what appears again and again, without its marks: 《政务公开工作简报》12期."""
    name = token.text[1:-1]
    return name if token.kind == "TITLE" and name.endswith(_PERIODICALS) else token.text


_PERIODICALS = spelled("periodicals")


def named_by(told: Sequence[Token]) -> Named:
    """The names among words; nothing where they tell of a fee that wasn't paid."""
    if any(token.kind == "WAIVED" for token in told):
        return NO_NAME
    return Named(
        frozenset([str(token.value) for token in told if token.kind == "THING"]),
        frozenset([str(token.value) for token in told if token.kind in _SORTS and token.value]),
        "".join([token.text for token in told if token.kind in _WORDS and token.text not in _HELD_IN_SHORT]),
    )


_HELD_IN_SHORT = spelled("held_in_short")
_THERE_ARE = spelled("there_are")


def tells_of_some(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether words around a count tell what is so of some of what was named: 电子屏有1块坏了两个多月."""
    return bool(before) and before[-1].text in _THERE_ARE and any(token.kind == UNKNOWN for token in behind)


def denied_at(item: Item) -> int | None:
    """Where among an item's words the first stands that denies what follows it, adverbial phrases included."""
    return next((at for at, token in enumerate(item.tokens) if token.kind == "NOT"), None)


IN_TABLES = frozenset("APPLICATION OUTCOME REVIEW LITIGATION DOCUMENT FEES".split()) | {*DECISIONS}
"""What names something that the tables tell, too."""
SILENT = frozenset(
    "THIS PARTYEAR TOTAL FILL OWN DATE AND PAUSE AMONG BY WAYS SUBMIT RECEIVE REF AMID SCHOOLYEAR COUNT NOT ZERO".split()
)
"""What says nothing of the thing that is counted."""
_SORTS = ("CHANNEL", "APPLICANT", "WAY", "NARROWS", "ELSEWHERE")
_WORDS = (UNKNOWN, "LATIN", "ELSEWHERE")


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(folder="activities")


def short_names(told: Sequence[Token]) -> Iterator[tuple[Token, Named]]:
    """Counts of an item with what stands right behind them, where that may be all of their name.

    全年15篇解读质量参差, 排查门户网站的108个栏目, 19处公开专区全年接待8364人次, 362件来信尚未分析.
    """
    start = 0
    for at, count in enumerate(told):
        if count.kind != "COUNT":
            continue
        before, behind = told[start:at], told[at + 1 :]
        start = at + 1
        if behind and (named := _name_between(before, behind)).is_enough:
            yield count, named


def _name_between(before: Sequence[Token], behind: Sequence[Token]) -> Named:
    """The name right behind a count, with the channel whose it is said to be; nothing where the words before it are one."""
    if names_of(before).is_enough and before[-1].value != "of" and before[-1].kind != "THIS":
        return NO_NAME
    end = next((n for n, token in enumerate(behind) if token.kind in _ENDS_NAME), len(behind))
    words = words_of(behind[:end])
    thing = next((n for n, token in enumerate(words) if token.kind == "THING"), len(words))
    whose = [token for token in before if token.kind == "CHANNEL"] if before and before[-1].value == "of" else before
    return named_by([*words_of(whose), *words[: thing + 1]])


_ENDS_NAME = frozenset("RATE AMID NOT COMPARE SHARE ALL BY OWN OTHERS THIS DATE COUNT".split())


def without_account(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """The words of a sentence without the name of an account, in quotation marks beside what it is: “云上老城”微信公众号."""
    start = text.find(_QUOTES[0], max(0, tokens[0].start - 1)) if tokens else -1
    end = text.find(_QUOTES[1], start) if start >= 0 else -1
    if not tokens or not 0 < end < tokens[-1].end:
        return tokens
    before, behind = [token for token in tokens if token.end <= start], [token for token in tokens if token.start > end]
    beside = (*words_of(behind)[:1], *words_of(before)[-1:])
    return [*before, *behind] if any(token.kind == "CHANNEL" for token in beside) else tokens


_QUOTES = "“”"
