"""How a clause is meant: the frame of every item (`frame`), told by its words, a module for each dimension (`discourse`)."""

from service.language.frames.actors import is_parts, joins_office
from service.language.frames.comparisons import names_who
from service.language.frames.discourse import POINTS_BACK, Discourse
from service.language.frames.frame import PLAIN, Actor, Frame, Modality, Period, Scope, Topic
from service.language.frames.periods import MORE_YEARS, NAMING_TIME, may_sum_up_years
from service.language.frames.scopes import names_somebody, opens_point, ranks_among_years
from service.language.frames.topics import (
    answers_applications,
    counts_answers,
    is_cause,
    marks_cause,
    tells_cause_apart,
)

__all__ = [
    "MORE_YEARS",
    "NAMING_TIME",
    "PLAIN",
    "POINTS_BACK",
    "Actor",
    "Discourse",
    "Frame",
    "Modality",
    "Period",
    "Scope",
    "Topic",
    "answers_applications",
    "counts_answers",
    "is_cause",
    "is_parts",
    "joins_office",
    "marks_cause",
    "may_sum_up_years",
    "names_somebody",
    "names_who",
    "opens_point",
    "ranks_among_years",
    "tells_cause_apart",
]
