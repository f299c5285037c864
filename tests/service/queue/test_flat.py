"""What an audit asks of Redis on its way through the queue does not grow with what waits."""

from redis import Redis

from service.audits.ids import new_id
from service.config import Settings
from service.queue import open_queue
from service.queue.port import Candidate
from service.queue.redis.cached_script import load
from service.queue.redis.connection import connect
from tests.service.storage.requests import a_request


def fill(redis: Redis, clients: int, each: int) -> None:
    """Let audits of many clients wait."""
    wait = redis.script_load(load("wait"))
    with redis.pipeline(transaction=False) as pipeline:
        for client in range(clients):
            for _ in range(each):
                pipeline.evalsha(wait, 0, f"client-{client}", new_id())
        pipeline.execute()


def commands_of_one(redis: Redis, url: str) -> int:
    """The commands that it takes to take in an audit, tell its place five times, and take out the next."""
    queue, request = open_queue(Settings(queue_url=url, waiting=10**9, waiting_a_client=10**9)), a_request(client="new")
    redis.delete("audit:served")
    redis.config_resetstat()
    queue.admission.admit(Candidate("new", request.id, 1), 10**9)
    queue.fair_queue.enqueue(request)
    for _ in range(5):
        queue.fair_queue.position(request)
    assert queue.fair_queue.depth()
    assert queue.fair_queue.next()
    told = redis.info("commandstats")
    queue.fair_queue.leave("new", request.id)
    return sum(each["calls"] for each in told.values())


def test_an_audit_takes_as_many_commands_behind_thousands_as_behind_hundreds(queue_url: str) -> None:
    redis = connect(queue_url, seconds=20)
    fill(redis, clients=150, each=1)
    few = commands_of_one(redis, queue_url)
    fill(redis, clients=1500, each=4)
    assert redis.llen("audit:round") >= 1499
    assert few <= commands_of_one(redis, queue_url) <= 1.1 * few


def test_the_metrics_take_as_many_commands_behind_thousands_as_behind_one(queue_url: str) -> None:
    redis, queue = connect(queue_url, seconds=20), open_queue(Settings(queue_url=queue_url))

    def asked() -> int:
        redis.config_resetstat()
        assert queue.metrics.all()["report_audit_queue_depth"] > 0
        return sum(each["calls"] for each in redis.info("commandstats").values())

    fill(redis, clients=1, each=1)
    asked()  # Redis is given the scripts
    one = asked()
    fill(redis, clients=1500, each=4)

    assert asked() == one
