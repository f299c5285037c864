"""Years that are right although the report isn't of them: spans, carried cases, budgets, answers, comparisons, history."""

import re

from service.domain.year_patterns.naming import is_document, names_document
from service.domain.year_patterns.spelling import YEAR, YEAR_FORM


def is_range(before: str, after: str, clause: str) -> bool:
    """Whether it is one end of a span of years: 2021—2025年."""
    years = re.compile(rf"{YEAR_FORM}年?度?(?:[-—–~～－─至到和、与]+){YEAR_FORM}年?")
    return bool(
        re.match(rf"^年?度?(?:[-—–~～－─至到]+){YEAR_FORM}年?(?!\d?月)", after)
        or re.search(rf"{YEAR_FORM}年?度?(?:[-—–~～－─至到]+)$", before)
        or re.match(rf"^年?度?(?:[、和与及]|以及){YEAR_FORM}年", after)
        or re.search(rf"{YEAR_FORM}年?度?(?:[、和与及]|以及)$", before)
        or (years.search(clause) and re.search("规划|行动|计划|纲要|方案|周期|五年|三年", clause))
    )


_CARRIED_TO = re.compile(r"(?:结转|转结|转[入至])[^,。;]{0,6}$")
_CARRIED = re.compile(r"结转|转入|转至|遗留|跨年|顺延|延续|延至|转结")


_PENDING = re.compile(
    r"^度?(?:年?[末底]|12月)?(?!我|本)(?:[^,。;\d]{0,8}(?:收到|受理|提出))?[^,。;\d]{0,6}?"
    r"(?:在办(?!理|结)|待办(?!理)|未(?:能)?(?:办结|办完|办理完毕|答复|回复|到期|届满)|(?:仍|尚|正|还)在(?:办理|期限))"
    r"[^,。;\d]{0,8}(?:的|\d+[件宗])"
)
"""What was pending at its end: 2022年末在办的1件."""
_AS_OF = re.compile(r"[(][^()]*截[至止]到?$")
"""A bracket that tells how something stood on a day: 结转下年办理(截至2024年1月13日已办结)."""


def is_carried(before: str, after: str, clause: str) -> bool:
    """Whether applications are carried over from or into it, or were pending at its end."""
    if _AS_OF.search(before):
        clause = re.split("[,;:、。)]", after)[0]
    return bool(_CARRIED.search(clause) or _PENDING.match(after))


_BUDGET = re.compile(r"^度?[^,。;]{0,16}?(?:预算|决算|审计(?!局|厅|署|部门|机关)|财政收支)")


def is_budget(after: str) -> bool:
    """Whether it is the year of a budget, of final accounts or of an audit of them."""
    return bool(_BUDGET.match(after))


_ANSWERED_AFTER = re.compile(
    r"^度?(?:[^,。;]{0,14}?(?:问题|不足|短板|评估|测评|考评|考核|反馈|整改|评议|检查|通报|巡察|督查|第三方)"
    r"|[^,。;]{0,16}?(?:年度报告|年报|公开报告))"
)
_ANSWERED_BEFORE = re.compile(
    r"(?:针对|对照|根据|按照|聚焦|围绕|整改|结合|对|就|发布|公布|公开|编制|报送|上报|完成|做好|更新|上传|督促[^,。;]{0,16}|指导[^,。;]{0,16})[^,。;]{0,12}$"
)


_OWN_CHECK = re.compile(r"^度?,?[我本全][^,。;的]{1,30}(?:开展|组织|进行)[^,。;的]{0,12}(?=[,。;]|$)")
"""What the body itself did in that year: 2022年我局对照指标开展自查，整改问题15个."""


_TAKEN_UP = re.compile(r"^.{0,36}(?:整改|反馈|指出)|(?:建议|意见)[^,。;]{0,14}(?:采纳|吸收|落实)")
"""What came of an evaluation: 评估建议的5条意见均已采纳."""
_REPORT_ISSUED = re.compile(
    r"^度?[^,。;]{0,20}(?:年度报告|年报|公开报告)(?:已|按[期时]|及时|如期|[于在]|均|通过|经)[^,。;]{0,24}(?:编制|公布|公开|发布|上[传网报]|报送)(?!如下)"
)


def is_answered(before: str, after: str) -> bool:
    """Whether its problems or evaluations are now answered, or its report was published in the year after."""
    if _REPORT_ISSUED.match(after):
        return True
    match = _ANSWERED_AFTER.match(after)
    if not match or _ANSWERED_BEFORE.search(before):
        return bool(match)
    return bool(_TAKEN_UP.search(after[:60])) and not _OWN_CHECK.match(after)


_COMPARED_BEFORE = re.compile(
    r"(?:较之?|比|相比|相较于?|对比|同比|与|和|同|从|由|于|超过|高于|低于|不及|参照)(?:上年|去年|上一年|往年)?[(（]?$"
)
_COMPARED_AFTER = re.compile(
    r"^度?(?:年?底|年?末|全年|同期|的)?[^,。;]{0,14}?(?:相比|同期|持平|增长|增加|下降|减少|上升|提高|提升|多了|少了|翻了?|的\d|仅为?\d)"
)
_DIFFERENCE = re.compile(
    r"增长|增加|下降|减少|上升|(?:有所|明显|大幅|显著|进一步)提高|提高[了到至]?\d|持平|降低|翻番|增幅|降幅|上浮|同比|相比|翻了"
)


def is_compared(before: str, after: str) -> bool:
    """Whether figures are compared with that year's: 较2022年增加3件."""
    if re.search(r"(?:较之?|比|相比|相较于?|对比|同比)(?:上年|去年|上一年)?[(（]?$", before):
        return True
    if _COMPARED_BEFORE.search(before) and (_COMPARED_AFTER.match(after) or _DIFFERENCE.search(after[:40])):
        return True
    return bool(re.match(r"^度?(?:相比|同期|(?:为|的)\d+[件条次份项部篇期])", after))


_THIS_YEAR = re.compile(r"今年|本年度?|当年")


_COUNTED = re.compile(rf"{YEAR_FORM}年?度?[^,。;]{{0,12}}?\d")
_BARE_COUNT = re.compile(rf"{YEAR_FORM}年度?[^,。;\d]{{0,6}}\d[\d.]*[^,。;\d]{{0,3}}(?=[,。;)]|$)")
"""A clause of nothing but a year and its count: 2023年收到9件，2022年转办1件."""


def in_contrast(text: str, year: int, start: int) -> bool:
    """Whether the sentence sets it against a later year that it names too: 2022年5件，2023年8件，增长60%.

    The later year may come first: 2023年8件，同比增长60%，2022年5件.
    """
    if _is_base(text[:start], text[start:]):
        return True
    others = _later_years(text, year)
    after = (m for m in others if m.start() >= start + 4)
    later = any(not re.search("(?:较之?|比|与|同)$", text[m.start() - 2 : m.start()]) for m in after)
    earlier = any(m.start() < start for m in others) and _COUNTED.match(text, start)
    if (later and _AGAIN.search(text)) or (earlier and _BARE_COUNT.match(text, start)):
        return True
    return bool(later or earlier or _THIS_YEAR.search(text, start)) and bool(_DIFFERENCE.search(text))


_BASE = re.compile(
    rf"^{YEAR_FORM}年度?(?:全年|同期|共)*(?P<act>[\u4e00-\u9fff]{{2}})[^,。;\d]{{0,12}}\d[\d.]*(?P<unit>[^,。;\d]),(?:同比|相比|环比)?(?:增长|增加|增幅|上升|下降|减少|降幅|持平)"
)


def _is_base(before: str, told: str) -> bool:
    """Whether what is told under it is what this year's figure grew from: 收到9件;2019年收到6件,同比增长50%."""
    base = None if YEAR.search(before) else _BASE.match(told)
    return bool(base and re.search(rf"{base['act']}[^,。;\d]{{0,12}}\d[\d.]*{base['unit']}", before))


def _later_years(text: str, year: int) -> list[re.Match[str]]:
    later = (m for m in YEAR.finditer(text) if m["year"].isdecimal() and int(m["year"]) > year)
    beside = ((m, text[: m.start()], text[m.end() :]) for m in later)
    return [
        m
        for m, before, after in beside
        if not (is_document(None, before, after) or names_document(before, after) or _CARRIED_TO.search(before))
    ]


_AGAIN = re.compile(r"再次|重新|又|补办|补齐|才|仍|转为")


_SINCE_BEFORE = re.compile(r"(?:自|从|始于|创建于|成立于|建成于|开通于|起始于|早在|印发于|制定于)$")
_SINCE_AFTER = re.compile(
    r"^度?(?:\d+月)?(?:\d+日)?(?:以来|至今|起(?!草|诉|步)|开始|之后|以后|后(?!续|勤|台)|之前|以前|前(?![进往来期沿台列三两半一二四]))"
    r"|^(?!我|本)(?:正式)?(?:(?!收到|受理|接到)[^,。;]){0,16}?(?:印发|制定|出台|制发|发布|修订|修正|颁布|公布|通过|实施|施行|开通|建立|成立|设立|开设|上线|启用|组建|建成|签订|生效|制订|形成|提出|确定|发现|指出|反馈|承诺|部署|下达|列出|查找|收集|遗留|存在|任命|推迟|改版|拆迁|立项|竣工|批准|核准|入驻|招录|启动|开工|注册|开办|申报|投用|停办|停用|暂停|中断|取消|搁置|选定|中标|采购|命名|认定|评定|评选|推出|试点)的"
    r"|^度?(?:(?!收到|受理|接到|发布|(?<!政务)(?<!信息)公开)[^,。;]){1,30}(?:之后|以后|以来|(?<![前先落])后)(?=,)"
    r"|^(?:度?[^,。;]{0,6})(?:梳理|排查|摸排|整理)的[^,。;]{0,4}(?:问题|清单|台账|短板)"
    r"|^[^,。;]{0,8}(?:正式)?(?:起施行|施行|起实施|生效)"
    r"|^[^,。;]{0,6}(?:组建|成立|挂牌|设立|建成|开通)(?=[,。;]|$)"
    r"|^,?[^,。;]{0,16}?(?:升格|更名|改名|撤[县乡镇市区]设|划归|划入|获批(?:为|成为|国家)|批准(?:为|成为|设立))"
)
_FOUNDED = re.compile(rf"(?:成立|组建|创建|始建|设立|建立|建成|开通|上线|挂牌)于{YEAR_FORM}")
"""Where a sentence tells the body's history."""


_IN_FORCE = re.compile(r"^度?(?:\d{1,2}月)?(?:\d{1,2}日)?起(?:正式|开始)?(?:施行|实施|执行|生效)")


def is_in_force(before: str, after: str) -> bool:
    """Whether something has been in force since then, whatever is to be done now: 自2024年1月1日起施行，将继续…."""
    return before.endswith(("自", "从", "于")) and bool(_IN_FORCE.match(after))


def is_since(before: str, after: str) -> bool:
    """Whether something has been in force, existing or going on since then."""
    return bool(_SINCE_BEFORE.search(before) or _SINCE_AFTER.match(after) or _FOUNDED.search(before))
