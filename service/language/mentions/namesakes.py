"""A body of another place that is called as the report's own is, wherever a sentence names it: 维持了丹涧县教育局的答复."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.language.lexicon import spelled
from service.language.mentions.bodies import Body, level_of
from service.language.mentions.other_organs import is_within, without_joins
from service.language.mentions.place_names import (
    CHARACTER,
    CLAUSE,
    FORMERLY,
    OFFICE_OF_PLACE,
    is_class,
    is_name,
    is_sent_elsewhere,
    tells_of_visit,
)
from service.language.text import Sentence

_ZONE = "(?:经济技术|经济|高新技术产业|工业)?开发区|高新区|经开区"
"""Kinds of zones of one level; a park or a new area may be within another, or hold others."""
_OF_ZONE = "管委会|管理委员会"
_ALIKE = re.compile(
    rf"(?=(?P<body>(?P<name>{CHARACTER}{{2}})(?P<kind>省|市(?!场)|州(?![市县区])|县|区|旗|镇|乡|街道|{_ZONE})"
    rf"(?P<office>(?:人民)?政府|办事处|(?<=[发新开]区)(?:{_OF_ZONE})|(?<=[省市州县区旗])[\u4e00-\u9fff]{{1,12}}?(?:局|厅|委员会|联合会|联|中心|支队|大队))))"
)
"""A body of a place, whatever stands around it; two characters before the kind of the place may be its name, or none."""
_AT_CLAUSE = re.compile(rf"{CLAUSE}$")
_CHARACTER = re.compile(rf"{CHARACTER}$")


class Namesake(NamedTuple):
    """Where a sentence names it, and whether what is told there can be told of the report's own body alone."""

    start: int
    end: int
    is_in_its_place: bool

    @property
    def place(self) -> tuple[int, int]:
        """Its first character, and the one behind its last."""
        return self.start, self.end


def namesakes(sentence: Sentence, body: Body) -> Iterator[Namesake]:
    """The namesakes that a sentence names, without those that have to do with the body: 与丹涧县教育局联合举办.

    The preamble names who is to be asked, in ever new words before the name: 寄县教育局办公室.
    """
    text = sentence.text
    if tells_of_visit(text) or is_sent_elsewhere(text):
        return
    for short, end in _called_alike(text, body):
        start = short - 1 if _has_longer_name(text[:short]) else short
        before, behind = text[:start].removesuffix(_ABOVE_TAXES), text[end:]
        if text[short + 1] == FORMERLY and not _may_precede(before):
            continue  # 清理原市卫生局印发的文件, 划入原市水务局职责
        if _AT_CLAUSE.search(before):
            if behind.startswith(_OF_ITS_OWN) or not behind.startswith(_NOT_ALONE):
                yield Namesake(start, end, is_in_its_place=True)
        elif before.endswith(_ASKS) and any(word in behind[:_OFFICE_TO_ASK] for word in _TO_BE_ASKED):
            yield Namesake(start, end, is_in_its_place=True)
        elif sentence.section and not (before.endswith(_HAS_TO_DO_WITH) or behind.startswith(_DOES_TO_US)):
            yield Namesake(start, end, before.endswith(_DOES_TO_IT) or behind.startswith(_OF_ITS_OWN))


_ABOVE_TAXES = "国家税务总局"
"""What the names of all offices of taxes begin with: 学习国家税务总局丹涧县税务局做法."""
_NOT_ALONE = spelled("not_alone")
_HAS_TO_DO_WITH, _DOES_TO_US = spelled("has_to_do_with"), spelled("does_to_us")
_ASKS, _TO_BE_ASKED = spelled("asks"), spelled("to_be_asked")
_OFFICE_TO_ASK = 14
"""Characters behind a body that may name its office: 可与丹涧县教育局办公室联系."""
_DOES_TO_IT, _OF_ITS_OWN = spelled("done_to_the_body"), spelled("of_the_body_alone")
_BEFORE_NAMES = (*_DOES_TO_IT, *_HAS_TO_DO_WITH, *_ASKS)


def _has_longer_name(before: str) -> bool:
    """Whether the last character before two of a name is one of it, too: what can stand before a name stands before that: 由北|台子县…."""
    is_of_name = _CHARACTER.search(before) is not None and is_name(before[-1])
    return is_of_name and _may_precede(before[:-1]) and not _may_precede(before)


def _may_precede(before: str) -> bool:
    """Whether a name may follow: a clause begins, or a word stands there that names stand behind."""
    return before.endswith(_BEFORE_NAMES) or _AT_CLAUSE.search(before) is not None


def _called_alike(text: str, body: Body) -> Iterator[tuple[int, int]]:
    """Where a text names the government of another place of the body's level, or the like organ of one."""
    for match in _ALIKE.finditer(text) if OFFICE_OF_PLACE.search(text) else ():
        if _is_alike(match, body) and not _is_own(match, body) and _names(match):
            yield match.span("body")


def _is_alike(match: re.Match[str], body: Body) -> bool:
    """Whether a body is a government as the report's own is one, or the like organ, of a place of its level; or both run a zone."""
    office = match["office"]
    if office in _OFFICES_OF_ZONES:
        return body.is_of_zone
    field = without_joins(office)
    is_alike = not field if body.is_government else bool(field) and is_within(office, body.organ)
    return is_alike and level_of(match["kind"]) == body.level


_OFFICES_OF_ZONES = _OF_ZONE.split("|")


def _is_own(match: re.Match[str], body: Body) -> bool:
    """Whether it is the body's own place, be its name of one character: 歙县."""
    return match["name"] in body.name or match["name"][-1] + match["kind"] in body.places


def _names(match: re.Match[str]) -> bool:
    """Whether a name is one of a place; 列席县政府 tells that only behind what stands before names: 由北泉市政府.

    A name of one character may stand behind the end of a verb: 借鉴滑县人民政府.
    """
    if match.string.endswith(_HAS_TO_DO_WITH, 0, match.start() + 1):
        return False
    if match["office"] == _IN_SHORT and not match.string.endswith(_BEFORE_NAMES, 0, match.start()):
        return False
    is_of_zone = match["office"] in _OFFICES_OF_ZONES
    return is_name(match["name"]) and not is_class(match["name"] + ("" if is_of_zone else match["kind"]))


_IN_SHORT = "政府"
