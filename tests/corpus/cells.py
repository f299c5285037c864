"""Whether every cell of the tables is read, with its place and its spans, and no figure is misread without a sign.

python -m tests.corpus.cells --seeds 100-140 --formats 'pdf-*'
"""

import argparse
import fnmatch
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from service.errors import UnreadableFile
from service.reports.report import Report
from tests.corpus import accuracy, grids
from tests.corpus.draft import Draft
from tests.corpus.rendering import FORMATS, render
from tests.corpus.report import build
from workers.limits import Limits
from workers.readers import open_file
from workers.readers.document import Document, Grid

Cells = dict[tuple[int, int, int, int], str]
"""Row, column, rowspan, colspan → text, white space left out."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was read of one file against what was written into it."""

    tables: int
    found_tables: int
    cells: int
    exact_cells: int
    figures: int
    exact_figures: int
    flagged: int
    """Figures that were not read, or read without confidence: none of them accuses anybody."""

    @property
    def silently_wrong(self) -> int:
        """Figures that were read as something else, and surely."""
        return self.figures - self.exact_figures - self.flagged

    @property
    def is_exact(self) -> bool:
        """Whether there is nothing to be desired."""
        return (self.found_tables, self.exact_cells, self.exact_figures) == (self.tables, self.cells, self.figures)


def compare(draft: Draft, format: str, read: Callable[[bytes], tuple[Document, Report]] | None = None) -> Comparison:
    """The draft written in a format and read again. A text has no spans: there only figures are compared."""
    data = render(draft, format)[1]
    document, report = (read or _read)(data)
    wanted = expected(draft) if not format.startswith("text") else []
    found = _squeezed(document)
    figures, right, flagged = _figures(draft, report)
    return Comparison(
        tables=len(wanted),
        found_tables=len(found) if wanted else 0,
        cells=sum(map(len, wanted)),
        exact_cells=sum(exact(want, found) for want in wanted),
        figures=figures,
        exact_figures=right,
        flagged=flagged,
    )


def expected(draft: Draft) -> list[Cells]:
    """The cells of the tables that stand in the report, in its order."""
    tables = [draft.tables[section.table] for section in draft.sections if section.table]
    return [{(c.row, c.column, c.rowspan, c.colspan): squeeze(c.text) for c in grids.grid(table)} for table in tables]


def exact(wanted: Cells, found: list[Cells]) -> int:
    """How many cells of a table stand, with place, spans and text, in that of the found ones which has most of them."""
    return max((len(wanted.items() & cells.items()) for cells in found), default=0)


def squeeze(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def _read(data: bytes) -> tuple[Document, Report]:
    reading = open_file(data, Limits())
    return reading.document, reading.verified().report


def _squeezed(document: Document) -> list[Cells]:
    return [
        {(cell.row, cell.column, cell.rowspan, cell.colspan): squeeze(cell.text) for cell in block.cells}
        for block in document.blocks
        if isinstance(block, Grid)
    ]


def _figures(draft: Draft, report: Report) -> tuple[int, int, int]:
    """How many figures were written, how many read right, and how many not read or doubted."""
    count = right = flagged = 0
    tables = {table.key: table for table in report.tables}
    for key, rows in grids.truth(draft).items():
        for row_key, cells in rows.items():
            row = tables[key].rows.get(row_key) if key in tables else None
            for column, text in cells.items():
                cell = row.cells.get(column) if row else None
                count += 1
                right += cell is not None and squeeze(cell.text) == squeeze(text)
                flagged += cell is None or (not cell.is_sure and squeeze(cell.text) != squeeze(text))
    return count, right, flagged


def drafts(seeds: range) -> Iterator[tuple[str, Draft]]:
    """Correct, broken and harmlessly changed reports in turn."""
    for seed in seeds:
        yield f"clean {seed}", build(seed)
        yield from ((name, made.draft) for name, made in accuracy.cases(range(seed, seed + 1)))


def main() -> int:
    """Run from the command line; 0 where every cell of every file was read exactly."""
    asked = _arguments()
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last) + 1) if last else range(int(first))
    sys.stdout.write("| format | files | exact | tables | cells | figures | flagged | silently wrong |\n")
    sys.stdout.write("|---|---|---|---|---|---|---|---|\n")
    faults: list[str] = []
    for format in fnmatch.filter(sorted(FORMATS), asked.formats):
        sys.stdout.write(_line(format, seeds, faults) + "\n")
        sys.stdout.flush()
    for fault in faults:
        sys.stdout.write(fault + "\n")
    return 1 if faults else 0


def _line(format: str, seeds: range, faults: list[str]) -> str:
    sums: Counter[str] = Counter()
    for name, draft in drafts(seeds):
        sums["files"] += 1
        try:
            made = compare(draft, format)
        except UnreadableFile as error:
            faults.append(f"{format} {name}: {error.code}")
            continue
        sums["exact"] += made.is_exact
        for field in Comparison.__slots__:
            sums[field] += getattr(made, field)
        sums["wrong"] += made.silently_wrong
        if not made.is_exact:
            faults.append(f"{format} {name}: {made}")
    return (
        f"| {format} | {sums['files']} | {sums['exact']} | {sums['found_tables']}/{sums['tables']} "
        f"| {sums['exact_cells']}/{sums['cells']} | {sums['exact_figures']}/{sums['figures']} "
        f"| {sums['flagged']} | {sums['wrong']} |"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="20", help="how many, or a range: 1000-1400")
    parser.add_argument("--formats", default="*", help="a glob: 'pdf-*'")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
