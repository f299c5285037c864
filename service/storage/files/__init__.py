"""The storage in a folder: objects are files that are created once, synced, and never changed."""

from contextlib import suppress

from service.audits.assessment import Assessment
from service.audits.baseline import Successor
from service.config import Settings
from service.errors import BatchNotFound, StorageFailed
from service.storage.disk import Syncs
from service.storage.files.additions import FileAdditions
from service.storage.files.audits import FileAudits
from service.storage.files.batches import FileBatches
from service.storage.files.calls import FileCalls, FilePings
from service.storage.files.idempotency import FileIdempotencyKeys
from service.storage.files.remains import FileDeletions, FileQuarantine, FileRemains
from service.storage.files.renderings import FileRenderings
from service.storage.port import Storage


def open_files(settings: Settings, syncs: Syncs) -> Storage:
    """The storage in the data folder, whose folders are made where they are missing and can be."""
    folder = settings.data_dir
    audits = FileAudits(folder, syncs, settings.disk_reserve_bytes)
    batch_callbacks, ping_callbacks = FileCalls(folder, "batch-callbacks"), FileCalls(folder, "ping-callbacks")
    with suppress(StorageFailed):
        audits.prepare()
    return Storage(
        audits,
        FileBatches(folder, batch_callbacks, syncs),
        FileDeletions(folder),
        FileRenderings(folder),
        FileCalls(folder, "callbacks"),
        batch_callbacks,
        FilePings(folder, ping_callbacks),
        ping_callbacks,
        FileIdempotencyKeys(folder, syncs),
        FileQuarantine(folder),
        FileCalls(folder, "fetches"),
        FileAdditions(folder, "audits", "assessments", Assessment),
        FileAdditions(folder, "audits", "successors", Successor),
        FileAdditions(folder, "batches", "assessments", Assessment, missing=BatchNotFound),
        FileRemains(folder),
    )
