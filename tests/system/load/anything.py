"""Whatever openapi.yaml allows and more, by schemathesis, and whether each answer is one that it describes.

`python -m tests.system.load.anything EXAMPLES SEED` (make contract) asks services of its own, and prints what was wrong.
"""

import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from service.storage.keys import Keys, Scope
from tests.corpus.rendering import render
from tests.corpus.report import build
from tests.system.end_to_end.serving import started_anywhere
from tests.system.load.calling import REPORT, UNLIMITED, Client

_PATIENCE = 300
"""Seconds that an answer or an audit may take: it is its content that is looked at."""
_SETTINGS = Path(__file__).with_name("schemathesis.toml")
_HOOKS = Path(__file__).with_name("blanks.py")


def ask_services(examples: int, seed: int) -> str:
    """Ask two services so, one without keys and one with a key; what was wrong."""
    wrong = ""
    for keyed in (False, True):
        with started_anywhere(**UNLIMITED) as service:
            key = Keys(service.folder).add("one", (Scope.ADMIN,)) if keyed else None
            wrong += ask(service.url, examples, key, seed=seed)
    return wrong


def ask(url: str, examples: int, key: str | None = None, *, seed: int) -> str:
    """Ask so many examples an operation, and along links; then of an audit and a batch that have ended.

    What was wrong, nothing where all was right.
    """
    anything = _asked(url, examples, key, seed, {}, ["--phases", "examples,coverage,fuzzing,stateful"])
    return anything + _asked(
        url, examples, key, seed, _ended(Client(url, key)), ["--phases", "fuzzing", "--include-method", "GET"]
    )


def _asked(
    url: str, examples: int, key: str | None, seed: int, parameters: Mapping[str, str], options: list[str]
) -> str:
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{url}/openapi.json", *options]
    command += ["--max-examples", str(examples), "--checks", "all"]
    command += ["--continue-on-failure", "--suppress-health-check", "all", "--no-color"]
    command += ["--request-timeout", str(_PATIENCE)]
    command += ["--seed", str(seed), "--generation-database", "none"]
    command += ["--header", f"Authorization: Bearer {key}"] if key else []
    # Not in the project's folder: Hypothesis would look into each of its modules for constants to try.
    with tempfile.TemporaryDirectory() as folder:
        given = "".join(f'"path.{name}" = {json.dumps(value)}\n' for name, value in parameters.items())
        Path(folder, "schemathesis.toml").write_text(
            f"hooks = {json.dumps(str(_HOOKS))}\n{_SETTINGS.read_text()}\n[parameters]\n{given}"
        )
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr


def _ended(client: Client) -> dict[str, str]:
    """An audit of a file with pages and a batch that have succeeded, by the parameters that name them."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        for name in ("a.txt", "b.txt"):
            made.writestr(name, REPORT)
    _, _, batch = client.call("POST", "/v1/archives", archive.getvalue(), **{"Content-Type": "application/zip"})
    audit_id = client.accepted(render(build(7, size="some"), "pdf-strokes")[1])
    assert client.ended(audit_id, within=_PATIENCE)["status"] == "succeeded"
    deadline = time.monotonic() + _PATIENCE
    while client.call("GET", f"/v1/batches/{batch['id']}?wait=10")[2]["status"] != "succeeded":
        assert time.monotonic() < deadline
    return {"audit_id": audit_id, "batch_id": batch["id"], "number": "1"}


if __name__ == "__main__":
    sys.exit(ask_services(*map(int, sys.argv[1:])) or None)
