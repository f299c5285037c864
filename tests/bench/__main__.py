"""python -m tests.bench [reading] [service] [sandbox] [text] [scans] [jobs] [store]: what reading costs, told in docs/benchmarks.md, and what is added."""

import argparse
import sys
from pathlib import Path

from tests.bench import jobs, page, sandbox, scans, service, store, text

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def main() -> int:
    """Measure what is asked for, all by default. The service is measured first: reading binds the process to a core."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what",
        nargs="*",
        default=["service", "sandbox", "text", "reading"],
        help="all where none is given; reading has scans and jobs, too",
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reports", type=int, default=10, help="how many for the formats other than PDF")
    parser.add_argument("--jobs", type=int, default=10_000, help="how many a worker's memory is measured after")
    parser.add_argument("--against", nargs="*", type=Path, default=[], help="other checkouts to measure texts in, too")
    asked = parser.parse_args()
    for name, part in (("service", service), ("store", store), ("sandbox", sandbox)):
        if name in asked.what:
            part.main()
    if "text" in asked.what:
        cost = text.main([root.resolve() for root in asked.against], asked.rounds)
        PAGE.write_text(page.replaced(PAGE.read_text("utf-8"), list(page.of_texts(cost))), "utf-8")
    if "scans" in asked.what:
        for line in scans.lines():
            print(line, flush=True)
    if "jobs" in asked.what:
        told = []
        for line in jobs.lines(jobs=asked.jobs):
            print(line, flush=True)
            told.append(line)
        PAGE.write_text(page.replaced(PAGE.read_text("utf-8"), told), "utf-8")
    if "reading" in asked.what:
        told = []
        for line in page.lines(asked.rounds, range(asked.reports)):
            print(line, flush=True)
            told.append(line)
        PAGE.write_text("\n".join(told) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
