"""What an audit, a page of a list and a start cost a running service, however much waits and is kept."""

import os
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path

from redis import Redis

from tests.system.end_to_end.serving import Service
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
_GROWTH, _SMALLEST = 0.1, 64 * 1024 * 1024
"""Redis writes its file anew once it has grown by such a part, and has so many bytes."""


@dataclass(frozen=True)
class Cost:
    """What an audit takes from POST to its end."""

    processor: dict[str, float]
    """Milliseconds by component."""
    commands: float
    """Commands of Redis."""
    appended: float
    """Bytes of Redis's append-only file."""
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


def mean(costs: Sequence[Cost]) -> Cost:
    """What an audit takes in the mean of some measurements."""
    names = sorted(set().union(*(cost.processor for cost in costs)))
    return Cost(
        {name: statistics.mean(cost.processor.get(name, 0.0) for cost in costs) for name in names},
        *(statistics.mean(getattr(cost, name) for cost in costs) for name in ("commands", "appended", "posted")),
    )


@dataclass(frozen=True)
class Start:
    """A start of a service, in seconds."""

    accepted: float
    """Until it said that it is ready, and accepted a report."""
    audited: float
    """Until it has audited a report, be it one that waited."""
    own: float
    """Until it has audited the one that it accepted."""
    redis: float
    """Of the processor that Redis had until then."""
    redis_waited: float
    """For which Redis waited until then for a processor, with which others were busy."""

    @property
    def works(self) -> float:
        """Until it does all that it is there for."""
        return max(self.accepted, self.audited)


def start(service: Service, key: str) -> Start:
    """Start it, and send it a report."""
    begun = time.monotonic()
    service.start()
    spent, waited = _run_and_waited(service.redis())
    redis, client = redis_of(service), Client(service.url, key)
    ended, audit_id = _ended(redis), _accepted(client, numbered(3 * 10**9))
    accepted = time.monotonic() - begun
    while _ended(redis) == ended:
        time.sleep(0.01)
    audited = time.monotonic() - begun
    client.awaited(audit_id, 300)
    return Start(accepted, audited, time.monotonic() - begun, spent, waited)


def median(starts: Sequence[Start]) -> Start:
    """Each of their seconds in the median."""
    return Start(*map(statistics.median, zip(*map(astuple, starts), strict=True)))


def rewrite(service: Service) -> float:
    """Have Redis write its file anew, so that it doesn't do so for a while; milliseconds of the processor a byte appended.

    That is what it comes to where the file is written anew once a tenth of it was appended, as the service has it.
    """
    redis = redis_of(service)
    before = _spent_writing(redis)
    redis.bgrewriteaof()
    while _persistence(redis)["aof_rewrite_in_progress"] or _persistence(redis)["aof_rewrite_scheduled"]:
        time.sleep(0.1)
    base = _persistence(redis)["aof_base_size"]
    return (_spent_writing(redis) - before) * 1000 / max(base * _GROWTH, _SMALLEST - base)


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
    before, commands, appended, ended = _ticks(service), _commands(redis), _appended(redis), _ended(redis)
    first, sent = ended, 0
    while ended < first + jobs:
        while sent < min(jobs, ended - first + _AHEAD):
            begun = time.perf_counter()
            if clients[sent % len(clients)].post(numbered(10**8 + sent))[0] == 202:
                posted.append(time.perf_counter() - begun)
                sent += 1
        time.sleep(0.05)
        ended = _ended(redis)
    spent, asked, kept = _ticks(service), _commands(redis), _appended(redis)
    spent.subtract(before)
    done = ended - first
    return Cost(
        {name: ticks * 1000 / _TICK / done for name, ticks in spent.items()},
        (asked - commands) / done,
        (kept - appended) / done,
        statistics.median(posted) * 1000,
    )


def let_wait(service: Service, key: str, count: int) -> None:
    """Send reports that wait, for no worker takes any."""
    client = Client(service.url, key)
    for number in range(count):
        while client.post(numbered(2 * 10**9 + number))[0] != 202:
            time.sleep(0.1)


def milliseconds(act: Callable[[], object], rounds: int = 15) -> tuple[float, float]:
    """What the first round takes, which may have to read the disk, and the quickest: other work only ever adds to that."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken[0], min(taken)


def pages(service: Service, key: str) -> dict[str, tuple[float, float]]:
    """Milliseconds of what a client with sixty audits that wait, or more, asks of its lists: the first time, and the quickest."""
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


def _accepted(client: Client, report: bytes) -> str:
    """The audit of a report, sent again for as long as a process of the API hasn't seen yet that Redis answers."""
    while (answer := client.post(report))[0] != 202:
        time.sleep(0.05)
    return str(answer[2]["id"])


def _run_and_waited(pid: int) -> tuple[float, float]:
    """Seconds of the processor that a process's first thread has had, and for which it has waited for one."""
    ran, waited, _ = Path(f"/proc/{pid}/schedstat").read_text().split()
    return int(ran) / 1e9, int(waited) / 1e9


def _commands(redis: Redis) -> int:
    return int(redis.info("stats")["total_commands_processed"])  # type: ignore[index]


def _persistence(redis: Redis) -> dict[str, int]:
    told: dict[str, int] = redis.info("persistence")  # type: ignore[assignment]
    return told


def _appended(redis: Redis) -> int:
    return _persistence(redis)["aof_current_size"]


def _spent_writing(redis: Redis) -> float:
    """Seconds of the processor that processes have had which wrote its file anew."""
    told: dict[str, float] = redis.info("cpu")  # type: ignore[assignment]
    return told["used_cpu_user_children"] + told["used_cpu_sys_children"]


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
