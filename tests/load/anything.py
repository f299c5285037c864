"""Whatever openapi.yaml allows and more, by schemathesis, and whether each answer is one that it describes."""

import subprocess
import sys
import tempfile
from pathlib import Path

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
)


def ask(url: str, examples: int, key: str | None = None, *, seed: int) -> str:
    """Ask so many examples an operation, and along links; what was wrong, nothing where all was right."""
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{url}/openapi.json"]
    command += ["--max-examples", str(examples), "--checks", ",".join(CHECKS)]
    command += ["--continue-on-failure", "--suppress-health-check", "all", "--request-timeout", "60", "--no-color"]
    command += ["--seed", str(seed), "--generation-database", "none"]
    command += ["--header", f"Authorization: Bearer {key}"] if key else []
    # Not in the project's folder: Hypothesis would look into each of its modules for constants to try.
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr
