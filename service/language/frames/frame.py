"""What a frame can be: the values of its dimensions, and what of them withdraws a claim or leaves it unsure."""

from enum import StrEnum
from typing import NamedTuple

from service.language.reasons import AnyDoubt, Reason


class Actor(StrEnum):
    """Whose doing it is."""

    OWN = "own"
    OTHER = "another's"
    UNSURE = "unsure"


class Period(StrEnum):
    """When it was."""

    YEAR = "the report year"
    PART = "a part of a year"
    PAST = "an earlier year"
    NEXT = "a later year"
    SEVERAL = "several years"
    UNSURE = "unsure"


class Modality(StrEnum):
    """Whether it is told as having happened."""

    FACT = "fact"
    PLAN = "plan"


class Scope(StrEnum):
    """Whether it is of all."""

    WHOLE = "all"
    PART = "a part"
    UNSURE = "unsure"


class Topic(StrEnum):
    """What is spoken of, so that 办结3件 needs no object."""

    NONE = "none"
    APPLICATIONS = "applications"
    REVIEWS = "reviews"
    DOCUMENTS = "documents"
    DECISIONS = "decisions"
    OTHER = "other matters"


class Frame(NamedTuple):
    """What an item is said of: whose, when, fact or plan, of all or some; `scope` is of what is spoken of, be it named before."""

    actor: Actor = Actor.OWN
    period: Period = Period.YEAR
    modality: Modality = Modality.FACT
    is_denied: bool = False
    scope: Scope = Scope.WHOLE
    is_compared: bool = False
    topic: Topic = Topic.NONE

    @property
    def withdrawn(self) -> Reason | Period | Modality:
        """What makes it no statement of the body's whole year, empty where nothing does."""
        if self.actor is Actor.OTHER:
            return "another's"
        if self.period not in (Period.YEAR, Period.UNSURE):
            return self.period
        if self.modality is not Modality.FACT:
            return self.modality
        return "compared" if self.is_compared else "a part" if self.scope is Scope.PART else ""

    @property
    def unsure(self) -> AnyDoubt:
        """The first dimension that nobody can be sure of, empty where there is none."""
        if self.actor is Actor.UNSURE:
            return "whose"
        if self.period is Period.UNSURE:
            return "when"
        return "of what" if self.scope is Scope.UNSURE else ""


PLAIN = Frame()
"""What nothing says otherwise of."""
