"""Renderings in a bucket, below the audit or batch that they are of, so that they go when it goes."""

from dataclasses import replace

from service.audits.audit import Problem
from service.audits.ids import is_id
from service.audits.rendering import MOST_FILLED_IN, Rendering
from service.storage import records
from service.storage.objects.bucket import Bucket
from service.storage.objects.folders import Folder, Folders

_PROBLEM = ".problem"


class ObjectRenderings:
    """A RenderingStore."""

    def __init__(self, bucket: Bucket, audits: Folders, batches: Folders) -> None:
        self._bucket, self._audits, self._batches = bucket, audits, batches

    def read(self, rendering: Rendering) -> bytes | None:
        return self._bucket.get(self._key(rendering, rendering.kept_as))

    def problem(self, rendering: Rendering) -> Problem | None:
        kept = self._bucket.get(self._key(rendering, rendering.kept_as + _PROBLEM))
        return records.decode(Problem, kept) if kept else None

    def keep(self, rendering: Rendering, document: bytes) -> None:
        self._create(rendering, rendering.kept_as, document)
        kept = self._folder(rendering)
        self._bucket.delete(
            [kept.objects[name].key for name in (*_earlier(rendering, kept), *_too_many(rendering, kept))]
        )

    def fail(self, rendering: Rendering, problem: Problem) -> None:
        self._create(rendering, rendering.kept_as + _PROBLEM, records.encode(problem))

    def awaits(self, rendering: Rendering) -> bool:
        kept, made = self._folder(rendering), rendering.kept_as
        return bool(kept.objects) and made not in kept and made + _PROBLEM not in kept

    def _create(self, rendering: Rendering, name: str, data: bytes) -> None:
        if self._folder(rendering).objects:
            self._bucket.create(self._key(rendering, name), data)
            self._owners(rendering).look_again(rendering.owner)

    def _folder(self, rendering: Rendering) -> Folder:
        return self._owners(rendering).of(rendering.owner) if is_id(rendering.owner) else Folder()

    def _key(self, rendering: Rendering, name: str) -> str:
        return self._owners(rendering).key(rendering.owner, name)

    def _owners(self, rendering: Rendering) -> Folders:
        return self._batches if rendering.is_of_batch else self._audits


def _earlier(rendering: Rendering, kept: Folder) -> list[str]:
    """The same document as it was before something was assessed."""
    if not rendering.state:
        return []
    made, plain = rendering.kept_as, replace(rendering, state="").kept_as
    return [name for name in kept.objects if name != made and (name == plain or name.startswith(f"{plain}."))]


def _too_many(rendering: Rendering, kept: Folder) -> list[str]:
    """All but the latest of those that clients fill in: of others there are as many as pages and languages."""
    if not rendering.is_filled_in:
        return []
    alike = rendering.kept_as.rpartition("-")[0]
    filled = [name for name in kept.objects if name.startswith(f"{alike}-")]
    return sorted(filled, key=lambda name: kept.objects[name].modified, reverse=True)[MOST_FILLED_IN:]
