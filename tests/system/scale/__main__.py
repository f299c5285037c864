"""python -m tests.system.scale (make scale): a service where many audits wait and more are kept, beside an empty one.

Told are what an audit costs by component, what lists take, for how many others a client's only report waits, the start, and
what Redis holds. The two take turns, so that other work of the machine hits both; seconds are told beside its load, for a busy
one stretches them.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from tests.system.end_to_end.serving import Service, frozen
from tests.system.load.calling import UNLIMITED, keys_of
from tests.system.scale import filling, measuring
from tests.system.scale.filling import Place
from tests.system.scale.measuring import Cost, Start

SETTINGS = {
    **UNLIMITED,
    "AUDIT_WAITING": "10000000",
    "AUDIT_WAITING_A_CLIENT": "10000000",
    "AUDIT_DISK_RESERVE_BYTES": "0",
}
MOST_COST, MOST_START, MOST_PAGE = 1.1, 10.0, (1.5, 3.0)
"""How many times as much an audit may cost where many wait; the seconds until a service that was started works; how many times
as long a page may take, and by how many milliseconds more."""
_NEXT = 4
"""Audits that may be taken before one that comes: two workers have one each, and one each may be ready for them."""
_STARTS, _PAGES, _SINGLES = 3, 3, 5


class Compared:
    """The two services, and what of them isn't as it should be."""

    def __init__(self, folder: Path, clients: int) -> None:
        self.empty, self.full = (Service(folder / name, **SETTINGS) for name in ("empty", "full"))
        self.failed: list[str] = []
        self._keys: dict[str, list[str]] = {}
        for service in (self.empty, self.full):
            service.folder.mkdir()
            self._keys[service.folder.name] = keys_of(service, clients + 1)

    def fill(self, kept: int, queued: int) -> None:
        """Let so many be kept, and so many wait."""
        self.full.start()
        place = Place(self.full.folder, f"unix://{self.full.folder / 'run' / 'redis.sock'}")
        clients = [f"client-{number}" for number in range(len(self._keys["full"]) - 1)]
        with frozen(self.full.workers()):
            self._filled("kept", kept, lambda: filling.keep(place, clients, kept))
            self._filled("queued", queued, lambda: filling.queue(place, clients, queued))
        self.full.stop()

    def start(self) -> None:
        """Start both, some times, and leave them running."""
        taken: dict[str, list[Start]] = {"empty": [], "full": []}
        for last in (False,) * (_STARTS - 1) + (True,):
            for service in (self.empty, self.full):
                taken[service.folder.name].append(measuring.start(service, self._single(service)))
                if not last:
                    service.stop()
        for name, starts in taken.items():
            each = measuring.median(starts)
            told = ", ".join(f"{start.works:.1f}" for start in starts)
            _tell(
                f"start, {name}",
                f"a report accepted after {each.accepted:.1f} s, one audited after {each.audited:.1f} s (each time {told}), the "
                f"accepted one after {each.own:.1f} s; Redis had {each.redis:.1f} s of the processor and waited {each.redis_waited:.1f} s for it",
            )
        self._hold(measuring.median(taken["full"]).works <= MOST_START, "start")

    def compare_costs(self, rounds: int, jobs: int) -> None:
        """What an audit costs: a round that isn't counted, and some that are, the one service and the other in turns."""
        writing = [measuring.rewrite(service) for service in (self.empty, self.full)]
        measured = [self._costs(jobs, writing) for _ in range(rounds + 1)][1:]
        for name, costs in zip(("empty", "full"), zip(*measured, strict=True), strict=True):
            _tell(f"an audit, {name}", _told(measuring.mean(costs)))
        ratio = statistics.median(full.all / empty.all for empty, full in measured)
        beside = statistics.median(full.beside / empty.beside for empty, full in measured)
        _tell("an audit costs", f"{ratio:.2f} times as much, its job aside {beside:.2f} times; medians of the rounds")
        self._hold(ratio <= MOST_COST, "cost")

    def compare_lists(self) -> None:
        """What pages of lists take."""
        taken: dict[str, list[dict[str, tuple[float, float]]]] = {"empty": [], "full": []}
        with frozen(self.empty.workers()), frozen(self.full.workers()):
            measuring.let_wait(self.empty, self._keys["empty"][0], 60)
            for _ in range(_PAGES):
                for service in (self.empty, self.full):
                    name = service.folder.name
                    taken[name].append(measuring.pages(service, self._keys[name][0]))
        for page in taken["empty"][0]:
            empty, full = (min(each[page][1] for each in taken[name]) for name in taken)
            first = ", ".join(f"{taken[name][0][page][0]:.1f}" for name in taken)
            _tell(page, f"empty {empty:.1f} ms, full {full:.1f} ms; the first time {first} ms")
            times, more = MOST_PAGE
            self._hold(full <= times * empty + more, page)

    def compare_turns(self) -> None:
        """For how many of others the only report of a client waits, where each of the others has a few that wait, or thousands."""
        others = self._keys["empty"][:-1]
        with frozen(self.empty.workers()):
            for key in others:
                measuring.let_wait(self.empty, key, _SINGLES + 2)
        for service, name in ((self.empty, "a few wait"), (self.full, "many wait")):
            seconds, before = measuring.single(service, self._single(service), _SINGLES)
            _tell(
                f"a client's only report where {name}", f"{seconds:.1f} s, after {before:.0f} of {len(others)} others"
            )
            self._hold(before <= len(others) + _NEXT, f"turn where {name}")

    def kill(self) -> None:
        """End both."""
        for service in (self.empty, self.full):
            service.kill()

    def _costs(self, jobs: int, writing: Sequence[float]) -> tuple[Cost, Cost]:
        with frozen(self.full.workers()):
            empty = measuring.cost_of_an_audit(self.empty, self._keys["empty"], jobs)
        full = measuring.cost_of_an_audit(self.full, self._keys["full"], jobs)
        first, second = (_with_file(cost, each) for cost, each in zip((empty, full), writing, strict=True))
        return first, second

    def _filled(self, name: str, count: int, fill: Callable[[], None]) -> None:
        before, begun = measuring.memory_of(self.full), time.monotonic()
        fill()
        each = (measuring.memory_of(self.full) - before) / max(1, count)
        _tell(f"{count:,} {name}", f"in {time.monotonic() - begun:.0f} s, {each:.0f} bytes of Redis each")

    def _single(self, service: Service) -> str:
        """The key of the client that has nothing waiting."""
        return self._keys[service.folder.name][-1]

    def _hold(self, held: bool, what: str) -> None:
        if not held:
            self.failed.append(what)


def main() -> int:
    """Measure, and fail where something isn't as on the empty service."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queued", type=int, default=100_000)
    parser.add_argument("--kept", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=100, help="audits of a round")
    parser.add_argument("--rounds", type=int, default=8, help="in which their cost is measured")
    parser.add_argument("--folder", type=Path, help="where the data goes, which is erased afterwards")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="scale-", dir=options.folder))
    compared = Compared(folder, options.clients)
    try:
        compared.fill(options.kept, options.queued)
        compared.start()
        compared.compare_costs(options.rounds, options.jobs)
        compared.compare_lists()
        compared.compare_turns()
    finally:
        compared.kill()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"not held: {', '.join(compared.failed)}" if compared.failed else "all held")
    return 1 if compared.failed else 0


def _with_file(cost: Cost, writing: float) -> Cost:
    """The same with what it takes later to write Redis's file anew, of which it appended a part."""
    return replace(cost, processor={**cost.processor, "Redis's file": cost.appended * writing})


def _told(cost: Cost) -> str:
    parts = ", ".join(f"{name} {ms:.1f}" for name, ms in sorted(cost.processor.items()))
    redis = f"{cost.commands:.0f} commands and {cost.appended:,.0f} bytes of Redis"
    return f"{cost.all:.1f} ms ({parts}), {redis}, POST {cost.posted:.1f} ms"


def _tell(what: str, figures: str) -> None:
    print(f"{what}: {figures} (load {os.getloadavg()[0]:.0f})", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
