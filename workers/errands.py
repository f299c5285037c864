"""The entry point for all that is done besides audits: a step of a batch, or a document that is drawn and kept."""

import io
import logging
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from service.config import Settings
from service.domain.audit import Problem, Result, Status
from service.domain.filenames import last_part
from service.domain.media import Media
from service.domain.rendering import Kind, Rendering
from service.errors import AuditError, AuditNotFound, BatchNotFound, Language, StorageFailed
from service.renderers.audited import Audited
from service.renderers.batches import Entry
from service.renderers.to_csv import batch_to_csv
from service.renderers.to_json import localised
from service.renderers.to_notice import Notified, to_notice
from service.renderers.to_xlsx import to_xlsx
from service.renderers.words import WORDS
from service.storage import open_store
from service.storage.batches import BatchStore, batch_of
from service.storage.files import FileStore
from service.storage.renderings import RenderingStore
from workers import batches
from workers.renderings import annotated_pdf, commented_docx, page_picture
from workers.tasks import limits_of

JSON = dict[str, Any]
log = logging.getLogger(__name__)


def run(name: str) -> None:
    """Do what a name of the queue stands for. Run again, it changes nothing."""
    settings = Settings.from_environment()
    store, kept = open_store(settings), BatchStore(settings.data_dir)
    batch_id = batch_of(name)
    if batch_id:
        with suppress(BatchNotFound):
            batches.advance(batch_id, settings, store, kept)
        return
    _Drawing(Rendering.named(name), settings, store, kept).keep()


class _Drawing:
    def __init__(self, rendering: Rendering, settings: Settings, store: FileStore, kept: BatchStore) -> None:
        self._rendering, self._settings = rendering, settings
        self._store, self._batches = store, kept

    def keep(self) -> None:
        """Draw the document and keep it, or why it can't be drawn."""
        renderings = RenderingStore(self._settings.data_dir)
        if not renderings.awaits(self._rendering):
            return
        try:
            renderings.keep(self._rendering, self._drawn())
        except (AuditNotFound, BatchNotFound):
            log.info("%s was deleted", self._rendering.owner)
        except StorageFailed:
            raise
        except AuditError as error:
            renderings.fail(self._rendering, Problem(error.code, error.facts))
        except Exception:
            log.exception("%s could not be drawn by our own fault", self._rendering.name)
            renderings.fail(self._rendering, Problem(AuditError.code))

    def _drawn(self) -> bytes:
        language: Language = "en" if self._rendering.detail == "en" else "zh"
        owner = self._rendering.owner
        match self._rendering.kind:
            case Kind.PAGE:
                media = Media(self._store.request(owner).media_type)
                number, limits = int(self._rendering.detail), limits_of(self._settings)
                return page_picture(self._store.upload(owner), number, media, limits)
            case Kind.ANNOTATED:
                return annotated_pdf(self._store.upload(owner), self._audited(), language)
            case Kind.COMMENTED:
                return commented_docx(self._store.upload(owner), self._audited(), language, limits_of(self._settings))
            case Kind.WORKBOOK:
                return to_xlsx(list(self._entries()), self._between(), language)
            case Kind.TABLE:
                return batch_to_csv(list(self._entries()), self._between(), language)
            case Kind.NOTICES:
                return _notices(list(self._entries()), self._between(), language)

    def _audited(self) -> Audited:
        result = self._store.result(self._rendering.owner)
        if result is None:
            raise AuditNotFound(id=self._rendering.owner)
        return Audited.of(self._store.request(self._rendering.owner), result)

    def _between(self) -> Sequence[JSON]:
        result = self._batches.result(self._rendering.owner)
        return result.findings if result else ()

    def _entries(self) -> Iterator[Entry]:
        """The batch's reports with their findings; what else their results have would be too much together."""
        members = self._batches.members(self._rendering.owner)
        for member in members.members if members else ():
            entry = Entry(member)
            with suppress(AuditNotFound):
                result = self._store.result(member.audit) if member.audit else None
                if member.audit and result:
                    light = replace(result, checks=(), tables=(), text={})
                    entry = Entry(member, self._store.request(member.audit), light)
            yield entry


def _notices(entries: Sequence[Entry], between: Sequence[JSON], language: Language) -> bytes:
    """An archive with a notice to each body of which something is to be corrected."""
    bodies: dict[str, list[Notified]] = {}
    for entry in entries:
        notified = _notified(entry, between, language)
        if notified.findings or notified.audited.result.problem:
            name = notified.audited.agency or PurePosixPath(last_part(entry.member.name)).stem
            bodies.setdefault(name, []).append(notified)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (body, reports) in enumerate(bodies.items(), 1):
            name = f"{number:03d} {last_part(body)[:60]} {WORDS[language]['notice_short']}.docx"
            archive.writestr(name, to_notice(body, reports, language))
    return written.getvalue()


def _notified(entry: Entry, between: Sequence[JSON], language: Language) -> Notified:
    failed = Result(Status.FAILED, "", problem=entry.problem)
    audited = entry.audited or Audited(entry.member.name, failed)
    findings = [*audited.result.findings, *(found for found in between if found["audit"] == entry.member.audit)]
    return Notified(audited, [localised(found, language) for found in findings if not found.get("suppressed")])
