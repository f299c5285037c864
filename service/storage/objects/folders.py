"""What is kept of an audit, batch or ping: the objects below its key, told by one listing.

    audits/01J…7Q/submission     the object that makes it one: it is written last and erased first
    audits/01J…7Q/…              what else is kept of it; without that object nothing of it counts
    erased/audits/01J…7Q         a mark that it is being erased, or was: what comes late is erased by it

Nothing here can be renamed away at once. So an owner goes in three steps: it is marked, then the object that makes it one is
erased, then the rest. Whoever writes to it meanwhile leaves what nobody can see, and the mark has it swept away.
"""

import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from service.audits.ids import as_old_as, is_id
from service.storage.objects.bucket import Bucket, Meta, name_of

ERASED = "erased"
_AT_ONCE = 200
"""Owners that are erased together, of many."""
LEFT_OVER = 3600.0
"""Seconds after which nobody is still writing to what was erased, or never came to be."""
_KEPT = 64
"""Owners of which the last listing is kept."""
FEW = 16
"""Owners that are looked at one by one, even if one listing told of all."""

Content = TypeVar("Content")


class Gone(Exception):
    """An object was erased between its listing and its reading."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The objects of one owner, by their names in it."""

    objects: Mapping[str, Meta] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        """Whether there is such an object."""
        return name in self.objects

    def below(self, name: str) -> list[Meta]:
        """The objects in a folder of it, in their order."""
        return [meta for each, meta in self.objects.items() if each.startswith(f"{name}/")]

    @property
    def size(self) -> int:
        """The bytes of all of them."""
        return sum(meta.size for meta in self.objects.values())


_Place = tuple[Bucket, str, str]
"""A bucket, the kind and the id of an owner."""
_at_hand: ContextVar[Mapping[_Place, Folder]] = ContextVar("_at_hand")


class Folders:
    """The folders of one kind of owners. A listing is used again for `fresh` seconds, and until it is changed here."""

    def __init__(self, bucket: Bucket, kind: str, root: str, fresh: float = 0.0) -> None:
        self.kind, self._bucket, self._root, self._fresh = kind, bucket, root, fresh
        self._listed: OrderedDict[str, tuple[float, Folder]] = OrderedDict()

    def of(self, id: str) -> Folder:
        """What is kept of an owner: nothing where the object that makes it one isn't there."""
        if (listed := self._fresh_of(id)) is not None:
            return listed
        return self._list(id)

    @contextmanager
    def at_hand(self, ids: Collection[str]) -> Iterator[Mapping[str, Folder]]:
        """List some owners that aren't at hand yet; while this lasts, that is what is told of them where this was asked for."""
        known = _at_hand.get({})
        found = self._list_many([id for id in dict.fromkeys(ids) if is_id(id) and self.at_hand_of(id) is None])
        token = _at_hand.set({**known, **{(self._bucket, self.kind, id): folder for id, folder in found.items()}})
        try:
            yield found
        finally:
            _at_hand.reset(token)

    def at_hand_of(self, id: str) -> Folder | None:
        """What is at hand of an owner, None where that wasn't asked for."""
        return _at_hand.get({}).get((self._bucket, self.kind, id))

    def _list(self, id: str) -> Folder:
        """What is kept of an owner now."""
        found = self._all_of(id)
        if self._root not in found:
            return Folder()
        if self._fresh:
            self._listed[id] = time.monotonic(), found
            if len(self._listed) > _KEPT:
                with suppress(KeyError):  # another thread was first
                    self._listed.popitem(last=False)
        return found

    def is_listed(self, id: str) -> bool:
        """Whether a listing of an owner would be used again."""
        return self._fresh_of(id) is not None

    def _fresh_of(self, id: str) -> Folder | None:
        if (found := self.at_hand_of(id)) is not None:
            return found
        at, found = self._listed.get(id, (float("-inf"), None))
        return found if time.monotonic() - at < self._fresh else None

    def look_again(self, id: str) -> Folder:
        """The same, as it is now; what is left of one that was erased meanwhile is erased, too.

        Not for want of a listing alone: only where there is a mark that it was erased.
        """
        self._listed.pop(id, None)
        found = self._list(id)
        if not found.objects and self._bucket.meta(f"{ERASED}/{self.kind}/{id}"):
            self.erase_rest(id)
        return found

    def exists(self, id: str) -> bool:
        """Whether the object that makes it one is there, asked for by its key: before something is erased."""
        return self._bucket.meta(self.key(id, self._root)) is not None

    def key(self, id: str, name: str) -> str:
        """The key of an object."""
        return f"{self.kind}/{id}/{name}"

    def note(self, id: str, name: str, size: int) -> None:
        """Note that an object was written here, where a listing is kept that lacks it."""
        if listed := self._listed.get(id):
            meta = Meta(self.key(id, name), size, time.time(), "")
            self._listed[id] = listed[0], Folder({**listed[1].objects, name: meta})

    def read(self, meta: Meta) -> bytes:
        """An object that was listed. Raises Gone."""
        found = self._bucket.get(meta.key)
        if found is None:
            raise Gone(meta.key)
        return found

    def erase(self, ids: Sequence[str], others: Sequence[str] = ()) -> None:
        """Erase owners with their other keys: they are gone for all who ask first, and for good when this returns."""
        for _ in self._bucket.each(self._bucket.put, [f"{ERASED}/{self.kind}/{id}" for id in ids]):
            pass
        for id in ids:
            self._listed.pop(id, None)
        self._bucket.delete([self.key(id, self._root) for id in ids])
        rest = self._bucket.each(self._all_of, ids)
        self._bucket.delete([*(meta.key for each in rest for meta in each.objects.values()), *others])

    def sweep(self, before: float) -> None:
        """Erase what came late of those that were erased before a moment (POSIX seconds), and forget them."""
        marks = [mark.key for mark in self._bucket.list(f"{ERASED}/{self.kind}") if mark.modified < before]
        for first in range(0, len(marks), _AT_ONCE):
            some = marks[first : first + _AT_ONCE]
            self.erase([*map(name_of, some)])
            self._bucket.delete(some)

    def all(self) -> Iterator[str]:
        """The ids of all owners."""
        ending = f"/{self._root}"
        return (meta.key.split("/")[1] for meta in self._bucket.list(self.kind) if meta.key.endswith(ending))

    def _all_of(self, id: str) -> Folder:
        above = f"{self.kind}/{id}"
        return Folder({meta.key[len(above) + 1 :]: meta for meta in self._bucket.list(above)})

    def _list_many(self, ids: Sequence[str]) -> Mapping[str, Folder]:
        """What is kept of each of some owners now: by one listing of those that are as old, as the audits of a batch are."""
        if len(ids) <= FEW or as_old_as(min(ids)) != as_old_as(max(ids)):
            return dict(zip(ids, self._bucket.each(self._list, ids), strict=True))
        first, beyond = as_old_as(ids[0])
        found: dict[str, dict[str, Meta]] = defaultdict(dict)
        for meta in self._bucket.list(self.kind, first):
            id, _, name = meta.key[len(self.kind) + 1 :].partition("/")
            if id > beyond:
                break
            found[id][name] = meta
        return {id: Folder(found[id]) if self._root in found[id] else Folder() for id in ids}

    def erase_rest(self, id: str) -> None:
        """Erase what there is of one that isn't there, or never came to be."""
        self._bucket.delete([meta.key for meta in self._all_of(id).objects.values()])


class Once(Generic[Content]):
    """Reads each object once as long as it is among the last `most`. Safe for threads."""

    def __init__(self, read: Callable[[Meta], Content], most: int) -> None:
        self._read, self._most = read, most
        self._kept: OrderedDict[tuple[str, str], Content] = OrderedDict()

    def __call__(self, meta: Meta) -> Content:
        """What an object says."""
        found = self._kept.get((meta.key, meta.version))
        if found is None:
            found = self._read(meta)
            self.keep(meta, found)
        return found

    def knows(self, meta: Meta) -> bool:
        """Whether it would read an object no more."""
        return (meta.key, meta.version) in self._kept

    def keep(self, meta: Meta, content: Content) -> None:
        """Keep what an object says that was read otherwise."""
        self._kept[meta.key, meta.version] = content
        while len(self._kept) > self._most:
            with suppress(KeyError):  # another thread was first
                self._kept.popitem(last=False)
