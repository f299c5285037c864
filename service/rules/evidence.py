"""What the figures themselves say for a finding whose words were not wholly understood."""

from collections import defaultdict
from collections.abc import Sequence

from service.language import OF_OTHERS, Claim, Relation
from service.reports.numerals import wrong_digits
from service.reports.report import Report
from service.rules.comparison import Judged, are_by_chance, is_told_beside
from service.rules.doubts import BESIDE_RIGHT, CARRIED_BESIDE, MESSAGES, NOT_UNDERSTOOD
from service.rules.rule import HELD, LIKELY, Violation


def weighed(report: Report, judged: Judged) -> Judged:
    """Claims as judged; sure where one miswrites the table's figure, or the counts told with it agree with the table.

    行政许可18432件,行政处罚2957件, where the table has 18342 and 2957: nothing else than its decisions can be meant.
    """
    told = list(judged)
    agreeing: dict[int, list[Claim]] = defaultdict(list)
    for claim, outcome in told:
        if outcome in (HELD, LIKELY) and claim.figure and claim.relation is Relation.ALL:
            agreeing[id(claim.sentence)].append(claim)
    for claim, outcome in told:
        if not isinstance(outcome, Violation) or not outcome.doubt or not claim.figure:
            yield claim, outcome
        elif _miswrites(claim, outcome) or _is_borne_out(report, claim, outcome, agreeing[id(claim.sentence)]):
            yield claim, outcome.made_sure
        else:
            yield claim, outcome


def _miswrites(claim: Claim, outcome: Violation) -> bool:
    """Whether two of its digits changed places, or one of three is another: by chance that comes about once in hundreds."""
    digits = str(claim.value)
    wrong = wrong_digits(digits, str(outcome.expected))
    if len(wrong) == _EXCHANGED:
        return outcome.doubt in _OF_SCOPE and sorted(digits) == sorted(str(outcome.expected))
    return outcome.doubt in _OF_WORDS and len(wrong) == 1 and len(digits) >= _DIGITS


def _is_borne_out(report: Report, claim: Claim, outcome: Violation, agreeing: Sequence[Claim]) -> bool:
    """Whether counts of something else in its sentence agree with the table, and not by chance."""
    if outcome.doubt not in _OF_WORDS or is_told_beside(report, claim, outcome):
        return False
    return not are_by_chance([other.value for other in agreeing if other.measure != claim.measure])


_EXCHANGED = 2
"""Digits that may have changed places."""
_DIGITS = 3
"""How many a number has, of which one is another."""
_OF_WORDS = (
    NOT_UNDERSTOOD,
    BESIDE_RIGHT,
    CARRIED_BESIDE,
    *(MESSAGES[why] for why in ("half understood", "whose", "when")),
)
"""Why a count may be of something else, though nothing in its sentence says so."""
_OF_SCOPE = (*_OF_WORDS, *(MESSAGES[why] for why in (OF_OTHERS, "of what", "published")))
"""Why it may be of more or of less, too."""
