"""What was asked of a year is heard from the code itself, in its order, and is what it was judged by."""

import sys

from service.language.tracing.asked import Condition, asked_of
from service.language.year_claims import year_claims
from service.language.years.around import Around
from tests.service.rules.examples import example


def conditions(text: str, year: int) -> list[Condition]:
    report = example(f"【一】{text}")
    (claim,) = (each for each in year_claims(report) if each.year.year == year)
    return list(asked_of(claim, Around.of(report)))


def test_a_condition_has_the_name_the_meaning_and_the_answer_of_its_function() -> None:
    found = {each.name: each for each in conditions("2022年，我局收到申请3件。", 2022)}
    assert found["signs.frames"].holds
    assert found["signs.frames"].means == "what is told after it is that year's work"
    assert not found["leftovers._is_series"].holds


def test_what_it_is_named_for_is_asked_before_what_becomes_of_it() -> None:
    names = [each.name for each in conditions("在2022年，我局收到申请3件。", 2022)]
    assert names.index("signs.is_adverbial") < names.index("signs.frames") < names.index("leftovers._is_series")


def test_a_shape_has_the_name_that_its_module_gives_it() -> None:
    frames = next(each for each in conditions("2022年，我局收到申请3件。", 2022) if each.name == "signs.frames")
    assert [part.name for part in frames.parts if part.holds] == ["signs._TOLD"]
    history = next(
        each for each in conditions("2022年，我局收到申请3件。", 2022) if each.name == "leftovers._is_history"
    )
    assert "leftovers._HISTORY" in {part.name for part in history.parts}


def test_the_years_of_a_sentence_are_asked_each_by_itself() -> None:
    text = "2022年收到4件、2020年收到2件。"
    assert not _holds(text, 2022, "contrast.in_contrast")
    assert _holds(text, 2020, "contrast.in_contrast")


def test_who_listened_before_goes_on_listening() -> None:
    before = sys.getprofile()
    conditions("2022年，我局收到申请3件。", 2022)
    assert sys.getprofile() is before


def _holds(text: str, year: int, name: str) -> bool:
    return next(each.holds for each in conditions(text, year) if each.name == name)
