"""What is fuzzed: the whole audit of a file, and a second reading of it where there is a second engine."""

from contextlib import suppress

from service.errors import UnreadableFile
from service.reports.finding import CheckStatus
from workers.limits import Limits, Recognition
from workers.pipeline import audit_bytes
from workers.readers import NeedsRecognition, open_file


class RuleCrashed(Exception):
    """A rule raised what no rule may."""


def audit(data: bytes) -> None:
    """Audit a file. Whatever is raised here is a defect of ours: a problem with the file is a result."""
    with suppress(NeedsRecognition):
        result = audit_bytes(data, recognition=Recognition.ELSEWHERE)
        crashed = [check["rule"] for check in result.checks if check["status"] == CheckStatus.CRASHED]
        if crashed:
            raise RuleCrashed(*crashed)
        with suppress(UnreadableFile):
            reading = open_file(data, Limits(), recognition=Recognition.ELSEWHERE)
            reading.verified()
