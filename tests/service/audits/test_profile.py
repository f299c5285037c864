import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audits.profile import Profile, Suppression, WrongProfile
from service.reports.finding import Severity
from service.reports.report import Location, Thresholds

RULES = {"ARI01": 1, "ARI02": 1, "TXT08": 1, "CON13": 1}

WHOLE = """
select = ["ARI", "CON13"]
ignore = ["ARI02"]
[severity]
TXT08 = "warning"
[thresholds]
copied_share = 0.9
copied_length = 300
[[suppress]]
rule = "ARI01"
reason = "已更正"
section = 3
table = "applications"
row = "received"
column = "total"
quote = "8件"
"""


def parse(text: str) -> Profile:
    return Profile.parse("office", text, RULES)


def test_a_profile_says_all_that_its_file_says() -> None:
    assert parse(WHOLE) == Profile(
        "office",
        {"TXT08": Severity.WARNING},
        ("ARI", "CON13"),
        ("ARI02",),
        Thresholds(0.9, 300),
        (Suppression("ARI01", "已更正", 3, "applications", "received", "total", "8件"),),
    )


def test_an_empty_profile_changes_nothing() -> None:
    assert parse("") == Profile("office")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a b", "no TOML"),
        ("rules = 1", "profile: unknown rules; known are ignore, select, severity, suppress, thresholds"),
        ("severity = 1", "severity must be a table"),
        ('severity.ARI09 = "error"', "there is no rule ARI09"),
        ('severity.ARI01 = "fatal"', "severity of ARI01 must be one of error, warning, note"),
        ("severity.ARI01 = []", "severity of ARI01 must be one of error, warning, note"),
        ('select = "ARI"', "select must be a list"),
        ('select = ["SEC"]', "select: no rule begins with 'SEC'"),
        ('ignore = [""]', "ignore: no rule begins with ''"),
        ("ignore = [1]", "ignore: no rule begins with 1"),
        ("thresholds = []", "thresholds must be a table"),
        ("thresholds.share = 1", "thresholds: unknown share; known are copied_length, copied_share"),
        ("thresholds.copied_share = true", "thresholds: copied_share must be a number from 0"),
        ('thresholds.copied_share = "1"', "thresholds: copied_share must be a number from 0"),
        ("thresholds.copied_length = -1", "thresholds: copied_length must be a number from 0"),
        ("thresholds.copied_share = nan", "thresholds: copied_share must be a number from 0"),
        ("suppress = 1", "suppress must be a list"),
        ("suppress = [1]", "each suppress entry needs a rule and a reason"),
        ('[[suppress]]\nrule = "ARI01"', "each suppress entry needs a rule and a reason"),
        ('[[suppress]]\nreason = "甲"', "each suppress entry needs a rule and a reason"),
        ('[[suppress]]\nrule = "ARI01"\nreason = ""', "each suppress entry needs a rule and a reason"),
        ('[[suppress]]\nrule = "ARI09"\nreason = "甲"', "there is no rule ARI09"),
        ('[[suppress]]\nrule = ["ARI01"]\nreason = "甲"', "suppress: rule must be a text"),
        ('[[suppress]]\nrule = "ARI01"\nreason = 5', "suppress: reason must be a text"),
        ('[[suppress]]\nrule = "ARI01"\nreason = "甲"\nsection = "3"', "suppress: section must be a number"),
        ('[[suppress]]\nrule = "ARI01"\nreason = "甲"\nsection = true', "suppress: section must be a number"),
        ('[[suppress]]\nrule = "ARI01"\nreason = "甲"\nquote = 8', "suppress: quote must be a text"),
        ('[[suppress]]\nrule = "ARI01"\nreason = "甲"\npage = 1', "suppress: unknown page; known are"),
    ],
)
def test_each_wrong_entry_is_told_by_its_name(text: str, told: str) -> None:
    with pytest.raises(WrongProfile) as refused:
        parse(text)
    assert told in str(refused.value)


@given(st.text(max_size=60) | st.sampled_from(WHOLE.splitlines()).map(lambda line: line + line))
def test_any_text_is_a_profile_or_is_refused(text: str) -> None:
    try:
        read = parse(text)
    except WrongProfile as refused:
        told = str(refused)
    else:
        told = read.name
    assert told


HERE = Location(3, "applications", "received", "total", quote="共收到申请8件。")


@pytest.mark.parametrize(
    "places",
    [{}, {"section": 3}, {"table": "applications", "row": "received"}, {"column": "total"}, {"quote": "申请8件"}],
)
def test_a_suppression_covers_what_agrees_with_every_place_that_it_gives(places: dict[str, object]) -> None:
    each = Suppression("ARI01", "甲", **places)  # type: ignore[arg-type]
    assert each.covers("ARI01", HERE)
    assert not each.covers("ARI02", HERE)


@pytest.mark.parametrize(
    "places",
    [{"section": 2}, {"table": "reviews"}, {"row": "carried_over"}, {"column": "other"}, {"quote": "9件"}],
)
def test_a_suppression_covers_nothing_elsewhere(places: dict[str, object]) -> None:
    each = Suppression("ARI01", "甲", **({"section": 3} | places))  # type: ignore[arg-type]
    assert not each.covers("ARI01", HERE)
    assert not Suppression("ARI01", "甲", quote="甲").covers("ARI01", Location(3))
