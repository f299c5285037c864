"""The body that a report is of: its name, its kind and its level."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from service.language.text import Sentence, all_sentences
from service.reports.characters import plain
from service.reports.report import Report, once_a_report

_REPORT_WORDS = re.compile(
    r"(?:关于)?(?:(?:19|20)\d\d年?度?|二[零〇○][一二三四五六七八九零〇○]{2}年?度?)|政府信息公开|政务公开|信息公开|年度报告|工作报告|年报"
)
_ORGANS = (
    "人民政府办公室|人民政府办公厅|政府办公室|政府办公厅|人民政府|街道办事处|办事处|管理委员会|管委会|委员会|"
    "局|厅|委|办公室|办公厅|政府|中心|银行|法院|检察院|支队|大队|总队|公司|集团|学校|医院|协会|联合会|处|站|署|所|院|队|街道"
)
_BODY = re.compile(rf"[\u4e00-\u9fff()、]{{1,40}}?(?:{_ORGANS})(?:[(][^()]*[)])?")
_AROUND = re.compile(r"^(?:关于|工作|年度|报告|的|情况|[《》\"“”:,()\d])+|(?:关于|的|[《》\"“”:,(\d])+$")
FORMER = "原(?![州阳平])"
"""Begins the name of a body that is no more, and none of the places 原州, 原阳 and 原平."""
_TOLD = re.compile(
    rf"(?:公布|发布|公开|编制|[现特兹]将|本报告[是为系]|由|与|请(?:联系|与)|联系|向|致电)(?P<name>(?![我本各该]|社会公|{FORMER})[\u4e00-\u9fff]{{1,30}}?(?:{_ORGANS}))(?=(?:20\d\d|二[零〇○])|联系|编制|(?:依照|依据|根据|按照)[^,。]{2, 30}编制|咨询|反映|[(,。])"
)
_ITS_REPORT = re.compile(
    rf"(?:公布|发布|[现特兹]将|本报告[是为系])(?P<name>(?![我本各该]|{FORMER})[\u4e00-\u9fff]{{1,30}}?(?:{_ORGANS}))(?=(?:20\d\d|二[零〇○])[^,。;]{{1,8}}公开)"
)
"""Whose report a preamble says that this is: 现将雾江市水利局2023年政府信息公开工作年度报告公布如下."""
_SUBJECT = re.compile(
    r"(?:^|[,:])(?:20\d\d年度?(?:以来)?|今年|本年度?|全年|一年来|报告期内|下一步)?,?"
    rf"(?P<name>(?![我本全各该上]|{FORMER}|通过|依托|利用|借助|按照?|根据|依据|依照|围绕|结合|针对|对照|经由|由|在|以|对|向(?!阳)|面向|为|与|把|给)[\u4e00-\u9fff]{{1,20}}?(?:局|委员会|委|厅|街道办事处|人民政府))(?![、和与及等的办印关各《是]|网站|门户|官网)"
)
"""The subject of a sentence, which no preposition begins: 通过市商务局门户网站公开8条 is the work of who has the site."""
_FORMER_BODY = re.compile(
    rf"{FORMER}(?![因则告文创料来始有件稿定本先]|决定|行政行为|处理|答复)(?:(?![由被在的了与及向])[\u4e00-\u9fff]){{1,14}}?(?:{_ORGANS})"
)
_GOVERNMENT = re.compile(r"(?:政府|行政公署|行署|办事处|街道|[省市县区旗镇乡州盟])(?:办公[室厅]|机关)?$")
_PLACE = re.compile(
    r"(?:人民政府)?(?P<place>(?!城市|城乡|城镇|市场|市政|社区|乡村|乡镇|区域|县域|园区)(?:[\u4e00-\u9fff](?=县)|某|(?:(?!城乡|城镇(?!人民政府|政府|党委|$)|乡村)[\u4e00-\u9fff]){2,7}?)(?:自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗|镇|乡|街道|苏木))"
)
"""A place; a street's full name has its county's government before it: 云溪县人民政府松岭街道办事处."""
_CENTRAL = re.compile(r"国家[\u4e00-\u9fff]{2,8}?(?:总局|局)(?=[\u4e00-\u9fff]{2})")
"""The agency of the state that an organ of a place belongs to: 国家税务总局, of 国家税务总局望川市税务局."""
_LEVELS = {
    "省": 5,
    "自治区": 5,
    "市": 4,
    "州": 4,
    "盟": 4,
    "地区": 4,
    "县": 3,
    "区": 3,
    "旗": 3,
    "镇": 2,
    "乡": 2,
    "街道": 2,
    "苏木": 2,
    "村": 1,
}


@dataclass(frozen=True)
class Body:
    """A body by its name: 老城区商务局 has the places ("老城区",) and is a 局."""

    name: str

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places in its name, the widest first; an organ's own words are none."""
        return tuple(match["place"] for match in self._places)

    @cached_property
    def _places(self) -> tuple[re.Match[str], ...]:
        found: list[re.Match[str]] = []
        while match := _PLACE.match(self.name, found[-1].end() if found else 0):
            found.append(match)
        return tuple(found)

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels of its places: 5 province, 4 city, 3 county, 2 town."""
        return tuple(level_of(place) for place in self.places)

    @cached_property
    def level(self) -> int | None:
        """Its own level, that of the smallest place in its name; None where it names none."""
        return min(self.levels, default=None)

    @cached_property
    def organ(self) -> str:
        """What it is apart from where: 商务局, 人民政府办公室."""
        return self.name[self._places[-1].end() :] if self._places else self.name

    @property
    def in_its_place(self) -> "Body":
        """The body as its place calls it, without the agency of the state that it belongs to: 望川市税务局."""
        central = _CENTRAL.match(self.name)
        return Body(self.name[central.end() :]) if central else self

    @property
    def is_government(self) -> bool:
        """Whether it is a government and no department of one; a place alone stands for its government."""
        return bool(_GOVERNMENT.search(self.name))

    @property
    def is_institution(self) -> bool:
        """Whether it is a hospital, a school, a utility or the like, which is no agency."""
        return bool(self.ends_alike)

    @property
    def ends_alike(self) -> tuple[str, ...]:
        """With what names of its kind of institution end, those of schools, of hospitals or of companies; nothing for an agency."""
        return next((ends for ends in _INSTITUTIONS if self.name.endswith(ends)), ())

    @property
    def is_of_zone(self) -> bool:
        """Whether it runs a zone of its own: 开发区管理委员会."""
        return self.name.endswith(_ADMINISTRATION)

    @property
    def zone(self) -> str:
        """The zone that it runs, by its full name; empty where it runs none."""
        return next((self.name.removesuffix(end) for end in _ADMINISTRATION if self.name.endswith(end)), "")

    def is_other_than(self, other: "Body") -> bool:
        """Whether the two are surely not one body: of one kind (both 局, both 政府), and not to be taken for each other."""
        kinds = {re.sub("办公[室厅]$", "", name)[-1:] for name in (self.name, other.name)}
        return len(kinds) == 1 and not self.may_be(other)

    def may_be(self, other: "Body") -> bool:
        """Whether two names may be of one body: the organs and the places of one are found in the other."""
        if abbreviates(*sorted((self.name, other.name), key=len)):
            return True  # 炉山燃气公司, of 炉山市燃气有限公司
        organs = sorted((_core(self.organ), _core(other.organ)), key=len)
        if not (abbreviates(*organs) or _is_branch_in_short(*organs)):
            return False
        own, others = self.places, other.places
        return not own or not others or own[-1].endswith(others[-1]) or others[-1].endswith(own[-1])


def abbreviates(short: str, name: str) -> bool:
    """Whether the characters of one stand in the other in order: 发改委 in 发展和改革委员会."""
    rest = iter(name)
    return all(character in rest for character in short)


def _is_branch_in_short(short: str, name: str) -> bool:
    """Whether a branch is called by its place first: 河东公安分局, of 公安局河东分局."""
    return short.endswith(_BRANCH) and name.endswith(_BRANCH) and Counter(short) <= Counter(name)


_BRANCH = "分局"


def level_of(place: str) -> int:
    """The level of a place by the last word of its name, 0 for none."""
    return next((level for word, level in _LEVELS.items() if place.endswith(word)), 0)


def level_ahead(name: str) -> int:
    """The level that a name begins with, 0 for none: 4 for 市住建局, and 0 for 市场监管局."""
    found = re.match(_LEVEL_AHEAD, name)
    return level_of(found[0]) if found else 0


_LEVEL_AHEAD = "(?:自治区|省|市(?![场政容民])|州|盟|县(?!域)|区(?!域)|旗|镇|乡(?!村))"
"""A level at the beginning of a name, and not the first character of 市场, 区域 and the like."""
_OF_ORGAN = re.compile(
    rf"^{_LEVEL_AHEAD}(?=.*[局委厅办社心院队司所校站处团](?:办公[室厅])?$)|\(.*?\)|人民|办公[室厅]|办事处"
)
"""What names of one organ may have or leave out."""


def _core(organ: str) -> str:
    return _OF_ORGAN.sub("", organ)


@once_a_report
def title_body(report: Report) -> Body | None:
    """The body that the title names before the year or the report's words; None where it names none."""
    if not report.title:
        return None
    text = "".join(sentence.text for sentence in all_sentences(report) if sentence.paragraph is report.title)
    named = (_AROUND.sub("", part) for part in _REPORT_WORDS.split(text))
    return next((Body(name) for name in named if len(name) >= 2 and re.search("[\u4e00-\u9fff]", name)), None)


@once_a_report
def signing_body(report: Report) -> Body | None:
    """The body that signs at the report's end, on a line of its own; None where none does."""
    texts = ["".join(paragraph.text.split()) for paragraph in report.paragraphs[-4:]]
    names = [text for text in texts if is_name_of_body(text)]
    return Body(names[-1]) if names else None


@once_a_report
def told_body(report: Report) -> Body | None:
    """The body that the text says the report is of: in its preamble, where it is signed, or by whose work it tells."""
    for sentence in all_sentences(report):
        if sentence.section == 0 and sentence.paragraph is not report.title:
            told = _TOLD.search(sentence.text)
            if told:
                return Body(told["name"])
    return signing_body(report) or _working_body(report)


def other_author(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where a preamble calls the report that of another body of the same kind."""
    for match in _ITS_REPORT.finditer(sentence.text) if not sentence.section else ():
        if Body(match["name"]).is_other_than(body):
            yield match.span("name")


def author_beside(report: Report, body: Body) -> Body | None:
    """Another body of the same place, and of another kind, whose report the preamble calls this."""
    preamble = (each for each in all_sentences(report) if not each.section and each.paragraph is not report.title)
    named = (Body(match["name"]) for sentence in preamble for match in _ITS_REPORT.finditer(sentence.text))
    return next((each for each in named if _is_beside(each, body)), None)


def _is_beside(named: Body, body: Body) -> bool:
    """Whether a body is another one of the same place, by a name that has no character of its own in common."""
    if named.places[-1:] != body.places[-1:] or not named.places or named.is_government:
        return False
    one, other = (set(each.organ) - _OF_ANY_ORGAN for each in (named, body))
    return bool(one and other) and one.isdisjoint(other)


_OF_ANY_ORGAN = frozenset("委员会局厅和管理中心服务人民办公室处院")
"""Characters that names of organs of any kind have."""


def _working_body(report: Report) -> Body | None:
    """The body that sentences have as their subject most often; None where none is it twice."""
    told = (sentence.text for sentence in all_sentences(report) if not _SELF.search(sentence.text))
    named = Counter(m["name"] for text in told for m in _SUBJECT.finditer(text) if not _NO_BODY.search(m["name"]))
    name, times = max(named.items(), key=lambda item: item[1], default=("", 0))
    return Body(name) if times > 1 else None


_SELF = re.compile("[我本](?:局|委|厅|办|镇|乡|街道|县|市|区|机关|单位)")
"""What a report calls its own body; who else its sentence names does something beside that."""
_NO_BODY = re.compile("[全格大布]局$|^分局$|大厅$|[村居]民委员会$|会同")
"""Ends words that end as names of bodies do, and name none."""


def is_named_in_text(report: Report, body: Body) -> bool:
    """Whether the text, its title apart, names the body or its organ, and not that of another place."""
    text = "\n".join(s.text for s in all_sentences(report) if s.paragraph is not report.title)
    if body.name in text:
        return True
    named = re.finditer(rf"(?P<place>[\u4e00-\u9fff]{{2}}[省市州县区旗镇乡])?{re.escape(body.organ)}", text)
    return len(body.organ) >= 3 and any(not m["place"] or m["place"] in body.name for m in named)


def former_bodies(report: Report) -> frozenset[str]:
    """The names of bodies that are no more, as the text has them: 原区大数据发展中心."""
    texts = (sentence.text for sentence in all_sentences(report) if "原" in sentence.text)
    return frozenset(found[0] for text in texts for found in _FORMER_BODY.finditer(text))


def body_of(report: Report) -> Body | None:
    """The body that the report is of, by its title or else by its signature; None where neither names it."""
    return title_body(report) or signing_body(report)


def is_government(report: Report) -> bool:
    """Whether the report may be a government's, whose deadline is later: its name says so, or it has no name."""
    body = body_of(report)
    return body is None or body.is_government


def is_institution(report: Report) -> bool:
    """Whether the report is of a hospital, a school, a utility or the like, which is no agency."""
    body = body_of(report)
    return body is not None and body.is_institution


_INSTITUTIONS = tuple(
    tuple(ends.split()) for ends in ("医院 卫生院 保健院 卫生服务中心", "大学 学院 学校 中学 小学 幼儿园", "公司 集团")
)


def is_administration(report: Report) -> bool:
    """Whether the report is of who administers a zone, a government's office or a government of its own: 开发区管理委员会."""
    body = body_of(report)
    return body is not None and body.is_of_zone


_ADMINISTRATION = ("管委会", "管理委员会")


def is_name_of_body(text: str) -> bool:
    """Whether a line, without white space, is a body's name and nothing else."""
    return bool(_BODY.fullmatch(text))


def body_named_in(name: str) -> str:
    """The body that the name of a report's file or folder tells: 001_云溪县林业局2023年年报; empty where it tells none."""
    words = (_AROUND.sub("", part) for part in re.split(r"[^\u4e00-\u9fff()、]+", _REPORT_WORDS.sub(" ", plain(name))))
    return next((word for word in words if is_name_of_body(word)), "")
