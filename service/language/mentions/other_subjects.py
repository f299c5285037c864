"""Another body like the report's own as what a clause is about, whatever it tells: 白石林场 in the report of 青岗林场.

A report tells of such a body only because of something between the two: a visit, a joint act, a case, a merger. Where a sentence
gives none, the name may be left in from the report that served as a model.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from service.language.lexicon import spelled
from service.language.mentions.bodies import FORMER, Body, abbreviates, level_of
from service.language.mentions.other_organs import does_to_body
from service.language.mentions.other_places import is_elsewhere, names_level_of, tells_work
from service.language.mentions.place_names import CHARACTER, CLAUSE, PLACE_NAME, ZONE, is_class, is_name, tells_of_visit
from service.language.text import Sentence

_PLACE = re.compile(
    rf"{CLAUSE}(?P<body>(?P<name>{PLACE_NAME}(?:[\u4e00-\u9fff]{{1,3}}(?=旗))?"
    rf"(?P<kind>街道|镇|乡(?![镇村])|县|{ZONE}|(?<![新园发开])区|旗|(?<![城上门都超夜互])市)))"
    r"(?![场民长里外内境直级域委口、和与及等()\d]|至|到|分(?!局)|(?:人民)?(?:法院|检察院))"
)
"""A place that begins a clause, and no word that begins with a kind of one, 房地产市场; a banner may have a longer name."""
_PARTS = re.compile(
    rf"(?:[对使让]|促进|推[动进]|提[升高]|督促|指导|组织|加强|规范|{CLAUSE})"
    rf"(?P<body>(?P<name>(?:(?![省市县区旗州盟各全]){CHARACTER}){{2,3}}(?P<kind>街道|镇|乡|县|(?<![新园发开])区|旗|市))各"
    r"(?:村|社区|街道|乡?镇|部门|单位|科室|股室|站所))"
)
"""What belongs to a place, as what is worked upon there: 对松岭镇各村报来的账目."""
_ALIKE = tuple("林场 农场 海关 分局 图书馆 博物馆 文化馆 档案馆".split())
"""What names of bodies end with that are called alike in any place, beside those of schools, hospitals and companies."""
_FACULTY = re.compile(f"[{''.join(spelled('fields_of_study'))}].{{0,2}}学院$")
"""A part of a university: 法学院."""
_IN_NO_NAME = re.compile("|".join((f"^{FORMER}", *spelled("stands_in_no_name"))))
_TIES = re.compile("|".join(spelled("ties_of_bodies")))
_EACH, _BRANCH, _CITY = "各", "分局", "市"


class Subject(NamedTuple):
    """Where a sentence names it, and whether what it does there is surely told for the report's own body."""

    start: int
    end: int
    is_at_work: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Its first character, and the one behind its last."""
        return self.start, self.end


def other_subjects(sentence: Sentence, body: Body) -> Iterator[Subject]:
    """Where another body of the report's own level or kind begins a clause, or parts of it are worked upon, and nothing tells why.

    Of several beside each other each has its share in what is told: 望汐海关供稿30条,临港海关供稿26条.
    """
    text = sentence.text
    if not sentence.section:
        return
    found = {
        each.start: each for each in (*_places(text, body), *_of_own_kind(text, body))
    }  # 松岭县第二中学 for 松岭县
    if len(found) == 1 and not tells_of_visit(text):
        yield from (each for each in found.values() if not _is_tied(each, text, body))


def _is_tied(subject: Subject, text: str, body: Body) -> bool:
    """Whether what is told of it, up to a semicolon, tells what it has to do with the body, or its clause names the body's place."""
    begins = max(text.rfind(mark, 0, subject.start) for mark in ":;") + 1
    ends = min((at for mark in ":;" if (at := text.find(mark, subject.end)) >= 0), default=len(text))
    clause = text[subject.end : ends].split(",", 1)[0]
    names_body = bool(body.places) and body.places[-1] in clause
    return names_body or _TIES.search(text, begins, ends) is not None


def _places(text: str, body: Body) -> Iterator[Subject]:
    """The places of the body's level that begin a clause, or all of whose parts a text names.

    What they surely do `other_places` tells. A city may be above a smaller one, and check or teach it.
    """
    if not names_level_of(text, body):
        return
    patterns = (_PLACE, _PARTS) if _EACH in text else (_PLACE,)
    for match in (each for pattern in patterns for each in pattern.finditer(text)):
        is_above = match["kind"] == _CITY and does_to_body(text, match.end("body"))
        if is_elsewhere(match, body) and not (is_above or _IN_NO_NAME.search(match["name"])):
            yield Subject(*match.span("body"))


def _of_own_kind(text: str, body: Body) -> Iterator[Subject]:
    """The bodies that begin a clause and are called as the report's own is: another forest farm, another school."""
    ends = body.ends_alike or tuple(end for end in _ALIKE if body.name.endswith(end))
    for match in _named_so(ends).finditer(text) if any(end in text for end in ends) else ():
        level = level_of(match["kind"] or "")
        is_below = 0 < level < (body.level or 0) and match["end"] != _BRANCH
        if _is_proper_name(match) and not (is_below or _is_own(match, body)):
            is_at_work = level == body.level and tells_work(text, match.end("body"))
            yield Subject(*match.span("body"), is_at_work)


def _is_own(match: re.Match[str], body: Body) -> bool:
    """Whether it may be the body itself, in short or by another name; schools and hospitals of one place are several."""
    is_of_place = match["name"] in body.name and not (match["kind"] and body.is_institution)
    return is_of_place or abbreviates(*sorted((match["body"], body.name), key=len))


def _is_proper_name(match: re.Match[str]) -> bool:
    """Whether it is called by a name of its own, and none of a class or of a part: 二级学院, 法学院, 儿童医院, 物业公司."""
    name, stem = match["body"], match["name"]
    if is_class(name) or _IN_NO_NAME.search(stem) or _FACULTY.search(name):
        return False
    is_of_trade = match["end"] in _COMPANY and not match["kind"] and name == stem + match["end"]
    return is_name(stem) and stem not in _KINDS and not is_of_trade


_COMPANY = ("公司", "集团")
_KINDS = spelled("kinds_of_institutions")


@cache
def _named_so(ends: tuple[str, ...]) -> re.Pattern[str]:
    """What finds a body with such an end to its name at the beginning of a clause."""
    return re.compile(
        rf"{CLAUSE}(?={PLACE_NAME})(?P<body>(?P<name>{CHARACTER}{{2,3}}?)(?P<kind>[省市州县区旗镇乡]|街道)?"
        rf"(?:{'|'.join(_KINDS)})*(?P<end>{'|'.join(ends)}))(?![、和与及等()\d]|总署|保护)"
    )
