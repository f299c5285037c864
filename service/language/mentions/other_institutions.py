"""Another school, hospital or company where the report of one tells its own work: 县第二小学将 in that of 县第三小学."""

import re
from collections.abc import Iterator
from functools import cache

from service.language.mentions.bodies import Body, abbreviates
from service.language.mentions.place_names import CLAUSE, PLACE_NAME
from service.language.text import Sentence

_PLACE = rf"{PLACE_NAME}[省市州县区旗镇乡]"
_PLANS = r"[还也]?(?:(?:将|拟|计划|打算)[^,。;]{0,20}?(?:公开|信息|栏|解读|网站|公众号|培训|公示|答复)|坚持[^,。;]{0,8}?(?:审|公开))"
"""What only an institution's own report tells of it: what it will do about disclosure, or by what rule it goes."""


def other_institutions(sentence: Sentence, body: Body) -> Iterator[tuple[int, int]]:
    """Where a sentence tells what another institution of the body's kind does or will do about disclosure."""
    if not body.is_institution:
        return
    for match in _named_so(body.ends_alike).finditer(sentence.text):
        if not abbreviates(*sorted((match["name"], body.name), key=len)):
            yield match.span("name")


@cache
def _named_so(ends: tuple[str, ...]) -> re.Pattern[str]:
    """What finds an institution with such an end to its name that tells its plans."""
    return re.compile(rf"{CLAUSE}(?P<name>{_PLACE}[\u4e00-\u9fff]{{0,8}}?(?:{'|'.join(ends)})){_PLANS}")
