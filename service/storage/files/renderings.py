"""Renderings on disk, in the folder of the audit or batch that they are of, so that they go when it goes."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from service.audits.audit import Problem
from service.audits.rendering import MOST_FILLED_IN, Rendering
from service.storage import records
from service.storage.disk import Disk, translate_disk_errors


class FileRenderings:
    """A RenderingStore."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._disk = Disk(folder / "partial")

    def read(self, rendering: Rendering) -> bytes | None:
        return self._read(self._path(rendering))

    def problem(self, rendering: Rendering) -> Problem | None:
        kept = self._read(self._failure(rendering))
        return records.decode(Problem, kept) if kept else None

    def keep(self, rendering: Rendering, document: bytes) -> None:
        made = self._path(rendering)
        self._create(made, document)
        self._forget_earlier(made, rendering)
        if rendering.is_filled_in:
            self._drop_oldest(made)

    def fail(self, rendering: Rendering, problem: Problem) -> None:
        self._create(self._failure(rendering), records.encode(problem))

    def awaits(self, rendering: Rendering) -> bool:
        made = self._path(rendering)
        with translate_disk_errors():
            return made.parent.exists() and not made.exists() and not self._failure(rendering).exists()

    def _drop_oldest(self, made: Path) -> None:
        """Leave the latest of those that clients fill in: of others there are as many as pages and languages."""
        with translate_disk_errors(), suppress(FileNotFoundError):
            filled = made.parent.glob(f"{made.name.rpartition('-')[0]}-*")
            for path in sorted(filled, key=lambda path: path.stat().st_mtime, reverse=True)[MOST_FILLED_IN:]:
                path.unlink()

    def _forget_earlier(self, made: Path, rendering: Rendering) -> None:
        """Erase the same document as it was before something was assessed."""
        if not rendering.state:
            return
        plain = self._path(replace(rendering, state=""))
        with translate_disk_errors():
            for path in (plain, *made.parent.glob(f"{plain.name}.*")):
                if path != made:
                    path.unlink(missing_ok=True)

    def _create(self, path: Path, data: bytes) -> None:
        with translate_disk_errors():
            try:
                self._disk.create(path, data)
            except FileNotFoundError:
                return

    def _read(self, path: Path) -> bytes | None:
        with translate_disk_errors():
            try:
                return path.read_bytes()
            except FileNotFoundError:
                return None

    def _path(self, rendering: Rendering) -> Path:
        kept, owner = "batches" if rendering.is_of_batch else "audits", rendering.owner
        return self._folder / kept / owner[-2:] / owner / rendering.kept_as

    def _failure(self, rendering: Rendering) -> Path:
        made = self._path(rendering)
        return made.with_name(f"{made.name}.problem")
