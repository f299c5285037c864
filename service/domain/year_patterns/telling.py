"""Years under which work is told or planned."""

import re

from service.domain.year_patterns.spelling import CENTURY, YEAR_FORM

_FUTURE_VERB = (
    r"(?:会|要|再|更加?|继续|进一步|加[大强快]|持续|认真|严格|不断|以|按照?|坚持|着力|着重|重点|从|围绕|切实|全[面力]|努力|积极|深[入化]|强化|完善|做[好到优]"
    r"|开展|推[进动]|健全|充分|结合|大力|扎实|紧[紧扣密盯]|聚焦|对照|主动|定期|及时|规范|提[高升]|优化|拓[宽展]|丰富|加以|针对|一如既往|牢固|立足|突出|采取|抓[好住实]"
    r"|在[^,。;]{1,20}(?:上|中|下|方面|基础上|领导下)|通过|组织|统筹|创新|学习|改进|克服|补齐|建立|增强|细化|夯实|巩固|遵循|发挥|落实|贯彻|高[度质]|常态化|迎来|进入|实施|施行|出台|启用|上线|推广|争创|申报|筹备|探索|研究|扩大|增设|重新|逐[步项]|有针对性|依[法规托据]|严[把抓]|稳步|力[求争促]|举办|召开|邀请|制定|启动)"
)
_INTENT = (
    r"拟(?:于|在|从|开展|制定|组织|采取)|打算|(?<![原按照作年])计划(?:于|在|开展|组织|举办|制定)(?![^,。;]{0,4}的)|力争|争取|预计|有望|将于"
    r"|(?<![主需只重])要(?:进一步|继续|加强|切实|不断|坚持|着力)|会(?:继续|进一步|不断)"
)
_WHO = "[局委办厅府处镇乡县市区旗省院校所站会队们道心位关门室都定下,]"
_MUST = (
    r"要(?:加[大快]|突出|强化|围绕|把|抓[好住实紧]|做[好到优]|推[进动]|完善|健全|提[高升]|优化|拓[宽展]|严格|认真|大力|深[入化]"
    r"|积极|努力|全[面力]|扎实|着重|重点|规范|创新|更加)"
)
"""要 before what is to be done; it needs before it who is to do it, for 主要 and 需要 are no such words."""
_FUTURE = re.compile(rf"(?:即?将{_FUTURE_VERB}|{_INTENT}|(?:{_WHO}|[还也仍]){_MUST})")
_TAKEN_AS = (
    r"(?:[^,。;]{1,24}?[由从][^,。;]{1,24}?[到至为][^,。;]*[,;][^。]*(?:增至|降至|升至|实现|已|达到?\d|完成了)"
    r"|[^,。;]{0,24}?(?:纳入|作为|列为|列入|当作|合并|定为|融入|放在|摆在|贯穿|提上|移交|落实到)"
    r"|[^,。;]{2,16}?(?:文件|信息|内容|事项|材料|数据|名单|结果)(?:全部|及时|主动|统一|逐一|分类|按时|依法)[^,。;]{0,4}(?:公开|公布|发布|录入|归档|反馈))"
)
_FUTURE_IN_PLANS = re.compile(rf"(?:即?将(?:把|(?!{_TAKEN_AS}))|{_INTENT}|{_WHO}{_MUST})")
"""Where plans are told, 将 is a future but where it takes something (将…纳入), and 还要 tells what is wanting."""
_AHEAD = re.compile(
    r"下一步|下步|今后|下一年|明年|下年度?,|新的一年|接下来|未来|后续|工作(?:计划|打算|安排|思路|设想)|改进(?:措施|举措|方向|计划|打算|思路)|努力方向"
)
_PLANNED_BEFORE = re.compile(r"(?:(?:力争|争取|计划|拟|预计|有望|准备|打算|确保)(?:于|在|到|至)?|将(?:于|在|到))$")
_IN_REPORT = re.compile(r"^度?[^,。;]{0,12}(?:报告|年报)(?:[中里内上所]|提出|指出)")
_COMING_YEAR = re.compile(r"(?:明年|来年|下一年|新的一年)\($")
_ALREADY_BEFORE = re.compile(r"(?<![而不])已经?[自从于在]$")
_AHEAD_BEFORE = re.compile(r"(?:展望|面向|迈入|迈进|走进)$")
_TO_SERVE = re.compile(r"(?:新的一年|下一?年|下一步|下步|今后|来年)[^。;]*将[^。;]*(?:围绕|聚焦|紧扣|服务)$")
_MAIN_WORK = re.compile(r"^度?[^,。;的]{0,12}(?:中心|重点|重大)(?:工作|任务)(?=[,。;]|$)")
"""The work that plans are to serve: 新的一年，我局将围绕2023年中心工作，…."""
_PUSHED_BEFORE = re.compile(r"(?:推动|推进|做好|提升|促进|谋划)$")
_BASIS = re.compile(r"^度?[^,。;]{0,10}(?:基础上|经验|成绩|成效|做法)")
_DONE = re.compile(
    r"完成|存在|[,;](?:余下|剩余|其余)|^度?剩余的|实际(?![需情出])|虽然|取得|尽管|以来|完成了|开展了|共计?|累计|全年|未|没有|主要(?:问题|不足)|不足|问题|收到|办结|已"
)
_LATER = re.compile(r";|[^,;]{6},(?:下一步|下步|今后|接下来|后续)")
"""Where another statement begins, or a time after what was done."""
_TO_COME = re.compile(
    rf"^度?(?!我|本)[^,。;]{{1,30}}?(?:将|拟|计划|预计)[于在](?:{YEAR_FORM}年|[次翌明]年|下一?年)"
    r"|^度?[^,。;]{0,24}(?:公告|公报|报告|年报|结果|名单|数据|目录|清单|情况|信息|决算|预算)"
    r"(?:将|拟|计划|预计)[于在][^,。;]{0,16}(?:公布|公开|发布|公示)"
)
"""The year of what will come out later: 2025年度公告将于2026年6月公布."""
_PLAN_HEAD = re.compile(
    r"^度?(?:的)?(?:政府信息公开|政务公开|信息公开)?(?:的)?(?:重点)?工作(?:计划|打算|安排|思路|设想|展望|重点)"
    r"|^度?,?(?:[我本]?[^,。;\d]{0,2})?(?:重点|着重|着力)?(?:做好|抓好|开展|从)(?:以下|下列|如下)"
)
_TO_BEGIN = re.compile(r"^度?(?:(?:[一二三四上下]?半?[季年]度?)?起|年?[底末]?之?前(?=[,完实建])|年内(?=[,完实建力]))")
_ITEM_OF_PLANS = re.compile(
    rf"(?:{_AHEAD.pattern})[^。]*[;:。](?:[一二三四五六七八九十]{{1,2}}(?:是|要)|[(（]?[\d一二三四五六七八九十]{{1,2}}[.、)])?[自从]?$"
)
_AND_THEN = re.compile(r"(?:下一步|下步|今后|新的一年)[^。;]*将[^。;]*,?[并,]在$")
_THEN_TO_DO = re.compile(rf"^(?:度|内|里)?{_FUTURE_VERB}(?![^,。;]*(?:已|了|的))")
_SUBJECT_LENGTH = 26
_DONE_SO_FAR = re.compile(
    r"^度?(?:年?[底末])?[之以]?前[^,。;]{1,12}的|^度?[^,。;]{0,16}?(?:以来|(?<![按在对将把])已(?![有定])|[成发立定办展行始改整设好]了|[降升增减]为\d)"
    r"|^度?(?:(?!力争|争取|确保|力求|目标|实现|将)[^。;]){0,40}?(?:[降升增减]至|由[^,。;]{1,10}(?:降|升|增|提高|缩短)[至到]|参[训加])\d"
)
"""What has been done or come to since, though it stands under the head of the plans: 改进措施：…2023年四季度以来…."""


def is_planned(section: int | None, before: str, after: str) -> bool:
    """Whether it is the time of something to be done: 2024年，我局将继续…; 下一步，2024年…; 2024年工作打算."""
    if (_PLAN_HEAD.match(after) and section != 1) or _PLANNED_BEFORE.search(before) or _AHEAD_BEFORE.search(before):
        return True
    if _COMING_YEAR.search(before) or (_TO_SERVE.search(before) and _MAIN_WORK.match(after)):
        return True
    ahead = _AHEAD.search(before)
    if ahead and _PUSHED_BEFORE.search(before):
        return True
    if (
        not (_ADVERBIAL_BEFORE.search(before) or before.endswith(("进入", "新的")))
        or _BASIS.match(after)
        or _TO_COME.match(after)
        or _ALREADY_BEFORE.search(before)
        or _IN_REPORT.match(after)
    ):
        return False
    future = (_FUTURE_IN_PLANS if section in (5, 6) else _FUTURE).search(after)
    if future:
        between = after[: future.start()]
        told = _DONE.search(between) or CENTURY.search(between) or _LATER.search(between)
        if len(between) <= _SUBJECT_LENGTH and not told and between.count(",") <= 2:
            return True
    is_near = ahead is not None and len(before) - ahead.end() <= 20
    return (is_near or _is_measure(before, after)) and not _is_told_as_past(after)


def _is_measure(before: str, after: str) -> bool:
    """Whether it is when one of several measures that are to come begins: 改进措施：1.…；2.2023年起，按月通报."""
    is_item = _ITEM_OF_PLANS.search(before) and _TO_BEGIN.match(after)
    return bool(is_item or (_AND_THEN.search(before) and _THEN_TO_DO.match(after)))


def _is_told_as_past(after: str) -> bool:
    return bool(re.match(r"^度?[^,。;]{0,12}(?:问题|不足|存在)", after) or _DONE_SO_FAR.match(after))


_ATTRIBUTIVE = re.compile(
    r"^度?(?:的|版|级|届|期间(?!,)|标准(?!化)|工作要点|要点|工作方案|工作总结|方案|计划|目录|清单|指南|预算|决算|年报|报告|"
    r"政府工作报告|重点任务|中央|全国|国家|高校|毕业|应届|元旦|春节|两会|(?!开展|组织|进行|完成|参加|接受)[^,。;]{0,8}(?:评估|考核|测评|考评|评议|评比|检查)(?!工作)"
    r"|(?:(?!开展|组织|进行|完成|参加|接受)[^,。;]){0,24}(?:评估|考核|测评|考评|评议|评比|检查)(?:中|结果|成绩|得分|排名|反馈|被|为|获))"
)
_ADVERBIAL_BEFORE = re.compile(
    r"(?:^\d{1,2}[.、]|[;:]\d{1,2}[.、]|^|[,;:。)”』」】!?]|^回顾|^在?(?:刚刚)?过去的|[截直][至止]到?|[在于到自从至]|我[们局委办厅镇乡县区市省街院校处]|我街道|我中心|本[机关单位局委办厅镇乡县区市省街道中心院校处]+"
    r"|[局委办厅府处镇乡县区市省]|街道|中心|单位|机关|部门|办公室|全[省市县区镇乡]|全年|年度|[一二三四五六七八九十]是)$"
)
"""What stands before a time: the beginning of a clause, a subject, or a preposition."""


def is_adverbial(before: str, after: str) -> bool:
    """Whether it tells when something was done, and is no attribute of a noun."""
    if is_of_its_work(before, after) or _ALL_YEAR.match(after):
        return True
    if _carries_out(before, after):
        return False
    attribute = _ATTRIBUTIVE.match(after) or (_OF_A_NOUN.match(after) and not _COUNT_OF.match(after))
    return bool(_ADVERBIAL_BEFORE.search(before)) and not attribute


_ITS_FAULTS = re.compile(
    r"^度?的?(?:[^,。;:\d的]{0,10}工作)?中?的?(?:仍然?|还|尚)?(?:存在|暴露|有)?(?:的|着)?(?:主要|突出|新|以下|下列|一些|[几两三四五]个)*的?"
    r"(?:问题|不足|短板)[^,。;:\d]{0,8}(?:[:,]|是[:,]?|有|为|包括)"
)
_ITEM = re.compile(r"(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.])?")
_DEALT_WITH = re.compile("整改|解决|改进|改善|已|完成|落实|消除|今年|本年度|目前|台账|清单|情况")


def lists_faults(before: str, after: str) -> bool:
    """Whether it is the year whose shortcomings are listed, and nothing is told of mending them: 2023年存在的主要问题:…."""
    begins = _ITEM.fullmatch(before) is not None
    return begins and bool(_ITS_FAULTS.match(after)) and not _DEALT_WITH.search(after)


def is_of_its_work(before: str, after: str) -> bool:
    """Whether it is the year of the work itself: 完成2023年度政府信息公开工作, 在2023年的工作中, 全年（2023年）."""
    if lists_faults(before, after):
        return True
    if _carries_out(before, after):
        return not _GROUNDWORK.search(after)
    if not before and _THE_WORK.match(after):
        return True
    return bool(before.endswith("在") and _IN_THE_WORK.match(after)) or bool(_WHOLE_YEAR.search(before))


def _carries_out(before: str, after: str) -> bool:
    return bool(_CARRYING_OUT.search(before) and _YEARS_WORK.match(after))


_OF_A_NOUN = re.compile(
    r"^(?!我|本|全|度?是[^。;]{0,60}(?:之年|一年)|度?(?:加强|强化|深化|坚持|切实|认真|充分)(?!的)|度?(?:政府信息|信息|政务)公开(?:工作)?的|在|通过|按照|依托|共|累计|涉及|因|[^,。;]{0,14}(?:无|未|没有)|度?(?:我[^,。;]|共)?发生(?!的)[^,。;]{0,24}(?:复议|诉讼)[^,。;\d]{0,4}\d|[^,。;]{0,8}(?:[局委办厅镇乡]的|(?:[局委办厅镇乡]|街道|中心|政府|单位)(?:共|累计|主动|通过|收到|受理|(?:认真|严格|全面|深入|切实|坚决|积极|持续|扎实)*(?:贯彻|落实|执行|遵守|履行)(?!的))))"
    r"[^,。;\d]{2,12}的[^,。;]"
)
"""What follows the year of something that is spoken of, and of which nothing is told: 2022年启用的专栏."""
_COUNT_OF = re.compile(
    r"^度?(?:主动)?(?:公开|收到|受理|办理|答复|办结|新收)的[^,。;\d]{0,16}(?:数量|总数|总量|件数|条数|数|共|共计|为)\d"
)
"""A count of the year's own work in the form of a noun: 2023年主动公开的信息总数120条."""
_CARRYING_OUT = re.compile(r"(?:完成|做好|开展|落实|推进)(?:了|好)?$")
_YEARS_WORK = re.compile(
    r"^度?(?:的)?[^,。;、]{0,8}(?:信息|政务)公开(?:的)?(?:各项|重点)?(?:工作|任务)(?!要点|计划|年度|报告|安排|部署|要求|会议|方案|考核|测评|评估)"
)
"""The work itself as an object: 完成2023年度政府信息公开工作."""
_GROUNDWORK = re.compile("基础|打下|奠定|准备|经验|谋划|部署")
_IN_THE_WORK = re.compile(r"^度?(?:的[^,。;]{0,14}(?:工作|过程)中|(?:政府信息|政务|信息)(?:公开)?工作中|工作中,)")
_THE_WORK = re.compile(
    r"^度?的?[^,。;、的\d]{0,12}(?:政府信息|政务|信息)公开工作(?:,|(?:有序|稳步|扎实|顺利|全面|深入|持续|不断|运行)(?![^,。;]{0,8}的))"
    r"(?![^。]{0,40}(?:考核|评估|测评|评比|排名|获))"
)
"""The work itself as the subject, and no rating of it: 2023年的政府信息公开工作，…."""
_ALL_YEAR = re.compile(r"^度?(?:全年(?![度的])|共计|累计|共(?![享同建用赢]))")
_SUMMED_UP = re.compile(
    r"^[^。;]{0,24}?(?:[未没无][有]?(?:收取|产生|发生)[^。;]{0,12}费|收取[^,。;]{0,12}费[^,。;\d]{0,6}\d|全年|共(?:承办|办理|收到|收取)[^,。;]{0,12}\d"
    r"|(?:主要|仍然?|还)?存在(?:的|着|以下|一些|如下|[^,。;]{0,16}(?:问题|不足|短板)))"
)


_NOT_YET = re.compile("将|拟|计划|预计|力争|争取|打算")


def sums_up(after: str) -> bool:
    """Whether it tells what a whole year came to: 未收取信息处理费, 共承办建议3件, 主要存在以下不足."""
    return bool(_SUMMED_UP.match(after)) and not _NOT_YET.search(after)


_WHOLE_YEAR = re.compile(r"(?:全年|本年度?|年内|一年来)\($")
