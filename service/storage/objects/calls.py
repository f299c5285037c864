"""Calls to others, as objects.

    calls/callbacks/01J…7Q            a mark for each audit whose callback is still to be tried: when, by the bucket's clock; 0 for at once
    audits/01J…7Q/deliveries/0001    the outcome of a try, as JSON; gone with the audit: see `additions`

Those of batches are in calls/batch-callbacks/ and batches/, pings in calls/ping-callbacks/ and pings/; what is to be fetched for
audits is in calls/fetches/, the tries beside the deliveries.
"""

import time
from collections.abc import Sequence
from typing import Literal

from service.audits.delivery import Delivery, Ping
from service.audits.ids import is_id
from service.errors import PingNotFound
from service.storage import records
from service.storage.objects.additions import ObjectAdditions
from service.storage.objects.bucket import Bucket, Meta, name_of
from service.storage.objects.folders import Folders, Gone, Once
from service.storage.port import PINGS

_KEPT = 10_000
"""Marks of which is kept in memory what they say."""
_REQUEST = "request.json"

Kind = Literal["callbacks", "batch-callbacks", "ping-callbacks", "fetches"]


class ObjectCalls:
    """A CallQueue."""

    def __init__(self, bucket: Bucket, kind: Kind, owners: Folders) -> None:
        self._bucket, self._marks = bucket, f"calls/{kind}"
        tries = "fetches" if kind == "fetches" else "deliveries"
        self._tries = ObjectAdditions(bucket, owners, tries, Delivery)
        self._read = Once(self._due, _KEPT)

    def schedule(self, id: str, at: float | None = None) -> None:
        due = 0.0 if at is None else at + self._bucket.clock.ahead()
        self._bucket.put(f"{self._marks}/{id}", b"%.6f" % due)

    def remove(self, *ids: str) -> None:
        self._bucket.delete([f"{self._marks}/{id}" for id in ids])

    def scheduled(self) -> list[tuple[float, str]]:
        marks = [mark for mark in self._bucket.list(self._marks) if is_id(name_of(mark.key))]
        dues = [*self._bucket.each(self._read, marks)]
        ahead = self._bucket.clock.ahead() if marks else 0.0
        now, found = time.time(), []
        for mark, due in zip(marks, dues, strict=True):
            noted = mark.modified - ahead
            if due is not None:
                found.append(((due - ahead if due else min(noted, now)) if noted < now + 1 else now, name_of(mark.key)))
        return sorted(found)

    def record(self, id: str, delivery: Delivery) -> None:
        self._tries.add(id, delivery)

    def tries(self, id: str) -> Sequence[Delivery]:
        return self._tries.all(id)

    def _due(self, mark: Meta) -> float | None:
        """When a call is due (POSIX seconds), 0 for when that was noted; None where it was removed meanwhile."""
        found = self._bucket.get(mark.key)
        return None if found is None else float(found)


class ObjectPings:
    """A PingStore."""

    def __init__(self, bucket: Bucket, pings: Folders, callbacks: ObjectCalls) -> None:
        self._bucket, self._pings, self._callbacks = bucket, pings, callbacks

    def accept(self, ping: Ping) -> None:
        kept = sorted(self._pings.all())
        if oldest := kept[: max(0, len(kept) - PINGS + 1)]:
            self._callbacks.remove(*oldest)
            self._pings.erase(oldest)
        self._bucket.create(self._pings.key(ping.id, _REQUEST), records.encode(ping))

    def request(self, id: str) -> Ping:
        if is_id(id) and (found := self._pings.of(id).objects.get(_REQUEST)):
            try:
                return records.decode(Ping, self._pings.read(found))
            except Gone:
                pass
        raise PingNotFound(id=id)
