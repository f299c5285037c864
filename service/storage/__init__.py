"""Where audits are kept."""

from contextlib import suppress

from service.config import Settings
from service.errors import StorageFailed
from service.storage.disk import Syncs, one_by_one
from service.storage.files import FileStore


def open_store(settings: Settings, syncs: Syncs = one_by_one) -> FileStore:
    """The store that the settings name. One that can't be written just now says so when it is written to."""
    store = FileStore(settings.data_dir, syncs, settings.disk_reserve_bytes)
    with suppress(StorageFailed):
        store.prepare()
    return store
