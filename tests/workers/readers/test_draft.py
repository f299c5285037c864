import json
from random import Random

import pytest

from service.audits.media import Media, sniff
from service.errors import DamagedFile, NotAReport
from service.reports import form
from tests.corpus import figures
from workers import readers


def drafted(**said: object) -> bytes:
    return json.dumps({"title": "某某局2023年政府信息公开工作年度报告", **said}, ensure_ascii=False).encode()


def told(seed: int) -> dict[str, dict[str, dict[str, str]]]:
    return {table: figures.as_text(rows) for table, rows in figures.tables(Random(seed)).items()}


@pytest.mark.parametrize("seed", range(20))
def test_every_figure_of_a_draft_is_read_where_it_was_said(seed) -> None:
    said = told(seed)
    report = readers.read(drafted(tables=said))
    read = {
        table.key: {row: {key: cell.text for key, cell in found.cells.items()} for row, found in table.rows.items()}
        for table in report.tables
    }
    assert read == said


@pytest.mark.parametrize("table", form.TABLES)
def test_a_table_alone_is_read_and_its_missing_rows_are_missing(table) -> None:
    rows = told(1)[table]
    kept = dict(list(rows.items())[:-1])
    report = readers.read(drafted(tables={table: kept}))
    assert list(report.table(table).rows) == list(kept)


def test_text_is_read_section_by_section() -> None:
    sections = [
        {"number": 1, "text": "（一）主动公开。2023年公开信息8条。\n（二）依申请公开。无。"},
        {"number": 6, "text": "无"},
    ]
    report = readers.read(drafted(sections=sections))
    assert [section.number for section in report.sections] == [1, 6]
    first = report.section(1)
    assert [part.key for part in first.subsections] == ["proactive", "on_request"]
    assert report.title.text == "某某局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("data", [b'{"sections": 5}', b'{"tables": {"applications": 3}}', b'{"sections": [{}]}'])
def test_a_json_object_of_another_shape_is_damaged(data) -> None:
    with pytest.raises(DamagedFile):
        readers.read(data)


def test_an_empty_draft_is_no_report() -> None:
    with pytest.raises(NotAReport):
        readers.read(b"{}")


@pytest.mark.parametrize("data", [b"{not json", b'["a"]', b'{"a": 1', b"[" * 100_000, b'{"a":' * 100_000])
def test_what_only_looks_like_json_is_text(data) -> None:
    assert sniff(data) is Media.TEXT
