"""Which reports of a batch belong together: the years of one body, and a government with its bodies."""

from collections.abc import Sequence
from dataclasses import replace

from service.language.mentions.bodies import Body, body_of
from service.language.years.report_year import report_year
from service.reports.report import Report

_FEWEST_BODIES = 2
"""Of fewer bodies' reports no sum is expected."""


def relate(reports: Sequence[Report]) -> list[Report]:
    """The same reports, each with last year's of its body and, if it is a government's, with those of its bodies."""
    known = [(report, body_of(report), report_year(report).year) for report in reports]
    related = []
    for report, body, year in known:
        if body is None or year is None:
            related.append(report)
            continue
        last = next((other for other, its, of in known if its == body and of == year - 1), report.previous)
        under = tuple(other for other, its, of in known if its and of == year and is_under(its, body))
        related.append(replace(report, previous=last, bodies=under if len(under) >= _FEWEST_BODIES else ()))
    return related


def is_under(body: Body, government: Body) -> bool:
    """Whether a body belongs to a government: a department of its own place, or the government of a place below it.

    The departments of a place below are that place's, and stand in its government's figures.
    """
    if not government.is_government or body == government or not government.places:
        return False
    place = government.places[-1]
    if place not in body.places:
        return False
    below = body.places[body.places.index(place) + 1 :]
    return bool(below) == body.is_government
