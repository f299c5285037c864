"""What a job costs in its sandbox, against the same without one, and against the bare work in one process.

Turns are taken, so that all share the machine's moods; figures are lower quartiles, for other work only adds to them.
The first row is a file that is refused at once: what is left is the job's own cost.
"""

import statistics
import time
from contextlib import ExitStack
from dataclasses import replace

from service.config import Settings
from tests.corpus.mutations import case
from tests.corpus.rendering import render
from tests.workers.processes import PLAIN_AUDIT
from workers.jobs import results
from workers.jobs.job import open_job
from workers.jobs.processes import ForkServer
from workers.pipeline import audit_bytes

ROUNDS = 60
FORMATS = ("text-tabs", "html", "docx", "doc", "ofd", "pdf")


def main() -> None:
    """Print, a format: milliseconds of an audit as a call, of a job without a sandbox, and in it."""
    settings = Settings()
    open_settings = replace(settings, sandbox="off")
    with ExitStack() as stack:
        servers = [ForkServer(each) for each in (open_settings, settings)]
        for server in servers:
            stack.callback(server.stop)
            server.start()
        print(f"jobs are confined by: {servers[1].sandbox}")
        print(f"{'format':12}{'call':>10}{'no sandbox':>14}{'sandbox':>14}{'more':>12}{'ratio':>8}")
        _print("(empty)", b"", servers, settings)
        for format in FORMATS:
            _print(format, render(case("years.own_year", 5).draft, format)[1], servers, settings)


def _print(format: str, data: bytes, servers: list[ForkServer], settings: Settings) -> None:
    acts = [
        lambda: audit_bytes(data),
        lambda: _job(servers[0], settings, data),
        lambda: _job(servers[1], settings, data),
    ]
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(ROUNDS):
        for seconds, act in zip(taken, acts, strict=True):
            begun = time.perf_counter()
            act()
            seconds.append((time.perf_counter() - begun) * 1000)
    bare, without, within = (statistics.quantiles(each, n=4)[0] for each in taken)
    more, ratio = within - without, within / without
    print(f"{format:12}{bare:>7.1f} ms{without:>11.1f} ms{within:>11.1f} ms{more:>+9.1f} ms{ratio:>8.2f}")


def _job(server: ForkServer, settings: Settings, data: bytes) -> None:
    with open_job(server, settings, lambda: True) as job:
        job.ask("audit", {**PLAIN_AUDIT, "recognition": "elsewhere"}, [data], 1)
        results.result(job.answer(results.MOST_RESULT))
