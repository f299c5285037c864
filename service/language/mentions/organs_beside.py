"""Another organ that may be named for the report's own body, whatever it does: 县民政局 in the report of a bureau of health insurance."""

import re
from collections.abc import Iterator

from service.language.lexicon import spelled
from service.language.mentions.bodies import Body
from service.language.mentions.other_organs import (
    BUREAU,
    CASES,
    DOES,
    WITH_US,
    Organ,
    does_to_body,
    is_beside,
    is_none_of_its_departments,
    may_be,
    organs_told,
)
from service.language.mentions.place_names import COUNTIES, is_class, is_name
from service.language.text import Sentence


def organs_beside(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where another organ, of its place or of a county below its city, begins a clause and may be named for the body."""
    for each in organs_told(sentence.text):
        is_other = is_beside(each, body) or _is_in_full(each, body) or _is_below(each, body)
        is_told_of = is_other and not each.is_asked and each.is_before(DOES)
        if is_told_of and not (_is_tied(each) or does_to_body(each.text, each.end)):
            yield each.span


def _is_in_full(organ: Organ, body: Body) -> bool:
    """Whether it is named with its place, as no report names an organ beside its own body: 云溪县水利局 in that of a squad."""
    return bool(organ.place) and is_none_of_its_departments(organ, body) and not body.is_institution


def _is_below(organ: Organ, body: Body) -> bool:
    """Whether it is a county's where the body is a city's: one of many that isn't named, or the like of the body, told without comparison."""
    is_of_city = body.level == _CITY and bool(BUREAU.search(body.organ)) and not body.name.endswith(_BRANCH)
    if not is_of_city or organ.kind not in COUNTIES or any(word in organ.text for word in _COMPARES):
        return False
    return _is_like(organ, body) if organ.place else True


def _is_like(organ: Organ, body: Body) -> bool:
    """Whether an organ of a named place has the body's own field."""
    is_named = is_name(organ.place) and not is_class(organ.place) and organ.place not in body.name
    return is_named and may_be(organ.field, body)


_CITY, _BRANCH = 4, "分局"
_COMPARES = spelled("compares_those_below")


def _is_tied(organ: Organ) -> bool:
    """Whether what is told of an organ tells what it has to do with the body; some examine the papers of all others."""
    told = _QUOTED.sub("", organ.told)
    return bool(CASES.search(told) or (_EXAMINES.match(organ.field) and WITH_US.search(told)))


_QUOTED = re.compile("“[^”]*”")
_EXAMINES = re.compile("司法|财政|审计|国有资产|档案|政务服务|行政审批|大数据")
"""Fields of organs that examine what others publish: 县司法局审核文件12件."""
