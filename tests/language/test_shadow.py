"""The language layer over every labelled text: it misses nothing, and accuses nothing that is right."""

from tests.language import shadow_relations
from tests.language.sources import sources
from tests.language.tally import new_tally, score


def test_no_breakdown_share_or_growth_is_accused_wrongly_and_no_wrong_one_is_missed() -> None:
    tally = new_tally()
    for source in sources(r"\.(txt|html)$|ARI0[56]"):
        told = [each for each in shadow_relations.judged(source.report) if source.rules in ("", each.rule)]
        list(score(source, told, shadow_relations.RULES, tally))
    assert tally["missed"].total() == 0
    assert tally["false"].total() == 0
    assert tally["false note"].total() <= tally["established"].total() // 10
