"""The audits in a bucket: objects that are created once and never changed, but for marks.

    audits/01J…7Q/submission     what was submitted: see `submissions`; an audit is accepted once this is there
    audits/01J…7Q/fetched        as submission with the file of an address; links.json, what that is a page of and links to;
                                 followed, as fetched with what the page links to
    audits/01J…7Q/result         the result, with what is short of it in a line before: an audit has ended once this is there
    open/01J…7Q                  a mark, written before the submission and erased when the end was finalized: empty, or of one byte
                                 where whoever ended the audit didn't come to that
    expired/01J…7Q               whose audit it was that is kept no longer

A mark without a submission is nobody's: who wrote it died, failed, or writes still. It is swept away when it is old, so that a submission
that the store took late, after it had not answered, is an audit like any other.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from service.audits.audit import Links, Request, Result
from service.audits.ids import as_old_as, is_id
from service.errors import AuditNotFound, StorageFailed
from service.storage import records
from service.storage.objects import submissions
from service.storage.objects.bucket import Bucket, Meta, name_of
from service.storage.objects.folders import FEW, LEFT_OVER, Folder, Folders, Gone, Once
from service.storage.objects.probe import CreatesOnce
from service.storage.objects.remains import Expired, erase_older
from service.storage.objects.submissions import File, Submission
from service.storage.spool import Content, pieces, size

_SUBMISSION, _FETCHED, _LINKS, _FOLLOWED, _RESULT = "submission", "fetched", "links.json", "followed", "result"
_OPEN, _ENDED = "open", b"1"
_CHECK = "probe/check"
_HEAD = 16 * 1024
"""Bytes that are read of a submission or a result for what is short of it."""
_KEPT = 5_000
"""Audits of which that is kept in memory."""
SETTLED = 3.0
"""Seconds after its result in which whoever ended an audit finalizes it as a rule."""
_ROOM = 1_000_000
"""Results that there is room for: a bucket doesn't tell of any end."""

Kept = TypeVar("Kept")


class ObjectAudits:
    """An AuditStore in a bucket. Safe for any number of processes on any number of machines."""

    is_distant = True

    def __init__(self, bucket: Bucket, creates_once: CreatesOnce, fresh: float = 0.0) -> None:
        self._bucket, self._creates_once, self._expired = bucket, creates_once, Expired(bucket, "expired")
        self._folders, self._reads_ahead = Folders(bucket, "audits", _SUBMISSION, fresh), fresh > 0
        self._submission = Once(lambda meta: submissions.decode(self._folders.read(meta)), 16)
        self._request = Once(self._read_request, _KEPT)
        self._done: deque[str] = deque(maxlen=64)
        """Audits that were marked done here."""
        self._links = Once(lambda meta: records.decode(Links, self._folders.read(meta)), 16)
        self._result = Once(lambda meta: _result_in(self._folders.read(meta)), 16)
        self._head = Once(self._read_head, _KEPT)

    def check(self) -> None:
        self._creates_once.check()
        self._bucket.put(_CHECK)

    def room(self, upload: int = 0) -> int:
        return _ROOM

    def accept(
        self, request: Request, upload: Content, previous: Content | None = None, attachments: Sequence[Content] = ()
    ) -> None:
        _check_id(request.id)
        self._creates_once.check()
        self._bucket.put(_mark(request.id))
        try:
            self._create(request.id, _SUBMISSION, request, submissions.files_of(upload, previous, attachments))
        except StorageFailed:
            if request.idempotency_key is None:
                with suppress(StorageFailed):
                    self._folders.erase_rest(request.id)
            raise

    def keep_fetched(
        self, request: Request, upload: Content, previous: Content | None = None, attachments: Sequence[Content] = ()
    ) -> None:
        name = _FOLLOWED if _LINKS in self._existing(request.id) else _FETCHED
        self._create(request.id, name, request, submissions.files_of(upload, previous, attachments))
        self._check_still_there(request.id)

    def follow(self, audit_id: str, links: Links) -> None:
        self._existing(audit_id)
        self._bucket.create(self._folders.key(audit_id, _LINKS), records.encode(links))
        self._check_still_there(audit_id)

    def links(self, audit_id: str) -> Links | None:
        found = self._folder(audit_id)
        return self._reading(audit_id, self._links, found.objects[_LINKS]) if _LINKS in found else None

    def awaits_fetch(self, audit_id: str) -> bool:
        found = self._existing(audit_id)
        return self.request(audit_id).awaits_file or (_LINKS in found and _FOLLOWED not in found)

    @contextmanager
    def at_hand(self, audits: Collection[str]) -> Iterator[None]:
        with self._folders.at_hand(audits) as found:
            wanted = [each for folder in found.values() for each in self._told_by(folder) if not each[0].knows(each[1])]
            for _ in self._bucket.each(_try_to_read, wanted):
                pass
            yield

    def request(self, audit_id: str) -> Request:
        return self._reading(audit_id, self._request, self._record(audit_id))

    def upload(self, audit_id: str) -> bytes:
        return self._bytes(audit_id, self._files(audit_id)[0])

    def upload_pieces(self, audit_id: str) -> Iterator[bytes]:
        file = self._files(audit_id)[0]
        return self._bucket.pieces(self._folders.key(audit_id, file.kept_as)) if file.kept_as else iter([file.data])

    def previous(self, audit_id: str) -> bytes:
        if found := self._bytes(audit_id, self._files(audit_id)[1]):
            return found
        raise AuditNotFound(id=audit_id)

    def attachments(self, audit_id: str) -> list[bytes]:
        return [self._bytes(audit_id, file) for file in self._files(audit_id)[2:]]

    def finish(self, audit_id: str, result: Result) -> bool:
        self._existing(audit_id)
        kept = b"%b\n%b" % (records.encode(result.head), records.encode(result))
        first = self._bucket.create(self._folders.key(audit_id, _RESULT), kept)
        self._folders.note(audit_id, _RESULT, len(kept))
        return first

    def result(self, audit_id: str) -> Result | None:
        found = self._existing(audit_id)
        return self._reading(audit_id, self._result, found.objects[_RESULT]) if _RESULT in found else None

    def result_size(self, audit_id: str) -> int:
        found = self._folder(audit_id)
        return found.objects[_RESULT].size if _RESULT in found else 0

    def head(self, audit_id: str) -> Result | None:
        found = self._existing(audit_id)
        return self._reading(audit_id, self._head, found.objects[_RESULT]) if _RESULT in found else None

    def awaits(self, audit_id: str) -> bool:
        found = self._folder(audit_id)
        if _RESULT in found and audit_id not in self._done and self._folders.at_hand_of(audit_id) is None:
            self._mark_ended(audit_id, found.objects[_RESULT])
        return bool(found.objects) and _RESULT not in found

    def awaiting(self, audits: Collection[str]) -> int:
        if len(audits) > FEW:
            audits = self._marked_of(audits)
            if len(audits) > FEW:
                return len(audits)
        with self._folders.at_hand(audits):
            return sum(map(self.awaits, audits))

    def mark_done(self, audit_id: str, then: Callable[[bool], None] = lambda _: None) -> None:
        self._done.append(audit_id)
        self._bucket.soon(lambda: self._mark_done(audit_id, then))

    def _mark_done(self, audit_id: str, then: Callable[[bool], None]) -> None:
        """Where a call of this fails, the mark is still there, and tells the reconciler."""
        try:
            is_there = self._folders.exists(audit_id) or bool(self._folders.look_again(audit_id).objects)
            self._bucket.delete([_mark(audit_id)])
        except StorageFailed:
            with suppress(ValueError):
                self._done.remove(audit_id)
            raise
        then(is_there)

    def open_audits(self) -> Iterator[str]:
        return (name_of(mark.key) for mark in self._bucket.list(_OPEN) if not mark.size)

    def not_done(self) -> Iterator[str]:
        return (name_of(mark.key) for mark in self._bucket.list(_OPEN) if mark.size)

    def unfinished(self, but: Set[str]) -> tuple[list[str], list[str]]:
        marked = [(name_of(mark.key), bool(mark.size)) for mark in self._bucket.list(_OPEN)]
        left = [(audit_id, has_ended) for audit_id, has_ended in marked if audit_id not in but]
        return [id for id, has_ended in left if not has_ended], [id for id, has_ended in left if has_ended]

    def all_audits(self) -> Iterator[str]:
        return self._folders.all()

    def size(self, audit_id: str) -> int:
        return self._existing(audit_id).size

    def delete(self, *audits: str) -> None:
        for audit_id in audits:
            _check_id(audit_id)
        self._folders.erase(audits, [*map(_mark, audits)])

    def expire(self, *audits: str) -> None:
        self.delete(*(audit_id for audit_id in self._bucket.each(self._note_expired, audits) if audit_id))

    def expired(self, audit_id: str) -> str | None:
        _check_id(audit_id)
        return self._expired.client_of(audit_id)

    def forget_expired(self, before: float) -> None:
        self._expired.forget(before)

    def sweep(self) -> None:
        before = self._bucket.clock.now() - LEFT_OVER
        self._folders.sweep(before)
        for mark in [*self._bucket.list(_OPEN)]:
            audit_id = name_of(mark.key)
            if mark.modified < before and not self._folders.exists(audit_id):
                self._folders.erase_rest(audit_id)
                self._bucket.delete([mark.key])
        erase_older(self._bucket, "probe", before)

    def _create(self, audit_id: str, name: str, request: Request, files: Sequence[Content]) -> None:
        """Keep a submission; the first of that name stays."""
        submissions.settle(files)
        for kept_as, file in submissions.apart(files).items():
            self._bucket.put_pieces(self._folders.key(audit_id, kept_as), pieces(file), size(file))
        self._bucket.create(self._folders.key(audit_id, name), submissions.encode(request, files))

    def _note_expired(self, audit_id: str) -> str | None:
        """Keep whose audit it is; its id, None where it isn't there."""
        with suppress(AuditNotFound):
            self._expired.note(audit_id, self.request(audit_id).client)
            return audit_id
        return None

    def _check_still_there(self, audit_id: str) -> None:
        """Return if an audit wasn't erased while something was added to it. Raises AuditNotFound."""
        if not self._folders.look_again(audit_id).objects:
            raise AuditNotFound(id=audit_id)

    def _mark_ended(self, audit_id: str, result: Meta) -> None:
        """Have an audit that has ended be finalized, where whoever ended it left its mark and has had the time to erase it."""
        if self._bucket.clock.now() - result.modified < SETTLED:
            return
        mark = self._bucket.meta(_mark(audit_id))
        if mark and not mark.size:
            self._bucket.put(_mark(audit_id), _ENDED)

    def _marked_of(self, audits: Collection[str]) -> list[str]:
        """Those of some audits that are not done. The audits of a batch are as old as it is, and come one after the other."""
        first = as_old_as(min(audits))[0]
        last, wanted, found = max(audits), set(audits), []
        for mark in self._bucket.list(_OPEN, first):
            if (audit_id := name_of(mark.key)) > last:
                break
            if audit_id in wanted and not mark.size:
                found.append(audit_id)
        return found

    def _read_ahead(self, audit_id: str) -> None:
        """Read what was submitted: who asks for an audit here goes on to it, and waits once for both."""
        if found := self._bucket.get_with_meta(self._folders.key(audit_id, _SUBMISSION)):
            with suppress(ValueError):
                self._submission.keep(found[0], submissions.decode(found[1]))

    def _folder(self, audit_id: str) -> Folder:
        _check_id(audit_id)
        if self._reads_ahead and not self._folders.is_listed(audit_id):
            self._bucket.together(lambda: self._folders.of(audit_id), lambda: self._read_ahead(audit_id))
        return self._folders.of(audit_id)

    def _told_by(self, found: Folder) -> Iterator[tuple[Once[Any], Meta]]:
        """Where the request of an audit and its head are, and what reads them."""
        if found.objects:
            yield self._request, _record_in(found)
        if _RESULT in found:
            yield self._head, found.objects[_RESULT]

    def _existing(self, audit_id: str) -> Folder:
        found = self._folder(audit_id)
        if not found.objects:
            raise AuditNotFound(id=audit_id)
        return found

    def _record(self, audit_id: str) -> Meta:
        """Where the request of an audit is kept. Raises AuditNotFound."""
        return _record_in(self._existing(audit_id))

    def _files(self, audit_id: str) -> tuple[File, ...]:
        kept: Submission = self._reading(audit_id, self._submission, self._record(audit_id))
        return kept.files

    def _bytes(self, audit_id: str, file: File) -> bytes:
        if not file.kept_as:
            return file.data
        found = self._bucket.get(self._folders.key(audit_id, file.kept_as))
        if found is None:
            raise AuditNotFound(id=audit_id)
        return found

    def _read_request(self, meta: Meta) -> Request:
        """A request is read alone, unless all that was submitted was read already."""
        start = None if self._submission.knows(meta) else self._bucket.get_start(meta.key, _HEAD)
        return submissions.request_in(start) if start and b"\n" in start else self._submission(meta).request

    def _read_head(self, meta: Meta) -> Result:
        start = self._bucket.get_start(meta.key, _HEAD)
        if start is None:
            raise Gone(meta.key)
        line, newline, _ = start.partition(b"\n")
        return records.decode(Result, line) if newline else self._result(meta).head

    def _reading(self, audit_id: str, read: Callable[[Meta], Kept], meta: Meta) -> Kept:
        """What an object says. Raises AuditNotFound, and StorageFailed for what isn't as it was written."""
        try:
            return read(meta)
        except Gone:
            raise AuditNotFound(id=audit_id) from None
        except ValueError as error:
            raise StorageFailed from error


def _result_in(kept: bytes) -> Result:
    return records.decode(Result, kept.partition(b"\n")[2])


def _record_in(found: Folder) -> Meta:
    return found.objects[next(name for name in (_FOLLOWED, _FETCHED, _SUBMISSION) if name in found)]


def _try_to_read(wanted: tuple[Once[Any], Meta]) -> None:
    """Read an object in advance; what can't be read is told to who asks for it."""
    read, meta = wanted
    with suppress(Gone, ValueError):
        read(meta)


def _mark(audit_id: str) -> str:
    return f"{_OPEN}/{audit_id}"


def _check_id(audit_id: str) -> None:
    if not is_id(audit_id):
        raise AuditNotFound(id=audit_id)
