"""Years that frame what is told: 2023年，我局… as against 2023年冬季供暖价格, which is about something of that year."""

import re
from functools import lru_cache
from math import inf

from service.domain.year_patterns.telling import is_of_its_work

_BODY = r"(?:局|委|办|厅|处|署|院|校|会|站|所|队|镇|乡|街道|街|县|区|市|省|州|旗|府|室|单位|机关|部门?|中心|系统|网站|平台|公众号|信箱)"
_WORK = (
    r"(?:(?:政府信息|政务|信息)公开|总?共|累计|合计|先后|主动|依法|及时|全面|全力|认真|积极|严格|持续|不断|坚持|高度|深入|进一步|切实|紧[紧扣密]|充分|扎实|着力|继续|大力|规范(?!性)|有序|稳步|重点|均|也|还"
    r"|通过|依托|利用|借助|结合|围绕|按照?|根据|以(?!来|前|后)|在|对|向|为(?!\d)|从|因|将|由"
    r"|公开|公布|发布|公示|收到|接到|收取|接收|新收|新增|新受|新(?:制[定发作]|出台|印发|修订)(?!的|[^,。;\d]{0,12}的)|受理|办理|办结|答复|回复|回应|处理|制发|制定|制作|印发|出台|报送|上报|录入|更新|推送|编[制发印写]|召开|举办|开展|组织|参加|完成|落实|贯彻"
    r"|加[强大快]|推[进动]|建[立设成]|健全|完善|优化|强化|提[高升]|做[好到]|整改|整理|清理|修订|废止|废除|审核|审查|检查|接待|接受|征集|解读|转载|转发|刊[发登]|撰写|采[用写]|上传|聚焦|突出|抓|狠抓"
    r"|承办(?!的)|牵头(?!的)|会同|联合(?![国会])|督促|指导(?!意见|性)|行政(?:许可|处罚|强制|事业性收费)|(?:行政)?规范性文件(?:制发|废止|现行有效)(?:件数|数量)|依申请(?:信息)?公开[^,;。:\d的]{0,10}\d|未|没有?|无|不存在|是|存在|发生|被|获|荣获)"
)
_OFFICE = rf"(?:{_BODY}|(?<![学本专百])科室?|股室?|微博|视频号|抖音号?|头条号)(?:[、和及][^,;。:\d的]{{1,12}}?)?"
"""A body, a part of one or what it publishes by, where it is the subject of the work; a second one may stand beside it."""
_PEOPLE = r"(?:领导(?:班子|小组|干部)?|书记|[局厅委县市区镇乡]长|主任|负责(?:人|同志)|班子(?:成员)?)(?:等[^,;。:\d的]{0,6})?,?"
"""Those who act for a body."""
_NEWLY = r"新(?:开[设通辟]|增设|上线|推出)[^,;。:\d的]{0,12}\d+[个期条项]"
"""Something newly set up, counted, and so not only named."""
_RELEASED = rf"[^,;。:\d的]{{0,16}}?{_OFFICE}信息(?:发布|公开|更新|推送)量?\d"
"""A count of what was published in the form of a noun."""
_CLEAR = r"[^,;。:\d的]{0,8}(?:执法|公开)工作均?(?:无|未|没有)(?:因[^,;。]{1,16})?(?:被申请|被提起|发生)[^,;。]{0,12}(?:复议|诉讼)(?!的(?!情况[,;。]))"
"""Work of which nothing came before a court: 2023年度行政执法工作均无被申请行政复议."""
_FEE = r"[^,;。:\d的]{0,12}信息处理费[^,;。:\d的]{0,10}\d"
_BEFORE = re.compile(
    r"(?:^|[:;。!?)）」』”】]|[一二三四五六七八九十]是|[(（]?\d{1,2}[)）.、]|[截直][至止]到?|^(?:在|至|到|回顾|在?(?:刚刚)?过去的|据统计,|其中,?)|[,;](?:截至|在)?"
    rf"|(?:^|[,;:。)])[^,;:。\d]{{0,12}}{_BODY})$"
)
"""The beginning of a clause or of a list's item, or its subject."""
_SPAN = (
    r"(?:(?:\d{1,2})?[-—~至到]+\d{1,2}月(?:\d{1,2}日|底|末)?)?(?:(?:[、和及]\d{1,2}月)+(?:各|分别|先后|[两三四]次)?)?(?:度|年?[初底末])?"
    r"(?:全年|[上下]半年|(?:前|第)?[一二三四]季度|年度|内|期间)?"
)
_AFTER = re.compile(
    rf"^{_SPAN}(?:,|[我本全]?{_WORK}|[^,;。:\d的]{{0,16}}?(?:{_OFFICE}|{_PEOPLE})(?:全年)?{_WORK}|{_NEWLY}|{_RELEASED}|{_CLEAR}|{_FEE}|[作做]出[^,;。:\d的]{{1,14}}\d|[我本]辖?{_BODY}|全{_BODY}|[^,;。:\d的]{{0,8}}建设(?:成效|取得|进展))"
)
_STATE = r"(?:国务院|国办|全国人大|党中央|中央(?!公园)|最高人民|党的[一二三四五六七八九十]+大)"
_REGION = r"(?:(?P<place>[省市区县州旗])(?:委(?!宣)|(?:人民)?政府(?!门户|网站|信息)|政务公开办|公开办)|全(?P<whole>[省市区县州])统一)"
_DECIDED = r"(?:印发|出台|修[订正改]|制定|[公颁]布|部署|[将把]我|确定我|授予我|批准|批复|调整|召开|作出)"
_OF_STATE = re.compile(rf"^{_SPAN},?{_STATE}[^,。;]{{0,20}}?{_DECIDED}")
_OF_REGION = re.compile(
    rf"^{_SPAN},?(?:(?![在按根依围对向由通受经据照落贯])[^,。;我本]){{0,6}}?{_REGION}(?:(?<=统一)|[^,。;]{{0,20}}?{_DECIDED})"
)
_FOUNDED = re.compile(
    rf"^{_SPAN},?[^,。;]{{0,16}}?(?:建[成立]|开[通设]|设立|成立|组建|关停|启用|上线)[^。]*[,;][^,。;]{{0,10}}?(?:至今|目前|沿用|常年|一直|延续|现有|现已)"
)
_ENDOWED = re.compile(
    rf"^{_SPAN},?(?:根据[^,。;]{{1,24}},|因[^,。;]{{1,16}},)?[^,。;将把]{{0,16}}?(?:划[入转归]|并入|改制|改组|转隶|撤并|更名|停止更新)"
)
_PAPER_MADE = re.compile(rf"^{_SPAN},?《[^》]+》[^,。;]{{0,8}}?(?:修[订正改]|出台|[实施]行|实施|印发|[公发颁]布|生效)")
_OWN_COUNT = re.compile(
    r"(?:公开|发布|收到|受理|办[理结]|答复|举办|召开|组织|开展|制发|推送|回应|解读)[^,。;的\d]{0,16}\d+(?:[条件篇次期场份项部]|余)"
)
"""What the body did, counted, which is the year's work whatever it is told beside."""
_BEGAN = re.compile(rf"^{_SPAN},?[^,。;]{{0,12}}?(?:建[成立]|开[通设]|设立|成立|组建|启用|上线|试点|改版)")


def is_history(after: str) -> bool:
    """Whether what is told after a year is what the state decided, or how the body came to be what it is."""
    told = (_OF_STATE, _FOUNDED, _ENDOWED, _PAPER_MADE)
    return not _OWN_COUNT.search(after) and any(each.match(after) for each in told)


def deciding_region(after: str) -> str:
    """What kind of place (省, 市, 县…) it is whose decision is told after a year, empty where none's is."""
    decided = None if _OWN_COUNT.search(after) else _OF_REGION.match(after)
    return (decided["place"] or decided["whole"]) if decided else ""


def is_beginning(after: str) -> bool:
    """Whether what is told after a year was begun in it: 2016年，我局开通微信公众号."""
    return bool(_BEGAN.match(after)) and not _OWN_COUNT.search(after)


_THING = re.compile(
    r"^度?(?:(?!公开|公布|发布|收到|受理|加强|做好|通过|[将对把就按])[^,。;:\d]){2,24}(?:情况|名单|结果|数据|清单|目录|资金)"
    r"(?:已|均|全部|一并|同步|及时|予以|按|[在于]).{0,12}?(?:公开|公布|公示|发布|更新)"
)
"""Something of that year that this year published: 2022年重点工作完成情况已公开."""
_SUM = re.compile(r"^度?(?:全年)?(?:共计?|累计)(?:进行|开展|举办|组织|召开|发布|公开)[^,;。:\d的]{0,12}\d")
_THIS_YEAR = re.compile(r"今年|本年(?!度?(?:报告|新收|收到|受理|办理|办结|制发|废止|收费|处理|总计))")
_RESTATED = re.compile(r"^度?,?[^,。;\d]{0,6}本年度?|现[将就][^,。;\d]{0,4}本年度?")
"""The year itself once more: 2022年度，本年度未收到…, …，现将本年度工作情况报告如下."""


_ITS_ACT = re.compile(rf"(?:^|[,;:。)])(?:[我本全]{_BODY}|我们)[于在]$")
_ACTED = re.compile(
    rf"^{_SPAN}(?:先后|共|累计|分别|组织|集中|认真|全面)*(?:召开|举办|组织|开展|发布|公开|收到|受理|办理|办结|答复|参加|举行)"
    r"(?:了|[^,。;的\d]{0,16}\d+[次期场件条批篇份人个])(?![^,。;]{0,20}的(?:[^,。;]{0,12})(?:基础|部署|要求))"
)
"""What is done every year: 我局于2022年6月召开了推进会. What was founded then is history."""


def frames(before: str, after: str) -> bool:
    """Whether what is told after it is that year's."""
    if _THING.match(after):
        return False
    is_framed = _BEFORE.search(before) or (before.endswith("、") and _SUM.match(after))
    is_its_act = _ITS_ACT.search(before) and _ACTED.match(after)
    return is_of_its_work(before, after) or bool((is_framed and _AFTER.match(after)) or is_its_act)


def is_this_year(before: str, after: str) -> bool:
    """Whether a sentence tells of this year, and sets the one between `before` and `after` against it."""
    return bool(_THIS_YEAR.search(before) or _THIS_YEAR.search(_RESTATED.sub("", after)))


_OBJECT = re.compile(r"(?:完成|围绕|落实|贯彻|被评为|荣获)了?[^,。;\d]{0,20}$")
_EVENT = re.compile(
    r";|启动|印发|出台|制[定发]|成立|建[立成]|[被获][^,。;]{1,20},|基础上|[底末初月]|谋划|(?<!统一)(?<!决策)(?<!安排)(?<!工作)(?<!上级)(?<![的、])部署(?!要求|安排|和)"
)
"""What may be told of another year and followed by this one's work."""


def is_of_object(between: str) -> bool:
    """Whether a year after these words is that of the object: 2022年，我局认真履职，较好完成2023年工作任务."""
    return bool(_OBJECT.search(between)) and not _EVENT.search(between)


_FINISHED = re.compile(r"完成[了好]?$")
_ALL_ITS_WORK = re.compile(r"^度?的?(?:政府信息|政务|信息)公开(?:各项|重点|目标)*(?:工作|任务|工作任务)(?=[,。;]|$)")


def is_finished_work(before: str, after: str) -> bool:
    """Whether the work of a year is what was done: 2023年，我局圆满完成2022年度政务公开工作."""
    return bool(_FINISHED.search(before) and _ALL_ITS_WORK.match(after))


_ANNOUNCED = re.compile(r"^(?![^。]*(?:整改|问题|历年|近[两三几]年|对比|比较|回顾|上年)).*如下:[^,。;\d]{0,8}$")


def is_announced(between: str) -> bool:
    """Whether what follows these words is what they announce, a statement of its own: 2023年，…情况如下:…."""
    return bool(_ANNOUNCED.match(between))


_REPORTED = re.compile(r"(?:公开|公布|发布|收到|受理|接收|新收|办理)[^,。;\d]{0,20}(?:\d|若干).*[,;]$")
_NONE_NEXT = re.compile(r"^度?,?[^,。;\d]{0,16}?(?:未|无|没有)[^,。;]{0,24}(?:举报|投诉|复议|诉讼)")
_CONTRAST = re.compile(
    r"[较比而但却则增减升降翻又首再才仍后逐均皆都]|无一|去年|上年|提高|持平|恢复|重新|改为|转为|扩[大展]|整改|连续|继续|陆续|今年|其[中余他]"
)
_UNIT = re.compile(r"\d([^\d,。;%.])")
_COMMON = re.compile(
    r"(?:政府|政务)?信息公开|(?:政府|政务)信息|政务公开|(?:主动|依申请)?公开|信息|[我本全][^,。;]|全年|年度|共计?|累计|收到|受理|办理|发布|公布|通过"
    r"|[\d,。;、:未无没有]"
)


def turns_to_another(between: str, following: str) -> bool:
    """Whether a count of one year and what another had none of compare nothing: 2022年公开120条；2023年度未接到举报."""
    if _EVENT.search(between.rstrip(";")) or _CONTRAST.search(between + following):
        return False
    is_apart = _REPORTED.search(between) and _NONE_NEXT.match(following)
    return bool(is_apart) and not (_things_in(between) & _things_in(following))


def _things_in(text: str) -> set[str]:
    """Units of counts, and whatever two characters stand side by side in words that not every sentence has."""
    words = _COMMON.sub(" ", text).split()
    return set(_UNIT.findall(text)) | {word[i : i + 2] for word in words for i in range(len(word) - 1)}


_RATING = re.compile(r"(?:评估|考核|测评|评比|评议|评选)[^。;]{0,24}(?:被评为|获评?|荣获|位[列居]|排名)")


_FAULTS = "(?:问题|不足|短板|困难|薄弱|弱项)"
_PROBLEM = re.compile(
    rf"存在[^。;]{{0,60}}?{_FAULTS}|(?:问题|不足|短板)(?:是|有|为|主要)"
    rf"|(?:报告|年报|列出?|指出|提出|反映|反馈|发现|查[找摆出]|排查|梳理|剖析|检视|归纳)[^。;]{{0,40}}?{_FAULTS}"
)
_NOW = "(?:目前|现[均全]?已|现在|至今|截至(?:目前|本报告(?!期))|迄今|如今)"
_MENDED = re.compile(
    rf"{_FAULTS}[^。]*[,;](?:[^,。;]{{0,12}}{_NOW}[^,。;]{{0,16}}(?:整改|解决|完成|销号|改[善正进]|消除|落实|补齐|到位)"
    r"|[^,。;]{0,16}(?:仍在|尚在|还在|正在)[^,。;]{0,6}(?:推进|整改|落实|解决|改进|完善))"
)
"""What was wanting, and what of it is mended now or being mended."""
_PROMISED = re.compile(
    rf"^度?,?[^,。;]{{0,16}}?(?:报告|年报)[^,。;]{{0,8}}?(?:承诺|提出|列[出入]|指出|反映|查找|明确)[^。]*?{_FAULTS}[^。]*?(?:已经?|均|全部|得到|有所|基本)(?:得到)?(?:解决|整改|改善|好转|消除|改进)"
)
"""What a year's report promised to mend, and that it is mended."""
_RATE = re.compile(r"^度?[^,。;]{0,24}?(?:率|占比|比例|得分|时长)[^,。;\d]{0,4}\d[\d.]*(?:%|分|个?工作日)?[。;]?$")
_FROM_IT = re.compile(r"^(?:这?一年来|经过)|(?:下降|上升|提高|降低|降[至到]|升[至到]|缩短|压缩)了?[^,。;]{0,4}\d")
_SINCE_THEN = re.compile(
    "(?:这?一年来|今年|本年度?|当年|目前|截至目前|现已|经过|通过|针对|对此|为此)[^。]*(?:已|均|全部|完成|解决|实现|没有|未再|[至到为]\\d)"
)


def is_problem(text: str) -> bool:
    """Whether it tells what was wanting."""
    return bool(_PROBLEM.search(text))


_LOOK_BACK = re.compile("回头看|回顾|上一?年|整改|改进情况|去年")


@lru_cache(maxsize=64)
def looks_back_from(text: str) -> float:
    """Where words end that say that what follows is last year's, for the first time: 上年问题的整改; infinity if none."""
    return min((match.end() for match in _LOOK_BACK.finditer(text)), default=inf)


def is_mended(text: str) -> bool:
    """Whether it tells what was wanting, and how that stands now: 列出3项问题，目前已整改2项."""
    return bool(_MENDED.search(text) or _PROMISED.match(text))


def is_rate(text: str) -> bool:
    """Whether nothing but a rate is told: 2022年纠错率为23.4%."""
    return bool(_RATE.match(text))


def starts_from_rate(text: str) -> bool:
    """Whether it tells how far a rate has moved since."""
    return bool(_FROM_IT.search(text))


def is_since_then(text: str) -> bool:
    """Whether it tells what has been done since."""
    return bool(_SINCE_THEN.match(text))


def is_rating(text: str) -> bool:
    """Whether it tells what came of an evaluation."""
    return bool(_RATING.search(text))
