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
    rf"(?P<year>{YEAR_FORM}){_SEPARATOR}(?P<month>{_MONTH})(?:(?:月|[-./])(?P<day>{_DAY})[日号]?|月)?{_TO}"
    rf"(?:(?P<last_year>{YEAR_FORM}){_SEPARATOR}|同年|当年)?(?P<last_month>{_MONTH})(?:(?:月|[-./])(?P<last_day>{_DAY})[日号]?|月)(?:底|末)?"
)
"""From a day (or month) of a year to another."""

PERIOD_END = re.compile(rf"截[至止](?:到|于|(?:日期|时间)[为到是:]?)?(?P<year>{YEAR_FORM})年(?:12月31日|年?底|度?末)")
"""Up to the end of a year."""

STATISTICS = re.compile(
    rf"^(?:自|从)?{YEAR_FORM}年1月1日起?[至到—-](?:{YEAR_FORM}年)?12月31日|"
    r"(?:报告|所列|数据).{0,10}统计|统计(?:数据)?(?:的)?(?:期限?|时限|时间|时段|区间|范围)|所列数据|数据(?:的)?(?:期限|时间|时限|时段|范围)"
    r"|报告期|报告(?:的)?(?:期限|时限|时间范围)|数据.{0,6}截[至止]|涵盖.{0,30}年1月1日"
)
"""A sentence that says which period the figures are of."""

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
