"""What remains of audits and batches that are gone.

expired/01J…7Q      the client's name, for a client gets 410 for its own and 404 for others'; expired-batches/ of batches
quarantine/01J…7Q   the upload of a report that broke a limit or its process
deletions/01J…7Q    what is being erased together, as JSON, until all of it is
"""

from collections.abc import Iterator

from service.storage import records
from service.storage.objects.bucket import Bucket, name_of
from service.storage.port import Deletion


class Expired:
    """One such kind."""

    def __init__(self, bucket: Bucket, kind: str) -> None:
        self._bucket, self._kind = bucket, kind

    def note(self, id: str, client: str) -> None:
        """Keep whose it was."""
        self._bucket.put(f"{self._kind}/{id}", client.encode())

    def client_of(self, id: str) -> str | None:
        """Whose it was; None where nothing of that id has expired, or not for long."""
        found = self._bucket.get(f"{self._kind}/{id}")
        return None if found is None else found.decode()

    def forget(self, before: float) -> None:
        """Let go of what expired before a moment (POSIX seconds)."""
        forget_old(self._bucket, self._kind, before)


class ObjectDeletions:
    """A Deletions."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def add(self, deletion: Deletion) -> None:
        self._bucket.create(f"deletions/{deletion.id}", records.encode(deletion))

    def begun_before(self, moment: float) -> Iterator[Deletion]:
        for noted in [*self._bucket.list("deletions")]:
            if (
                noted.modified < moment + self._bucket.clock.ahead()
                and (found := self._bucket.get(noted.key)) is not None
            ):
                yield records.decode(Deletion, found)

    def remove(self, id: str) -> None:
        self._bucket.delete([f"deletions/{id}"])


class ObjectQuarantine:
    """A Quarantine."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def keep(self, audit_id: str, upload: bytes) -> None:
        self._bucket.create(f"quarantine/{audit_id}", upload)

    def forget_old(self, before: float) -> None:
        forget_old(self._bucket, "quarantine", before)


class ObjectRemains:
    """A Remains."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def names(self, kind: str) -> Iterator[str]:
        return (name_of(each.key) for each in self._bucket.list(kind))

    def read(self, kind: str, name: str) -> bytes | None:
        return self._bucket.get(f"{kind}/{name}")

    def keep(self, kind: str, name: str, kept: bytes) -> None:
        self._bucket.create(f"{kind}/{name}", kept)

    def forget(self, kind: str, name: str) -> None:
        self._bucket.delete([f"{kind}/{name}"])


def forget_old(bucket: Bucket, kind: str, before: float) -> None:
    """Erase objects of a kind that were written before a moment (POSIX seconds)."""
    erase_older(bucket, kind, before + bucket.clock.ahead())


def erase_older(bucket: Bucket, kind: str, before: float) -> None:
    """The same before a moment of the bucket's clock."""
    bucket.delete([each.key for each in bucket.list(kind) if each.modified < before])
