"""Attacks with batches: many files in one request, archives that inflate to much more than they are, files passed over."""

import io
import threading
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.storage.keys import Keys, Scope
from tests.system.attacks.attack import Attack, Outcome
from tests.system.end_to_end.serving import EXAMPLE, Service, long_report, started
from tests.workers.processes import wait_for
from tests.workers.zips import archive, overlapping

_MAY_WAIT = 10


def _reports(count: int, report: bytes = b"") -> bytes:
    named = ((f"{number:04}.txt", report or EXAMPLE.read_bytes()) for number in range(count))
    return archive(*named, deflated=True)


@contextmanager
def _most_that_wait(service: Service) -> Iterator[list[float]]:
    """The depth of the queue, looked at all the time; the list has one entry: the most that was seen."""
    most, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            most[0] = max(most[0], _depth(service))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        over.set()
        watcher.join()


def _depth(service: Service) -> float:
    with urllib.request.urlopen(f"{service.url}/metrics", timeout=30) as answer:
        told = answer.read().decode()
    lines = [line for line in told.splitlines() if line.startswith("report_audit_queue_depth ")]
    return float(lines[0].split()[1])


def _more_files_than_may_wait(folder: Path) -> Outcome:
    """What waits besides audits: a job that is ready, and the batch's own step."""
    settings = {"AUDIT_WAITING_A_CLIENT": str(_MAY_WAIT), "AUDIT_METRICS_OPEN": "1", "AUDIT_WORKERS": "2"}
    with started(folder, **settings) as service:
        batch_id = service.post_batch(_reports(990)).body["id"]
        with _most_that_wait(service) as most:
            time.sleep(10)
        service.call("DELETE", f"/v1/batches/{batch_id}")
    return Outcome(most[0] <= _MAY_WAIT + 3, f"{most[0]:.0f} of one client waited where {_MAY_WAIT} may")


def _a_batch_that_waits_for_room(folder: Path) -> Outcome:
    with started(folder, AUDIT_WAITING_A_CLIENT=str(_MAY_WAIT), AUDIT_METRICS_OPEN="1") as service:
        batches = [service.post_batch(_reports(15)).body["id"] for _ in range(2)]
        with _most_that_wait(service) as most:
            ends = [service.ended_batch(batch_id, 90) for batch_id in batches]
    done = sum(end["counts"]["succeeded"] for end in ends)
    held = done == 30 and most[0] <= _MAY_WAIT + 3
    return Outcome(held, f"{done} of 30 files of two batches were audited, {most[0]:.0f} waited at most")


def _another_client(folder: Path) -> Outcome:
    keys = Keys(folder / "var")
    one, other = ({"Authorization": f"Bearer {keys.add(name, (*Scope,))}"} for name in ("one", "other"))
    with started(folder, AUDIT_WAITING="400", AUDIT_WAITING_A_CLIENT="400", AUDIT_METRICS_OPEN="1") as service:
        service.post_batch(_reports(600, long_report(1500)), **one)
        time.sleep(5)
        named = {"Content-Type": "text/plain", **other}
        answers = [service.call("POST", "/v1/reports", EXAMPLE.read_bytes(), **named).status for _ in range(10)]
        depth = _depth(service)
    admitted = answers.count(202)
    return Outcome(admitted == len(answers), f"{admitted} of 10 of another client admitted; {depth:.0f} of 400 wait")


_BLANKS = EXAMPLE.read_bytes() + b"\n" * 19_900_000
"""What looks like a report, and is as large as one may be."""


def _bomb(files: int) -> bytes:
    """Files packed as tightly as ZIP knows how."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_BZIP2) as made:
        for number in range(files):
            made.writestr(f"{number}.txt", _BLANKS)
    return written.getvalue()


def _kept(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder / "var" / "audits").rglob("submission"))


def _inflating(folder: Path, bomb: bytes, files: int) -> Outcome:
    with started(folder) as service:
        batch = f"/v1/batches/{service.post_batch(bomb).body['id']}"
        with suppress(TimeoutError):
            wait_for(lambda: service.call("GET", batch).body["status"] != "expanding", 20)
        kept = _kept(folder)
    return Outcome(kept < len(bomb), f"{len(bomb) / 1000:.0f} KB with {files} files became {kept / 1e6:.0f} MB on disk")


def _a_bomb(folder: Path) -> Outcome:
    return _inflating(folder, _bomb(45), 45)


def _overlapping_files(folder: Path) -> Outcome:
    return _inflating(folder, overlapping(40, _BLANKS), 40)


def _files_passed_over(folder: Path) -> Outcome:
    left = ("__MACOSX/._a.txt", "~$a.docx", "Thumbs.db", "sub/", ".DS_Store")
    with started(folder) as service:
        sent = archive(("a.txt", EXAMPLE.read_bytes()), *((name, b"") for name in left))
        told = service.ended_batch(service.post_batch(sent).body["id"])
    skipped = {each["name"] for each in told.get("skipped", ())}
    return Outcome(skipped == set(left), f"{len(skipped)} of {len(left)} files that were passed over are told")


ATTACKS = (
    Attack(
        "batch-past-the-bound",
        "no more wait for a client than may, however many a batch has",
        _more_files_than_may_wait,
    ),
    Attack("batch-waits-for-room", "a batch that has no room yet is audited to its end", _a_batch_that_waits_for_room),
    Attack("batch-locks-others-out", "a client's batch leaves room for the others", _another_client),
    Attack("batch-bomb", "a file that inflates too much is refused", _a_bomb),
    Attack("batch-overlapping-files", "files that share bytes are refused", _overlapping_files),
    Attack("batch-files-passed-over", "files of an archive that are passed over are told", _files_passed_over),
)
