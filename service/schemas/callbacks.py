"""What is posted to a `callback_url`: by its `type` a receiver tells what `data` is, as Standard Webhooks has it."""

from marshmallow import Schema

from service.schemas import fields
from service.schemas.audits import Audit
from service.schemas.batches import Batch
from service.schemas.values import AuditId, Time


class AuditEnded(Schema):
    """An audit has ended."""

    type = fields.text(const="audit.ended")
    timestamp = Time("When it ended.")
    data = fields.nested(Audit)


class BatchEnded(Schema):
    """The last report of a batch has ended."""

    type = fields.text(const="batch.ended")
    timestamp = Time("When it ended.")
    data = fields.nested(Batch)


class Pinged(Schema):
    """Which ping it is."""

    id = AuditId()


class PingSent(Schema):
    """A client asked whether callbacks arrive."""

    type = fields.text(const="ping")
    timestamp = Time("When it was asked for.")
    data = fields.nested(Pinged)
