"""What so many reports in a week take, reckoned from what was measured: the tables of docs/scale.md.

A job's cost comes from docs/benchmarks.md, as `make bench WHAT=jobs` wrote it there; the rest is measured by
`make scale` and stands here.
"""

import re
from dataclasses import dataclass
from math import ceil

WEEKS = (3_000, 100_000, 1_000_000)
"""Reports of January's peak week."""
PEAK_HOUR = 0.10
"""The part of the week's reports that comes in its busiest hour: four times the average of forty working hours."""
BUSY = 0.7
"""The part of a core that is planned for: the rest is for what comes together."""
MONTH = 2.0
"""The reports of the thirty days that are kept, as a multiple of those of the peak week."""
SCAN_PAGES = 10
POLLS = 5
"""Requests for its status, from POST to its result."""

_TABLES = re.compile(r"(?<=<!-- scale: made by docs/build.py -->\n).*?(?=<!-- end of scale -->)", re.DOTALL)


@dataclass(frozen=True)
class Measured:
    """What an audit takes, by `make scale` where nothing else is said."""

    redis_ms: float = 2.8
    """Milliseconds of the processor of Redis, which has one thread, where many wait and a million are kept."""
    redis_commands: int = 230
    """Commands of Redis, those in its scripts counted one by one."""
    waiting_bytes: int = 560
    """Bytes of Redis that an audit takes while it waits."""
    kept_bytes: int = 700
    """Bytes of Redis that an audit takes once it is kept."""
    status_ms: float = 1.5
    """Milliseconds of the processor of the API for a request of its status."""
    scan_page_seconds: float = 4.0
    """Seconds of the processor for a page of a scan with both looks: docs/benchmarks.md."""
    result_bytes: int = 70_000
    files: int = 4
    """Files and folders on disk."""
    syncs: int = 5
    """Syncs of the disk: tests/system/end_to_end/test_costs.py and the architecture's way of a report."""
    sync_ms: float = 2.0
    """Milliseconds that a disk takes for one, where it has a cache of its own that survives a power cut; of others ten."""
    puts: int = 10
    """Requests of an object store that are billed as writing: a mark, what was submitted and the result; a listing by the worker,
    one for each look at the status, and one for the result. Erasing is free."""
    gets: int = 7
    """Requests that read from it, clients' own included, by two processes of the API."""


@dataclass(frozen=True)
class Kind:
    """A kind of report: its part of all, its bytes, and milliseconds of the processor of an audit in all components."""

    name: str
    part: float
    bytes: int
    ms: float


PUT_DOLLARS, GET_DOLLARS, GB_MONTH_DOLLARS = 0.005 / 1000, 0.0004 / 1000, 0.023
"""What Amazon's S3 asks in its usual class in us-east-1: told for the size of it, for others ask other prices."""
_PARTS = {"text": (0.10, 10_000), "DOCX": (0.30, 60_000), "PDF": (0.55, 250_000)}
_SCANS, _SCAN_BYTES = 0.05, 3_000_000
_JOB = re.compile(r"^\| (\w+) \| 2 \| [\d.]+ \| [\d.]+ \| [\d.]+ \| ([\d.]+) \| ([\d.]+) \|", re.MULTILINE)


def kinds(benchmarks: str, measured: Measured) -> list[Kind]:
    """The kinds of reports, with what an audit of each costs by the page of benchmarks (two workers)."""
    costs = {name: float(plain) + float(beside) for name, plain, beside in _JOB.findall(benchmarks)}
    found = [Kind(name, part, size, costs[name]) for name, (part, size) in _PARTS.items()]
    return [*found, Kind("scan", _SCANS, _SCAN_BYTES, measured.scan_page_seconds * 1000 * SCAN_PAGES)]


@dataclass(frozen=True)
class Need:
    """What a week of so many reports needs in its busiest hour, and what is kept of a month."""

    reports: int
    rate: float
    """Reports a second."""
    workers: int
    scans: int
    """Workers for scans, a core each."""
    api: float
    """Cores of the API."""
    redis: float
    """The part of the one thread that Redis has."""
    commands: float
    """Commands of Redis a second."""
    redis_bytes: float
    """With an hour's reports waiting, and a month's kept."""
    syncs: float
    """A second."""
    disk: float
    """The part of a disk's time that its syncs take."""
    store_bytes: float
    inodes: int
    dollars: float
    """A month of an object store: requests, and what is kept."""

    @property
    def cores(self) -> int:
        """All of them."""
        return self.workers + self.scans + ceil(self.api + self.redis / BUSY)


def need(reports: int, found: list[Kind], measured: Measured) -> Need:
    """What a peak week of so many reports needs."""
    rate, month = reports * PEAK_HOUR / 3600, reports * MONTH
    read = sum(kind.part * kind.ms for kind in found if kind.name != "scan") / 1000
    scanned = sum(kind.part * kind.ms for kind in found if kind.name == "scan") / 1000
    size = sum(kind.part * kind.bytes for kind in found) + measured.result_bytes
    requests = measured.puts * PUT_DOLLARS + measured.gets * GET_DOLLARS
    return Need(
        reports,
        rate,
        workers=max(1, ceil(rate * read / BUSY)),
        scans=max(1, ceil(rate * scanned / BUSY)),
        api=rate * POLLS * measured.status_ms / 1000 / BUSY,
        redis=rate * measured.redis_ms / 1000,
        commands=rate * measured.redis_commands,
        redis_bytes=reports * PEAK_HOUR * measured.waiting_bytes + month * measured.kept_bytes,
        syncs=rate * measured.syncs,
        disk=rate * measured.syncs * measured.sync_ms / 1000,
        store_bytes=month * size,
        inodes=int(month * measured.files),
        dollars=month * requests + month * size / 1e9 * GB_MONTH_DOLLARS,
    )


CORES, MEMORY = 8, 8e9
"""Of one machine, and bytes of it for Redis."""


def bottleneck(needed: Need, *, one_machine: bool) -> str:
    """What is used up first, and how much of it: of one machine, or of what all machines share."""
    used = {
        "the thread of Redis": needed.redis / BUSY,
        "syncs of one disk": needed.disk / BUSY,
        f"memory of Redis, of {MEMORY / 1e9:.0f} GB": needed.redis_bytes / MEMORY,
    }
    if one_machine:
        used[f"cores, of {CORES}"] = needed.cores / CORES
    most = max(used, key=used.__getitem__)
    return f"{most}: {used[most]:.0%}"


def tables(benchmarks: str) -> str:
    """The tables of the page."""
    measured = Measured()
    found = kinds(benchmarks, measured)
    lines = ["| a report | of all | bytes | ms of the processor |", "|---|---|---|---|"]
    lines += [f"| {kind.name} | {kind.part:.0%} | {kind.bytes:,} | {kind.ms:,.0f} |" for kind in found]
    needs = [need(reports, found, measured) for reports in WEEKS]
    rows = {
        "reports a second in the busiest hour": [f"{each.rate:.2g}" for each in needs],
        "workers": [f"{each.workers}" for each in needs],
        "workers for scans, a core each": [f"{each.scans}" for each in needs],
        "cores of the API, for status requests": [f"{each.api:.2f}" for each in needs],
        "the thread of Redis": [f"{each.redis:.1%}" for each in needs],
        "commands of Redis a second": [f"{each.commands:,.0f}" for each in needs],
        "Redis's memory, MB": [f"{each.redis_bytes / 1e6:,.0f}" for each in needs],
        "**cores in all**": [f"**{each.cores}**" for each in needs],
        "syncs of a disk a second": [f"{each.syncs:.1f}" for each in needs],
        "kept, GB": [f"{each.store_bytes / 1e9:,.0f}" for each in needs],
        "kept, files and folders": [f"{each.inodes:,}" for each in needs],
        "an object store, dollars a month": [f"{each.dollars:,.2f}" for each in needs],
        "first bottleneck of one machine": [bottleneck(each, one_machine=True) for each in needs],
        f"machines of {CORES} cores": [f"{ceil(each.cores / CORES)}" for each in needs],
        "then, of what they share": [bottleneck(each, one_machine=False) for each in needs],
    }
    lines += [
        "",
        f"| reports in the peak week | {' | '.join(f'{each.reports:,}' for each in needs)} |",
        "|---|---|---|---|",
    ]
    lines += [f"| {name} | {' | '.join(told)} |" for name, told in rows.items()]
    return "\n".join(["", *lines, "", ""])


def put(text: str, made: str) -> str:
    """The document's text with these tables in their place."""
    return _TABLES.sub(lambda _: made, text)
