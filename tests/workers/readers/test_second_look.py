"""What the second engine reads of a PDF before a figure accuses its author, and what it keeps from being accused."""

from collections.abc import Iterator

import pytest

from service.audits.audit import Result
from tests.corpus.mutations import case
from tests.corpus.rendering import render
from tests.corpus.report import build
from workers.pipeline import audit_bytes
from workers.readers import read
from workers.readers.geometry.page import Page
from workers.readers.pdf import miner, miner_text


@pytest.fixture
def numbers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages that the second engine was asked for, as they come."""
    asked: list[int] = []
    engine = miner.pages

    def pages(*arguments: object, **named: object) -> Iterator[Page]:
        for page in engine(*arguments, **named):
            asked.append(page.number)
            yield page

    monkeypatch.setattr(miner, "pages", pages)
    return asked


def audited(data: bytes) -> Result:
    result = audit_bytes(data)
    assert result.problem is None
    return result


def broken(seed: int = 1) -> bytes:
    """A report with a total in table three that isn't the sum of its parts."""
    return render(case("figures.total_cell", seed).draft, "pdf-lines")[1]


def test_a_report_whose_figures_accuse_nobody_is_read_once(numbers: list[int]) -> None:
    assert audited(render(build(0), "pdf-lines")[1]).pages
    assert numbers == []


def test_all_pages_of_the_tables_that_accuse_are_read_again_and_no_others(numbers: list[int]) -> None:
    data = broken()
    report = read(data)
    pages = {table.key: sorted({cell.at.page or 0 for cell in table.cells}) for table in report.tables}
    (accused,) = [found for found in audited(data).findings if found["rule"] == "ARI02"]
    assert accused["locations"][0]["table"] == "applications"
    assert len(pages["applications"]) == 2
    assert numbers == pages["applications"]
    assert pages["disclosure"][0] not in numbers


def test_where_a_part_of_a_table_is_missing_all_tables_are_read_again(numbers: list[int]) -> None:
    data = render(case("tables.row_dropped", 0).draft, "pdf-lines")[1]
    assert any(found["category"] == "table" for found in audited(data).findings)
    assert numbers == sorted({cell.at.page or 0 for table in read(data).tables for cell in table.cells})


def test_figures_that_the_second_engine_reads_differently_accuse_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    data = broken()
    assert any(found["operands"] for found in audited(data).findings)
    shown = miner_text.shown
    monkeypatch.setattr(miner_text, "shown", lambda text: "8" if text in set("0123456789") else shown(text))
    result = audited(data)
    assert result.verdict == "incomplete"
    assert not any(found["operands"] for found in result.findings)
