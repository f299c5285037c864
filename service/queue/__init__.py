"""The queue: who waits for a worker, and what is known of it until it has ended.

`port` says what is asked of it; all else here is the one adapter, in Redis and rq, which nobody else knows. The scripts
that Redis runs as one step are the files of `scripts/`; `keys` lists all that Redis holds.
"""

from service.config import Settings
from service.queue.admission import RedisAdmission
from service.queue.catalogue import RedisCatalogue
from service.queue.connection import connect
from service.queue.fair_queue import RedisDispatcher, RedisFairQueue
from service.queue.metrics import RedisMetrics
from service.queue.port import Queue
from service.queue.runs import RedisRuns, RedisWorkers


def open_queue(settings: Settings, *, seconds: float = 0.7) -> Queue:
    """The queue that the settings name; an answer is waited for so long."""
    redis = connect(settings.redis_url, seconds=seconds)
    line, runs, workers, admission = (
        RedisFairQueue(redis),
        RedisRuns(redis),
        RedisWorkers(redis),
        RedisAdmission(redis, settings),
    )
    dispatcher = RedisDispatcher(redis, line, runs)
    metrics, catalogue = RedisMetrics(redis, line, workers), RedisCatalogue(redis, admission)
    return Queue(admission, line, dispatcher, runs, workers, catalogue, metrics)
