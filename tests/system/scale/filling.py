"""Audits of many clients in a running service, kept and waiting, by the product's own code and without waiting for the disk."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from redis import Redis

from service.audits.audit import Request, Result, Status, moment
from service.audits.ids import first_from, made_at, new_id
from service.audits.media import Media
from service.config import Settings
from service.intake import described
from service.queue import open_queue
from service.queue.port import Queue
from service.queue.redis.cached_script import load
from service.queue.redis.catalogue import facts_of
from service.rules import ruleset_version
from service.storage import records
from service.storage.files import submissions
from service.storage.files.audits import FileAudits
from tests.system.load.calling import numbered

AGENCIES = 3_000
_PROCESSES, _NICE = 2, 5
_SHARE = 10_000
_TOGETHER = 200
"""Audits that Redis is told of with one trip."""
_DAYS = 25
"""Days over which kept audits came: fewer than they are kept for."""


@dataclass(frozen=True)
class Place:
    """Where a service keeps its files, and its queue's address."""

    folder: Path
    queue_url: str

    def store(self) -> FileAudits:
        """Its store, which syncs nothing."""
        return FileAudits(self.folder, lambda _: None)

    def queue(self) -> Queue:
        """Its queue."""
        return open_queue(Settings(data_dir=self.folder, queue_url=self.queue_url), seconds=60)


def keep(place: Place, clients: Sequence[str], count: int) -> None:
    """Have so many audits ended and done, spread over clients and days."""
    _together(_keep, place, clients, count)


def queue(place: Place, clients: Sequence[str], count: int) -> None:
    """Have so many audits wait, spread over clients."""
    _together(_queue, place, clients, count)


def _together(
    act: Callable[[Place, Sequence[str], range], None], place: Place, clients: Sequence[str], count: int
) -> None:
    shares = [range(first, min(first + _SHARE, count)) for first in range(0, count, _SHARE)]
    with ProcessPoolExecutor(_PROCESSES, get_context("spawn"), initializer=os.nice, initargs=(_NICE,)) as pool:
        for done in [pool.submit(act, place, clients, share) for share in shares]:
            done.result()


def _keep(place: Place, clients: Sequence[str], numbers: range) -> None:
    """By the layout of the store on disk: the results are links to one file, so that a million of them take no day."""
    redis, audits = Redis.from_url(place.queue_url), place.folder / "audits"
    begun, ruleset, text = datetime.now(UTC) - timedelta(days=_DAYS), ruleset_version(), load("list_ended")
    result = Result(Status.SUCCEEDED, moment(), verdict="pass", report={"year": 2024}, ruleset=ruleset)
    kept = place.folder / "partial" / f"result-{os.getpid()}-{numbers.start}"
    kept.write_bytes(records.encode(result))
    sha = redis.script_load(text)
    for share in range(numbers.start, numbers.stop, _TOGETHER):
        with redis.pipeline(transaction=False) as pipeline:
            for number in range(share, min(share + _TOGETHER, numbers.stop)):
                came = begun + timedelta(days=_DAYS) * ((number * 7919) % 100_003 / 100_003)
                asked = _asked(clients, number, first_from(came)[:10] + new_id()[10:], b"%d" % number)
                folder = audits / asked.id[-2:] / asked.id
                folder.mkdir(parents=True)
                (folder / "submission").write_bytes(b"".join(submissions.encode(asked, b"%d" % number)))
                for name in ("result.json", "head.json"):
                    os.link(kept, folder / name)
                facts = facts_of(asked, result)
                named = (asked.client, asked.id, facts, asked.sha256, asked.content(ruleset))
                pipeline.evalsha(sha, 0, *named, came.timestamp(), 12_288)
            pipeline.execute()
    kept.unlink()


def _queue(place: Place, clients: Sequence[str], numbers: range) -> None:
    store, fair_queue = place.store(), place.queue().fair_queue
    for number in numbers:
        asked = _asked(clients, number, new_id(), numbered(number))
        store.accept(asked, numbered(number))
        fair_queue.enqueue(asked)


def _asked(clients: Sequence[str], number: int, id: str, report: bytes) -> Request:
    return Request(
        id=id,
        created_at=made_at(id),
        client=clients[number % len(clients)],
        agency=f"第{number % AGENCIES}局",
        **described("report.txt", Media.TEXT, report),
    )
