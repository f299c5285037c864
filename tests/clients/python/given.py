"""What the programs of this folder are given: `program URL FOLDER`, and the files of that folder."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Told = TypeVar("Told")

URL, FOLDER = sys.argv[1], Path(sys.argv[2])
NAME = "某局年报.txt"
REPORT = (FOLDER / NAME).read_bytes()
LONG_REPORT = (FOLDER / "long.txt").read_bytes()
"""One that takes seconds to audit."""
PDF = (FOLDER / "report.pdf").read_bytes()
ARCHIVE = (FOLDER / "reports.zip").read_bytes()
CALLBACK = "https://portal.example.org/hook"
"""An address that the service may call."""
UNKNOWN = "01KADEQ4SX8Y7V1D0M3W9R5T2B"
"""The id of no audit."""


def until(ask: Callable[[], Told], is_done: Callable[[Told], bool], seconds: float = 120.0) -> Told:
    """What is told once it is what was waited for. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        told = ask()
        if is_done(told):
            return told
        time.sleep(0.2)
    raise TimeoutError
