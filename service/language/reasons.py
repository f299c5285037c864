"""Why what a text says isn't established: all reasons that there are to pass it over, or to have it checked.

Two more kinds are values of their own: a frame that withdraws a claim gives its period or modality (`frames`), and a year that is
no work's its role (`years.roles`). What tracing says of a number of which nothing was made is put together for who reads it, and is none.
"""

from typing import Literal, TypeGuard, get_args

Doubt = Literal[
    # of what is counted
    "words unknown", "its name alone understood", "half understood", "told in short", "about so many", "denied alone",
    "another's",  # or of more than the body itself
    "whose", "when", "of what",  # dimensions of a frame that nobody can be sure of
    "published", "handled", "answers in time", "carried beside", "counted earlier",
    # of lists, shares and growth
    "enterprises of any sort", "applicants of all kinds", "a list without a total", "its total stands before", "total behind", "nothing opens it", "another count between",
    "nearly all of it", "far from its total", "may not be all", "may overlap", "comes to another count", "rounded",
    "adds up to a total of its own", "carried over beside it", "not all answered yet",
    "whole not named", "may be of other figures", "of about so many", "about so many percent",
    "not compared in words", "counted in the sentence before", "another count beside it", "an amount of money",
    "its figures disagree", "another direction", "far from its figures",
    # of years
    "the report year beside it", "another year beside it", "a later year beside it", "this year beside it",
    "called this year", "the report year in the next sentence", "years up to it in the next sentence",
    "nothing but a count", "nothing counted",
    "a comparison beside it", "something told before it", "the same counted before it", "in brackets",
    "papers of that year", "a part of that year", "long ago", "an event",
    "a past year's paper in a plan", "a past year's paper made", "told where nothing is planned",
    "done already", "counted already", "done to an object", "what was decided in it",
]  # fmt: skip
"""Why something is to check, each with words of its own for readers (`rules.doubts`). Some things are passed over for it, too."""

Passing = Literal[
    # of what is counted
    "a part", "compared", "with others'", "without some", "but for some", "left out", "the seat's", "one of several",
    "others beside it", "others' beside the body's own", "listed behind another", "the rest",
    "summed up", "summed up with what is before it", "counted anew", "counted up since before the year",
    "done in the next year", "handled alone", "of what was checked", "over other decisions", "other business",
    "of earlier cases", "of one result", "of both kinds of cases", "of all kinds of cases", "of all kinds of applications",
    "of all that came in", "of other applications", "no applications", "nothing of applications beside it",
    "of those who asked", "of what was asked for", "what became of some", "what they concern", "by how it may be disclosed",
    "other matters behind it", "the result behind it", "of papers", "papers", "other papers", "times", "a subject", "a saying",
    # of lists, shares and growth
    "some of the sentence before", "some of it", "some of it, by its shares", "some of it, or overlapping", "picked out",
    "another list", "no list", "goes on", "not all", "of something else", "told as about so many", "doubtful in two ways",
    "whole not told", "neither is told",
    # of years
    "the report's own", "of something of that year", "what was decided in that year", "after the report year",
    "set against another year", "a statistic of that year", "compared in its sentence", "compared in the next sentence",
    "compared in the sentence before", "a series of past years", "told in the same words of another year",
    "history", "another decade", "a plan", "a plan of a later year", "a plan that was carried out", "a measure that was taken",
]  # fmt: skip
"""Why something is passed over, and told to nobody but who traces a finding."""

AnyDoubt = Doubt | Literal[""]
"""A doubt, empty where there is none."""
Reason = AnyDoubt | Passing
"""Why something isn't established, empty where it is."""


def is_doubt(reason: str) -> TypeGuard[Doubt]:
    """Whether there are words for readers for a reason."""
    return reason in get_args(Doubt)
