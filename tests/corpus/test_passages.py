"""Passages that the language layer was mended on: what it tells of them is held here, and that it accuses none wrongly."""

import pytest

from tests.corpus.passages import passages, scores

TOLD = {
    "counties": 70,
    "towns": 69,
    "bureaus": 82,
    "institutions": 63,
    "districts": 65,
    "slips": 63,
    "websites": 65,
    "tables-counties": 87,
    "tables-bureaus": 67,
    "tables-mixed": 86,
}
"""How many of the ninety defects are told, those to check among them."""
FALSE_NOTES = {"districts": 1, "tables-bureaus": 1, "tables-mixed": 1}


@pytest.mark.parametrize("name", TOLD)
def test_no_passage_is_accused_wrongly_and_its_defect_is_told(name: str) -> None:
    score = scores(name)
    assert {rule: row["false"] for rule, row in score.items() if row["false"]} == {}
    assert sum(row["found"] for row in score.values()) == TOLD[name]
    assert sum(row["false_note"] for row in score.values()) <= FALSE_NOTES.get(name, 0)


@pytest.mark.parametrize("name", TOLD)
def test_every_label_names_one_place_of_its_passage(name: str) -> None:
    for passage in passages(name):
        text = "".join(passage.sections.values())
        assert [item["quote"] for item in passage.items if text.count(item["quote"]) != 1] == []
        assert [place["quote"] for place in passage.also if place["quote"] not in text] == []
