"""What the pages say of sealed batches: where their texts are, and what their first runs come to."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
OTHER_SETS = {"passages", "passages-two", "passages-three", "passages-four", "traps"}
TOGETHER = 20
"""First runs that a line of the summary is of."""


class FirstRun(NamedTuple):
    """A line of docs/sealed-batches.md."""

    batch: str
    kept: str
    read_by: str
    found: str
    to_check: str
    false: str
    false_notes: str
    accused: str

    @property
    def defects(self) -> tuple[int, int]:
        """Those found, and all."""
        found, labelled = self.found.split(" of ")
        return int(found), int(labelled)


def lines(page: str) -> list[list[str]]:
    """The cells of every line of a table in a page of docs."""
    told = (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in told if line.startswith("| ")]


def first_runs() -> list[FirstRun]:
    """Each first run, the last of a batch that was read by patterns before."""
    told = [FirstRun(*cells) for cells in lines("sealed-batches.md") if len(cells) == len(FirstRun._fields)]
    return [run for run in told if run.batch != "batch" and run.read_by != "patterns"]


def number(cell: str) -> int:
    """What a cell begins with: 2 (CON01, YEAR03)."""
    found = re.match(r"\d+", cell)
    return int(found[0]) if found else 0


def test_every_batch_is_kept_where_the_page_says() -> None:
    told = {run.batch.partition(",")[0]: run.kept for run in first_runs()} | {"first": "opened"}
    for kept in ("sealed", "opened"):
        folders = {folder.name for folder in (CORPUS / kept).iterdir() if folder.is_dir()} - OTHER_SETS
        assert {batch for batch, place in told.items() if place == kept} == folders


def test_the_summary_is_what_first_runs_come_to() -> None:
    runs, told = first_runs(), lines("accuracy.md")
    for start in range(0, len(runs), TOGETHER):
        part = runs[start : start + TOGETHER]
        found, labelled = (sum(run.defects[side] for run in part) for side in (0, 1))
        notes = sum(number(run.to_check) for run in part)
        name = " to ".join(dict.fromkeys([part[0].batch, part[-1].batch]))
        summary = next(cells for cells in told if cells[0] == name)
        assert summary[1:5] == [
            str(len(part)),
            f"{found} of {labelled}",
            f"{found / labelled:.1%}".replace("%", " %"),
            f"{(found - notes) / labelled:.1%}".replace("%", " %"),
        ]
        assert summary[6] == str(sum(number(run.false_notes) for run in part))
