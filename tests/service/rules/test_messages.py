"""What rules tell people: in each language all of it, and no key of ours in either."""

import re
from collections.abc import Iterator

import pytest

from service.judge import judge
from service.reports import form
from service.reports.finding import Finding, Message
from service.rules import RULES
from tests.service.rules.examples import example
from tests.service.rules.test_cases import EVERY, Case, findings_of
from tests.service.wording import faults
from workers.readers.document import GridCell
from workers.readers.tables import labels
from workers.readers.tables.bands import Band
from workers.readers.tables.unusual_headers import named

QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^（）]*）|\([^()]*\)|http\S+|\[[^\]]*\]")
FORMAL = re.compile(r"国办\w+〔\d+〕\d+号|《[^》]*》")
KEYS = {
    key
    for table in form.TABLES
    for each in (form.ROWS[table], form.COLUMNS[table], form.HEADS[table], form.GROUPS, form.SUBSECTIONS)
    for key in each
} | set(form.TABLES)
INTERNAL = {key for key in KEYS if "_" in key or "." in key} | {"organizations", "disclosure", "litigation"}


def templates(rule: str) -> Iterator[Message]:
    yield RULES[rule].message
    if remedy := RULES[rule].remedy:
        yield remedy


def told(found: Finding) -> Iterator[Message]:
    yield found.message
    if found.suggestion:
        yield found.suggestion


def words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_][A-Za-z_.]*", text))


@pytest.mark.parametrize("rule", RULES)
def test_a_rules_own_words_are_of_their_language(rule: str) -> None:
    for message in templates(rule):
        assert words(re.sub(r"\{[^}]*\}", "", message.zh)) <= {"http"}
        assert not re.search("[\u4e00-\u9fff]", QUOTED.sub("", FORMAL.sub("", re.sub(r"\{[^}]*\}", "", message.en))))


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_no_key_of_ours_is_told(rule: str, case: Case) -> None:
    for found in findings_of(rule, case):
        stated = " ".join(at.quote or "" for at in found.locations)
        for message in told(found):
            assert faults(message.zh, message.en) == [], message
            assert words(message.zh) <= words(stated) | {"http", "https"} or rule in ("TXT04", "TXT07"), message.zh
            for text in (message.zh, message.en):
                assert not INTERNAL & words(text), text
                assert "{" not in text
                assert "None" not in words(text)


def test_what_is_told_of_a_result_of_cases_names_the_result() -> None:
    report = example("【一】行政复议7件，均获维持。\n行政复议 | 5 | 0 | 0 | 2 | 7")
    (found,) = judge(report, select=["CON04"]).findings
    assert "行政复议“结果维持”件数（7 件）与表四（5 件）" in found.message.zh


@pytest.mark.parametrize("table", form.TABLES)
def test_every_key_of_a_table_has_its_wording_as_a_row_or_a_column(table: str) -> None:
    matches = {match for found in labels._VOCABULARY.values() for match in found if match.table == table}
    for key in {match.key for match in matches} | set(form.ROWS[table]) | set(form.COLUMNS[table]):
        told = {form.row_label(table, key), form.column_label(table, key)} - {key}
        assert told or not key.isascii()
        assert not any(words(label) for label in told)
    assert not any(words(match.expected) for match in matches)


@pytest.mark.parametrize("place", range(3))
def test_a_head_in_other_words_is_told_in_the_forms(place: int) -> None:
    texts = ["自然人", "法人或其他组织", "总计"]
    texts[place] = "别的说法"
    heads = tuple(GridCell(text, 0, column) for column, text in enumerate(texts))
    known = {index: found for index, cell in enumerate(heads) if (found := labels.find(cell.text))}
    (band,) = named([Band(heads, known, aligned=True, section=3)], "applications")
    assert not any(words(match.expected) for matches in band.labels.values() for match in matches)
