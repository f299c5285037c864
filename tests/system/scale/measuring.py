"""What an audit, a page of a list and a start cost a running service, however much waits and is kept."""

import os
import signal
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from redis import Redis

from tests.system.end_to_end.serving import Service, kill
from tests.system.load.calling import Client, numbered

_TICK = os.sysconf("SC_CLK_TCK")
_COMPONENTS = (
    ("workers.jobs.forkserver", "jobs"),
    ("redis.sock", "Redis"),
    ("-m workers ", "worker"),
    ("gunicorn", "API"),
    ("service.lifecycle.reconciler", "reconciler"),
)
"""What is in a process's command line, and what it belongs to: the first that fits."""
_AHEAD = 40
"""Audits that are sent before the first of them is waited for."""


@dataclass(frozen=True)
class Cost:
    """What an audit takes from POST to its end."""

    processor: dict[str, float]
    """Milliseconds by component."""
    commands: float
    """Commands of Redis."""
    posted: float
    """Milliseconds from POST to 202, the median."""

    @property
    def all(self) -> float:
        """Milliseconds of the processor in all."""
        return sum(self.processor.values())

    @property
    def beside(self) -> float:
        """The same without the process of its job, which knows nothing of the queue."""
        return self.all - self.processor["jobs"]


def redis_of(service: Service) -> Redis:
    """The service's own Redis."""
    return Redis(unix_socket_path=str(service.folder / "run" / "redis.sock"), socket_timeout=120)


def memory_of(service: Service) -> int:
    """Bytes that Redis holds."""
    return int(redis_of(service).info("memory")["used_memory_dataset"])  # type: ignore[index]


def cost_of_an_audit(service: Service, keys: Sequence[str], jobs: int) -> Cost:
    """Send as many reports as end, by one client after the other, until so many have ended."""
    clients = [Client(service.url, key) for key in keys[:8]]
    redis, posted = redis_of(service), []
    before, commands, ended = _ticks(service), _commands(redis), _ended(redis)
    first, sent = ended, 0
    while ended < first + jobs:
        while sent < min(jobs, ended - first + _AHEAD):
            begun = time.perf_counter()
            if clients[sent % len(clients)].post(numbered(10**8 + sent))[0] == 202:
                posted.append(time.perf_counter() - begun)
                sent += 1
        time.sleep(0.05)
        ended = _ended(redis)
    spent, asked = _ticks(service), _commands(redis)
    spent.subtract(before)
    done = ended - first
    return Cost(
        {name: ticks * 1000 / _TICK / done for name, ticks in spent.items()},
        (asked - commands) / done,
        statistics.median(posted) * 1000,
    )


def let_wait(service: Service, key: str, count: int) -> None:
    """Send reports that wait, for no worker takes any."""
    client = Client(service.url, key)
    for number in range(count):
        while client.post(numbered(2 * 10**9 + number))[0] != 202:
            time.sleep(0.1)


def milliseconds(act: Callable[[], object], rounds: int = 15) -> float:
    """The median of some rounds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def pages(service: Service, key: str) -> dict[str, float]:
    """Milliseconds of what a client with sixty audits that wait, or more, asks of its lists."""
    client = Client(service.url, key)

    def asked(path: str) -> Callable[[], object]:
        def ask() -> None:
            status, _, told = client.call("GET", path)
            assert status == 200, told

        return ask

    _, _, newest = client.call("GET", "/v1/audits?limit=5")
    _, _, oldest = client.call("GET", "/v1/audits?limit=1&sort=created_at")
    (first,) = oldest["audits"]
    paths = {
        "50 that wait": "/v1/audits?limit=50",
        "50 that wait, from a cursor on": f"/v1/audits?limit=50&cursor={newest['next']}",
        "50 that ended": "/v1/audits?limit=50&sort=created_at",
        "those of a file": f"/v1/audits?sha256={sha256(numbered(10**8)).hexdigest()}",
        "an audit": f"/v1/audits/{first['id']}",
    }
    return {name: milliseconds(asked(path)) for name, path in paths.items()}


def single(service: Service, key: str, rounds: int = 7) -> tuple[float, float]:
    """One report of a client that has none waiting: seconds from POST to its end, and audits that ended meanwhile; medians."""
    client, redis, taken = Client(service.url, key), redis_of(service), []
    for number in range(rounds):
        begun, ended = time.perf_counter(), _ended(redis)
        client.awaited(client.accepted(numbered(10**9 + number)), 300)
        taken.append((time.perf_counter() - begun, _ended(redis) - ended - 1))
    seconds, others = zip(*taken, strict=True)
    return statistics.median(seconds), statistics.median(others)


@contextmanager
def stopped_workers(service: Service) -> Iterator[None]:
    """Have no worker take anything meanwhile."""
    pids = service.pids("-m workers ")
    for pid in pids:
        kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            kill(pid, signal.SIGCONT)


def _commands(redis: Redis) -> int:
    return int(redis.info("stats")["total_commands_processed"])  # type: ignore[index]


def _ended(redis: Redis) -> int:
    return int(redis.zcard("audit:ended"))  # type: ignore[arg-type]


def _ticks(service: Service) -> Counter[str]:
    """Ticks of the processor that each component has had, with those of its processes that ended."""
    spent: Counter[str] = Counter()
    for pid in [service.launched.pid, *service.pids()]:
        with suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            spent[next((name for part, name in _COMPONENTS if part in command), "other")] += sum(
                map(int, fields[11:15])
            )
    return spent
