"""Records that are added one after the other to an audit, batch or ping, in a folder of their own beside what is kept of it.

    audits/7Q/01J…7Q/deliveries/0001   the first of them, as JSON; gone with the audit

Their numbers follow each other without a gap, so that how many there are tells all that there is to know of them.
"""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from service.audits.ids import is_id
from service.errors import AuditError, AuditNotFound
from service.storage import records
from service.storage.disk import Disk, translate_disk_errors, translate_read_errors

Record = TypeVar("Record")

_KEPT = 8192
"""Records that are kept in memory for who asks for them again."""


class FileAdditions(Generic[Record]):
    """An Additions: the records of one kind, of all owners whose folders are in `owners`; `missing` is raised without one."""

    def __init__(
        self, folder: Path, owners: str, name: str, kind: type[Record], *, missing: type[AuditError] = AuditNotFound
    ) -> None:
        self._missing = missing
        self._owners, self._name, self._disk = str(folder / owners), name, Disk(folder / "partial")
        self._read = lru_cache(maxsize=_KEPT)(lambda path: records.decode(kind, Path(path).read_bytes()))

    def add(self, owner: str, record: Record) -> None:
        folder = Path(self._folder(owner))
        with translate_disk_errors():
            try:
                self._make(folder)
                data, number = records.encode(record), self.count(owner) + 1
                while not self._disk.create(folder / f"{number:04}", data):
                    number += 1
            except FileNotFoundError:
                raise self._missing(id=owner) from None

    def all(self, owner: str) -> Sequence[Record]:
        folder = self._folder(owner)
        with translate_read_errors():
            try:
                return [self._read(f"{folder}/{number:04}") for number in range(1, _files_in(folder) + 1)]
            except FileNotFoundError:
                return []

    def count(self, owner: str) -> int:
        folder = self._folder(owner)
        with translate_disk_errors():
            try:
                return _files_in(folder)
            except FileNotFoundError:
                return 0

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir()
        except FileExistsError:
            return
        self._disk.sync(folder.parent)

    def _folder(self, owner: str) -> str:
        """Where the records of an owner are: no Path, since a batch asks for a thousand."""
        if not is_id(owner):
            raise self._missing(id=owner)
        return f"{self._owners}/{owner[-2:]}/{owner}/{self._name}"


def _files_in(folder: str) -> int:
    with os.scandir(folder) as entries:
        return sum(1 for _ in entries)
