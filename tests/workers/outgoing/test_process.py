"""The process that calls out, as it is started on a machine of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.workers.processes import wait_for


def test_it_runs_in_a_data_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "audit"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AUDIT_")}
    command = [sys.executable, "-m", "workers.outgoing"]
    with subprocess.Popen(command, env={**kept, "AUDIT_DATA_DIR": str(folder)}, stderr=subprocess.PIPE) as process:
        try:
            wait_for(lambda: (folder / "deliveries.lock").exists() or process.poll() is not None)
            process.terminate()
            assert process.wait(30) == 0, process.stderr and process.stderr.read()
        finally:
            process.kill()
    assert folder.stat().st_mode & 0o777 == 0o700
