"""The fields of requests; openapi.yaml says the same, and a test holds the two together."""

from marshmallow import Schema

from service.api.fields import after, audit, choice, choices, cursor, rules, switch, time, whole, words
from service.audits.audit import Status
from service.reports.finding import Category, Severity, Verdict

LONGEST = 30
"""Seconds for which an answer is held."""


class NewAudit(Schema):
    """What may be said of a report beside its file."""

    year = whole(2008, 2099)
    agency = words(200)
    label = words(200)
    select = rules()
    ignore = rules()
    profile = words(64)
    baseline = audit()
    reuse = switch()
    callback_url = words(2000)


class NewBatch(Schema):
    """What may be said of all reports of a batch."""

    year = whole(2008, 2099)
    label = words(200)
    select = rules()
    ignore = rules()
    profile = words(64)
    callback_url = words(2000)


class AuditsQuery(Schema):
    """Which of a client's audits are asked for."""

    status = choices(Status)
    verdict = choice(Verdict)
    year = whole(2008, 2099)
    agency = words(200)
    label = words(200)
    created_after = time()
    limit = whole(1, 200, default=50)
    cursor = after()


class WaitQuery(Schema):
    """For how long a client would have the answer held."""

    wait = whole(0, LONGEST, default=0)


class FindingsQuery(Schema):
    """Which findings are asked for."""

    severity = choices(Severity)
    to_check = switch(default=None)
    category = choices(Category)
    rule = rules()
    limit = whole(1, 1000, default=100)
    cursor = cursor()
