"""python -m tests.fuzz --minutes 10 --only pdf: every reader fuzzed for so long, side by side as there are processors.

What is found is left in var/fuzz/KIND/found; var/fuzz/KIND/corpus grows from run to run.
"""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.seeds import KINDS, words, write

FOLDER = Path("var/fuzz")
_ROUND = 600
"""Seconds after which a fuzzer starts anew: what a library leaks counts against the job's memory."""


def main() -> int:
    """Fuzz and tell; 0 where nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--only", choices=sorted(KINDS), action="append")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    kinds = asked.only or list(KINDS)
    with ThreadPoolExecutor(asked.jobs) as pool:
        results = list(pool.map(lambda kind: _fuzz(kind, asked.minutes * 60), kinds))
    for kind, (runs, inputs, found) in zip(kinds, results, strict=True):
        print(f"{kind:6}{runs:10,} audits, {inputs:6,} inputs kept, found: {', '.join(found) or 'nothing'}")
    return int(any(found for _, _, found in results))


def _fuzz(kind: str, seconds: float) -> tuple[int, int, list[str]]:
    """How many files were audited, how many inputs reached something new, and what was found."""
    folder = FOLDER / kind
    write(kind, folder / "corpus")
    dictionary = folder / "words"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words(kind)))
    end, runs = time.monotonic() + seconds, 0
    with (folder / "log").open("wb") as log:
        while (left := int(end - time.monotonic())) > 0:
            options = [f"-dict={dictionary}", f"-max_total_time={min(left, _ROUND)}", "-print_final_stats=1"]
            command = [sys.executable, "-m", "tests.fuzz.target", kind, str(folder), *options]
            before = log.tell()
            subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False)
            log.seek(0, os.SEEK_END)
            runs += _executed(folder / "log", before)
    inputs = sum(1 for _ in (folder / "corpus").iterdir())
    return runs, inputs, sorted(path.name for path in (folder / "found").iterdir())


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def _executed(log: Path, offset: int) -> int:
    lines = log.read_bytes()[offset:].decode("utf-8", "replace").splitlines()
    told = [line for line in lines if line.startswith("stat::number_of_executed_units:")]
    return sum(int(line.split()[-1]) for line in told)


if __name__ == "__main__":
    sys.exit(main())
