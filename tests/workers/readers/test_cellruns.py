"""Tables of which nothing is left but their cells, one a line, are read as exactly as those with tabs."""

import pytest

from tests.workers.readers.dumps import Accidents, blank_truth, by_tabs
from workers.readers import read
from workers.readers.cellruns import run


def alone(text: str) -> str:
    """Every cell that says something on a line of its own."""
    return "\n".join(cell for line in text.split("\n") for cell in line.split("\t") if cell.strip() or "\t" not in line)


def test_the_figures_of_all_three_tables_are_those_of_the_tabbed_text() -> None:
    truth = blank_truth()
    truth["disclosure"]["fees"]["amount"] = "1284.56"
    truth["applications"]["received"] |= {"natural_person": "7", "other": "2", "total": "9"}
    truth["applications"]["outcomes.other.other"] |= {"natural_person": "7", "other": "2", "total": "9"}
    truth["applications"]["outcomes.total"] |= {"natural_person": "7", "other": "2", "total": "9"}
    truth["reviews"]["litigation_after_review"] |= {"upheld": "1", "total": "1"}
    tabbed = by_tabs(truth, Accidents())
    found, expected = read(alone(tabbed).encode()), read(tabbed.encode())
    assert [
        {key: {name: cell.text for name, cell in row.cells.items()} for key, row in table.rows.items()}
        for table in found.tables
    ] == [
        {key: {name: cell.text for name, cell in row.cells.items()} for key, row in table.rows.items()}
        for table in expected.tables
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["行政许可", "全年办理12件。"],
        ["自然人", "总计", "其他", "商业企业"],
        ["1", "2", "3", "4", "5", "6", "7"],
    ],
)
def test_a_few_words_of_the_form_are_no_table(lines: list[str]) -> None:
    assert run(lines) == (0, [])
