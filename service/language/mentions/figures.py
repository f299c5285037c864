"""What the text mentions in figures: quantities, percentages, years and dates, each read where it begins.

A reader takes a text and a place and gives the value that begins there with its end, or None. None of them looks
further back than a character and further on than it must: they take linear time on any text.
"""

import re
import string
from collections.abc import Container
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from service.reports.figures import MOST_DIGITS
from service.reports.finding import Number
from service.reports.numerals import chinese_number

_MEASURES = "公里 平方公里 平方米 立方米 公顷 亩 吨"
UNITS = (
    "件次 万元 元 件 条 次 份 项 部 篇 期 个 起 例 宗 则 场次 场 人次 名 人 户次 户 家 轮 幅 册 张 套 批次 批 所 处 台 种 类 "
    "万字 字 页 段 位 版 本 封 通 门 间 辆 支 组 笔 株 棵 艘 座 栋 幢 架次 航次 班次 趟次 条次 篇次 期次 家次 点次 块 "
    "剂次 车次 台次 辆次 课时 学时 标段 回 趟 部分 " + _MEASURES
).split()
CASES = frozenset("件 条 份 项 次 个 宗 起 例 件次".split())
"""Units in which applications, decisions and cases are counted."""
LARGE_AMOUNT = "万元"
CASE = "件"
"""The unit in which applications are counted before any other."""
DECIDED = frozenset("件 宗 起".split())
"""Units in which decisions are counted, and not what is written of them."""
CASES_ALONE = frozenset("件 起 宗 例 件次".split())
"""Units of cases by themselves, so that no noun need say of what."""
KINDS = frozenset({"类", "种", "部分"})
"""Units in which kinds are counted, and not what is of them."""
PARTS = KINDS | {"项", "个"}
"""Units in which the parts of a list are counted."""
PARTS_AND_BODIES = PARTS | {"家"}
"""The same, and that in which bodies are: 四家合计384件."""
PAPERS = frozenset("份 项 个".split())
"""Units of what is written or listed, and not decided: 行政处罚决定书5份, 行政许可事项12项."""
DOCUMENTS = frozenset("件 部 项 个 份 篇".split())
"""Units of documents."""
YEAR, MONTH, DAYS = "年", "月", "日号"
"""What stands behind the numbers of a date."""
FIRST_OF_YEARS = "12二"
OCCASION = "次"
OCCASIONS = frozenset("次 期 场 轮 批 批次 场次 回 趟".split())
"""Units of what is done again and again, and may be told by any of them."""
INFORMATION = frozenset("条 篇".split())
PLACES = frozenset("个 家 所 处".split())
BODIES = frozenset("家 支 所 处".split())
"""Units in which those who did something are counted, and never what they did."""
PERSONS = frozenset("人 人次 名 位".split())
PIECE = "个"
"""The unit of anything: 一个 may say any one of it, and not how many."""
_PERSONS_ALIKE = frozenset({"人", "名"})
VISITS = "人次"
"""The unit of people who came, counted as often as they did."""
TIMES_TAKEN = "个工作日 工作日 个自然日 自然日 天 日 个小时 小时 分钟 秒 个月".split()
"""Units of the time that something takes, which counts nothing."""
AMOUNTS = frozenset({LARGE_AMOUNT, "元"})
"""Units of money, which is told rounded: what is stated of it in percent is of the precise amounts."""

_CHINESE = "零〇一二两三四五六七八九十百千"
_NOUGHTS = "零〇○0OoОο"
_LONGEST_UNIT_FIRST = "|".join(sorted(UNITS, key=len, reverse=True))
_BEHIND_BARE = r"[,;。、:()较比同]|净?[增减升降上下]|—|$"
"""Behind a number in 万 that is told without a unit: 粉丝11.5万,比年初的10万净增1.5万."""
_MOSTLY = "为|是|系|属|数|半|由|在|来自|来源|集中|涉|以|与|因|收|公|发|办|受|印"
"""Behind 多 that says what most are, is a part of another word, or tells what was done more: 14件多为政策咨询, 多数, 多收14件."""
_BEHIND_DIGITS = "[剂盏匹票羽尾]|头(?![版条像尾部])|只(?![有是能需要])|卷(?![入宗])|集(?![中体合成约团聚市镇])|单(?![位独项一个元击])|根(?![据本])"
"""Units that Chinese numerals stand before in other words: 一头, 一单位, 三根本."""
_NO_CALLS = r"(?<=通)[过知报话道信车讯行畅用常告]"
"""Behind 通 where it begins a word, and counts no calls: 12345通过."""
_NO_TIMES = r"(?<=回)[访复应头馈收答函购乡家国落避顾归报合事来去信]"
"""Behind 回 where it begins a word, and tells no times: 一回访."""
_ABOUT_SO_MANY = "大?约|近|超过?|逾|将近|接近|不少于|不低于|至少|不足|不到|不满"
_RAN_TOGETHER = rf"\d(?:[.,]?\d){{{MOST_DIGITS}}}"
"""Several numbers that lost what stood between them, which count nothing."""
_QUANTITY = re.compile(
    rf"(?P<about>{_ABOUT_SO_MANY})?"
    rf"(?:(?!{_RAN_TOGETHER})(?P<digits>\d{{1,3}}+(?:,\d{{3}}(?!\d))++(?:\.\d++)?|\d++(?:\.\d++)?)|(?P<chinese>[{_CHINESE}]{{1,12}}+(?:万[{_CHINESE}]{{1,12}}+)?))"
    rf"(?P<scale>万(?!元)|亿)?(?P<more>余|多|(?<=[0十百千万])来)?(?:(?P<unit>{_LONGEST_UNIT_FIRST}|(?(digits)(?:{_BEHIND_DIGITS})|(?!)))(?!工作日|小时|月|百分点|自然日|{_NO_CALLS}|{_NO_TIMES})|(?<=万)(?={_BEHIND_BARE}))"
    rf"(?P<odd>余|多(?!{_MOSTLY}|于|出|了?[\d一二两三四五六七八九十半])|左右|以上)?"
)
_FIRST_OF_UNITS = "".join(sorted({unit[0] for unit in UNITS}))
_NUMBER = re.compile(rf"\d|[{_CHINESE}][{_FIRST_OF_UNITS}万年]")
_COUNT = re.compile(rf"(?<!\d)(?!(?:19|20)\d\d年)\d|[{_CHINESE}][{_FIRST_OF_UNITS}万]")
_CAN_BE_FIGURE = re.compile(
    rf"(?:{_ABOUT_SO_MANY})[\d{_CHINESE}]"
    rf"|[{_CHINESE}]{{1,12}}+[月{_FIRST_OF_UNITS}万亿余多来倍]|二[{_NOUGHTS}]|百分之"
)
"""What a figure begins like that begins with no digit."""
_PERCENT = re.compile(
    rf"(?P<about>约|近|超过?|逾|接近|不足|不到)?(?:(?:(?!{_RAN_TOGETHER})(?P<value>\d++(?:\.\d++)?)|(?P<times>[一二两三四五六七八九十]{{1,3}})(?=倍|个百分点))"
    r"(?P<unit>%|个?百分点|倍(?![数率增加]))"
    rf"|百分之(?:(?!{_RAN_TOGETHER})(?P<hundredths>\d++(?:\.\d++)?)|(?P<whole>[零一二两三四五六七八九十百]{{1,6}})(?:点(?P<decimals>[零〇一二三四五六七八九]{{1,4}}))?))"
    r"(?P<odd>以上|左右|多(?!\d)|有?余|还多|以下)?"
)
# Its group is not possessive: Python before 3.11.5 loses the place behind one that looks ahead by alternatives.
_BARE = re.compile(r"\d++(?:[.:,-](?!(?:19|20)\d\d年)\d++)*")
_TIME = re.compile(r"\d{1,6}+(?:\.\d{1,3}+)?")
_DIGIT = f"一二三四五六七八九{_NOUGHTS}"
_YEAR = rf"(?:(?:19|20)\d\d|二[{_NOUGHTS}][{_DIGIT}]{{2}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"[-—–~～至到]{1,2}"
_MIDDLE = "(?:初(?![中级步次审])|中(?![心国央小学医等层标共型级华部期考药]))"
"""The beginning or the middle of a year, where no other word begins behind it: 2025年中, and not 2025年中心."""
_DATE = re.compile(
    rf"(?P<year>{_YEAR})(?!\d)"
    rf"(?:[-./](?P<iso_month>{_MONTH})[-./](?P<iso_day>{_DAY})(?=\d\d:|\D|$)"
    rf"|年度?(?:(?P<whole>1月?份?{_TO}12月(?:底|末|份)?)|(?P<month>{_MONTH})月(?:(?P<day>{_DAY})[日号](?:之?前)?)?|(?P<end>年?[底末](?:前|止)?))?"
    rf"|(?P<bare>(?=[-—–~～至到][12]\d{{3}}|、20\d\d年|和20\d\d年|政府信息|政务公开|信息公开)))"
    rf"(?P<part>[上下]半年|前?第?[一二三四]季度|份|{_MIDDLE}|[上中下]旬)?"
)
_MONTHS = re.compile(
    rf"(?P<whole>1月?份?{_TO}(?=12月))?(?P<month>{_MONTH})月(?!度)(?:(?P<day>{_DAY})[日号])?(?P<part>份|[底末初]|[上中下]旬)?"
)
_REFERENCE = re.compile(r"[〔\[(【]?(?:19|20)\d\d[〕\])】]第?\d{1,5}号|第\d{1,5}号令?")
_TITLE = re.compile(r"《[^《》]{0,100}》")
_LATIN = re.compile(r"[Hh]5(?=\d)|[A-Za-z][A-Za-z0-9./:@_?=&%#+-]*+")


class Quantity(NamedTuple):
    """A number with its unit; it is not exact where 余, 近 or the like, or 万 without figures below, make it about so.

    `resolution` is what one in its last place stands for where nothing but 万 or 亿 makes it about so: 1000 for 21.6万.
    """

    value: Number
    unit: str
    is_exact: bool = True
    resolution: Number = 0
    is_vague: bool = False
    """Whether a number that isn't round is made approximate: 26余次."""
    is_near: bool = False
    """Whether it is great and told to be near: 约1.38万件, 近2万件, 2000件左右."""

    @property
    def in_large_amounts(self) -> "Quantity":
        """The same, an amount of at least 10,000 yuan in 万元, as the form has it: 12600万元 for 1.26亿元, 214.63万元 for 2146300元."""
        scale = 10_000
        if self.unit != "元" or not (self.resolution or self.value >= scale):
            return self
        return self._replace(value=Decimal(self.value) / scale, unit=LARGE_AMOUNT, resolution=self.resolution // scale)

    @property
    def sort(self) -> str:
        """The sort of things that are counted: 场 and 场次 are one, as are 人 and 人次, and 件, 宗, 起 and 例 of cases."""
        return CASE if self.unit in CASES_ALONE else self.unit.removesuffix("次") or self.unit

    def is_of_sort(self, sort: str) -> bool:
        """Whether it counts things of a sort; persons are of one, however they are called: 11人,其中专职4名、兼职7名."""
        return self.sort == sort or _PERSONS_ALIKE.issuperset((self.sort, sort))

    @property
    def blur(self) -> Number:
        """How far what it tells about may be from it: 200 for 约1600条; 0 where it is exact, or nobody can tell."""
        if self.is_exact or self.resolution or self.is_vague or not self.value or self.value % 1:
            return self.resolution
        digits = str(int(self.value))
        return int(2 * 10 ** (len(digits) - len(digits.rstrip("0"))))

    @property
    def about(self) -> Number:
        """How far a number that is told to be near may be from it; 0 where nobody can tell: 约20件, 2万余件."""
        if not self.is_near or self.is_vague:
            return 0
        return int(max(_ABOUT_LEAST * float(self.value), min(float(self.blur), _ABOUT * float(self.value))))

    @property
    def places(self) -> int:
        """Decimals that are told."""
        return max(0, -int(Decimal(self.value).as_tuple().exponent))

    @property
    def is_of_cases(self) -> bool:
        """Whether cases may be counted so."""
        return self.unit in CASES


_SHARE_IN_WORDS = re.compile(
    r"(?P<below>[近约]|接近|将近|不足|不到)?(?P<above>超过?|逾)?"
    r"(?:(?P<tenths>[一二两三四五六七八九])成(?P<more>[一二三四五六七八九半])?|(?P<whole>[三四五])分之(?P<part>[一二三四]))"
    r"(?P<odd>多|以上|左右)?"
)
_MAY_TELL_SHARE = re.compile("[一二两三四五六七八九]成|[三四五]分之|番")
_WITHIN_TENTH, _WITHIN_PLACE = 10.0, 1.0
_WITHIN_FRACTION, _WITHIN_ABOUT, _WITHIN_BOUND = 5.0, 10.0, 15.0
"""How far, in points, what is told as 三成 and as 三成五 may be from it; as 三分之一, as 约三分之一, and as 超过三分之一."""
_WITHIN_LIMIT = 20.0
"""The same of what is told as 80%以上 or 不足5%."""


def share_in_words(text: str) -> "Percent | None":
    """The share that a word tells: 三成, 六成四, 四分之一, 近八成, 超过三分之一."""
    told = _SHARE_IN_WORDS.fullmatch(text)
    if told is None:
        return None
    halved = {"半": "五"}.get(told["more"] or "", told["more"])
    tenths, more, whole, part = (
        chinese_number(each or "") for each in (told["tenths"], halved, told["whole"], told["part"])
    )
    lean = 1 if told["above"] or told["odd"] in ("多", "以上") else -1 if told["below"] not in (None, "约") else 0
    if whole and part:
        is_about = told["below"] or told["odd"]
        within = _WITHIN_BOUND if lean else _WITHIN_ABOUT if is_about else _WITHIN_FRACTION
        return Percent(Decimal(round(part * 100 / whole)), blur=within, lean=lean)
    return Percent(Decimal((tenths or 0) * 10 + (more or 0)), blur=_WITHIN_PLACE if more else _WITHIN_TENTH, lean=lean)


def compares_times_taken(text: str) -> bool:
    """Whether a text may tell twice in numbers how long something takes, each time in one unit: not 1分48秒."""
    if _TIME_IN_UNITS.search(text):
        return False
    return next(islice(_TIMES_TOLD.finditer(text), 1, None), None) is not None


_TIME_IN_UNITS = re.compile(r"\d(?:天|小时|时|分)\d++(?:小时|时|分|秒)")
_TIMES_TOLD = re.compile(rf"\d(?:{'|'.join(TIMES_TAKEN)})(?<!月\d日)(?<!月\d\d日)")


def time_taken(number: str, behind: str, *, is_average: bool) -> "tuple[Quantity, int] | None":
    """How long a number and what stands right behind it tell that something takes, and the length of its unit.

    An average is rounded at its last place, as is anything that has decimals.
    """
    unit = next((each for each in TIMES_TAKEN if behind.startswith(each)), "")
    if not unit or not _TIME.fullmatch(number):
        return None
    value = Decimal(number)
    last_place = Decimal(1).scaleb(int(value.as_tuple().exponent)) if is_average or "." in number else 0
    return Quantity(value, unit.removeprefix(PIECE), is_exact=not last_place, resolution=last_place), len(unit)


def is_in_units(value: "Value", units: Container[str]) -> bool:
    """Whether a token's value is a number of something that is counted in one of these units."""
    return isinstance(value, Quantity) and value.unit in units


class Percent(NamedTuple):
    """A percentage as stated, or percentage points; 1.5倍 is one of 150."""

    value: Decimal
    is_points: bool = False
    is_exact: bool = True
    is_about: bool = False
    """Whether it is told as near it on either side: 约15.6%, 20%左右."""
    blur: float = 0.0
    """How far what is told in words or by a bound may be from it: 三成 from 20% to 40%."""
    lean: int = 0
    """On which side of it what is told is: below in 近八成 (-1), above in 超过三分之一 (1), on either in all others."""

    @property
    def can_be_held(self) -> bool:
        """Whether counts can tell that it is wrong."""
        return not self.is_points and (self.is_exact or self.is_about or bool(self.lean))

    @property
    def places(self) -> int:
        """Decimals that are stated."""
        return max(0, -int(self.value.as_tuple().exponent))

    @property
    def within(self) -> float:
        """How far what it is rounded or cut from may be: 翻1倍 is told of anything near."""
        within = max(self.blur, min(10.0 ** int(self.value.as_tuple().exponent), _NEAR_MULTIPLE))
        return max(within, _ABOUT * float(self.value)) if self.is_about else within


_NEAR_MULTIPLE = 30.0
_ABOUT, _ABOUT_LEAST = 0.25, 0.1
"""By how much of itself what is told with 约 may miss at most; and a count at least."""
_GREAT = 1000
"""Counts from which on what is told with 约 is near enough to be held against others."""


class YearMention(NamedTuple):
    """A year, with month and day where they follow; None where months stand without their year.

    `is_part` where it is a month, a day, a half or a quarter; the end of a year stands for the whole.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    is_part: bool = False


Value = Quantity | Percent | YearMention | Decimal | str | None
Read = tuple[str, Value, int] | None
"""Category, value and end of what begins at a place."""

_DIGITS = frozenset(string.digits)
_FIRST_OF_NUMBERS = _DIGITS | frozenset("约近接超逾大将不至" + _CHINESE)
FIRST_OF_FIGURES = _FIRST_OF_NUMBERS | frozenset("《〔[(【第" + string.ascii_letters)
"""The characters that what `read_figure` reads may begin with."""
_POINTS_AT = re.compile(
    r"[中里上]|来?[看说]|而言|单项"
    r"|[,:”]{0,2}(?:20\d\d年度?|本年度?|全年|合计|总计|共计?|[就便即也均都仅已只]|高?达|为|有){0,4}\d[\d,.]{0,12}"
    rf"(?:{_LONGEST_UNIT_FIRST})(?<!项)"
)
"""Behind 一项, which names what was said and counts nothing: 单看予以公开一项,2023年73件."""
_ITEMS = ("项", "个", "类")
_BEFORE_ORDINAL = frozenset("第几这那该此每某前本届")
_TENS = frozenset("十百千")


def may_name_year(text: str) -> bool:
    """Whether a text, half-width and without white space, has what a year begins with."""
    return "20" in text or "19" in text or ("二" in text and any(f"二{nought}" in text for nought in _NOUGHTS))


def has_ratio(text: str) -> bool:
    """Whether a percentage, or how many times another one count is, may stand in a text."""
    return "%" in text or "倍" in text or "百分之" in text


def has_share_in_words(text: str) -> bool:
    """Whether a share or growth may be told in words in a text."""
    return _MAY_TELL_SHARE.search(text) is not None


def has_number(text: str) -> bool:
    """Whether a number stands in a text, those of years among them."""
    return _NUMBER.search(text) is not None


def may_count(text: str) -> bool:
    """Whether a number other than a year's stands in a text."""
    return _COUNT.search(text) is not None


@lru_cache(maxsize=512)
def read_figure(text: str, at: int) -> Read:
    """The title, date, percentage, quantity or bare number that begins at a place."""
    char = text[at]
    if char in _DIGITS:
        return _read_digits(text, at)
    if char == "《" and (title := _TITLE.match(text, at)):
        return "TITLE", None, title.end()
    if char in "〔[(【第" and (reference := _REFERENCE.match(text, at)):
        return "TITLE", None, reference.end()
    if char.isascii() and char.isalpha() and (latin := _LATIN.match(text, at)):
        return "LATIN", None, latin.end()
    if char not in _FIRST_OF_NUMBERS or not _CAN_BE_FIGURE.match(text, at):
        return None
    if char in _TENS and at and text[at - 1] in _CHINESE:
        return None  # 这三百二十条, of which 三 begins no figure
    return _read_date(text, at) or _read_percent(text, at) or _read_quantity(text, at)


def _read_digits(text: str, at: int) -> Read:
    """What begins with a digit; the character behind its digits says which of these it may be."""
    if at and text[at - 1] == ".":
        return _read_date(text, at) if text.startswith("年", at + 4) else None
    if year := _BARE_YEAR.match(text, at):
        return "DATE", YearMention(int(year[0])), year.end()  # 2023全年未收到申请; 年度报告(2023)
    digits = _NUMERAL.match(text, at)
    following = text[digits.end() : digits.end() + 1] if digits else ""
    date = _read_date(text, at) if following in _BEHIND_DATES else None
    percent = _read_percent(text, at) if following in _BEHIND_PERCENTAGES and not date else None
    return date or percent or _read_quantity(text, at) or _read_listed(text, at) or _read_bare(text, at)


def _read_listed(text: str, at: int) -> Read:
    """A count whose unit stands behind the last of those that are told for each: 依次为41、13、24件."""
    listed = _LISTED.match(text, at)
    if listed is None or not _FOR_EACH.search(text, max(0, at - _LONGEST_LIST), at):
        return None
    return "COUNT", Quantity(int(listed["digits"]), listed["unit"], is_exact=True), listed.end()


_LISTED = re.compile(rf"(?!{_RAN_TOGETHER})(?P<digits>\d++)(?=(?:、\d++)*(?:、|和)\d++(?P<unit>{_LONGEST_UNIT_FIRST}))")
_FOR_EACH = re.compile(r"(?:依次|分别)(?:为|是|有|达)(?:\d++、)*+$")
_LONGEST_LIST = 60


_BARE_YEAR = re.compile(r"(?<!\d)20\d\d(?=全年|\)$)")
_NUMERAL = re.compile(r"\d++")
_BEHIND_DATES = frozenset("年月份.-/—–~～至到、和政信")
_BEHIND_PERCENTAGES = frozenset(".%个百倍")


def _read_date(text: str, at: int) -> Read:
    match = _DATE.match(text, at)
    if match:
        year, iso_month, iso_day, whole, month_told, day_told, end, _, part = match.groups()
        month, day = _number(month_told or iso_month), _number(day_told or iso_day)
        is_end = end or whole or (month == 12 and (day == 31 or text.startswith(("底", "末"), match.end())))
        is_part = not is_end and bool(month or part)
        return "DATE", YearMention(_number(year), month, day, is_part), match.end()
    months = _MONTHS.match(text, at)
    if not months or (at and text[at - 1].isdigit()):
        return None
    month, day = _number(months["month"]), _number(months["day"])
    is_end = months["whole"] or (month == 12 and (day == 31 or months["part"] in ("底", "末")))
    return "DATE", YearMention(None, month, day, not is_end), months.end()


def _read_percent(text: str, at: int) -> Read:
    match = _PERCENT.match(text, at)
    if not match:
        return None
    unit = match["unit"] or "%"
    value = Decimal(match["value"] or match["hundredths"] or chinese_number(match["times"] or "") or _in_words(match))
    is_exact = not (match["about"] or match["odd"])
    is_about = match["about"] == "约" or match["odd"] == "左右"
    percent = Percent(value.scaleb(2 if unit == "倍" else 0), "百分点" in unit, is_exact, is_about)
    bounded = not (is_exact or is_about) and unit == "%"
    return "PERCENT", _bounded(percent, match) if bounded else percent, match.end()


def _bounded(percent: Percent, match: re.Match[str]) -> Percent:
    """A percentage that what is told is above or below: 80%以上, 近80%, 不足5%; it may be far from a bound alone."""
    lean = 1 if match["about"] in _ABOVE or match["odd"] in _ABOVE else -1
    is_near = match["about"] in _NEARLY or match["odd"] in _SOME_MORE
    return percent._replace(blur=_WITHIN_TENTH if is_near else _WITHIN_LIMIT, lean=lean)


_NEARLY, _SOME_MORE = ("近", "接近"), ("多", "余", "有余", "还多")
_ABOVE = ("超", "超过", "逾", "以上", *_SOME_MORE)


def _in_words(match: re.Match[str]) -> Decimal:
    """The percentage that words tell: 百分之三十五点二."""
    decimals = "".join(str(chinese_number(digit)) for digit in match["decimals"] or "")
    return Decimal(f"{chinese_number(match['whole'])}.{decimals}")


def _read_quantity(text: str, at: int) -> Read:
    match = _QUANTITY.match(text, at)
    if not match:
        return None
    about, digits, chinese, scale, more, unit, odd = match.groups()
    before = text[at - 1] if at else ""
    if chinese == "一" and unit and (_counts_nothing(text, match.end(), unit) or (before, unit) in _TOGETHER):
        return None
    if (
        before == "第"
        or (chinese and before in _BEFORE_ORDINAL)
        or (before.isdigit() and not _is_behind_name(text, at))
        or (chinese and _is_of_ordinal(text, at))
    ):
        return None
    if before == "数" and chinese and chinese[0] in _TENS:  # 数十件 are some, and 总数三十件 are thirty
        return None
    is_as_told = not (about or more or odd or (chinese and _ROUND_IN_WORDS.fullmatch(chinese)))
    if scale or (digits and "." in digits):
        scaled = _scaled(match, is_as_told=is_as_told)
        return "COUNT", scaled._replace(is_near=_is_near(match, scaled.value)), match.end()
    value = int(digits.replace(",", "")) if digits else chinese_number(chinese) or 0
    is_vague = bool(digits) and not is_as_told and _blurs(match, value)
    return "COUNT", Quantity(value, unit, is_as_told, 0, is_vague, _is_near(match, value)), match.end()


_ROUND_IN_WORDS = re.compile("[一二两三四五六七八九][百千]")
"""Hundreds or thousands told in words, as what is rounded is: 两百件申请里."""
_TOGETHER = {("在", "起"), ("到", "起")}
"""What stands around 一 where it counts nothing: 和上年转来的3件合在一起共64件."""


def _is_of_ordinal(text: str, at: int) -> bool:
    """Whether what stands at a place ends a number in words that 第 begins: 条例第十六条."""
    while at and text[at - 1] in _CHINESE:
        at -= 1
        if text[at - 1 : at] == "第":
            return True
    return False


def _counts_nothing(text: str, end: int, unit: str) -> bool:
    """Whether one with a unit, up to a place, points at what was named, or stands for one after the other: 一项项对账."""
    return bool(unit in _ITEMS and _POINTS_AT.match(text, end)) or text.startswith(unit, end)


def _is_behind_name(text: str, at: int) -> bool:
    """Whether what stands before a place is the digit of a name, and none of the number: H5 8篇, without its space."""
    return text.startswith(_PAGES, at - 2)


_PAGES = ("H5", "h5")


def _scaled(match: re.Match[str], *, is_as_told: bool) -> Quantity:
    """A quantity with decimals or in 万 or 亿."""
    digits = match["digits"]
    number = Decimal(digits.replace(",", "")) if digits else Decimal(chinese_number(match["chinese"]) or 0)
    scale = {"万": 10_000, "亿": 100_000_000}.get(match["scale"] or "", 1)
    last_place = scale * Decimal(1).scaleb(int(number.as_tuple().exponent))
    number *= scale
    is_whole = number == number.to_integral_value()
    is_rounded = bool(match["scale"] and not number % 10)
    resolution = int(last_place) if is_as_told and is_rounded and digits else 0
    value = int(number) if is_whole else number
    return Quantity(value, match["unit"] or "", is_as_told and not is_rounded, resolution)


_NEAR = frozenset({"约", "大约", "近", "将近"})
_MEASURED = frozenset({LARGE_AMOUNT, *_MEASURES.split()})
"""Units that figures are rounded to, so that any number of them may be told as near: 约31万元."""
_SMALL = 10


def _is_near(match: re.Match[str], value: Number) -> bool:
    """Whether a great number is told to be near, and not to be above: 约3000件, 近3000件, 3000件左右; not 3000余件."""
    told = [word for word in (match["about"], match["more"], match["odd"]) if word]
    return bool(told) and _TELL_NEAR.issuperset(told) and value >= _GREAT


_TELL_NEAR = frozenset({"约", "大约", "近", "将近", "左右"})


def _blurs(match: re.Match[str], value: Number) -> bool:
    """Whether a number that is neither round nor small is told as about so."""
    is_near = match["odd"] == "左右" or match["about"] in _NEAR
    is_about = match["more"] or match["odd"] in ("余", "多") or (is_near and match["unit"] not in _MEASURED)
    return bool(is_about and value % 10 and (value > _SMALL or match["more"]))


def _read_bare(text: str, at: int) -> Read:
    match = _BARE.match(text, at)
    if not match:
        return None
    return "ZERO" if match[0] == "0" else "NUMBER", None, match.end()


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() and text.isascii() else chinese_number(text.translate(_IN_DATES))


_IN_DATES = {ord(nought): "〇" for nought in _NOUGHTS} | {ord("元"): "一"}
"""What numerals of dates are written with besides those of numbers: 元月 is the first."""
