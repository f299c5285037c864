"""The batches in a bucket.

    batches/01J…7Q/     archive, request.json, label, listing.json, members.json, canceled, result.json
    open-batches/01J…7Q  an empty mark for each batch without a result
    expired-batches/01J…7Q  whose batch it was that is kept no longer

A batch is accepted once its request.json is there, opened once its listing.json is, expanded once its members.json is, and ended with its result.json. Its label
is that of its request until it gets another one. All but the label are created once and never changed.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from service.audits.batch import BatchRequest, BatchResult, Members
from service.audits.ids import is_id
from service.errors import BatchNotFound
from service.storage import records
from service.storage.objects.bucket import Bucket, name_of
from service.storage.objects.folders import LEFT_OVER, Folder, Folders, Gone, Once
from service.storage.objects.probe import CreatesOnce
from service.storage.objects.remains import Expired
from service.storage.objects.submissions import settle
from service.storage.port import CallQueue
from service.storage.spool import Content, pieces, size

_ARCHIVE, _REQUEST, _LABEL, _LISTING, _MEMBERS, _CANCELED, _RESULT = (
    "archive",
    "request.json",
    "label",
    "listing.json",
    "members.json",
    "canceled",
    "result.json",
)
_OPEN = "open-batches"


class ObjectBatches:
    """A BatchStore in a bucket. Safe for any number of processes on any number of machines."""

    def __init__(self, bucket: Bucket, callbacks: CallQueue, creates_once: CreatesOnce) -> None:
        self._bucket, self._callbacks, self._creates_once = bucket, callbacks, creates_once
        self._folders = Folders(bucket, "batches", _REQUEST)
        self._expired = Expired(bucket, "expired-batches")
        self._request = Once(lambda meta: records.decode(BatchRequest, self._folders.read(meta)), 256)
        self._label = Once(lambda meta: self._folders.read(meta).decode(), 256)
        self._members = Once(lambda meta: records.decode(Members, self._folders.read(meta)), 64)
        self._result = Once(lambda meta: records.decode(BatchResult, self._folders.read(meta)), 8)

    def accept(self, request: BatchRequest, archive: Content) -> None:
        _check_id(request.id)
        self._creates_once.check()
        self._bucket.put(_mark(request.id))
        settle([archive])
        self._bucket.put_pieces(self._folders.key(request.id, _ARCHIVE), pieces(archive), size(archive))
        self._bucket.create(self._folders.key(request.id, _REQUEST), records.encode(request))

    @contextmanager
    def at_hand(self, batches: Collection[str]) -> Iterator[None]:
        with self._folders.at_hand(batches):
            yield

    def request(self, batch_id: str) -> BatchRequest:
        found = self._existing(batch_id)
        try:
            request = self._request(found.objects[_REQUEST])
            label = self._label(found.objects[_LABEL]) if _LABEL in found else None
        except Gone:
            raise BatchNotFound(id=batch_id) from None
        return request if label is None else replace(request, label=label or None)

    def rename(self, batch_id: str, label: str | None) -> None:
        self._existing(batch_id)
        self._bucket.put(self._folders.key(batch_id, _LABEL), (label or "").encode())
        self._look_again(batch_id)

    def archive(self, batch_id: str) -> bytes:
        found = (
            self._bucket.get(self._folders.key(batch_id, _ARCHIVE)) if _ARCHIVE in self._existing(batch_id) else None
        )
        if found is None:
            raise BatchNotFound(id=batch_id)
        return found

    def open(self, batch_id: str, listing: Members) -> None:
        if _LISTING not in self._existing(batch_id):
            self._bucket.create(self._folders.key(batch_id, _LISTING), records.encode(listing))
            self._look_again(batch_id)

    def listing(self, batch_id: str) -> Members | None:
        return self.members(batch_id) or self._members_in(batch_id, _LISTING)

    def expand(self, batch_id: str, members: Members) -> None:
        self._existing(batch_id)
        self._bucket.create(self._folders.key(batch_id, _MEMBERS), records.encode(members))
        self._bucket.delete([self._folders.key(batch_id, name) for name in (_ARCHIVE, _LISTING)])
        self._look_again(batch_id)

    def members(self, batch_id: str) -> Members | None:
        return self._members_in(batch_id, _MEMBERS)

    def finish(self, batch_id: str, result: BatchResult) -> bool:
        if self.request(batch_id).callback_url and not self.has_ended(batch_id):
            self._callbacks.schedule(batch_id)
        first = self._bucket.create(self._folders.key(batch_id, _RESULT), records.encode(result))
        self._bucket.delete([self._folders.key(batch_id, _ARCHIVE), _mark(batch_id)])
        self._look_again(batch_id)
        return first

    def cancel(self, batch_id: str) -> bool:
        if _RESULT in self._existing(batch_id):
            return False
        self._bucket.create(self._folders.key(batch_id, _CANCELED), b"1")
        self._look_again(batch_id)
        return True

    def is_canceled(self, batch_id: str) -> bool:
        return _CANCELED in self._existing(batch_id)

    def result(self, batch_id: str) -> BatchResult | None:
        found = self._existing(batch_id)
        try:
            return self._result(found.objects[_RESULT]) if _RESULT in found else None
        except Gone:
            raise BatchNotFound(id=batch_id) from None

    def has_ended(self, batch_id: str) -> bool:
        return _RESULT in self._existing(batch_id)

    def open_batches(self) -> list[str]:
        return [name_of(mark.key) for mark in [*self._bucket.list(_OPEN)] if self._is_open(name_of(mark.key))]

    def is_expanding(self, batch_id: str) -> bool:
        found = self._existing(batch_id)
        return not any(name in found for name in (_MEMBERS, _RESULT, _CANCELED))

    def exists(self, batch_id: str) -> bool:
        return bool(self._folder(batch_id).objects)

    def size(self, batch_id: str) -> int:
        return self._existing(batch_id).size

    def all(self) -> Iterator[str]:
        return self._folders.all()

    def delete(self, batch_id: str) -> None:
        _check_id(batch_id)
        self._folders.erase([batch_id], [_mark(batch_id)])
        self._callbacks.remove(batch_id)

    def expired(self, batch_id: str) -> str | None:
        _check_id(batch_id)
        return self._expired.client_of(batch_id)

    def forget_old(self, before: float) -> list[BatchRequest]:
        self._sweep()
        self._expired.forget(before)
        before += self._bucket.clock.ahead()
        kept = self._bucket.list("batches")
        ended = [meta for meta in kept if name_of(meta.key) == _RESULT and meta.modified < before]
        return [request for meta in ended if (request := self._expire(meta.key.split("/")[1]))]

    def _sweep(self) -> None:
        """Erase what came late of batches that were erased, and what never came to be one."""
        before = self._bucket.clock.now() - LEFT_OVER
        self._folders.sweep(before)
        for mark in [*self._bucket.list(_OPEN)]:
            if mark.modified < before and not self._folders.exists(name_of(mark.key)):
                self._folders.erase_rest(name_of(mark.key))
                self._bucket.delete([mark.key])

    def _members_in(self, batch_id: str, name: str) -> Members | None:
        found = self._existing(batch_id)
        try:
            return self._members(found.objects[name]) if name in found else None
        except Gone:
            raise BatchNotFound(id=batch_id) from None

    def _expire(self, batch_id: str) -> BatchRequest | None:
        request = None
        with suppress(BatchNotFound):
            request = self.request(batch_id)
            self._expired.note(batch_id, request.client)
        self.delete(batch_id)
        return request

    def _is_open(self, batch_id: str) -> bool:
        found = self._folders.of(batch_id)
        if _RESULT in found:
            self._bucket.delete([_mark(batch_id)])
            return False
        return bool(found.objects)

    def _look_again(self, batch_id: str) -> None:
        """Return if a batch wasn't erased while something was added to it. Raises BatchNotFound."""
        if not self._folders.look_again(batch_id).objects:
            raise BatchNotFound(id=batch_id)

    def _folder(self, batch_id: str) -> Folder:
        _check_id(batch_id)
        return self._folders.of(batch_id)

    def _existing(self, batch_id: str) -> Folder:
        found = self._folder(batch_id)
        if not found.objects:
            raise BatchNotFound(id=batch_id)
        return found


def _mark(batch_id: str) -> str:
    return f"{_OPEN}/{batch_id}"


def _check_id(batch_id: str) -> None:
    if not is_id(batch_id):
        raise BatchNotFound(id=batch_id)
