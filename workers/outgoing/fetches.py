"""Fetches the reports of audits by their addresses, and what their pages link to.

What is to be fetched is noted on disk (`storage.fetches`) until it is kept or given up, so nothing is forgotten when a process
dies. Nothing of it is opened here but its first bytes, which tell its kind.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from service.audits import media
from service.audits.attachments import MOST_ATTACHMENTS
from service.audits.audit import Links, Problem, Request, Result, moment
from service.audits.delivery import Delivery, failed_last
from service.audits.media import Media
from service.config import Settings
from service.errors import LINKED, AuditNotFound, ReportInAttachment, UnreadableFile, of_part
from service.intake import described
from service.renderers.audits import written
from service.rules import ruleset_version
from service.storage.port import Storage
from service.storage.spool import Content, Spool, Spools
from workers.outgoing.due_work import Address, DueWork, NothingToDo
from workers.outgoing.fetching import Fetched, Fetcher, MayPass

DELAYS = (5, 30)
"""Seconds from one try to the next: what may pass is tried three times."""

log = logging.getLogger(__name__)


class Fetches:
    """Works through the audits of which something is to be fetched."""

    def __init__(self, settings: Settings, storage: Storage, fetcher: Fetcher) -> None:
        self._settings, self._store, self._fetches, self._fetcher = settings, storage.audits, storage.fetches, fetcher
        self.due = DueWork(settings, storage.fetches, self._address, self.fetch, DELAYS[-1])

    def fetch(self, audit_id: str) -> None:
        """Try once to fetch what an audit awaits, and note the outcome. Raises NothingToDo, StorageFull, StorageFailed."""
        request, links = self._awaiting(audit_id)
        self._store.room(self._settings.upload_bytes)
        begun = moment()
        try:
            self._keep(request, links)
        except MayPass as failure:
            failed = self._failed_in_a_row(audit_id)
            if failed < len(DELAYS):
                next_at = time.time() + DELAYS[failed]
                self._record(audit_id, Delivery(begun, "failed", reason=failure.problem.code, next_at=written(next_at)))
                self._fetches.schedule(audit_id, next_at)
                return
            self._end(audit_id, failure.problem)
        except UnreadableFile as problem:
            self._end(audit_id, problem)
        else:
            if self._fetches.tries(audit_id):
                self._record(audit_id, Delivery(begun, "delivered"))
        self._fetches.remove(audit_id)

    def _awaiting(self, audit_id: str) -> tuple[Request, Links | None]:
        """What is to be fetched for an audit. Raises NothingToDo."""
        try:
            if self._store.awaits(audit_id) and self._store.awaits_fetch(audit_id):
                return self._store.request(audit_id), self._store.links(audit_id)
        except AuditNotFound:
            pass
        raise NothingToDo

    def _address(self, audit_id: str) -> Address:
        request, links = self._awaiting(audit_id)
        return Address(links.urls[0] if links else str(request.url), request.client, request.request_id)

    def _keep(self, request: Request, links: Links | None) -> None:
        """Fetch and keep it. Raises MayPass, UnreadableFile, NothingToDo."""
        with self._spool() as spool, suppress(AuditNotFound):
            if links is None:
                self._keep_report(request, self._fetcher.fetch(request.url or "", spool))
            elif links.take_place:
                self._keep_report(request, self._report(request, links, spool))
            else:
                self._keep_attachments(request, list(self._attachments(request, links, spool)))

    def _keep_report(self, request: Request, found: Fetched) -> None:
        kept = replace(
            request, fetched_url=found.url, **described(found.name, media.sniff(found.content.data), found.content)
        )
        self._store.keep_fetched(kept, found.content, *self._beside(request))

    def _keep_attachments(self, request: Request, found: list[tuple[dict[str, Any], Content]]) -> None:
        previous, attachments = self._beside(request)
        kept = replace(request, attachments=(*request.attachments, *(told for told, _ in found)))
        beside = [*attachments, *(content for _, content in found)]
        self._store.keep_fetched(kept, self._store.upload(request.id), previous, beside)

    def _beside(self, request: Request) -> tuple[bytes | None, list[bytes]]:
        """What came along with the address."""
        previous = self._store.previous(request.id) if request.previous else None
        return previous, self._store.attachments(request.id) if request.attachments else []

    def _report(self, request: Request, links: Links, spool: Spool) -> Fetched:
        """The first of the linked files that may be a report. Raises as `_linked` does for the first of them that isn't."""
        problems: list[UnreadableFile] = []
        for url in links.urls:
            try:
                return self._linked(request.id, url, spool, is_attachment=False)[1]
            except UnreadableFile as problem:
                problems.append(problem)
        raise problems[0]

    def _attachments(self, request: Request, links: Links, spool: Spool) -> Iterator[tuple[dict[str, Any], Content]]:
        """Those of the linked files that can be read. What can't be had is as before: the audit tells that it wasn't read."""
        for url in links.urls[: MOST_ATTACHMENTS - len(request.attachments)]:
            try:
                kind, found = self._linked(request.id, url, spool, is_attachment=True)
            except UnreadableFile as problem:
                log.info("a linked file is left out: %s", problem.code)
            else:
                yield described(found.name, kind, found.content), found.content

    def _linked(self, audit_id: str, url: str, spool: Spool, *, is_attachment: bool) -> tuple[Media, Fetched]:
        """A file that a page links to. Raises UnreadableFile; MayPass where it may be had later, and is tried then."""
        with of_part(LINKED):
            try:
                found = self._fetcher.fetch(url, spool)
            except MayPass as failure:
                if self._failed_in_a_row(audit_id) < len(DELAYS):
                    raise
                raise failure.problem from None
            kind = media.sniff(found.content.data, attached=is_attachment)
            if kind is Media.HTML:
                raise ReportInAttachment
            return kind, found

    @contextmanager
    def _spool(self) -> Iterator[Spool]:
        """A spool for as many files as are fetched for an audit at once."""
        spool = Spools(self._settings.data_dir, (MOST_ATTACHMENTS + 1) * self._settings.upload_bytes).new()
        try:
            yield spool
        finally:
            spool.close()

    def _failed_in_a_row(self, audit_id: str) -> int:
        return len(failed_last(self._fetches.tries(audit_id)))

    def _record(self, audit_id: str, tried: Delivery) -> None:
        with suppress(AuditNotFound):
            self._fetches.record(audit_id, tried)

    def _end(self, audit_id: str, problem: UnreadableFile) -> None:
        """End the audit with a problem; the reconciler finalizes it."""
        log.info("nothing was fetched: %s", problem.code)
        with suppress(AuditNotFound):
            self._store.finish(audit_id, Result.failed(Problem.of(problem), ruleset_version()))
