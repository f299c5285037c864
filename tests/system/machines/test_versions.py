"""A rolling restart: parts of two versions work side by side, whose records differ, and everything ends once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

from service.config import Settings
from service.queue import open_queue
from tests.system.end_to_end.serving import EXAMPLE, Service
from tests.system.machines.clients import a_batch
from tests.system.machines.cluster import Cluster, cluster
from tests.system.machines.network import Machine
from tests.workers.processes import wait_for

VERSIONS = Path(__file__).parent / "versions"
PARTS = ("api", "worker", "reconciler")
PAUSE = 0.2
"""Seconds from one report to the next."""
DROPPED = "job dream-1 is dropped: it is of no kind that is known here"


class Client(threading.Thread):
    """Sends reports to one API after the other, and on to the next where one doesn't take it."""

    def __init__(self, apis: list[Service]) -> None:
        super().__init__()
        self.apis, self.accepted = apis, list[str]()
        self._over = threading.Event()

    def run(self) -> None:
        for number in cycle(range(1_000)):
            if self._over.wait(PAUSE):
                return
            api = self.apis[number % len(self.apis)]
            with suppress(OSError):
                answer = api.post(EXAMPLE.read_bytes())
                if answer.status == 202:
                    self.accepted.append(answer.body["id"])

    def end(self) -> None:
        self._over.set()
        self.join()


@contextmanager
def sending(apis: list[Service]) -> Iterator[Client]:
    client = Client(apis)
    client.start()
    try:
        yield client
    finally:
        client.end()


def machines(made: Cluster, version: str) -> dict[str, Machine]:
    """A machine of a version for each part."""
    return {part: made.machine(f"{part}-{version}", part, PYTHONPATH=str(VERSIONS / version)) for part in PARTS}


def test_all_that_is_sent_while_one_version_takes_the_place_of_another_ends_once(tmp_path: Path) -> None:
    with cluster(tmp_path) as made:
        earlier = machines(made, "earlier")
        apis = [made.api(earlier["api"])]
        queue = open_queue(Settings(queue_url=made.queue_url), seconds=5)
        with sending(apis) as client:
            batches = [apis[0].post_batch(a_batch()).body["id"]]
            queue.dispatcher.retry("dream")
            later = machines(made, "later")
            apis.append(made.api(later["api"]))
            batches.append(apis[1].post_batch(a_batch()).body["id"])
            both = len(client.accepted)
            wait_for(lambda: len(client.accepted) > both + 10)
            lists = [api.call("GET", "/v1/audits?limit=200") for api in apis]
            assert [each.status for each in lists] == [200, 200]
            for part in ("reconciler", "worker"):
                assert earlier[part].stop(part) == 0
            del apis[0]
            assert earlier["api"].stop("api") == 0
            one = len(client.accepted)
            wait_for(lambda: len(client.accepted) > one + 5)
        (api,), workers = apis, (earlier["worker"], later["worker"])
        assert {api.ended(each)["status"] for each in client.accepted} == {"succeeded"}
        assert {api.ended_batch(each)["status"] for each in batches} == {"succeeded"}
        listed = [each["id"] for each in api.call("GET", "/v1/audits?limit=200").body["audits"]]
        assert set(client.accepted) <= set(listed)
        assert len(listed) == len(client.accepted) + 3 * len(batches)
        wait_for(lambda: len(made.ended(*workers)) == len(listed))
        assert made.ended(*workers) == dict.fromkeys(listed, 1)
        assert all(made.said(worker, "worker", "ended") for worker in workers), "both versions did some"
        assert any(made.said(worker, "worker", DROPPED) for worker in workers)
        assert not any(made.said(machine, part, level="ERROR") for machine, part in parts(earlier, later))
        wait_for(lambda: not queue.dispatcher.taken())


def parts(*versions: dict[str, Machine]) -> Iterator[tuple[Machine, str]]:
    for version in versions:
        yield from ((machine, part) for part, machine in version.items())
