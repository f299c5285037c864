"""One client's thousands and another's one."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.system.load.calling import Client, numbered


@dataclass(frozen=True)
class Waited:
    """Seconds from sending a report to its end: on an idle service, and behind another client's queue."""

    idle: float
    behind: float
    queued: int
    """How many of the other client's audits still waited when the last one ended."""


def measure(url: str, many_key: str, one_key: str, queued: int, rounds: int = 5) -> Waited:
    """Queue so many reports for one client, and time another's single ones."""
    many, one = Client(url, many_key), Client(url, one_key)
    for number in range(3):
        one.ended(one.accepted(numbered(number)))
    idle = statistics.median(_seconds(one, number) for number in range(rounds))

    def fill(share: int) -> None:
        client = Client(url, many_key)
        for number in range(queued // 4):
            client.accepted(numbered(share * queued + number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(fill, range(4)))
    behind = statistics.median(_seconds(one, number) for number in range(rounds))
    waiting = many.call("GET", "/v1/audits?status=queued&limit=1")[2]["audits"]
    position = waiting[0]["queue_position"] if waiting else 0
    return Waited(idle, behind, position or 0)


def _seconds(client: Client, number: int) -> float:
    begun = time.perf_counter()
    client.ended(client.accepted(numbered(10**6 + number)))
    return time.perf_counter() - begun
