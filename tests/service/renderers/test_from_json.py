"""A report that goes through its kept form is the same to whoever sets it against others."""

import json

import pytest

from service.audits.audit import Request
from service.language.mentions.bodies import body_of
from service.language.years.report_year import report_year
from service.renderers import from_json
from tests.corpus.rendering import render
from tests.corpus.report import build
from workers import readers
from workers.pipeline import audit_bytes

REQUEST = Request("x", "", "", 0, "", "")


@pytest.mark.parametrize("format", ["text-tabs", "pdf", "docx", "html"])
@pytest.mark.parametrize("seed", [1, 2])
def test_tables_and_text_come_back(format, seed) -> None:
    _name, data = render(build(seed), format)
    read, result = readers.read(data), audit_bytes(data)
    rebuilt = from_json.report(REQUEST, result)
    assert (body_of(rebuilt), report_year(rebuilt).year) == (body_of(read), report_year(read).year)
    assert [paragraph.text for section in rebuilt.sections for paragraph in section.paragraphs] == [
        paragraph.text for section in read.sections for paragraph in section.paragraphs
    ]
    for table in read.tables:
        same = rebuilt.table(table.key)
        assert [(cell.text, cell.figure, cell.confidence) for cell in same.cells] == [
            (cell.text, cell.figure, cell.confidence) for cell in table.cells
        ]
        assert [cell.at.row for cell in same.cells] == [cell.at.row for cell in table.cells]


def test_what_was_kept_on_disk_is_rebuilt_too() -> None:
    _name, data = render(build(3), "pdf")
    result = audit_bytes(data)
    text, tables = json.loads(json.dumps((result.text, result.tables)))
    kept = type(result)(result.status, result.finished_at, text=text, tables=tuple(tables), pages=result.pages)
    assert from_json.report(REQUEST, kept).applications.cells is not None
