"""What led to the year's work and is no part of it: decisions of higher bodies, foundings, a chronicle."""

from service.language.lexer import Shape
from service.language.years.around import Around
from service.language.years.pieces import ANY
from service.language.years.roles import Year
from service.language.years.telling import frames

_SPANS = "(SPAN|MONTHS|NUMBER|TO)* COMMA?"
_HISTORY = tuple(
    Shape(shape)
    for shape in (
        f"{_SPANS} STATE {ANY}{{0,6}} (DECIDED|DO|RULED|DRAWN|UNKNOWN)",
        f"{_SPANS} {ANY}{{0,5}} FOUND [^STOP]*(COMMA|SEMI) {ANY}{{0,4}} (NOWIS|SINCE)",
        f"{_SPANS} ((PREP|AT) {ANY}{{0,6}} COMMA)? {ANY}{{0,6}} TRANSFERRED",
        f"{_SPANS} PREP FORMER [^COMMA SEMI STOP]{{0,16}} (FOUND|TRANSFERRED)",
        f"{_SPANS} TITLE {ANY}{{0,3}} ((DO|RULED)|DRAWN|PUBLISH|FOUND|MADEOF)",
    )
)
_REGION = Shape(
    f"{_SPANS} [^COMMA SEMI STOP OWN PREP AT ADV DO RULED FOUND]{{0,2}} REGION {ANY}{{0,8}} (DECIDED|RULED|MADEOF)|{_SPANS} UNIFIED"
)
_BEGAN = Shape(f"{_SPANS} {ANY}{{0,4}} FOUND")
_OWN_COUNT = Shape("[^STOP]*(PUBLISH|RECEIVE|(DO|RULED)) [^COMMA SEMI STOP DE]{0,6} COUNT")
_LEVELS = {"镇": 2, "乡": 2, "县": 3, "区": 3, "旗": 3, "市": 4, "州": 4, "省": 5}


def is_history(around: Around, year: Year) -> bool:
    """Whether what is told under an earlier year is what led to the report year's work."""
    if year.year >= around.year:
        return False
    after = year.after
    is_told = any(shape.begins(after) for shape in _HISTORY) or (_is_of_higher(around, year) and _REGION.begins(after))
    if is_told and not _OWN_COUNT.begins(after):
        return True
    begun = {
        y.year
        for y in around.beside(year)
        if y.year < around.year
        and _BEGAN.begins(y.after)
        and not _OWN_COUNT.begins(y.after)
        and frames(y.before, y.after)
    }
    return bool(begun - {year.year}) and _BEGAN.begins(after) and not _OWN_COUNT.begins(after)


def _is_of_higher(around: Around, year: Year) -> bool:
    """Whether the government that is named behind a year is one that the report's body is under."""
    if around.body is None:
        return False
    token = next((t for t in year.dated.tokens[year.at + 1 :] if t.kind in ("REGION", "UNIFIED")), None)
    level = _LEVELS.get(token.text[1] if token and token.text[0] == "全" else token.text[0], 0) if token else 0
    own = around.body.level or 0
    return level > own or (level == own and not around.body.is_government)
