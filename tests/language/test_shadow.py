"""The language layer over every labelled text: it misses nothing, and accuses nothing that is right."""

from collections import Counter

from tests.language.shadow import RULES, judged, score
from tests.language.sources import sources


def test_no_written_report_is_accused_wrongly_and_no_defect_is_missed() -> None:
    tally: dict[str, Counter[str]] = {}
    faults = [
        fault for source in sources(r"\.(txt|html)$") for fault in score(source, [*judged(source.report)], RULES, tally)
    ]
    assert [fault for fault in faults if not fault.startswith("note")] == []
    assert tally["false note"].total() <= tally["established"].total() // 10
