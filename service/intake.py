"""The use cases: what is done with audits and batches, whoever asks for it. API and workers call the same.

What is admitted is written to the store, synced; from then on it is accepted, whatever happens. That it waits is noted
in the queue only then, as a hint: where that fails, the reconciler does it a little later. The other way round, what is
erased is erased from the store first.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from urllib.parse import unquote, urlsplit

from service.audits.assessment import Assessment, AssessmentState, holding
from service.audits.audit import Request, Result, Status, moment
from service.audits.baseline import Successor
from service.audits.batch import BatchRequest, BatchResult, Member, Members, step_of
from service.audits.ids import derived_id, made_at, new_id
from service.audits.media import Media, last_part
from service.config import Settings
from service.errors import (
    AuditNotFound,
    BatchNotFound,
    IdempotencyKeyReused,
    QueueUnavailable,
    StorageFailed,
    StorageFull,
    TooManyAssessments,
)
from service.lifecycle.eraser import Eraser
from service.lifecycle.finalizer import Finalizer
from service.queue.port import Candidate, Queue, QueuePosition, sample
from service.rules import ruleset_version
from service.storage import spool
from service.storage.port import Additions, Deletion, Reservation, Storage
from service.storage.spool import Content

MOST_ASSESSMENTS = 5_000
"""Those of the findings of an audit, or between the reports of a batch, that are kept."""

Asked = TypeVar("Asked", Request, BatchRequest)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Accepted(Generic[Asked]):
    """An accepted submission: the request that is kept, which is an earlier one where it was `replayed`.

    `position` is None where it isn't known, or where the request has ended already.
    """

    request: Asked
    replayed: bool = False
    reused: bool = False
    position: QueuePosition | None = None


class Intake:
    """Takes audits and batches in, and takes them back. Whose they are is the caller's to check."""

    def __init__(self, settings: Settings, storage: Storage, queue: Queue) -> None:
        self._settings, self._store, self._queue = settings, storage.audits, queue
        self._batches, self._keys, self._fetches = storage.batches, storage.idempotency_keys, storage.fetches
        self._assessments, self._successors = storage.assessments, storage.successors
        self._batch_assessments = storage.batch_assessments
        self._finalizer, self._eraser = Finalizer(settings, storage, queue), Eraser(storage, queue)

    def accept(
        self,
        asked: Request,
        upload: Content,
        previous: Content | None = None,
        attachments: Sequence[Content] = (),
        *,
        reuse: bool = False,
    ) -> Accepted[Request]:
        """Keep a report and let its audit wait; with `reuse` a result of the same content ends it at once.

        Raises IdempotencyKeyReused, and as `admit` and the store do; then nothing is kept.
        """
        audit_id = self._reserved(asked)
        if audit_id != asked.id:
            if earlier := self._kept(asked.client, audit_id):
                return Accepted(earlier, replayed=True)
            asked = replace(asked, id=audit_id, created_at=made_at(audit_id))
        result = None
        if reuse and (found := self._reusable(asked)):
            asked, result = replace(asked, reuse=found[0]), found[1]
        self.admit(asked)
        if asked.baseline:
            with suppress(AuditNotFound):
                self._successors.add(asked.baseline, Successor(asked.id))
        self._store.accept(asked, upload, previous, attachments)
        log.info("accepted", extra={"audit_id": asked.id})
        if result:
            self.end(asked, replace(result, started_at=None, finished_at=moment(), stages={}))
            return Accepted(asked, reused=True)
        return Accepted(asked, position=self._enqueue(asked))

    def accept_again(self, earlier: Request, asked: Request) -> Accepted[Request]:
        """Accept an audit of the files of an earlier one, as they are kept.

        Raises AuditNotFound where they are gone, and as `accept` does.
        """
        previous = self._store.previous(earlier.id) if earlier.previous else None
        return self.accept(asked, self._store.upload(earlier.id), previous, self._store.attachments(earlier.id))

    def admit(self, asked: Request, *, of_batch: bool = False) -> None:
        """Admit an audit before it is kept; it counts as waiting from then on.

        Raises QueueUnavailable; TooManyWaiting or its child where the queue is full; StorageFull where the disk holds no
        more than the results of what waits; QuotaExceeded.
        """
        size = asked.size + sum(each["size"] for each in (asked.previous, *asked.attachments) if each)
        self._admit(Candidate(asked.client, asked.id, size, of_batch))

    def accept_member(self, asked: Request, content: bytes, attachments: Sequence[bytes] = ()) -> None:
        """Keep a report of a batch, which was admitted, and let its audit wait. Raises StorageFull, StorageFailed.

        Where the batch was deleted or canceled a moment before, the audit goes with it.
        """
        self._store.accept(asked, content, attachments=attachments)
        self._enqueue(asked)
        if asked.batch is None:
            return
        with self._batches.at_hand([asked.batch]):
            is_there = self._batches.exists(asked.batch)
            is_canceled = is_there and self._batches.is_canceled(asked.batch)
        with suppress(AuditNotFound):
            if not is_there:
                self.erase(asked)
            elif is_canceled:
                self.cancel(asked)

    def cancel(self, asked: Request) -> bool:
        """End an audit that waits or runs; False where it has ended."""
        return self.end(asked, Result(Status.CANCELED, moment(), ruleset=ruleset_version()))

    def end(self, asked: Request, result: Result) -> bool:
        """End an audit with a result, and remove it from the waiting lists; False where it has ended already."""
        first = self._store.finish(asked.id, result)
        with _left_to_the_reconciler(f"audit {asked.id} has ended, and isn't finalized"):
            self._queue.fair_queue.leave(asked.client, asked.id)
            self._finalizer.finalize(asked.id)
        return first

    def assess(self, audit_id: str, said: Assessment) -> None:
        """Add what a person says of a finding of an audit, and count it where that is another than before.

        Raises AuditNotFound, TooManyAssessments, StorageFull, StorageFailed.
        """
        self._assess(self._assessments, audit_id, said)

    def assess_between(self, batch_id: str, said: Assessment) -> None:
        """The same for a finding between the reports of a batch. Raises BatchNotFound in place of AuditNotFound."""
        self._assess(self._batch_assessments, batch_id, said)

    def _assess(self, kept: Additions[Assessment], owner: str, said: Assessment) -> None:
        earlier = kept.all(owner)
        if len(earlier) >= MOST_ASSESSMENTS:
            raise TooManyAssessments(most=MOST_ASSESSMENTS)
        kept.add(owner, said)
        before = holding(earlier).get(said.finding)
        if said.state is not (before.state if before else AssessmentState.WITHDRAWN):
            with suppress(QueueUnavailable):
                counted = sample("report_audit_assessments_total", rule=said.rule, state=said.state.value)
                self._queue.metrics.add({counted: 1.0})

    def erase(self, asked: Request) -> None:
        """Erase all that is kept of an audit. Raises AuditNotFound, StorageFailed."""
        with _left_to_housekeeping(f"audit {asked.id} is deleted, and still listed"):
            self._eraser.erase(asked)

    def erase_all(self, client: str, audits: Sequence[str]) -> None:
        """Erase audits of a client: all of them, whatever dies meanwhile. Raises StorageFull, StorageFailed."""
        with _left_to_housekeeping(f"{len(audits)} audits are deleted, and still listed"):
            self._eraser.erase_together(Deletion(new_id(), client, tuple(audits)))

    def accept_batch(self, asked: BatchRequest, archive: Content) -> Accepted[BatchRequest]:
        """Keep an archive of reports and have it opened soon. Raises as `accept` does."""
        batch_id = self._reserved(asked)
        if batch_id != asked.id:
            if earlier := self._kept_batch(asked.client, batch_id):
                return Accepted(earlier, replayed=True)
            asked = replace(asked, id=batch_id, created_at=made_at(batch_id))
        self._admit(Candidate(asked.client, asked.id, asked.size))
        self._batches.accept(asked, archive)
        log.info("batch %s accepted", asked.id)
        with _left_to_the_reconciler(f"batch {asked.id} could not be listed and queued"):
            self._queue.catalogue.put_batch(asked)
            self._queue.admission.note_expanding(asked.client, asked.id)
            self.request_task(asked.client, step_of(asked.id))
        return Accepted(asked)

    def rename_batch(self, batch: BatchRequest, label: str | None) -> BatchRequest:
        """Give a batch another label, None for none; its audits keep theirs. Raises BatchNotFound, StorageFull, StorageFailed."""
        self._batches.rename(batch.id, label)
        renamed, size = self._batches.request(batch.id), self._batches.size(batch.id)
        with _left_to_housekeeping(f"batch {batch.id} is listed by its former label"):
            self._queue.catalogue.put_batch(renamed)
            self._queue.admission.recount_bytes(batch.client, batch.id, size)
        return renamed

    def cancel_batch(self, batch: BatchRequest) -> bool:
        """End a batch and those of its audits that wait or run; False where it has ended.

        Once that is noted it is done, by the batch's next step where this doesn't come to its end. Raises BatchNotFound,
        StorageFull, StorageFailed.
        """
        return self._batches.cancel(batch.id) and self.end_canceled(batch)

    def end_canceled(self, batch: BatchRequest) -> bool:
        """End a batch that is to be canceled; False where it has ended otherwise meanwhile. Raises as `cancel_batch` does."""
        audits = self._audits_of(batch.id)
        with self._store.at_hand(audits):
            kept = {id: asked for id in audits if (asked := self._kept(batch.client, id))}
            awaited = [asked for asked in kept.values() if self._store.awaits(asked.id)]
        for asked in awaited:
            with suppress(AuditNotFound):
                self.cancel(asked)
        members = self._batches.members(batch.id)
        if members is None:
            members = _accepted_of(self._batches.listing(batch.id), kept)
            self._batches.expand(batch.id, members)
        end = BatchResult(moment(), ruleset=ruleset_version(), reports=len(members.members), canceled=True)
        self._batches.finish(batch.id, end)
        self.note_expanded(batch)
        # Its next step may have been the first to end it, for the same reason.
        kept_end = self._batches.result(batch.id)
        return kept_end is not None and kept_end.canceled

    def note_expanded(self, batch: BatchRequest) -> None:
        """Note that all reports of a batch were accepted, and set its bytes; a hint that may fail."""
        size = self._batches.size(batch.id)
        with _left_to_the_reconciler(f"batch {batch.id} counts as expanding"):
            self._queue.admission.note_expanded(batch.client, batch.id)
            self._queue.admission.recount_bytes(batch.client, batch.id, size)

    def erase_batch(self, batch: BatchRequest) -> None:
        """Erase all that is kept of a batch and its audits: all of it, whatever dies meanwhile.

        Raises BatchNotFound, StorageFull, StorageFailed.
        """
        audits = tuple(self._audits_of(batch.id))
        if batch.idempotency_key is not None:
            self._keys.release(batch.client, batch.idempotency_key)
        with _left_to_housekeeping(f"batch {batch.id} is deleted, and still listed"):
            self._eraser.erase_together(Deletion(batch.id, batch.client, audits, batch.id))

    def request_task(self, client: str, name: str) -> None:
        """Queue a background task. Raises QueueUnavailable."""
        if self._queue.fair_queue.enqueue_task(client, name):
            self._queue.dispatcher.dispatch()

    def dispatch(self) -> None:
        """Give free workers what waits; a hint that may fail."""
        with _left_to_the_reconciler("free workers wait"):
            self._queue.dispatcher.dispatch()

    def check_room(self) -> None:
        """Return if the disk has room for the largest report, its result, and the results of all that wait.

        Raises StorageFull, StorageFailed, QueueUnavailable.
        """
        if self._queue.fair_queue.depth() >= self._store.room(self._settings.upload_bytes):
            raise StorageFull

    def _reserved(self, asked: Request | BatchRequest) -> str:
        """The id that its idempotency key stands for: that of the request, or of an earlier one with the same content."""
        if asked.idempotency_key is None:
            return asked.id
        holds = self._keys.reserve(asked.client, asked.idempotency_key, Reservation(asked.id, asked.submission))
        if holds.submission != asked.submission:
            raise IdempotencyKeyReused
        return holds.id

    def _admit(self, asked: Candidate) -> None:
        self._queue.admission.admit(asked, self._store.room(asked.size))

    def _enqueue(self, asked: Request) -> QueuePosition | None:
        with _left_to_the_reconciler(f"audit {asked.id} could not be queued"):
            if asked.awaits_file:
                return self._request_file(asked)
            return self._queue.fair_queue.enqueue(asked)
        return None

    def _request_file(self, asked: Request) -> QueuePosition:
        """Have an audit's file fetched, for which it waits before it waits for a worker."""
        self._fetches.schedule(asked.id)
        self._queue.catalogue.put(asked, self._store.size(asked.id))
        self._queue.admission.note_expanding(asked.client, asked.id)
        return QueuePosition()

    def _reusable(self, asked: Request) -> tuple[str, Result] | None:
        """The client's last audit of the same content under the same rules, and its result."""
        found = self._queue.catalogue.like(asked.client, asked.content(ruleset_version()))
        if found and (kept := self._kept(asked.client, found)):
            result = self._store.result(kept.id)
            if result and result.status == Status.SUCCEEDED:
                return kept.id, result
        return None

    def _kept(self, client: str, audit_id: str) -> Request | None:
        try:
            found = self._store.request(audit_id)
        except AuditNotFound:
            return None
        return found if found.client == client else None

    def _kept_batch(self, client: str, batch_id: str) -> BatchRequest | None:
        try:
            found = self._batches.request(batch_id)
        except BatchNotFound:
            return None
        return found if found.client == client else None

    def _audits_of(self, batch_id: str) -> list[str]:
        """The audits of a batch; of one that is still being opened all that there may be already."""
        listing = self._batches.listing(batch_id)
        if listing is None:
            return [derived_id(batch_id, number) for number in range(self._settings.batch_files)]
        return listing.audits


def _accepted_of(listing: Members | None, accepted: Mapping[str, Request]) -> Members:
    """The files of a batch, without an audit where none was accepted; those that have one where it isn't known what it holds."""
    if listing is None:
        return Members(tuple(Member(asked.name, id) for id, asked in accepted.items()))
    members = (each if each.audit in accepted else replace(each, audit=None) for each in listing.members)
    return replace(listing, members=tuple(members))


def new_request(report: Mapping[str, Any], *, id: str | None = None, **fields: Any) -> Request:
    """The request for the audit of a report, described as below, with a new id unless one is given."""
    id = id or new_id()
    return Request(id=id, created_at=made_at(id), **report, **fields)


def at_address(url: str, name: str = "") -> dict[str, Any]:
    """A report that is still to be fetched, as a request names it: by the last part of its address until it is."""
    path = unquote(urlsplit(url).path).rstrip("/")
    return {"name": last_part(name or path), "size": 0, "media_type": "", "sha256": "", "url": url}


def described(name: str, kind: Media, content: Content) -> dict[str, Any]:
    """A file, as a request names it."""
    return {"name": name, "size": spool.size(content), "media_type": kind.value, "sha256": spool.sha256(content)}


@contextmanager
def _left_to_housekeeping(state: str) -> Iterator[None]:
    """Log what state things are in until housekeeping looks, where the queue doesn't answer now."""
    try:
        yield
    except QueueUnavailable as error:
        log.warning("%s until housekeeping looks: %s", state, error.__cause__)


@contextmanager
def _left_to_the_reconciler(state: str) -> Iterator[None]:
    """Log what state things are in until the reconciler looks, where the queue doesn't answer now."""
    try:
        yield
    except (QueueUnavailable, AuditNotFound, StorageFailed) as error:
        log.warning("%s until the reconciler looks: %s", state, error.__cause__)
