"""A claim of the text, how surely it was understood, and an item with the claims that it makes."""

from enum import StrEnum
from typing import NamedTuple

from service.language.clauses import Item
from service.language.frames import MORE_YEARS, Frame, Modality, Period, may_sum_up_years
from service.language.lexicon import spelled
from service.language.reasons import Reason
from service.language.text import Sentence
from service.reports.finding import Number
from service.reports.report import Location


class Certainty(StrEnum):
    """How surely a claim was understood."""

    ESTABLISHED = "established"
    TO_CHECK = "to check"
    PASSED = "passed over"


class Relation(StrEnum):
    """How what is counted stands to the measure."""

    ALL = "all"
    SOME = "some of all"
    """So that it may be fewer, and never more."""
    PERHAPS = "perhaps all"
    """Which nothing but its nearness to the table's figure can say: one that nearly is it was meant to be it."""


_IN_ALL, _WHOLE_YEAR = spelled("counted_in_all"), spelled("whole_year")
_KIND_OF_LAWSUIT, _IN_COURT = spelled("kind_of_lawsuit"), spelled("in_court")
_KINDS_OF_CASES = spelled("kinds_of_cases")
(_ON_DISCLOSURE,) = spelled("on_disclosure")
_NEWLY_RECEIVED, _WHOLE_HAS = spelled("newly_received"), spelled("whole_has")
_LEAVES_OUT, _CARRIED, _APPLIED = spelled("leaves_out"), spelled("carried"), spelled("applied")
_NOT_EXISTING = spelled("not_existing")
_HANDLES, _ENDS = spelled("handles"), spelled("ends_handling")
_TAKEN_UP, _SPANS_YEARS = spelled("taken_up"), spelled("spans_years")
(_DISCLOSED, _IN_PART, _WITHIN), _NAMED_AS_ROW = spelled("bare_disclosure"), spelled("named_as_row")


LONG = 100
"""Numbers from this one on have so many digits that one miswrites another by no chance."""


_WORDS_AROUND: frozenset[Reason | Modality] = frozenset(
    {Modality.PLAN, "listed behind another", "handled alone", "others beside it", "without some"}
)
"""Reasons to pass a count over for which, of counts that stand in tables, twenty are right to one that is not."""
_FEWEST_BY_NO_CHANCE = 10


class Claim(NamedTuple):
    """The text says at `sentence.text[start:end]` that there were `value` of a measure.

    `measure` is a row of `table`, or what may be several: outcomes and kinds of cases told together are joined by `+`.
    `reason` says why it is not established.
    """

    measure: str
    table: str
    value: Number
    sentence: Sentence
    start: int
    end: int
    frame: Frame
    certainty: Certainty
    relation: Relation = Relation.ALL
    reason: Reason | Period | Modality = ""
    blur: Number = 0
    """Within how much it is told: 万 makes it about so."""
    figure: str = ""
    """The number as it stands at `start:end`; empty where something is denied, or told without one: 均已办结."""
    whole: "Claim | None" = None
    """The count that it is listed as a part of: of all applications, where it counts those of one kind of applicant."""
    applicant: str = ""
    """The column of table three that an outcome is told of, empty for all applicants: 自然人申请予以公开3件."""
    seat: Number | None = None
    """What its own list tells of the body's seat, which all may be more than: 全县163件,其中县政府28件."""

    @property
    def row(self) -> str:
        """The row or rows of its table, or the kinds of cases, up to the first dot of its measure: `review` of `review.upheld`."""
        return self.measure.partition(".")[0]

    @property
    def column(self) -> str:
        """What stands behind that, which is empty for a count of all: `upheld` of `review.upheld`."""
        return self.measure.partition(".")[2]

    @property
    def is_established(self) -> bool:
        """Whether it was understood wholly, so that it may accuse."""
        return self.certainty is Certainty.ESTABLISHED

    @property
    def is_half_read(self) -> bool:
        """Whether nothing but its nearness to the table's figure can say that it is of all."""
        return self.relation is Relation.PERHAPS

    @property
    def is_of_others(self) -> bool:
        """Whether its number is told as that of others, or of more than the body itself: 全系统办结许可57件."""
        return self.reason == "another's" and bool(self.figure)

    @property
    def is_passed_by_words_around(self) -> bool:
        """Whether no more than words around it make it one of something else, as hardly any of such counts is."""
        return self.reason in _WORDS_AROUND and bool(self.figure) and self.value >= _FEWEST_BY_NO_CHANCE

    @property
    def is_one_of_several(self) -> bool:
        """Whether counts of other kinds stand beside it, so that it is none of all."""
        return self.reason == "others beside it"

    @property
    def perhaps(self) -> "Claim":
        """The same as one of which nothing but the tables can say that it is of all."""
        return self._replace(certainty=Certainty.TO_CHECK, relation=Relation.PERHAPS)

    @property
    def may_be_one_kind_of_lawsuit(self) -> bool:
        """Whether its sentence says how lawsuits came about, and no word that it is of all: 行政诉讼1件(复议后起诉)."""
        told = self.sentence.text
        return not told[: self.start].endswith(_IN_ALL) and any(word in told for word in _KIND_OF_LAWSUIT)

    @property
    def names_its_case(self) -> bool:
        """Whether its clause says before its number of which kind of cases it is: 行政诉讼维持4件."""
        clause = self.sentence.text[self._begin_of_clause(",;:、") : self.start]
        return any(word in clause for word in _KINDS_OF_CASES)

    @property
    def may_be_of_any_case(self) -> bool:
        """Whether its sentence tells of who stood in court, and not that the cases are on disclosure: 行政应诉案件88件,负责人出庭应诉率100%."""
        told = self.sentence.text
        return _ON_DISCLOSURE not in told and any(word in told for word in _IN_COURT)

    @property
    def is_of_new_ones(self) -> bool:
        """Whether its clause says before its number that what was carried over is not among it: 新收申请83件.

        What is listed behind the number may say that it is: 新收申请85件(含上年结转2件).
        """
        clause = self.sentence.text[: self.start].rpartition(",")[2]
        is_divided = "(" in clause or self.sentence.text[self.end :].startswith(("(", *_WHOLE_HAS))
        return not is_divided and any(word in clause for word in _NEWLY_RECEIVED)

    @property
    def stands_before_applications(self) -> bool:
        """Whether what it counts is named behind it: 12件申请均按期答复."""
        return self.sentence.text.startswith(_APPLIED, self.end)

    def names_those_taken_up(self, figure: Number) -> bool:
        """Whether it tells behind its number how many cases were taken up of those that were brought: 复议申请13件,受理11件."""
        behind = self.sentence.text[self.end :]
        return self.value > figure and any(f"{word}{figure}" in behind for word in _TAKEN_UP)

    @property
    def tells_bare_disclosure(self) -> bool:
        """Whether what it counts is told as disclosed or not, and by no name of a row: 公开54件, 依法公开和部分公开54件, 不公开66件.

        Where its sentence tells apart what was disclosed in part, the rest is in whole: 公开5件,部分公开1件; but not behind 其中.
        """
        before, behind = self.sentence.text[: self.start], self.sentence.text[self.end :]
        begin = self._begin_of_clause()
        clause = before[begin:].replace(_IN_PART, "")
        is_bare = _DISCLOSED in clause and not any(word in clause for word in _NAMED_AS_ROW)
        in_part = behind.partition(_IN_PART)
        is_told_apart = _IN_PART in before[:begin] or (bool(in_part[1]) and _WITHIN not in in_part[0])
        return is_bare and not is_told_apart

    @property
    def tells_nonexistence(self) -> bool:
        """Whether it is of what doesn't exist, one way in which a body may not hold what is asked for: 信息不存在18件."""
        return any(word in self.sentence.text[self._begin_of_clause(",;:、") : self.start] for word in _NOT_EXISTING)

    @property
    def counts_what_was_handled(self) -> bool:
        """Whether it counts what was dealt with, be it that it came to an end or not: 办理申请12件."""
        clause = self.sentence.text[self._begin_of_clause() : self.start]
        return any(word in clause for word in _HANDLES) and not any(word in clause for word in _ENDS)

    @property
    def stands_behind_carried_answered(self) -> bool:
        """Whether its sentence says before it that those carried over were answered: 办结上年结转申请3件、本年新收申请40件."""
        before = self.sentence.text[: self.start]
        return any(word in before for word in _ENDS) and any(word in before for word in _CARRIED)

    @property
    def leaves_out_carried(self) -> bool:
        """Whether it says behind its number that what was carried over is not among it: 办理申请119件(不含上年结转7件)."""
        behind = self.sentence.text[self.end :].lstrip("(,")
        clause = behind.partition(",")[0]
        return behind.startswith(_LEAVES_OUT) and any(word in clause for word in _CARRIED)

    def _begin_of_clause(self, marks: str = ",;:") -> int:
        """Where the clause of its number begins in the sentence, behind the last of some marks before the number."""
        return max(self.sentence.text.rfind(mark, 0, self.start) for mark in marks) + 1

    def may_sum_up_more_years(self, figure: Number) -> bool:
        """Whether it sums up far more than a figure of the year, and doesn't say since when: 截至2024年底,累计制定文件52件."""
        if self.value < MORE_YEARS * float(figure):
            return False
        before, _, clause = self.sentence.text[: self.start].rpartition(",")
        bracket = self.sentence.text[self.end :].partition(")")[0]
        told = clause + bracket if bracket.startswith("(") else clause
        is_since = any(word in told for word in _SPANS_YEARS)  # 累计收到187件(2019年以来), 187件(2019—2023年)
        return may_sum_up_years(before, clause.partition("(")[0] if is_since else clause, is_dated=not is_since)

    @property
    def is_told_of_year(self) -> bool:
        """Whether its clause says before its number that it is of the whole year: 全年作出行政处罚决定462件."""
        clause = self.sentence.text[: self.start].rpartition(",")[2]
        return any(word in clause for word in _WHOLE_YEAR)

    def tells(self, figure: Number) -> bool:
        """Whether it says what a figure says, rounded or cut where it is told in 万."""
        return self.value == figure or abs(float(self.value) - float(figure)) < self.blur

    def agrees_with(self, figure: Number) -> bool:
        """Whether it says what a figure says, or no more where it is of some of all."""
        return self.tells(figure) or (self.relation is Relation.SOME and self.value < figure)

    @property
    def at(self) -> Location:
        """The sentence, quoted."""
        return self.sentence.at(self.start, self.end)


class ReadItem(NamedTuple):
    """An item with what it is said of, and what it claims."""

    item: Item
    frame: Frame
    claims: tuple[Claim, ...] = ()


def tells_difference(read: ReadItem) -> bool:
    """Whether an item tells no more than how a count differs from another year's: 收到申请4件,比上年多2件,均为自然人提出."""
    return not read.claims and read.frame.is_compared and read.item.kinds <= _OF_DIFFERENCE


_OF_DIFFERENCE = frozenset("COMPARE LAST DATE MORE CHANGE COUNT PERCENT FILL THIS".split())
