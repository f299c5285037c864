"""python -m tests.system.machines.torture MINUTES SEED [--bucket] [--sentinels]: machines are cut off, killed and frozen under load.

There are two machines with the API, two with a worker and two with what looks after the rest. They share a folder and one Redis, or
a bucket on a machine of its own, and three Redis servers that Sentinels watch, each on its own; these are broken, too, at the same
time. Ends with 1 where an accepted audit was lost, had two results, isn't listed, differs from one that nobody disturbed, or had
its client never called back.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from service.config import Settings
from service.queue import open_queue
from tests.system.end_to_end.serving import Service
from tests.system.faults.reports import expected_outcomes, outcome, reports
from tests.system.machines.clients import NAMED, called_back, listed
from tests.system.machines.cluster import Cluster
from tests.system.machines.nemesis import MachineFaults, Nemesis, SharedFaults
from tests.system.machines.network import network
from tests.system.machines.shared import bucket_on, watched_redis
from tests.workers.processes import wait_for
from tests.workers.receiver import Receiver, receiving

SENDERS = 2
PAUSE = 0.4
"""Seconds from one report of a sender to its next."""
MENDED = 120.0
"""Seconds within which all ends once nothing is broken any more."""
CALLED_BACK = 240.0
"""Seconds after that within which clients have been called back: the fourth try comes some three minutes after the first."""


@dataclass
class Account:
    """What came of it."""

    faults: Counter[str] = field(default_factory=Counter)
    accepted: dict[str, str] = field(default_factory=dict)
    """The reports that were sent, by the audits that were accepted."""
    answers: Counter[str] = field(default_factory=Counter)
    """Answers to reports by their status; none where the connection failed."""
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    told_again: int = 0
    """Callbacks beyond the first, as they come where deliveries die before they noted one."""
    longest: dict[str, float] = field(default_factory=dict)
    """Seconds that what is named took at most."""

    @property
    def is_clean(self) -> bool:
        """Whether every accepted audit ended once, as it should, and is listed."""
        return bool(self.accepted) and not any(self._broken().values())

    def told(self) -> str:
        """The account in some lines, and what is wrong in further ones."""
        counts = ", ".join(f"{len(ids)} {name}" for name, ids in self._broken().items())
        lines = [f"{name}: {audit_id}" for name, ids in self._broken().items() for audit_id in ids]
        longest = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in self.longest.items())
        return "\n".join(
            [
                f"{len(self.accepted)} accepted, {counts}",
                f"{self.faults.total()} faults: {dict(self.faults.most_common())}",
                f"answers: {dict(self.answers.most_common())}; longest: {longest}; {self.told_again} called back again",
                *lines,
            ]
        )

    def note(self, what: str, seconds: float) -> None:
        """Note how long something took."""
        self.longest[what] = max(seconds, self.longest.get(what, 0.0))

    def _broken(self) -> dict[str, list[str]]:
        names = "lost", "twice", "differing", "unlisted", "untold"
        return {name: getattr(self, name) for name in names}


class Machines:
    """Two machines of each kind."""

    def __init__(self, made: Cluster, *, deliveries_lock: bool) -> None:
        # Deliveries keep each other out by a lock in the folder that they share: with a bucket they run once.
        rest = [("reconciler", "deliveries"), ("reconciler", *(("deliveries",) if deliveries_lock else ()))]
        self.of = {
            "api": [made.machine(f"api{number}", "api") for number in (1, 2)],
            "worker": [made.machine(f"worker{number}", "worker") for number in (1, 2)],
            "control": [made.machine(f"control{number}", *parts) for number, parts in enumerate(rest, 1)],
        }
        self.apis = [made.api(machine) for machine in self.of["api"]]


class Sender(threading.Thread):
    """Sends reports, each to an API by chance, and notes what was accepted."""

    def __init__(self, apis: list[Service], account: Account, seed: int, hook: str) -> None:
        super().__init__()
        self._apis, self._account, self._chance = apis, account, random.Random(seed)
        self._path = f"/v1/reports?callback_url={hook}"
        self._over = threading.Event()

    def run(self) -> None:
        known = [*reports().items()]
        while not self._over.wait(PAUSE):
            name, report = self._chance.choice(known)
            status = "none"
            with suppress(OSError, ValueError):
                answer = self._chance.choice(self._apis).call("POST", self._path, report, **NAMED)
                status = str(answer.status)
                self._account.note("an answer", answer.seconds)
                if answer.status == 202:
                    self._account.accepted[answer.body["id"]] = name
            self._account.answers[status] += 1

    def end(self) -> None:
        """End, once the last report was answered."""
        self._over.set()
        self.join()


def torture(folder: Path, seconds: float, seed: int, *, bucket: bool = False, sentinels: bool = False) -> Account:
    """Break machines for so long, then look whether each audit ended once."""
    account = Account()
    with network() as net, receiving(net.address, net.address) as receiver, ExitStack() as ended:
        receiver.authority.cert_pem.write_to_path(folder / "receiver.pem")
        host = f"{net.address}:{receiver.port}"
        redis = ended.enter_context(watched_redis(net, folder)) if sentinels else None
        store = net.machine("store") if bucket else None
        settings = {
            "AUDIT_CALLBACK_HOSTS": host,
            "AUDIT_CALLBACK_CA_FILE": str(folder / "receiver.pem"),
            **(bucket_on(store, folder) if store else {}),
            **({"AUDIT_QUEUE_URL": redis.group.url} if redis else {}),
        }
        made = Cluster(folder, net, **settings)
        machines = Machines(made, deliveries_lock=not bucket)
        expected = expected_outcomes(machines.apis[0])
        shared = SharedFaults(redis, store, seed).kinds()
        nemeses = [
            Nemesis(MachineFaults(made, machines.of, seed).kinds(), account.faults, seed),
            *([Nemesis(shared, account.faults, seed + 1)] if shared else []),
        ]
        senders = [Sender(machines.apis, account, seed * 100 + number, f"https://{host}/") for number in range(SENDERS)]
        with _running([*senders, *nemeses]):
            until = time.monotonic() + seconds
            while time.monotonic() < until and all(nemesis.is_alive() for nemesis in nemeses):
                time.sleep(0.1)
        for machine in machines.of["api"]:
            made.api(machine)
        _judge(made, machines, account, expected)
        _judge_callbacks(receiver, account)
    return account


@contextmanager
def _running(threads: "list[Sender | Nemesis]") -> Iterator[None]:
    """Meanwhile all of them run; afterwards all have ended, whatever one of them raises."""
    with ExitStack() as running:
        for thread in threads:
            thread.start()
            running.callback(thread.end)
        yield


def _judge(made: Cluster, machines: Machines, account: Account, expected: dict[str, str]) -> None:
    first, second = machines.apis
    until = time.monotonic() + MENDED
    for audit_id, name in account.accepted.items():
        try:
            ended = first.ended(audit_id, max(1.0, until - time.monotonic()))
        except TimeoutError:
            account.lost.append(audit_id)
            continue
        account.note("from acceptance to the result", _seconds(ended["created_at"], ended["finished_at"]))
        if outcome(first, ended) != expected[name] or outcome(second, ended) != expected[name]:
            account.differing.append(audit_id)
    kept = made.ended(*machines.of["worker"])
    account.twice += [audit_id for audit_id, times in kept.items() if times > 1]
    queue = open_queue(Settings(queue_url=made.queue_url), seconds=5)
    wait_for(lambda: not queue.dispatcher.taken(), MENDED)
    account.unlisted += sorted(account.accepted.keys() - listed(second))


def _judge_callbacks(receiver: Receiver, account: Account) -> None:
    until = time.monotonic() + CALLED_BACK
    while (untold := account.accepted.keys() - called_back(receiver).keys()) and time.monotonic() < until:
        time.sleep(0.5)
    account.untold += sorted(untold)
    account.told_again = sum(times - 1 for times in called_back(receiver).values())


def _seconds(begin: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds()


def main(arguments: list[str]) -> int:
    """Torture, and tell what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.system.machines.torture")
    parser.add_argument("minutes", type=float)
    parser.add_argument("seed", type=int)
    parser.add_argument("--bucket", action="store_true")
    parser.add_argument("--sentinels", action="store_true")
    asked = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="audit-machines-"))
    account = torture(folder, asked.minutes * 60, asked.seed, bucket=asked.bucket, sentinels=asked.sentinels)
    print(account.told(), f"the logs are kept in {folder}", sep="\n", flush=True)
    return 0 if account.is_clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
