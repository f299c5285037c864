"""What the text claims in numbers, each claim with its sentence.

Patterns run over text as `prose` gives it. A statement of a narrower scope (by post only, on another body's behalf,
of another year) is none about the whole and is left out.
"""

from service.domain.statements.applicants import applicants_of
from service.domain.statements.applications import (
    application_counts,
    channel_counts,
    names_applications,
    says_all_are_done,
)
from service.domain.statements.carried import carried_counts
from service.domain.statements.counts import Statement, counts
from service.domain.statements.decisions import decision_counts
from service.domain.statements.documents import documents_issued, documents_kept
from service.domain.statements.outcomes import outcome_counts, outcome_parts
from service.domain.statements.reviews import review_counts

__all__ = [
    "Statement",
    "applicants_of",
    "application_counts",
    "carried_counts",
    "channel_counts",
    "counts",
    "decision_counts",
    "documents_issued",
    "documents_kept",
    "names_applications",
    "outcome_counts",
    "outcome_parts",
    "review_counts",
    "says_all_are_done",
]
