"""Another organ of the same place where a report tells its own work: 县卫生健康局 in that of a bureau of education."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from service.language.mentions.bodies import Body
from service.language.mentions.place_names import CLAUSE, COUNTIES, PLACE_NAME, WHEN, tells_of_visit
from service.language.text import Sentence

_DEPARTMENTS = (
    "发展和?改革|发改|教育(?:和?体育)?|教体|科学技术|科技|工业和信息化|工信|民族宗教(?:事务)?|公安|民政|司法|财政|人力资源和?社会保障|人社"
    "|自然资源(?:和规划)?|规划和自然资源|生态环境|住房和?城乡建设|住建|城市管理(?:和?(?:综合|行政)*执法)?|城管|交通运输|交通|水利|水务|农业农村|商务|文化和?旅游"
    "|文化广电(?:和?旅游)?|文旅|卫生健康|卫健|退役军人事务|应急管理|应急|审计|市场监督管理|市场监管|统计|医疗保障|医保|体育|林业(?:和草原)?|林草"
    "|税务|气象|综合行政执法|粮食(?:和物资储备)?|信访|国防动员|园林(?:绿化|和林业)?|民族和?宗教|投资促进"
    "|烟草专卖|邮政管理|档案|海洋(?:与渔业|发展)?|农牧|畜牧|公路|机关事务(?:管理)?|人民防空|外事|能源|知识产权"
    "|药品监督管理|国有资产监督管理|金融|口岸|乡村振兴|政务服务(?:和?数据管理)?|行政审批(?:服务)?|大数据(?:管理)?"
)
_OWN_WORK = (
    r"高度重视|认真|严格|始终|坚持|持续|不断|进一步|切实|深入|积极|主动|扎实|全面|加[大强快]|强化|健全|完善|优化|规范|落实|把|以|依法|及时|未(?:收[取到]|发生|有)"
    r"|公开|更新|收到|受理|办结|答复|制发|编制|开通|通过|依托|利用|围绕|按照|对照|结合"
)
_ORGAN = re.compile(rf"(?<=[省市县区旗])(?P<field>{_DEPARTMENTS})(?:局|厅|委员会|委)")
_PLACE = rf"(?P<place>{PLACE_NAME})?(?P<kind>[省市县区旗])$"
_AT_HEAD = re.compile(rf"{CLAUSE}(?P<name>{_PLACE})")
_DOING_IT = re.compile(rf"(?<=由)(?P<name>{_PLACE})")
_ITS_OFFICE = re.compile("办公[室厅](?!和|与|、|及|会同|转|审|提供)")
"""The office of another organ as the one that does the body's work: 由市财政局办公室具体抓落实."""
_SIGNED_BY = re.compile(rf"(?<=[报送经由])(?P<name>{_PLACE})")
_ITS_LEADERS = re.compile("(?:分管|主要)?(?:局?领导|负责(?:同志|人)|副?[局厅]长|主任)[^,。;]{0,4}(?:签发|审签)")
"""The leaders of another organ as those who sign what the body publishes: 报县林业局分管负责同志签发."""
_LED_THERE = re.compile(
    r"(?:党[组委]|主要|分管|领导班子)(?:负责(?:同志|人)|领导|副?局长)?[^,。;]{0,6}(?:主持|召开|听取|研究|组织学习)[^。;]{0,20}公开"
)
"""The leaders of an organ as those who deal with the body's work of disclosure: 沅坪县农业农村局主要负责人两次主持会议研究公开工作."""
_TO_ASK = re.compile(rf"(?:[可请]|欢迎)(?:直接)?[与向](?P<name>{_PLACE})")
_IS_ASKED = re.compile("[^,;]{0,8}(?:联系|咨询|反映)")
_FOR_ALL = re.compile("政务服务|行政审批|大数据|信访")
"""Fields of organs that answer for all."""
_TELLS_OWN_WORK = re.compile(
    rf"(?:[都均已将还也共]|全年|累计|{WHEN})*(?:{_OWN_WORK}|(?:门户)?网站[^,。;]{{0,12}}(?:开通|更新|改版))"
)
"""What an organ tells of its own work, and not what it does for or to the body: 县司法局上门培训."""
_WILL = re.compile("(?:今后|下一步|明年|来年)?[还也]?(?:将|拟|计划|继续|采取)")
"""What only an organ's own report tells: 下一步,市司法局将编发示例."""
_LEADS_DISCLOSURE = re.compile(
    r"(?:(?<!司法局)对拟(?:公开|发布)|(?:成立了?)?(?:政务|(?:政府)?信息)公开(?:工作)?领导小组"
    r"|成立(?:了)?[以由][^,;]{1,20}为组长的[^,;]{0,6}(?:政务|信息)公开)"
)
"""What an organ does that reviews what it will publish itself, as no other but one of justice does for the body, or whose
work of disclosure a group of its own leads."""
_CAME_TO_IT = re.compile(
    rf"(?:{WHEN}|也|均)(?:(?:未|没有)(?:收到|收取|接到|发生)|因(?:政府)?信息公开(?:工作)?[被发收])"
)
"""What came to it, or that nothing did, which all but a government tell of themselves alone: 市商务局全年没有收到投诉."""
DOES = re.compile("(?![、和与及])[^,;:]*")
_DOES_TO_US = re.compile(
    "审计|评[估议价]|抽[查评检]|检查|指出|反馈|转[来办]|来[我本局]|培训|授课|讲课|派[驻员]|[并划转]入|通报|(?<![度时])考核|巡[察视]|要求.|批[复准]|核[定拨]|牵头|指导|督[查办]|提供(?:数据|资料|技术|经费|支[持撑])"
)
"""What another organ does to a body, or for it, in the clause that it begins."""
_OFFICE_FOR_IT = re.compile("办公室|领导小组|政务公开|政府信息公开|信息公开")
"""The office or the group of an organ that does the work of disclosure."""
_BESIDE = tuple("与和向同请经由及至到给对在、")
"""What stands before another organ that has to do with the body."""
_OF_US = re.compile(r"我[局厅委院]|本[局厅委院]")
_FOR_US = re.compile(rf"{_OF_US.pattern}|(?:^|(?<=[,;:、由与和将及为至]))原|移送|委托|转[来办交]|代为|抄送")
"""What another organ has to do with the body, be it told of a time to come."""
CASES = re.compile(rf"{_FOR_US.pattern}|复议|诉讼|应诉")
WITH_US = re.compile(rf"{CASES.pattern}|审[查核]|把关")
"""What tells of another organ because of what it has to do with the body."""
_OFFICE = re.compile(r"(?<=由)[\u4e00-\u9fff]{2,12}?人民政府办公[室厅](?=[^。;]{0,60}编制)")
_INSTITUTION = re.compile(
    r"(?:^|(?<=[,;:由经]))(?P<name>(?![我本各该全附])(?:(?![由经在的过可请])[\u4e00-\u9fff]){2,10}?(?:(?P<college>学院)|大学|医院|中学|小学|幼儿园))"
    r"(?:(?:政府)?信息公开(?:工作)?办公室|(?P<office>校长办公室|院长办公室|门户网站|官方网站))(?!指导|转)"
)
"""Another school or hospital as the one whose office does the body's work: 由澧湾理工学院信息公开办公室统一登记.

A university has colleges, with websites of their own.
"""
BUREAU = re.compile("(?:局|厅|委员会)$")
_BELOW = re.compile("(?:中心|队|站|所|馆)$")
_ENDS_PART = re.compile("[:;]")


class Organ(NamedTuple):
    """An organ that begins a clause, that readers are to ask, or whose office does the work: its place, if any, the word for that place, and its field."""

    text: str
    start: int
    end: int
    place: str
    kind: str
    field: str
    is_asked: bool

    @classmethod
    def of(cls, match: re.Match[str], before: re.Match[str], *, is_asked: bool) -> "Organ":
        """The organ whose field stands in a match, and whose place in what stands before it."""
        place, kind = before["place"] or "", before["kind"]
        return cls(match.string, before.start("name"), match.end(), place, kind, match["field"], is_asked)

    @property
    def told(self) -> str:
        """What is told of it: all up to a colon or a semicolon."""
        begins = max(self.text.rfind(mark, 0, self.start) for mark in ":;") + 1
        return self.text[begins : self.end] + _ENDS_PART.split(self.text[self.end :], maxsplit=1)[0]

    @property
    def span(self) -> tuple[int, int]:
        """Its first character, and the one behind its last."""
        return self.start, self.end

    def is_before(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern stands right behind it."""
        return pattern.match(self.text, self.end) is not None


def other_organs(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where a sentence names another organ of the body's place as the one whose work it tells, or as who answers for it."""
    text = sentence.text
    organs = list(organs_told(text))
    found = next((each for test in _TESTS for each in organs if test(each, body)), None)
    if found:
        yield found.span
    else:
        yield from _named_in_full(text, body)
    yield from _at_work_within(text, body)
    for match in _INSTITUTION.finditer(text) if body.is_institution else ():
        is_own = match["name"] in body.name or (match["college"] and match["office"])
        if not is_own:
            yield match.span("name")
    office = _OFFICE.search(text) if sentence.section == 0 and BUREAU.search(body.organ) else None
    if office:
        yield office.span()


def organs_told(text: str) -> Iterator[Organ]:
    """The organs that begin a clause or that readers are to ask."""
    for match in _ORGAN.finditer(text):
        at_head = _AT_HEAD.search(text, 0, match.start())
        before = at_head or _TO_ASK.search(text, 0, match.start())
        if before:
            yield Organ.of(match, before, is_asked=not at_head)


def _at_work_within(text: str, body: Body) -> Iterator[tuple[int, int]]:
    """Where those within another organ of the body's place do what a report tells: 由市财政局办公室具体抓落实."""
    ways = [(_DOING_IT, _ITS_OFFICE)]
    if not _may_belong_to_bureau(body):  # a centre's publications may be signed in the bureau above it
        ways.append((_SIGNED_BY, _ITS_LEADERS))
    for match in _ORGAN.finditer(text):
        if _FOR_ALL.match(match["field"]):
            continue
        for stands_before, within in ways:
            before = stands_before.search(text, 0, match.start()) if within.match(text, match.end()) else None
            if before and _is_beside_or_in_county(organ := Organ.of(match, before, is_asked=False), body):
                yield organ.span


def _leads_disclosure(organ: Organ, body: Body) -> bool:
    is_other = not organ.is_asked and is_none_of_its_departments(organ, body) and not _may_belong_to_bureau(body)
    return is_other and organ.is_before(_LEADS_DISCLOSURE)


def _works_elsewhere(organ: Organ, body: Body) -> bool:
    """Whether an organ of another county or province tells its own work, or its leaders deal with it, where the body is of one itself."""
    own = body.places[-1] if body.places else ""
    is_alike = any(own.endswith(kinds) and organ.kind in kinds for kinds in (COUNTIES, _PROVINCES))
    is_elsewhere = is_alike and bool(organ.place) and organ.place not in body.name and not organ.is_asked
    tells_own_work = (organ.is_before(_WILL) or organ.is_before(_TELLS_OWN_WORK)) and not tells_of_visit(organ.text)
    return is_elsewhere and (organ.is_before(_LED_THERE) or (tells_own_work and not WITH_US.search(organ.told)))


_PROVINCES = ("省",)


def _is_to_be_asked(organ: Organ, body: Body) -> bool:
    is_other = organ.is_asked and is_beside(organ, body) and not _FOR_ALL.match(organ.field)
    return is_other and organ.is_before(_IS_ASKED)


def _had_cases(organ: Organ, body: Body) -> bool:
    return not organ.is_asked and is_none_of_its_departments(organ, body) and organ.is_before(_CAME_TO_IT)


def _tells_own_work(organ: Organ, body: Body) -> bool:
    if organ.is_asked or not is_beside(organ, body):
        return False
    if organ.is_before(_WILL) and not _FOR_US.search(organ.told):
        return True
    return organ.is_before(_TELLS_OWN_WORK) and not WITH_US.search(organ.told)


def _is_named_with_place(organ: Organ, body: Body) -> bool:
    is_told_of = not organ.is_asked and bool(organ.place) and organ.is_before(DOES)
    return is_told_of and is_beside(organ, body) and not does_to_body(organ.text, organ.end)


_TESTS: tuple[Callable[[Organ, Body], bool], ...] = (
    _leads_disclosure, _works_elsewhere, _is_to_be_asked, _had_cases, _tells_own_work, _is_named_with_place
)  # fmt: skip
"""What makes an organ another one that stands for the body, the surest first."""


def _named_in_full(text: str, body: Body) -> Iterator[tuple[int, int]]:
    """Where another organ is named with the body's own place, as it is by itself: 按照东渚区民政局领导小组的分工."""
    own = body.places[-1] if body.places else ""
    if not own or own not in text or WITH_US.search(text):
        return
    for match in _ORGAN.finditer(text):
        start = match.start("field") - len(own)
        is_own_place = start >= 0 and text.startswith(own, start) and text[start - 1 : start] not in _BESIDE
        is_own_place = is_own_place and not text.endswith(f"{body.organ}(", 0, start)  # 商务局(某区粮食和物资储备局)
        is_told_so = _OFFICE_FOR_IT.match(text, match.end()) is not None
        if is_own_place and is_told_so and _is_of_other_field(match["field"], body):
            yield start, match.end()


def does_to_body(text: str, at: int) -> bool:
    """Whether the clause of another organ, whose name ends there, tells what it does to the body, or for it."""
    does = DOES.match(text, at)
    return bool(does and _DOES_TO_US.search(does[0])) or _OF_US.search(text) is not None


def is_beside(organ: Organ, body: Body) -> bool:
    """Whether it is another organ of the body's own place."""
    return _is_of_place(organ, body) and _is_of_other_field(organ.field, body)


def _is_beside_or_in_county(organ: Organ, body: Body) -> bool:
    """Whether it is another organ of the body's own place, or of some county, which does nothing within the body either."""
    is_in_county = organ.kind in COUNTIES and not organ.place and _is_of_other_field(organ.field, body)
    return is_in_county or is_beside(organ, body)


def is_none_of_its_departments(organ: Organ, body: Body) -> bool:
    """Whether it is an organ of the body's place that is no department of the body, as those of a government are."""
    return not body.is_government and _is_of_place(organ, body) and not may_be(organ.field, body)


def _may_belong_to_bureau(body: Body) -> bool:
    """Whether a bureau may be above it, and check what it does: 环境卫生服务中心, 小学."""
    return body.is_institution or bool(_BELOW.search(body.organ))


def _is_of_place(organ: Organ, body: Body) -> bool:
    """Whether an organ is named with the body's own place, or with none."""
    own = body.places[-1] if body.places else organ.kind
    return own.endswith(organ.place + organ.kind)


def _is_of_other_field(field: str, body: Body) -> bool:
    """Whether it is none of a body that is an organ itself, be it by a short or a former name: 教体 of 教育和体育局."""
    return bool(BUREAU.search(body.organ)) and not may_be(field, body)


def may_be(field: str, body: Body) -> bool:
    """Whether an organ's field is the body's own, in short or in full."""
    return is_within(field, body.organ) or is_within(body.organ, field)


def is_within(short: str, name: str) -> bool:
    """Whether a field has no character but those of another, whatever joins them or ends its name: 教体, 教育和体育局."""
    return set(name).issuperset(without_joins(short))


def without_joins(name: str) -> str:
    """The name of an organ without what joins its fields or ends it; nothing is left of a government's."""
    return _JOINS.sub("", name)


_JOINS = re.compile("(?:人民)?政府|办事处|[和与及局厅委员会管理事务]")
