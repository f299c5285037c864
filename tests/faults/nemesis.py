"""Breaks a running service in ways that a seed decides, and mends what it broke."""

import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from tests.end_to_end.serving import Service, kill
from tests.workers.processes import children_of

PROCESSES = {"worker": "-m workers", "api": "gunicorn", "redis": "redis.sock", "reconciler": "service.reconciler"}


@dataclass(frozen=True)
class Fault:
    """One thing that was broken: what, when, and how long it lasted."""

    name: str
    at: float
    seconds: float


class Nemesis:
    """`strike` breaks one thing, waits, and mends it."""

    def __init__(self, service: Service, seed: int, longest: float) -> None:
        self._service, self._longest = service, longest
        self._random = random.Random(seed)
        kinds: list[tuple[str, int, Callable[[], None]]] = [
            *((f"kill {name}", 4, self._killing(part)) for name, part in PROCESSES.items()),
            *((f"stop {name}", 2, self._stopping(part)) for name, part in PROCESSES.items()),
            ("kill job", 4, self._kill_job),
            ("wipe redis", 3, self._wipe),
            ("kill all workers", 2, self._kill_workers),
            ("kill everything", 2, self._kill_everything),
            ("stop and start", 1, self._restart),
        ]
        self._kinds = {name: strike for name, _, strike in kinds}
        self._weights = [weight for _, weight, _ in kinds]

    def strike(self) -> Fault:
        """Break one thing and mend it; what it was."""
        name = self._random.choices(list(self._kinds), self._weights)[0]
        at = time.monotonic()
        self._kinds[name]()
        return Fault(name, at, time.monotonic() - at)

    def _killing(self, part: str) -> Callable[[], None]:
        def strike() -> None:
            if pids := self._service.pids(part):
                kill(self._random.choice(pids))

        return strike

    def _stopping(self, part: str) -> Callable[[], None]:
        def strike() -> None:
            if pids := self._service.pids(part):
                pid = self._random.choice(pids)
                kill(pid, signal.SIGSTOP)
                time.sleep(self._random.uniform(1, self._longest))
                kill(pid, signal.SIGCONT)

        return strike

    def _kill_job(self) -> None:
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:
            for worker in self._service.workers():
                if jobs := children_of(worker):
                    return kill(jobs[0])
        return None

    def _kill_workers(self) -> None:
        for pid in self._service.workers():
            kill(pid)

    def _wipe(self) -> None:
        socket: Path = self._service.folder / "run" / "redis.sock"
        try:
            Redis(unix_socket_path=str(socket), socket_timeout=2).flushall()
        except (RedisError, OSError):
            return

    def _kill_everything(self) -> None:
        self._service.kill()
        time.sleep(self._random.uniform(0, 1))
        self._service.start()

    def _restart(self) -> None:
        self._service.stop()
        self._service.start()
