"""The documents that govern the report, and how a sentence cites them: title and number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.language.text import Sentence, all_sentences
from service.reports.report import Report


@dataclass(frozen=True, slots=True)
class Document:
    """A document by a pattern of its title and of its number; `until` is the last report year it is in force for.

    `office` is who issued it, where others issue documents of the same title.
    """

    title: re.Pattern[str]
    number: str
    name: str
    until: int | None = None
    office: str | None = None


def _document(title: str, number: str, name: str, until: int | None = None) -> Document:
    return Document(re.compile(title), number, name, until)


def _main_points(year: int, serial: int) -> Document:
    number = f"国办发〔{year}〕{serial}号"
    title = re.compile(f"{year}年(?:度)?政务公开工作要点")
    return Document(title, number, f"《{year}年政务公开工作要点》（{number}）", office="国办发")


_STATUTE = _document("政府信息公开条例$", "711", "《中华人民共和国政府信息公开条例》（国务院令第711号）")
DOCUMENTS = (
    _STATUTE,
    _document(
        r"年度报告格式(?!\(试行)",
        "国办公开办函〔2021〕30号",
        "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    ),
    _document(
        r"年度报告有关事项的通知|年度报告格式\(试行",
        "国办公开办函〔2019〕60号",
        "《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
        until=2020,
    ),
    _document("信息处理费管理办法", "国办函〔2020〕109号", "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"),
    *(_main_points(*of) for of in ((2018, 23), (2019, 14), (2020, 17), (2021, 12), (2022, 8))),
)
_FORMER_ORDER = "492"
"""The order that first issued 政府信息公开条例, replaced by 第711号 in 2019."""

_AS_FORMER = re.compile(
    r"(?:[旧原]|修[订改]前|施行前|已废止|此前)(?:的)?\W?(?:中华人民共和国)?(?:政府信息公开)?条例\W{0,3}(?:即|[(,])?(?:国务院)?$|[旧原]国务院$|老的?那[个部],?(?:国务院)?$"
)
"""What stands before the former order where a sentence says that it is the former one: 旧条例即国务院令第492号."""
_REVISED = re.compile(r"^[^。;《》()]{0,48}(?:令第?711号|修[订改正])")
"""What follows the former order where a sentence tells the statute's history: 第492号公布，第711号修订."""
_AS_PAST = re.compile(
    r"(?:(?:原(?![则因文])|旧|以往|此前|先前)[^,。;]{0,40}|20\d\d年度?[以之]前[^,。;]{0,60}|(?:较(?![好为多快大高])|比(?!照)|不同于|有别于|区别于|取代|代替|替代|替换|废止|停用|不再(?:适用|执行|使用|采用|沿用|按照?))了?[^,。;]{0,60})$"
)
"""What stands before a superseded document where a sentence says that it is the former one: 原格式(…, 不再执行…."""
_SET_AGAINST = re.compile(r"(?:与|和|同|跟|由|从|自|对)[^,。;]{0,80}$")
_IS_PAST = re.compile(
    r"^[^,。;]{0,24}(?:相比|相较|比较|对比|不同|区别|有别|差异|改为|改按|改用|调整为|变更为|更新为|修订为|过渡到?|转为|换成)"
)
"""How something differs from it: 与…相比, 由…改为…."""
_ENDED = re.compile(
    r"^[^。;]{0,30}?(?:(?:废止|失效|作废)(?=[,。;)]|$)|停止(?:使用|执行|适用)|不再(?:使用|适用|执行|采用|沿用)|被[^,。;]{0,30}(?:取代|代替|替代))"
)
_MENDED = re.compile(r"^[^。;]{0,30}?已[^,。;]{0,6}(?:更正|改正|纠正|更新|修改)")
"""How a sentence goes on that tells of papers which still cite it, and that they were put right: …，已责令更正."""
_NEARLY_THE_STATUTE = re.compile("(?:中华人民共和国)?信息公开条例")
"""Its title as it is misquoted."""

_TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》")
_NUMBER = re.compile(
    r"(?P<office>国[办发函公开室字政]{1,8})?[〔\[(【](?P<year>20\d\d)[〕\])】]第?(?P<serial>\d+)号?|令[,(]?第?(?P<order>\d{3})号"
)
_MAY_CITE = re.compile(r"[〔\[(【]20\d\d[〕\])】]|令")
"""What stands in every number; most sentences have none."""
_STATE_TITLE = re.compile("国务院|中华人民共和国")
_FARTHEST = 24
"""Characters between a title and the number that belongs to it, at most."""
_JOINS = ("和", "与", "及", "、")
"""What stands before the number of another document: 《…办法》(国办函〔2020〕109号)和国办公开办函〔2021〕30号."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A governing document cited by title, number or both. `start` and `end` are where the number stands."""

    sentence: Sentence
    start: int
    end: int
    stated: str
    by_title: Document | None
    by_number: Document | None
    is_former: bool = False

    @property
    def is_mismatched(self) -> bool:
        """Whether title and number are those of two documents, or the number is of none of that title."""
        return self.by_title is not None and self.by_title is not self.by_number


def citations(report: Report) -> Iterator[Citation]:
    """The citations of governing documents that give a number."""
    for sentence in all_sentences(report):
        numbers = list(_NUMBER.finditer(sentence.text)) if _MAY_CITE.search(sentence.text) else []
        titles = list(_TITLE.finditer(sentence.text)) if numbers else []
        for match in numbers:
            before = [title for title in titles if title.end() <= match.start()]
            between = sentence.text[before[-1].end() : match.start()] if before else ""
            is_its_own = bool(before) and len(between) <= _FARTHEST and not between.endswith(_JOINS)
            near = before[-1] if is_its_own else None
            found = _citation(sentence, match, near["title"] if near else None)
            if found:
                yield found


def _citation(sentence: Sentence, match: re.Match[str], title: str | None) -> Citation | None:
    by_title = next((document for document in DOCUMENTS if title and _is_titled(document, title, match)), None)
    number = _canonical(match)
    by_number = next((document for document in DOCUMENTS if document.number == number), None)
    former = match["order"] == _FORMER_ORDER
    if former and _is_history(sentence.text[: match.start()], sentence.text[match.end() :]):
        return None
    if by_number and by_number.until and _is_past(sentence.text[: match.start()], sentence.text[match.end() :]):
        return None
    if number == _STATUTE.number and _NEARLY_THE_STATUTE.fullmatch(title or ""):
        return Citation(sentence, match.start(), match.end(), match[0], _STATUTE, None)
    if not (by_title or by_number or former):
        return None
    if by_title and by_title.number.isdecimal() and not match["order"]:
        return None
    if title and not by_title and by_number and not match["office"]:
        return None
    if title and not (match["order"] or match["office"] or _STATE_TITLE.search(title)):
        return None  # a notice that another body issued on the same matter, under a number of its own
    return Citation(sentence, match.start(), match.end(), match[0], by_title, by_number, former)


def _is_titled(document: Document, title: str, match: re.Match[str]) -> bool:
    """Whether the title is the document's, and not that of another one of the same title."""
    return document.office in (None, match["office"]) and bool(document.title.search(title.strip("》〉> ")))


def _is_history(before: str, after: str) -> bool:
    """Whether the former order is named as the former one, or with its revision."""
    return bool(_AS_FORMER.search(before) or _REVISED.match(after) or _MENDED.match(after))


def _is_past(before: str, after: str) -> bool:
    """Whether a superseded document is named as what was in force before: 与原格式(…)相比."""
    is_set_against = _SET_AGAINST.search(before) and _IS_PAST.match(after)
    return bool(is_set_against or _AS_PAST.search(before) or _ENDED.match(after) or _MENDED.match(after))


def _canonical(match: re.Match[str]) -> str:
    if match["order"]:
        return match["order"]
    plain = f"〔{match['year']}〕{match['serial']}号"
    named = [document.number for document in DOCUMENTS if document.number.endswith(plain)]
    office = match["office"]
    return next((number for number in named if not office or number.startswith(office)), f"{office or ''}{plain}")
