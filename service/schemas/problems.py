"""What went wrong."""

from marshmallow import Schema

from service.schemas import fields
from service.schemas.values import Part, ProblemType


class AuditProblem(Schema):
    """Why an audit failed."""

    type = ProblemType()
    title = fields.text()
    status = fields.whole(minimum=400, maximum=599)
    detail = fields.text()
    part = Part(left_out=True)


class FieldError(Schema):
    """A field of a request that is wrong, and what it must be."""

    pointer = fields.text(format="json-pointer")
    detail = fields.text("What the field must be.")


class ProblemDetails(Schema):
    """RFC 9457. `part` and the last three members are there for some types only."""

    type = ProblemType()
    title = fields.text()
    status = fields.whole(minimum=400, maximum=599)
    detail = fields.text("What happened and what to do.")
    part = Part(left_out=True)
    instance = fields.text(format="uri-reference")
    request_id = fields.text()
    errors = fields.many(fields.nested(FieldError), "The fields that are wrong.", left_out=True)
    problem = fields.nested(AuditProblem, left_out=True)
    checks = fields.mapping(
        fields.text(),
        fields.text(),
        "What each part of the service says, `ok` or the code of a problem.",
        left_out=True,
    )


class ProblemPage(Schema):
    """What a type of problem means."""

    type = ProblemType()
    code = fields.text()
    title = fields.text()
    status = fields.whole(minimum=400, maximum=599)
    description = fields.text("Braces stand for the facts of each occurrence.")
    retry_after = fields.whole("Seconds after which trying again can help.", null=True)
