"""Breaks a running service in ways that a seed decides, and mends what it broke."""

import math
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from redis import Redis
from redis.exceptions import RedisError

from tests.system.end_to_end.serving import Service, kill
from tests.system.faults.small_disk import filled
from tests.workers.processes import children_of, jobs_of

PROCESSES = {
    "worker": "-m workers ",
    "api": "gunicorn",
    "redis": "redis.sock",
    "reconciler": "service.lifecycle.reconciler",
    "deliveries": "workers.outgoing",
}
HUNG = 30.0
"""Seconds that Redis may be hung at most; other processes are stopped for less."""


@dataclass(frozen=True)
class Fault:
    """What was broken, and from when until when it was mended (POSIX seconds).

    `bereft` are the workers that lost their job by it, `killed` the processes that others must take the place of.
    """

    name: str
    at: float
    until: float
    bereft: tuple[int, ...] = ()
    killed: tuple[int, ...] = ()

    def __str__(self) -> str:
        begun = datetime.fromtimestamp(self.at, UTC).isoformat(timespec="milliseconds")
        return f"{self.name} at {begun} for {self.until - self.at:.2f} s"


class Nemesis:
    """`strike` breaks one thing, waits, and mends it."""

    def __init__(self, service: Service, seed: int, longest: float, *, may_fill: bool) -> None:
        self._service, self._longest = service, longest
        self._random = random.Random(seed)
        self._bereft: tuple[int, ...] = ()
        self._killed: tuple[int, ...] = ()
        kinds: list[tuple[str, int, Callable[[], None]]] = [
            *((f"kill {name}", 4, self._killing(name)) for name in PROCESSES),
            *((f"stop {name}", 2, self._stopping(name, longest)) for name in PROCESSES if name != "redis"),
            ("stop redis", 3, self._stopping("redis", min(HUNG, 3 * longest))),
            ("kill job", 4, self._kill_job),
            ("kill fork server", 2, self._kill_fork_server),
            ("wipe redis", 4, self._wipe),
            ("kill all workers", 2, self._kill_workers),
            ("kill supervisor", 1, self._kill_supervisor),
            ("kill everything", 2, self._kill_everything),
            ("stop and start", 1, self._restart),
            *([("fill disk", 2, self._fill)] if may_fill else []),
        ]
        self._kinds = {name: strike for name, _, strike in kinds}
        self._weights = [weight for _, weight, _ in kinds]

    def strike(self) -> Fault:
        """Break one thing and mend it; what it was."""
        name = self._random.choices(list(self._kinds), self._weights)[0]
        at, self._bereft, self._killed = time.time(), (), ()
        self._kinds[name]()
        return Fault(name, at, time.time(), self._bereft, self._killed)

    @property
    def queue_url(self) -> str:
        """Where the service's Redis is."""
        return f"unix://{self._service.folder / 'run' / 'redis.sock'}"

    def redis(self) -> Redis:
        """The service's Redis."""
        return Redis.from_url(self.queue_url, socket_timeout=2)

    def _pids(self, name: str) -> list[int]:
        return self._service.workers() if name == "worker" else self._service.pids(PROCESSES[name])

    def _killing(self, name: str) -> Callable[[], None]:
        def strike() -> None:
            if pids := self._busy() if name == "worker" else self._pids(name):
                self._killed = (self._random.choice(pids),)
                self._bereft = self._killed if name == "worker" else ()
                kill(self._killed[0])
            if name == "redis":
                self._wait_for_redis()

        return strike

    def _stopping(self, name: str, longest: float) -> Callable[[], None]:
        def strike() -> None:
            if pids := self._pids(name):
                pid = self._random.choice(pids)
                kill(pid, signal.SIGSTOP)
                time.sleep(math.exp(self._random.uniform(0, math.log(longest))))
                kill(pid, signal.SIGCONT)

        return strike

    def _busy(self) -> list[int]:
        """Workers with a job, if there are any soon; else all."""
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:
            if busy := [worker for worker in self._service.workers() if jobs_of(worker)]:
                return busy
        return self._service.workers()

    def _kill_job(self) -> None:
        for worker in self._busy():
            if jobs := jobs_of(worker):
                self._bereft = (worker,)
                return kill(jobs[0])
        return None

    def _kill_fork_server(self) -> None:
        """Kill what a busy worker's jobs are forked by, and with it the job."""
        for worker in self._busy():
            if servers := children_of(worker):
                self._bereft = (worker,)
                return kill(servers[0])
        return None

    def _kill_workers(self) -> None:
        self._busy()
        self._bereft = self._killed = tuple(self._service.workers())
        for pid in self._bereft:
            kill(pid)

    def _wipe(self) -> None:
        with suppress(RedisError, OSError):
            self.redis().flushall()

    def _kill_supervisor(self) -> None:
        self._bereft = tuple(self._service.workers())
        self._service.stop(signal.SIGKILL)
        self._service.start()

    def _kill_everything(self) -> None:
        self._bereft = tuple(self._service.workers())
        self._service.kill()
        time.sleep(self._random.uniform(0, 1))
        self._service.start()

    def _restart(self) -> None:
        self._service.stop()
        self._service.start()

    def _fill(self) -> None:
        with filled(self._service.folder):
            time.sleep(self._random.uniform(1, self._longest))

    def _wait_for_redis(self) -> None:
        deadline = time.monotonic() + HUNG
        while time.monotonic() < deadline:
            with suppress(RedisError, OSError):
                self.redis().ping()
                return
            time.sleep(0.01)
