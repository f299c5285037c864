"""Reading tables and whole audits: ours against pdfplumber and camelot on the same PDFs, in one run on one core.

Seconds are of the processor and medians of several rounds in which the tools take turns, so that what else the machine
does weighs on all of them alike.
"""

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce

import pypdfium2

from service.reports.finding import Category
from tests.corpus import cells
from tests.corpus.cells import Cells
from tests.corpus.draft import Draft
from tests.corpus.mutations import case
from tests.corpus.rendering import FORMATS, render
from tests.corpus.report import build
from workers.jobs.forkserver import collect_rarely
from workers.limits import Limits
from workers.pipeline import audit_bytes
from workers.readers.document import Grid
from workers.readers.pdf import Engine, read_with

BORDERS = tuple(format for format in FORMATS if format.startswith("pdf-") and format != "pdf-bare")
"""Of pdf-bare, which leaves its fonts to the reader's system, our fast engine reads nothing."""
OTHERS = ("docx", "docx-numbered", "doc", "html", "html-site", "text-tabs", "text-cells", "ofd")

_PARTS = 4
"""More parts than this no page's end makes of a table here."""

Tool = Callable[[bytes], list[Cells]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A PDF, the cells of its tables, and how many pages it has."""

    name: str
    data: bytes
    tables: list[Cells]
    pages: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tool did on a sample: seconds, and how much of the tables it found."""

    seconds: float
    tables: int
    figures: int
    spans: int


@contextmanager
def alone_on_a_core() -> Iterator[None]:
    """Bind this process to one core for a while."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def samples(*, broken: bool = False) -> list[Sample]:
    """A report in each style of borders: correct ones, or ones with a total that isn't the sum of its parts."""
    drafts = (case("figures.total_cell", seed).draft if broken else build(seed) for seed in range(len(BORDERS)))
    return [_sample(draft, format) for draft, format in zip(drafts, BORDERS, strict=True)]


def _sample(draft: Draft, format: str) -> Sample:
    data = render(draft, format)[1]
    return Sample(format, data, cells.expected(draft), len(pypdfium2.PdfDocument(data)))


def ours(engine: Engine) -> Tool:
    """Our own grids by one of the engines."""

    def read(data: bytes) -> list[Cells]:
        blocks = read_with(data, Limits(), engine).blocks
        return [
            {(c.row, c.column, c.rowspan, c.colspan): cells.squeeze(c.text) for c in block.cells}
            for block in blocks
            if isinstance(block, Grid)
        ]

    return read


def audit(data: bytes) -> list[Cells]:
    """The whole audit: reading, rules, result. What it found in tables is measured with the engines."""
    result = audit_bytes(data)
    assert result.problem is None
    return []


def accuses_figures(sample: Sample) -> bool:
    """Whether its audit makes both engines read."""
    told = audit_bytes(sample.data).findings
    return any(finding["operands"] or finding["category"] == Category.TABLE for finding in told)


def measure(files: Sequence[Sample], tools: Mapping[str, Tool], rounds: int) -> dict[str, dict[str, Reading]]:
    """By tool and sample. In each round every tool reads every sample, one after the other."""
    seconds: dict[tuple[str, str], list[float]] = {}
    found: dict[tuple[str, str], list[Cells]] = {}
    for _ in range(rounds):
        for sample in files:
            for name, tool in tools.items():
                _clear_away()
                begun = time.process_time()
                tables = tool(sample.data)
                seconds.setdefault((name, sample.name), []).append(time.process_time() - begun)
                found[name, sample.name] = tables
    return {
        name: {
            sample.name: _reading(statistics.median(seconds[name, sample.name]), sample, found[name, sample.name])
            for sample in files
        }
        for name in tools
    }


def _clear_away() -> None:
    """Lets the collector look at what a tool makes, as rarely as in a job, and not on its time at what the others left."""
    gc.collect()
    collect_rarely()


def _reading(seconds: float, sample: Sample, found: list[Cells]) -> Reading:
    whole = joined(found)
    figures = spans = 0
    for wanted in sample.tables:
        best = max(whole, key=lambda table: _texts_right(wanted, table), default={})
        figures += _texts_right(wanted, best)
        spans += sum(best.get(place) == text for place, text in wanted.items() if _is_span(place))
    return Reading(seconds, len(found), figures, spans)


def joined(tables: Sequence[Cells]) -> list[Cells]:
    """Each table, and each run of tables that follow one another as one: what a page's end cut is not held against a tool."""
    ends = range(1, len(tables) + 1)
    return [reduce(_below, tables[start:end]) for end in ends for start in range(max(end - _PARTS, 0), end)]


def _below(upper: Cells, lower: Cells) -> Cells:
    height = max((row + rowspan for row, _, rowspan, _ in upper), default=0)
    return upper | {(row + height, *rest): text for (row, *rest), text in lower.items()}


def wanted_figures(sample: Sample) -> int:
    """How many cells without spans its tables have."""
    return sum(not _is_span(place) for table in sample.tables for place in table)


def wanted_spans(sample: Sample) -> int:
    """How many merged cells its tables have."""
    return sum(_is_span(place) for table in sample.tables for place in table)


def _texts_right(wanted: Cells, found: Cells) -> int:
    """How many cells without spans stand at their row and column with their text."""
    texts = {(row, column): text for (row, column, _, _), text in found.items()}
    return sum(texts.get(place[:2]) == text for place, text in wanted.items() if not _is_span(place))


def _is_span(place: tuple[int, int, int, int]) -> bool:
    return place[2:] != (1, 1)


def audit_seconds(seeds: Sequence[int], rounds: int) -> dict[str, float]:
    """Seconds of a whole audit by format, the median over reports and rounds."""
    spent: dict[str, list[float]] = {format: [] for format in OTHERS}
    files = [(format, render(build(seed), format)[1]) for seed in seeds for format in OTHERS]
    for _ in range(rounds):
        for format, data in files:
            _clear_away()
            begun = time.process_time()
            audit(data)
            spent[format].append(time.process_time() - begun)
    return {format: statistics.median(taken) for format, taken in spent.items()}
