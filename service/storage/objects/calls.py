"""Calls to others, as objects.

    calls/callbacks/01J…7Q            a mark for each audit whose callback is still to be tried: when, and when that was noted
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
        self._read = Once(self._times, _KEPT)

    def schedule(self, id: str, at: float | None = None) -> None:
        now = time.time()
        self._bucket.put(f"{self._marks}/{id}", b"%.6f %.6f" % (now if at is None else at, now))

    def remove(self, id: str) -> None:
        self._bucket.delete([f"{self._marks}/{id}"])

    def scheduled(self) -> list[tuple[float, str]]:
        marks = [mark for mark in self._bucket.list(self._marks) if is_id(name_of(mark.key))]
        now, found = time.time(), []
        for mark, times in zip(marks, self._bucket.each(self._read, marks), strict=True):
            if times:
                found.append((times[0] if times[1] < now + 1 else now, name_of(mark.key)))
        return sorted(found)

    def record(self, id: str, delivery: Delivery) -> None:
        self._tries.add(id, delivery)

    def tries(self, id: str) -> Sequence[Delivery]:
        return self._tries.all(id)

    def _times(self, mark: Meta) -> tuple[float, float] | None:
        """When a call is due, and when that was noted (POSIX seconds); None where it was removed meanwhile."""
        found = self._bucket.get(mark.key)
        if found is None:
            return None
        due, _, noted = found.partition(b" ")
        return float(due), float(noted)


class ObjectPings:
    """A PingStore."""

    def __init__(self, bucket: Bucket, pings: Folders, callbacks: ObjectCalls) -> None:
        self._bucket, self._pings, self._callbacks = bucket, pings, callbacks

    def accept(self, ping: Ping) -> None:
        kept = sorted(self._pings.all())
        for oldest in kept[: max(0, len(kept) - PINGS + 1)]:
            self._callbacks.remove(oldest)
            self._pings.erase(oldest)
        self._bucket.create(self._pings.key(ping.id, _REQUEST), records.encode(ping))

    def request(self, id: str) -> Ping:
        if is_id(id) and (found := self._pings.of(id).objects.get(_REQUEST)):
            try:
                return records.decode(Ping, self._pings.read(found))
            except Gone:
                pass
        raise PingNotFound(id=id)
