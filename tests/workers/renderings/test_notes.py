"""What stands on the original: a note to check is called so, and has a colour of its own."""

from service.renderers.audited import WEIGHTS
from service.renderers.to_json import finding, localised
from tests.service.api.results import plain_finding, to_check
from workers.renderings import highlights, notes


def test_a_note_to_check_is_called_so_on_the_original() -> None:
    doubtful, plain = (localised(finding(each), "zh") for each in (to_check(1), plain_finding(2)))
    assert [notes.title(doubtful, "zh"), notes.title(plain, "zh")] == ["请核对 YEAR03", "提示 YEAR07"]
    assert notes.title(doubtful, "en") == "to check YEAR03"


def test_every_weight_has_a_colour_of_its_own() -> None:
    assert set(highlights.COLOURS) == set(WEIGHTS)
    assert len(set(highlights.COLOURS.values())) == len(WEIGHTS)
