"""Whether a statement is about the whole body in its report year, or about something narrower or other."""

import re

from service.domain.bodies import is_government
from service.domain.prose import Sentence
from service.domain.report import Report
from service.domain.years import Role, mentions_in, report_year

_ALL_WAYS = re.compile(
    r"通?过?(?:各类|各种|多种|不同|任何|任意|线上线下|线上、线下|等)(?:的)?[^,。;]{0,6}(?:渠道|方式|途径|形式)(?:的)?"
    r"|(?:书面|当面|现场|信函)(?:申请)?(?:和|及|与|以及)(?:网络|网上|在线)(?:申请)?(?=共)"
    r"|任何(?:单位|组织|机构|公民|个人|企业|法人|[、和或及])+(?:提交|提出|申请)?(?:的)?"
    r"|(?:公民|自然人|个人)、法人(?:和|或|及|或者|以及|、)其他组织(?:提出|提交|申请)?(?:的)?"
)
_PART = re.compile(r"其中|包括|(?<!不)含")
_CHANNEL = r"网上|网络|线上|线下|在线|书面|信函|邮寄|当面|现场|窗口|邮件|传真|口头|电话|平台|系统|网站"
_NARROW = re.compile(
    r"代表|协助|配合|代为|交办|自然人|法人|企业|公民|个人|社会组织|律师|记者|转办|转来|移交|上级|下属|所属|各部门|各单位|各镇|各街道|各科室|各股室|"
    rf"本级|涉及|关于|有关|重复|同一|补正|延期|撤回|逾期|撤销|{_CHANNEL}"
)
_BEHALF = re.compile(
    rf"代表|协助|配合[区县市省]|代[区县市省]政府|本级(?!各)|通过[^,。;]{{0,6}}(?:{_CHANNEL})[^,。;]{{0,4}}(?:收到|受理|提交|提出|申请)|(?:下属|所属)单位"
)
_WHOLE_REGION = re.compile(r"全[省市区县镇乡州旗]|各级|各部门|各单位|各乡镇")
PAPERS = re.compile(r"公文|文件[^,。;]{0,6}\d|的文件|发文|拟文|公开属性|转为(?:主动|依申请)公开")
"""Papers are marked as open or not when they are written, or later; none of them is an application."""
COMPARED = re.compile(
    r"较|同比|环比|相比|比(?:上|去|前|20)|增[加长幅]|减少|下降|降幅|上升|持平|上年同期|上一?年度?(?!结转)|去年|往年|累计自|历年|近年来|翻"
)
"""Words of a comparison: a number near them is a difference or another year's."""


def is_narrow(report: Report, sentence: Sentence, start: int, clause: str) -> bool:
    """Whether what stands at `start` is about a part only, about others, or about another year.

    `clause` is the words that belong to it.
    """
    before = sentence.text[:start]
    told = _ALL_WAYS.sub("", clause)
    if _PART.search(before) or _NARROW.search(told) or COMPARED.search(clause):
        return True
    if is_of_part(before):
        return True
    return is_of_others(report, sentence, start)


def is_of_part(before: str) -> bool:
    """Whether the words before a statement restrict it to a channel, to one office, or to what is done for others."""
    return bool(_BEHALF.search(before) and _BEHALF.search(_ALL_WAYS.sub("", before)))


def is_of_others(report: Report, sentence: Sentence, start: int) -> bool:
    """Whether it is about a whole region, of which the body is a part, or about another year."""
    if _WHOLE_REGION.search(sentence.text[:start]) and not is_government(report):
        return True
    return _told_year(report, sentence, start) not in (None, report_year(report).year)


def _told_year(report: Report, sentence: Sentence, start: int) -> int | None:
    """The year under which the sentence tells what stands at `start`: the last one named before it."""
    named = [
        mention.year
        for mention in mentions_in(report, sentence)
        if mention.start < start and mention.role is not Role.DOCUMENT
    ]
    return named[-1] if named else None
