"""Slips of writing: words that stand twice, placeholders and marks of conversion; and the words that a title and section six need."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

_REPEATED = re.compile(r"(?P<words>[\u4e00-\u9fff]{2,20})(?P=words)")
_DOUBLED = re.compile(r"(?P<words>[\u4e00-\u9fff])(?P=words)")
_MEANT = re.compile(
    r"^一(?![律般直些致])|(?<![第统唯单专之万逐同])一$|^[点面端]对$|^(?:会议|公开|管理|信息|服务|监督|审查|审核|培训|学习|宣传|考核|工作|研究|讨论|收费|申请|考虑|教育|发展|建设|评估|政府|信息公开|采购|交易|许可|办事)$"
)
"""What may stand twice on purpose: 一次一次, 批次一次一档, 点对点对接, 局务会议会议纪要."""
_NAMES = frozenset({"好差评"})
"""Names that end with a word which may follow them."""
_CITY = "城市"
_OF_CITIES = re.compile(
    "管理(?:局|委员会|办公室|中心|服务|和|及|与|行政|综合|执法)|(?:更新|建设|规划|运行|综合)[^,。;]{0,10}?(?:局|委员会|中心)"
)
"""What an organ for cities is called by, behind a city's name that ends so: 聊城市城市管理局."""
_OF_PLACE = re.compile("社区|工作者|工作站|工作人员|干部|居民|网格|机关|领导|主任|书记|党|志愿者|公[开告示]栏")
_BEGINS_ANEW = {
    **dict.fromkeys("社区 街道 小区 园区".split(), _OF_PLACE),
    "部门": re.compile("预算|决算|规章"),
    "企业": re.compile("[家主]|年度?报|负责人|名录|法人|信息|信用|职工|标准|名称"),
    "中心": re.compile("主任|业务|化验室|[校站]"),
    "公司": re.compile("章程|概况|简介|治理|年报|债|机关"),
    "医院": re.compile("管理|信息|感染|等级|章程|文化|概况|简介"),
    "中学": re.compile("[部生]"),
    "科室": re.compile("职责|人员"),
    "数据": re.compile("[集项]|目录|资源|安全"),
    "网站": re.compile("群|年度|工作报表|集约"),
    "项目": re.compile("清单|名[称录]|库|单位|法人"),
    "监测": re.compile("设施|站|点位|数据|结果"),
    "学校": re.compile("章程|食堂|办学"),
    "机关": re.compile("名录|事务|干部|工委|运行|党[建委支总]|纪委|工会"),
    "单位": re.compile("预算|决算"),
    "规定": re.compile("应当?|[须可不]"),
}
"""Words with which a name may end and the next begin, and how that goes on: 民营企业企业家."""
_BEFORE_WORD = (*"在向到进入对从由和、", "公开", "公布")
"""What stands before a word that ends no name."""
_COUNTED_TWICE = re.compile(r"(?:组织|开展|举办|举行|参加|召开)$")
"""What stands before a noun that is doubled before its count: 组织培训培训2次."""
_RESIDUE = re.compile(
    r"\[bookmark:[^\]]{0,200}\]|(?<![A-Za-z0-9./@])[xXｘＸ×✕]{2,}(?![A-Za-z0-9./@])|(?<![一二三四五六七八九])[○〇]{3,}|[＿_]{3,}|\{\{[^{}]{0,80}\}\}|<[^<>]{0,20}待[^<>]{0,20}>"
    r"|(?<=[\u4e00-\u9fff])(?:[xXｘＸ×?？]|[_＿]{2})(?=[次件条个名份项篇期年月日])|[(（][^()（）]{0,12}(?:宋体|黑体|仿宋|楷体|小标宋)[^()（）]{0,16}[)）]|错误[!！]\s*未(?:找到引用源|定义书签)|#(?:REF|VALUE|N/A|DIV/0)[!！]?|\uFFFD+|[【\[(（](?:待补充|待填|待定|待核|此处(?![不仅]?[含指为]))[^】\])）]{0,80}[】\])）]"
)
_MAY_BE_RESIDUE = re.compile(r"[xXｘＸ×✕○〇＿_{<?？#\uFFFD\[宋黑楷错待此]")
"""A character of which every one of them has some in it; most texts have none."""
_FEE = re.compile(
    r"处理费|信息公开.{0,8}收费|收费|缴费|收取.{0,14}费|费用|免费|[不未没][^,。;]{0,6}收[^,。;]{0,8}[钱款]|分文|无偿"
)
_FORM_WORDS = re.compile(r"(?:政府信息|政务|信息)公开.*(?:报告|年报)")


Repetition = re.Match[str]
"""Words that stand twice in a row, the group `words`."""


def repetitions(text: str, organ: str = "") -> Iterator[Repetition]:
    """Words, or dates, that stand twice in a row by mistake, as the group `words`, in a report by that organ."""
    yield from (match for match in _all_repeated(text) if _is_slip(match) and not _names_office_of(match, organ))
    if _CENTURY in text:
        yield from _DATE_TWICE.finditer(text)
    if "(" in text:
        yield from _BRACKET_TWICE.finditer(text)
    yield from _NAMED_TWICE.finditer(text)
    yield from _ORGAN_TWICE.finditer(text)
    yield from _COUNTED_SO_TWICE.finditer(text)


def is_posted(text: str) -> bool:
    """Whether a line says to the minute when a page was published, so that names stand beside each other in it, and no words."""
    return _POSTED.search(text) is not None and not text.endswith("。")


_POSTED = re.compile(r"20\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日? ?\d{1,2}:\d\d")


def _all_repeated(text: str) -> Iterator[Repetition]:
    """Words that stand twice in a row, and those that begin one character behind such two, which may be no words: 推动主动主动公开."""
    for match in _REPEATED.finditer(text):
        yield match
        following = _REPEATED.match(text, match.start() + 1)
        if following and len(match["words"]) == len(following["words"]) == _OF_TWO_CHARACTERS:
            yield following


_OF_TWO_CHARACTERS = 2
_CENTURY = "20"
_DATE_TWICE = re.compile(r"(?<!\d)(?P<words>20\d\d年(?:\d\d?月)?(?:\d\d?日)?[\u4e00-\u9fff]{0,6}?)(?P=words)")
"""A date twice in a row, maybe with what goes on from it: 2023年2023年, 2025年将2025年将加强培训."""
_NAMED_TWICE = re.compile(r"(?P<words>“[^“”]{2,30}”|《[^《》]{2,60}》|(?<![一-龥])[一二三四五六]是)(?P=words)")
"""A name in quotes, or the number of a point, twice in a row: “三审三校”“三审三校”制度, 一是一是加强培训."""
_ORGAN_TWICE = re.compile(
    r"(?:^|(?<=[,;:、由经在与对向为按把]))(?P<words>[省市县旗镇乡局厅院])(?P=words)(?![场容民有通都均长级直属内域情志城区]|(?<=市)政)(?=[\u4e00-\u9fff]{0,6}(?:局|厅|委|网站|政府|门户|公众号))"
)
"""The kind of a place or of an organ twice in a row where its name begins: 由县县司法局统一制作, 局局网站; not 由市市场监管局, 县县有网站."""
_COUNTED_SO_TWICE = re.compile(
    r"(?<![\d.])(?P<words>[\u4e00-\u9fff]{0,8}\d+[件次条场期篇人份个家项名][\u4e00-\u9fff]{0,6})(?P=words)"
)
"""A count that stands twice in a row, maybe with the words around it: 3次3次, 占全省61个县占全省61个县的三成."""
_BRACKET_TWICE = re.compile(r"(?P<words>[\u4e00-\u9fff]{1,8}+\([\u4e00-\u9fff、]{1,12}\))(?P=words)")


def meant_or_repeated(text: str) -> Iterator[Repetition]:
    """Words that stand twice in a row where one name may end and another begin, as the group `words`: 审核审核登记制度."""
    found = (match for match in _REPEATED.finditer(text) if _hardly_meets(match) and not _is_slip(match))
    return (match for match in found if not _is_object(match))


def _hardly_meets(match: Repetition) -> bool:
    """Whether a word seldom ends one name and begins the next; 公开 does in 信息公开公开工作, but not behind a verb."""
    if match["words"] == _DISCLOSED:
        return not match.string.endswith(_DISCLOSES, 0, match.start())
    return match["words"] in _SELDOM_MEETS


def clauses_twice(text: str) -> Iterator[Repetition]:
    """Clauses that stand twice in a row, or as two points of a list, as the group `words`: 加强培训,加强培训; 一是加强培训;二是加强培训."""
    found = chain.from_iterable(pattern.finditer(text) for pattern in _TWICE)
    return (match for match in found if any("一" <= char <= "龥" for char in match["words"]))


_CLAUSE_TWICE = re.compile(
    r"(?:^|(?<=[,;:]))(?P<words>[^,;:。、\s]{3,40}|同时|此外|另外|目前|其次|其中)(?:[,;:]|。(?=.))(?P=words)(?=[,;:。]|$)"
)
_POINT = "(?:[一二三四五六七]是|[（(][一二三四五六七][)）])"
_POINT_TWICE = re.compile(rf"{_POINT}(?P<words>[^;。]{{4,80}});{_POINT}(?P=words)(?=[;。]|$)")
_COUNT = r"\d+[件条个次篇份期场]"
_PART_TWICE = re.compile(rf"(?P<words>[\u4e00-\u9fff]{{2,12}}{_COUNT}、)(?P=words)")
"""A counted part of a list that stands twice: 政策文件160条、政策文件160条、."""
_END_TWICE = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![没未不非无])(?P<words>[\u4e00-\u9fff]{{4,20}}(?:{_COUNT}|[\u4e00-\u9fff])),(?P=words)(?=[,;。])"
)
"""A clause whose end stands twice: 全年收到申请12件,收到申请12件; not 没经过复议的2件,经过复议的2件."""
_TWICE = (_CLAUSE_TWICE, _POINT_TWICE, _PART_TWICE, _END_TWICE)
_BEGINS_POINT = re.compile(_POINT)


def without_point(text: str) -> str:
    """A sentence without the number of the point of a list that it begins with, as in 一是加强培训."""
    return text[match.end() :] if (match := _BEGINS_POINT.match(text)) else text


_SELDOM_MEETS = frozenset("监督 审查 审核 考核 工作".split())
_DISCLOSES = tuple("信息 务 主动 申请 预算 决算 结果 会议 领域".split())
"""What makes a name with 公开: 政务公开, 会议公开."""


class ListedTwice(NamedTuple):
    """What a list has twice, at `start:end` from its first place to the end of its second."""

    words: str
    start: int
    end: int


def listed_twice(text: str) -> Iterator[ListedTwice]:
    """What stands twice among what 、 lists: 政策法规、工作动态、政策法规、公共服务.

    What is listed first may have words before it that aren't of its name, and what is listed last words behind it.
    """
    for listed in _LISTED.finditer(text) if "、" in text else ():
        places: dict[str, int] = {}
        at, before = listed.start(), ""
        for item in listed[0].split("、"):
            is_last = at + len(item) == listed.end()
            name = _LAST_ALONE.split(item, maxsplit=1)[0] if is_last else item
            is_before = is_last and len(before) >= _SHORTEST_BESIDE and item.startswith(before)
            if is_before and _DONE_TO_LISTED.match(item, len(before)):
                name = before
            if name in places:
                yield ListedTwice(name, places[name], at + len(name))
            elif len(name) > 1 and (
                name == before or (before.endswith(name) and before.removesuffix(name).endswith(_OPENS_LIST))
            ):
                if not text.startswith(tuple(more + name for more in _ONCE_MORE), at + len(name)):
                    yield ListedTwice(name, at - 1 - len(name), at + len(name))
            elif len(name) >= _SHORTEST_LISTED:
                places[name] = at
            at, before = at + len(item) + 1, item


_LISTED = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]++(?:、[\u4e00-\u9fff]++)++")
_LAST_ALONE = re.compile("[和及与等]|以及")
_OPENS_LIST = tuple("通过 在 利用 包括 涵盖 依托 公开 公布 公示 发布 更新 推送 涉及 对".split())
_ONCE_MORE = ("、再", "、还是")
"""What stands between a word that is said twice and a third time on purpose: 学习、学习、再学习."""
_DONE_TO_LISTED = re.compile("进行|开展|实施|予以|逐[一个项]")
"""Begins what is done to all that a list has, behind the last of it."""
_SHORTEST_BESIDE = 3
_SHORTEST_LISTED = 4
"""Characters of a name that is hardly listed twice on purpose; two such that stand side by side may be shorter."""


def doubled(text: str) -> Iterator[Repetition]:
    """Characters that stand twice in a row, as the group `words`, mostly as the end of one word and the beginning of the next."""
    return _DOUBLED.finditer(text)


def is_particle(match: Repetition) -> bool:
    """Whether a character that stands twice is a particle that neither begins nor ends a word there: 公开的的原则, not 标的的复议."""
    if match["words"] not in _PARTICLES or match.end() == len(match.string):
        return False
    ends, begins = _PARTICLES[match["words"]]
    before = match.string[max(0, match.start() - 1) : match.start()]
    if _is_mirrored(match):
        return False
    return (not before or before not in ends) and match.string[match.end()] not in begins


def _is_mirrored(match: Repetition) -> bool:
    """Whether what stands before it stands behind it, turned round: 你抄我我抄你."""
    before, behind = match.string[max(0, match.start() - 2) : match.start()], match.string[match.end() :][:2]
    return len(before) == len(behind) > 1 and before == behind[::-1]


_PARTICLES = {
    "的": ("目标", "确士"),
    "为": ("行认作成因较更最称变改分转列定", "了民何老企农侨兵"),
    "和": ("温缓饱随柔调中总共亲祥平讲谦应附", "谐平解睦好气顺蔼声美合县田林龙政硕静布"),
    "从": ("服听顺跟随遵自盲", "事业而来容前小严此中宽速快简"),
    "以": ("所可予加得足难何给借用是", "及上下内外往前后来便免至致为案工奖旧"),
    "在": ("实存现内所潜旨", "建线职岗校编读场册用"),
    "了": ("为除甚", "解结然不无"),
    "将": ("即必大干部", "来要近军领士届到"),
    "已": ("得早业而", "有"),
    "未": ("", "来"),
    "与": ("参赋给", "会否其此众"),
    "对": ("针面相应校核比绝反结配一", "外内于口照接象比策方应标账子"),
    "均": ("平人户日月年", "衡等可"),
    "共": ("公总一", "同享建管治有计识产和性"),
    "向": ("方意面导定趋流偏走单双内外横纵去一转", "导阳上下心前"),
    "被": ("", "子动征申告诉审检投抽访监管执"),
    "由": ("理自事缘因来", "此于衷来"),
    "不": ("差要", ""),
    "我": ("自", ""),
    "各": ("", "自种式异"),
    "并": ("合归吞兼裁撤", "且非不列入行购存轨网"),
    "及": ("以涉波普顾触企", "时格其早"),
    "是": ("就还而但只总都凡", "否非"),
    "还": ("归偿返交退奉送", "款原贷清本建草林"),
    "也": ("", "门"),
    "又": ("", ""),
    "就": ("成造迁早", "业是近地诊医餐读任职学座此"),
    "都": ("首成京古全故陪", "市江匀昌会城"),
    "再": ("一", "生造就"),
    "把": ("一两二三几半头火拖大手掌车门", "关握控手守脉持柄门式子风戏"),
}
"""Particles and the like, and the characters that make a word with them before or behind: 目的, 的确, 为民, 在线."""


def is_unit(match: Repetition) -> bool:
    """Whether a character that stands twice is the unit of a number, 信息120条条, and begins no word behind it."""
    text, end = match.string, match.end()
    is_counted = text[max(0, match.start() - 1) : match.start()].isdecimal()
    return is_counted and match["words"] in _UNITS and (end == len(text) or text[end] in _MARKS)


_UNITS = frozenset("条件次人个篇份期场项处家名台块本册户座间套批轮张")
_MARKS = frozenset(",。;、)和及")


def _names_office_of(match: re.Match[str], organ: str) -> bool:
    """Whether it is the office of an organ that is called one itself: 国防动员办公室办公室."""
    return match["words"] == _OFFICE and organ.endswith(_OFFICE)


_OFFICE = "办公室"


def _is_slip(match: re.Match[str]) -> bool:
    """Whether the words stand twice by mistake.

    公开公开情况 may be meant; 公开公开工作, 公开公开审查, 组织培训培训2次 and what a phrase ends with, 加强监督监督。, can't.
    """
    before, after = match.string[: match.start()], match.string[match.end() :]
    if _is_object(match) or after.startswith(_AGAIN + match["words"]):
        return False  # 学习学习再学习
    if (before[-1:] + match["words"]) in _NAMES:
        return False  # 好差评差评件
    if _is_said_twice(match):
        return False
    if before and match["words"] == _CITY and _OF_CITIES.match(after):
        return False
    begins_anew = _BEGINS_ANEW.get(match["words"])
    if begins_anew and begins_anew.match(after) and before[-1:].isalpha() and not before.endswith(_BEFORE_WORD):
        return False  # 阳光社区社区工作者, 各部门部门预算
    is_held = match["words"] == _TRAINING and _HELD_OFTEN.match(after)
    is_counted = is_held or (_COUNTED_TWICE.search(before) and after[:1].isdecimal())
    is_work = match["words"] in (_DISCLOSED, _DISCLOSURE) and _WORK.match(after)
    is_behind_verb = match["words"] in _BEGINS_DISCLOSURE and before.endswith(_DONE) and after.startswith(_DISCLOSES_IT)
    is_at_end = match["words"] in _OF_TWO and _END_OF_PHRASE.match(after)
    begins = _BEGINS_NAME.get(match["words"])
    is_no_name = begins is not None and not begins.match(after)
    return not _MEANT.search(match["words"]) or bool(is_counted or is_work or is_behind_verb or is_at_end or is_no_name)


def _is_said_twice(match: re.Match[str]) -> bool:
    """Whether a verb is said twice as speech does: 该更新更新,该下架下架; 把全年的事归拢归拢."""
    if len(match["words"]) != _OF_TWO_CHARACTERS or not _END_OF_CLAUSE.match(match.string, match.end()):
        return False
    clause = re.split("[,;:。]", match.string[: match.start()])[-1]
    return clause == _DUE or _TAKING in clause


_END_OF_CLAUSE = re.compile("[,;。!]|$")
_DUE, _TAKING = "该", "把"


_BEGINS_DISCLOSURE, _DISCLOSES_IT = frozenset({"政府", "信息"}), ("公开", "信息公开")
_DONE = tuple("推进 推动 做好 抓好 加强 强化 开展 规范 完善 深化 落实 政府".split())
"""What stands before 信息公开 or 政府信息公开 and ends no name of its own: 做好信息信息公开工作."""


def _is_object(match: re.Match[str]) -> bool:
    """Whether a verb is done to what begins with the same word."""
    begins = _BEGINS_OBJECT.get(match["words"])
    is_issued = match.string.endswith(_ISSUES, 0, match.start())
    return begins is not None and begins.match(match.string, match.end()) is not None and not is_issued


_BEGINS_OBJECT = {
    "规范": re.compile("性文件"),
    "公开": re.compile("招[聘考标募]|遴选|选[拔聘调]|征[求集]|竞[聘争]|听证|承诺"),
    "发布": re.compile("会|厅"),
    "编制": re.compile("[外内]"),
    "组织": re.compile("部"),
    "公示": re.compile("期"),
    "补贴": re.compile("标准|对象|资金|政策|范围|名单|金额|发放|申领"),
    "决策": re.compile("[前中后][、,]"),
    "文件": re.compile("名称、|标题、"),
    "街道": re.compile("办主任|书记"),
}
"""How what a verb is done to goes on, where it begins with that verb: 规范规范性文件管理, 公开公开招聘信息."""
_AGAIN = "再"
_ISSUES = ("制发", "制定", "出台", "印发", "发布", "公布", "行政")
"""What stands before the one name that was to follow: 制发规范规范性文件."""
_DISCLOSED, _DISCLOSURE, _TRAINING = "公开", "信息公开", "培训"
_HELD_OFTEN = re.compile(r"\d+[期场班]")
"""How often something was held, and not how many came: 业务培训培训12人."""
_OF_TWO = frozenset("公开 管理 信息 服务 监督 审查 审核 培训 宣传 考核 工作 建设 评估".split())
"""Of the words that may end one name and begin the next, those that nobody says twice over, as 研究研究 is."""
_BEGINS_NAME = {
    "公开": re.compile(
        "[栏日场专窗指率课]|目录|属性|方[式案]|范围|内容|渠道|平台|条例|制度|年报|大厅|事项|电话|情况|工作|信息|政府|审|程序|要[求点]|机[制构]|标准|流程|力度|质量|意识|服务"
    ),
    "信息": re.compile(
        "[网员类科处公]|系统|中心|化|平台|资源|安全|来源|内容|发布|技术|服务|管理|更新|目录|报|采集|共享|数据|审查|保[护密]|产业|推送|获取|需求|归集|源头|填|录入|主管|属性|质量|不"
    ),
    "申请": re.compile(
        "[人书表量数件者]|材料|渠道|方式|时间|公开|办[理结]|理由|事项|内容|受理|流程|登记|答复|获取|政府|信息|行政|查|条件|对象|资格|窗口|平台|程序|环节|入口|系统"
    ),
    "服务": re.compile(
        "[站点网费]|中心|大厅|窗口|平台|群众|企业|对象|事项|指南|热线|质量|水平|能力|效|态度|意识|人员|功能|领域|体系|机构|业|类|型|便|于|基层|保障|项目|内容|管理|需求|理念|方式|评价|社会|经济|标准"
    ),
    "采购": re.compile(
        "[人包]|意向|需求|文件|公告|方式|合同|结果|项目|计划|代理|预算|信息|活动|流程|标准|目录|清单|限额|政策|程序|环节"
    ),
    "交易": re.compile("[额量]|公告|信息|平台|中心|目录|规则|场所|活动|项目|流程|数据|结果|服务|主体|过程"),
    "许可": re.compile("证|事项|决定|信息|结果|类|目录|清单|条件|程序|案卷|公示|数据|情况"),
    "办事": re.compile("[处员]|指南|大厅|群众|流程|企业|人|服务|窗口|材料|程序|公开|需求|效率|环节|事项"),
    "学习": re.compile(
        "[班会型日周月]|贯彻|培训|教育|宣传|材料|计划|制度|平台|活动|心得|笔记|小组|研讨|交流|领会|实践|强国|内容|情况|考察|借鉴"
    ),
    "会议": re.compile(
        "纪要|室|精神|公开|制度|通知|材料|议题|记录|决定|内容|要求|主题|期间|由|审议|研究|听取|讨论|培训|服务|中心|代表|信息"
    ),
}
"""How names go on that begin with a word which another name may end with: 局务会议会议纪要; 收到申请申请7件 has none."""
_END_OF_PHRASE = re.compile("[,。;:、]|的|等(?!级)|和|以及|$")
_WORK = re.compile("工作(?:[,。;]|$|取得|开展|有序|扎实|稳步|得到|成效|任务|汇报|情况)|审[查核批]")


def residues(text: str) -> Iterator[re.Match[str]]:
    """Placeholders that were never filled in, and marks that a conversion left."""
    return _RESIDUE.finditer(text) if _MAY_BE_RESIDUE.search(text) else iter(())


def tells_fee(text: str) -> bool:
    """Whether a text without white space says anything of fees."""
    return bool(_FEE.search(text))


def has_form_words(title: str) -> bool:
    """Whether a title without white space says what report it is."""
    return bool(_FORM_WORDS.search(title))
