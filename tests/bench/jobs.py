"""What a job costs beside its audit: reports sent through HTTP against plain calls of the same code, by kind of file.

Processor time is read from /proc, by component, so that other work of the machine weighs little; what is done in a second
weighs in as it is.
"""

import http.client
import json
import os
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from tests.corpus.mutations import case
from tests.corpus.rendering import render
from tests.corpus.report import build
from tests.system.end_to_end.serving import Service, started_anywhere
from tests.workers.processes import children_of
from workers.jobs.forkserver import collect_rarely
from workers.pipeline import audit_bytes

REPORTS = 120
"""Reports of a kind that are sent at once; PDFs are a third of them."""
_WARM = 12
_TICK = os.sysconf("SC_CLK_TCK")
_COMPONENTS = (
    ("workers.jobs.forkserver", "jobs"),
    ("redis.sock", "Redis"),
    ("-m workers ", "worker"),
    ("gunicorn", "API"),
)
"""What is in a process's command line, and what it belongs to: the first that fits."""
_KINDS = {
    "text": ("text-tabs", "text/plain", REPORTS),
    "DOCX": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", REPORTS),
    "PDF": ("pdf", "application/pdf", REPORTS // 3),
}


@dataclass(frozen=True, slots=True)
class Run:
    """What sending all reports of a kind took: seconds in all, and milliseconds of the processor a job by component."""

    reports: int
    seconds: float
    processor: dict[str, float]


_HEAD = f"""
## Jobs

Made reports, half of them with a figure that is accused, sent over one connection to a service with so many workers, against plain
calls of the same code in as many processes that are warm. Milliseconds are of the processor, all components together, by /proc:
beside its audit a job costs what is left when a plain call is taken off. {REPORTS} texts and DOCX files, a third as many PDFs.
"""
_LATENCY = """
From POST to result (`Prefer: wait`), at a steady rate to a service with two workers: idle, and at parts of what it did when all
were sent at once. The PDFs have three pages or four.
"""
_MEMORY = """
Memory (PSS) of a worker, with the fork server of its jobs, and of their process.
"""


def lines(workers: Sequence[int] = (1, 2, 4), jobs: int = 10_000) -> Iterator[str]:
    """The section of the page."""
    yield from _HEAD.splitlines()
    yield ""
    yield from job_lines(workers)
    yield from _LATENCY.splitlines()
    yield ""
    yield from latency_lines()
    yield from _MEMORY.splitlines()
    yield ""
    yield from memory_lines(jobs)


def job_lines(workers: Sequence[int]) -> Iterator[str]:
    """The table of what a job costs, by kind of file."""
    yield "| kind | workers | plain, reports a second | through HTTP | ratio | ms a plain call | ms a job beside it | API | worker | jobs | Redis | other |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|---|"
    for kind, (format, media_type, count) in _KINDS.items():
        files = reports(format, count)
        for processes in workers:
            plain = plain_calls(files, processes)
            sent = through_http(files, media_type, processes)
            yield _row(kind, processes, plain, sent)


def _row(kind: str, workers: int, plain: Run, sent: Run) -> str:
    own, all = plain.processor["plain"], sum(sent.processor.values())
    rates = [run.reports / run.seconds for run in (plain, sent)]
    parts = " | ".join(f"{sent.processor.get(name, 0):.1f}" for name in ("API", "worker", "jobs", "Redis", "other"))
    return f"| {kind} | {workers} | {rates[0]:.1f} | {rates[1]:.1f} | {rates[1] / rates[0]:.2f} | {own:.1f} | {all - own:.1f} | {parts} |"


def reports(format: str, count: int) -> list[bytes]:
    """Made reports, every other one with a figure that is accused; each another file."""
    drafts = (case("figures.total_cell", seed).draft if seed % 2 else build(seed) for seed in range(count))
    return [render(draft, format)[1] for draft in drafts]


def plain_calls(files: Sequence[bytes], processes: int) -> Run:
    """The audits alone, by so many processes that are warm."""
    with ProcessPoolExecutor(processes, get_context("fork"), collect_rarely) as pool:
        list(pool.map(_seconds_of, files[:_WARM]))
        begun = time.perf_counter()
        spent = list(pool.map(_seconds_of, files))
        seconds = time.perf_counter() - begun
    return Run(len(files), seconds, {"plain": statistics.mean(spent) * 1000})


def _seconds_of(data: bytes) -> float:
    """Of the processor."""
    begun = time.process_time()
    audit_bytes(data)
    return time.process_time() - begun


def through_http(files: Sequence[bytes], media_type: str, workers: int) -> Run:
    """The same reports, sent to a service with so many workers, until all have ended."""
    with started_anywhere(AUDIT_LOG_LEVEL="WARNING", AUDIT_WORKERS=str(workers)) as service:
        _send(service, files[:_WARM], media_type)
        before = _processor(service)
        begun = time.perf_counter()
        _send(service, files, media_type)
        seconds = time.perf_counter() - begun
        spent = _processor(service)
        spent.subtract(before)
    return Run(len(files), seconds, {name: ticks * 1000 / _TICK / len(files) for name, ticks in spent.items()})


def _send(service: Service, files: Sequence[bytes], media_type: str) -> None:
    """Send reports over one connection, and wait until all have ended."""
    connection = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=120)
    named = {"Content-Type": media_type, "Content-Disposition": "attachment; filename=report"}
    ids = [_asked(connection, "POST", "/v1/reports", data, named)["id"] for data in files]
    for audit_id in reversed(ids):
        while not (audit := _asked(connection, "GET", f"/v1/audits/{audit_id}?wait=30"))["finished_at"]:
            pass
        assert audit["status"] == "succeeded", audit
    connection.close()


def _asked(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, object]:
    connection.request(method, path, body, headers)
    answer: dict[str, object] = json.loads(connection.getresponse().read())
    return answer


def _processor(service: Service) -> Counter[str]:
    """Ticks of the processor that each component has had, with those of its processes that ended."""
    spent: Counter[str] = Counter()
    for pid in [service.launched.pid, *service.pids()]:
        with suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            component = next((name for part, name in _COMPONENTS if part in command), "other")
            spent[component] += sum(map(int, fields[11:15]))
    return spent


def latency_lines(seconds: float = 20.0) -> Iterator[str]:
    """The table of latencies: from POST to result on an idle service, and of texts at half of what it can do and near all of it."""
    yield "| kind | load | reports a second | p50 ms | p95 ms | p99 ms |"
    yield "|---|---|---|---|---|---|"
    with started_anywhere(AUDIT_LOG_LEVEL="WARNING", AUDIT_WORKERS="2") as service:
        for kind, parts in (("text", (0.5, 0.9)), ("PDF", ())):
            format, media_type, count = _KINDS[kind]
            files = reports(format, count)
            _send(service, files[:_WARM], media_type)
            begun = time.perf_counter()
            _send(service, files, media_type)
            most = len(files) / (time.perf_counter() - begun)
            for load, rate in (("idle", 2.0), *((f"{part:.0%}", most * part) for part in parts)):
                times = sorted(_at_rate(service, files, media_type, rate, seconds))
                p50, p95, p99 = (times[int((len(times) - 1) * part)] * 1000 for part in (0.5, 0.95, 0.99))
                yield f"| {kind} | {load} | {rate:.1f} | {p50:.0f} | {p95:.0f} | {p99:.0f} |"


def _at_rate(service: Service, files: Sequence[bytes], media_type: str, rate: float, seconds: float) -> list[float]:
    """Seconds from POST to result of files that are sent at a steady rate, whether or not those before have ended."""
    begun = time.perf_counter()

    def sent(number: int) -> float:
        due = begun + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        connection = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=120)
        named = {
            "Content-Type": media_type,
            "Content-Disposition": "attachment; filename=report",
            "Prefer": "wait=30",
        }
        audit = _asked(connection, "POST", "/v1/reports", files[number % len(files)], named)
        assert audit["status"] == "succeeded", audit
        connection.close()
        return time.perf_counter() - due

    with ThreadPoolExecutor(64) as pool:
        return list(pool.map(sent, range(int(rate * seconds))))


def memory_lines(jobs: int) -> Iterator[str]:
    """How much memory a worker takes, with its jobs' processes, after its first jobs and after many."""
    yield "| jobs | a worker and its fork server | the process of its jobs |"
    yield "|---|---|---|"
    files = reports("text-tabs", REPORTS)
    with started_anywhere(AUDIT_LOG_LEVEL="WARNING", AUDIT_WORKERS="1") as service:
        done = 0
        while done < jobs:
            _send(service, files, "text/plain")
            done += len(files)
            if done in (len(files), -(-jobs // len(files)) * len(files)):
                yield f"| {done:,} | {_memory(service, own=False)} MiB | {_memory(service, own=True)} MiB |"


def _memory(service: Service, *, own: bool) -> int:
    """MiB (PSS) of the worker's processes: those of jobs that are alive, or the others."""
    servers = service.pids("workers.jobs.forkserver")
    forked = [pid for pid in servers if children_of(pid) == [] and len(servers) > 1]
    chosen = forked if own else [pid for pid in [*servers, *service.workers()] if pid not in forked]
    return sum(_pss(pid) for pid in set(chosen)) // 1024


def _pss(pid: int) -> int:
    """KiB."""
    with suppress(OSError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")))
    return 0
