"""Words by which a sentence speaks as another kind of body: 我镇 in a district bureau's report."""

import re
from collections.abc import Iterator

from service.language.lexicon import spelled
from service.language.mentions.bodies import Body, level_of
from service.language.mentions.place_names import COUNTIES
from service.language.text import Sentence

_SELF = "(?<![文版副基样资成根课剧])本"
"""本 as the body's own, and not as the end of a word: 文本校对, 样本区县, 资本公司."""
_PLACE = re.compile(
    rf"(?P<who>我|{_SELF}|(?<![健安完保周齐])全)(?P<kind>省|市|县|区|旗|镇|乡(?!镇|本土)|街道|村(?![人账组里村]))(?![域场民间别块直委府级长江东西南北外内道]|政(?!务)|(?<=[省市])政)"
)
_ORGAN = re.compile(
    rf"(?P<who>我|{_SELF})(?<![自使给让与和向对].)(?P<kind>局|委|厅|镇政府|乡政府|院|校|中心|公司)(?![员托任会内会])"
    r"|(?P<ours>我)(?<![自使给让与和向对].)(?P<other>办(?![理事公法学好到成])|馆|[支大总]队|分局|司(?![法机])|所(?![在属需有以示指得见能])|处(?![于理在罚置])|社区|办事处|管委会|学院)"
)
_COUNTY = 3
"""A branch of a city's bureau (分局) may speak of the county or district that it is in."""
_QUOTED = re.compile(r"[《“\"][^》”\"]*$")
_SPOKEN = re.compile(r"[\u4e00-\u9fff](?:介绍|表示|提出|反映|坦言|谈到)[,:]$")
"""What others say of themselves: 区住建局负责人介绍,我局已公开房源."""
_OF_USERS = re.compile(
    "(?:家长|学生|教师|师生|考生|患者|职工|员工|(?:各|[0-9]|所属|直属)[所家个]?(?:学校|高校|院校|医院|中心|公司))[^,。;]*$"
)
"""Those whose own it is: 家长可查阅本校收费, 32所学校均在本校网站开设专栏."""
_ORGANS = {
    "局": "局$",
    "委": "委(?:员会)?$|(?:卫生|卫健|健康|发展|改革|建设|农业|农村|教育|经济|信息化|商务|交通|国资|国有资产|民族|宗教|科技|科学|体育|规划(?!局)|文化|旅游).*局$",
    "厅": "厅$",
    "院": "院$",
    "校": "校$|学|(?:教育|培训)中心$|[一二三四五六七八九十附]中$|幼儿园$",
    "中心": "中心$",
    "公司": "公司|集团",
    "办": "(?<![局厅])$",
    "馆": "馆|档案|图书|文化",
    "支队": "队|消防|公安|交警|执法",
    "大队": "队|消防|公安|交警|执法",
    "总队": "队|消防|公安|交警|执法",
    "分局": "分局",
    "司": "司|集团",
    "所": "[所站]$|中心$",
    "处": "[处室]$|办事处",
    "社区": "社区|街道",
    "办事处": "街道|办事处",
    "管委会": "[区园管]",
    "学院": "学院|大学|学校",
}
"""What bodies end with that speak of themselves so: a bureau that was a commission may say 我委, an office of any government 我办."""
_BETWEEN_NAMES = re.compile("[()、]")
_PART_OF_BODY = re.compile("(?:机关|本级|本部|(?:医疗)?集团)$")
_INSTITUTIONS = ("院", "校", "中心", "公司")
"""What is told of beside a body, and then speaks of itself."""
_OF_PLACE = re.compile("(?:人民政府|政府|办事处|管理委员会|管委会)(?:办公[室厅])?$")
"""What the name of a place's government has behind that of the place."""
_VILLAGE = re.compile("(?<![农乡])村")
_NEAR = 16
"""Characters before 全镇 in which a town may be named that is meant."""
_BEGINS_CLAUSE = re.compile(r"(?:^|[,;:、])(?:[一二三四五]是)?(?:20\d\d年度?|今年|全年|本年度)?$")
_TOWNS = {"镇政府": "镇", "乡政府": "乡"}
_LED_BY = re.compile(
    r"(?:^|(?<=[,;:、在]))(?P<kind>[县区旗])(?:委(?:、?(?P=kind)(?:人民)?政府|(?=的?(?:坚强|正确|统一)?领导)|(?=高度重视|书记|常委会))|政府(?=常务会议|高度重视|始终|主要领导|将(?:持续|继续|进一步))|[直级](?=各?(?:部门|单位|机关)))"
)
"""Leaders who are named by the kind of their place alone: 在区委、区政府的坚强领导下."""
_GOVERNED_BY = re.compile(
    r"(?:^|(?<=[,;:由在])|(?<=通过)|(?<=依托))(?P<kind>[县区旗])(?:人民)?政府(?=办公室|门户|网站|率先|牵头)"
)
"""The government of a county or district that is named by that alone, as that of the body's own place: 通过县政府门户网站."""
_HEAD = re.compile(
    r"(?:^|(?<=[,;:、由以]))(?:副?(?P<kind>镇|乡|县|区|旗|校|院|局)长|(?P<street>街道)(?:办事处|办)主任)"
    r"(?=任|为|担任|主持|召[开集]|亲自|带头|牵头)"
)
"""The head of a kind of place as who leads the body's work: 由镇长任组长."""
_HEADS = ("长", "主任")
_GOVERNMENT = "政府"
_LED_FROM, _PARTY_OF = ("委", "政府", "部门", "单位", "机关"), ("党", "政府", "办事处")
_PARTY = re.compile(
    r"(?:^|(?<=[,;:在经]))(?P<kind>局|厅|镇|乡|街道)(?:党组|党委|党工委|政府|办事处|党政办)(?:、?[镇乡]?(?:政府|办事处))?"
    r"(?=(?:的?(?:坚强|正确|统一))?领导|[高十将把]|始终|坚持|多次|专题|(?<=党政办)(?:负责|牵头|统筹)|会议(?:集体)?(?:研究|审议|讨论))"
)
"""The party's leaders of a kind of body as those of the body itself: 镇党委、政府高度重视, 经街道党工委会议研究."""
_OUR_TOWN = re.compile("[我本]乡镇")
"""What towns and townships call themselves, and streets don't."""
_SUBDISTRICT = "街道办事处"


def foreign_words(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where words of a sentence stand that can't be said by a body of this kind and level."""
    text = sentence.text
    for match in _PLACE.finditer(text):
        before = text[: match.start()]
        # 城关镇全镇12个村; 柳河镇在全镇23个村推行积分制
        near = before[-_NEAR:] if match["kind"] in _PARTY_OF_TOWNS else before[-len(match["kind"]) :]
        is_of_named = match["who"] == "全" and match["kind"] in near
        is_of_others = (
            is_of_named or bool(_QUOTED.search(before) or _SPOKEN.search(before)) or _is_of_each(match, before)
        )
        if _is_foreign_place(match, body) and not is_of_others:
            yield match.span()
    for match in _ORGAN.finditer(text):
        before, kind = text[: match.start()], match["kind"] or match["other"]
        is_itself = match["who"] == "本" and kind in _INSTITUTIONS and kind in before  # 卫生院…,本院有哪些科
        is_of_others = is_itself or any(each.search(before) for each in (_QUOTED, _SPOKEN, _OF_USERS))
        if _is_foreign_organ(kind, body) and not is_of_others:
            yield match.span()
    yield from (match.span() for match in (_OUR_TOWN.finditer(text) if body.name.endswith(_SUBDISTRICT) else ()))
    yield from _foreign_leaders(text, body)


def _foreign_leaders(text: str, body: Body) -> Iterator[tuple[int, int]]:
    """Where leaders of another kind of place or organ are told of as those of the body itself."""
    for match in _LED_BY.finditer(text) if any(word in text for word in _LED_FROM) else ():
        names_level = match[0].endswith(_OF_LEVEL)  # a city has bodies of its counties, too: 县级部门
        if _is_of_another_kind(match["kind"], body) and (_kinds_of_counties(body) or not names_level):
            yield match.span()
    for match in _GOVERNED_BY.finditer(text) if _GOVERNMENT in text else ():
        if _kinds_of_counties(body) and _is_of_another_kind(match["kind"], body):
            yield match.span()
    for match in _HEAD.finditer(text) if any(head in text for head in _HEADS) else ():
        if _is_head_of_others(match["kind"] or match["street"], body) and not _tells_of_others(text, match.start()):
            yield match.span()
    for match in _PARTY.finditer(text) if any(word in text for word in _PARTY_OF) else ():
        if _is_of_another_organ(match["kind"], body) and not _tells_of_others(text, match.start()):
            yield match.span()


def _is_head_of_others(kind: str, body: Body) -> bool:
    """Whether who leads a kind of body or place can't lead this one's work: 镇长 in a bureau's report, 局长 in a town's."""
    if kind in _PARTY_OF_TOWNS or kind in _INSTITUTES:
        return _is_of_another_organ(kind, body)
    return bool(_TOWN.search(body.name)) if kind == _BUREAU_IN_SHORT else _is_of_another_kind(kind, body)


def _tells_of_others(text: str, at: int) -> bool:
    """Whether other bodies are named before a place of a sentence, in its own point where the sentence has several."""
    points = [point.end() for point in _POINTS.finditer(text, 0, at)]
    return _OTHERS.search(text, points[-1] if points else 0, at) is not None


_POINTS = re.compile("(?<=;)[二三四五六七八九]是")
_OTHERS = re.compile("各|部分|辖区|下属|所属|督促|指导|[镇乡校院](?!长)|街道|学校|医疗|机构|县长|县区|区县")
"""What names other bodies before their head: 各镇由镇长任组长, 督促学校成立由校长任组长的小组."""
_BUREAU_IN_SHORT = "局"
_INSTITUTES = {
    "校": re.compile("教|学|党校"),
    "院": re.compile("卫生|卫健|健康|医|学|科技|民政|院"),
}
"""What names of bodies have that are schools or hospitals, or over them."""


def _is_of_another_organ(kind: str, body: Body) -> bool:
    """Whether the body can have no leaders of that kind: a town none of a bureau, nor a bureau those of a town."""
    if kind in _INSTITUTES:
        return bool(_BUREAU.search(body.name)) and not _INSTITUTES[kind].search(body.name)
    if kind in _PARTY_OF_TOWNS:
        is_other = body.is_institution or bool(_BUREAU.search(body.name))
        return (is_other and not _OF_TOWN.search(body.name)) or _is_town_of_another_kind(kind, body)
    return bool(_TOWN.search(body.name))


def _is_town_of_another_kind(kind: str, body: Body) -> bool:
    """Whether the body is a town's government, and none of a town of that kind: 镇党委 in a street's report."""
    return bool(_TOWN.search(body.name)) and kind not in body.name


_CITY, _BRANCH = "市", "分局"
_PARTY_OF_TOWNS = ("镇", "乡", "街道")
_BUREAU, _OF_TOWN, _TOWN = (
    re.compile("局$|委员会$|厅$"),
    re.compile("[镇乡]|街道"),
    re.compile("[镇乡]人民政府$|街道办事处$"),
)


_OF_LEVEL = ("直", "级")


def _kinds_of_counties(body: Body) -> set[str]:
    """What the county or district is, by its last character, that a body is in."""
    return {place[-1] for place in body.places if place.endswith(COUNTIES)}


def _is_of_another_kind(kind: str, body: Body) -> bool:
    """Whether the body is in a county and leaders are of a district, or the other way round; a city's are of neither."""
    own = _kinds_of_counties(body)
    is_of_city = not own and bool(body.places) and body.places[-1].endswith(_CITY) and _BRANCH not in body.name
    return (is_of_city or bool(own)) and kind not in own and not body.is_of_zone


def _is_foreign_place(match: re.Match[str], body: Body) -> bool:
    kind, who = match["kind"], match["who"]
    spoken, own = level_of(kind), body.level
    if own is None:
        return spoken <= 2 and bool(re.search("[局委厅]$|委员会$", body.name))
    if _is_in_place(body, kind):
        return False
    if spoken >= _COUNTY and any(word in body.name for word in _BRANCHES):
        return False
    if who == "全" and kind in ("区", "市", "省"):
        return False
    return spoken <= own


_BRANCHES = spelled("branches")


def _is_in_place(body: Body, kind: str) -> bool:
    """Whether a body is of a place that is called so, or the government of one, whatever words its name looks like: 莱城区口镇, 新城乡."""
    names = (_OF_PLACE.sub("", name) for name in _names_in(body.name))
    return any(place.endswith(kind) for place in (*body.places, *names))


def _is_of_each(match: re.Match[str], before: str) -> bool:
    """Whether it points at any one of those told of before it: 在4个大村试行,村民可查看本村收支; 村“两委”张榜公布本村账目.

    A village speaks of itself as who does something; in any other place somebody asks for what is his village's: 要求提供本村合同,
    申请公开全村补偿清册.
    """
    kind = re.escape(match["kind"])
    if kind == "村":
        return not _BEGINS_CLAUSE.search(before) or bool(_VILLAGE.search(before))
    return match["who"] == "本" and bool(re.search(rf"[各每个些][^,;。]{{0,4}}{kind}|{kind}民", before))


def _is_foreign_organ(kind: str, body: Body) -> bool:
    if kind in _TOWNS:
        return not _is_in_place(body, _TOWNS[kind])
    if kind == "委" and re.search("委(?:员?会)?$", body.organ):
        return False
    if kind == "局":
        return not re.search("局", body.organ)
    return not any(re.search(_ORGANS[kind], name) for name in (body.organ, *_names_in(body.name)))


def _names_in(name: str) -> list[str]:
    """Each of the names that a body goes by, without the part of it that is meant: 疾病预防控制中心(卫生监督所), 卫生健康委员会机关."""
    return [_PART_OF_BODY.sub("", each) for each in _BETWEEN_NAMES.split(name) if each]
