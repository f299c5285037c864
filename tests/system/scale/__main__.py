"""python -m tests.system.scale (make scale): what an audit costs where many wait and more are kept, against an empty service.

Of one line each: seconds of the start, milliseconds of the processor an audit by component, what lists take, one report of a
client that has no other waiting, and what Redis holds. It is told beside its load, for a busy machine stretches all seconds.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.system.end_to_end.serving import Service
from tests.system.load.calling import UNLIMITED, keys_of
from tests.system.scale import filling, measuring
from tests.system.scale.filling import Place
from tests.system.scale.measuring import Cost

SETTINGS = {
    **UNLIMITED,
    "AUDIT_WAITING": "10000000",
    "AUDIT_WAITING_A_CLIENT": "10000000",
    "AUDIT_DISK_RESERVE_BYTES": "0",
}
MOST = 1.1
"""How many times as much an audit may cost where many wait."""


def main() -> int:
    """Measure, and fail where an audit costs more than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queued", type=int, default=100_000)
    parser.add_argument("--kept", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=400, help="audits whose cost is measured")
    parser.add_argument("--folder", type=Path, help="where the data goes, which is erased afterwards")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="scale-", dir=options.folder))
    service = Service(folder / "var", **SETTINGS)
    try:
        service.folder.mkdir()
        keys = keys_of(service, options.clients + 1)
        empty = _measure_empty(service, keys, options.jobs)
        _fill(service, options)
        full = _measure_full(service, keys, options.jobs)
        _measure_again(service, keys[-1])
    finally:
        service.kill()
        shutil.rmtree(folder, ignore_errors=True)
    print(
        f"an audit costs {full.all / empty.all:.2f} times as much, its job aside {full.beside / empty.beside:.2f} times"
    )
    return 0 if full.all <= MOST * empty.all else 1


def _measure_empty(service: Service, keys: Sequence[str], jobs: int) -> Cost:
    _tell("start, empty", f"{_started(service):.1f} s")
    measuring.cost_of_an_audit(service, keys, jobs // 10)
    cost = measuring.cost_of_an_audit(service, keys, jobs)
    _tell("an audit, empty", _told(cost))
    _tell("one report, empty", _single(service, keys[-1], 7))
    with measuring.stopped_workers(service):
        measuring.let_wait(service, keys[0], 60)
        _tell("lists, empty", _pages(service, keys[0]))
    return cost


def _fill(service: Service, options: argparse.Namespace) -> None:
    place = Place(service.folder, f"unix://{service.folder / 'run' / 'redis.sock'}")
    clients = [f"client-{number}" for number in range(options.clients)]
    with measuring.stopped_workers(service):
        _filled(service, "kept", options.kept, lambda: filling.keep(place, clients, options.kept))
        _filled(service, "queued", options.queued, lambda: filling.queue(place, clients, options.queued))


def _filled(service: Service, name: str, count: int, fill: Callable[[], None]) -> None:
    before, begun = measuring.memory_of(service), time.monotonic()
    fill()
    each = (measuring.memory_of(service) - before) / max(1, count)
    _tell(f"{count:,} {name}", f"in {time.monotonic() - begun:.0f} s, {each:.0f} bytes of Redis each")


def _measure_full(service: Service, keys: Sequence[str], jobs: int) -> Cost:
    cost = measuring.cost_of_an_audit(service, keys, jobs)
    _tell("an audit, full", _told(cost))
    with measuring.stopped_workers(service):
        _tell("lists, full", _pages(service, keys[0]))
    _tell("one report, full", _single(service, keys[-1], 7))
    return cost


def _measure_again(service: Service, key: str) -> None:
    service.stop()
    _tell("start, full", f"{_started(service):.1f} s")
    _tell("one report after it", _single(service, key, 1))


def _started(service: Service) -> float:
    begun = time.monotonic()
    service.start()
    return time.monotonic() - begun


def _single(service: Service, key: str, rounds: int) -> str:
    seconds, others = measuring.single(service, key, rounds)
    return f"{seconds:.3f} s, {others:.0f} of others meanwhile"


def _told(cost: Cost) -> str:
    parts = ", ".join(f"{name} {ms:.1f}" for name, ms in sorted(cost.processor.items()))
    return f"{cost.all:.1f} ms ({parts}), {cost.commands:.0f} commands of Redis, POST {cost.posted:.1f} ms"


def _pages(service: Service, key: str) -> str:
    return ", ".join(f"{name} {ms:.0f} ms" for name, ms in measuring.pages(service, key).items())


def _tell(what: str, figures: str) -> None:
    print(f"{what}: {figures} (load {os.getloadavg()[0]:.0f})", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
