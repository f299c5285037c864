"""Averages held against the two counts that they are of: 培训6期,参训324人次,平均每期54人次; 推送866条,阅读214万次,条均2471次."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby, pairwise, takewhile
from typing import NamedTuple

from service.language.claims import Certainty
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import (
    AMOUNTS,
    LARGE_AMOUNT,
    OCCASIONS,
    PERSONS,
    TIMES_TAKEN,
    UNITS,
    Quantity,
    YearMention,
)
from service.language.reasons import AnyDoubt
from service.language.relations.figures import MARKS, Figure, Row, behind_last
from service.language.relations.values import SURE, Average
from service.language.text import Sentence
from service.reports.finding import Number
from service.reports.numerals import chinese_number

(_EACH,), (_ON_AVERAGE,) = spelled("for_each"), spelled("on_average")
_WHOLE_YEAR = spelled("whole_year")
_LONGEST_UNIT_FIRST = sorted(UNITS, key=len, reverse=True)
_LIKE = 2
"""By what factor an average may miss what its counts give and be meant to be of them, at most."""
_ENDS = frozenset({"SEMI", "STOP"})


class _Of(NamedTuple):
    """The total that an average is of, the number that it is of, the likeliest first of several, and what is in doubt of these."""

    total: Quantity
    numbers: Sequence[Quantity]
    doubt: AnyDoubt = ""


class _Span(NamedTuple):
    """The words that tell of each span of a year, how many of them it has, and how many count at least: days of work alone."""

    words: tuple[str, ...]
    most: int
    fewest: int


_MONTHS = _Span(spelled("each_month"), 12, 12)
_SPANS = (
    _MONTHS,
    _Span(spelled("each_quarter"), 4, 4),
    _Span(spelled("each_week"), 53, 50),
    _Span(spelled("each_day"), 366, 200),
)
_MOST = 10
"""Counts before an average that may explain it, at most: the nearest."""


def averages(sentence: Sentence, row: Row, earlier: Sequence[Row], year: int | None) -> Iterator[Average]:
    """The averages of a row whose total and number stand before them.

    `earlier` are the rows of the sentences before, and `year` is the report's.
    """
    for at, figure in enumerate(row.figures):
        short = _in_short(figure)
        if figure.quantity is None or not (short or _rates(figure)):
            continue
        unit = "" if short else _unit_of_each(figure)
        before = [*([row.anchor] if row.anchor else []), *row.figures[:at]]
        behind = row.figures[at + 1 :]
        of = (
            _beside(figure, before, behind, unit)
            if unit
            else _of_places(figure, before, sentence.text)
            or (None if _names_months(sentence.text) else _of_span(figure, before, year))
            or _of_years(figure, before)
            or _of_year_behind(figure, before, behind)
        )
        if of:
            around = [each for row_before in earlier for each in row_before.figures] + before
            yield _judged(sentence, figure, figure.quantity, of, _counts(around)[-_MOST:], unit or of.numbers[0].unit)


def _names_months(text: str) -> bool:
    """Whether a sentence says by how many months an average is reckoned that are no year: 月均（按10个月计）6.82万人次."""
    return any(word in text for word in _BY_MONTHS) and not any(word in text for word in _YEAR_IN_MONTHS)


_BY_MONTHS, _YEAR_IN_MONTHS = spelled("by_months"), spelled("twelve_months")


def _rates(figure: Figure) -> list[Token]:
    """The words of its clause that say of each what is counted; none where one of several is told: 每批分别为150户、137户."""
    is_one_of_several = any(token.value == "each" for token in figure.clause)
    return [] if is_one_of_several else [token for token in figure.clause if token.kind == "RATE"]


def _in_short(figure: Figure) -> str:
    """The places that an average is of each of, where they are named in short: 12个水管站共报送156条,站均13条; empty for none."""
    for place, on_average in pairwise(figure.clause):
        if place.kind == UNKNOWN and on_average.text == _ON_AVERAGE and on_average.end == figure.token.start:
            return place.text if len(place.text) == 1 else ""
    return ""


def _in_words(average: Figure) -> str:
    """What stands before an average, where what is told of one is told of each: 平均一场50人, 平均下来一个月30条."""
    text = "".join(token.text for token in average.clause)
    return next((text.replace(one, f"{one[:-1]}{_EACH}") for one in _OF_ONE if one in text), text)


_OF_ONE = spelled("on_average_of_one")


def _unit_of_each(figure: Figure) -> str:
    """The unit of what an average is of each: 期 in 平均每期, 条 in 条均; empty where it is of a time, or none."""
    text = _in_words(figure)
    _, each, behind = text.rpartition(_EACH)
    if any(word in text for word in _MONTHS.words):  # 平均每个月
        return ""
    if each:
        return next((unit for unit in _LONGEST_UNIT_FIRST if behind.startswith(unit)), "")
    unit = _rates(figure)[-1].text.removesuffix(_ON_AVERAGE)
    return unit if unit in UNITS else ""


def _beside(average: Figure, before: Sequence[Figure], behind: Sequence[Figure], unit: str) -> _Of | None:
    """The total and the number right before an average, in either order, or the number before it and the total right behind.

    活动36场,平均每场61人,合计2196人.
    """
    is_one_of_several = any(_rates(figure) and _unit_of_each(figure) == unit for figure in before[-2:])
    if is_one_of_several or not _ENDS.isdisjoint(average.kinds):
        return None  # 590人次,其中2期每期160人次,3期每期90人次
    if of := _right_before(average, before[-2:], unit) or _before_list(average, before, unit):
        return of
    total = next(iter(behind), None)
    is_total = total is not None and total.kinds[:2] == ("COMMA", "TOTAL") and _NAMES_TOTAL.issuperset(total.kinds[2:])
    return _of_pair(average, [*before[-1:], total], unit) if total is not None and is_total else None


_NAMES_TOTAL = frozenset({UNKNOWN, "NOUN", "FILL", "ISSUE", "MATTER", "PAPERS"})
"""What may stand between 共 and a total: 每个社区400册,共发放折页4800册."""


def _right_before(average: Figure, pair: Sequence[Figure], unit: str) -> _Of | None:
    """Those of two counts right before it, in one sentence and of all: not 590人次,其中2期每期160人次."""
    is_apart = any(not _ENDS.isdisjoint(figure.kinds) or _is_number_of_part(figure, unit) for figure in pair[1:])
    return None if is_apart else _of_pair(average, pair, unit)


def _before_list(average: Figure, before: Sequence[Figure], unit: str) -> _Of | None:
    """The total right before it of what is listed, and the number before that list: 三次到会20人、16人、18人,共54人次,平均每次18人."""
    if len(before) < _LISTED or (total := before[-1].quantity) is None:
        return None
    parts = list(takewhile(lambda each: _is_alike(each, total), reversed(before[:-1])))
    added = sum(each.quantity.value for each in parts if each.quantity)
    number = before[-2 - len(parts)] if len(parts) < len(before) - 1 else None
    return _of_pair(average, [number, before[-1]], unit) if number and len(parts) > 1 and added == total.value else None


_LISTED = 4
"""Counts before an average of what is listed, at least: the number, two parts and their total."""


def _is_alike(figure: Figure, total: Quantity) -> bool:
    """Whether a count is in the unit of a total, or both are of persons."""
    return figure.quantity is not None and (
        figure.quantity.sort == total.sort or _is_one_unit(figure.quantity.unit, total.unit)
    )


def _of_places(average: Figure, before: Sequence[Figure], text: str) -> _Of | None:
    """The total right before an average and the number of places that it is of each: 14个村张贴182条,平均每村13条."""
    place, reach = _place_of_each(average)
    told, total = average.quantity, next(iter(before[-1:]), None)
    if not place or told is None or total is None or total.quantity is None or not _ENDS.isdisjoint(average.kinds):
        return None
    ends = ((each, each.token.end) for each in reversed(before[:-1]))
    alike = tuple(name for name in _PLACES if name.endswith(place))  # 12个行政村,平均每村89条
    number = next((e for e, end in ends if place in text[end : end + reach] or text.startswith(alike, end)), None)
    is_whole = number is not None and "AMONG" not in number.kinds and _ENDS.isdisjoint(total.kinds)
    if number is None or number.quantity is None or not is_whole:
        return None
    in_its_unit = _in_unit_of(told, total.quantity)
    is_of_them = in_its_unit.sort == told.sort and number.quantity.is_exact and number.quantity.value > 1
    return _Of(in_its_unit, [number.quantity]) if is_of_them else None


def _place_of_each(average: Figure) -> tuple[str, int]:
    """Of each of what places an average is, empty for none, and in how many characters behind their number these are named."""
    if short := _in_short(average):
        return short, _LONGEST_PLACE
    _, _, behind = _in_words(average).rpartition(_EACH)
    place = next((place for place in _PLACES if behind.startswith(place)), "")
    return place, len(place)


_PLACES = spelled("places_of_each")
_LONGEST_PLACE = 6
"""Characters of their name, at most, where an average names them in short."""


def _is_number_of_part(figure: Figure, unit: str) -> bool:
    """Whether it counts some of what an average is of each."""
    return "AMONG" in figure.kinds and figure.quantity is not None and _is_one_unit(figure.quantity.unit, unit)


def _of_pair(average: Figure, pair: Sequence[Figure], unit: str) -> _Of | None:
    """The one of two counts that is the total, and the one that is the number; none where anything else is counted."""
    told = average.quantity
    if told is None:
        return None
    counts = [_in_unit_of(told, each) for each in _counts(pair)]
    totals = [each for each in counts if each.unit == told.unit] or [each for each in counts if each.sort == told.sort]
    numbers = [each for each in counts if _is_one_unit(each.unit, unit) and each.is_exact]
    if len(totals) != 1 or len(numbers) != 1 or totals == numbers:
        return None
    total, number = totals[0], numbers[0]
    return _Of(total, [number]) if total.value > number.value > 1 else None


def _in_unit_of(told: Quantity, total: Quantity) -> Quantity:
    """A total as it is in the unit of an average, where both are money: 补贴2172万元,户均4000元; 补贴4.608亿元,户均30万元."""
    if told.unit == total.unit or not AMOUNTS.issuperset((told.unit, total.unit)):
        return total
    if total.unit != LARGE_AMOUNT:
        return total.in_large_amounts
    last_place = Decimal(1).scaleb(-total.places)
    return Quantity(int(total.value * _TEN_THOUSAND), told.unit, False, int(last_place * _TEN_THOUSAND))


_TEN_THOUSAND = 10_000


def _of_span(average: Figure, before: Sequence[Figure], year: int | None) -> _Of | None:
    """The total of the year before what is told of each month, and how many those are: 全年8760个,平均每月730个.

    What the total is compared with may stand between: 全年864条,比上年的813条增加51条,平均每月72条.
    """
    total, told = next((each for each in reversed(before) if not _compares(each)), None), average.quantity
    if total is None or total.quantity is None or told is None or total.quantity.sort != told.sort:
        return None
    years = _years_named(total) or _year_before(total, year)
    numbers = _in_year(average, told, total, years)
    doubt: AnyDoubt = "" if years else "when"
    return _Of(total.quantity, numbers, doubt) if numbers and _is_of_total(average, total) else None


def _of_years(average: Figure, before: Sequence[Figure]) -> _Of | None:
    """The total of several years right before what is told of each, and how many those are: 三年合计66件,年均22件."""
    total, told = next(iter(before[-1:]), None), average.quantity
    if total is None or total.quantity is None or told is None or total.quantity.sort != told.sort:
        return None
    if not any(rate.text in _EACH_YEAR for rate in _rates(average)) or not _ENDS.isdisjoint(average.kinds):
        return None
    numbers = [_number_of_years(token.text) for token in total.clause if token.kind == "SEVERAL"]
    return _Of(total.quantity, [Quantity(numbers[0], "")]) if len(numbers) == 1 and numbers[0] else None


def _number_of_years(words: str) -> int:
    """How many years words name: 近三年, 三年合计; 0 for none."""
    before, years, _ = words.partition(_YEAR)
    return (chinese_number(before[-1:]) or 0) if years else 0


_EACH_YEAR, (_YEAR,) = spelled("each_year"), spelled("year")


def _compares(figure: Figure) -> bool:
    """Whether a figure tells what another is compared with, or by how much it differs from that."""
    return any(token.kind in ("COMPARE", "CHANGE", "LAST") for token in (*figure.lead, *figure.clause))


def _of_year_behind(average: Figure, before: Sequence[Figure], behind: Sequence[Figure]) -> _Of | None:
    """The same where the total of the year stands right behind it, and nothing else it may be of before: 每月平均收到申请7件,全年83件."""
    total = next(iter(behind), None)
    is_bare = total is not None and total.kinds[:2] == ("COMMA", "THIS") and set(total.kinds[2:]) <= {"FILL", "TOTAL"}
    told = average.quantity
    if total is None or total.quantity is None or told is None or not is_bare or total.quantity.sort != told.sort:
        return None
    if before and before[-1].quantity and before[-1].quantity.sort == told.sort:
        return None  # 2月至12月收到申请81件,月均7.4件,全年83件
    numbers = _in_year(average, told, total, _years_named(total))
    return _Of(total.quantity, numbers) if numbers else None


def _is_of_total(average: Figure, total: Figure) -> bool:
    """Whether nothing but what a total tells of is told of each span: 接听7320个,平均每月接听610个."""
    name = "".join(token.text for token in average.clause if token.kind not in ("RATE", "FILL"))
    return _ENDS.isdisjoint(average.kinds) and name in "".join(token.text for token in total.clause)


def _in_year(average: Figure, told: Quantity, total: Figure, years: Sequence[str]) -> Sequence[Quantity]:
    """How many spans of which an average is told there are in what its total is of; none where nobody can tell.

    `years` are the words by which the total is of the report year.
    """
    text = _in_words(average)
    spans = next((span for span in _SPANS if any(word in text for word in span.words)), None)
    may_be_of_year = bool(years) or (spans is _MONTHS and _is_undated(total))
    if spans is None or total.quantity is None or not may_be_of_year:
        return ()
    is_whole = any(year in _WHOLE_YEAR for year in years)
    most = spans.most if years else _MANY_MONTHS
    if not is_whole and any(
        _is_within(told, total.quantity, each, max(float(told.resolution), 1.0)) for each in range(1, most)
    ):
        return ()  # 今年收到840条,平均每月84条, since March
    return [Quantity(each, "") for each in range(spans.most, spans.fewest - 1, -1)]


_MANY_MONTHS = 10
"""Of how many months an average is that is no slip, where none are named: an account is begun at any time of the year."""


def _years_named(total: Figure) -> list[str]:
    """The words for the report year in its clause, or before what 、 lists in it: 全年通过留言、公众号等回应咨询312条."""
    said = total.lead[behind_last(_ENDS_CLAUSE, total.kinds) :]
    return [token.text for token in said if token.kind == "THIS" and token.value != "closing"]


_ENDS_CLAUSE = MARKS - {"PAUSE"}


def _year_before(total: Figure, year: int | None) -> list[str]:
    """That year in digits, and no part of it, where it stands before the total: 2023年,聚焦防灾减灾,发布提示960条."""
    in_digits = f"{year}{_YEAR}"
    return [token.text for token in total.lead if isinstance(token.value, YearMention) and token.text == in_digits]


def _is_undated(total: Figure) -> bool:
    """Whether nothing tells when it was counted, so that it may be of the report year as its report is."""
    return _TIMES.isdisjoint(total.kinds)


_TIMES = frozenset("DATE THIS LAST NEXTYEAR PARTYEAR SEVERAL SCHOOLYEAR SINCE NOW".split())


def _is_one_unit(unit: str, other: str) -> bool:
    return unit == other or any(unit in units and other in units for units in (OCCASIONS, PERSONS))


def _counts(figures: Sequence[Figure]) -> list[Quantity]:
    """What figures count."""
    return [each.quantity for each in figures if each.quantity and each.quantity.value]


def _judged(
    sentence: Sentence, figure: Figure, told: Quantity, of: _Of, counts: Sequence[Quantity], unit: str
) -> Average:
    """An average as `told` by a figure; it holds where any of the `counts` before it explain it.

    `unit` is that of what it is of each; empty where it is of a time.
    """
    total, numbers, doubt = of
    number = numbers[0]
    around = [*counts, *_together(counts)]
    totals = [total for total in (_in_unit_of(told, each) for each in around) if total.sort == told.sort]
    others = [each for each in around if _may_be_number(each, number, unit)]
    holds = any(_is_of(told, total, each) for each in numbers) or any(
        _is_of(told, total, each) for total in totals for each in others
    )
    actual = float(total.value) / float(number.value)
    is_like = actual / _LIKE <= float(told.value) <= actual * _LIKE
    certainty, reason = SURE if holds or is_like else (Certainty.PASSED, "of something else")
    if doubt and is_like and not holds:
        certainty, reason = Certainty.TO_CHECK, doubt
    if not (told.is_exact or told.resolution):
        is_off = certainty is Certainty.ESTABLISHED and not holds and _is_off(told.value, actual)
        certainty, reason = (
            (Certainty.TO_CHECK, "about so many") if is_off else (Certainty.PASSED, "told as about so many")
        )
    return Average(
        Decimal(told.value), actual, told.places, total.value, number.value, holds, certainty, reason,
        sentence, (_rates(figure) or figure.clause)[0].start, figure.token.end,
    )  # fmt: skip


def _is_off(told: Number, actual: float) -> bool:
    """Whether an average of about so many is further from its figures than its last digit that is no nought tells: 月均约206条, of 196."""
    last = Decimal(told).normalize().as_tuple().exponent
    return isinstance(last, int) and abs(float(told) - actual) > max(10.0**last, _OFF * actual)


_OFF = 0.04
"""How far from its figures an average of about so many may be, in proportion, if its last digit says no less."""


def _may_be_number(count: Quantity, number: Quantity, unit: str) -> bool:
    """Whether a count before an average may be how many it is of each of, rather than the number beside it.

    That is told in the unit of the average, where its number is: 召开推进会4次; 培训5期,平均每期90人次. Of spans it counts time.
    """
    if not unit:
        return count.unit in TIMES_TAKEN
    return count.unit == unit if number.unit == unit else _is_one_unit(count.unit, unit)


def _together(counts: Sequence[Quantity]) -> Iterator[Quantity]:
    """What counts of one sort come to that stand beside each other: 规章2件、规范性文件18件,解读53篇,平均每件2.65篇."""
    for _, run in groupby(counts, key=lambda each: each.sort):
        alike = list(run)
        for start, end in combinations(range(len(alike) + 1), 2):
            yield alike[start]._replace(value=sum(each.value for each in alike[start:end]))


def _is_of(told: Quantity, total: Quantity, number: Quantity) -> bool:
    """Whether an average is what a total is of each, rounded or cut at its last place that is no nought; one of noughts but for a digit is rounded.

    One below a hundred isn't rounded where what is of each comes out even: 12个处室540条,平均每个处室40条.
    """
    if told.is_exact and told.value < _ROUND and not (total.resolution or total.value % number.value):
        return told.value == total.value / number.value
    digits = str(told.value)
    places = len(digits) - len(digits.rstrip("0")) if told.value % 1 == 0 else -told.places
    is_one_digit = 0 < places == len(digits) - 1
    last_place = max(float(told.resolution), 10.0**places) * (_ROUNDED if is_one_digit else 1)
    return _is_within(told, total, number.value, last_place)


_ROUND = 100
"""The least average that is rounded though it comes out even."""
_ROUNDED = 0.6
"""By how much of its place a number that is rounded there may miss, with some room."""


def _is_within(told: Quantity, total: Quantity, number: Number, last_place: float) -> bool:
    """Whether an average is what a total is of each, but for less than one in a place."""
    within = last_place + float(total.resolution) / float(number)
    return abs(float(told.value) - float(total.value) / float(number)) < within
