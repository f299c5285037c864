"""Syncs and writes in threads of their own, so that a process which waits for its disk answers others meanwhile."""

import os
from collections.abc import Sequence

from gevent import get_hub

from service.storage.spool import at_once


def side_by_side(descriptors: Sequence[int]) -> None:
    """Sync open files at once. Raises the first OSError when all have come to an end."""
    threads = get_hub().threadpool
    syncs = [threads.spawn(_failure, descriptor) for descriptor in descriptors]
    for failure in [sync.get() for sync in syncs]:
        if failure:
            raise failure


def written_apart(descriptor: int, data: bytes, place: int) -> None:
    """Write to an open file at a place. Raises OSError."""
    own = os.dup(descriptor)  # which stays open until it is written, also where the request is given up meanwhile
    failure = get_hub().threadpool.spawn(_write_failure, own, data, place).get()
    if failure:
        raise failure


def _write_failure(descriptor: int, data: bytes, place: int) -> OSError | None:
    try:
        at_once(descriptor, data, place)
    except OSError as error:
        return error
    finally:
        os.close(descriptor)
    return None


def _failure(descriptor: int) -> OSError | None:
    """The error of a sync, None for none: one that is raised in a thread of gevent's is printed there."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        return error
    return None
