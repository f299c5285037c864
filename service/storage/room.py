"""The room on the disk: how much is free beside what results will need."""

import os
import time
from pathlib import Path

from service.errors import StorageFull
from service.storage.disk import translate_disk_errors

RESULT_BYTES, RESULT_FILES = 128 * 1024, 4
"""What the result of an audit takes on disk: about 70 KB as a rule, in two files and their folder."""
_MOST_RESERVED = 10
"""The reserve is at most such a part of a disk: a small one is of use, too."""
_RESERVED_FILES = 10_000
_FRESH = 0.1
"""Seconds for which an answer of the disk is used again."""


class Room:
    """Of a disk so many bytes, and some files, are kept free: for results, records and Redis, not for what is accepted."""

    def __init__(self, folder: Path, reserve: int) -> None:
        self._folder, self._reserve = folder, reserve
        self._asked_at, self._bytes, self._files = float("-inf"), 0, 0

    def results(self, upload: int = 0) -> int:
        """How many results there is room for beside an upload of so many bytes. Raises StorageFull where for none."""
        self._refresh()
        fit = min((self._bytes - upload) // RESULT_BYTES, self._files // RESULT_FILES)
        if fit < 1:
            raise StorageFull
        return fit

    def _refresh(self) -> None:
        if time.monotonic() - self._asked_at < _FRESH:
            return
        with translate_disk_errors():
            disk = os.statvfs(self._folder)
        size = disk.f_frsize * disk.f_blocks
        self._bytes = disk.f_frsize * disk.f_bavail - min(self._reserve, size // _MOST_RESERVED)
        self._files = disk.f_favail - min(_RESERVED_FILES, disk.f_files // _MOST_RESERVED)
        if disk.f_files == 0:  # a file system that counts none
            self._files = 2**62
        self._asked_at = time.monotonic()
