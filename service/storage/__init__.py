"""Where audits are kept."""

from service.config import Settings
from service.storage.files import FileStore


def open_store(settings: Settings) -> FileStore:
    """The store that the settings name; its folders must be there (`prepare`)."""
    return FileStore(settings.data_dir)
