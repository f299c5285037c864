"""How years, dates and periods are written, and the lines that are nothing but a date."""

import re

NOUGHTS = "零〇○0OoОο"
"""How a nought is written in a year of Chinese numerals."""
_DIGIT = f"一二三四五六七八九{NOUGHTS}"
YEAR_FORM = rf"(?:(?<!\d)(?:19|20)\d\d|(?<![{_DIGIT}])二[{NOUGHTS}][{_DIGIT}]{{2}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"

CENTURY = re.compile(rf"(?:19|20)\d\d|二[{NOUGHTS}][{_DIGIT}]")
"""Whether a text may name a year at all."""

YEAR = re.compile(
    rf"(?P<year>{YEAR_FORM})"
    rf"(?:[-./](?P<iso_month>{_MONTH})[-./](?P<iso_day>{_DAY})(?=\d\d:|\D|$)|年度?(?:(?P<month>{_MONTH})月(?:份|底|末|初)?(?:(?P<day>{_DAY})[日号]?)?)?"
    rf"|(?=版|[-—–~～至到][12]|[〕\]】)）]|政府信息|政务公开|信息公开))"
)
"""A year, with month and day where they follow."""

_SEPARATOR = r"(?:年|[-./])"
_TO = r"(?:起|始|开始)?,?(?:[-—–~～－至到─]+|起至|截[至止][到于]?)"
PERIOD = re.compile(
    rf"(?P<year>{YEAR_FORM}){_SEPARATOR}(?P<month>{_MONTH})(?:(?:月|[-./])(?P<day>{_DAY})[日号]?|月)?(?:[零0]{{1,2}}[时点])?{_TO}"
    rf"(?:(?P<last_year>{YEAR_FORM}){_SEPARATOR}|同年|当年)?(?P<last_month>{_MONTH})(?:(?:月|[-./])(?P<last_day>{_DAY})[日号]?|月)(?:底|末)?"
)
"""From a day (or month) of a year to another."""

PERIOD_END = re.compile(
    rf"截[至止](?:[到至于]|(?:日期|时间)[为到是:]?)?(?P<year>{YEAR_FORM})年(?:12月31日|年?底|度?末)"
)
"""Up to the end of a year."""

_EXTENT = (
    r"统计(?:数据)?(?:的)?(?:期限?|时限|时间|时段|区间|范围)|所列数据|数据(?:的)?(?:期限|时间|时限|时段|范围)"
    r"|报告期|报告(?:的)?(?:期限|时限|时间范围)"
)
_COUNTED = r"(?:报告|所列|数据).{0,10}统计|数据.{0,6}截[至止]"
NO_DATE = re.compile(
    r"(?<!\d)20\d{3,4}年|(?<!\d)20\d\d月\d{1,2}月|年(?:1[3-9]|[2-9]\d|0{1,2})月\d{1,2}日|年\d{1,2}月(?:3[2-9]|[4-9]\d|0{1,2})[日号]"
)
"""What is written like a date and is none: 2023年13月31日."""

STATISTICS = re.compile(
    rf"^(?:自|从)?{YEAR_FORM}年1月1日起?[至到—-](?:{YEAR_FORM}年)?12月31日|{_EXTENT}|{_COUNTED}|涵盖.{{0,30}}年1月1日"
)
"""A sentence that says which period the figures are of."""
_STATED_BEFORE = re.compile(
    rf"(?:{_EXTENT}|涵盖)[^,。;]{{0,16}}(?:,?[自从])?$|(?:{_COUNTED})[^,。;]{{0,16}}(?:,?[自从]|[为是:])$"
)
_STATED_AFTER = re.compile(
    r"^止?,?(?:为|是|系)本?[^,。;]{0,10}(?:统计|数据|报告)[^,。;]{0,6}(?:期限?|时限|时间|时段|区间|范围)"
)
_OF_OTHERS = re.compile(r"(?:学校|高校|调查|问卷|测评|评估|评价|监测|普查|热线)[^,。;]{0,16}$")
_OWN_DATA = "报告 年报 列 及 和 与 、 的 中 内 本 注 上述 以上 各项 各类 有关 相关 使用 全部 所有 公开 信息 工作 统计"
_OTHER_DATA = re.compile("[^,。;:]" + "".join(f"(?<!{word})" for word in _OWN_DATA.split()) + "数据")
"""Data of something: 供暖数据, and not 报告中所列数据."""
_SCHOOL_YEAR = re.compile(r"学年|学期")
_BEFORE_MERGER = re.compile(
    r"(?:(?<=其中)|(?<![太固平开中三五济高草松]))原(?![则因有始本文件定先])[^,。;:]{1,40}|(?:改革|合并|并入|划转|撤并|撤销|移交|调整|挂牌|组建|成立)之?前|撤[并销]的|划[入转]的|^其$"
)
"""Whose data they are that a report counts in: 原某委员会, 撤并的三个镇."""
_COUNTED_IN = re.compile(r"^[^,。;]{0,24}(?:一并|合并|并入|归并)")
_BRACKETS = re.compile(r"\([^()]*\)")
_REPORTING = re.compile(r"数据|统计|报告|年报|工作情况|信息公开|政务公开|公开情况|期限")


def states_period(section: int | None, months: tuple[int | None, int | None], before: str, after: str) -> bool:
    """Whether the days between `before` and `after` are those that the report says its figures are of.

    `months` are the first and the last. A whole year is anywhere, and in the preamble any time of what is reported;
    elsewhere what is shorter must be told so: 统计期限为…, …为统计期限. A body that was merged in has a time of its own.
    """
    clause = re.split("[,。;]", before)[-1]
    is_of_others = _OF_OTHERS.search(clause) or _OTHER_DATA.search(clause)
    if _SCHOOL_YEAR.search(clause) or (section != 0 and is_of_others):
        return False
    if months == (1, 12):
        return True
    if _is_of_merged(before, after):
        return False
    if section == 0:
        return bool(_REPORTING.search(before + after))
    return bool(_STATED_BEFORE.search(before) or _STATED_AFTER.match(after))


def _is_of_merged(before: str, after: str) -> bool:
    """Whether they are those of a body's data that are counted in: 原某委员会2023年1月至6月的数据已合并计算."""
    told, following = (re.split("[,。;]", _BRACKETS.sub("", text)) for text in (before, after))
    return bool(_BEFORE_MERGER.search(told[-1]) or _BEFORE_MERGER.search(following[0]) or _COUNTED_IN.match(after))


def is_set_up_in(month: int, text: str) -> bool:
    """Whether a text tells that a body was set up in that month: 我局于2023年3月挂牌成立."""
    told = rf"(?<!\d)0?{month}月(?:\d{{1,2}}日)?[^。;\d]{{0,30}}?(?:成立|组建|挂牌|设立|新设|正式运[行转])"
    return bool(re.search(told, text))


_ISO = rf"{YEAR_FORM}[-./]{_MONTH}[-./]{_DAY}"
_FULL = rf"{YEAR_FORM}年{_MONTH}月{_DAY}[日号]?"
SIGNATURE = re.compile(
    rf"(?:(?:发布|公布|公开|成文|生成|发文|编制|印发)?(?:日期|时间)?:?|[^\d,。;、]{{2,40}}?(?<![在于自至从截止]))"
    rf"[(]?(?:{_FULL}|{_ISO})[)]?(?:\d\d?:\d\d(?::\d\d)?)?(?:印发|发布)?。?"
    rf"|{YEAR_FORM}年{_MONTH}月"
)
"""A line that is only a date, after a body's name at most; the day may be left out where nothing else stands there."""

_PUBLISHED_BEFORE = re.compile(
    r"(?:(?:发布|公布|公开|成文|生成|发文|提供)(?:日期|时间)|(?:^|网站|来源.{0,20})(?:日期|时间)):?$"
)
_PUBLISHED_AFTER = re.compile(r"^(?:\d\d?:\d\d(?::\d\d)?)?(?:发布:|来源|浏览|点击|字号|\|)")


def is_publication(before: str, after: str) -> bool:
    """Whether a date is that of publishing, by what a web page writes beside it: 发布时间:…, …来源:."""
    return bool(_PUBLISHED_BEFORE.search(before) or (not before and _PUBLISHED_AFTER.match(after)))
