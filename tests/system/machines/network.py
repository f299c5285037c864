"""Machines on this one: each a network namespace on a bridge, with processes, a clock and a cable of its own."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.system.end_to_end.serving import ROOT, all_gone, kill
from tests.workers.processes import children_of, wait_for

FAKETIME = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
_NETWORKS = count()


def missing() -> str:
    """What is missing here for machines to be had, in words; empty where nothing is."""
    if FAKETIME is None:
        return "libfaketime is not installed (Debian: faketime)"
    try:
        with network() as tried:
            tried.machine("probe")
    except (OSError, subprocess.CalledProcessError) as error:
        return f"no network namespace can be made: {error}"
    return ""


class Machine:
    """A network namespace: what is started in it sees the network by its address alone."""

    def __init__(self, name: str, namespace: str, cable: str, address: str) -> None:
        self.name, self.address = name, address
        self._namespace, self._cable = namespace, cable
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._clock: dict[str, str] = {}

    def set_clock(self, ahead: float) -> None:
        """Have what is started from now on see a time of day that is so many seconds ahead.

        Clocks that only count seconds go on as they are, and files are dated by the disk that machines share.
        """
        self._clock = {
            "LD_PRELOAD": str(FAKETIME),
            "FAKETIME": f"{ahead:+g}s",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
            "PYTHONPATH": str(Path(__file__).parent / "clock"),
        }

    @property
    def within(self) -> tuple[str, ...]:
        """The words before a command that have it run in the namespace."""
        return "ip", "netns", "exec", self._namespace

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        """Start a process; what it says is added to a file."""
        with log.open("ab") as said:
            self._processes[name] = subprocess.Popen(
                [*self.within, *command],
                cwd=ROOT,
                env={**environment, **self._clock},
                stdout=said,
                stderr=said,
                process_group=0,
            )

    @property
    def parts(self) -> list[str]:
        """The names under which processes were started."""
        return [*self._processes]

    def pid(self, name: str) -> int:
        """The process that was started under a name."""
        return self._processes[name].pid

    def pids(self, name: str) -> list[int]:
        """That process and all below it."""
        return with_descendants(self.pid(name))

    def stop(self, name: str, by: signal.Signals = signal.SIGTERM) -> int:
        """End a process; its exit code."""
        process = self._processes.pop(name)
        begun = with_descendants(process.pid)
        process.send_signal(by)
        code = process.wait(30)
        if by is signal.SIGKILL:
            for pid in begun:
                kill(pid)
        return code

    def cut(self) -> None:
        """Pull its cable: nothing reaches it, and it reaches nothing; nobody is told."""
        _ip("link", "set", self._cable, "down")

    def back(self) -> None:
        """Plug the cable in again."""
        _ip("link", "set", self._cable, "up")

    def end(self) -> None:
        """Kill whatever runs in it, and take it away."""
        begun = [pid for process in self._processes.values() for pid in with_descendants(process.pid)]
        for pid in begun:
            kill(pid)
        for process in self._processes.values():
            process.wait(30)
        wait_for(lambda: all_gone(begun))
        _ip("netns", "delete", self._namespace)


class Network:
    """A bridge, whose first address is this machine's own."""

    def __init__(self, number: int) -> None:
        self._name = f"ra{os.getpid() % 100_000}x{number}"
        self._prefix = f"10.{200 + number % 50}.{os.getpid() % 250}"
        self.address, self.network = f"{self._prefix}.1", f"{self._prefix}.0/24"
        self._machines: list[Machine] = []
        _ip("link", "add", self._name, "type", "bridge")
        _ip("address", "add", f"{self.address}/24", "dev", self._name)
        _ip("link", "set", self._name, "up")

    def machine(self, name: str) -> Machine:
        """A further machine."""
        number = len(self._machines) + 2
        namespace, cable, address = f"{self._name}-{name}", f"{self._name}-{number}", f"{self._prefix}.{number}"
        _ip("netns", "add", namespace)
        machine = Machine(name, namespace, cable, address)
        self._machines.append(machine)
        _ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", namespace)
        _ip("link", "set", cable, "master", self._name, "up")
        _ip("-n", namespace, "address", "add", f"{address}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            _ip("-n", namespace, "link", "set", device, "up")
        return machine

    def end(self) -> None:
        """Take all machines away, and the bridge."""
        for machine in self._machines:
            machine.end()
        _ip("link", "delete", self._name)


@contextmanager
def network() -> Iterator[Network]:
    """A network of its own, whose machines are ended afterwards."""
    made = Network(next(_NETWORKS))
    try:
        yield made
    finally:
        made.end()


def with_descendants(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for each in found:
        found += children_of(each)
    return found


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)
