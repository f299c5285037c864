"""Redis with replicas that Sentinels watch, and what goes wrong with it: for tests, and for a nemesis to strike at."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar

from redis.exceptions import RedisError, ResponseError

from tests.service.queue.debian import Certificates, Server

Kind = TypeVar("Kind", bound=Server)
NAME = "audit"
DOWN_AFTER = 1.0
"""Seconds that a master may be silent."""
_PATIENCE = 60.0


@dataclass(frozen=True)
class Place:
    """An address, and the words before a command that have it run there."""

    address: str = "127.0.0.1"
    within: tuple[str, ...] = ()


class SentinelGroup:
    """A master, replicas, and Sentinels that agree on a failover by their majority.

    Where they have a password it is the same for all of them; where they have certificates all of them speak TLS alone.
    Each place has a server and a Sentinel, where there are as many of them.
    """

    def __init__(
        self,
        folder: Path,
        *,
        replicas: int = 1,
        sentinels: int = 3,
        password: str = "",
        certificates: Certificates | None = None,
        places: Sequence[Place] = (Place(),),
    ) -> None:
        self._folder, self._password, self._certificates = folder, password, certificates
        self._access = {**({"password": password} if password else {}), **(certificates.access if certificates else {})}
        by_tls = (*certificates.options, "--tls-replication", "yes") if certificates else ()
        self._guarded = (*(("--requirepass", password) if password else ()), *by_tls)
        self._options = (*self._guarded, *(("--masterauth", password) if password else ()))
        self.servers = self._made(Server, "server", replicas + 1, places)
        self.sentinels = self._made(Sentinel, "sentinel", sentinels, places)

    def start(self) -> "SentinelGroup":
        """Start all of it; the replicas have what their master has, and each Sentinel knows of the others."""
        first = self.servers[0].start()
        for replica in self.servers[1:]:
            replica.options = (*self._options, "--replicaof", f"{first.host} {first.port}")
            replica.start()
        self._wait(lambda: _linked_replicas(first) == len(self.servers) - 1)
        for sentinel in self.sentinels:
            sentinel.watch(first.port, self._password, host=first.host)
            sentinel.start()
        self._wait(lambda: all(map(self._is_complete, self.sentinels)))
        return self

    def stop(self) -> None:
        for each in (*self.sentinels, *self.servers):
            each.kill()

    @property
    def url(self) -> str:
        """The address that the service is given."""
        hosts = ",".join(f"{sentinel.host}:{sentinel.port}" for sentinel in self.sentinels)
        address = (
            f":{self._password}@{hosts}/0?master={NAME}&sentinel_password={self._password}"
            if self._password
            else f"{hosts}/0?master={NAME}"
        )
        return (
            f"rediss+sentinel://{address}&{self._certificates.query()}"
            if self._certificates
            else f"redis+sentinel://{address}"
        )

    def master(self) -> Server:
        """The server that most Sentinels name: one may not have heard yet of the last failover."""
        named: Counter[tuple[str, int]] = Counter()
        for sentinel in self.sentinels:
            with suppress(RedisError):
                host, port = sentinel.redis().sentinel_get_master_addr_by_name(NAME)
                named[host, int(port)] += 1
        if not named:
            raise TimeoutError("no Sentinel answers")
        ((most, _),) = named.most_common(1)
        return next(server for server in self.servers if (server.host, server.port) == most)

    def failovers(self) -> int:
        """How many there have been, as the Sentinel knows it that knows of most."""
        return max(int(_known_of_master(sentinel)["config-epoch"]) for sentinel in self.sentinels)

    def kill_master(self) -> Server:
        """Kill the master; which one it was."""
        master = self.master()
        master.kill()
        return master

    def fail_over(self) -> Server:
        """Kill the master, wait until another is, and start the first again as a replica; the new master."""
        self.agreed_master()
        killed = self.kill_master()
        new = self.wait_for_another(killed)
        self.bring_back(killed)
        return new

    def hand_over(self) -> Server:
        """Have the Sentinels make another server the master while all of them run; the new master."""
        before = self.agreed_master()
        self._wait(self._begin_hand_over)
        new = self.wait_for_another(before)
        self.wait_until_it_follows(before)
        return new

    def cut_off_replicas(self) -> list[Server]:
        """Keep from all replicas what is written from now on, until they are resumed; which they are."""
        master = self.agreed_master()
        replicas = [server for server in self.servers if server is not master]
        for replica in replicas:
            replica.send(signal.SIGSTOP)
        # What was sent already would be read later; what comes is not sent.
        master.redis().client_kill_filter(_type="replica")
        return replicas

    def agreed_master(self) -> Server:
        """The master, once all Sentinels take the same server for it, and all servers for well.

        Where a master is killed while one of them is still at the failover before, it may take them minutes to agree on another.
        """

        def is_agreed() -> bool:
            masters = list(map(_known_of_master, self.sentinels))
            replicas = [replica for sentinel in self.sentinels for replica in sentinel.redis().sentinel_slaves(NAME)]
            return (
                len({(each["ip"], each["port"]) for each in masters}) == 1
                and {each["flags"] for each in masters} == {"master"}
                and {each["flags"] for each in replicas} <= {"slave"}
            )

        self._wait(is_agreed)
        return self.master()

    def wait_for_another(self, before: Server) -> Server:
        """The master, once that is another server than before and takes writes."""

        def is_served() -> bool:
            with suppress(RedisError, TimeoutError):
                new = self.master()
                return new is not before and new.redis().info("replication")["role"] == "master"
            return False

        self._wait(is_served)
        return self.master()

    def bring_back(self, server: Server) -> None:
        """Start a server that was killed, as a replica of the master, and wait until it has all."""
        master = self.master()
        server.options = (*self._options, "--replicaof", f"{master.host} {master.port}")
        server.start()
        self.wait_until_it_follows(server)

    def wait_until_it_follows(self, server: Server) -> None:
        """Wait until a server is a replica that has all; one that was silent learns of it from the Sentinels, in some seconds."""
        self._wait(lambda: server.redis().info("replication").get("master_link_status") == "up")

    def _made(self, kind: type[Kind], name: str, count: int, places: Sequence[Place]) -> list[Kind]:
        options = self._options if kind is Server else self._guarded
        return [
            kind(self._folder / f"{name}-{number}", options, self._access, host=place.address, within=place.within)
            for number, place in zip(range(count), cycle(places), strict=False)
        ]

    def _begin_hand_over(self) -> bool:
        """Whether a Sentinel began it: one that has just come to know a replica waits until it is sure of it."""
        try:
            self.sentinels[0].redis().execute_command("SENTINEL", "FAILOVER", NAME)
        except ResponseError:
            return False
        return True

    def _is_complete(self, sentinel: Server) -> bool:
        state = _known_of_master(sentinel)
        others = state["num-other-sentinels"], state["num-slaves"]
        return others == (len(self.sentinels) - 1, len(self.servers) - 1)

    def _wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so. A server that doesn't answer leaves it open; one that becomes a replica closes what is open to it."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            with suppress(RedisError):
                if condition():
                    return
            time.sleep(0.05)
        raise TimeoutError(self._logs())

    def _logs(self) -> str:
        return "\n".join(path.read_text()[-2000:] for path in sorted(self._folder.glob("*/log")))


class SentinelFaults:
    """The faults of such a group by their names, in the shape that a nemesis has its own: name, weight, what strikes."""

    def __init__(self, group: SentinelGroup, seed: int, longest: float) -> None:
        self._group, self._random, self._longest = group, random.Random(seed), longest

    def kinds(self) -> list[tuple[str, int, Callable[[], None]]]:
        return [
            ("kill master", 3, self._kill),
            ("hand over to a replica", 2, self._hand_over),
            ("kill master with replicas behind", 3, self._kill_before_replicas_had_all),
            ("stop master", 2, self._stop_master),
            ("kill sentinel", 1, self._kill_sentinel),
        ]

    def _kill(self) -> None:
        self._group.fail_over()

    def _hand_over(self) -> None:
        self._group.hand_over()

    def _kill_before_replicas_had_all(self) -> None:
        behind = self._group.cut_off_replicas()
        time.sleep(self._random.uniform(0.1, self._longest))
        killed = self._group.kill_master()
        for replica in behind:
            replica.send(signal.SIGCONT)
        self._group.wait_for_another(killed)
        self._group.bring_back(killed)

    def _stop_master(self) -> None:
        """Stop the master for long enough that another takes its place, and have it find that out."""
        stopped = self._group.agreed_master()
        stopped.send(signal.SIGSTOP)
        try:
            self._group.wait_for_another(stopped)
        finally:
            stopped.send(signal.SIGCONT)
        self._group.wait_until_it_follows(stopped)

    def _kill_sentinel(self) -> None:
        sentinel = self._random.choice(self._group.sentinels)
        sentinel.kill()
        time.sleep(self._random.uniform(0, self._longest))
        sentinel.start()


class Sentinel(Server):
    """A Sentinel, which keeps in its file what it learned."""

    def watch(self, port: int, password: str = "", *, host: str = "127.0.0.1", failovers: int = 0) -> None:
        """Write its file: whom to watch, with what password it and other Sentinels are asked, and of how many failovers it knows."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = [
            f"sentinel monitor {NAME} {host} {port} 2",
            f"sentinel down-after-milliseconds {NAME} {int(DOWN_AFTER * 1000)}",
            f"sentinel failover-timeout {NAME} 6000",
            *([f"sentinel config-epoch {NAME} {failovers}"] if failovers else []),
        ]
        if password:
            lines += [f"sentinel auth-pass {NAME} {password}", f"sentinel sentinel-pass {password}"]
        (self.folder / "sentinel.conf").write_text("\n".join(lines) + "\n")

    def _command(self) -> list[str]:
        program, *options = super()._command()
        return [program, str(self.folder / "sentinel.conf"), *options, "--sentinel"]


@contextmanager
def sentinel_group(folder: Path, **parts: Any) -> Iterator[SentinelGroup]:
    """A group that runs, ended afterwards."""
    group = SentinelGroup(folder, **parts)
    try:
        yield group.start()
    finally:
        group.stop()


def _known_of_master(sentinel: Server) -> dict[str, Any]:
    known = sentinel.redis().sentinel_master(NAME, return_responses=True)
    return known[0] if isinstance(known, list) else known


def _linked_replicas(master: Server) -> int:
    return int(master.redis().info("replication")["connected_slaves"])
