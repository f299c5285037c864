"""The relations that a text tells, those that are passed over left out."""

from service.language import Breakdown, Certainty, Growth, Reading, Share
from tests.service.reports.prose_reports import report


def breakdowns(text: str) -> list[Breakdown]:
    """The breakdowns of a text in the first section."""
    told = Reading.of(report((1, text))).relations
    return [each for each in told if isinstance(each, Breakdown) and each.certainty is not Certainty.PASSED]


def differences(text: str, of: str = "count") -> list[Growth]:
    """The differences of counts that a text in the first section tells, or those of rates in `points`."""
    told = Reading.of(report((1, text))).relations
    return [each for each in told if isinstance(each, Growth) and each.differs_in == of]


def shares(text: str) -> list[Share]:
    """The shares and growth rates of a text in the first section."""
    told = Reading.of(report((1, text))).relations
    shares = [each for each in told if isinstance(each, Share) and each.certainty is not Certainty.PASSED]
    return [each for each in shares if not (isinstance(each, Growth) and each.differs_in == "count")]
