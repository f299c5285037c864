"""The items of a sentence, each claim judged by those beside it."""

from collections.abc import Sequence
from itertools import zip_longest

from service.language.beside.counted_among import (
    done_by_publication,
    of_intake,
    of_letters,
    of_no_applications,
    of_outcomes_of_part,
    of_parts_amid,
    of_rows_apart,
    of_same_ones,
    of_share_of_more,
    of_those_balanced,
    of_times_answered,
    of_whole_amid,
)
from service.language.beside.kinds_of_cases import (
    of_other_kinds,
    over_no_disclosure,
    over_other_decisions,
    without_all_kinds,
)
from service.language.beside.others import (
    of_seat,
    of_seat_in,
    with_others,
    without_left_out,
    without_seat,
    without_unnamed_beside_own,
)
from service.language.beside.results_of_cases import of_kinds_of_lawsuits, of_ways_corrected
from service.language.beside.some_applications import (
    among_answered,
    before_counted_anew,
    counted_twice,
    made_by_visitors,
    of_all_else,
    of_anybody,
    of_attributes,
    of_both_years,
    of_carried,
    of_carried_answered,
    of_contents,
    of_fewer,
    of_kind_named,
    of_kinds_side_by_side,
    of_new_ones,
    of_other_applications,
    of_papers_examined,
    of_subjects,
    of_those_answered,
    of_those_carried_on,
    of_those_named,
    of_topics,
    of_what_they_concern,
    rested_on,
    with_part_included,
    without_done,
    without_lone_open,
    without_sayings,
    without_visitors,
)
from service.language.beside.some_cases import (
    among_others,
    handled,
    of_both_kinds,
    of_earlier_cases,
    of_new_cases,
    of_no_cases_of_some,
    of_one_party,
    of_one_result,
    of_rest,
)
from service.language.beside.some_documents import (
    of_checks,
    of_departments,
    of_expired,
    of_government_above,
    of_issuers,
    of_no_documents,
    of_some_documents,
    of_sorts_of_documents,
    of_those_drafted,
    of_those_made_anew,
    of_what_was_dealt_with,
    without_stock,
)
from service.language.beside.summed import (
    of_answers_in_time,
    of_sums_of_outcomes,
    of_ways_answered,
    without_rivals,
    without_summed,
)
from service.language.claims import ReadItem
from service.language.clauses import Segment


def beside_each_other(items: Sequence[ReadItem], tree: Sequence[Segment], *, has_region: bool) -> list[ReadItem]:
    """The items of a sentence, each claim judged by those beside it."""
    if not any(each.claims for each in items):
        return list(items)
    made = [handled(each, items[:at], items[at + 1 :]) for at, each in enumerate(items)]
    made = [counted_twice(each, following, items) for each, following in zip_longest(made, made[1:])]
    made = without_all_kinds(among_others(without_visitors(made)))
    for judged in _IN_ORDER:
        made = judged(made)
    made = without_seat(without_left_out(without_lone_open(made), tree))
    made = of_departments(made) if has_region else [of_government_above(with_others(each)) for each in made]
    made = without_done(without_rivals(without_summed(made)))
    return without_stock(without_unnamed_beside_own(made))


_IN_ORDER = (
    over_other_decisions,
    without_sayings,
    of_ways_answered,
    of_answers_in_time,
    of_sums_of_outcomes,
    of_one_result,
    of_kinds_of_lawsuits,
    of_ways_corrected,
    of_all_else,
    of_anybody,
    of_expired,
    among_answered,
    of_parts_amid,
    of_whole_amid,
    of_outcomes_of_part,
    of_rows_apart,
    of_same_ones,
    of_share_of_more,
    of_those_balanced,
    of_no_applications,
    of_letters,
    of_intake,
    of_times_answered,
    done_by_publication,
    of_those_answered,
    of_those_named,
    of_new_cases,
    of_both_years,
    of_carried,
    of_carried_answered,
    of_new_ones,
    rested_on,
    of_some_documents,
    of_those_drafted,
    of_those_made_anew,
    of_no_documents,
    of_rest,
    of_other_kinds,
    over_no_disclosure,
    of_earlier_cases,
    of_both_kinds,
    of_no_cases_of_some,
    of_one_party,
    of_checks,
    of_what_was_dealt_with,
    of_sorts_of_documents,
    of_issuers,
    of_seat,
    of_kind_named,
    made_by_visitors,
    of_seat_in,
    of_contents,
    of_subjects,
    with_part_included,
    of_topics,
    of_what_they_concern,
    of_attributes,
    of_kinds_side_by_side,
    of_other_applications,
    of_papers_examined,
    before_counted_anew,
    of_those_carried_on,
    of_fewer,
)
"""What says of some claims of a sentence that they are of less than all."""
