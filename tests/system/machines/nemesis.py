"""Faults of machines that a seed decides: each is mended before the next of its kind."""

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.system.end_to_end.serving import frozen
from tests.system.faults.sentinels import SentinelFaults
from tests.system.machines.cluster import Cluster
from tests.system.machines.network import Machine
from tests.system.machines.shared import WatchedRedis

LONGEST = 8.0
"""Seconds that a machine is cut off or frozen at most, and that all work in peace at most."""
Kind = tuple[str, int, Callable[[], None]]
"""A fault: its name, how often it is chosen in proportion to others, and what strikes and mends."""


class Nemesis(threading.Thread):
    """Strikes again and again, with pauses, until it is to end. `kinds` draw on their own chance."""

    def __init__(self, kinds: list[Kind], struck: Counter[str], seed: int) -> None:
        super().__init__()
        self._kinds, self._struck, self._random = kinds, struck, random.Random(seed)
        self._over = threading.Event()
        self._failure: Exception | None = None

    def run(self) -> None:
        while not self._over.wait(self._random.uniform(0, LONGEST)):
            ((name, _, strike),) = self._random.choices(self._kinds, [weight for _, weight, _ in self._kinds])
            self._struck[name] += 1
            try:
                strike()
            except Exception as failure:
                self._failure = failure
                return

    def end(self) -> None:
        """End, once what is broken was mended. Raises what kept it from that."""
        self._over.set()
        self.join()
        if self._failure:
            raise self._failure


class MachineFaults:
    """Faults of machines with parts of the service, by the names of these."""

    def __init__(self, made: Cluster, machines: dict[str, list[Machine]], seed: int) -> None:
        self._cluster, self._machines, self._random = made, machines, random.Random(seed)

    def kinds(self) -> list[Kind]:
        return [kind for name in self._machines for kind in self._of(name)]

    def _of(self, name: str) -> Iterator[Kind]:
        yield f"cut off {name}", 1, lambda: self._cut_off(self._pick(name))
        yield f"kill {name}", 1, lambda: self._kill(self._pick(name))
        yield f"freeze {name}", 1, lambda: self._freeze(self._pick(name))

    def _pick(self, name: str) -> Machine:
        return self._random.choice(self._machines[name])

    def _cut_off(self, machine: Machine) -> None:
        with cut_off(machine):
            self._wait()

    def _kill(self, machine: Machine) -> None:
        part = self._random.choice(machine.parts)
        machine.stop(part, by=signal.SIGKILL)
        self._cluster.start(machine, part)

    def _freeze(self, machine: Machine) -> None:
        with frozen(machine.pids(self._random.choice(machine.parts))):
            self._wait()

    def _wait(self) -> None:
        time.sleep(self._random.uniform(0, LONGEST))


class SharedFaults:
    """Faults of what machines share: of Redis servers that Sentinels watch, and of the way to them and to the store."""

    def __init__(self, redis: WatchedRedis | None, store: Machine | None, seed: int) -> None:
        self._redis, self._store, self._random, self._seed = redis, store, random.Random(seed), seed

    def kinds(self) -> list[Kind]:
        of_store: list[Kind] = [("cut off store", 3, self._cut_off_store), ("freeze store", 3, self._freeze_store)]
        return [*(of_store if self._store else ()), *self._of_redis()]

    def _of_redis(self) -> Iterator[Kind]:
        if redis := self._redis:
            yield from SentinelFaults(redis.group, self._seed, LONGEST).kinds()
            yield "cut off master", 3, lambda: self._cut_off_master(redis)

    def _cut_off_master(self, redis: WatchedRedis) -> None:
        """Cut off the master and the Sentinel beside it, until another has taken its place, and for some time after that."""
        cut = redis.group.agreed_master()
        with cut_off(redis.machine_of_master()):
            redis.group.wait_for_another(cut)
            time.sleep(self._random.uniform(0, LONGEST / 2))
        redis.group.wait_until_it_follows(cut)

    def _cut_off_store(self) -> None:
        assert self._store
        with cut_off(self._store):
            time.sleep(self._random.uniform(0, LONGEST))

    def _freeze_store(self) -> None:
        assert self._store
        with frozen(self._store.pids("bucket")):
            time.sleep(self._random.uniform(0, LONGEST))


@contextmanager
def cut_off(machine: Machine) -> Iterator[None]:
    """Nothing reaches a machine meanwhile, and it reaches nothing."""
    machine.cut()
    try:
        yield
    finally:
        machine.back()
