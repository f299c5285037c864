"""How right figures of simulated scans are: python -m tests.corpus.scan_accuracy FONT… --seeds 10-20 --dpi 150,200.

Fonts are Chinese TrueType files; those of this machine where none is named.
"""

import argparse
import sys
import time
from collections import Counter
from random import Random

from service.reports.report import Report
from tests.corpus.draft import Draft
from tests.corpus.report import build
from tests.corpus.scans import Faults, as_pdf, fonts, scanned
from workers import readers

_DASHES = frozenset("-—–/")


def main() -> int:
    """Prints a line a scan and the tally; 0 where every wrong figure was flagged."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("fonts", nargs="*")
    asked.add_argument("--seeds", default="1-3")
    asked.add_argument("--dpi", default="150,200")
    told = asked.parse_args()
    first, _, last = told.seeds.partition("-")
    tally: Counter[str] = Counter()
    chosen, resolutions = told.fonts or fonts(), told.dpi.split(",")
    for seed in range(int(first), int(last or first) + 1):
        font, dpi = chosen[seed % len(chosen)], int(resolutions[seed % len(resolutions)])
        rng = Random(seed * 7 + dpi)
        faults = Faults.invent(rng, dpi)
        draft = build(seed)
        pictures = scanned(draft, font, faults, rng)
        begun = time.process_time()
        report = readers.read(as_pdf(pictures, 90))
        seconds = (time.process_time() - begun) / len(pictures)
        found = compared(draft, report)
        tally += found
        tally.update(pages=len(pictures), scans=1)
        sys.stdout.write(f"{seed} {dict(found)} {seconds:.1f} s a page, {faults}\n")
        sys.stdout.flush()
    figures = tally["exact"] + tally["wrong"] + tally["unread"]
    sys.stdout.write(f"{dict(tally)}: {tally['exact'] / figures:.2%} exact\n")
    return 1 if tally["silent"] else 0


def compared(draft: Draft, report: Report) -> Counter[str]:
    """How many figures are exact, wrong, wrong without a flag (silent), flagged though exact, and unread."""
    found: Counter[str] = Counter()
    for key, table in draft.tables.items():
        for row, columns in table.cells.items():
            for column, text in columns.items():
                cell = report.table(key).cell(row, column)
                if cell is None:
                    found["unread"] += 1
                elif cell.text == text or (text in _DASHES and cell.figure.is_blank):
                    found["exact"] += 1
                    found["flagged"] += not cell.is_sure
                else:
                    found["wrong"] += 1
                    found["silent"] += cell.is_sure
    return found


if __name__ == "__main__":
    sys.exit(main())
