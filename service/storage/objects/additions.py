"""Records that are added one after the other to an audit, batch or ping, beside what is kept of it.

    audits/01J…7Q/deliveries/0001   the first of them, as JSON; gone with the audit

Their numbers follow each other without a gap, so that how many there are tells all that there is to know of them.
"""

from collections.abc import Sequence
from typing import Generic, TypeVar

from service.audits.ids import is_id
from service.errors import AuditError, AuditNotFound
from service.storage import records
from service.storage.objects.bucket import Bucket, Meta
from service.storage.objects.folders import Folders, Gone, Once

Record = TypeVar("Record")

_KEPT = 8192
"""Records that are kept in memory for who asks for them again."""


class ObjectAdditions(Generic[Record]):
    """An Additions: the records of one kind, of all owners of one kind."""

    def __init__(
        self,
        bucket: Bucket,
        owners: Folders,
        name: str,
        kind: type[Record],
        *,
        missing: type[AuditError] = AuditNotFound,
    ) -> None:
        """`missing` is raised where there is no such owner."""
        self._bucket, self._owners, self._name, self._missing = bucket, owners, name, missing
        self._read = Once(lambda meta: records.decode(kind, owners.read(meta)), _KEPT)

    def add(self, owner: str, record: Record) -> None:
        self._check_id(owner)
        found = self._owners.of(owner)
        if not found.objects:
            raise self._missing(id=owner)
        data, number = records.encode(record), len(found.below(self._name)) + 1
        while not self._bucket.create(self._owners.key(owner, f"{self._name}/{number:04}"), data):
            number += 1
        if not self._owners.look_again(owner).objects:
            raise self._missing(id=owner)

    def all(self, owner: str) -> Sequence[Record]:
        try:
            return list(self._bucket.each(self._read, self._of(owner)))
        except Gone:
            return []

    def count(self, owner: str) -> int:
        return len(self._of(owner))

    def _of(self, owner: str) -> list[Meta]:
        self._check_id(owner)
        if (found := self._owners.at_hand_of(owner)) is not None:
            return found.below(self._name)
        return [*self._bucket.list(self._owners.key(owner, self._name))]

    def _check_id(self, owner: str) -> None:
        if not is_id(owner):
            raise self._missing(id=owner)
