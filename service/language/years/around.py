"""What stands around a year: the other years of its sentence, the sentences before and after it, whose report it is."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.bodies import Body, body_of
from service.language.mentions.figures import Quantity
from service.language.reasons import Doubt, Reason
from service.language.text import Sentence, sentences_of
from service.language.years.dated import Dated, Sign, dated_of
from service.language.years.report_year import report_year
from service.language.years.roles import Role, Year, years
from service.language.years.signs import lists_faults
from service.reports.report import Report

_FARTHEST_BACK = 20
"""Sentences. More would let the time grow with the square of a paragraph's."""


@dataclass(frozen=True)
class Around:
    """A report's years by sentence, and who it is of."""

    report: Report
    year: int
    """The report's; 0 where nobody can tell."""
    is_school_year: bool
    body: Body | None

    @classmethod
    def of(cls, report: Report) -> "Around":
        """What stands around the years of a report."""
        found = report_year(report)
        return cls(report, found.year or 0, found.is_school_year, body_of(report))

    @cached_property
    def all(self) -> tuple[Year, ...]:
        """Every year that the report names."""
        return years(self.report)

    @cached_property
    def lists_own_faults(self) -> bool:
        """Whether shortcomings of the report year are listed anywhere."""
        return any(year.year == self.year and lists_faults(year) for year in self.all)

    @cached_property
    def _by_sentence(self) -> dict[int, list[Year]]:
        found: dict[int, list[Year]] = defaultdict(list)
        for year in self.all:
            found[id(year.sentence)].append(year)
        return found

    @cached_property
    def _paragraphs(self) -> dict[int, tuple[Sequence[Sentence], int]]:
        """For each sentence those of its paragraph, and which of them it is."""
        return {id(each): (told, at) for told in sentences_of(self.report) for at, each in enumerate(told)}

    def beside(self, year: Year) -> list[Year]:
        """The years of its sentence, itself among them."""
        return self._by_sentence[id(year.sentence)]

    def after(self, year: Year) -> Dated | None:
        """The next sentence of the same paragraph."""
        told, at = self._paragraphs[id(year.sentence)]
        if at + 1 == len(told):
            return None
        named = self._by_sentence.get(id(told[at + 1]))
        return named[0].dated if named else dated_of(told[at + 1])

    def soon_after(self, year: Year) -> Iterator[Year]:
        """The years that the next two sentences of the same paragraph begin with."""
        told, at = self._paragraphs[id(year.sentence)]
        for each in told[at + 1 : at + 3]:
            yield from (named for named in self._by_sentence.get(id(each), ()) if not named.start)

    def right_before(self, year: Year) -> Sequence[Year]:
        """The years of the sentence right before it in its paragraph."""
        told, at = self._paragraphs[id(year.sentence)]
        return self._by_sentence.get(id(told[at - 1]), ()) if at else ()

    def right_behind(self, year: Year) -> Sequence[Year]:
        """The years of the next sentence of its paragraph."""
        told, at = self._paragraphs[id(year.sentence)]
        return self._by_sentence.get(id(told[at + 1]), ()) if at + 1 < len(told) else ()

    def sentences_before(self, year: Year) -> Iterator[Dated]:
        """What stands before its sentence in its paragraph, as far back as a reader remembers it."""
        told, at = self._paragraphs[id(year.sentence)]
        yield from map(self._in_words_for_years, told[max(0, at - _FARTHEST_BACK) : at])

    def before(self, year: Year) -> Dated | None:
        """The sentence right before its own in its paragraph."""
        told, at = self._paragraphs[id(year.sentence)]
        return self._in_words_for_years(told[at - 1]) if at else None

    def beginnings_beside(self, year: Year) -> Sequence[Sentence]:
        """The first sentences of the paragraphs before and behind its own."""
        told, _ = self._paragraphs[id(year.sentence)]
        at = self._nth[id(told[0])]
        return (*self._beginnings[max(0, at - 1) : at], *self._beginnings[at + 1 : at + 2])

    @cached_property
    def _beginnings(self) -> tuple[Sentence, ...]:
        return tuple([told[0] for told in sentences_of(self.report) if told])

    @cached_property
    def _nth(self) -> dict[int, int]:
        """Which of them a sentence is, by its id."""
        return {id(sentence): at for at, sentence in enumerate(self._beginnings)}

    def _in_words_for_years(self, sentence: Sentence) -> Dated:
        return self._dated.get(id(sentence)) or self._dated.setdefault(id(sentence), dated_of(sentence))

    @cached_property
    def _dated(self) -> dict[int, Dated]:
        """Sentences in the words for years, as far as they were asked for."""
        return {at: named[0].dated for at, named in self._by_sentence.items()}

    def first_in(self, each: Dated) -> Year | None:
        """The year that a sentence begins with."""
        return next((year for year in self._by_sentence.get(id(each.sentence), ()) if not year.start), None)


Test = Callable[[Around, Year], bool]
Reasons = Sequence[tuple[Reason, Test]]
"""Why something is made or not made of a year, each with when that holds: the plainest first."""
Doubts = Sequence[tuple[Doubt, Test]]
"""Why it is unsure what is made of a year, in the same way."""


def first_reason(reasons: Reasons, around: Around, year: Year) -> Reason:
    """The first reason that holds of a year; empty where none does."""
    return next((reason for reason, holds in reasons if holds(around, year)), "")


def by_sign(sign: Sign) -> Test:
    """Whether a sign stands around a year."""
    return lambda _, year: sign.at(year)


def is_counted_before(around: Around, year: Year, *, whatever_act: bool = False) -> bool:
    """Whether its count is of another number than those of its unit before it, and of an act that was told of there.

    新收申请16件。2022年收到14件, 2022年没有收到申请. A count without an act is of whatever was counted before, as any is by `whatever_act`.
    """
    behind = _own_words(year)
    count = behind[-1].value if behind and year.year < around.year else None
    if not isinstance(count, Quantity):
        return year.year < around.year and _is_denied_anew(around, year, behind)
    before = _words_before(around, year)
    counts = [t.value.value for t in before if isinstance(t.value, Quantity) and t.value.sort == count.sort]
    act = next((_stem(token) for token in behind if token.kind in _ACTS), "")
    return bool(counts) and count.value not in counts and (whatever_act or not act or act in {_stem(t) for t in before})


def _is_denied_anew(around: Around, year: Year, behind: Sequence[Token]) -> bool:
    """Whether an act is denied under it that was told before with a count: 收到申请3件。2022年没有收到申请."""
    acts = {_stem(token) for token in behind if token.kind in _ACTS} if any(t.kind == "NONE" for t in behind) else set()
    before = _words_before(around, year) if acts else []
    return any(
        _stem(token) in acts and any(behind_act.kind == "COUNT" for behind_act in before[at + 1 : at + _MOST_TO_COUNT])
        for at, token in enumerate(before)
    )


_MOST_TO_COUNT = 6
"""Words from an act to the count of what was done, at most."""


def is_named_before(around: Around, year: Year) -> bool:
    """Whether what is counted under it was denied before by the same name: 无行政诉讼。2021年行政诉讼为1件."""
    if year.year >= around.year:
        return False
    names = {token.text for token in _own_words(year) if token.kind in _THINGS}
    return bool(names) and any(a.kind == "NONE" and b.text in names for a, b in pairwise(_words_before(around, year)))


def is_told_otherwise_before(around: Around, year: Year) -> bool:
    """Whether a sentence that begins with it counts what the one before denies of the report year, or denies what that counts.

    2023年未发生。2022年发生复议1件; 收到1件,已予以公开。2022年没有收到申请; 行政诉讼1件。2022年无诉讼.
    """
    if year.start or year.year >= around.year or (before := around.before(year)) is None:
        return False
    own = year.dated.tokens[year.at + 1 :]
    if own and own[0].kind == "NONE":
        denied = {_stem(token) or token.text[-2:] for token in own[1:_FARTHEST] if token.kind in _DENIED}
        told = (_stem(token) or token.text[-2:] for token in before.tokens if token.kind in _DENIED)
        return "COUNT" in before.kinds and any(each in denied for each in told)
    first, counts = around.first_in(before), [token.kind for token in _own_words(year)][-1:] == ["COUNT"]
    is_of_year = first.year == around.year if first else _names_case_of(own, before)
    return counts and is_of_year and "NONE" in before.kinds and "COUNT" not in before.kinds


def _names_case_of(own: Sequence[Token], before: Dated) -> bool:
    """Whether a sentence names the cases that are counted in another: 未发生因信息公开引起的行政复议。2022年发生行政复议1件."""
    cases = {token.text[-_CASE:] for token in own if token.kind == "CASE"}
    return any(token.text[-_CASE:] in cases for token in before.tokens if token.kind == "CASE")


_CASE = 4
"""Characters that the name of a kind of case ends with: 行政复议."""


def is_told_alike_beside(around: Around, year: Year) -> bool:
    """Whether a paragraph beside its own begins with another year and tells the same in the same words, but for its numbers.

    2023年召开专题会议1次。 / 2024年召开专题会议2次。
    """
    if year.start or year.year >= around.year:
        return False
    own = year.sentence.text
    beside = [each.text for each in around.beginnings_beside(year) if _but_digits(each.text) == _but_digits(own)]
    return any(text[: year.end] != own[: year.end] for text in beside)


def is_counted_alike_behind(around: Around, year: Year) -> bool:
    """Whether a sentence soon behind begins with the report year, and counts the same of that: 2023年新收55件。办结54件。2024年新收48件."""
    if year.start or year.year >= around.year or not (own := _act_counted(year)):
        return False
    return any(other.year == around.year and _act_counted(other) == own for other in around.soon_after(year))


def _act_counted(year: Year) -> tuple[str, str] | None:
    """The act that is told under a year and the unit of what it counts, where it tells of both."""
    words = _own_words(year)
    act = next((_stem(token) for token in words if token.kind in _ACTS), "")
    count = words[-1].value if words else None
    return (act, count.sort) if act and isinstance(count, Quantity) else None


def _but_digits(text: str) -> str:
    return "".join(char for char in text if not char.isdigit())


def is_set_against_itself(around: Around, year: Year) -> bool:
    """Whether what is told under a year is compared with that same year behind it: 2022年接待418批,较2022年的365批增加53批."""
    return any(y.year == year.year and y.at > year.at and y.role is Role.COMPARISON for y in around.beside(year))


def is_rated_before(around: Around, year: Year) -> bool:
    """Whether a rate is told under it that was told before by the same name: 合格率98.3%,2022年合格率为97.9%."""
    behind = _own_words(year)
    if year.year >= around.year or not behind or behind[-1].kind != "PERCENT":
        return False
    name = _plain(behind[:-1])
    before = _words_before(around, year)
    rates = (at for at, token in enumerate(before) if token.kind == "PERCENT")
    return len(name) > 1 and any(_plain(before[max(0, at - _FARTHEST) : at]).endswith(name) for at in rates)


def _plain(words: Sequence[Token]) -> str:
    return "".join(token.text for token in words if token.kind != "PREP")


def _words_before(around: Around, year: Year) -> Sequence[Token]:
    """The words of its paragraph before it."""
    earlier = (token for each in around.sentences_before(year) for token in each.tokens)
    return (*earlier, *year.dated.tokens[: year.at])


def _own_words(year: Year) -> Sequence[Token]:
    """The words behind a year up to its count; none where it has none."""
    words = year.dated.tokens[year.at + 1 : year.at + 1 + _FARTHEST]
    at = next((n for n, token in enumerate(words) if token.kind in _ENDS), None)
    return words[: at + 1] if at is not None else ()


_FARTHEST = 8
"""Words between a year and its count, at most."""
_ENDS = frozenset({"COUNT", "PERCENT", "SEMI", "STOP"})
_ACTS = frozenset({"RECEIVE", "PUBLISH"})
_DENIED = _ACTS | {"CASE"}
_THINGS = frozenset({"CASE", "THING", "NOUN", "UNKNOWN"})


def _stem(token: Token) -> str:
    """What the ways to tell of an act have in common: 收到, 新收 and 接收 are one."""
    if token.kind not in _ACTS:
        return ""
    return next((stem for stem in _RECEIVED if stem in token.text), token.text[-2:])


_RECEIVED = spelled("received")
