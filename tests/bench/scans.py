"""Pages of scans: what recognising one costs, where what recognises and Chinese fonts are installed."""

import statistics
import time
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from service.config import Settings
from tests.corpus.report import build
from tests.workers.processes import PLAIN_AUDIT
from workers.jobs import results
from workers.jobs.job import open_job
from workers.jobs.processes import ForkServer
from workers.limits import Limits
from workers.pipeline import audit_bytes
from workers.readers import scan

Dots = Any

_HEAD = """
## Pages of scans

Pages of made reports, printed and scanned without any damage, recognised in one process that is warm; seconds of the processor,
as of all on this page. Where something on a page accuses, that alone is looked at a second time.

| dots an inch | pages | median s a page | fastest to slowest |
|---|---|---|---|"""
_AUDITS = """
Whole audits of scans with a defect of each family at 200 dots an inch, what accuses looked at again: seconds of the processor a page,
of as many reports; and the wall time of one audit with one and with two processes for its pages (`AUDIT_SCAN_PROCESSES`).

| pages | reports | median s a page | fastest to slowest | wall s, 1 process | wall s, 2 processes |
|---|---|---|---|---|---|"""
_SEEDS = (1, 2)
_BROKEN = (4, 8, 11)


def lines() -> Iterator[str]:
    """The part of the page on scans; none where they can't be read or made here."""
    if not scan.is_installed():
        return
    from tests.corpus.scans import as_pdf, fonts

    if not fonts():
        return
    yield from _HEAD.splitlines()
    for dots in (150, 200, 300):
        seconds = sorted(_seconds(dots))
        yield (
            f"| {dots} | {len(seconds)} | {statistics.median(seconds):.1f} | {seconds[0]:.1f} to {seconds[-1]:.1f} |"
        )
    yield from _AUDITS.splitlines()
    pictures = [_scanned(seed) for seed in _BROKEN]
    costs = sorted(_cost(pages) for pages in pictures)
    for pages in (pictures[0][:3], [*pictures[0], *pictures[1]][:6]):
        one, two = (_wall(as_pdf(pages, 90), processes) for processes in (1, 2))
        yield (
            f"| {len(pages)} | {len(costs)} | {statistics.median(costs):.1f} | {costs[0]:.1f} to {costs[-1]:.1f} "
            f"| {one:.1f} | {two:.1f} |"
        )


def _scanned(seed: int) -> list[Dots]:
    """The pages of a report with defects."""
    from tests.corpus.scan_defects import broken
    from tests.corpus.scans import fonts, printed

    return printed(broken(seed)[0], fonts()[-1], 200, Random(seed), "lines")[1]


def _cost(pages: Sequence[Dots]) -> float:
    """Seconds of the processor a page of a whole audit in this process."""
    from tests.corpus.scans import as_pdf

    data = as_pdf(pages, 90)
    begun = time.process_time()
    audit_bytes(data)
    return (time.process_time() - begun) / len(pages)


def _wall(data: bytes, processes: int) -> float:
    """Seconds from when a job is begun until it has audited a scan, its pages recognised by so many processes."""
    settings = Settings()
    servers = [ForkServer(settings, scans=True) for _ in range(processes + 1)]
    begun = time.monotonic()
    try:
        servers[0].start()
        with open_job(servers[0], settings, lambda: True, servers[1:]) as job:
            job.ask("audit", PLAIN_AUDIT, [data], 1)
            results.result(job.answer(results.MOST_RESULT))
    finally:
        for server in servers:
            server.stop()
    return time.monotonic() - begun


def _seconds(dots: int) -> Iterator[float]:
    """Of each page, how long its recognition takes."""
    from PIL import Image

    from tests.corpus.scans import fonts, printed
    from workers.readers.scan.images import fitted
    from workers.readers.scan.reading import read_page

    for seed in _SEEDS:
        _, pages = printed(build(seed), fonts()[-1], dots, Random(seed), "lines")
        for number, page in enumerate(pages, start=1):
            picture = fitted(Image.fromarray(page), number)
            begun = time.process_time()
            read_page(picture, Limits())
            yield time.process_time() - begun
