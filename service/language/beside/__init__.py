"""What stands beside a claim in its sentence, which may say that it is of less than all: for one item (`item`), for all (`sentence`)."""

from service.language.beside.changes import pass_over, with_some_in
from service.language.beside.earlier import (
    applies_otherwise,
    counts_part,
    decided_reviews,
    field_of,
    names_field_enforced,
    of_those_before,
    opened_by,
    tells_of_decisions,
    tells_of_whole_body,
)
from service.language.beside.groups import of_groups
from service.language.beside.headings import LONGEST_NAME, names_part
from service.language.beside.item import as_kind_of, judged_beside, listed_behind
from service.language.beside.kinds_of_cases import (
    not_over_disclosure,
    over_what_is_unknown,
    says_none_is_over_disclosure,
)
from service.language.beside.label import Label, names_some
from service.language.beside.labels import under_labels
from service.language.beside.sentence import beside_each_other
from service.language.beside.some_applications import kinds_side_by_side
from service.language.beside.some_cases import besides
from service.language.beside.subjects import begins_as_part

__all__ = [
    "LONGEST_NAME",
    "Label",
    "applies_otherwise",
    "as_kind_of",
    "begins_as_part",
    "beside_each_other",
    "besides",
    "counts_part",
    "decided_reviews",
    "field_of",
    "judged_beside",
    "kinds_side_by_side",
    "listed_behind",
    "names_field_enforced",
    "names_part",
    "names_some",
    "not_over_disclosure",
    "of_groups",
    "of_those_before",
    "opened_by",
    "over_what_is_unknown",
    "pass_over",
    "says_none_is_over_disclosure",
    "tells_of_decisions",
    "tells_of_whole_body",
    "under_labels",
    "with_some_in",
]
