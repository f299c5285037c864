"""What the audit of a text costs: milliseconds of processor to read a report and to judge it, over the labelled reports.

Each checkout has a process of its own, and they take turns round by round, so that what else the machine does weighs on
all of them alike.
"""

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests" / "corpus" / "reports"


class Cost(NamedTuple):
    """Milliseconds of processor a report, the mean over the reports."""

    reading: float
    judging: float


def costs(roots: Sequence[Path], rounds: int) -> list[Cost]:
    """What reading and judging cost in each checkout: the median of so many rounds, after one that warms up."""
    command = [sys.executable, "-P", __file__]
    started = [
        subprocess.Popen(
            command,
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for root in roots
    ]
    measured: list[list[Cost]] = [[] for _ in roots]
    for _ in range(rounds + 1):
        for process, found in zip(started, measured, strict=True):
            assert process.stdin
            assert process.stdout
            print(file=process.stdin, flush=True)
            found.append(Cost(*map(float, process.stdout.readline().split())))
    for process in started:
        process.communicate()
    return [Cost(*map(statistics.median, zip(*found[1:], strict=True))) for found in measured]


def main(roots: Sequence[Path], rounds: int) -> Cost:
    """Print what each checkout costs, this one first, and return what this one does."""
    print("milliseconds of processor a report: reading, judging, both")
    measured = costs((ROOT, *roots), rounds)
    for root, cost in zip((ROOT, *roots), measured, strict=True):
        print(f"{cost.reading:6.2f}{cost.judging:7.2f}{sum(cost):7.2f}  {root}")
    return measured[0]


def _measure() -> None:
    """A round of every report for each line of the input, by the code that is found first."""
    from service.judge import judge
    from workers.readers import read

    _collect_as_jobs_do()
    files = [path.read_bytes() for path in sorted(REPORTS.glob("*.txt"))]
    for _ in sys.stdin:
        reading = judging = 0.0
        gc.collect()
        for data in files:
            begun = time.process_time()
            report = read(data)
            read_at = time.process_time()
            judge(report)
            reading, judging = reading + read_at - begun, judging + time.process_time() - read_at
        print(reading / len(files) * 1000, judging / len(files) * 1000, flush=True)


def _collect_as_jobs_do() -> None:
    """Have the collector wait as long as it does in a job of the code that is found first, where that says so."""
    gc.freeze()
    with suppress(ImportError):
        from workers.jobs.forkserver import collect_rarely

        collect_rarely()


if __name__ == "__main__":
    _measure()
