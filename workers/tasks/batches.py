"""The task of a batch besides its audits: its archive is opened, and its reports are set against each other.

Both are done in a job's process; here its reports are accepted and what was found between them is kept.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from service.audits import media
from service.audits.attachments import attached
from service.audits.audit import JSON, Problem, Request, Result, Status, moment
from service.audits.batch import (
    MOST_SKIPPED,
    BatchRequest,
    BatchResult,
    ListedAddress,
    Member,
    Members,
    Skipped,
    SkipReason,
    by_audit,
    verdict_with,
)
from service.audits.destinations import refusal, uri_of
from service.audits.ids import derived_id
from service.audits.media import last_part
from service.config import Settings
from service.errors import (
    ATTACHMENT,
    AddressNotAllowed,
    AuditNotFound,
    BatchNotFound,
    NoAddress,
    QueueUnavailable,
    QuotaExceeded,
    StorageFailed,
    StorageFull,
    TooManyWaiting,
    UnreadableFile,
    of_part,
)
from service.intake import Intake, at_address, described, new_request
from service.judge import chosen
from service.lifecycle.finalizer import Finalizer
from service.queue.port import Queue
from service.rules import ruleset_version
from service.storage.port import AuditStore, Storage, awaited, is_due
from workers.comparing import pack_audit
from workers.jobs import results
from workers.jobs.job import Job, JobProblem
from workers.limits import Bounds

log = logging.getLogger(__name__)

_SLICE = 1 / 3
"""Of the time that a job may take, what is given to accepting audits."""
_ACCEPTING = 2.0
"""Seconds for which the rows of a list are accepted at a time: nothing tells meanwhile that the batch is worked at."""
_MOST_FETCHED = 1_000
"""Audits whose files may be waiting to be fetched for rows of lists to be accepted: what waits there isn't in the queue."""
_LONGEST_TOLD = 200
"""Characters of what stands in a row in place of an address that are told."""


class BatchTask:
    """A Task: one step of a batch, if it is time for one. Done again, it changes nothing."""

    def __init__(self, batch_id: str, settings: Settings, storage: Storage, queue: Queue) -> None:
        self._id, self._settings, self._storage = batch_id, settings, storage
        self._batches, self._audits, self._admission = storage.batches, storage.audits, queue.admission
        self._finalizer, self._intake = Finalizer(settings, storage, queue), Intake(settings, storage, queue)

    def awaited(self) -> bool:
        with suppress(BatchNotFound):
            return is_due(self._id, self._storage)
        return False

    def may_go_on(self) -> bool:
        """Not where there is no room for its audits just now."""
        with suppress(BatchNotFound, StorageFailed, QueueUnavailable):
            if not self._batches.is_expanding(self._id):
                return True
            self._audits.room()
            request = self._batches.request(self._id)
            return self._admission.room(request.client) > 0 and not (request.is_list and self._room_to_fetch() <= 0)
        return False

    def request_id(self) -> str:
        with suppress(BatchNotFound):
            return self._batches.request(self._id).request_id
        return ""

    def tenant(self) -> None:
        return None

    def do(self, job: Job) -> Callable[[], None]:
        """Take the batch a step further; all of it is kept when this returns."""
        with suppress(BatchNotFound):
            try:
                self._advance(self._batches.request(self._id), job)
            except JobProblem as error:
                self.fail(error.problem)
        return lambda: None

    def fail(self, problem: Problem) -> None:
        with suppress(BatchNotFound):
            self._batches.finish(self._id, BatchResult(moment(), problem=problem, ruleset=ruleset_version()))

    def finalize(self) -> None:
        """Have what is left of it counted."""
        with suppress(BatchNotFound, StorageFailed):
            self._finalizer.recount(self._batches.request(self._id).client, self._id, self._batches.size(self._id))

    def _advance(self, request: BatchRequest, job: Job) -> None:
        """Raises BatchNotFound, and as a Job does."""
        if self._batches.is_canceled(self._id):
            self._intake.end_canceled(request)
            return
        if self._batches.is_expanding(self._id):
            (self._expand_list if request.is_list else self._expand)(request, job)
        members = self._batches.members(self._id)
        if members and not self._batches.has_ended(self._id) and not awaited(members, self._audits):
            with self._audits.at_hand(members.audits):
                end = self._compared(request, members, job)
            self._batches.finish(self._id, end)

    def _expand_list(self, request: BatchRequest, job: Job) -> None:
        """Accept an audit for each row of a list of addresses. What takes too long or has no room goes on in a later step.

        Raises JobProblem.
        """
        most, room = self._settings.batch_files, self._room_to_fetch()
        if room <= 0:
            return
        job.ask("addresses", {"most": most}, [self._batches.archive(self._id)], 1)
        rows = results.addresses(job.answer(results.MOST_RESULT), most)
        self._open(enumerate(row.name or row.given for row in rows))
        deadline = time.monotonic() + _ACCEPTING
        members, accepted = [], self._accepted(range(len(rows)))
        for number, row in enumerate(rows):
            audit_id, name = derived_id(self._id, number), row.name or row.given
            if audit_id in accepted:
                members.append(Member(name, audit_id))
                continue
            if room <= 0 or time.monotonic() > deadline or not self._batches.is_expanding(self._id):
                return
            member = self._accept_address(request, audit_id, row)
            if member is None:
                return
            members.append(member)
            room -= member.audit is not None
        self._batches.expand(self._id, Members(tuple(members)))
        self._intake.note_expanded(request)

    def _accept_address(self, batch: BatchRequest, audit_id: str, row: ListedAddress) -> Member | None:
        """A row of a list, its audit accepted and its file noted to be fetched; None where there is no room for it yet."""
        url, name = uri_of(row.given.strip()), row.name or row.given
        refused = refusal(url, self._settings.fetch_sources)
        if refused is not None:
            problem = (
                AddressNotAllowed(host=refused.host) if refused.host else NoAddress(given=row.given[:_LONGEST_TOLD])
            )
            return Member(name, problem=Problem(problem.code, {**problem.facts, "row": row.row}))
        asked = self._asked(batch, audit_id, at_address(url, last_part(name)), label=row.label or batch.label)
        return self._admitted(asked, name, b"", ())

    def _room_to_fetch(self) -> int:
        return _MOST_FETCHED - len(self._storage.fetches.scheduled())

    def _expand(self, request: BatchRequest, job: Job) -> None:
        """Accept an audit for each report. What takes too long or has no room yet goes on in a later step, where this one ended.

        Raises JobProblem.
        """
        bounds = Bounds(self._settings.batch_files, self._settings.upload_bytes, self._settings.batch_inflated_bytes)
        deadline = time.monotonic() + self._settings.job_seconds * _SLICE
        job.ask("expand", asdict(bounds), [self._batches.archive(self._id)], 1)
        listing = job.listing(bounds.files)
        members, has_accepted = [], False
        beside = attached(listing.names)
        attachments = {number for numbers in beside.values() for number in numbers}
        read = tuple(Skipped(listing.names[number], SkipReason.ATTACHMENT) for number in sorted(attachments))
        skipped, count = (*read, *listing.skipped)[:MOST_SKIPPED], listing.skipped_count + len(read)
        reports = [(number, name) for number, name in enumerate(listing.names) if number not in attachments]
        self._open(reports, skipped, count)
        accepted = self._accepted(number for number, _ in reports)
        for number, name in reports:
            audit_id = derived_id(self._id, number)
            if audit_id in accepted:
                members.append(Member(name, audit_id))
            elif (has_accepted and time.monotonic() > deadline) or not self._batches.is_expanding(self._id):
                return
            elif member := self._accept(
                request,
                audit_id,
                [_Packed(job, n, listing.names[n], bounds.file_bytes) for n in (number, *beside.get(number, ()))],
            ):
                members.append(member)
                has_accepted = True
            else:
                return
        job.close_archive()
        self._batches.expand(self._id, Members(tuple(members), skipped, count))
        self._intake.note_expanded(request)

    def _open(self, reports: Iterable[tuple[int, str]], skipped: tuple[Skipped, ...] = (), count: int = 0) -> None:
        """Keep what the batch holds, each report with its number, by its name and the audit that it is to get."""
        named = tuple(Member(name, derived_id(self._id, number)) for number, name in reports)
        self._batches.open(self._id, Members(named, skipped, count))

    def _accepted(self, numbers: Iterable[int]) -> set[str]:
        """The audits of some of the batch's reports that were accepted before."""
        ids = [derived_id(self._id, number) for number in numbers]
        with self._audits.at_hand(ids):
            return {audit_id for audit_id in ids if _is_accepted(audit_id, self._audits)}

    def _accept(self, batch: BatchRequest, audit_id: str, files: Sequence["_Packed"]) -> Member | None:
        """A report of the batch and its attachments, its audit accepted and queued; None where there is no room for it yet.

        Its id follows from the batch's, so that none is made twice.
        """
        name = files[0].name
        try:
            content, *beside = (file.read() for file in files)
            with of_part(ATTACHMENT):
                attachments = tuple(
                    described(last_part(file.name), media.sniff(data, attached=True), data)
                    for file, data in zip(files[1:], beside, strict=True)
                )
            report = described(last_part(name), media.sniff(content), content)
        except JobProblem as error:
            return Member(name, problem=error.problem)
        except UnreadableFile as error:
            return Member(name, problem=Problem(error.code, error.facts))
        asked = self._asked(batch, audit_id, report, label=batch.label, attachments=attachments)
        return self._admitted(asked, name, content, beside)

    def _asked(self, batch: BatchRequest, audit_id: str, report: JSON, **fields: Any) -> Request:
        """The request for the audit of a report of the batch."""
        return new_request(
            report,
            id=audit_id,
            client=batch.client,
            request_id=batch.request_id,
            year=batch.year,
            select=batch.select,
            ignore=batch.ignore,
            profile=batch.profile,
            batch=batch.id,
            **fields,
        )

    def _admitted(self, asked: Request, name: str, content: bytes, beside: Sequence[bytes]) -> Member | None:
        """A report of the batch whose audit is accepted, if it is admitted; None where there is no room for it yet."""
        try:
            self._intake.admit(asked, of_batch=True)
        except (TooManyWaiting, StorageFull, QueueUnavailable) as error:
            log.info("has no room for more audits now: %s", error.code)
            return None
        except QuotaExceeded as error:
            return Member(name, problem=Problem(error.code, error.facts))
        self._intake.accept_member(asked, content, beside)
        return Member(name, asked.id)

    def _compared(self, request: BatchRequest, members: Members, job: Job) -> BatchResult:
        """The findings between the reports that were audited. Raises JobProblem."""
        ids = members.audits
        heads = {audit: head for audit in ids if (head := _head(audit, self._audits))}
        verdicts = {audit: head.verdict for audit, head in heads.items() if head.verdict}
        audits = [*verdicts]
        found: list[JSON] = []
        if audits:
            parts = (pack_audit(self._audits.request(audit), _result(audit, self._audits)) for audit in audits)
            job.ask("compare", {}, parts, len(audits))
            rules = {rule.id for rule in chosen(request.select, request.ignore)}
            told = results.findings_between(job.answer(results.MOST_RESULT), len(audits))
            found = [_as_kept(each, audits) for each in told if each["finding"]["rule"] in rules]
        between = by_audit(found)
        return BatchResult(
            moment(),
            tuple(found),
            ruleset=ruleset_version(),
            reports=len(members.members),
            compared=len(audits),
            verdicts=dict(Counter(verdict_with(own, between[audit]) for audit, own in verdicts.items())),
            failed=sum(head.status is Status.FAILED for head in heads.values()) + len(members.members) - len(ids),
        )


@dataclass(frozen=True, slots=True)
class _Packed:
    """A file of an archive that a job has open."""

    job: Job
    number: int
    name: str
    most: int

    def read(self) -> bytes:
        """Its bytes. Raises JobProblem."""
        return self.job.member(self.number, self.most)


def _as_kept(told: JSON, audits: Sequence[str]) -> JSON:
    """A finding between reports as it is kept, by the ids of their audits."""
    against = [audits[number] for number in told["against"]]
    return {"audit": audits[told["report"]], "against": against, "marks": told["marks"], **told["finding"]}


def _is_accepted(audit_id: str, store: AuditStore) -> bool:
    try:
        store.request(audit_id)
    except AuditNotFound:
        return False
    return True


def _head(audit: str, store: AuditStore) -> Result | None:
    """How an audit ended; None where it was deleted meanwhile."""
    with suppress(AuditNotFound):
        return store.head(audit)
    return None


def _result(audit: str, store: AuditStore) -> Result:
    """The result of an audit that succeeded: read one after the other, for all together would be too much."""
    result = store.result(audit)
    if result is None:
        raise AuditNotFound(id=audit)
    return result
