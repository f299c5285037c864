"""How sentences name years: the patterns behind `years`, on text as `prose` gives it (half-width, no white space)."""

import re

NOUGHTS = "零〇○0OoОο"
"""How a nought is written in a year of Chinese numerals."""
_DIGIT = f"一二三四五六七八九{NOUGHTS}"
_YEAR = rf"(?:(?<!\d)(?:19|20)\d\d|(?<![{_DIGIT}])二[{NOUGHTS}][{_DIGIT}]{{2}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"

CENTURY = re.compile(rf"(?:19|20)\d\d|二[{NOUGHTS}][{_DIGIT}]")
"""Whether a text may name a year at all."""

YEAR = re.compile(
    rf"(?P<year>{_YEAR})"
    rf"(?:[-./](?P<iso_month>{_MONTH})[-./](?P<iso_day>{_DAY})(?=\d\d:|\D|$)|年度?(?:(?P<month>{_MONTH})月(?:份|底|末|初)?(?:(?P<day>{_DAY})[日号]?)?)?"
    rf"|(?=版|[-—–~～至到][12]|[〕\]】)）]|政府信息|政务公开|信息公开))"
)
"""A year, with month and day where they follow."""

_SEPARATOR = r"(?:年|[-./])"
_TO = r"(?:起|始|开始)?,?(?:[-—–~～－至到─]+|起至)"
PERIOD = re.compile(
    rf"(?P<year>{_YEAR}){_SEPARATOR}(?P<month>{_MONTH})(?:(?:月|[-./])(?P<day>{_DAY})[日号]?|月)?{_TO}"
    rf"(?:(?P<last_year>{_YEAR}){_SEPARATOR}|同年|当年)?(?P<last_month>{_MONTH})(?:(?:月|[-./])(?P<last_day>{_DAY})[日号]?|月)(?:底|末)?"
)
"""From a day (or month) of a year to another."""

PERIOD_END = re.compile(rf"截[至止]到?(?P<year>{_YEAR})年(?:12月31日|年?底|度?末)")
"""Up to the end of a year."""

STATISTICS = re.compile(
    r"(?:报告|所列|数据).{0,10}统计|统计(?:数据)?(?:的)?(?:期限?|时限|时间|时段|区间|范围)|所列数据|数据(?:的)?(?:期限|时间|时限|时段|范围)"
    r"|报告期|报告(?:的)?(?:期限|时限|时间范围)|数据.{0,6}截[至止]"
)
"""A sentence that says which period the figures are of."""

_ISO = rf"{_YEAR}[-./]{_MONTH}[-./]{_DAY}"
_FULL = rf"{_YEAR}年{_MONTH}月{_DAY}[日号]?"
SIGNATURE = re.compile(
    rf"(?:(?:发布|公布|公开|成文|生成|发文|编制|印发)?(?:日期|时间)?:?|[^\d,。;、]{{2,40}}?(?<![在于自至从截止]))"
    rf"[(]?(?:{_FULL}|{_ISO})[)]?(?:\d\d?:\d\d(?::\d\d)?)?(?:印发|发布)?。?"
)
"""A line that is only a date, after a body's name at most."""

PUBLISHED = re.compile(r"(?:发布|公布|公开|成文|生成|发文)(?:日期|时间):?$")

_NAMED = (
    r"(?:政府信息|政务信息|信息|政务)?(?:公开)?(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)"
    r"|政府信息公开(?:工作)?(?:的)?(?:有关|相关|主要)?(?:情况|工作)(?:报告|公布|公告|汇报|总结)?(?:如下)?"
)
_REPORT = re.compile(rf"^(?:{_NAMED})")
_SELF = re.compile(
    r"本(?:年度)?(?:报告|年报)(?:是|为|系|即)|(?:现(?:将|就|予以?|公布|发布|公开|向社会)|特?(?:编制|撰写|形成)(?:了|本|完成)?|特此|予以公布)"
)
_PUBLISHED_EARLIER = re.compile(
    r"月(?:份|底|初)?.{0,12}$|(?:按时|按期|及时|如期|已|均|完成|年初|发布了|公布了|公开了|督促|组织|指导|要求|累计|共).{0,24}$"
)


def names_report(section: int | None, before: str, after: str) -> bool:
    """Whether the report calls itself by the year between `before` and `after`.

    In the preamble any “N年…报告” does, but for one inside a document's title; further on only where the
    sentence speaks of this report, for last year's is published in the report year too.
    """
    if is_own_title(before, after):
        return True
    after = after.lstrip("度")
    if not _REPORT.match(after):
        return False
    if section == 0:
        return not _PUBLISHED_EARLIER.search(before) or bool(_SELF.search(before))
    return (
        bool(re.search(r"本(?:年度)?(?:报告|年报)(?:是|为|系|即)|现将?(?:公布|发布|公开)?", before[-30:]))
        and "月" not in before
    )


_OPEN_TITLE = re.compile(r"《[^》]*$")
_OWN_TITLE = re.compile(r"(?:现[^,。;《》]{0,10}将|特?编制|公布|发布|形成|撰写)(?:了|本|的)?《[^》]*$")
_NUMBER_BEFORE = re.compile(r"[〔\[【]$")
_NUMBER_AFTER = re.compile(r"^(?:[〕\]】)]第?\d{1,4}号|第?\d+号|版|年版|年本|年修[订正]|修[订正]版)")


def is_own_title(before: str, after: str) -> bool:
    """Whether the year stands in this report's own title, which the sentence publishes: 现将《…N年…报告》公布如下."""
    published_earlier = re.search(r"月(?:份|底|初)?.{0,14}$", before[: before.rfind("《")])
    return bool(_OWN_TITLE.search(before) and re.match(r"度?[^》]*公开[^》]*报告》", after)) and not published_earlier


def is_document(before: str, after: str) -> bool:
    """Whether the year is part of a document's number, of a title in 《》, or of a version."""
    if _OPEN_TITLE.search(before) and "》" in after:
        return not is_own_title(before, after)
    if _NUMBER_BEFORE.search(before) and re.match(r"^[〕\]】]", after):
        return True
    return bool(_NUMBER_AFTER.match(after))


def is_range(before: str, after: str, clause: str) -> bool:
    """Whether it is one end of a span of years: 2021—2025年."""
    years = re.compile(rf"{_YEAR}年?度?(?:[-—–~～－─至到和、与]+){_YEAR}年?")
    return bool(
        re.match(rf"^年?度?(?:[-—–~～－─至到]+){_YEAR}年?(?!\d?月)", after)
        or re.search(rf"{_YEAR}年?度?(?:[-—–~～－─至到]+)$", before)
        or re.match(rf"^年?度?(?:[、和与及]|以及){_YEAR}年", after)
        or re.search(rf"{_YEAR}年?度?(?:[、和与及]|以及)$", before)
        or (years.search(clause) and re.search("规划|行动|计划|纲要|方案|周期|五年|三年", clause))
    )


_CARRIED = re.compile(r"结转|转入|转至|遗留|跨年|顺延|延续|延至|转结")


def is_carried(clause: str) -> bool:
    """Whether applications are carried over from or into it."""
    return bool(_CARRIED.search(clause))


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


def is_answered(before: str, after: str) -> bool:
    """Whether its problems or evaluations are now answered, or its report was published in the year after."""
    match = _ANSWERED_AFTER.match(after)
    return bool(match and (_ANSWERED_BEFORE.search(before) or re.search("整改|反馈|指出", after[:40])))


_COMPARED_BEFORE = re.compile(
    r"(?:较之?|比|相比|相较于?|对比|同比|与|和|同|从|由|于|超过|高于|低于|不及|参照)(?:上年|去年|上一年|往年)?[(（]?$"
)
_COMPARED_AFTER = re.compile(
    r"^度?(?:年?底|年?末|全年|同期|的)?[^,。;]{0,14}?(?:相比|同期|持平|增长|增加|下降|减少|上升|提高|提升|多了|少了|翻了?|的\d|仅为?\d)"
)
_DIFFERENCE = re.compile(r"增长|增加|下降|减少|上升|提高|持平|降低|翻番|增幅|降幅|上浮|同比|相比|翻了")


def is_compared(before: str, after: str) -> bool:
    """Whether figures are compared with that year's: 较2022年增加3件."""
    if re.search(r"(?:较之?|比|相比|相较于?|对比|同比)(?:上年|去年|上一年)?[(（]?$", before):
        return True
    if _COMPARED_BEFORE.search(before) and (_COMPARED_AFTER.match(after) or _DIFFERENCE.search(after[:40])):
        return True
    return bool(re.match(r"^度?(?:相比|同期|(?:为|的)\d+[件条次份项部篇期])", after))


_THIS_YEAR = re.compile(r"今年|本年度?|当年")


_COUNTED = re.compile(rf"{_YEAR}年?度?[^,。;]{{0,12}}?\d")


def in_contrast(text: str, year: int, start: int) -> bool:
    """Whether the sentence sets it against a later year that it names too: 2022年5件，2023年8件，增长60%.

    The later year may come first: 2023年8件，同比增长60%，2022年5件.
    """
    others = [m for m in YEAR.finditer(text) if m["year"].isdecimal() and int(m["year"]) > year]
    after = (m for m in others if m.start() >= start + 4)
    later = any(not re.search("(?:较之?|比|与|同)$", text[m.start() - 2 : m.start()]) for m in after)
    earlier = any(m.start() < start for m in others) and _COUNTED.match(text, start)
    if later and _AGAIN.search(text):
        return True
    return bool(later or earlier or _THIS_YEAR.search(text, start)) and bool(_DIFFERENCE.search(text))


_AGAIN = re.compile(r"再次|重新|又|补办|补齐|才|仍|转为")


_SINCE_BEFORE = re.compile(r"(?:自|从|始于|创建于|成立于|建成于|开通于|起始于|早在|印发于|制定于)$")
_SINCE_AFTER = re.compile(
    r"^度?(?:\d+月)?(?:\d+日)?(?:以来|至今|起|开始|之后|以后|后|之前|以前|前)"
    r"|^(?!我|本)(?:正式)?[^,。;]{0,16}?(?:印发|制定|出台|制发|发布|修订|修正|颁布|公布|通过|实施|施行|开通|建立|成立|设立|开设|上线|启用|组建|建成|签订|生效|制订|形成|提出|确定|发现|指出|反馈|承诺|部署|下达|列出|查找|收集|遗留|存在|任命|推迟|改版|拆迁|立项|竣工|批准|核准|入驻|招录|启动|开工|注册|开办|申报|投用)的"
    r"|^(?:度?[^,。;]{0,6})(?:梳理|排查|摸排|整理)的[^,。;]{0,4}(?:问题|清单|台账|短板)"
    r"|^[^,。;]{0,8}(?:正式)?(?:起施行|施行|起实施|生效)"
    r"|^[^,。;]{0,6}(?:组建|成立|挂牌|设立|建成|开通)(?=[,。;]|$)"
)


def is_since(before: str, after: str) -> bool:
    """Whether something has been in force, existing or going on since then."""
    return bool(_SINCE_BEFORE.search(before) or _SINCE_AFTER.match(after))


_PAPER = re.compile(
    r"^度?[^,。;:]{0,20}?(?:工作要点|要点|实施方案|工作方案|方案|目录|清单|指南|台账|规划|纲要|通知|意见|办法|规定|标准|指标体系|任务分解|重点任务|工作安排|计划书)"
)
_TAKEN = re.compile(
    r"(?:按照|根据|依据|对照|落实|贯彻|执行|围绕|制定|印发|制发|出台|参照|学习|转发|公布|发布|公开|编制|更新|完善|国务院|省|市|区|县|政府|办公厅|办公室|关于|上级)[^,。;]{0,12}$"
)


def names_document(before: str, after: str) -> bool:
    """Whether it is the year of a named paper that is followed or published: 根据2022年政务公开工作要点."""
    return bool(_PAPER.match(after) and _TAKEN.search(before))


_FUTURE_VERB = (
    r"(?:会|要|再|更加?|继续|进一步|加[大强快]|持续|认真|严格|不断|以|按照?|坚持|着力|着重|重点|从|围绕|切实|全[面力]|努力|积极|深[入化]|强化|完善|做[好到优]"
    r"|开展|推[进动]|健全|充分|结合|大力|扎实|紧[紧扣密盯]|聚焦|对照|主动|定期|及时|规范|提[高升]|优化|拓[宽展]|丰富|加以|针对|一如既往|牢固|立足|突出|采取|抓[好住实]"
    r"|在[^,。;]{1,20}(?:上|中|下|方面|基础上|领导下)|通过|组织|统筹|创新|学习|改进|克服|补齐|建立|增强|细化|夯实|巩固|遵循|发挥|落实|贯彻|高[度质]|常态化|重新|逐[步项]|有针对性|依[法规托据]|严[把抓]|稳步|力[求争促]|举办|召开|邀请|制定|启动)"
)
_INTENT = (
    r"拟(?:于|在|从|开展|制定|组织|采取)|打算|(?<![原按照作年])计划(?:于|在|开展|组织|举办|制定)(?![^,。;]{0,4}的)|力争|争取|预计|有望|将于"
    r"|(?<![主需只重])要(?:进一步|继续|加强|切实|不断|坚持|着力)|会(?:继续|进一步|不断)"
)
_FUTURE = re.compile(rf"(?:即?将{_FUTURE_VERB}|{_INTENT})")
_TAKEN_AS = (
    r"(?:[^,。;]{0,24}?(?:纳入|作为|列为|列入|当作|合并|定为|融入|放在|摆在|贯穿|提上|移交|落实到)"
    r"|[^,。;]{2,16}?(?:文件|信息|内容|事项|材料|数据|名单|结果)(?:全部|及时|主动|统一|逐一|分类|按时|依法)[^,。;]{0,4}(?:公开|公布|发布|录入|归档|反馈))"
)
_FUTURE_IN_PLANS = re.compile(rf"(?:即?将(?:把|(?!{_TAKEN_AS}))|{_INTENT})")
"""Where plans are told, 将 is a future but where it takes something (将…纳入)."""
_AHEAD = re.compile(
    r"下一步|下步|今后|下一年|明年|下年度?,|新的一年|接下来|未来|后续|工作(?:计划|打算|安排|思路|设想)|改进(?:措施|方向|计划)|努力方向"
)
_PLANNED_BEFORE = re.compile(r"(?:(?:力争|争取|计划|拟|预计|有望|准备|打算|确保)(?:于|在|到|至)?|将(?:于|在|到))$")
_AHEAD_BEFORE = re.compile(r"(?:展望|面向|迈入|迈进|走进)$")
_PUSHED_BEFORE = re.compile(r"(?:推动|推进|做好|提升|促进|谋划)$")
_BASIS = re.compile(r"^度?[^,。;]{0,10}(?:基础上|经验|成绩|成效|做法)")
_DONE = re.compile(
    r"完成|存在|虽然|取得|尽管|以来|完成了|开展了|共计?|累计|全年|未|没有|主要(?:问题|不足)|不足|问题|收到|办结|已"
)
_LATER = re.compile(r";|[^,;]{6},(?:下一步|下步|今后|接下来|后续)")
"""Where another statement begins, or a time after what was done."""
_PLAN_HEAD = re.compile(
    r"^度?(?:的)?(?:政府信息公开|政务公开|信息公开)?(?:的)?(?:重点)?工作(?:计划|打算|安排|思路|设想|展望|重点)"
)
_SUBJECT_LENGTH = 26


def is_planned(section: int | None, before: str, after: str) -> bool:
    """Whether it is the time of something to be done: 2024年，我局将继续…; 下一步，2024年…; 2024年工作打算."""
    if (_PLAN_HEAD.match(after) and section != 1) or _PLANNED_BEFORE.search(before) or _AHEAD_BEFORE.search(before):
        return True
    ahead = _AHEAD.search(before)
    if ahead and _PUSHED_BEFORE.search(before):
        return True
    if not (_ADVERBIAL_BEFORE.search(before) or before.endswith("进入")) or _BASIS.match(after):
        return False
    future = (_FUTURE_IN_PLANS if section in (5, 6) else _FUTURE).search(after)
    if future:
        between = after[: future.start()]
        told = _DONE.search(between) or CENTURY.search(between) or _LATER.search(between)
        if len(between) <= _SUBJECT_LENGTH and not told and between.count(",") <= 2:
            return True
    return bool(
        ahead and len(before) - ahead.end() <= 20 and not re.match(r"^度?[^,。;]{0,12}(?:问题|不足|存在)", after)
    )


_ATTRIBUTIVE = re.compile(
    r"^度?(?:的|版|级|届|期间|标准(?!化)|工作要点|要点|工作方案|工作总结|方案|计划|目录|清单|指南|预算|决算|年报|报告|"
    r"政府工作报告|重点任务|中央|全国|国家|高校|毕业|应届|元旦|春节|两会|(?!开展|组织|进行|完成|参加|接受)[^,。;]{0,8}(?:评估|考核|测评|考评|评议|评比|检查)(?!工作)"
    r"|(?:(?!开展|组织|进行|完成|参加|接受)[^,。;]){0,24}(?:评估|考核|测评|考评|评议|评比|检查)(?:中|结果|成绩|得分|排名|反馈|被|为|获))"
)
_ADVERBIAL_BEFORE = re.compile(
    r"(?:^|[,;:。)”』」】!?]|[截直][至止]到?|[在于到自从至]|我[们局委办厅镇乡县区市省街院校处]|我街道|我中心|本[机关单位局委办厅镇乡县区市省街道中心院校处]+"
    r"|[局委办厅府处镇乡县区市省]|街道|中心|单位|机关|部门|办公室|全[省市县区镇乡]|全年|年度|[一二三四五六七八九十]是)$"
)
"""What stands before a time: the beginning of a clause, a subject, or a preposition."""


def is_adverbial(before: str, after: str) -> bool:
    """Whether it tells when something was done, and is no attribute of a noun."""
    if (before.endswith("在") and _IN_THE_WORK.match(after)) or _WHOLE_YEAR.search(before):
        return True
    attribute = _ATTRIBUTIVE.match(after) or _OF_A_NOUN.match(after)
    return bool(_ADVERBIAL_BEFORE.search(before)) and not attribute


_OF_A_NOUN = re.compile(r"^(?!我|本|全|涉及|因|[^,。;]{0,8}[局委办厅镇乡]的)[^,。;\d]{2,12}的[^,。;]")
"""What follows the year of something that is spoken of, and of which nothing is told: 2022年启用的专栏."""
_IN_THE_WORK = re.compile(r"^度?的[^,。;]{0,14}(?:工作|过程)中")
_WHOLE_YEAR = re.compile(r"(?:全年|本年度?|年内)\($")
