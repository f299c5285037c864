"""What items claim: measures of the tables with a value, each with how surely it was understood."""

from service.language.claims.before import COUNTED_EARLIER, NOTHING_BEFORE, Before
from service.language.claims.claim import LONG, Certainty, Claim, ReadItem, Relation, tells_difference
from service.language.claims.making import TELLS, all_done, claims_of, is_begun, names_one_of_two
from service.language.claims.naming import CONCLUDED, case_of, outcome_of
from service.language.claims.shaping import Fit, fit

__all__ = [
    "CONCLUDED",
    "COUNTED_EARLIER",
    "LONG",
    "NOTHING_BEFORE",
    "TELLS",
    "Before",
    "Certainty",
    "Claim",
    "Fit",
    "ReadItem",
    "Relation",
    "all_done",
    "case_of",
    "claims_of",
    "fit",
    "is_begun",
    "names_one_of_two",
    "outcome_of",
    "tells_difference",
]
