"""The queue: who waits for a worker, and what is known of it until it has ended.

`port` says what is asked of a queue. Each adapter is a package of its own, which nothing else imports.
"""

import sys
from importlib import import_module
from types import ModuleType

from service.config import QUEUES, Settings, WrongSetting, variable
from service.queue.port import Queue


def open_queue(settings: Settings, *, seconds: float = 0.7) -> Queue:
    """The queue that the settings name; an answer is waited for so long. Raises WrongSetting."""
    queue: Queue = _adapter(settings).open_queue(settings, seconds)
    return queue


def check_queue(settings: Settings) -> str | None:
    """Why the queue's server can't be asked just now; None where it answers and can hold the queue.

    Raises WrongSetting where no waiting would help. It may take some seconds.
    """
    away: str | None = _adapter(settings).check(settings.queue_url)
    return away


def check_queue_of_process(settings: Settings) -> None:
    """End this process with the reason where the server that the settings name can't hold the queue."""
    try:
        check_queue(settings)
    except WrongSetting as error:
        sys.exit(f"error: {error}")


def _adapter(settings: Settings) -> ModuleType:
    scheme = settings.queue_url.partition("://")[0]
    if scheme not in QUEUES:
        raise WrongSetting(f"{variable('queue_url')} must be set where `python -m service` doesn't set it")
    return import_module(QUEUES[scheme])
