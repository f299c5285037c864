"""The whole service as its users start it, and what a client and an operator do to it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.workers.processes import children_of, is_gone, wait_for

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "report-with-defects.txt"
SOON = 15
"""Seconds that a promised second may take beside other work. What it takes is measured by `make torture`."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: dict[str, Any]
    seconds: float


class Service:
    """`python -m service` with a data folder and a free port of its own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self._settings = {"AUDIT_DATA_DIR": str(folder), "AUDIT_PORT": "0", "AUDIT_WORKERS": "1", **settings}
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    @property
    def launched(self) -> subprocess.Popen[str]:
        """The supervisor's process."""
        assert self._process
        return self._process

    def launch(self) -> subprocess.Popen[str]:
        """Start it without waiting for anything."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AUDIT_")}
        log = self.log_file.open("a")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "service"],
            cwd=ROOT,
            env={**kept, **self._settings},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            process_group=0,
        )
        return self._process

    def start(self) -> "Service":
        """Start it and wait until it says that it is ready."""
        process = self.launch()
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("Ready at "), self.log()
        self.url = line.split()[2]
        return self

    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def is_idle(self) -> bool:
        """Whether it is ready, and no audit waits or runs."""
        try:
            unended = self.call("GET", "/v1/audits?status=queued,running&limit=1")
            return self.call("GET", "/readyz").status == 200 and unended.body.get("audits") == []
        except OSError:
            return False

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to end; its exit code."""
        self.launched.send_signal(by)
        return self.launched.wait(60)

    def kill(self) -> None:
        """Kill it and everything that it started, at once."""
        if self._process:
            for pid in [self._process.pid, *self.pids()]:
                kill(pid)
            self._process.wait(30)

    @property
    def log_file(self) -> Path:
        return self.folder.parent / f"{self.folder.name}.log"

    def log(self) -> str:
        return self.log_file.read_text()

    def pids(self, of: str = "") -> list[int]:
        """The processes under the supervisor, those alone that have `of` in their command line."""
        found: list[int] = []
        unseen = [self.launched.pid]
        while unseen:
            children = children_of(unseen.pop())
            found += children
            unseen += children
        return [pid for pid in found if of in _command(pid)]

    def workers(self) -> list[int]:
        """The workers without their jobs' processes."""
        own = children_of(self.launched.pid)
        return [pid for pid in self.pids("-m workers ") if pid in own]

    def worker(self) -> int:
        return self.workers()[0]

    def redis(self) -> int:
        return self.pids("redis.sock")[0]

    def call(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        begun = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                code, told, data = answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            code, told, data = error.code, dict(error.headers), error.read()
        return Answer(code, told, json.loads(data) if data else {}, time.monotonic() - begun)

    def post(self, report: bytes) -> Answer:
        named = {"Content-Type": "text/plain", "Content-Disposition": "attachment; filename=report.txt"}
        return self.call("POST", "/v1/reports", report, **named)

    def accepted(self, report: bytes) -> str:
        """Post a report that must be accepted; its audit's id."""
        answer = self.post(report)
        assert answer.status == 202, answer
        return str(answer.body["id"])

    def post_batch(self, archive: bytes, **headers: str) -> Answer:
        return self.call("POST", "/v1/archives", archive, **{"Content-Type": "application/zip", **headers})

    def ended(self, audit_id: str, within: float = 60.0) -> dict[str, Any]:
        """The audit once it has ended."""
        return self._ended(f"/v1/audits/{audit_id}", within)

    def ended_batch(self, batch_id: str, within: float = 30.0) -> dict[str, Any]:
        """The batch once it has ended."""
        return self._ended(f"/v1/batches/{batch_id}", within)

    def _ended(self, path: str, within: float) -> dict[str, Any]:
        def ask() -> dict[str, Any] | None:
            answer = self.call("GET", path)
            return answer.body if answer.status == 200 and answer.body["finished_at"] else None

        result: dict[str, Any] = wait_for(ask, within)
        return result


@contextmanager
def started(folder: Path, **settings: str) -> Iterator[Service]:
    """A service of its own with these settings, its data in the folder: ready, and ended afterwards with all its processes."""
    service = Service(folder / "var", **settings)
    try:
        yield service.start()
    finally:
        service.kill()


@contextmanager
def started_anywhere(**settings: str) -> Iterator[Service]:
    """The same in a folder that is erased afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="audit-", ignore_cleanup_errors=True) as folder,
        started(Path(folder), **settings) as service,
    ):
        yield service


def long_report(lines: int = 2000) -> bytes:
    """A report that takes two seconds or so to audit."""
    before, after = EXAMPLE.read_text("utf-8").split("二、主动公开", 1)
    told = "".join(f"2023年，第{number}次主动公开信息{number}条。\n" for number in range(lines))
    return f"{before}{told}二、主动公开{after}".encode()


def together(count: int, act: Callable[[int], object]) -> None:
    """Do something so many times at once, each time with its number; ends when all have ended."""
    with ThreadPoolExecutor(count) as pool:
        list(pool.map(act, range(count)))


def kill(pid: int, by: signal.Signals = signal.SIGKILL) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, by)


@contextmanager
def frozen(pids: list[int]) -> Iterator[None]:
    """Have processes stand still, as those do whose disk doesn't answer."""
    for pid in pids:
        kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            kill(pid, signal.SIGCONT)


def all_gone(pids: list[int]) -> bool:
    return all(map(is_gone, pids))


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""
