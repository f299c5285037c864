"""What is found in simulated scans of reports with known defects, and what is found in them that isn't there.

python -m tests.corpus.scan_defects --seeds 1-3 --kinds 'clean*': a line a kind of damage.
"""

import argparse
import fnmatch
import sys
import time
from collections import Counter
from io import BytesIO
from random import Random
from typing import Any

import pypdfium2

from service.audits.audit import Result
from service.judge import judge
from service.reports.finding import Finding
from tests.corpus.accuracy import matches
from tests.corpus.damages import KINDS, Damage
from tests.corpus.draft import Draft
from tests.corpus.expected import Item
from tests.corpus.mutations import MUTATIONS
from tests.corpus.rendering import render
from tests.corpus.report import build
from tests.corpus.scans import FILES, as_image, as_pdf, fonts, printed
from workers import readers
from workers.pipeline import audit_bytes

_POOLS = (
    ("figures.any_cell", "figures.total_cell", "figures.balance_row", "figures.neighbours_swapped"),
    ("counts.applications", "counts.outcomes", "counts.decisions", "counts.breakdown", "counts.documents"),
    ("years.own_year", "years.period", "years.itself", "years.plan", "text.foreign_body", "text.citation"),
    ("text.repeated_words", "text.fee_missing", "sections.renumbered", "sections.subsection_dropped"),
    ("tables.row_dropped", "tables.column_dropped", "tables.figure_missing", "sections.dropped", "tables.dropped"),
)
"""Of each family one defect is put into a report."""

HEADER = "| damage | scans | defects | found | to check | told unread | silent | false errors | false warnings | false notes |"


def main() -> int:
    """Prints a line a kind, and every false finding; 0 where there is none."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seeds", default="1-2")
    asked.add_argument("--kinds", default="*")
    asked.add_argument("--keep", action="store_true", help="make the scans that tests have, and nothing else")
    told = asked.parse_args()
    if told.keep:
        keep()
        return 0
    first, _, last = told.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    write(f"{HEADER}\n|{'---|' * HEADER.count('|', 1)}")
    total: Counter[str] = Counter()
    for kind, damage in KINDS.items():
        if fnmatch.fnmatch(kind, told.kinds):
            tally: Counter[str] = Counter()
            for seed in seeds:
                tally += measured(kind, damage, seed)
            write(line(kind, tally))
            total += tally
    write(line("all", total))
    return 1 if total["error"] + total["warning"] else 0


def line(kind: str, tally: Counter[str]) -> str:
    """A row of the table."""
    names = ("scans", "defects", "found", "to check", "unread", "silent", "error", "warning", "note")
    return f"| {kind} | " + " | ".join(str(tally[name]) for name in names) + " |"


def measured(kind: str, damage: Damage, seed: int) -> Counter[str]:
    """The tally of one scan; what went wrong is written, a line each."""
    draft, _ = broken(seed)
    begun = time.process_time()
    result = audit_bytes(scanned(draft, damage, Random(f"{kind} {seed}")))
    tally, faults = compared(seed, result)
    for fault in faults:
        write(f"  {kind} {seed}: {fault}")
    write(f"  {kind} {seed}: {dict(tally)}, {time.process_time() - begun:.0f} s")
    return tally


def compared(seed: int, result: Result) -> tuple[Counter[str], list[str]]:
    """The tally of what was found in a scan of the report of that seed, and what is wrong with it in words.

    Defects are those that are found in the same report as text; what isn't found there is false in the scan.
    """
    draft, items = broken(seed)
    known = list(judge(readers.read(render(draft, "docx")[1])).findings)
    items = [item for item in items if any(matches(item, finding) for finding in known)]
    tally: Counter[str] = Counter(scans=1, defects=len(items))
    unread = {check["rule"] for check in result.checks if check["unread"]}
    faults = []
    for item in items:
        same = [found for found in result.findings if _is_of(item, found)]
        if same:
            tally["found" if any(not found["to_check"] for found in same) else "to check"] += 1
        elif result.problem or item["rule"] in unread:
            tally["unread"] += 1
        else:
            tally["silent"] += 1
            faults.append(f"silent {item}")
    for found in result.findings:
        if found["rule"] != "TAB08" and not any(_is_same(found, other) for other in known):
            tally[found["severity"]] += 1
            if found["severity"] != "note":
                faults.append(f"false {found['rule']} {found['message']['zh']} {found['locations'][0]}")
    return tally, faults


def broken(seed: int) -> tuple[Draft, list[Item]]:
    """A report with a defect of each family, and what there is to find."""
    rng = Random(f"scan {seed}")
    draft, items = build(1_000 + seed), dict[str, Item]()
    for pool in _POOLS:
        case = None
        for name in rng.sample(pool, len(pool)):
            case = case or MUTATIONS[name](draft, rng)
        if case:
            draft = case.draft
            items |= {str(sorted(item.items(), key=str)): item for item in case.items}
    return draft, list(items.values())


KEPT = {"phone's photo": 4, "a page on its side": 8}
"""The scans of defects that were made once and are kept for tests, each with the seed of its report."""


def keep() -> None:
    """Makes the kept scans anew."""
    for number, (kind, seed) in enumerate(KEPT.items(), start=3):
        data = scanned(broken(seed)[0], KINDS[kind], Random(f"{kind} {seed}"), quality=60)
        (FILES / f"scan-{number}.pdf").write_bytes(data)


def scanned(draft: Draft, damage: Damage, rng: Random, quality: int = 90) -> bytes:
    """The file that a damaged print of a report ends up in."""
    chosen = fonts()
    text, pictures = printed(draft, rng.choice(chosen), damage.dpi, rng)
    pages = damage.done(pictures, rng)
    if damage.mixed:
        return _mixed(text, as_pdf(pages, quality))
    return as_image(pages, "TIFF", "tiff_lzw") if damage.kind == "tiff" else as_pdf(pages, quality)


def _mixed(text: bytes, pictures: bytes) -> bytes:
    """Every other page of the one, the rest of the other."""
    made, sources = pypdfium2.PdfDocument.new(), [pypdfium2.PdfDocument(data) for data in (text, pictures)]
    for index in range(len(sources[0])):
        made.import_pages(sources[index % 2], [index])
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _is_of(item: Item, found: dict[str, Any]) -> bool:
    """Whether a scan's finding is the item's: its quote may be read with slips, so the place alone counts."""
    at = found["locations"][0]
    return found["rule"] == item["rule"] and all(
        at.get(key) == value for key, value in item.items() if key in ("section", "table", "row", "column")
    )


def _is_same(found: dict[str, Any], other: Finding) -> bool:
    at = other.locations[0]
    section = () if at.table else (("section", at.section),)
    places = (*section, ("table", at.table), ("row", at.row), ("column", at.column))
    return found["rule"] == other.rule and all(found["locations"][0].get(key) == value for key, value in places)


def write(text: str) -> None:
    """A line of the output, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
