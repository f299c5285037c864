"""python -m tests.bench [reading] [service] [sandbox] [text] [scans]: what reading costs, told in docs/benchmarks.md, and what is added."""

import argparse
import sys
from pathlib import Path

from tests.bench import page, sandbox, scans, service, text

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def main() -> int:
    """Measure what is asked for, all by default. The service is measured first: reading binds the process to a core."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what",
        nargs="*",
        default=["service", "sandbox", "text", "reading"],
        help="all where none is given; reading has scans, too",
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reports", type=int, default=10, help="how many for the formats other than PDF")
    parser.add_argument("--against", nargs="*", type=Path, default=[], help="other checkouts to measure texts in, too")
    asked = parser.parse_args()
    if "service" in asked.what:
        service.main()
    if "sandbox" in asked.what:
        sandbox.main()
    if "text" in asked.what:
        text.main([root.resolve() for root in asked.against], asked.rounds)
    if "scans" in asked.what:
        for line in scans.lines():
            print(line, flush=True)
    if "reading" in asked.what:
        told = []
        for line in page.lines(asked.rounds, range(asked.reports)):
            print(line, flush=True)
            told.append(line)
        PAGE.write_text("\n".join(told) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
