"""What stands around a year that work is told under: other years of its sentence, the sentence after it, its paragraph."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from service.domain.bodies import Body, body_of
from service.domain.report import Report
from service.language.dates import Dated, Place, dated_of
from service.language.lexer import letter
from service.language.periods import report_year
from service.language.text import Sentence, sentences
from service.language.year_shapes import frames, lists_faults
from service.language.years import Role, Year, years

_ANY = "[^COMMA SEMI STOP COLON END]"
_FAULTY = "EXIST [^STOP SEMI]{0,12} PROBLEM|PROBLEM (BE|EXIST|(PREP|AT)|NOUN)|(NAMED|POINTOUT|ASSESS|(DO|RULED)) [^STOP SEMI]{0,12} PROBLEM"
_PROBLEM = Place(_FAULTY)
_RATING = Place("ASSESS [^STOP SEMI]{0,8} HONOUR")
_RATE = Place(f"SPAN? {_ANY}{{0,6}} (RATE|PERCENT) {_ANY}{{0,3}}")
_MENDED = Place(
    "[^STOP]* PROBLEM [^STOP]*(COMMA|SEMI) (.{0,4}(NOWIS|UNTIL|SINCE) .{0,5}(MEND|YI|(DO|RULED))|.{0,4} PENDING .{0,3}(MEND|(DO|RULED)))"
)
_PROMISED = Place("SPAN? COMMA? .{0,5} NAMED .{0,3} POINTOUT [^STOP]* PROBLEM [^STOP]* (YI|MEND) (YI|MEND)?")
_SINCE_THEN = Place("(NOWIS|THISYEAR|(PREP|AT)) [^STOP]*(YI|MEND|DIFFER|NONE|(DO|RULED))|NOWIS [^STOP]*")
_STARTS_FROM_RATE = Place("NOWIS|.*DIFFER .{0,2}(COUNT|NUMBER|PERCENT)|.*TO (COUNT|NUMBER|PERCENT)")
_LOOKS_BACK = Place("LOOKBACK|LAST (PROBLEM|UNKNOWN)?|MEND")
_THIS_YEAR = Place("THISYEAR(?! (NAMED|RECEIVE|DRAWN|TABLES|NONE))")
_RESTATED = Place(
    f"SPAN? COMMA? {_ANY}{{0,3}} THISYEAR|[^STOP]* NOWTHIS {_ANY}{{0,3}} THISYEAR|[^STOP]* THISYEAR RECEIVE"
)
_OWN_COUNT = Place("[^STOP]*(PUBLISH|RECEIVE|(DO|RULED)) [^COMMA SEMI STOP DE]{0,6} COUNT")
_SPANS = "(SPAN|MONTHS|NUMBER|TO)* COMMA?"
_HISTORY = tuple(
    Place(shape)
    for shape in (
        f"{_SPANS} STATE {_ANY}{{0,6}} (DECIDED|DO|RULED|DRAWN|UNKNOWN)",
        f"{_SPANS} {_ANY}{{0,5}} FOUND [^STOP]*(COMMA|SEMI) {_ANY}{{0,4}} (NOWIS|SINCE)",
        f"{_SPANS} ((PREP|AT) {_ANY}{{0,6}} COMMA)? {_ANY}{{0,6}} TRANSFERRED",
        f"{_SPANS} TITLE {_ANY}{{0,3}} ((DO|RULED)|DRAWN|PUBLISH|FOUND|MADEOF)",
    )
)
_REGION = Place(
    f"{_SPANS} [^COMMA SEMI STOP OWN PREP AT ADV DO RULED FOUND]{{0,2}} REGION {_ANY}{{0,8}} (DECIDED|RULED|MADEOF)|{_SPANS} UNIFIED"
)
_BEGAN = Place(f"{_SPANS} {_ANY}{{0,4}} FOUND")
_ANNOUNCED = Place("(?!.*(MEND|PROBLEM|LAST|COMPARE|REVIEWING)).* LISTED COLON .{0,3}")
_OBJECT = Place("((DO|RULED)|(PREP|AT)|HONOUR|ADV)(YI)? [^COMMA SEMI STOP]{0,6}")
_EVENT = Place("SEMI|FOUND|DRAWN|MEASURE|HONOUR .{1,6} COMMA|BASIS|SPAN")
_FINISHED = Place("(DO|RULED) YI?")
_ALL_ITS_WORK = Place(f"SPAN? DE? DISCLOSURE [^COMMA STOP SEMI ASSESS BASIS]{{0,2}} ({'COMMA|SEMI|STOP|END'})")
_REPORTED = Place("(PUBLISH|RECEIVE) [^COMMA SEMI STOP]{0,8} (COUNT|NUMBER|SOME) .*(COMMA|SEMI)")
_NONE_NEXT = Place(f"SPAN? COMMA? [^COMMA SEMI STOP COUNT]{{0,6}} NONE {_ANY}{{0,8}} (COMPLAINT|CASE)")
_CONTRAST = Place("DIFFER|COMPARE|AGAIN|LAST|MEND|THISYEAR|AMONG")

_IS_THIS_YEAR = Place("THISYEAR BE")
_AT_ONCE = Place("COUNT")
_COUNTED = Place("[^COMMA SEMI STOP COLON END]{0,6} COUNT")
_DIFFERS = Place("DIFFER|COMPARE")
_COMPARES = Place("COMPARE LAST|LAST|LOOKBACK")


@dataclass(frozen=True)
class Around:
    """A report's years by sentence, and who it is of."""

    report: Report
    year: int | None
    is_school_year: bool
    body: Body | None

    @classmethod
    def of(cls, report: Report) -> "Around":
        """What stands around the years of a report."""
        found = report_year(report)
        return cls(report, found.year, found.is_school_year, body_of(report))

    @cached_property
    def _by_sentence(self) -> dict[int, list[Year]]:
        found: dict[int, list[Year]] = defaultdict(list)
        for year in years(self.report):
            found[id(year.dated)].append(year)
        return found

    def is_no_work(self, year: Year) -> str:
        """Why work that is told under another year isn't left over from it; empty where it may be."""
        if _IS_THIS_YEAR.ends(year.before):
            return ""
        if not (frames(year.before, year.after) or _AT_ONCE.begins(year.after)):
            return "of something of that year"
        own = self.year or 0
        if year.year > own and not (self._is_told(year) and not _is_early(year)):
            return "after the report year"
        if self._is_told_apart(year):
            return "set against another year"
        if self._is_series(year):
            return "a series of past years"
        if self._is_base_of_next(year):
            return "compared in the next sentence"
        return "history" if self._is_history(year) else ""

    def doubt(self, year: Year) -> str:
        """What makes it unsure that it is left over."""
        beside = [
            y for y in self._by_sentence[id(year.dated)] if y.year != year.year and not _is_no_other_side(y, year)
        ]
        if any(y.year == self.year for y in beside):
            return "the report year beside it"
        if beside:
            return "another year beside it"
        if _IS_THIS_YEAR.ends(year.before):
            return "called this year"
        if _AT_ONCE.begins(year.after):
            return "nothing but a count"
        return "a comparison beside it" if _COMPARES.within(year.dated.word) else ""

    def _is_series(self, year: Year) -> bool:
        """Whether several past years of the sentence have a count each."""
        own = self.year or 0
        counted = {
            y.year
            for y in self._by_sentence[id(year.dated)]
            if y.year < own and y.role in (Role.WORK, Role.OTHER) and _COUNTED.begins(y.after)
        }
        return len(counted) > 1 and year.year in counted

    def _is_base_of_next(self, year: Year) -> bool:
        """Whether the next sentence tells how the report year differs: 2022年收到5件. 2023年收到8件,增长60%."""
        following = self._after(year) if year.year < (self.year or 0) and _COUNTED.begins(year.after) else None
        if following is None or not _DIFFERS.within(following.word):
            return False
        return any(y.year == self.year and y.start == 0 for y in self._by_sentence.get(id(following), ()))

    def _is_told(self, year: Year) -> bool:
        section = year.dated.section
        if section in (5, 6):
            return not year.month and _SUMMED_UP.begins(year.after) and not _NOT_YET.within(year.after)
        return section in (1, 2, 3, 4) or (section == 0 and year.after.startswith(letter("COMMA")))

    def _is_told_apart(self, year: Year) -> bool:
        beside = (y for y in self._by_sentence[id(year.dated)] if y.role not in _OF_PAPERS)
        if any(y.year == self.year and not _is_without_contrast(y, year) for y in beside):
            return True
        if _THIS_YEAR.within(year.dated.word) and not _RESTATED.begins(year.after):
            return True
        return self._leads_up(year)

    def _leads_up(self, year: Year) -> bool:
        own, word = self.year or 0, year.dated.word
        is_rating = _RATING.within(word)
        lists = lists_faults(year.before, year.after)
        is_problem = _PROBLEM.within(word) or lists
        if year.year < own and _RATE_ONLY.begins(year.after):
            following = self._after(year)
            return bool(following and _STARTS_FROM_RATE.begins(following.word[1:]))
        if year.year > own or not (is_rating or is_problem):
            return False
        if _MENDED.begins(year.after) or _PROMISED.begins(year.after) or (lists and self._looks_back(year)):
            return True
        following = self._after(year)
        if following is None:
            return False
        first = next((y for y in self._by_sentence.get(id(following), ()) if y.start == 0), None)
        if first is None:
            return is_problem and bool(_SINCE_THEN.begins(following.word[1:]))
        return first.year == own and (is_rating or first.role is not Role.PLAN)

    def _looks_back(self, year: Year) -> bool:
        told = year.sentence.paragraph.text[: year.sentence.offsets[year.start]]
        beside = any(y.year == self.year and lists_faults(y.before, y.after) for y in years(self.report))
        return beside or _LOOKS_BACK.within(dated_of(_as_sentence(year.sentence, told)).word)

    def _after(self, year: Year) -> Dated | None:
        """The next sentence of the same paragraph."""
        found = [s for s in sentences(year.sentence.paragraph) if s.offsets[0] > year.sentence.offsets[-1]]
        if not found:
            return None
        same = next((d for d in map(_dated_by, self._by_sentence.values()) if d.sentence == found[0]), None)
        return same or dated_of(found[0])

    def _is_history(self, year: Year) -> bool:
        own = self.year or 0
        if year.year >= own:
            return False
        after = year.after
        is_told = any(shape.begins(after) for shape in _HISTORY) or (self._is_of_higher(year) and _REGION.begins(after))
        if is_told and not _OWN_COUNT.begins(after):
            return True
        begun = {
            y.year
            for y in self._by_sentence[id(year.dated)]
            if y.year < own and _BEGAN.begins(y.after) and not _OWN_COUNT.begins(y.after) and frames(y.before, y.after)
        }
        return bool(begun - {year.year}) and _BEGAN.begins(after) and not _OWN_COUNT.begins(after)

    def _is_of_higher(self, year: Year) -> bool:
        """Whether the government that is named behind a year is one that the report's body is under."""
        if self.body is None:
            return False
        token = next((t for t in year.dated.tokens[year.at + 1 :] if t.kind in ("REGION", "UNIFIED")), None)
        level = _LEVELS.get(token.text[1] if token and token.text[0] == "全" else token.text[0], 0) if token else 0
        own = self.body.level or 0
        return level > own or (level == own and not self.body.is_government)


def _is_no_other_side(other: Year, year: Year) -> bool:
    """Whether another year says nothing of whether this one is right: a paper's, what is carried, an earlier base."""
    if other.role in _OF_PAPERS or other.role is Role.CARRIED:
        return True
    return other.role is Role.COMPARISON and other.year < year.year


_LEVELS = {"镇": 2, "乡": 2, "县": 3, "区": 3, "旗": 3, "市": 4, "州": 4, "省": 5}
_OF_PAPERS = (Role.DOCUMENT, Role.NAME, Role.BUDGET)
_SUMMED_UP = Place(
    f"[^STOP SEMI]{{0,9}}(NONE [^STOP SEMI]{{0,4}} FEE|RECEIVE [^STOP SEMI]{{0,4}} FEE|SPAN TOTAL|TOTAL RECEIVE [^COMMA SEMI STOP]{{0,5}} COUNT|EXIST {_ANY}{{0,5}} (PROBLEM|LISTED))"
)
_NOT_YET = Place("FUTURE|INTENT")
_RATE_ONLY = Place(
    f"SPAN? {_ANY}{{0,8}} (RATE|TIMESPENT) (UNKNOWN|(PREP|AT)|BE|DIFFER)? (PERCENT|NUMBER|COUNT|UNKNOWN)+ (STOP|SEMI|END)"
)


def _is_early(year: Year) -> bool:
    """Whether it is in the first months of its year, when the report on the year before is written."""
    text = year.sentence.text
    return (
        text.startswith(("初", "年初"), year.end)
        or text[year.start : year.end].endswith("初")
        or (year.month or 12) <= 4
    )


def _is_without_contrast(named: Year, year: Year) -> bool:
    """Whether a year beside an earlier one isn't set against it: the two are of one statement, or of two that differ."""
    if year.month or named.month or year.year > named.year:
        return False
    first, second = sorted((named, year), key=lambda y: y.at)
    between = year.dated.word[first.at + 2 : second.at + 1]
    if _turns(between, second, first) or _ANNOUNCED.fits(between):
        return True
    if first is year:
        return not first.at and _OBJECT.ends(between) and not _EVENT.within(between)
    return not first.at and _FINISHED.ends(second.before) and _ALL_ITS_WORK.begins(second.after)


def _turns(between: str, second: Year, first: Year) -> bool:
    """Whether a count of one year and what another had none of compare nothing: 2022年公开120条；2023年度未接到举报."""
    if _EVENT_BEFORE.within(between) or _CONTRAST.within(between + second.after):
        return False
    if not (_REPORTED.within(between) and _NONE_NEXT.begins(second.after)):
        return False
    told, following = (
        {t.text for t in tokens if t.kind in ("CASE", "COMPLAINT")}
        for tokens in (first.dated.tokens[: second.at], first.dated.tokens[second.at :])
    )
    return not told & following


_EVENT_BEFORE = Place("FOUND|DRAWN|HONOUR|BASIS")


def _dated_by(found: list[Year]) -> Dated:
    return found[0].dated


def _as_sentence(sentence: Sentence, text: str) -> Sentence:
    return Sentence(text, sentence.paragraph, tuple(range(len(text))))
