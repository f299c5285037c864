"""Another place where a report tells its own work: a town in a town's report, the office of another county in a county's."""

import re
from collections.abc import Iterator
from itertools import chain

from service.language.mentions.bodies import Body
from service.language.mentions.place_names import (
    CHARACTER,
    CLAUSE,
    COUNTIES,
    OFFICE_OF_PLACE,
    PLACE_NAME,
    ZONE,
    ZONES,
    is_class,
    is_name,
    is_sent_elsewhere,
    tells_of_visit,
)
from service.language.text import Sentence

_PLACE = re.compile(
    rf"{CLAUSE}(?P<body>(?P<name>{PLACE_NAME}(?P<kind>街道|镇|乡|县|{ZONE}|(?<![新园发开])区|旗|(?<![城上门都超夜])市)))"
)
"""A place at the beginning of a clause."""
_TELLS = (
    r"(?:对(?![我本])|[在将把以未无已均都也还仍每用]|没有|继续|采取|于\d|持续|先后|陆续|分别|严格|认真|及时|积极|主动|坚[持决]|始终|充[分实]|不[断再]|进一步|高度|深入|切实"
    r"|共|现有|累计|收到|受理|答复|通过|依托|利用|借助|围绕|按照|结合|聚焦|紧|立足|注重|着[力眼]|更新|公开(?!专|栏|窗)|发布|办理|开[展通设]|设立|配备|新增|选派|安排|完[成善]"
    r"|组织|召开|举办|印发|制[定发]|编[制印]|修订|成立|建[立成]|健全|加[强大]|强化|推[进动]|落实|规范|调整|优化|明确|细化|[年本]内|各(?:社区|村|级|部门)"
    r"|全年|[本上]年|20\d\d年度?(?=[未没共全收新办])|今年|准备|打算|计划|拟|派|专门|不(?=单独|具有)|的(?=主要|公开)|辖|地处|位于|(?:政务|(?:政府)?信息)公开(?:工作)?(?=[还仍尚]|存在|没有|取得|不断)|不掌握|12345|发生|没收)"
)
"""What a place does for its own work, right behind its name."""
_TELLS_WORK = re.compile(_TELLS)
_OFFICE_TELLS_WORK = re.compile(
    r"(?P<office>人民政府|政府(?:办公室|督查室)|办事处|管委会|管理委员会|党工委|党委(?:、?政府)?|纪委|党政(?:综合)?办(?:公室)?|(?<=[市县区旗])[\u4e00-\u9fff]{2,12}?(?:局|委员会)(?:门户网站|官方网站|官网)?)"
    rf"(?:[都均已将还也]|负责|组织|{_TELLS})"
)
"""An office of a place as the one whose work a clause tells: 对群众询问,松岭乡党政办公室都作了解答."""
_RULED_BY = re.compile(
    r"(?:按照|根据|依据|依照|遵照|执行|落实|纳入|列入|计入|通过|依托|登录|访问|关注)"
    rf"(?P<body>(?P<name>(?!国家|中央|上级|所属|自治|对口|主管)(?:(?![省市县区旗州盟]){CHARACTER}){{2,3}}"
    r"(?P<kind>市(?![场级]|政(?!务公开|府信息))|县(?![级域直])|区(?![级域块直])|旗|镇(?!级|村)|乡(?![级村镇])|街道))"
    r"(?:(?:人民)?政府(?!信息公开)|办事处|(?<=[市县区旗])[\u4e00-\u9fff]{1,12}?(?:局|委员会)|(?=(?:政务|政府信息)公开(?:考核|评估|工作要点))))"
)
"""A body of another place as the one whose rules, plans or website the report's own goes by: 按照松坪区司法局责任分工."""
_PUBLISHED_BY = re.compile(
    rf"在(?P<body>(?P<name>(?:(?![省市县区旗州盟]){CHARACTER}){{1,3}}(?P<kind>县(?![级域直])|区(?![级域块直])|旗))"
    r"(?:人民)?政府(?:门户)?网站?)(?=[^,。;]{0,4}(?:公[开布示]|发布|更新|[开增]?设|开[辟通]|上[线传]|刊[登载发]))"
)
"""The website of another county's government as where the body publishes: 在槐荫区政府门户网站公开."""
_AT_HALL = re.compile(
    rf"在(?P<body>(?P<name>(?:(?![省市县区旗州盟]){CHARACTER}){{2,3}}(?P<kind>市|县|区|旗))"
    r"(?:政务服务(?:中心|大厅)|便民服务(?:中心|大厅)|图书馆|档案馆|文化馆))"
)
"""A hall or a library of another place as where people come to read: 在槐荫区政务服务中心设置查阅点."""
_NAMED_ELSEWHERE = (
    rf"(?P<body>(?P<name>(?:(?![省市县区旗州盟]){CHARACTER}){{2,3}}(?P<kind>市|县|区|旗))[\u4e00-\u9fff]{{1,12}}?"
)
_WORK_OF = re.compile(
    rf"(?:做好|提[升高]|推[进动]|加强|规范|深化|改进|完善|优化|抓好){_NAMED_ELSEWHERE}(?:局|委员会|政府|中心|院))的?(?:政务|(?:政府)?信息)公开"
    r"(?:工作|水平|质量|能力|机制|制度)"
)
"""The disclosure of another place's body as what is to be done better: 做好槐荫区卫生健康局政府信息公开工作."""
_WORK_OF_PLACE = re.compile(
    rf"(?:做好|提[升高]|推[进动]|加强|规范|深化|改进|完善|优化|抓好|[促使让])(?P<body>(?P<name>(?:(?![省市县区旗州盟]){CHARACTER}){{2,3}}(?P<kind>市|县|(?<![园新发开])区|旗|镇|乡|街道|{ZONE})))"
    r"(?:全[市县区镇乡])?的?(?:政务|(?:政府)?信息)?公开(?:工作|水平|质量|能力|机制|制度|更|再)"
)
"""The disclosure of another place as what is to be done better: 使槐荫区的公开工作再上新台阶."""
_WITHIN = re.compile(
    rf"[经由报送](?:{PLACE_NAME}市)?(?P<body>(?P<name>(?:(?![省市县区旗州盟]){CHARACTER}){{2,3}}(?P<kind>市|县|区|旗|镇|乡|街道))"
    r"(?:[\u4e00-\u9fff]{1,12}?(?:局|委员会)|(?:人民)?政府|办事处)?)"
    r"(?:[\u4e00-\u9fff]{0,6}?(?:小组|办公室|中心|[科股室处])|党政(?:综合)?办|(?:政务|政府信息|信息)公开办)"
    r"(?:(?:统一|负责|集中|逐[条件]|共同)?(?:把关|审[核查定签批]|维护|签发|发布|登记|受理)|对拟?公开)"
)
"""Those within another place's bureau as who do the body's own work: 均经槐荫区交通运输局保密审查小组把关."""
_LED_BY = re.compile(
    rf"(?:在|中共|{CLAUSE})(?P<body>(?P<name>(?:(?![省市县区旗州盟]){CHARACTER}){{2,3}}(?P<kind>县|(?<![园发开])区|旗|镇|乡|街道))"
    r"(?:党工委|党委|委)(?:[、和,]?[县区旗镇乡]?(?:人民)?(?:政府|办事处))?)的?(?:坚强|正确|统一|大力|高度|直接|关心|领导)"
)
"""The leaders of another place as those under whom it is done: 在松坪县委、县政府的坚强领导下."""
_ELSEWHERE = r"(?P<name>[\u4e00-\u9fff]{2,3}(?P<kind>街道|镇|乡|县|区|旗|市))"
_BEFORE_ORGAN = re.compile(_ELSEWHERE)
_AUTHOR = re.compile(rf"(?<=[由与]){_ELSEWHERE}$")
_BEHIND_AUTHOR = re.compile("联系|(?:负责)?编制")


def other_places(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where a sentence names another place, or an office of one, as whose work it tells, as its author or by whose rules it goes."""
    text = sentence.text
    if tells_of_visit(text):
        return
    places = _PLACE.finditer(text) if names_level_of(text, body) and not is_sent_elsewhere(text) else ()
    neighbour = next((span for match in places if (span := _at_work(match, body))), None)
    if neighbour:
        yield neighbour
    author = _before_organ(text, body.organ)
    if author and is_elsewhere(author, body):
        yield author.start(), author.end() + len(body.organ)
    ruler = _ruler(text, body)
    if ruler and not _may_be_above(ruler):
        yield ruler.span("body")
    halls = chain(_PUBLISHED_BY.finditer(text), _AT_HALL.finditer(text) if _AT in text else ())
    yield from (each.span("body") for each in halls if is_elsewhere(each, body) and not _may_be_above(each))
    yield from _own_name_elsewhere(text, body) if not neighbour else ()
    yield from (each.span("body") for each in _done_elsewhere(text, body))
    leaders = _LED_BY.search(text) if _LEADERS in text and not neighbour else None
    if leaders and is_elsewhere(leaders, body):
        yield leaders.span("body")


def bodies_above(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where a sentence goes by a body of a city that may be above the report's own, or tells of its work."""
    text = sentence.text
    ruler = _ruler(text, body)
    if ruler and _may_be_above(ruler):
        yield ruler.span("body")
    for hall in _AT_HALL.finditer(text) if _AT in text else ():
        if (_may_be_above(hall) and is_elsewhere(hall, body)) or _is_in_another_county(hall, body):
            yield hall.span("body")


def tells_work(text: str, at: int) -> bool:
    """Whether the clause of a body, whose name ends there, tells what it does for its own work."""
    return _TELLS_WORK.match(text, at) is not None


def _done_elsewhere(text: str, body: Body) -> Iterator[re.Match[str]]:
    """Where the report's own work is told as that of another place's body, or of those within one."""
    for match in _WORK_OF.finditer(text) if _DISCLOSURE in text else ():
        stem = match["name"].removesuffix(match["kind"])
        if not body.is_government and stem not in body.name and is_name(stem) and not is_class(match["name"]):
            yield match
    for match in _WORK_OF_PLACE.finditer(text) if _DISCLOSURE in text else ():
        if is_elsewhere(match, body):
            yield match
    yield from (each for each in _WITHIN.finditer(text) if is_elsewhere(each, body) and not _may_be_above(each))


def _own_name_elsewhere(text: str, body: Body) -> Iterator[tuple[int, int]]:
    """Where a body of the same name, of another county of its own kind, is who a clause tells of: 丰县交通运输局 in 沛县交通运输局's report."""
    own = next((place for place in body.places if place.endswith(COUNTIES)), "")
    town = body.places[-1] if body.places and body.places[-1].endswith(_TOWNS) else ""
    name = town or body.organ
    if len(name) <= _SHORTEST or not own or name not in text:
        return
    for match in _OF_COUNTY.finditer(text):
        place = match["name"]
        is_alike = place[-1] == own[-1] and place not in body.name and own not in place
        is_of_other = is_alike and is_name(place[:-1])
        end = match.end("name") + len(name)
        if is_of_other and text.startswith(name, match.end("name")) and _DOES.match(text, end):
            yield match.start("name"), end


_SHORTEST = 2
_OF_COUNTY = re.compile(
    rf"{CLAUSE}(?P<name>(?![两外邻市区老新原省同赴到向与和请]|借鉴|参照|邀请|联合|对标|学习|走访|接待|会同|配合)(?:(?![省市县区旗州盟]){CHARACTER}){{1,3}}[县区旗])"
)
_DOES = re.compile(rf"(?:人民政府|办事处)?(?:{_TELLS}|的|20\d\d年)")


def _at_work(match: re.Match[str], body: Body) -> tuple[int, int] | None:
    """Where another place, or its office, is named as the one whose work is told."""
    if not is_elsewhere(match, body):
        return None
    start, end = match.span("body")
    if tells_work(match.string, end):
        return start, end
    office = _OFFICE_TELLS_WORK.match(match.string, end) if match["kind"] != _CITY else None
    return (start, office.end("office")) if office else None


def _ruler(text: str, body: Body) -> re.Match[str] | None:
    """Another place's body as the one by whose rules, plans or website the report's own goes."""
    ruler = _RULED_BY.search(text) if OFFICE_OF_PLACE.search(text) else None
    return ruler if ruler and is_elsewhere(ruler, body) else None


_CITY, _LEADERS, _AT, _DISCLOSURE = "市", "委", "在", "公开"


def _may_be_above(match: re.Match[str]) -> bool:
    """Whether it may be of the city that a smaller city belongs to, which is called one as well: 如皋市, of 南通市."""
    return match["kind"] == _CITY


def _is_in_another_county(match: re.Match[str], body: Body) -> bool:
    """Whether it is of a county or a district, and the body is a town's of another: 平岫区, where 花榈镇 is in 乌竹县."""
    is_of_town = any(place.endswith(COUNTIES) for place in body.places) and body.places[-1].endswith(_TOWNS)
    stem = match["name"].removesuffix(match["kind"])
    is_named = match["kind"] in COUNTIES and is_name(stem) and not is_class(match["name"])
    return is_of_town and is_named and stem not in body.name


def _before_organ(text: str, organ: str) -> re.Match[str] | None:
    """The place of a body of that organ where a report names only its own: in its signature, as its author, for questions."""
    if len(organ) < 3 or organ not in text:
        return None
    if text.endswith(organ) and (place := _BEFORE_ORGAN.fullmatch(text, 0, len(text) - len(organ))):
        return place
    ends = (behind.start() - len(organ) for behind in _BEHIND_AUTHOR.finditer(text))
    return next((place for at in ends if text.startswith(organ, at) and (place := _AUTHOR.search(text, 0, at))), None)


def names_level_of(text: str, body: Body) -> bool:
    """Whether a text has any word for a place of the body's own level, so that most sentences are looked at once."""
    own = body.places[-1] if body.places else body.zone
    kinds = next((alike for alike in (_TOWNS, ZONES) if own.endswith(alike)), (own[-1:],))
    return bool(own) and any(kind in text for kind in kinds)


def is_elsewhere(match: re.Match[str], body: Body) -> bool:
    """Whether a place (`name` with its `kind`) is another of the body's own level, for only its own work is told in its report."""
    own = body.places[-1] if body.places else body.zone
    is_zone = match["kind"].endswith(ZONES)
    alike = ZONES if is_zone else _TOWNS if match["kind"] in _TOWNS else match["kind"]
    same_level = (
        own.endswith(alike)
        and (is_zone or not body.zone)
        and len(own) > (_SHORTEST if is_zone else len(match["kind"])) + 1
    )
    stem = match["name"].removesuffix(match["kind"])
    is_own = any(end in body.name for end in (stem[:2], stem[-2:])) or set(stem) <= set(body.name)  # 原康宁镇; 综保区
    return same_level and not is_class(stem if is_zone else match["name"]) and is_name(stem) and not is_own


_TOWNS = ("镇", "乡", "街道")
"""Kinds of places of one level; a county beside a district is told of too often for other reasons."""
