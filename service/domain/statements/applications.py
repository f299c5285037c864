"""How many applications the text says were received or dealt with."""

import re
from collections.abc import Iterator
from dataclasses import replace

from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.counts import Count, Statement, around, exact_counts
from service.domain.statements.scope import COMPARED, OUT_OF, PAPERS, is_narrow, is_of_others, is_of_part
from service.domain.statements.topic import is_under
from service.domain.years import report_year

APPLICATION = re.compile(
    r"信息(?:的)?公开(?:的)?(?:书面)?申请|公开政府信息的申请|依申请(?:政府)?(?:信息)?公开|依申请|公开申请|申请公开|申请件|信息申请|申请"
)
OTHER_MATTER = re.compile(
    r"复议|诉讼|应诉|许可|处罚|投诉|举报|信访(?!局|办|部门)|提案|议案|建议|咨询|来电|来访|留言|热线|信箱|12345|补贴|资金|项目|登记(?!了?(?:受理)?(?:政府)?信息公开申请)|认定|评审|"
    r"网民|民生|解读|培训|公示|期刊"
)
"""Words of matters that are counted too and are no applications for disclosure."""

_RECEIVED = re.compile(
    r"(?:收到|接到|接收|(?<!不予)受理|新收|收件|办结|(?<!继续)办理|答复|回复|办复|(?<!不予)(?<!其他)(?<!再)处理|登记(?=了?(?:政府)?信息公开申请))"
    r"(?!率|平台|窗口|系统|制度|流程|单位|机关|时限|程序|费|文?书(?!面)|函|意见)"
)
_ANSWERED = re.compile("答复|回复|办结|办复|办理|处理")
_CLAUSE = re.compile("[,;:。]")
_UNFINISHED = re.compile(
    r"未(?!收到|接到|受理|新收)[^,。;]{0,10}(?:办结|办理|答复|回复|办复|处理)"
    r"|[正还仍尚现]在[^,。;]{0,6}(?:办理|答复|处理)|在办(?!理|结)|(?<!接)待(?:办|答复|回复|处理)|跨年度?|处[于在]"
)
"""Before a count: what was not ended at the year's end, or not in time, is no count of all."""
_ASIDE = re.compile(r"\((?:含|包括|包含|加上|连同)[^()\d]{1,16}\)$")
"""Between the verb and the number: 收到申请(含上年结转)35件."""
_CHANNEL = re.compile(
    r"(?:通过|以|经由?|采[用取])(?![^,。;:()\d]*?(?:[转代各]|委托|名义|上级|下属|所属|政府(?!信息))[^,。;:()\d]*?[收受接])"
    r"[^,。;:()\d]{0,12}?(?:网|平台|系统|信[函件]|邮[寄件箱]|当面|现场|窗口|传真|书面)[^,。;:()\d]{0,6}?(?=收到|受理|接收|接到|新收)"
)
"""How a part of the applications came: 通过网络收到20件."""
_BETWEEN = re.compile(
    rf"公民.法人.{{1,3}}其他组织|(?:社会)?公众|群众|提[出交]的?|{APPLICATION.pattern}|政府信息|信息|事项|案件|信件|案|数量|总数|总量|件数|公开|各类|各种|书面|网络|网上|[和及](?=网)|合计|总计|共计"
    r"|当年|本年度?|年度|全部|均|已|按时|按期|依法|及时|有效|并|在|法定|规定|期限内|时限内|完成|申请人|来自|情况|[了的共计为有是达等,]"
)
"""What may stand between the verb and the number without making the count one of something else."""
_NUMBERED = re.compile(r"(?:信息(?:的)?公开申请|依申请公开(?:申请)?)(?:数量?|总量|总数|件数|量)?(?:共计?|为|有|是)?$")
_RESULT = re.compile(
    r"部分公开|予以公开|不予|无法提供|不掌握|不存在|其他处理|告知|超期|逾期|[结转]转|转[至到入接下]|顺延|延至"
)
_REST_OTHERWISE = re.compile(
    r"^[^。]{0,80}?[,;、](?:不予(?:受理|处理|公开)|部分公开|无法提供|撤回|撤销|补正|告知|正在|未到期|按序时)[^,;。\d]{0,16}\d"
)
"""After a count of answers: what became of the others, so that it is no count of all."""
_WITHIN = re.compile(r"\d个?(?:工作日|自然日|[日天周月]|小时)")
_OBJECT = re.compile("^(?:政府|,?在)*")
_THING = re.compile(r"[\u4e00-\u9fff]{2}")
_GOES_ON = re.compile("[,;、](?:另有|其余|尚有)?[^,。;]{0,6}结转")
_TOTAL = re.compile("总[数量]")
_OF_THE_YEAR = re.compile(r"(?:本年度?|全年|20\d\d年度?|报告期内?|一年来|共|累计)")
_BARE = re.compile(
    r"(?:已|均|全部|按[时期]|依法|当年|实际|完成)*(?:新收|收到|受理|办[结理复]|[答回]复|处理)[了完毕]*\d"
)
"""A clause of nothing but what was done: 收到申请26件，办结24件."""
_EACH_OF_SEVERAL = re.compile(r"(?:分别|依次)[^,。;:]*$|[没未无][^,。;]*[过]?一$")
"""Before a count: one of several that are told in turn, or that there was not one."""
_SUMMED_UP = re.compile(r"(?:(?!结转)[^。;]){0,80}[,、](?:全[年部])?(?:合计|总计|共计|共)(?:为|有)?\d")
"""After a count that is added up with others: 机关收到20件,支队收到9件,合计29件."""
_LISTED = re.compile("其中|包括|分别|^[^,。;]{0,12}中[,:]")
_NONE = re.compile(
    r"(?:未|没有|无|尚未|均未|未曾|并未|暂未)(?:收到|接到|接收到?|受理过?|新收|产生|发生|接受)(?:过)?"
    r"(?P<object>[^,。;:]{0,18}?(?:信息(?:的)?公开(?:的)?(?:书面)?申请|依申请(?:政府)?(?:信息)?公开|公开申请|申请公开|公开政府信息的申请))"
    r"(?P<rest>[^,。;]{0,14})"
    r"|(?<![有未无])无(?:政府信息依申请公开|依申请公开|政府信息公开申请|公开申请)(?:政府信息|事项|申请|件|情况|案件|信息)?(?=[,。;]|$)"
    r"|(?:信息公开申请|依申请公开|公开申请)(?:的)?(?:数量?|量|件数|总数)?(?:为|是)(?:零|0(?![\d.]))"
)
_NONE_OF_THESE = re.compile(
    r"(?:未|没有|尚未)(?:收到|接到|接收到?|受理|产生|发生)(?:过)?(?:该项|该类|此类|此项|相关|任何)?申请(?=[,。;]|$)"
)
"""Under the head 依申请公开 the applications need no name."""
_NOBODY = re.compile(
    r"(?:未有|没有|(?<![有未])无|未收到|未接到)(?:任何)?(?:公民|自然人|个人)[、和或及与者]*法人[、和或及与者以]*其[他它]组织"
    r"(?:向[^,。;]{1,12}?)?(?:提[出交]|递交|申请|要求)过?(?:政府信息公开|信息公开|公开|获取)(?:相关|有关)?(?:政府信息|信息)?(?:公开)?的?(?:申请|要求|事项|情况)*(?=[,。;]|$)"
)
"""Nobody applied: 没有公民、法人和其他组织向我局提出政府信息公开申请."""
_FEE_OR_DISPUTE = re.compile(r"费|超期|异议|争议|不满")
_WITHIN_YEAR = r"[在于](?:当年|本?年度?|报告期)内?|[在于]?(?:20\d\d年)?(?:年[底末]|12月(?:31日|底|末)?)[之以]?前|年内"
ALL_DONE = re.compile(
    r"(?:全部|(?<![平人月年户])(?<!\D日)均|都)"
    rf"(?:已|全部|按时|按期|在(?:法定|规定)[^,。;]{{0,4}}(?:期限|时限)内|{_WITHIN_YEAR}|依法|及时|予以)*(?:完成)?(?:办结|答复|回复|办理完毕)"
)
_DUTY = re.compile("确保|力争|做到|要求|保证|务必|应当|下一步|转办|转来|交办")
_ONLY_DUE = re.compile(
    r"到期|已(?:答复|办结|回复)的|已?到[^,。;]{0,6}期限|(?<![相对回响反])应[^,。;]{0,8}(?:答复|办结|办理|回复)|(?:上一?年度?|去年|20\d\d年度?)[^,。;]{0,4}(?:结转|未办结)"
)
_COUNTED_DONE = re.compile(r"(?:办结|答复|办复|回复)了?[^,。;\d]{0,16}\d+件")
"""Those that were done, counted, of which it is said that all were done in time: 办结申请7件，均按时答复."""
_AND_ALL = re.compile("收到|受理|新收|接收|加上|连同|含")
"""Beside what was due or left from last year: the others that are done too."""
_OR_CARRIED = re.compile("^[^,。;]{0,4}[或及和与并、][^,。;]{0,8}(?:结转|延期|转入)")
_BUT_SOME = re.compile(
    r"除|其余|其他均|件[^,。;]{0,8}结转|结转[^,。;]{0,10}[1-9]\d*件|未到|尚未|尚有|[正仍]在办|另有?\d+件"
)

_FROM_LAST_YEAR = re.compile(
    r"(?:上一?年度?|去年|(?P<year>20\d\d)年度?)结转(?:至?本年度?)?(?:办理)?(?:的)?(?:申请)?[^,。;\d下次明]{0,4}\d+件"
)
"""What was carried over into this year is no part that was left at its end."""
_LEFT_AT_END = re.compile(
    r"结转|转结|转[入至]|跨年|顺延|(?:年[末底]|未)[^,。;]{0,8}(?:未|在)[办答期]|期限?未[满到]|未到期|临近年[末底]"
)
_SINCE_THEN = re.compile(r"目前|现[均全]?已|至今|截至(?:目前|本?报告(?!期)|发稿|填报|编制)")
"""What was left at the year's end, and when it had been dealt with: by the time of writing."""


def application_counts(report: Report) -> Iterator[Statement]:
    """How many applications were received or dealt with, by and for the whole body in the report year.

    The `subject` of those that were dealt with is `answered`.
    """
    for sentence in sentences(report):
        here = is_under(report, sentence, "on_request")
        if not (here or "申请" in sentence.text) or PAPERS.search(sentence.text):
            continue
        for count in exact_counts(sentence.text):
            if _counts_applications(report, sentence, count):
                answered = _ANSWERED.search(_beside(sentence.text, count)[0])
                yield Statement(count.value, sentence, count.start, count.end, "answered" if answered else "")
        for match in [*_NONE.finditer(sentence.text)] or _NOBODY.finditer(sentence.text):
            if _denies_applications(report, sentence, match):
                yield Statement(0, sentence, match.start(), match.end())
        denied = _NONE_OF_THESE.search(sentence.text) if here else None
        if denied and not is_narrow(report, sentence, denied.start(), denied[0]):
            yield Statement(0, sentence, denied.start(), denied.end())


def names_applications(statement: Statement) -> bool:
    """Whether a count says of itself that it is of all, and doesn't only go on from another that it may be a part of."""
    text = statement.sentence.text
    clause = _CLAUSE.split(text[: statement.start])[-1] + _CLAUSE.split(text[statement.start :], maxsplit=1)[0]
    is_named = APPLICATION.search(clause) or _TOTAL.search(clause) or _OF_THE_YEAR.match(clause)
    return bool(is_named or _BARE.match(clause) or _GOES_ON.match(text, statement.end))


def channel_counts(report: Report) -> Iterator[Statement]:
    """How many applications came one way, so that they can't be more than all: 通过网络收到申请20件."""
    for sentence in sentences(report):
        channels = _CHANNEL.sub(lambda channel: "　" * len(channel[0]), sentence.text)
        if channels == sentence.text or PAPERS.search(sentence.text):
            continue
        told = replace(sentence, text=channels)
        for count in exact_counts(sentence.text):
            if _counts_applications(report, told, count) and not _counts_applications(report, sentence, count):
                yield Statement(count.value, sentence, count.start, count.end)


def _beside(text: str, count: Count) -> tuple[str, str]:
    aside = _ASIDE.search(text[: count.start])
    return around(text, aside.start() if aside else count.start, count.end)


def _counts_applications(report: Report, sentence: Sentence, count: Count) -> bool:
    before, after = _beside(sentence.text, count)
    topic = sentence.text[: count.start] + after
    if not (_is_received(before) or _NUMBERED.search(before)) or OTHER_MATTER.search(before + after):
        return False
    told, rest = sentence.text[: count.start], sentence.text[count.end :]
    is_some = before.endswith("的") and not APPLICATION.match(_OBJECT.sub("", rest))
    if is_some or _counts_things(count, rest) or _EACH_OF_SEVERAL.search(sentence.text[: count.start + 1]):
        return False
    if _UNFINISHED.search(before) or _WITHIN.search(before) or OUT_OF.search(told):
        return False
    if not APPLICATION.search(topic) and not is_under(report, sentence, "on_request"):
        return False
    if _RESULT.search(before + after) or (not APPLICATION.search(before + after) and OTHER_MATTER.search(topic)):
        return False
    if _SUMMED_UP.match(sentence.text, count.end):
        return False
    if _ANSWERED.search(before) and _is_a_part(rest):
        return False
    return not is_narrow(report, sentence, count.start, before + after)


def _counts_things(count: Count, rest: str) -> bool:
    """Whether what is counted stands behind the count, and is no application: 申请受理3个功能区."""
    return (
        count.unit in ("个", "项", "次") and bool(_THING.match(rest)) and not APPLICATION.match(_OBJECT.sub("", rest))
    )


def _is_a_part(rest: str) -> bool:
    """Whether what follows a count of answers tells of others, that were ended otherwise: 答复7件,不予受理4件."""
    opened = _LISTED.search(rest)
    return bool(_REST_OTHERWISE.match(rest[: opened.start()] if opened else rest))


def _is_received(before: str) -> bool:
    """Whether applications are what the verb before a count has as its object, spoken or left out."""
    verbs = list(_RECEIVED.finditer(before))
    return bool(verbs) and len(_BETWEEN.sub("", before[verbs[-1].end() :])) <= 1


def _denies_applications(report: Report, sentence: Sentence, match: re.Match[str]) -> bool:
    said = "".join(filter(None, match.groups()))
    if OTHER_MATTER.search(said) or _FEE_OR_DISPUTE.search(said):
        return False
    before, _ = around(sentence.text, *match.span())
    return not is_narrow(report, sentence, match.start(), before + match[0])


def says_all_are_done(report: Report) -> Iterator[Statement]:
    """Sentences that say that every application was dealt with, as statements that none was carried forward."""
    for sentence in sentences(report):
        match = ALL_DONE.search(sentence.text)
        if not match or not APPLICATION.search(sentence.text[: match.start()]):
            continue
        rest = _without_last_years(report, sentence.text)
        if _BUT_SOME.search(rest) or _is_done_later(rest):
            continue
        if _is_due(sentence, match.start()) or _OR_CARRIED.match(sentence.text[match.end() :]):
            continue
        if _DUTY.search(sentence.text[: match.start()]) or is_narrow(report, sentence, match.start(), ""):
            continue
        between = sentence.text[: match.start()]
        if OTHER_MATTER.search(between) or COMPARED.search(between) or is_of_part(between):
            continue
        if not is_of_others(report, sentence, match.start()):
            yield Statement(0, sentence, match.start(), match.end(), "carried_forward")


def _without_last_years(report: Report, text: str) -> str:
    """The text without what was carried over from the year before the report's."""
    this_year = report_year(report).year
    return _FROM_LAST_YEAR.sub(
        lambda told: "" if not told["year"] or int(told["year"]) + 1 == this_year else told[0], text
    )


def _is_done_later(text: str) -> bool:
    """Whether what was left at the year's end is said to be done since: 结转下年办理2件，目前均已答复."""
    left = _LEFT_AT_END.search(text)
    return bool(left and _SINCE_THEN.search(text, left.end()))


def _is_due(sentence: Sentence, start: int) -> bool:
    """Whether what all is said of there is only what was due, or left from last year: 到期的申请均已办结."""
    before = sentence.text[:start]
    subjects = (re.split("[,;:]", before)[-1], before)
    done = [*_COUNTED_DONE.finditer(before)]
    is_of_done = done and (not _AND_ALL.search(before) or not before[done[-1].end() :].strip(",;"))
    return bool(is_of_done) or any(_ONLY_DUE.search(subject) and not _AND_ALL.search(subject) for subject in subjects)
