"""Whether a store keeps the one promise that all rests on: who creates an object that is there already is refused."""

import secrets

from service.errors import StorageFailed
from service.storage.objects.bucket import Bucket

HOLDING = (
    "Amazon S3, MinIO and Ceph RGW say of themselves that they refuse it (If-None-Match on PutObject); "
    "of servers that were tried, rclone's `serve s3` doesn't, and moto's does it of one writer after the other"
)
_FOLDER = "probe"


class StoreUnfit(Exception):
    """The store can't be relied on; the message says why and which can."""


def check_creates_once(bucket: Bucket) -> None:
    """Create an object twice, and erase it. Raises StorageFailed, from StoreUnfit where the second takes the first's place."""
    key = f"{_FOLDER}/{secrets.token_hex(16)}"
    first, second = bucket.create(key, b"1"), bucket.create(key, b"2")
    kept = bucket.get(key)
    bucket.delete([key])
    if not first or second or kept != b"1":
        raise StorageFailed from StoreUnfit(
            f"{bucket.address} lets an object be created twice, so that two workers could end one audit: {HOLDING}"
        )


class CreatesOnce:
    """The same of one store, tried once by each process, before the first that it relies on."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket, self._is_tried = bucket, False

    def check(self) -> None:
        """Return if it does. Raises StorageFailed, from StoreUnfit where it doesn't."""
        if not self._is_tried:
            check_creates_once(self._bucket)
            self._is_tried = True
