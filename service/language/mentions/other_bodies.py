"""Another body where a report tells its own work: a town in a town's report, 县卫生健康局 in that of a bureau of education."""

import re
from collections.abc import Iterator
from itertools import chain

from service.language.lexicon import is_word, spelled
from service.language.mentions.bodies import Body, level_of
from service.language.text import Sentence

_TELLS = (
    r"(?=[对在将把以未无已均都也还仍每用]|没有|继续|采取|持续|先后|陆续|分别|严格|认真|及时|积极|主动|坚[持决]|始终|充[分实]|不[断再]|进一步|高度|深入|切实"
    r"|共|现有|累计|收到|受理|答复|通过|依托|利用|借助|围绕|按照|结合|聚焦|紧|立足|注重|着[力眼]|更新|公开(?!专|栏|窗)|发布|办理|开[展通设]|设立|配备|新增|选派|安排|完[成善]"
    r"|组织|召开|举办|印发|制[定发]|编[制印]|修订|成立|建[立成]|健全|加[强大]|强化|推[进动]|落实|规范|调整|优化|明确|细化|[年本]内|各(?:社区|村|级|部门)"
    r"|全年|[本上]年|20\d\d年度?(?=[未没共全收新办])|今年|准备|打算|计划|拟|派|专门|不(?=单独|具有)|的(?=主要|公开)|辖|地处|位于|(?:政务|(?:政府)?信息)公开(?:工作)?(?=[还仍尚]|存在|没有|取得|不断)|不掌握|发生|没收)"
)
_DOING = (
    r"建[立设成]|健全|完善|推[动进广行]|加[强大快]|强化|成立|设立|规范|督促|指导|优化|提[升高]|落实|整[理合]|梳理|开[展通设]|组织|打造|构建|搭建"
    r"|利用|借助|发挥|统筹|协调|召开|制[定作]|印发|编[制发]|更新|公[开布示]|发布|围绕|按照|通过|依托|结合|针对|根据|聚焦|紧[扣盯]|积极|深[入化]|对[照接]|联合|走[进访]|以及|服务|助力"
    r"|修[订改编]|调整|细化|明确|汇总|收集|征[求集]|巡查|检查|核[对查]|压实|拓[宽展]|丰富|创新|改[造进版]|新增|增[设加]"
    r"|会同|邀请|委托|接受|配合|参[加与]|报[请送]|提请|商请|承办|执行|引入|致[电函]|联系|登录|拨打|列席|代表|受理|反映|简称|迁入|划入|并入"
    r"|[仅均]指|均为|包[括含]|可到|传到|欢迎|计入|持了|通知|发[给送]|[已并另由请经须]"
)
_CHARACTER = r"(?:(?![我本该各全某年度与和同由在向以是其对把将或到往])[\u4e00-\u9fff])"
_TWO = rf"(?!{_DOING}){_CHARACTER}{{2}}"
_PLACE_NAME = rf"(?!{_DOING}){_CHARACTER}{{2,3}}"
"""Two or three characters that begin with no verb: 建立街道信息台账 is no street's work."""
_WHEN = (
    r"(?:[一二三四五六]是)?(?:20\d\d年度?,?|今年,?|本年度?,?|全年,?|下一步,?|下一年度?,?|明年,?|来年,?|今后,?|目前,?)?"
)
_BEGINNING = r"^(?:\(?[\d一二三四五六七八九十]{1,2}(?:[.、)]|\)、))?"
"""The beginning of a sentence, be it an item of a list: 1.县民政局成立…."""
_CLAUSE = rf"(?:{_BEGINNING}|(?<=[,;:])){_WHEN}"
"""The beginning of a clause, with the words that say when."""
_ZONES = ("开发区", "园区", "高新区", "经开区", "新区")
"""Kinds of places that hold words for none: 开发."""
_ZONE = "(?:(?:经济|经济技术|高新技术产业|工业)?(?:开发区|园区)|高新区|经开区|新区)"
_NEIGHBOUR = re.compile(
    rf"{_CLAUSE}(?P<body>(?P<name>{_PLACE_NAME}(?P<kind>街道|镇|乡|县|{_ZONE}|区|旗|(?<![城上门都超夜])市))){_TELLS}"
)
"""Another place as the one whose work a sentence tells."""
_NO_PLACE = re.compile(
    "个别|部分|少数|多数|其[他它余]|一些|有的|所有|大多|若干|[一二三四五六七八九十两几多]个|周边|邻近|相邻|兄弟|下辖|所辖|[相有]关|各类"
    "|示范|试点|重点|特色|中心|贫困|脱贫|项目|功能|服务|保护|商业|建制|高新|经开|开发|样板|标杆|先进|偏远|边远|革命|安置|公开|查询|受理"
    "|工业|产业|保税|自贸|度假|居民|生活|办公|自助|等候|休息|阅览|咨询|办事|展示|体验|查阅|启动"
    "|[社园小景辖校库灾片厂矿牧郊迁主专学街]区|(?:主|全|建|老|旧|新)城区|[乡集城]镇|[区市]县|县区"
    "|地区|目前|当前|今[后年]|眼下|此[外后]|至此|至于|可于|知道|尚有|为此|因此|另外|随后|平时|日常|期间|近期"
)
"""Words for some places or for a class of them, or before one, which are no name of one: 部分乡镇, 三个社区, 兄弟区县, 此外街道."""
_NEIGHBOURS_OFFICE = re.compile(
    rf"{_CLAUSE}(?P<body>(?P<name>{_PLACE_NAME}(?P<kind>街道|镇|乡|县|{_ZONE}|区|旗))"
    rf"(?:人民政府|办事处|管委会|管理委员会|党工委|党委(?:、?政府)?|纪委|党政(?:综合)?办(?:公室)?|(?<=[县区旗])[\u4e00-\u9fff]{{2,12}}?(?:局|委员会)))"
    rf"(?:[都均已将还也]|负责|组织|{_TELLS})"
)
"""An office of another place as the one whose work a clause tells: 对群众询问,松岭乡党政办公室都作了解答."""
_NAMESAKE = re.compile(
    rf"(?:{_CLAUSE}|(?<=通过)|(?<=依托)|(?<=登录))(?P<body>(?P<name>(?!为此|自治){_TWO}(?P<kind>省|市|州|县|区|旗|镇|乡|街道))"
    rf"(?P<office>人民政府|办事处|(?<=[省市州县区旗])[\u4e00-\u9fff]{{1,12}}?(?:局|厅|委员会|联合会|联|中心|支队|大队)))"
    r"(?![来与和及、转移]|的(?!(?:政务|(?:政府)?信息)?公开))"
)
"""A body that is called as the report's own is, but for the place, at the beginning of a clause or as whose website is used."""
_ALIKE = re.compile(
    rf"(?=(?P<body>(?P<name>{_CHARACTER}{{2}})(?P<kind>省|市(?!场)|州(?![市县区])|县|区|旗|镇|乡|街道)"
    rf"(?P<office>人民政府|办事处|(?<=[省市州县区旗])[\u4e00-\u9fff]{{1,12}}?(?:局|厅|委员会|联合会|联|中心|支队|大队))))"
)
"""A body of a place, whatever stands around it; two characters before the kind of the place may be its name, or none."""
_RULED_BY = re.compile(
    r"(?:按照|根据|依据|依照|遵照|执行|落实|纳入|列入|计入|通过|依托|登录|访问|关注)"
    rf"(?P<body>(?P<name>(?!国家|中央|上级|所属|自治|对口|主管)(?:(?![省市县区旗州盟]){_CHARACTER}){{2,3}}"
    r"(?P<kind>市(?![场政级])|县(?![级域直])|区(?![级域块直])|旗|镇(?!级|村)|乡(?![级村镇])|街道))"
    r"(?:人民政府|办事处|(?<=[市县区旗])[\u4e00-\u9fff]{1,12}?(?:局|委员会)))"
)
"""A body of another place as the one whose rules, plans or website the report's own goes by: 按照松坪区司法局责任分工."""
_OFFICE_OF_PLACE = re.compile(
    r"(?:[省市州县区旗镇乡]|街道)[\u4e00-\u9fff]{0,12}?(?:人民政府|办事处|管委会|党工委|党委|纪委|党政|局|厅|委员会|联|中心|[支大]队)"
)
"""Whatever one of the three patterns above may name, so that most sentences are looked at once."""
_DEPARTMENTS = (
    "发展和?改革|发改|教育(?:和?体育)?|教体|科学技术|科技|工业和信息化|工信|民族宗教(?:事务)?|公安|民政|司法|财政|人力资源和?社会保障|人社"
    "|自然资源(?:和规划)?|规划和自然资源|生态环境|住房和?城乡建设|住建|城市管理(?:和?(?:综合|行政)*执法)?|城管|交通运输|交通|水利|水务|农业农村|商务|文化和?旅游"
    "|文化广电(?:和?旅游)?|文旅|卫生健康|卫健|退役军人事务|应急管理|应急|审计|市场监督管理|市场监管|统计|医疗保障|医保|体育|林业(?:和草原)?|林草"
    "|税务|气象|综合行政执法|粮食(?:和物资储备)?|信访|国防动员|园林(?:绿化|和林业)?|民族和?宗教|投资促进"
    "|乡村振兴|政务服务(?:和?数据管理)?|行政审批(?:服务)?|大数据(?:管理)?"
)
_OWN_WORK = (
    r"高度重视|认真|严格|始终|坚持|持续|不断|进一步|切实|深入|积极|主动|扎实|全面|加[大强快]|强化|健全|完善|优化|规范|落实|把|以|依法|及时|未(?:收[取到]|发生|有)"
    r"|公开|更新|收到|受理|办结|答复|制发|编制|开通|通过|依托|利用|围绕|按照|对照|结合"
)
_AT_THE_HEAD = (
    rf"{_CLAUSE}(?P<name>(?P<place>{_PLACE_NAME})?(?P<kind>[省市县区旗])(?P<field>{_DEPARTMENTS})(?:局|厅|委员会|委))"
)
_OTHER_ORGAN = re.compile(
    rf"{_AT_THE_HEAD}(?:[都均已将还也共]|全年|累计|{_WHEN})*(?:{_OWN_WORK}|(?:门户)?网站[^,。;]{{0,12}}(?:开通|更新|改版))"
)
"""Another organ as the one whose own work a sentence tells, and not what it does for or to the body: 县司法局上门培训."""
_ORGAN_THAT_WILL = re.compile(rf"{_AT_THE_HEAD}[还也]?(?:将|拟|计划|继续|采取)")
"""Another organ as the one whose plans are told, which only its own report tells: 下一步,市司法局将编发示例."""
_ORGAN_OF_OWN_WORK = re.compile(
    rf"{_AT_THE_HEAD}(?:(?<!司法局)对拟(?:公开|发布)|(?:成立了?)?(?:政务|(?:政府)?信息)公开(?:工作)?领导小组"
    rf"|成立(?:了)?[以由][^,;]{{1,20}}为组长的[^,;]{{0,6}}(?:政务|信息)公开)"
)
"""Another organ as the one that reviews what it will publish itself, as no other but one of justice does for the body, or
as the one whose work of disclosure a group of its own leads."""
_ORGAN_WITHOUT = re.compile(rf"{_AT_THE_HEAD}(?:{_WHEN}|也|均)(?:未|没有)(?:收到|收取|接到|发生)")
"""Another organ as the one that nothing came to, which all but a government tell of themselves alone: 市商务局全年没有收到投诉."""
_ORGAN_TO_ASK = re.compile(
    rf"(?:[可请]|欢迎)(?:直接)?[与向](?P<name>(?P<place>{_PLACE_NAME})?(?P<kind>[省市县区旗])"
    rf"(?P<field>(?!政务服务|行政审批|大数据|信访)(?:{_DEPARTMENTS}))(?:局|厅|委员会|委))[^,;]{{0,8}}(?:联系|咨询|反映)"
)
"""Another organ as the one whom readers of the report are to ask, but for those that answer for all: 可与海沱县教育局办公室联系."""
_ORGAN_AT_HEAD = re.compile(rf"{_AT_THE_HEAD}(?P<does>(?![、和与及])[^,;:]*)")
_DOES_TO_US = re.compile(
    "审计|评[估议价]|抽[查评检]|检查|指出|反馈|转[来办]|来[我本局]|培训|授课|讲课|派[驻员]|[并划转]入|通报|考核|巡[察视]|要求|批[复准]|核[定拨]|牵头|指导|督[查办]"
)
"""What another organ does to a body, or for it, in the clause that it begins."""
_ORGAN = re.compile(rf"(?<=[省市县区旗])(?P<field>{_DEPARTMENTS})(?:局|厅|委员会|委)")
_OFFICE_FOR_IT = re.compile("办公室|政务公开|政府信息公开|信息公开")
"""The office or the group of an organ that does the work of disclosure."""
_BESIDE = tuple("与和向同请经由及至到给对在、")
"""What stands before another organ that has to do with the body."""
_TO_US = re.compile(
    "审计|指出|反馈|检查|抽[查评检]|巡[察视]|视察|培训|授课|讲课|来[我本局]|派[驻员]|牵头|负责|统计|通报|评[估议价]|考核|指导|监督|督[查办]|要求|部署|下[达发]|批[复准]|核[定拨]"
    "|建议|提出|意见|认定|统一|挂牌|合并|划[转入]|组建|不再|会[签商]|另行|印发|制定|修订|组织|开展|栏目|专栏|窗口|电话|地址|联系"
)
"""What other organs do for a body or to it, or what is told of them for its sake."""
_OF_US = re.compile(r"我[局厅委院]|本[局厅委院]")
_WITH_US = re.compile(
    rf"{_OF_US.pattern}|(?:^|(?<=[,;:、由与和将及为至]))原|移送|委托|转[来办交]|代为|抄送|审[查核]|把关|复议|诉讼|应诉"
)
"""What tells of another organ because of what it has to do with the body."""
_ELSEWHERE = r"(?P<name>[\u4e00-\u9fff]{2,3}(?P<kind>街道|镇|乡|县|区|旗|市))"
_BEFORE_ORGAN = re.compile(_ELSEWHERE)
_AUTHOR = re.compile(rf"(?<=[由与]){_ELSEWHERE}$")
_BEHIND_AUTHOR = re.compile("联系|(?:负责)?编制")
_OFFICE = re.compile(r"(?<=由)[\u4e00-\u9fff]{2,12}?人民政府办公[室厅](?=[^。;]{0,60}编制)")
_BUREAU = re.compile("(?:局|厅|委员会)$")
_BELOW = re.compile("(?:中心|队|站|所|馆)$")


def other_bodies(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where a sentence names another body as the one whose work it tells, as its author, or as who answers for it."""
    text = sentence.text
    may_name_office = _OFFICE_OF_PLACE.search(text) is not None
    patterns = (_NEIGHBOUR, _NEIGHBOURS_OFFICE) if may_name_office else (_NEIGHBOUR,)
    named = chain.from_iterable(pattern.finditer(text) for pattern in patterns)
    neighbour = next((each for each in named if _is_neighbour(each, body)), None)
    if neighbour:
        yield neighbour.span("body")
    namesake = _before_namesake(text, body.organ)
    if namesake and _is_neighbour(namesake, body):
        yield namesake.start(), namesake.end() + len(body.organ)
    elsewhere = may_name_office and _NAMESAKE.search(text)
    ruler = may_name_office and _RULED_BY.search(text)
    if elsewhere and not (neighbour or namesake) and _is_called_alike(elsewhere, body):
        yield elsewhere.span("body")
    elif ruler and _is_neighbour(ruler, body) and not _may_be_above(ruler):
        yield ruler.span("body")
    if _ORGAN.search(text):
        yield from _other_organ(text, body)
    office = _OFFICE.search(text) if sentence.section == 0 and _BUREAU.search(body.organ) else None
    if office:
        yield office.span()


def called_alike(text: str, body: Body) -> Iterator[re.Match[str]]:
    """Where a text names a body of another place that is called as the report's own is."""
    if _OFFICE_OF_PLACE.search(text):
        found = (match for match in _ALIKE.finditer(text) if is_name(match["name"]))
        yield from (match for match in found if _is_called_alike(match, body))


def is_name(text: str) -> bool:
    """Whether what stands before the word for a place may be its name, as the lexicon knows no such word: 丹涧, not 致电."""
    return text[-1] not in _BEFORE_PLACES and not is_word(text) and text not in _NO_NAMES


_BEFORE_PLACES, _NO_NAMES = frozenset(spelled("stands_before_places")), spelled("no_names")


def _other_organ(text: str, body: Body) -> Iterator[tuple[int, int]]:
    """Where another organ of the body's place is named as the one whose work a sentence tells."""
    other = _ORGAN_THAT_WILL.search(text) or _OTHER_ORGAN.search(text)
    at_head = _ORGAN_AT_HEAD.search(text)
    doer, asked = _ORGAN_OF_OWN_WORK.search(text), _ORGAN_TO_ASK.search(text)
    without = _ORGAN_WITHOUT.search(text)
    if doer and _is_none_of_its_departments(doer, body) and not _may_belong_to_bureau(body):
        yield doer.span("name")
    elif asked and _is_beside(asked, body):
        yield asked.span("name")
    elif without and _is_none_of_its_departments(without, body):
        yield without.span("name")
    elif other and _is_beside(other, body) and not _WITH_US.search(text):
        yield other.span("name")
    elif at_head and at_head["place"] and _is_beside(at_head, body) and not _does_to_us(at_head):
        yield at_head.span("name")
    else:
        yield from _named_in_full(text, body)


def _named_in_full(text: str, body: Body) -> Iterator[tuple[int, int]]:
    """Where another organ is named with the body's own place, as it is by itself: 按照东渚区民政局领导小组的分工."""
    own = body.places[-1] if body.places else ""
    if not own or own not in text or _WITH_US.search(text):
        return
    is_of_work = _TO_US.search(text) is None
    for match in _ORGAN.finditer(text):
        start = match.start("field") - len(own)
        is_own_place = start >= 0 and text.startswith(own, start) and text[start - 1 : start] not in _BESIDE
        is_told_so = is_of_work or _OFFICE_FOR_IT.match(text, match.end())
        if is_own_place and is_told_so and _is_of_other_field(match["field"], body):
            yield start, match.end()


def organs_beside(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where another organ may be named for the body: one of its place that begins a clause, a city's that it goes by."""
    text = sentence.text
    ruler = _OFFICE_OF_PLACE.search(text) and _RULED_BY.search(text)
    if ruler and _is_neighbour(ruler, body) and _may_be_above(ruler):
        yield ruler.span("body")
    match = _ORGAN.search(text) and _ORGAN_AT_HEAD.search(text)
    if match and _is_beside(match, body) and not (_WITH_US.search(text) or _does_to_us(match)):
        yield match.span("name")


def _may_be_above(match: re.Match[str]) -> bool:
    """Whether it may be of the city that a smaller city belongs to, which is called one as well: 如皋市, of 南通市."""
    return match["kind"] == "市"


def _does_to_us(match: re.Match[str]) -> bool:
    """Whether the clause of another organ tells what it does to the body, or for it."""
    return _DOES_TO_US.search(match["does"]) is not None or _OF_US.search(match.string) is not None


def _is_called_alike(match: re.Match[str], body: Body) -> bool:
    """Whether it is the government of another place of the body's level, or the like organ of one."""
    is_elsewhere = not _NO_PLACE.search(match["name"]) and match["name"][:2] not in body.name
    field = _JOINS.sub("", match["office"])
    is_alike = not field if body.is_government else bool(field) and _is_within(match["office"], body.organ)
    return is_elsewhere and is_alike and level_of(match["kind"]) == body.level


def _is_beside(match: re.Match[str], body: Body) -> bool:
    """Whether it is another organ of the body's own place."""
    return _is_of_place(match, body) and _is_of_other_field(match["field"], body)


def _is_none_of_its_departments(match: re.Match[str], body: Body) -> bool:
    """Whether it is an organ of the body's place that is no department of the body, as those of a government are."""
    return not body.is_government and _is_of_place(match, body) and not _may_be(match["field"], body)


def _may_belong_to_bureau(body: Body) -> bool:
    """Whether a bureau may be above it, and check what it does: 环境卫生服务中心, 小学."""
    return body.is_institution or bool(_BELOW.search(body.organ))


def _is_of_place(match: re.Match[str], body: Body) -> bool:
    """Whether an organ is named with the body's own place, or with none."""
    own = body.places[-1] if body.places else match["kind"]
    return own.endswith((match["place"] or "") + match["kind"])


def _is_of_other_field(field: str, body: Body) -> bool:
    """Whether it is none of a body that is an organ itself, be it by a short or a former name: 教体 of 教育和体育局."""
    return bool(_BUREAU.search(body.organ)) and not _may_be(field, body)


def _may_be(field: str, body: Body) -> bool:
    """Whether an organ's field is the body's own, in short or in full."""
    return _is_within(field, body.organ) or _is_within(body.organ, field)


def _is_within(short: str, name: str) -> bool:
    """Whether a field has no character but those of another, whatever joins them or ends its name: 教体, 教育和体育局."""
    return set(name).issuperset(_JOINS.sub("", short))


_JOINS = re.compile("人民政府|办事处|[和与及局厅委员会管理事务]")


def _before_namesake(text: str, organ: str) -> re.Match[str] | None:
    """The place of a body of that organ where a report names only its own: in its signature, as its author, for questions."""
    if len(organ) < 3 or organ not in text:
        return None
    if text.endswith(organ) and (place := _BEFORE_ORGAN.fullmatch(text, 0, len(text) - len(organ))):
        return place
    ends = (behind.start() - len(organ) for behind in _BEHIND_AUTHOR.finditer(text))
    return next((place for at in ends if text.startswith(organ, at) and (place := _AUTHOR.search(text, 0, at))), None)


def _is_neighbour(match: re.Match[str], body: Body) -> bool:
    """Whether it is of another place of the body's own level, for only its own work is told in its report."""
    own = body.places[-1] if body.places else ""
    is_zone = match["kind"].endswith(_ZONES)
    same_level = own.endswith(_ZONES if is_zone else match["kind"]) and len(own) > len(match["kind"]) + 1
    name = match["name"].removesuffix(match["kind"]) if is_zone else match["name"]
    is_named = not _NO_PLACE.search(name)
    stem = match["name"].removesuffix(match["kind"])
    is_own = stem[:2] in body.name or set(stem) <= set(body.name)  # 综保区, of 临浦综合保税区
    return same_level and is_named and is_name(stem) and not is_own
