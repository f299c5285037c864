"""The year by which a report calls itself, and the years in documents' numbers, titles and versions."""

import re

from service.domain.year_patterns.spelling import YEAR_FORM

_NAMED = (
    r"(?:政府信息|政务信息|信息|政务)?(?:公开)?(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)"
    r"|政府信息公开(?:工作)?(?:的)?(?:有关|相关|主要)?(?:情况|工作)(?!要求|部署|安排)(?:报告|公布|公告|汇报|总结)?(?:如下)?"
)
_REPORT = re.compile(rf"^(?:{_NAMED})")
_BODY = r"[^,。;:《》〈〉<>\d]{1,30}?"
_REPORT_OF_BODY = re.compile(
    rf"^{_BODY}(?:信息|政务)公开(?:工作)?(?:年度)?(?:工作)?(?:总结|情况)?(?:的)?(?:年度)?(?:报告|年报)(?!编制|编写|编报|有关|的?通知)"
    rf"|^(?:{_BODY})?(?:工作|公开)(?:有关|相关|主要|总体|开展|落实|推进|完成|进展)?情况(?:总结|报告|汇报|公布|公告|通报)?如下"
    rf"|^{_BODY}(?:信息|政务)公开(?:工作)?情况(?=[。,;]|$)|^(?:{_BODY})?(?:政府信息|信息|政务)公开工作予以(?:报告|汇报|公布|公开)"
)
"""The same with the body's name or another word between: 2023年我局政府信息公开工作年度报告."""
_DRAWN_FROM = re.compile(r"(?:结合|根据|涵盖|总结|按照|依据|围绕|梳理|汇总)[^,。;:《》]{0,20}$")
_DRAWN_UP = re.compile(
    r"^[^,。;:《》]{0,30}(?:信息|政务)公开(?:工作)?(?:实际|情况|工作)(?!要求|部署|安排)(?:[^。;《》]{0,10}(?:编制|撰写|形成)|,现|。|$)"
)
"""What the report is made from: 结合2023年某局政府信息公开工作实际编制."""
_OF_REPORT = re.compile(r"本(?:年度)?(?:报告|年报)(?:是|为|系|即)")
_SELF = re.compile(
    rf"{_OF_REPORT.pattern}|(?:现(?:将|就|予以?|公布|发布|公开|向社会)|特?(?:编制|撰写|形成)(?:了|本|完成)?|特此|予以公布|向社会(?:各界)?(?:公布|发布|公开))"
)
_NOW_PUBLISHED = re.compile(r"^[^,。;《》]{1,40}(?:报告|年报)》?现(?:予以?|向社会|将其)?[^,。;]{0,6}(?:公布|公开|发布)")
_INTRODUCED = re.compile(
    rf"(?:(?<![实体出呈发表])现(?:将|就|公布|发布|公开|予|编制|向社会)|特(?:向社会|编制|公布|发布|公开)|{_OF_REPORT.pattern})[^。;]{{0,30}}$"
)
_BY_LAW = re.compile(
    r"^(?:(?!按时|按期|及时|如期|已|月|完成)[^。;])*(?:根据|按照|依据)(?:(?!按时|按期|及时|如期|已|月|完成)[^。;])*向社会(?:公布|公开|发布)$"
)
"""根据《条例》，某局向社会公布…: a report without a preamble introduces itself so in section one."""
_PUBLISHED_EARLIER = re.compile(
    r"月(?:份|底|初)?.{0,12}$|(?:按时|按期|及时|如期|已|均|完成|年初|发布了|公布了|公开了|督促|组织|指导|要求|累计|共).{0,24}$"
)
_NUMERAL = re.compile(r"(?:[(]?[一二三四五六七八九十]{1,3}[)、.]{1,2}|\d{1,2}[.、])?$")
_SITUATION = re.compile(
    r"^(?:的)?(?:政府信息|政务|信息)公开(?:工作)?(?:的)?[^,。;:]{0,8}情况[:。]?$"
    r"|^[^,。;:\d与和及至]{0,20}?(?:政府信息|政务|信息)(?:公开|发布)(?:工作)?(?:情况|数量)?统计(?:表|情况)?"
    r"(?:[:。]?$|[,(](?:统计|数据|所列)[^,。;]{0,8}(?:期限?|时限|时间|时段|范围))"
)
"""A caption: 一、2023年政府信息公开情况; 2023年政府信息发布数量统计."""


def names_report(section: int | None, before: str, after: str) -> bool:
    """Whether the report calls itself by the year between `before` and `after`.

    In the preamble any “N年…报告” does, but for one inside a document's title; further on only where the
    sentence speaks of this report, for last year's is published in the report year too.
    """
    if is_own_title(section, before, after):
        return True
    after = after.lstrip("度")
    if _NUMERAL.fullmatch(before) and _SITUATION.match(after):
        return True
    if _is_beside_this(before, after):
        return False
    if section != 0:
        named = _REPORT.match(after) or _REPORT_OF_BODY.match(after)
        return bool(named and "月" not in before and (_INTRODUCED.search(before) or _BY_LAW.match(before)))
    if _DRAWN_FROM.search(before) and _DRAWN_UP.match(after):
        return True
    is_this = _SELF.search(before) or _NOW_PUBLISHED.match(after)
    named = _REPORT.match(after) or (_REPORT_OF_BODY.match(after) and is_this)
    return bool(named) and (not _PUBLISHED_EARLIER.search(before) or bool(is_this))


_SET_BESIDE = re.compile(r"(?:与|和|同|跟)[^,。;《》]{0,12}$")
_AS_IN_THAT = re.compile(
    r"^[^,。;]{0,40}?(?:相比|比较|对比|可比|相同|不同|不一致|一致|衔接|差异|区别|有别|相符|吻合|对应|有所变化)"
)
_TAKEN_FROM = re.compile(
    r"(?:(?:相较于|相比于?|不同于|有别于|区别于|沿用|延续|参照|参考|对照|核对|对接|衔接|来源于|[取来源引摘]自)了?"
    r"(?:(?!编|撰|形成|公布|发布|公开|要求)[^,。;《》]){0,8}|(?:较|比|同|见|自|从)(?:[我本][^,。;]{1,2})?)$"
)
_OF_THAT = re.compile(
    r"^[^,。;《》]{0,16}?(?:报告|年报)(?:中?(?:所用|所采用|采用|使用)的|已(?:按[时期]|及时|如期)?[于在](?:20\d\d年)?(?:年初|\d{1,2}月))"
)


def _is_beside_this(before: str, after: str) -> bool:
    """Whether it is another report that this one is compared with, or that came out before it: 与2022年度报告相比."""
    is_compared = _SET_BESIDE.search(before) and _AS_IN_THAT.match(after)
    return bool(is_compared or _TAKEN_FROM.search(before) or _OF_THAT.match(after))


_INTRODUCTION = re.compile(
    r"^(?![^。]*(?:按[时期]|及时|如期|已|\d年[,我]))(?:根据|按照|依据|依照|遵照)[^。]*(?:编制|制[定订]|撰写)"
)


def is_introduction(text: str) -> bool:
    """Whether a sentence may introduce the report: 根据《条例》要求，编制《…年度报告》."""
    return bool(_INTRODUCTION.match(text))


_READY = re.compile(
    rf"(?P<year>{YEAR_FORM})年度?[^,。;《》]{{0,16}}公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?报告》?(?:的?(?:编制|编写|撰写)(?:工作|完成)?)?"
    r",?(?:并|且|已|现已|均已)?[于在]$"
)
_MADE_PUBLIC = re.compile(
    r"^(?:之?前|以前)?(?:(?!报告|年报|通知|方案|要点|上年)[^,。;]){0,40}(?:公布|公开|发布)(?![^,。;]{0,20}(?:报告|年报|通知|方案|要点))"
)


def published_report(before: str, after: str) -> str | None:
    """The year of the report that was published on the date between these words: 完成2023年…报告，并于…公布."""
    ready = _READY.search(before)
    return ready["year"] if ready and _MADE_PUBLIC.match(after) else None


_OPEN_TITLE = re.compile(r"《[^》]*$")
_OWN_TITLE = re.compile(
    r"(?:(?<![实体出呈发表展兑再显涌])现(?=[将予特向]|公[布开]|发布|编[制写]|撰写|制[定订作]|形成|通过|对外)"
    r"|特(?=[将向编公发撰形])|本报告(?=[是为即系]))[^,。;《》]{0,24}《[^》]*$"
)
"""This report's title; 现 or 特 tells it from last year's, which is drawn up and published in the report year too."""
_NUMBER_BEFORE = re.compile(r"[〔\[【]$")
_NUMBER_AFTER = re.compile(r"^(?:[〕\]】)]第?\d{1,4}号|第?\d+号|版|年版|年本|年修[订正]|修[订正]版)")


def is_own_title(section: int | None, before: str, after: str) -> bool:
    """Whether the year stands in this report's own title: 现将《…N年…报告》公布如下.

    The preamble names no other report by its title; further on the sentence must publish it.
    """
    opened, rest = _OPEN_TITLE.search(before), re.match(r"度?[^《》]*报告》", after)
    if not opened or not rest or "公开" not in opened[0] + rest[0]:
        return False
    published_earlier = re.search(r"月(?:份|底|初)?.{0,14}$", before[: before.rfind("《")])
    return (section == 0 or bool(_OWN_TITLE.search(before))) and not published_earlier


def is_document(section: int | None, before: str, after: str) -> bool:
    """Whether the year is part of a document's number, of a title in 《》, or of a version."""
    if _OPEN_TITLE.search(before) and "》" in after:
        return not is_own_title(section, before, after)
    if _NUMBER_BEFORE.search(before) and re.match(r"^[〕\]】]", after):
        return True
    return bool(_NUMBER_AFTER.match(after)) or _is_of_history(before, after)


_IN_BRACKETS = re.compile(r"[(](?:[^()]*[,;、])?$")
_MADE = re.compile(
    r"^(?:[由经][^(),;、。\d]{1,12}|首次|再次|[两多]次|第[一二三四五\d]次|重新|正式|全面|进行){0,2}"
    r"(?:制[定发订]|修[订正改]|印发|下发|[发公颁]布|出台|[施试]行|实施|起草|订立|通过|生效|更新)(?=[(),;、])"
)


def _is_of_history(before: str, after: str) -> bool:
    """Whether a bracket tells by it when a paper was made or changed: 《审核办法》（2020年制定，2021年修订）."""
    return bool(_IN_BRACKETS.search(before) and _MADE.match(after))


_PAPER = re.compile(
    r"^度?(?!我|本)[^,。;:]{0,20}?(?:工作要点|要点|实施方案|工作方案|方案|目录|清单|指南|台账|规划|纲要|通知|意见|办法|规定|标准|指标体系|任务分解|重点任务|工作安排|计划书)"
)
_TAKEN = re.compile(
    r"(?:按照|根据|依据|对照|落实|贯彻|执行|围绕|制定|印发|制发|出台|参照|学习|转发|公布|发布|公开|编制|更新|完善|国务院|省|市|区|县|政府|办公厅|办公室|关于|上级)[^,。;]{0,12}$"
)
_DOING = r"(?<!信息)(?<!政务)公开|发布|公布|制定|制发|印发|编制|编写|出台|完成|形成|更新|报送|提交|撰写|收到|受理|召开|建[立成]|梳理|开展|实施|将|我|本"
_TITLED = re.compile(
    rf"^度?(?:(?!{_DOING})[^,。;、:]){{2,24}}?(?:报告|清单|目录|公报|年鉴|要点|方案|计划|名单|台账|说明|报表|指南|预案|年报)(?=[,。;、》)\d等]|进行|予以|$)"
)
"""Nothing but a paper's name up to the clause's end: 2023年法治政府建设工作报告."""


def names_document(before: str, after: str) -> bool:
    """Whether it is the year of a named paper, followed or published: 根据2022年政务公开工作要点."""
    return bool((_PAPER.match(after) and _TAKEN.search(before)) or _TITLED.match(after))
