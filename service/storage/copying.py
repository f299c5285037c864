"""A storage is copied to another, while a service works on the first, and as often as it takes until nothing is left to be copied.

What was copied is noted in the second one, an id each, and of an audit what tells whether it has changed since, in the note's name: to
list the notes is all that the second is asked of what is as it was. So a copy that was cut short goes on where it ended, what was erased
in the first meanwhile is erased in the second, and what a service on the second erased does not come back. Documents that were drawn, and
pings, are not copied: they are drawn again.

    copied/01J…7Q.5e0c1f7a9b3d2468   an audit, and a digest of how it was in the first
    copied-batches/01J…7Q            a batch
    copy-begun/01J…7Q                an audit of which a part may be there
"""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from service.errors import AuditNotFound, BatchNotFound
from service.storage import records
from service.storage.port import REMAINS, Additions, CallQueue, Storage

BEGUN, COPIED, COPIED_BATCHES = "copy-begun", "copied", "copied-batches"
_AT_ONCE = 8
"""Audits that are copied side by side."""
_CHANGES = 5
"""How often one audit may become another one while it is copied: by its result, its links and tries to call back."""


class CopyDiffers(Exception):
    """What was read back is not what was written; the message says of what."""


@dataclass(slots=True)
class Report:
    """How many were copied or brought up to date, were as they are already, and were erased."""

    copied: int = 0
    same: int = 0
    erased: int = 0


class Copying:
    """Copies one storage to another. Raises StorageFull, StorageFailed and CopyDiffers."""

    def __init__(self, source: Storage, target: Storage) -> None:
        self._from, self._to = source, target
        self._report = Report()

    def run(self) -> Report:
        """Copy all that is there now."""
        self._audits()
        self._finalize()
        self._batches()
        for source, target in self._calls():
            _copy_schedule(source, target)
        for deletion in self._from.deletions.begun_before(float("inf")):
            self._to.deletions.add(deletion)
        self._remains()
        return self._report

    def _audits(self) -> None:
        known, there = self._known(), set(self._to.audits.all_audits())
        found = set(self._from.audits.all_audits())
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            wanted = [each for each in found if each in there or each not in known]
            copied = list(pool.map(lambda each: self._audit(each, known.get(each)), wanted))
        self._report.copied, self._report.same = copied.count(True), copied.count(False)
        for gone in {*known, *self._to.remains.names(BEGUN)} - found:
            if self._is_kept(gone):
                continue
            with suppress(AuditNotFound):
                self._to.audits.request(gone)
                self._to.audits.delete(gone)
                self._report.erased += 1
            self._to.remains.forget(BEGUN, gone)
            if gone in known:
                self._to.remains.forget(COPIED, known[gone])

    def _known(self) -> dict[str, str]:
        """The notes of audits that were copied, by their names, by the audit."""
        return {name.partition(".")[0]: name for name in self._to.remains.names(COPIED)}

    def _is_kept(self, audit_id: str) -> bool:
        """Whether the first has an audit, be it that it wasn't listed."""
        try:
            self._from.audits.request(audit_id)
        except AuditNotFound:
            return False
        return True

    def _audit(self, audit_id: str, noted: str | None) -> bool | None:
        """Copy an audit; False where it is as it was noted, None where it was erased just now: the next run erases it there."""
        try:
            shape = _shape(self._from, audit_id)
            note = f"{audit_id}.{shape}"
            if note == noted:
                return False
            self._copy(audit_id, shape, is_new=noted is None)
        except AuditNotFound:
            return None
        self._to.remains.keep(COPIED, note, b"1")
        self._to.remains.forget(*((COPIED, noted) if noted else (BEGUN, audit_id)))
        return True

    def _copy(self, audit_id: str, shape: str, *, is_new: bool) -> None:
        """Copy an audit of a shape, and again where it has another one by then."""
        for _ in range(_CHANGES):
            self._parts(audit_id, is_new=is_new)
            if _digest(self._from, audit_id) == _digest(self._to, audit_id):
                return
            before, shape, is_new = shape, _shape(self._from, audit_id), False
            if shape == before:
                break
        raise CopyDiffers(f"audit {audit_id} was read back as something else")

    def _parts(self, audit_id: str, *, is_new: bool) -> None:
        self._submission(audit_id, is_new=is_new)
        for theirs, ours in self._additions():
            if added := theirs.all(audit_id):
                for record in added[ours.count(audit_id) :]:
                    ours.add(audit_id, record)
        for calls, kept in ((self._from.callbacks, self._to.callbacks), (self._from.fetches, self._to.fetches)):
            _copy_tries(audit_id, calls, kept)
        if result := self._from.audits.result(audit_id):
            self._to.audits.finish(audit_id, result)

    def _submission(self, audit_id: str, *, is_new: bool) -> None:
        """Copy what was submitted, and what was fetched for it."""
        source, target = self._from.audits, self._to.audits
        request, links = source.request(audit_id), source.links(audit_id)
        previous = source.previous(audit_id) if request.previous else None
        files = source.upload(audit_id), previous, source.attachments(audit_id)
        if is_new:
            self._to.remains.keep(BEGUN, audit_id, b"1")
            target.accept(request, *files)
        if target.request(audit_id) != request:  # it was fetched meanwhile
            target.keep_fetched(request, *files)
        if links:
            target.follow(audit_id, links)
            if not source.awaits_fetch(audit_id):
                target.keep_fetched(request, *files)

    def _finalize(self) -> None:
        """Mark done what was finalized here: it is not to be there again."""
        open_there = {*self._to.audits.open_audits(), *self._to.audits.not_done()}
        open_here = {*self._from.audits.open_audits(), *self._from.audits.not_done()}
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(self._mark_done, (open_there & self._known().keys()) - open_here))

    def _mark_done(self, audit_id: str) -> None:
        if self._to.audits.result_size(audit_id):
            self._to.audits.mark_done(audit_id)

    def _additions(self) -> Sequence[tuple[Additions[Any], Additions[Any]]]:
        return (self._from.assessments, self._to.assessments), (self._from.successors, self._to.successors)

    def _batches(self) -> None:
        known, there = set(self._to.remains.names(COPIED_BATCHES)), set(self._to.batches.all())
        found = set(self._from.batches.all())
        for batch_id in found:
            if batch_id in there or batch_id not in known:
                with suppress(BatchNotFound):
                    self._batch(batch_id, is_new=batch_id not in known)
        for gone in known - found:
            if gone in there:
                self._to.batches.delete(gone)
                self._report.erased += 1
            self._to.remains.forget(COPIED_BATCHES, gone)

    def _batch(self, batch_id: str, *, is_new: bool) -> None:
        source, target = self._from.batches, self._to.batches
        request, members, result = source.request(batch_id), source.members(batch_id), source.result(batch_id)
        if is_new:
            archive = source.archive(batch_id) if members is None and result is None else b""
            target.accept(request, archive)
        if target.request(batch_id).label != request.label:
            target.rename(batch_id, request.label)
        if members is not None:
            target.expand(batch_id, members)
        if result is None and source.is_canceled(batch_id):
            target.cancel(batch_id)
        _copy_tries(batch_id, self._from.batch_callbacks, self._to.batch_callbacks)
        if result is not None and not target.has_ended(batch_id):
            target.finish(batch_id, result)
        if (target.request(batch_id), target.members(batch_id), target.result(batch_id)) != (request, members, result):
            raise CopyDiffers(f"batch {batch_id} was read back as something else")
        self._to.remains.keep(COPIED_BATCHES, batch_id, b"1")

    def _calls(self) -> Iterator[tuple[CallQueue, CallQueue]]:
        yield self._from.callbacks, self._to.callbacks
        yield self._from.batch_callbacks, self._to.batch_callbacks
        yield self._from.fetches, self._to.fetches

    def _remains(self) -> None:
        for kind in REMAINS:
            there = set(self._to.remains.names(kind))
            for name in self._from.remains.names(kind):
                if name not in there and (kept := self._from.remains.read(kind, name)) is not None:
                    self._to.remains.keep(kind, name, kept)


def _copy_schedule(source: CallQueue, target: CallQueue) -> None:
    """Have the same calls due at the same moments."""
    wanted = {id: at for at, id in source.scheduled()}
    there = {id: at for at, id in target.scheduled()}
    for id, at in wanted.items():
        if id not in there or abs(there[id] - at) > 1:
            target.schedule(id, at)
    for id in there.keys() - wanted.keys():
        target.remove(id)


def _copy_tries(id: str, source: CallQueue, target: CallQueue) -> None:
    if tries := source.tries(id):
        for each in tries[len(target.tries(id)) :]:
            target.record(id, each)


def _shape(storage: Storage, audit_id: str) -> str:
    """What tells whether an audit has become another one: all that is added to it comes once, or is counted."""
    audits = storage.audits
    told = (
        audits.request(audit_id),
        audits.links(audit_id),
        audits.result_size(audit_id) > 0,
        storage.assessments.count(audit_id),
        storage.successors.count(audit_id),
        len(storage.callbacks.tries(audit_id)),
        len(storage.fetches.tries(audit_id)),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _digest(storage: Storage, audit_id: str) -> str:
    """A SHA-256 over all that is kept of an audit."""
    audits, told = storage.audits, hashlib.sha256()
    request = audits.request(audit_id)
    files = [
        audits.upload(audit_id),
        audits.previous(audit_id) if request.previous else b"",
        *audits.attachments(audit_id),
    ]
    for file in files:
        told.update(hashlib.sha256(file).digest())
    kept = (audits.links(audit_id), audits.result(audit_id))
    added = (*storage.assessments.all(audit_id), *storage.successors.all(audit_id))
    tried = (*storage.callbacks.tries(audit_id), *storage.fetches.tries(audit_id))
    for record in (request, *kept, *added, *tried):
        told.update(hashlib.sha256(records.encode(record) if record else b"").digest())
    return told.hexdigest()
