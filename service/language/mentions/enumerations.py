"""Lists of what is counted beside their count: points, titles, months, names; and how often something is done each month."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ONES = "一二三四五六七八九"
_ORDINALS = (*_ONES, "十", *(f"十{one}" for one in _ONES))
_COUNT = re.compile(
    r"(?<![\d.十百千第])(?P<number>1[0-2]|[2-9]|[两二三四五六七八九])(?P<unit>[项件份篇部次期场种类点]|个(?!月|工作日|百分点))"
)
_MAY_BE_LISTED = ("《", "、", "一是", "(一)", "月", "每")
"""One of these stands in every list that is counted."""
_OPENS_POINTS = re.compile(r"[^,;:。]{0,14}[:,](?=一是|\(一\))")
_ORDINAL = f"十[{_ONES}]?|[{_ONES}]"
_POINT = re.compile(rf"(?:^|(?<=[:;,。]))(?:(?P<is>{_ORDINAL})是|\((?P<in>{_ORDINAL})\))")
_TITLES = r"(?P<titles>(?:《[^《》]{2,60}》[、和及与]?)+)"
_TITLES_BEFORE = re.compile(rf"(?<![、和及与》]){_TITLES}(?P<more>等)?$")
_TITLES_BEHIND = re.compile(rf"[^,;:。《]{{0,8}}(?:,分别(?:为|是)|,即|:){_TITLES}(?=[,;。]|$)")
_DATE = r"\d{1,2}月(?:\d{1,2}日)?"
_DATES_BEHIND = re.compile(rf"[^,;:。]{{0,8}}[,(]?分别(?:于|在|为){_DATE}(?:[、和及]{_DATE})+")
_DATED_BEHIND = re.compile(
    rf"[^,;:。]{{0,8}}:{_DATE}[^、,;。0-9]{{2,20}}(?:[、,;]{_DATE}[^、,;。0-9]{{2,20}})+(?=[。;]|$)"
)
_DATES_BEFORE = re.compile(rf"(?:于|在){_DATE}(?:[、和及]{_DATE})+(?:先后|分别|共)[^,;:。、]{{2,6}}$")
_ONE_DATE = re.compile(_DATE)
_NAMES_BEFORE = re.compile(
    r"(?:^|[,;:])(?P<names>[^,;:。()《》“”0-9两三四五六七八九个]*、[^,;:。()《》“”、0-9两三四五六七八九个]{2,6})$"
)
_KINDS_BEHIND = re.compile("(?:渠道|方式|途径|形式|平台|科室|股室|处室|(?:政务)?新媒体|环节)(?!的)")
_DOES = re.compile("[设建增有共开发布涉含分用以等及各在]")
"""What says in one of several names that it is more than that: 公众号开设3个平台."""
_JOINS = "和及与"
_EACH = re.compile(
    r"每(?P<each>月|季度|半年)(?P<what>[^,;:。]{0,16}?)(?:一|1)次(?P<noun>[^,;:。]{0,14}),(?:全年|年内|本年度?)?(?:共|累计|总共)计?(?P<verb>[一-龥]{2,4})$"
)
_TIMES_HELD = "次期场"
"""Units of what is held at a time."""
_TIMES = {"月": 12, "季度": 4, "半年": 2}


class Listed(NamedTuple):
    """How many are listed; whether there may be more, and whether it is sure that each is one of what is counted."""

    number: int
    is_open: bool = False
    is_sure: bool = True

    def contradicts(self, told: int) -> bool:
        """Whether there can't be so many."""
        return self.number > told if self.is_open else self.number != told


class Miscounted(NamedTuple):
    """A count at `start:end` that what is listed beside it contradicts, with the number that it tells."""

    start: int
    end: int
    told: int
    listed: Listed


def miscounted(text: str, following: str = "") -> Iterator[Miscounted]:
    """The small counts of a sentence that what is listed beside them contradicts; `following` is the next sentence."""
    if not any(mark in text for mark in _MAY_BE_LISTED):
        return
    for count in _COUNT.finditer(text):
        number = count["number"].replace("两", "二")
        told = int(number) if number.isdecimal() else _ORDINALS.index(number) + 1
        before, behind = text[: count.start()], text[count.end() :]
        listed = _points(behind, following) or _titles(before, behind) or _names(before, behind)
        if not listed and count["unit"] in _TIMES_HELD:
            listed = _dates(before, behind) or _times_each(before, behind)
        if listed and listed.contradicts(told):
            yield Miscounted(*count.span(), told, listed)


def _points(behind: str, following: str) -> Listed | None:
    """存在三个方面问题:一是公开不够丰富;二是解读形式单一."""
    opened = _OPENS_POINTS.match(behind)
    if not opened:
        return None
    number = 0
    for point in _POINT.finditer(behind, opened.end()):
        number += _is_next(point, number)
    goes_on = _POINT.match(following)
    is_next = goes_on is not None and _is_next(goes_on, number)
    return None if is_next or number <= 1 else Listed(number)


def _is_next(point: re.Match[str], number: int) -> bool:
    """Whether a point is the next behind so many."""
    return _ORDINALS[number : number + 1] == (point["is"] or point["in"],)


def _titles(before: str, behind: str) -> Listed | None:
    """先后印发《要点》《制度》《办法》4个文件; 制发规范性文件2件,分别为《甲办法》."""
    if told := _TITLES_BEFORE.search(before):
        number = told["titles"].count("《")
        return Listed(number, is_open=bool(told["more"])) if number > 1 else None
    told = _TITLES_BEHIND.match(behind)
    return Listed(told["titles"].count("《")) if told else None


def _dates(before: str, behind: str) -> Listed | None:
    """召开会议2次,分别于3月、6月、11月; several may have been in one month."""
    told = _DATES_BEHIND.match(behind) or _DATED_BEHIND.match(behind) or _DATES_BEFORE.search(before)
    return Listed(len(_ONE_DATE.findall(told[0])), is_open=True) if told else None


def _times_each(before: str, behind: str) -> Listed | None:
    """每季度召开一次例会,全年共召开3次."""
    told = _EACH.search(before)
    is_of_it = told is not None and told["verb"] in told["what"] + told["noun"] and behind[:1] in (",", ";", "。", "")
    return Listed(_TIMES[told["each"]], is_open=True, is_sure=False) if told and is_of_it else None


def _names(before: str, behind: str) -> Listed | None:
    """设办公室、商贸科、外资科4个科室; names that 和 joins may be one or two.

    One behind the first that does something begins a list of its own: 道路、饮水等项目公开立项、招标、验收三个环节.
    """
    told = _NAMES_BEFORE.search(before)
    if not told or not _KINDS_BEHIND.match(behind) or any(joint in told["names"] for joint in _JOINS):
        return None
    names = told["names"].split("、")
    return None if any(map(_DOES.search, names[1:])) else Listed(len(names), is_sure=False)
