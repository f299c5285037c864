"""The years that the layer would tell over every labelled text: it misses none, and accuses none that is right."""

from tests.language.sources import sources
from tests.language.tally import new_tally, score
from tests.language.years import RULES, judged


def test_no_written_report_is_accused_wrongly_of_a_year_and_none_is_missed() -> None:
    tally = new_tally()
    faults = [
        fault for source in sources(r"\.(txt|html)$") for fault in score(source, [*judged(source.report)], RULES, tally)
    ]
    assert faults == []


def test_every_case_of_the_rules_on_years_is_told_and_none_that_is_right_is_accused() -> None:
    faults: list[str] = []
    for source in sources("^YEAR0[1-5]"):
        rules = (source.rules,)
        told = [each for each in judged(source.report) if each.rule == source.rules]
        faults += score(source, told, rules, new_tally())
    assert [fault for fault in faults if not fault.startswith("note")] == []
