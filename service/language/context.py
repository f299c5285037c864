"""What a report tells the reader of its sentences: its year, its body's names, whether a region is the body itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.language.lexer import UNKNOWN, Token, Vocabulary
from service.language.lexicon import spelled
from service.language.mentions.bodies import Body, body_of, former_bodies, is_government, level_ahead, level_of
from service.language.years.report_year import SCHOOLS, report_year
from service.reports.report import Report

_TOWN = 2
"""The level of the governments that have none below them."""
_ZONES = spelled("zone")
_ORGAN_ENDINGS = spelled("body")

_IN_TOWN = spelled("of_town")
_SEAT, _JUSTICE, _BUREAU, _SUBDISTRICT = spelled("seat"), spelled("justice"), spelled("bureau"), spelled("subdistrict")
_OFFICE_OF_GOVERNMENT = spelled("office_of_government")
_BUREAUS, _OF_ALL = spelled("bureau_begun"), spelled("of_all_bureaus")
_TOWNS, _NO_TOWN = spelled("town_begun"), spelled("no_town_begun")
_PLACES = spelled("place_begun")
_LONGEST_NAME, _SHORTEST_TOWN, _LONGEST_TOWN = 12, 2, 4
"""Characters of a bureau's name, at most, and of a town's before the word that ends it."""
_FOREMOST, (_FOREMOST_IS,) = spelled("foremost"), spelled("is_foremost")
_HANDLING = spelled("handled")
"""Verbs that end as the name of an office does: 一网通办."""


@dataclass(frozen=True)
class Context:
    """Everything that a token's reading depends on beyond its sentence."""

    year: int | None
    body: Body | None
    is_government: bool
    vocabulary: Vocabulary
    is_school_year: bool = False
    _words: dict[str, tuple[Token, ...]] = field(default_factory=dict, compare=False)
    """The words of the texts that somebody asked for: a sentence's own, and those of the one before it."""

    @classmethod
    def of(cls, report: Report) -> "Context":
        """The context of a report."""
        body = body_of(report)
        own = [(name, "SEAT" if name.endswith(_SEAT) else "OWN") for name in _names(body)] if body else []
        above = [(name, "OTHERS") for name in _names_at_other_levels(body)] if body else []
        former = [(name, "OTHERS") for name in former_bodies(report)]
        year = report_year(report)
        vocabulary = Vocabulary([*above, *former, *own])
        return cls(year.year, body, is_government(report), vocabulary, year.is_school_year)

    def words(self, text: str) -> tuple[Token, ...]:
        """The words of a sentence's text."""
        if (words := self._words.get(text)) is None:
            words = self._words[text] = self.vocabulary.tokens(text)
        return words

    @property
    def has_region(self) -> bool:
        """Whether a whole region is the body itself: it is a government, or the management of a zone."""
        return self.is_government or bool(self.body and self.body.name.endswith(_ZONES))

    @property
    def own_governments(self) -> tuple[str, ...]:
        """What the government is called by its level, which may be the whole or its own offices alone: 县政府."""
        places = self.body.places if self.body and self.is_government else ()
        return tuple(_last_word(places[-1]) + word for word in spelled("government")) if places else ()

    @property
    def has_departments(self) -> bool:
        """Whether bodies with names and figures of their own belong to it: to a county, and not to a town."""
        return self.has_region and self.body is not None and (self.body.level or _TOWN + 1) > _TOWN

    def is_in(self, region: str) -> bool:
        """Whether the body is one of several in a region of that word: a town in 全市, but not a city."""
        return self.body is not None and self.body.level is not None and level_of(region) > self.body.level

    @property
    def reviews_others(self) -> bool:
        """Whether it decides on others' reviews, too: a government, or its bureau of justice."""
        return self.is_government or self.is_of_justice

    @property
    def is_of_justice(self) -> bool:
        """Whether it is the bureau that hears the reviews that its government decides on."""
        return bool(self.body and any(word in self.body.name for word in _JUSTICE))

    def is_body(self, words: str) -> bool:
        """Whether unknown words name a body: they end as names of bodies do."""
        return 2 < len(words) < 24 and words.endswith(_ORGAN_ENDINGS) and not words.endswith(_HANDLING)

    def is_department(self, words: str) -> bool:
        """Whether unknown words name a bureau of its own level by that: 区教育局 in a district's report."""
        places = self.body.places if self.body and self.has_departments else ()
        return bool(places) and words.startswith(places[-1][-1]) and words.endswith(_BUREAU) and self.is_body(words)

    def begins_with_part(self, said: Sequence[Token]) -> bool:
        """Whether words that aren't known begin with a bureau of its own level, a town, or another place's bureau.

        区住建局人手紧, 西河镇地处山区, 云岭县审计局作为试点.
        """
        if not self.body or not self.body.places or not said or said[0].kind != UNKNOWN:
            return False
        words = "".join([token.text for token in said])
        return self._begins_with_anothers_bureau(words) or (self.has_departments and self._begins_with_own_part(words))

    def ends_with_foremost(self, said: Sequence[Token]) -> bool:
        """Whether words end with the bureau of its own level that has most of something: 处罚最多的是县公安局, 案件集中在县住建局."""
        words = [token.text for token in said if token.kind != "STOP"]
        if not words or not self.is_department(words[-1].lstrip(_FOREMOST_IS)):
            return False
        before = "".join(words[:-1])
        return any(word in before for word in _FOREMOST)

    def _begins_with_own_part(self, words: str) -> bool:
        level = self.body.places[-1][-1] if self.body else ""
        if words.startswith(level) and not words.startswith(_OF_ALL, len(level)) and _ends_bureau(words, 1):
            return True
        is_town = any(words.find(end, _SHORTEST_TOWN, _LONGEST_TOWN + len(end)) > 0 for end in _TOWNS)
        return is_town and not words.startswith(_NO_TOWN)

    def _begins_with_anothers_bureau(self, words: str) -> bool:
        at = next((at for at in range(_SHORTEST_TOWN, _LONGEST_TOWN + 1) if words[at : at + 1] in _PLACES), 0)
        return at > 0 and not words.startswith(_NO_TOWN) and _ends_bureau(words, at + 1)

    def is_its_office(self, words: str) -> bool:
        """Whether unknown words name the office of a government, whose own applications are a part of all."""
        return self.is_government and words.endswith(_OFFICE_OF_GOVERNMENT)

    def is_own(self, words: str) -> bool:
        """Whether words that name a body may name this one, cut short."""
        if not self.body or self.body.is_government or not Body(words).organ or self._is_at_another_level(words):
            return False
        return self.body.may_be(Body(words))

    def _is_at_another_level(self, words: str) -> bool:
        """Whether the name of a bureau begins with a level that isn't the body's: 市住建局, in a district's report."""
        own = self.body.level if self.body else None
        return own is not None and level_ahead(words) not in (0, own)


def _ends_bureau(words: str, start: int) -> bool:
    """Whether the name of a bureau ends soon behind that place."""
    return any(words.find(end, start + (len(end) == 1), start + _LONGEST_NAME - 1) > 0 for end in _BUREAUS)


def _names(body: Body) -> Iterator[str]:
    """What a body is called: 江南省生态环境厅 is 生态环境厅, 省生态环境厅 and 省厅, too."""
    name, organ, places = body.name, body.organ, body.places
    level = _last_word(places[-1]) if places else ""
    yield name
    if body.is_government:
        yield from _names_of_government(body, level)
        return
    if len(organ) > 2:
        yield from (organ, level + organ, *(place + organ for place in places))
    if level and organ[-1:] in _BUREAU:
        yield from (level + organ[-1], *(level + organ[-1] + seat for seat in _SEAT))
    if name.endswith(SCHOOLS):
        yield from spelled("a_school")
    if name.endswith(spelled("management")):
        yield from spelled("managing")
    yield from _names_of_zone(name)
    if name.endswith(spelled("hospital")):
        yield from spelled("a_hospital")
    for word in spelled("called_by"):
        if word in name:
            yield word


def _names_of_zone(name: str) -> Iterator[str]:
    """What the zone is called that a body manages and is the whole of: of 安澜开发区管理委员会, 开发区."""
    for ending in (*spelled("management"), *spelled("managing")):
        zone = name.removesuffix(ending)
        if zone != name:
            yield from (word for word in spelled("zone_names") if zone.endswith(word))


def _names_at_other_levels(body: Body) -> Iterator[str]:
    """What bodies of its kind above and below it are called: of a district's bureau, 市局."""
    if body.is_government or body.level is None or body.level <= _TOWN:
        return
    for name in spelled("level"):
        if level_of(name) != body.level:
            yield from (name + ending for ending in _BUREAU)
            if len(body.organ) > 2:
                yield name + body.organ


def _names_of_government(body: Body, level: str) -> Iterator[str]:
    own = body.places[-1] if body.places else ""
    yield own
    if (body.level or 0) > _TOWN and not any(word in body.name for word in spelled("office")):
        return  # its 政府 may be the whole, or the body at its own level alone
    for word in spelled("government"):
        yield from (own + word, level + word if level else "")
    is_subdistrict = any(word in body.name for word in _SUBDISTRICT)
    yield from spelled("of_subdistrict") if is_subdistrict else (level + word for word in _IN_TOWN)


def _last_word(place: str) -> str:
    return next((word for word in _SUBDISTRICT if place.endswith(word)), place[-1:])
