"""Renderings on disk, in the folder of the audit or batch that they are of, so that they go when it goes."""

from pathlib import Path

from service.audits.audit import Problem
from service.audits.rendering import Rendering
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
        self._create(self._path(rendering), document)

    def fail(self, rendering: Rendering, problem: Problem) -> None:
        self._create(self._failure(rendering), records.encode(problem))

    def awaits(self, rendering: Rendering) -> bool:
        made = self._path(rendering)
        with translate_disk_errors():
            return made.parent.exists() and not made.exists() and not self._failure(rendering).exists()

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
        return self._folder / kept / owner[-2:] / owner / f"{rendering.kind}-{rendering.detail}"

    def _failure(self, rendering: Rendering) -> Path:
        made = self._path(rendering)
        return made.with_name(f"{made.name}.problem")
