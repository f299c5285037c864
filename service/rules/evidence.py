"""What the figures themselves say for a finding whose words leave it in doubt."""

from collections import defaultdict
from collections.abc import Sequence

from service.language import Breakdown, Claim, Relation
from service.language.reasons import Doubt
from service.reports.finding import Number
from service.reports.numerals import are_exchanged, has_wrong_digit
from service.reports.report import Report
from service.rules.comparison import Judged, are_by_chance, is_told_beside
from service.rules.doubts import BESIDE_RIGHT, CARRIED_BESIDE, MESSAGES, NOT_UNDERSTOOD
from service.rules.rule import HELD, LIKELY, Violation


def weighed(report: Report, judged: Judged) -> Judged:
    """Claims as judged; sure where one miswrites the table's figure, or the counts told with it agree with the table.

    行政许可18432件,行政处罚2957件, where the table has 18342 and 2957: nothing else than its decisions can be meant.
    """
    told = list(judged)
    agreeing: dict[int, list[Number]] = defaultdict(list)
    for claim, outcome in told:
        if outcome in (HELD, LIKELY) and claim.figure and claim.relation is Relation.ALL:
            agreeing[id(claim.sentence)].append(claim.value)
    for claim, outcome in told:
        if not isinstance(outcome, Violation) or not outcome.doubt or not claim.figure:
            yield claim, outcome
        elif _miswrites(claim, outcome) or _is_borne_out(report, claim, outcome, agreeing[id(claim.sentence)]):
            yield claim, outcome.made_sure
        else:
            yield claim, outcome


def _miswrites(claim: Claim, outcome: Violation) -> bool:
    """Whether two of its digits changed places, or one of three is another."""
    told, figure = str(claim.value), str(outcome.expected)
    if are_exchanged(told, figure):
        return outcome.doubt in _OF_SCOPE
    return outcome.doubt in _OF_WORDS and outcome.doubt != BESIDE_RIGHT and has_wrong_digit(told, figure)


def _is_borne_out(report: Report, claim: Claim, outcome: Violation, agreeing: Sequence[Number]) -> bool:
    """Whether other counts of its sentence agree with the table, and not by chance."""
    is_told = is_told_beside(report, claim, outcome)
    return outcome.doubt in _OF_WORDS and not is_told and not are_by_chance(agreeing)


_OF_WORDS = (
    NOT_UNDERSTOOD,
    BESIDE_RIGHT,
    CARRIED_BESIDE,
    MESSAGES["half understood"],
    MESSAGES["whose"],
    MESSAGES["when"],
)
"""Why a count may be of something else, though nothing in its sentence says so."""
_OF_SCOPE = (*_OF_WORDS, MESSAGES["another's"], MESSAGES["of what"], MESSAGES["published"])
"""Why it may be of more or of less, too."""


def is_off_by_a_digit(found: Breakdown) -> bool:
    """Whether parts that all but come to their total miss it as one wrong digit does, or two that changed places.

    The last digit is no evidence, since a list that leaves one or two out misses by that, too: 共64条,其中37条、18条、6条.
    """
    parts = [part for part in found.parts if isinstance(part, int)]
    total, added = found.total, sum(parts)
    if not isinstance(total, int) or len(parts) < len(found.parts) or found.reason not in _OF_LISTS:
        return False
    if not 0 < abs(added - total) <= _NEAR * total:
        return False
    is_of_parts = any(total - added + part in _with_exchanged_digits(part) for part in parts)
    return is_of_parts or added in _with_exchanged_digits(total) or _is_digit(abs(added - total))


def _is_digit(miss: int) -> bool:
    """Whether it is one digit before the last: 10, 40, 300."""
    digits = str(miss)
    return len(digits) > 1 and not digits[1:].strip("0")


def _with_exchanged_digits(number: int) -> list[int]:
    """The number with each two neighbours of its digits exchanged."""
    digits = str(number)
    return [int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]) for at in range(len(digits) - 1)]


_NEAR = 0.15
"""How far a sum with one wrong digit is from the right one, in proportion, at most."""
_OF_LISTS: frozenset[Doubt] = frozenset(
    (
        "nothing opens it",
        "nearly all of it",
        "another count between",
        "carried over beside it",
        "total behind",
        "comes to another count",
    )
)
"""Why a list may not be one of all that the total counts."""
