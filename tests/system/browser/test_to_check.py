"""Notes to check on the page: beneath what is wrong, counted apart, and called so in both languages."""

import json
from collections.abc import Sequence

import pytest
from playwright.sync_api import Route, expect

from tests.system.browser.visits import EXAMPLE, Visit

DOUBTFUL = ("YEAR01", "SEC01")


def with_notes_to_check(route: Route, doubtful: Sequence[str]) -> None:
    """The result as the service tells it, but that these of its rules did not wholly understand what they read."""
    told = route.fetch()
    document = told.json()
    for found in document["findings"]:
        if found["rule"] in doubtful:
            found |= {"to_check": True, "severity": "note", "confidence": 0.5}
    for check in document["checks"]:
        if check["rule"] in doubtful:
            check |= {"status": "to_check", "looked_at": 15, "understood": 12}
    document["audit"]["summary"] |= {"error": 3, "note": 2, "to_check": 2}
    route.fulfill(response=told, body=json.dumps(document))


def read(visit: Visit, doubtful: Sequence[str] = DOUBTFUL) -> None:
    visit.page.route("**/report", lambda route: with_notes_to_check(route, doubtful))
    visit.read(EXAMPLE)


def test_they_stand_beneath_what_is_wrong_with_a_badge_and_a_count_of_their_own(visit: Visit) -> None:
    read(visit)
    assert visit.texts(".findings h2") == ["发现的问题", "请核对的内容"]
    assert visit.texts(".head .badge") == ["错误 3", "请核对 2"]
    defects, to_check = visit.find(".cards").all()
    expect(defects.locator(".card.error")).to_have_count(3)
    expect(to_check.locator(".card.to_check")).to_have_count(2)
    expect(to_check.locator("#finding-4 .badge")).to_have_text("请核对")
    assert to_check.locator("h3 > :first-child").all_inner_texts() == ["核对项 4", "核对项 5"]
    assert visit.texts(".findings > p[role=status]") == ["显示 3 / 3 条", "显示 2 / 2 条"]
    expect(visit.find("mark.to_check.meant")).to_have_text("2022年度")
    expect(visit.find(".missing.to_check")).to_have_count(1)


def test_at_one_place_they_come_after_what_is_wrong(visit: Visit) -> None:
    read(visit, ("ARI01", "SEC01"))
    assert visit.texts("#finding-4 h3 code, #finding-5 h3 code") == ["ARI01", "SEC01"]
    assert visit.texts('td.marked:has-text("9") .ref') == ["1", "2", "4"]


def test_they_are_filtered_by_themselves(visit: Visit) -> None:
    read(visit)
    visit.find(".filters label", has_text="请核对").locator("input").uncheck()
    expect(visit.find(".card")).to_have_count(3)
    assert visit.texts(".findings > p[role=status]") == ["显示 3 / 3 条", "显示 0 / 2 条"]
    expect(visit.find("mark.to_check")).to_have_count(0)


@pytest.mark.parametrize(
    ("visitor", "outcome", "understood"), [("visit", "待核对", "12/15"), ("english_visit", "to check", "12 of 15")]
)
def test_the_rules_say_how_much_they_understood(request, visitor: str, outcome: str, understood: str) -> None:
    visit: Visit = request.getfixturevalue(visitor)
    read(visit)
    visit.find(".checks summary").click()
    cells = visit.find(".checks tr", has_text="YEAR01").locator("td")
    expect(cells).to_have_text([outcome, "15", understood, "0", "1"])
    expect(visit.find(".checks tr", has_text="ARI02").locator("td").nth(2)).to_have_text("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_tell_them_apart(visit: Visit, scheme) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    read(visit)
    assert visit.violations() == []


def test_they_speak_english(english_visit: Visit) -> None:
    read(english_visit)
    assert english_visit.texts(".findings h2") == ["Findings", "To check"]
    assert english_visit.texts(".head .badge") == ["Error 3", "To check 2"]
