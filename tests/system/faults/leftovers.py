"""Deleting every audit, and what is left of them then: there must be nothing."""

import os
import time
from contextlib import suppress
from pathlib import Path

from redis import Redis

from service.storage.files.audits import LEFT_OVER, FileAudits
from tests.system.end_to_end.serving import Service
from tests.workers.processes import is_gone, jobs_of

STAYS = ("run/", "redis/", "lock", "deliveries.lock", "keys/")
"""Files of the data folder that belong to the service itself."""
KEYS = {
    *(
        "audit:complete",
        "audit:metrics",
        "audit:pace",
        "audit:sandboxes",
        "audit:served",
        "audit:workers",
        "audit:written",
    ),
    *("audit:reconciler:lease", "rq:queues"),
}
_WITHIN = 90.0
"""Seconds in which all must be gone."""
_FORGOTTEN = 60_000
"""Milliseconds after which what Redis keeps of a run expires, once its audit has ended."""


def delete_all(service: Service) -> None:
    """Delete every audit as its client would."""
    for audit_id in list(FileAudits(service.folder).all_audits()):
        with suppress(OSError, ValueError):
            service.call("DELETE", f"/v1/audits/{audit_id}")


def leftovers(service: Service) -> list[str]:
    """Files, keys and processes that belong to no audit any more."""
    deadline = time.monotonic() + _WITHIN
    _sweep(service.folder)
    while (found := [*_files(service.folder), *_keys(service), *_processes(service)]) and time.monotonic() < deadline:
        time.sleep(0.5)
    return found


def _sweep(folder: Path) -> None:
    """Have swept away, as if it were time for it, what killed processes left half written."""
    long_ago = time.time() - 2 * LEFT_OVER
    for path in (folder / "partial").iterdir():
        os.utime(path, (long_ago, long_ago))
    FileAudits(folder).sweep()


def _files(folder: Path) -> list[str]:
    names = [os.path.relpath(path, folder) for path in folder.rglob("*") if path.is_file() or path.is_socket()]
    return [name for name in names if not name.startswith(STAYS)]


def _keys(service: Service) -> list[str]:
    redis = Redis(unix_socket_path=str(service.folder / "run" / "redis.sock"))
    return sorted({key.decode() for key in redis.keys("*") if not _is_expiring(redis, key)} - KEYS)


def _is_expiring(redis: Redis, key: bytes) -> bool:
    """Whether it is the hash of a run that was forgotten. That of any other has a day left, and is no run's if it has none."""
    return redis.type(key) == b"hash" and 0 <= int(redis.pttl(key)) <= _FORGOTTEN


def _processes(service: Service) -> list[str]:
    """Jobs of idle workers, and children that nobody reaped."""
    jobs = [f"process {job} of worker {worker}" for worker in service.workers() for job in jobs_of(worker)]
    return [*jobs, *(f"zombie {pid}" for pid in service.pids() if is_gone(pid) and Path(f"/proc/{pid}").exists())]
