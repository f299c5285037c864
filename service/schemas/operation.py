"""For those who run the service."""

from marshmallow import Schema

from service.schemas import fields


class Health(Schema):
    """The process answers."""

    status = fields.text(const="ok")


class ReadinessDetails(Schema):
    """What stands in no one's way and is good to know."""

    sandbox = fields.text(
        "What confines the processes that open files: `landlock` with its ABI, `seccomp`; `limits only` where "
        "the kernel of the workers can't; `unknown` before a worker said so.",
        left_out=True,
        examples=["landlock 7, seccomp"],
    )
    queue = fields.text(
        "What holds the queue, with its version.",
        left_out=True,
        examples=["redis 7.0.15"],
    )


class Readiness(Schema):
    """Whether audits can be taken and done, and what each part says."""

    status = fields.text(const="ready")
    checks = fields.mapping(fields.text(), fields.text(const="ok"))
    details = fields.nested(ReadinessDetails, left_out=True)


class Version(Schema):
    """What runs."""

    service = fields.text()
    ruleset = fields.text()
    fetches = fields.truth("Whether reports are fetched by their addresses, from hosts that the operator allowed.")
    reads_scans = fields.truth("Whether pages that are pictures are recognised; where not, the audit of a scan fails.")
    keep_days = fields.whole("How long an audit's file and result are kept from its end on.", minimum=1)
