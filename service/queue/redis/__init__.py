"""The queue in Redis, with rq's lists of jobs. `keys` lists all that Redis holds; `scripts/` has what it runs as one step."""

from service.config import Settings
from service.queue.port import Queue
from service.queue.redis.admission import RedisAdmission
from service.queue.redis.catalogue import RedisCatalogue
from service.queue.redis.connection import connect
from service.queue.redis.fair_queue import RedisDispatcher, RedisFairQueue
from service.queue.redis.metrics import RedisMetrics
from service.queue.redis.runs import RedisRuns, RedisWorkers
from service.queue.redis.server import check

__all__ = ["check", "open_queue"]


def open_queue(settings: Settings, seconds: float) -> Queue:
    """The queue in the Redis that the settings name; an answer is waited for so long. Raises WrongSetting."""
    redis, blocking = connect(settings.queue_url, seconds=seconds), connect(settings.queue_url, seconds=5)
    fair_queue, runs, workers = RedisFairQueue(redis), RedisRuns(redis), RedisWorkers(redis)
    admission = RedisAdmission(redis, settings)
    return Queue(
        admission,
        fair_queue,
        RedisDispatcher(redis, blocking, fair_queue, runs),
        runs,
        workers,
        RedisCatalogue(redis, admission),
        RedisMetrics(redis, fair_queue, workers),
    )
