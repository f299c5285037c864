"""Numbers with their units in a sentence: 12件, 1,207条, 三项, 26余次."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from service.domain.figures import chinese_number
from service.domain.finding import Number
from service.domain.prose import Sentence
from service.domain.report import Location

UNITS = "件次|万元|元|件|条|次|份|项|部|篇|期|个|起|例|宗|则|场|人次|名|人"
CASES = ("件", "条", "份", "项", "次", "个", "宗", "起", "例", "件次")
"""Units in which applications, decisions and cases are counted."""

_MEASURES = ("万元",)
"""Units that a figure is rounded to, so that it may be near any number of them: 约31万元."""

_CHINESE = "零〇一二两三四五六七八九十百千"
_COUNT = re.compile(
    rf"(?<![\d.第〔\-])(?P<about>大?约|近|超过?|逾|将近|不少于|至少)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)|(?<![{_CHINESE}第几])(?<!数(?=[十百千]))(?P<chinese>[{_CHINESE}]+))"
    rf"(?P<scale>万(?!元)|亿)?(?P<more>余|多|来)?(?P<unit>{UNITS})(?!工作日|小时|月|百分点|自然日)(?P<odd>余|多(?!于|出|了?\d)|左右|以上)?"
)
_SESSION = re.compile("会议|全会|全体")
_TERM = re.compile(r"届[^,。;:、\d]{0,8}$")
_ONE_ITEM = re.compile(
    r"(?:(?<=[这那该此某每前后])|(?<=上述)|(?<=前述))一[项个类]|一项(?=[中里上]|来?[看说]|而言|单项"
    rf"|[,:]?(?:20\d\d年度?|本年度?|全年|合计|总计|共计?|[就便即也均都仅已只]|高?达|为|有)*\d[\d,.]*(?:{UNITS})(?<!项))"
)
"""One as the word for the item just named, whose own count may follow: 单看予以公开一项,2023年73件."""
_BOUNDARY = re.compile(r"[,;:。()]|、(?!法人)")


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its unit at `text[start:end]`; `is_exact` is false where 余, 近 or the like make it approximate.

    So does 万 where no figure is told below the tens: 3.2万.
    """

    value: Number
    unit: str
    is_exact: bool
    start: int
    end: int
    is_vague: bool = False
    """Whether a number that isn't round is made approximate."""
    resolution: Number = 0
    """What one in its last place stands for where nothing but 万 or 亿 makes it approximate: 1000 for 21.6万, else 0."""

    @property
    def is_judged(self) -> bool:
        """Whether what is reckoned from it can be held against it: it is exact, or rounded to a place that it tells."""
        return self.is_exact or bool(self.resolution)


@dataclass(frozen=True, slots=True)
class Statement:
    """The text says that there were `value` of something; `start` and `end` are where in the sentence.

    `subject` is the row of the table that it speaks of, where there are several.
    """

    value: Number
    sentence: Sentence
    start: int
    end: int
    subject: str = ""

    @property
    def at(self) -> Location:
        """The sentence, quoted."""
        return self.sentence.at(self.start, self.end)


MOST_COUNTS = 40
"""A sentence that counts more often is a list and tells nothing of any; reports have 15 at most."""


@lru_cache(maxsize=4096)
def counts(text: str) -> tuple[Count, ...]:
    """Every count in a text, in order; none where they are more than `MOST_COUNTS`."""
    matches = list(islice(_COUNT.finditer(text), MOST_COUNTS + 1))
    if len(matches) > MOST_COUNTS:
        return ()
    return tuple(_count(match) for match in matches if not _is_no_count(text, match))


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    """Whether a number tells which one is spoken of and not how many there were."""
    return _is_of_congress(text, match) or bool(_ONE_ITEM.match(text, match.start()))


def _is_of_congress(text: str, match: re.Match[str]) -> bool:
    """Whether a number tells which session it is and not how many there were: 七届一次会议."""
    return match["unit"] == "次" and bool(_SESSION.match(text, match.end()) and _TERM.search(text[: match.start()]))


def exact_counts(text: str, units: tuple[str, ...] = CASES) -> list[Count]:
    """The counts in those units that aren't approximate."""
    return [count for count in counts(text) if count.is_exact and count.unit in units]


def _count(match: re.Match[str]) -> Count:
    digits = match["digits"]
    number = Decimal(digits.replace(",", "")) if digits else Decimal(chinese_number(match["chinese"]) or 0)
    scale = {"万": 10_000, "亿": 100_000_000}.get(match["scale"] or "", 1)
    last_place = scale * Decimal(1).scaleb(int(number.as_tuple().exponent))
    number *= scale
    whole = number == number.to_integral_value()
    is_near = match["odd"] == "左右" or match["about"] in ("约", "大约", "近", "将近")
    blurred = match["more"] or match["odd"] in ("余", "多") or (is_near and match["unit"] not in _MEASURES)
    is_small = number <= 10 and not match["more"]
    is_told_as_is = not (match["about"] or match["more"] or match["odd"])
    is_rounded = bool(match["scale"] and not (whole and number % 10))
    return Count(
        value=int(number) if whole else number,
        unit=match["unit"],
        is_exact=is_told_as_is and not is_rounded,
        start=match.start(),
        end=match.end(),
        is_vague=bool(blurred and digits and not match["scale"] and whole and number % 10 and not is_small),
        resolution=int(last_place) if is_told_as_is and is_rounded and digits else 0,
    )


def without_brackets(text: str) -> str:
    """The same text with what stands in closed brackets blanked out, so that offsets stay."""
    return re.sub(r"\([^()]*\)", lambda bracket: "　" * len(bracket[0]), text)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after `text[start:end]` that belong to it: up to a comma, a stop or another count."""
    numbered = counts(text)
    earlier = bisect_right(numbered, start, key=attrgetter("end"))
    later = bisect_left(numbered, end, key=attrgetter("start"))
    before = text[numbered[earlier - 1].end if earlier else 0 : start]
    after = text[end : numbered[later].start if later < len(numbered) else len(text)]
    return _BOUNDARY.split(before)[-1], _BOUNDARY.split(after, maxsplit=1)[0]
