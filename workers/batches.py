"""What is done for a batch besides its audits: its archive is opened, and its reports are set against each other.

Both are done in a job's process; here its reports are accepted and what was found between them is kept.
"""

import logging
import time
from contextlib import suppress
from dataclasses import asdict, dataclass

from service.audits import media
from service.audits.audit import Problem, Result, Status, moment
from service.audits.batch import BatchRequest, BatchResult, Member, Members
from service.audits.filenames import last_part
from service.config import Settings
from service.errors import (
    AuditNotFound,
    QueueUnavailable,
    QuotaExceeded,
    StorageFull,
    TooManyWaiting,
    UnreadableFile,
)
from service.intake import Intake, new_request
from service.judge import chosen, ruleset_version
from service.storage.batches import BatchStore, all_ended
from service.storage.ids import derived_id
from service.storage.ports import AuditStore
from workers import results
from workers.comparing import packed as packed_audit
from workers.job import Job, JobProblem
from workers.limits import Bounds
from workers.tasks import limits_of

log = logging.getLogger(__name__)

_SLICE = 1 / 3
"""Of the time that a job may take, what is given to accepting audits."""


def advance(
    batch_id: str, settings: Settings, store: AuditStore, batches: BatchStore, intake: Intake, job: Job
) -> None:
    """Take a batch one step further, if it is time for one. Done again, it changes nothing.

    Raises BatchNotFound, and as a Job does.
    """
    request = batches.request(batch_id)
    try:
        if batches.members(batch_id) is None and not batches.has_ended(batch_id):
            _expand(request, settings, store, batches, intake, job)
        members = batches.members(batch_id)
        if members and not batches.has_ended(batch_id) and all_ended(members, store):
            batches.finish(batch_id, _joined(request, members, settings, store, job))
    except JobProblem as error:
        end(batch_id, batches, error.problem)


def end(batch_id: str, batches: BatchStore, problem: Problem) -> None:
    """End a batch that can't go on."""
    batches.finish(batch_id, BatchResult(moment(), problem=problem, ruleset=ruleset_version()))


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of an archive: its name, and the way to its bytes, which is the process of a job."""

    name: str
    _number: int
    _most: int
    _job: Job

    def read(self) -> bytes:
        """Its bytes. Raises JobProblem."""
        return self._job.member(self._number, self._most)


def _expand(
    request: BatchRequest, settings: Settings, store: AuditStore, batches: BatchStore, intake: Intake, job: Job
) -> None:
    """Accept an audit for each report. What takes too long or has no room yet goes on in a later step, where this one ended.

    Raises JobProblem.
    """
    bounds = Bounds(settings.batch_files, settings.upload_bytes, settings.batch_inflated_bytes)
    deadline = time.monotonic() + settings.job_seconds * _SLICE
    job.ask("expand", asdict(bounds), [batches.archive(request.id)], 1, limits_of(settings))
    listing = job.listing(bounds.files)
    members, fresh = [], False
    for number, name in enumerate(listing.names):
        audit_id = derived_id(request.id, number)
        if _is_accepted(audit_id, store):
            members.append(Member(name, audit_id))
        elif (fresh and time.monotonic() > deadline) or not batches.is_expanding(request.id):
            return
        elif member := _accepted(request, audit_id, Packed(name, number, bounds.file_bytes, job), intake):
            members.append(member)
            fresh = True
        else:
            return
    job.close_archive()
    batches.expand(request.id, Members(tuple(members), listing.skipped, listing.skipped_count))
    intake.note_expanded(request)


def _is_accepted(audit_id: str, store: AuditStore) -> bool:
    try:
        store.request(audit_id)
    except AuditNotFound:
        return False
    return True


def _accepted(batch: BatchRequest, audit_id: str, packed: Packed, intake: Intake) -> Member | None:
    """A file of a batch, its audit accepted and queued; None where there is no room for it yet.

    Its id follows from the batch's, so that none is made twice.
    """
    try:
        content = packed.read()
        asked = new_request(
            last_part(packed.name),
            media.sniff(content),
            content,
            id=audit_id,
            client=batch.client,
            request_id=batch.request_id,
            year=batch.year,
            label=batch.label,
            select=batch.select,
            ignore=batch.ignore,
            profile=batch.profile,
        )
    except JobProblem as error:
        return Member(packed.name, problem=error.problem)
    except UnreadableFile as error:
        return Member(packed.name, problem=Problem(error.code, error.facts))
    try:
        intake.admit(asked, of_batch=True)
    except (TooManyWaiting, StorageFull, QueueUnavailable) as error:
        log.info("has no room for more audits now: %s", error.code)
        return None
    except QuotaExceeded as error:
        return Member(packed.name, problem=Problem(error.code, error.facts))
    intake.accept_member(asked, content)
    return Member(packed.name, audit_id)


def _joined(request: BatchRequest, members: Members, settings: Settings, store: AuditStore, job: Job) -> BatchResult:
    """The findings between the reports that were audited. Raises JobProblem."""
    audits = [member.audit for member in members.members if member.audit and _succeeded(member.audit, store)]
    told: list[dict[str, object]] = []
    if audits:
        parts = (packed_audit(store.request(audit), _result(audit, store)) for audit in audits)
        job.ask("compare", {}, parts, len(audits), limits_of(settings))
        rules = {rule.id for rule in chosen(request.select, request.ignore)}
        between = results.findings_between(job.answer(results.MOST_RESULT), len(audits))
        told = [{"audit": audits[index], **found} for index, found in between if found["rule"] in rules]
    return BatchResult(moment(), tuple(told), ruleset=ruleset_version(), compared=len(audits))


def _succeeded(audit: str, store: AuditStore) -> bool:
    with suppress(AuditNotFound):
        head = store.head(audit)
        return head is not None and head.status == Status.SUCCEEDED
    return False


def _result(audit: str, store: AuditStore) -> Result:
    """The result of an audit that succeeded: read one after the other, for all together would be too much."""
    result = store.result(audit)
    if result is None:
        raise AuditNotFound(id=audit)
    return result
