"""Whether a statement is about the whole body in its report year, or about something narrower or other."""

import re
from functools import lru_cache

from service.domain.bodies import body_of, is_government
from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.counts import without_brackets
from service.domain.years import Role, mentions_in, report_year

_CHANNEL = r"网上|网络|线上|线下|在线|书面|信函|邮寄|当面|现场|窗口|邮件|传真|口头|电话|平台|系统|网站|栏目"
_ALL_WAYS = re.compile(
    rf"(?:通过[^,。;]{{1,24}}|(?:{_CHANNEL})(?:申请)?)等[^,。;]{{0,4}}(?:渠道|方式|途径|形式)"
    r"(?:提[交出]|递交)?(?:的)?(?:各[类种])?"
    r"|"
    r"通?过?(?:各类|各种|多种|不同|任何|任意|线上线下|线上、线下|等)(?:的)?[^,。;]{0,6}(?:渠道|方式|途径|形式)(?:的)?"
    r"|(?:书面|当面|现场|信函)(?:申请)?(?:和|及|与|以及)(?:网络|网上|在线)(?:申请)?(?=共)"
    r"|有关(?=(?:依申请|政府信息|信息)公开)"
    r"|任何(?:单位|组织|机构|公民|个人|企业|法人|[、和或及])+(?:提交|提出|申请|要求(?:有关)?)?(?:的)?"
    r"|(?:公民|自然人|个人|公众|群众)、法人(?:和|或|及|或者|以及|、)其他组织(?:提出|提交|申请)?(?:的)?"
)
_PART = re.compile(
    r"其中|按(?!照|规|要求|时|期|季|月|法|程序|流程|《)[^,。;:\d]{1,8}[:,]|包括|包含|(?<![不包])含[^,;]{0,30}$"
)
_NARROW = re.compile(
    r"代表|协助|配合|代为|委托|交由|交办|自然人|法人|企业|公民|个人|社会组织|律师|记者|转办|转来|移交|上级|下属|所属|各部门|各单位|各镇|各街道|各科室|各股室|"
    rf"本级|涉及|关于|有关|重复|同一|补正|延期|延长|当场|撤回|逾期|撤销|平均|(?:(?<![\d今本当全])年|[月日周季])均(?![已在按未依及能予])|每[月日周天季]|{_CHANNEL}"
    r"|(?<![我本][局委办厅院校会站所])(?<!本机关)(?<!本单位)自行[收受接办答处]"
)
_BEHALF = re.compile(
    rf"代表|协助|委托|交由|剔除|扣除|[以向][^,。;]{{2,18}}(?:名义|为主体|办公[室厅]提出)|配合[区县市省]|代[区县市省]政府|本级(?!各)|通过[^,。;]{{0,6}}(?:{_CHANNEL})[^,。;]{{0,4}}(?:收到|受理|提交|提出|申请)|(?:下属|所属|直属)的?(?:\d+[个家]|各)?(?:事业|二级|基层)?(?:单位|机构|学校|医院|分局|中心)"
)
_DONE_SINCE = re.compile(
    r";(?:截至[^,;]{1,12},)?(?:已|全部|按[时期]|均|共|累计|依法|当年|本年度?|全年)*(?:办理|办结|答复|回复|办复)(?:完成|完毕)?$"
)
"""After a list of parts and a semicolon, what is said to be dealt with is the whole again."""
_CLAUSE_END = re.compile("[,;)。]")
_PART_OF_YEAR = re.compile("[上下]半年|季度")
_ZONE = re.compile("[区园城](?:管理委员会|管委会)$")
"""Whose whole region is its own, though it is no government."""
_WHOLE_REGION = re.compile(
    r"全[省市区县镇乡州旗]|[全本]系统|各级|各(?:[县市区](?!人民|[内域])|分局|支队|大队)|各部门|各单位|各乡镇|[省市州县区]、?[市州县区镇乡](?:、?[镇乡])?[两二三]级|[局厅委]机关[及和与]"
    r"|\((?:包?含|包括)[^()]{0,12}(?:区县|县区|市县|县市|镇街|乡镇|街道|[分区县市]局|支队|大队|[所下直]属|派出|基层)[^()]*\)"
)
"""A whole region or system, also told in brackets: 全市(含区县)."""
_RECIPIENTS = re.compile(
    r"(?:各(?![类种级])|(?<!\d)\d+[个家所]|[两三四五六七八九十几][个家所]|[省市州县区镇局厅委下所直]属)[^,。;:\d]{0,16}?"
    r"(?:[局委办厅所站院校]|中心|机关|机构|单位|部门|支队|大队|街道|[乡镇]|公司|企业|政府)"
    r"(?:20\d\d年度?|全年|本年度?|年内|合计|总计|共计?|累计|分别|自行|另行|另外|也|均|直接)*"
    r"(?:[收接]到|新收|收件|接收|受理)(?!.*(?:[我本][局委办厅院校会站所]|本机关|本单位|机关本级))"
)
"""Several bodies, or those below, as the ones that received something, and not this one: 7个县区教育局收到的163件."""
_NOT_HERE = re.compile(
    r"由(?!申请)[^,。;]{1,8}自行|由[^,。;]{0,4}各[^,。;]{1,14}公[布开]"
    r"|[不未](?:再|予|另)?(?:计|列|纳|统计|包[含括])[在入]|[不未][作做]统计|不在[^,。;]{0,6}(?:统计|报告|年报)|不属于?[^,。;]{0,6}统计"
    r"|不含在|自行编制|(?:另行|单独)(?:编制|统计|公[布开])"
)
"""After a count: it is none of this report's."""
_NONE_HERE = re.compile(rf"(?:[均都]|以上|上述)[^,。;]{{0,12}}(?:{_NOT_HERE.pattern})")
"""The same said of several counts, between semicolons."""
_OFFICE = re.compile(r"政府办(?:公[室厅]|(?![结理复事公件]))(?![^;。]*(?:全[省市区县镇乡州旗]|各级|各部门))")
_SEAT = re.compile(
    r"(?:[省市州县区]|本级)(?:人民)?政府(?:本级|机关)?(?:20\d\d年度?|全年|本年度?|共|自行)*(?:收到|接到|新收|受理)"
)
_OF_REGION = re.compile(
    rf"(?:{_WHOLE_REGION.pattern})[^。;]{{0,20}}?(?:收到|接到|新收|受理)[^。;\d]{{0,20}}申请[^。;\d]{{0,6}}\d"
)
_BUREAU = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2}[市县区](?!直|属|级)[\u4e00-\u9fff]{2,10}?局)(?:20\d\d年度?|全年|共)*[收接受]"
)
"""A place's bureau as the one that received something."""
_SEVERAL_YEARS = re.compile(
    r"20\d\d年?度?[、和及与至](?:20)?\d\d年度?[^;。]*(?:分别|依次)|近[两三四五几]年[^;。]*(?:分别|依次)"
)
_SPAN_OF_YEARS = re.compile(
    r"20\d\d年?度?[至到—–~-]{1,2}20\d\d|(?<!年)(?<!年度)以来,?[^,;。]{0,6}累计"
    r"|(?<![〇零○一二两三四五六七八九十\d第])(?:(?:[近这此]|过去)[两二三四五六七八九十几\d]+年|[两二三四五六七八九十几\d]{1,2}年(?:以?来|[间内里共]|累计|合计|总计))"
)
_SINGLE_YEAR = re.compile(r"20\d\d年|[今本当全]年")
_MONTH = r"(?:(?<!\d)\d{1,2}个?月|[一二两三四五六七八九十几数各每当单]个?月|月份)份?"
_MONTHS = re.compile(
    rf"{_MONTH}(?:\d{{1,2}}日|[初底末]|[上中下]旬)?(?:之?[前后]|期间|起|间)?,?[^,;。、(月]{{0,6}}"
    r"(?:收到|收件|受理|新收|接[到收]|登记|提[出交]|办[结理]|答复|[作做]出|下达|实施)"
    rf"|{_MONTH}[^,;。、(月\d]{{0,2}}$"
)
"""Months in which something was done, or whose name stands before what is denied: 6月没有收到申请."""
_WHOLE_YEAR = re.compile(
    r"(?:12|十二)个月|(?<!\d)0?1月?(?:0?1日|份)?(?:起|开始)?(?:[至到—~-]+|,?[至到截]*)(?:20\d\d年)?(?:12月(?:31日|份|[底末])?|年[底末])|截[至止][到至]?(?:20\d\d年)?12月(?:31日|[底末])?"
)
PAPERS = re.compile(
    r"公文|标注|产生政府信息|文件[^,。;]{0,6}\d|的文件|(?<!刊)发文(?!稿|章)|拟文|公开属性|转为(?:主动|依申请)公开"
)
"""Papers are marked as open or not when they are written, or later; none of them is an application."""
OUT_OF = re.compile(
    r"\d[件起宗份条][^,。;:\d]{0,10}(?:(?<!集)中(?:[,:]|共?有|(?=\d|$))|申请有(?=\d|$))[^。;]*$|(?<![集其])中(?:共?有|的)?$"
)
"""Before a count: how long some of them took, or what they are some of. 46件申请中，10个工作日内答复的15件."""
COMPARED = re.compile(
    r"较|同比|环比|相比|比(?:上|去|前|20)|增[加长幅]|减少|下降|降幅|上升|持平|上年同期|上一?年度?(?!结转)|去年|往年|累计自|历年|近年来|翻"
)
"""Words of a comparison: a number near them is a difference or another year's."""


def is_narrow(report: Report, sentence: Sentence, start: int, clause: str) -> bool:
    """Whether what stands at `start` is about a part only, about others, or about another year.

    `clause` is the words that belong to it.
    """
    before = without_brackets(sentence.text[:start])
    told = _ALL_WAYS.sub("", clause)
    is_listed = _PART.search(before) and not _DONE_SINCE.search(before)
    if is_listed or _NARROW.search(told) or COMPARED.search(clause):
        return True
    if is_of_part(before):
        return True
    return is_of_others(report, sentence, start)


def is_of_part(before: str) -> bool:
    """Whether the words before a statement restrict it to a channel, to one office, or to what is done for others."""
    return bool(_BEHALF.search(before) and _BEHALF.search(_ALL_WAYS.sub("", before)))


def is_of_others(report: Report, sentence: Sentence, start: int) -> bool:
    """Whether it is about a whole region, of which the body is a part, or about another year or a part of this one."""
    before = sentence.text[:start]
    if is_of_region(report, before) or _is_of_another_bureau(report, before):
        return True
    if _is_of_several_years(before) or _is_of_part_of_year(before) or _is_not_here(sentence.text[start:]):
        return True
    return _told_year(report, sentence, start) not in (None, report_year(report).year)


def _is_of_another_bureau(report: Report, before: str) -> bool:
    """Whether another place's bureau is the one whose work these words tell: 东港市交通运输局2022年收到…."""
    body = body_of(report)
    named = _BUREAU.search(_CLAUSE_END.split(before)[-1])
    return bool(body and named and named["name"][-4:] not in body.name)


def _is_of_several_years(before: str) -> bool:
    """Whether what these words introduce is of several years, each or together, and none of them is named since."""
    if _SEVERAL_YEARS.search(before):
        return True
    told = before.rsplit(";", 1)[-1]
    spans = list(_SPAN_OF_YEARS.finditer(told))
    return bool(spans) and not _SINGLE_YEAR.search(told, spans[-1].end())


def _is_not_here(rest: str) -> bool:
    """Whether what follows a count says that it, or all that is counted there, isn't in this report."""
    return bool(_NOT_HERE.search(rest.split(";", 1)[0]) or _NONE_HERE.search(rest))


def _is_of_part_of_year(before: str) -> bool:
    """Whether what these words introduce is of some months, or of half a year or a quarter."""
    return bool(_PART_OF_YEAR.search(before) or _MONTHS.search(_WHOLE_YEAR.sub("", before)))


def is_of_region(report: Report, before: str) -> bool:
    """Whether what these words introduce is about a whole region, and the body no government of one.

    A government is one itself, and its office a part of it; so is the government proper where the region is told too.
    """
    body = body_of(report)
    if is_government(report):
        if _SEAT.search(before) and _tells_region(report):
            return True
        return bool(_OFFICE.search(before) and body and not _OFFICE.search(body.name))
    if not (_WHOLE_REGION.search(before) or _RECIPIENTS.search(before.rsplit(";", 1)[-1])):
        return False
    return not (body and _ZONE.search(body.name))


@lru_cache(maxsize=4)
def _tells_region(report: Report) -> bool:
    """Whether the report counts the applications of its whole region: 全市各级行政机关共收到公开申请996件."""
    return any(_OF_REGION.search(sentence.text) for sentence in sentences(report) if sentence.section == 1)


def _told_year(report: Report, sentence: Sentence, start: int) -> int | None:
    """The year under which the sentence tells what stands at `start`: the last one named before it.

    Where applications were carried from or to is told for their clause alone.
    """
    named = [
        mention.year
        for mention in mentions_in(report, sentence)
        if mention.start < start
        and mention.role is not Role.DOCUMENT
        and not (mention.role is Role.CARRIED and _CLAUSE_END.search(sentence.text[mention.end : start]))
    ]
    return named[-1] if named else None
