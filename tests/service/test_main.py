"""What starts the whole service takes no arguments, and says so instead of starting."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(("argument", "status"), [("--help", 0), ("--port=8001", 2)])
def test_an_argument_starts_nothing_and_is_told_where_settings_are(argument: str, status: int) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "service", argument], check=False, capture_output=True, text=True, timeout=60
    )
    assert (run.returncode, "python -m service" in run.stdout + run.stderr) == (status, True)
