"""Tables of which nothing is left but their cells, one a line, are read as exactly as those with tabs."""

import pytest

from tests.workers.readers.dumps import Accidents, Truth, blank_truth, by_tabs
from workers.readers import read
from workers.readers.text.cell_runs import run


def alone(text: str) -> str:
    """Every cell that says something on a line of its own."""
    return "\n".join(cell for line in text.split("\n") for cell in line.split("\t") if cell.strip() or "\t" not in line)


def counted() -> Truth:
    """Figures of which no two columns have the same."""
    truth = blank_truth()
    truth["disclosure"]["fees"]["amount"] = "1284.56"
    for row in ("received", "outcomes.other.other", "outcomes.total"):
        truth["applications"][row] |= {"natural_person": "7", "other": "2", "total": "9"}
    truth["reviews"]["litigation_after_review"] |= {"upheld": "1", "total": "1"}
    return truth


def figures(text: str) -> list[dict[str, dict[str, str]]]:
    """What the tables of a text are read as."""
    return [
        {key: {name: cell.text for name, cell in row.cells.items()} for key, row in table.rows.items()}
        for table in read(text.encode()).tables
    ]


def test_the_figures_of_all_three_tables_are_those_of_the_tabbed_text() -> None:
    tabbed = by_tabs(counted(), Accidents())
    assert figures(alone(tabbed)) == figures(tabbed)


def test_a_total_that_is_named_beside_the_applicants_is_still_the_last_figure() -> None:
    tabbed = by_tabs(counted(), Accidents())
    beside = alone(tabbed).replace("\n总计\n商业企业", "\n商业企业").replace("申请人情况\n", "申请人情况\n总计\n")
    assert beside != alone(tabbed)
    assert figures(beside) == figures(tabbed)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_label_may_break_over_two_lines(between: str) -> None:
    tabbed = by_tabs(counted(), Accidents())
    broken = alone(tabbed)
    for label in ("商业企业", "科研机构", "结果维持", "结果纠正", "其他结果", "尚未审结"):
        broken = broken.replace(f"\n{label}\n", f"\n{label[:2]}{between}{label[2:]}\n")
        broken = broken.replace(f"\n{label}\n", f"\n{label[:2]}{between}{label[2:]}\n")
    assert figures(broken) == figures(tabbed)


@pytest.mark.parametrize(
    "lines",
    [
        ["行政许可", "全年办理12件。"],
        ["自然人", "总计", "其他", "商业企业"],
        ["1", "2", "3", "4", "5", "6", "7"],
    ],
)
def test_a_few_words_of_the_form_are_no_table(lines: list[str]) -> None:
    assert run(lines)[1] == []
