"""Idempotency keys: which audit or batch a client's key stands for, so that what is sent twice is audited once.

    idempotency-keys/7f03…    the id and a digest of what was sent, as JSON; named by a digest of client and key

Whoever reserves a key first gives it its audit. One who reserves it again at the same time accepts the same audit with
the same content, which is kept once; so nobody has to wait for anybody.
"""

import hashlib

from service.storage import records
from service.storage.objects.bucket import Bucket
from service.storage.objects.remains import erase_older
from service.storage.port import KEY_SECONDS, Reservation

_FOLDER = "idempotency-keys"


class ObjectIdempotencyKeys:
    """An IdempotencyKeys."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def reserve(self, client: str, key: str, wanted: Reservation) -> Reservation:
        place = _place(client, key)
        while not self._bucket.create(place, records.encode(wanted)):
            found, kept = self._bucket.meta(place), self._bucket.get(place)
            if found and kept is not None:
                if self._bucket.clock.now() - found.modified < KEY_SECONDS:
                    return records.decode(Reservation, kept)
                self._bucket.delete([place])
        return wanted

    def release(self, client: str, *keys: str) -> None:
        self._bucket.delete([_place(client, key) for key in keys])

    def forget_old(self) -> None:
        erase_older(self._bucket, _FOLDER, self._bucket.clock.now() - KEY_SECONDS)


def _place(client: str, key: str) -> str:
    name = hashlib.sha256(f"{client}\n{key}".encode()).hexdigest()
    return f"{_FOLDER}/{name}"
