"""Syncs in threads of their own, so that a process which waits for its disk answers others meanwhile."""

import os
from collections.abc import Sequence

from gevent import get_hub


def side_by_side(descriptors: Sequence[int]) -> None:
    """Sync open files at once. Raises the first OSError when all have come to an end."""
    threads = get_hub().threadpool
    syncs = [threads.spawn(_failure, descriptor) for descriptor in descriptors]
    for failure in [sync.get() for sync in syncs]:
        if failure:
            raise failure


def _failure(descriptor: int) -> OSError | None:
    """The error of a sync, None for none: one that is raised in a thread of gevent's is printed there."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        return error
    return None
