"""Where audits are kept."""

from contextlib import suppress

from service.config import Settings
from service.errors import StorageFailed
from service.storage.files import FileStore


def open_store(settings: Settings) -> FileStore:
    """The store that the settings name. One that can't be written just now says so when it is written to."""
    store = FileStore(settings.data_dir)
    with suppress(StorageFailed):
        store.prepare()
    return store
