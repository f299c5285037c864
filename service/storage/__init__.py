"""Storage: the truth about audits and batches. `port` says what is asked of it.

`files` is the adapter in a folder, `objects` that in a bucket, which nothing else imports: what it needs may not be installed.
"""

from importlib import import_module

from service.config import STORES, Settings, WrongSetting, variable
from service.storage.disk import Syncs, one_by_one
from service.storage.files import open_files
from service.storage.port import Storage
from service.storage.threads import OwnThreads, Threads


def open_storage(
    settings: Settings, syncs: Syncs = one_by_one, threads: Threads | None = None, *, fresh: float = 0.0
) -> Storage:
    """The storage that the settings name. One that can't be written just now says so when it is written to.

    What a store over the network told of an audit is used again for `fresh` seconds. Raises WrongSetting.
    """
    if not settings.store:
        return open_files(settings, syncs)
    try:
        adapter = import_module(STORES[settings.store.partition("://")[0]])
    except ModuleNotFoundError as error:
        raise WrongSetting(f"{variable('store')} needs the extra `s3`, which is not installed") from error
    storage: Storage = adapter.open_store(settings, threads or OwnThreads(), fresh)
    return storage
