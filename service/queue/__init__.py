"""The queue: who waits for a worker, and what is known of it until it has ended.

`port` says what is asked of a queue. Each adapter is a package of its own, which nothing else imports.
"""

from importlib import import_module

from service.config import QUEUES, Settings, WrongSetting, variable
from service.queue.port import Queue


def open_queue(settings: Settings, *, seconds: float = 0.7) -> Queue:
    """The queue that the settings name; an answer is waited for so long. Raises WrongSetting."""
    scheme = settings.queue_url.partition("://")[0]
    if scheme not in QUEUES:
        raise WrongSetting(f"{variable('queue_url')} must be set where `python -m service` doesn't set it")
    queue: Queue = import_module(QUEUES[scheme]).open_queue(settings, seconds)
    return queue
