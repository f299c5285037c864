"""The rules on what the text counts, over every labelled text: they miss nothing, and accuse nothing that is right."""

from service.judge import judge
from tests.language.score import Tally
from tests.language.sources import sources

RULES = ("CON01", "CON02", "CON03", "CON04", "CON05", "CON06")


def test_no_written_report_is_accused_wrongly_and_no_defect_is_missed() -> None:
    tally = Tally()
    for source in sources(r"\.(txt|html)$"):
        tally.add(source, judge(source.report, select=RULES).findings, RULES)
    assert tally.faults == []
    assert tally.found_to_check.total() <= tally.found.total() // 20
