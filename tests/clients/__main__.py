"""Clients generated from openapi.yaml: made, compiled, type-checked, and every operation asked of a live service by each.

`python -m tests.clients` (make clients) writes the table of docs/clients.md. It fails where anything else does, and where that
table was another.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from service.api.metrics import FLUSHED_AFTER
from tests.clients import table
from tests.clients.generators import (
    CHECKS,
    EXAMPLES,
    FOLDER,
    GENERATED,
    GENERATORS,
    LINTERS,
    PATHS,
    PYTHON,
    TYPESCRIPT,
    Command,
    Generator,
)
from tests.corpus.rendering import render
from tests.corpus.report import build
from tests.system.browser.related import RELATED
from tests.system.end_to_end.serving import EXAMPLE, ROOT, long_report, started_anywhere
from tests.system.load import anything
from tests.system.load.calling import UNLIMITED
from tests.workers.zips import archive

PAGE = ROOT / "docs" / "clients.md"
SECONDS = 300
"""Time that a command may take."""
AT_ONCE = 2
"""Commands that run beside each other, and services that are asked: each has mostly one thread."""
REQUESTS = 2
"""Requests that schemathesis makes up for an operation in each of its phases; those at the limits come besides."""
_CALLED_BACK = {**UNLIMITED, "AUDIT_CALLBACK_HOSTS": "portal.example.org"}
_QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
"""No tool is to call home."""


class Failed(Exception):
    """A step failed; what it said."""


def main() -> int:
    """Do all of it; the exit code."""
    try:
        page = checked()
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    if page != PAGE.read_text(encoding="utf-8"):
        PAGE.write_text(page, encoding="utf-8")
        print(f"{PAGE.relative_to(ROOT)} was another, and is written anew: commit it", file=sys.stderr)
        return 1
    return 0


def checked() -> str:
    """The page as it ought to be, after all has been checked. Raises Failed."""
    all_ran(LINTERS)
    generate()
    check_examples()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = dict(zip((each.name for each in GENERATORS), pool.map(asked_by, GENERATORS), strict=True))
    with started_anywhere(**UNLIMITED) as service:
        if wrong := anything.ask(service.url, REQUESTS, seed=1):
            raise Failed(wrong)
    return table.put(PAGE.read_text(encoding="utf-8"), asked)


def generate() -> None:
    """Make every client anew."""
    shutil.rmtree(GENERATED, ignore_errors=True)
    PYTHON.mkdir(parents=True)
    TYPESCRIPT.mkdir()
    all_ran([generator.generate for generator in GENERATORS])


def check_examples() -> None:
    """Check the types of clients and programs, those that the page shows included, and run the latter."""
    with started_anywhere() as service:
        for language, (file, _) in EXAMPLES.items():
            blocks = re.findall(
                rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
            )
            file.write_text("".join(blocks).replace("http://127.0.0.1:8000", service.url), encoding="utf-8")
        for command in CHECKS:  # One after the other: mypy's share a cache.
            ran(command)
        commands = [[*command, EXAMPLE] for _, command in EXAMPLES.values()]
        for command, printed in zip(commands, all_ran(commands), strict=True):
            if not re.match(r"fail\nARI\d\d error ", printed):
                raise Failed(f"{command} printed {printed}")


def asked_by(generator: Generator) -> set[table.Operation]:
    """The operations that a service answered to a client: all of them. Raises Failed."""
    with tempfile.TemporaryDirectory() as folder, started_anywhere(**_CALLED_BACK) as service:
        write_given(Path(folder))
        ran([*generator.program, service.url, folder])
        time.sleep(4 * FLUSHED_AFTER)
        with urllib.request.urlopen(f"{service.url}/metrics", timeout=60) as metrics:
            answered = table.answered(metrics.read().decode())
    if missing := [id for operation, id in table.operations() if operation not in answered]:
        raise Failed(f"{generator.name} was answered nothing of {', '.join(missing)}")
    return answered


def write_given(folder: Path) -> None:
    """The files that programs send."""
    draft = build(7, size="some")
    total = int(draft.tables["applications"].cells["received"]["total"])
    wrong = draft.with_cell("applications", "received", "total", str(total + 1))
    report = EXAMPLE.read_bytes()
    (folder / "某局年报.txt").write_bytes(report)
    (folder / "long.txt").write_bytes(long_report(12_000))
    (folder / "report.pdf").write_bytes(render(wrong, "pdf-strokes")[1])
    (folder / "reports.zip").write_bytes(archive(*RELATED[:2]))


def all_ran(commands: Sequence[Command]) -> list[str]:
    """What commands printed, in their order. Raises Failed."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(ran, commands))


def ran(command: Command) -> str:
    """What a command printed. Raises Failed where it fails, or takes too long."""
    path = os.pathsep.join(map(str, PATHS))
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, **_QUIET, "PATH": tools, "PYTHONPATH": path, "MYPYPATH": path}
    begun = time.monotonic()
    try:
        done = subprocess.run(
            command, cwd=FOLDER, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{command} took more than {SECONDS} s") from None
    seconds = f"{time.monotonic() - begun:.0f} s"
    shown = (str(part).removeprefix(f"{ROOT}/") for part in command)
    print("ok " if done.returncode == 0 else "not ok ", seconds, *shown, flush=True)
    if done.returncode:
        raise Failed(f"{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
