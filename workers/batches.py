"""What is done for a batch besides its audits: its archive is opened, and its reports are set against each other."""

import hashlib
import logging
import time
from collections.abc import Iterator
from contextlib import suppress

from service.config import Settings
from service.domain import media
from service.domain.audit import Problem, Request, Result, Status, moment
from service.domain.batch import BatchRequest, BatchResult, Member, Members
from service.domain.filenames import last_part
from service.errors import (
    AuditError,
    AuditNotFound,
    QueueUnavailable,
    QuotaExceeded,
    StorageFull,
    TooManyWaiting,
    UnreadableFile,
)
from service.jobs import Jobs, candidate
from service.judge import chosen, judge_together, ruleset_version
from service.renderers import from_json, to_json
from service.storage.batches import BatchStore, all_ended
from service.storage.ids import derived_id
from service.storage.ports import AuditStore
from workers.expansion import Bounds, Packed, unpacked

log = logging.getLogger(__name__)

_MOST_SKIPPED = 1_000
"""Files that are passed over which are listed by name."""
_SLICE = 1 / 3
"""Of the time that a job may take, what is given to accepting audits."""


def advance(batch_id: str, settings: Settings, store: AuditStore, batches: BatchStore) -> None:
    """Take a batch one step further, if it is time for one. Done again, it changes nothing. Raises BatchNotFound."""
    request = batches.request(batch_id)
    if batches.members(batch_id) is None and not batches.has_ended(batch_id):
        try:
            _expand(request, settings, store, batches)
        except UnreadableFile as error:
            end(batch_id, batches, error)
    members = batches.members(batch_id)
    if members and not batches.has_ended(batch_id) and all_ended(members, store):
        batches.finish(batch_id, _joined(request, members, store))


def end(batch_id: str, batches: BatchStore, error: AuditError) -> None:
    """End a batch that can't go on."""
    batches.finish(batch_id, BatchResult(moment(), problem=Problem(error.code, error.facts), ruleset=ruleset_version()))


def _expand(request: BatchRequest, settings: Settings, store: AuditStore, batches: BatchStore) -> None:
    """Accept an audit for each report. What takes too long or has no room yet goes on in a later step, where this one ended."""
    bounds = Bounds(settings.batch_files, settings.upload_bytes, settings.batch_inflated_bytes)
    jobs, deadline = Jobs(settings, store), time.monotonic() + settings.job_seconds * _SLICE
    archive = unpacked(batches.archive(request.id), bounds)
    members, fresh = [], False
    for number, packed in enumerate(archive):
        audit_id = derived_id(request.id, number)
        if _is_accepted(audit_id, store):
            members.append(Member(packed.name, audit_id))
        elif (fresh and time.monotonic() > deadline) or not batches.is_expanding(request.id):
            return
        elif member := _accepted(request, audit_id, packed, store, jobs):
            members.append(member)
            fresh = True
        else:
            return
    batches.expand(request.id, Members(tuple(members), archive.skipped[:_MOST_SKIPPED], len(archive.skipped)))
    jobs.expanded(request.client, request.id, batches.size(request.id))


def _is_accepted(audit_id: str, store: AuditStore) -> bool:
    try:
        store.request(audit_id)
    except AuditNotFound:
        return False
    return True


def _accepted(batch: BatchRequest, audit_id: str, packed: Packed, store: AuditStore, jobs: Jobs) -> Member | None:
    """A file of a batch, its audit accepted and queued; None where there is no room for it yet.

    Its id follows from the batch's, so that none is made twice.
    """
    try:
        content = packed.read()
        asked = _asked(batch, audit_id, packed.name, content)
    except UnreadableFile as error:
        return Member(packed.name, problem=Problem(error.code, error.facts))
    try:
        if not _is_admitted(asked, jobs):
            return None
    except QuotaExceeded as error:
        return Member(packed.name, problem=Problem(error.code, error.facts))
    store.accept(asked, content)
    jobs.enqueue(asked)
    return Member(packed.name, audit_id)


def _is_admitted(asked: Request, jobs: Jobs) -> bool:
    """Whether the audit of a file may wait now. Raises QuotaExceeded where it may not be kept at all."""
    try:
        jobs.admit(candidate(asked, of_batch=True))
    except (TooManyWaiting, StorageFull, QueueUnavailable) as error:
        log.info("has no room for more audits now: %s", error.code)
        return False
    return True


def _asked(batch: BatchRequest, audit_id: str, name: str, content: bytes) -> Request:
    """The audit of a file of a batch. Raises UnreadableFile."""
    return Request(
        id=audit_id,
        created_at=batch.created_at,
        name=last_part(name),
        size=len(content),
        media_type=media.sniff(content).value,
        sha256=hashlib.sha256(content).hexdigest(),
        client=batch.client,
        request_id=batch.request_id,
        year=batch.year,
        label=batch.label,
        select=batch.select,
        ignore=batch.ignore,
        profile=batch.profile,
    )


def _joined(request: BatchRequest, members: Members, store: AuditStore) -> BatchResult:
    """The findings between the reports that were audited."""
    audits, reports = [], []
    for asked, result in _audited(members, store):
        audits.append(asked.id)
        reports.append(from_json.report(asked, result))
    rules = {rule.id for rule in chosen(request.select, request.ignore)}
    told = [
        {"audit": audits[index], **to_json.finding(finding)}
        for index, finding in judge_together(reports)
        if finding.rule in rules
    ]
    return BatchResult(moment(), tuple(told), ruleset=ruleset_version(), compared=len(reports))


def _audited(members: Members, store: AuditStore) -> Iterator[tuple[Request, Result]]:
    """The audits that succeeded, one after the other: all results together would be too much."""
    for member in members.members:
        if member.audit:
            with suppress(AuditNotFound):
                result = store.result(member.audit)
                if result and result.status == Status.SUCCEEDED:
                    yield store.request(member.audit), result
