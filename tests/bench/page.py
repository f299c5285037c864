"""docs/benchmarks.md: measured, and written as a page."""

import os
import platform
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata

from tests.bench import engine, jobs, reading, scans, text
from tests.bench.reading import Reading, Sample, Tool
from workers.readers.pdf import miner, pdfium

OURS, CAREFUL, WHOLE = "pypdfium2, own grid", "pdfminer.six, own grid", "the whole audit"

_HEAD = """# Benchmarks

`make bench` measures all of this anew and writes this page. Everything is made by the corpus (`tests/corpus`), so the true
cells are known; figures are ratios of one run, for other machines give other seconds and the same ratios. Nothing here is
asserted by a test.

All tools read the same bytes on one core and take turns, file by file; times are of the processor, medians of {rounds} rounds
({slow} for camelot). Before each turn the collector clears away what the others left; it looks as rarely
at what each tool makes as it does in a job.
On a machine that has other work, run it at a high priority: its tools then share what is left alike. {machine}

## Tables of PDFs

{files} correct reports, each in another style of borders, {pages} pages. A page's end cuts tables, in merged cells too: of the
peers' tables, which are told a page at a time, the parts are put together before they are counted. Cells without spans count
where text, row and column are exact, merged ones where both spans are too.
"""

_AUDITS = """
## The whole audit of a PDF

Reading, rules and result, against pdfplumber's `extract_tables` and PyMuPDF's `find_tables` alone on the same files. Where no
figure is accused one engine reads; before a figure accuses its author the other engine reads the pages of its table again.
"""

_ENGINE = """
## The parts of the careful engine

The engine that reads again stands on pdfminer.six, with parts of our own where they pay. The same PDFs, read to their last
table, with pdfminer's own in place of one part: a part that is worth no more than 1.05 goes.
"""

_FORMATS = """
## Other kinds of files

The whole audit of a report, {reports} reports in each format.
"""

_TEXTS = """
## The parts of a text's audit

The labelled reports of `tests/corpus/reports` that are texts, in one process that is warm, with the collector at its usual
thresholds. `python -m tests.bench text --against OTHER` measures another checkout in turns with this one.
"""


def peers() -> dict[str, Tool]:
    """The other projects' tools, where they are installed."""
    try:
        from tests.bench.peers import camelot_tables, pdfplumber_tables, pymupdf_tables
    except ImportError:
        return {}
    return {
        f"pdfplumber {metadata.version('pdfplumber')} extract_tables": pdfplumber_tables,
        f"PyMuPDF {metadata.version('pymupdf')} find_tables": pymupdf_tables,
        f"camelot {metadata.version('camelot-py')} lattice": camelot_tables,
    }


def lines(rounds: int, seeds: range) -> Iterator[str]:
    """The page line by line, as it is measured."""
    with reading.alone_on_a_core():
        yield from _reading_lines(rounds, seeds)
    yield from scans.lines()
    yield from jobs.lines()


def _reading_lines(rounds: int, seeds: range) -> Iterator[str]:
    """What each tool takes alone."""
    others = peers()
    slow = max(rounds // 5, 1)
    clean, broken = reading.samples(), reading.samples(broken=True)
    yield from _HEAD.format(
        rounds=rounds, slow=slow, machine=_machine(), files=len(clean), pages=sum(sample.pages for sample in clean)
    ).splitlines()
    quick = {name: tool for name, tool in others.items() if "camelot" not in name}
    mine: dict[str, Tool] = {OURS: reading.ours(pdfium.pages), CAREFUL: reading.ours(miner.pages), WHOLE: reading.audit}
    measured = reading.measure(clean, mine | quick, rounds)
    measured |= reading.measure(clean, {name: others[name] for name in others.keys() - quick.keys()}, slow)
    yield from _tables(clean, measured)
    yield from _AUDITS.splitlines()
    yield from (
        "",
        "| report | ms a report | times as fast as pdfplumber | slowest style | fastest style | times as fast as PyMuPDF |",
        "|---|---|---|---|---|---|",
    )
    yield _ratio("no figure accused: one engine", measured)
    assert all(map(reading.accuses_figures, broken))
    assert not any(map(reading.accuses_figures, clean))
    accused = reading.measure(broken, {WHOLE: reading.audit} | quick, rounds)
    yield _ratio("a figure accused: both engines", accused)
    yield _ratio("half of them accused", measured, accused)
    yield from _ENGINE.splitlines()
    parts = reading.measure(clean, engine.tools(), rounds)
    yield from engine.lines({name: [each.seconds for each in made.values()] for name, made in parts.items()})
    yield from _FORMATS.format(reports=len(seeds)).splitlines()
    yield from ("", "| format | ms a report |", "|---|---|")
    for format, seconds in reading.audit_seconds(seeds, rounds).items():
        yield f"| {format} | {seconds * 1000:.1f} |"
    yield from of_texts(text.costs([text.ROOT], rounds)[0])


def of_texts(cost: text.Cost) -> Iterator[str]:
    """The section on what the parts of a text's audit cost."""
    yield from _TEXTS.splitlines()
    yield from ("", "| part | ms a report |", "|---|---|")
    yield from (f"| reading | {cost.reading:.1f} |", f"| judging | {cost.judging:.1f} |")


def replaced(page: str, section: Sequence[str]) -> str:
    """The page with one section, which begins with its heading, in place of the one of that heading; at its end where there is none."""
    heading = next(line for line in section if line)
    before, found, rest = page.partition(f"{heading}\n")
    _, next_heading, after = rest.partition("\n## ")
    written = "\n".join(section).strip("\n") + "\n"
    if not found:
        return f"{page.rstrip()}\n\n{written}"
    return f"{before}{written}{next_heading}{after}"


def _tables(files: Sequence[Sample], measured: Mapping[str, Mapping[str, Reading]]) -> Iterator[str]:
    pages = sum(sample.pages for sample in files)
    figures, spans = sum(map(reading.wanted_figures, files)), sum(map(reading.wanted_spans, files))
    yield from (
        "",
        "| tool | ms a page | fastest to slowest style | cells | merged cells | tables |",
        "|---|---|---|---|---|---|",
    )
    for name, made in measured.items():
        if name == WHOLE:
            continue
        each = [made[sample.name].seconds * 1000 / sample.pages for sample in files]
        yield (
            f"| {name} | {sum(r.seconds for r in made.values()) * 1000 / pages:.1f} | {min(each):.1f} to {max(each):.1f} "
            f"| {sum(r.figures for r in made.values()):,} of {figures:,} | {sum(r.spans for r in made.values()):,} of {spans:,} "
            f"| {sum(r.tables for r in made.values())} for {sum(len(sample.tables) for sample in files)} |"
        )


def _ratio(name: str, *measured: Mapping[str, Mapping[str, Reading]]) -> str:
    """The row of reports that were measured at once, or at several times."""
    tools = [tool for tool in measured[0] if all(tool in made for made in measured)]
    peers = {tool.split()[0]: _seconds(tool, measured) for tool in tools if tool != WHOLE}
    mine = _seconds(WHOLE, measured)
    took = mine.total() / sum(map(len, (made[WHOLE] for made in measured))) * 1000
    if "pdfplumber" not in peers:
        return f"| {name} | {took:.0f} | pdfplumber is not installed | | | |"
    ratios = {style: peers["pdfplumber"][style] / mine[style] for style in mine}
    least, most = min(ratios, key=ratios.__getitem__), max(ratios, key=ratios.__getitem__)
    plumber, mupdf = (peers[peer].total() / mine.total() for peer in ("pdfplumber", "PyMuPDF"))
    spread = f"{ratios[least]:.1f} ({least}) | {ratios[most]:.1f} ({most})"
    return f"| {name} | {took:.0f} | {plumber:.1f} | {spread} | {mupdf:.1f} |"


def _seconds(tool: str, measured: Sequence[Mapping[str, Mapping[str, Reading]]]) -> Counter[str]:
    """What a tool took, by style of borders."""
    seconds: Counter[str] = Counter()
    for made in measured:
        seconds.update({style: each.seconds for style, each in made[tool].items()})
    return seconds


def _machine() -> str:
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    told = f"Measured with Python {platform.python_version()} on {platform.machine()}, a machine of {cores} cores"
    return f"{told}, under a load of {load:.0f}." if load > cores / 2 else f"{told}, otherwise idle."
