"""Storage: the truth about audits and batches. `port` says what is asked of it; `files` is the adapter in a folder."""

from service.config import Settings
from service.storage.disk import Syncs, one_by_one
from service.storage.files import open_files
from service.storage.port import Storage


def open_storage(settings: Settings, syncs: Syncs = one_by_one) -> Storage:
    """The storage that the settings name. One that can't be written just now says so when it is written to."""
    return open_files(settings, syncs)
