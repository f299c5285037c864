"""Words by which a sentence speaks as another kind of body: 我镇 in a district bureau's report."""

import re
from collections.abc import Iterator

from service.language.mentions.bodies import Body, level_of
from service.language.text import Sentence

_PLACE = re.compile(
    r"(?P<who>我|本|全)(?P<kind>省|市|县|区|旗|镇|乡(?!镇)|街道|村(?![人账组里]))(?![域场民间别块直委政府级长江东西南北外内道])"
)
_ORGAN = re.compile(
    r"(?P<who>我|本)(?<![自使给让与和向对].)(?P<kind>局|委|厅|镇政府|乡政府|院|校|中心|公司)(?![员托任会内会])"
)
_TELLS = r"(?=[对在]|持续|严格|认真|积极|主动|坚持|不断|进一步|高度|深入|切实|共|累计|收到|通过|依托|围绕|按照|更新|公开|办理|开展)"
_DOING = (
    r"建[立设成]|健全|完善|推[动进广行]|加[强大快]|强化|成立|设立|规范|督促|指导|优化|提[升高]|落实|整[理合]|梳理|开[展通设]|组织|打造|构建|搭建"
    r"|利用|借助|发挥|统筹|协调|召开|制[定作]|印发|编[制发]|更新|公[开布示]|发布|围绕|按照|通过|依托|结合|针对|根据|聚焦|紧[扣盯]|积极|深[入化]|对[照接]|联合|走[进访]|以及|服务|助力"
    r"|修[订改编]|调整|细化|明确|汇总|收集|征[求集]|巡查|检查|核[对查]|压实|拓[宽展]|丰富|创新|改[造进版]|新增|增[设加]"
)
_PLACE_NAME = rf"(?!{_DOING})(?:(?![我本该各全某年度与和同由在向以是])[\u4e00-\u9fff]){{2,3}}"
"""Two or three characters that begin with no verb: 建立街道信息台账 is no street's work."""
_WHEN = r"(?:20\d\d年度?,?|今年,?|本年度?,?|全年,?)?"
_NEIGHBOUR = re.compile(
    rf"^{_WHEN}(?P<name>{_PLACE_NAME}(?P<kind>街道|镇|乡|县|区|旗))"
    rf"(?:办事处|人民政府|党工委|党委|(?<=[县区旗])[\u4e00-\u9fff]{{2,12}}?(?:局|委员会))?{_TELLS}"
)
"""Another place's body as the one whose work a sentence tells."""
_NO_PLACE = re.compile(
    "个别|部分|少数|多数|其[他它余]|一些|有的|所有|大多|若干|[一二三四五六七八九十两几多]个|周边|邻近|相邻|兄弟|下辖|所辖|[相有]关|各类"
    "|示范|试点|重点|特色|中心|贫困|脱贫|项目|功能|服务|保护|商业|建制|高新|经开|开发|样板|标杆|先进|偏远|边远|革命|安置|公开|查询|受理"
    "|[社园小景辖校库灾片厂矿牧郊迁主]区|(?:主|全|建)城区|[乡集]镇|[区市]县|县区"
)
"""Words for some places or for a class of them, which are no name of one: 部分乡镇, 三个社区, 老旧小区, 兄弟区县."""
_OTHER_ORGAN = re.compile(
    rf"^{_WHEN}(?P<name>(?:[\u4e00-\u9fff]{{2,3}})?[省市县区旗](?P<field>[\u4e00-\u9fff]{{2,10}}?)[局厅])"
    r"(?:高度重视|认真(?:贯彻|落实)|严格落实|始终[把将坚]|坚持)[^,。;]{0,8}?(?:政府信息公开|政务公开|信息公开|信息发布|依法答复(?=[、,。]))"
)
"""Another organ as the one that takes disclosure to heart, which every body says of itself alone."""
_ELSEWHERE = r"(?P<name>[\u4e00-\u9fff]{2,3}(?P<kind>街道|镇|乡|县|区|旗|市))"
_BEFORE_ORGAN = re.compile(_ELSEWHERE)
_AUTHOR = re.compile(rf"(?<=[由与]){_ELSEWHERE}$")
_BEHIND_AUTHOR = re.compile("联系|(?:负责)?编制")
_OFFICE = re.compile(r"(?<=由)[\u4e00-\u9fff]{2,12}?人民政府办公[室厅](?=[^。;]{0,60}编制)")
_BUREAU = re.compile("(?:局|厅|委员会)$")
_COUNTY = 3
"""A branch of a city's bureau (分局) may speak of the county or district that it is in."""
_QUOTED = re.compile(r"[《“\"][^》”\"]*$")
_OF_USERS = re.compile(
    "(?:家长|学生|教师|师生|考生|患者|职工|员工|(?:各|[0-9]|所属|直属)[所家个]?(?:学校|高校|院校|医院|中心|公司))[^,。;]*$"
)
"""Those whose own it is: 家长可查阅本校收费, 32所学校均在本校网站开设专栏."""
_ORGANS = {
    "局": "局$",
    "委": "委(?:员会)?$|局$",
    "厅": "厅$",
    "院": "院$",
    "校": "校$|学",
    "中心": "中心$",
    "公司": "公司|集团",
}
_OF_PLACE = re.compile("(?:人民政府|政府|办事处|管理委员会|管委会)(?:办公[室厅])?$")
"""What the name of a place's government has behind that of the place."""
_VILLAGE = re.compile("(?<![农乡])村")
_TOWNS = {"镇政府": "镇", "乡政府": "乡"}


def foreign_words(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where words of a sentence stand that can't be said by a body of this kind and level."""
    text = sentence.text
    for match in _PLACE.finditer(text):
        before = text[: match.start()]
        if _is_foreign_place(match, body) and not (_QUOTED.search(before) or _is_of_each(match, before)):
            yield match.span()
    for match in _ORGAN.finditer(text):
        before = text[: match.start()]
        if _is_foreign_organ(match["kind"], body) and not (_QUOTED.search(before) or _OF_USERS.search(before)):
            yield match.span()
    neighbour = _NEIGHBOUR.match(text)
    if neighbour and _is_neighbour(neighbour, body):
        yield neighbour.span()
    namesake = _before_namesake(text, body.organ)
    if namesake and _is_neighbour(namesake, body):
        yield namesake.start(), namesake.end() + len(body.organ)
    other = _OTHER_ORGAN.match(text)
    if other and _is_of_other_field(other["field"], body):
        yield other.span("name")
    office = _OFFICE.search(text) if sentence.section == 0 and _BUREAU.search(body.organ) else None
    if office:
        yield office.span()


def _is_of_other_field(field: str, body: Body) -> bool:
    """Whether it is none of a body that is an organ itself, be it by a short or a former name: 教体 of 教育和体育局."""
    return bool(_BUREAU.search(body.organ)) and frozenset(field).isdisjoint(body.organ)


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
    same_level = own.endswith(match["kind"]) and len(own) > len(match["kind"]) + 1
    is_named = not _NO_PLACE.search(match["name"])
    return same_level and is_named and match["name"][:2] not in body.name


def _is_foreign_place(match: re.Match[str], body: Body) -> bool:
    kind, who = match["kind"], match["who"]
    spoken, own = level_of(kind), body.level
    if own is None:
        return spoken <= 2 and bool(re.search("[局委厅]$|委员会$", body.name)) and not re.match("[镇乡]", body.name)
    if _is_in_place(body, kind):
        return False
    if spoken >= _COUNTY and "分局" in body.name:
        return False
    if who == "全" and kind in ("区", "市", "省"):
        return False
    if spoken == own:
        return True
    return spoken < own and not (own == 4 and spoken == 3 and kind == "市")


def _is_in_place(body: Body, kind: str) -> bool:
    """Whether a body is of a place that is called so, or the government of one, whatever words its name looks like: 莱城区口镇, 新城乡."""
    return any(place.endswith(kind) for place in (*body.places, _OF_PLACE.sub("", body.name)))


def _is_of_each(match: re.Match[str], before: str) -> bool:
    """Whether it points at any one of those told of before it: 在4个大村试行,村民可查看本村收支; 村“两委”张榜公布本村账目.

    So it does where somebody asks for it: 两件是要本村集体资产的清册.
    """
    kind = re.escape(match["kind"])
    is_told = kind == "村" and (before.endswith(_ASKS_FOR) or bool(_VILLAGE.search(before)))
    return match["who"] == "本" and (is_told or bool(re.search(rf"[各每个些][^,;。]{{0,4}}{kind}|{kind}民", before)))


_ASKS_FOR = ("要", "查", "问", "求")
"""Ends what is done by who wants to see something of his own village."""


def _is_foreign_organ(kind: str, body: Body) -> bool:
    if kind in _TOWNS:
        return not _is_in_place(body, _TOWNS[kind])
    organ = body.organ or body.name
    if kind == "委" and re.search("委(?:员?会)?$", organ):
        return False
    if kind == "局":
        return not re.search("局", organ)
    return not re.search(_ORGANS[kind], organ)
