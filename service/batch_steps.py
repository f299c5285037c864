"""Which batches can be taken a step further: opened, opened further where there is room now, or ended."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from service.errors import BatchNotFound, StorageFailed
from service.queue.port import EXPANDING, Admission
from service.storage.batches import BatchStore, is_due, step_of
from service.storage.ports import AuditStore

_NOTED_EVERY = EXPANDING / 4


class BatchSteps:
    """Looks through the batches that have not ended."""

    def __init__(self, batches: BatchStore, store: AuditStore, admission: Admission) -> None:
        self._batches, self._store, self._admission = batches, store, admission
        self._clients: dict[str, str] = {}
        self._noted = float("-inf")

    def due(self) -> Iterator[str]:
        """The names of the steps for which it is time. Raises QueueUnavailable, StorageFailed.

        Of a client's batches that expand no more than there is room for audits, the oldest first.
        """
        expanding: dict[str, str] = {}
        for batch_id in self._batches.open_batches():
            with suppress(BatchNotFound, StorageFailed):
                if self._batches.is_expanding(batch_id):
                    expanding[batch_id] = self._clients.get(batch_id) or self._batches.request(batch_id).client
                elif is_due(batch_id, self._batches, self._store):
                    yield step_of(batch_id)
        self._clients = expanding
        self._note()
        yield from map(step_of, self._with_room())

    def _note(self) -> None:
        """Have those that expand count as such, before that lapses."""
        if time.monotonic() - self._noted < _NOTED_EVERY:
            return
        for batch_id, client in self._clients.items():
            self._admission.note_expanding(client, batch_id)
        self._noted = time.monotonic()

    def _with_room(self) -> Iterator[str]:
        if not self._clients or not self._disk_has_room():
            return
        left = Counter({client: self._admission.room(client) for client in set(self._clients.values())})
        for batch_id, client in self._clients.items():
            if left[client] > 0:
                left[client] -= 1
                yield batch_id

    def _disk_has_room(self) -> bool:
        try:
            self._store.room()
        except StorageFailed:
            return False
        return True
