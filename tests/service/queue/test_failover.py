"""What is asked of the queue while another server becomes the master, and afterwards: of the new one, whatever it is."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

import pytest
from redis import Redis

from service.api.endings import Endings
from service.audits.audit import Result, Status
from service.audits.batch import BatchRequest
from service.audits.ids import new_id
from service.config import Settings, WrongSetting
from service.errors import QueueUnavailable
from service.queue import check_queue, open_queue
from service.queue.port import Queue
from service.queue.redis import keys, sentinels
from service.queue.redis.connection import connect
from tests.service.queue.debian import Certificates, Server, free_port, needs_redis, serving
from tests.service.storage.requests import a_request
from tests.system.faults.sentinels import NAME, Sentinel, SentinelGroup, sentinel_group

pytestmark = needs_redis
Found = TypeVar("Found")
Replaceable = tuple[Server, Server, Sentinel]
DONE = Result(Status.SUCCEEDED, "2024-01-01T00:00:01Z")
AT_ONCE = 2.0
"""Seconds in which the new master is found, once there is one."""


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SentinelGroup]:
    with sentinel_group(tmp_path_factory.mktemp("group"), replicas=2) as made:
        yield made


@pytest.fixture
def queue(group: SentinelGroup) -> Queue:
    group.agreed_master()
    made = opened(group.url)
    soon(made.metrics.ping)
    return made


def opened(url: str) -> Queue:
    return open_queue(Settings(queue_url=url))


def soon(ask: Callable[[], Found], within: float = AT_ONCE) -> Found:
    """The answer, as soon as there is one."""
    deadline = time.monotonic() + within
    while True:
        try:
            return ask()
        except QueueUnavailable:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


@contextmanager
def watched(folder: Path, port: int, *, failovers: int = 0) -> Iterator[Sentinel]:
    """A Sentinel by itself, which names the server at a port; so it makes no other the master."""
    sentinel = Sentinel(folder)
    sentinel.watch(port, failovers=failovers)
    try:
        yield sentinel.start()
    finally:
        sentinel.kill()


def address_of(*sentinels: Sentinel) -> str:
    hosts = ",".join(f"127.0.0.1:{sentinel.port}" for sentinel in sentinels)
    return f"redis+sentinel://{hosts}/0?master={NAME}"


def name_another(sentinel: Sentinel, port: int) -> None:
    """Have a Sentinel name the server at another port from now on."""
    told = sentinel.redis()
    told.sentinel_remove(NAME)
    told.sentinel_monitor(NAME, "127.0.0.1", port, 1)


@pytest.fixture
def replaceable(tmp_path: Path) -> Iterator[Replaceable]:
    """A master, the server that is to take its place, and a Sentinel by itself, which names the first."""
    with (
        serving(tmp_path / "one") as one,
        serving(tmp_path / "other") as other,
        watched(tmp_path / "sentinel", one.port) as sentinel,
    ):
        yield one, other, sentinel


def complete(queue: Queue) -> None:
    queue.catalogue.begin_rebuild("one")
    assert queue.catalogue.end_rebuild("one")


def test_the_master_is_named_with_its_address(group: SentinelGroup, queue: Queue) -> None:
    assert check_queue(Settings(queue_url=group.url)) is None
    assert queue.metrics.server().endswith(f" at 127.0.0.1:{group.master().port}, master of audit")


def test_what_a_demoted_master_refuses_is_asked_of_the_new_one_in_the_same_call(replaceable: Replaceable) -> None:
    one, other, sentinel = replaceable
    queue = opened(address_of(sentinel))
    asked = {
        "a command": lambda: queue.workers.note_alive("one"),
        "a script": lambda: queue.workers.hold("x", "one"),
        "a script that may be repeated": lambda: queue.fair_queue.enqueue(a_request()),
        "a transaction": lambda: queue.catalogue.put_batch(BatchRequest(new_id(), "", 1, "")),
    }
    for ask in asked.values():
        ask()
    one.redis().replicaof("127.0.0.1", str(other.port))
    name_another(sentinel, other.port)
    for name, ask in asked.items():
        before = other.redis().dbsize()
        ask()
        assert other.redis().dbsize() > before, name


def test_a_replica_that_was_named_as_a_server_is_told_until_it_takes_writes(tmp_path: Path) -> None:
    with serving(tmp_path / "one") as one, serving(tmp_path / "other") as other:
        queue = opened(f"redis://127.0.0.1:{one.port}/0")
        queue.workers.note_alive("one")
        one.redis().replicaof("127.0.0.1", str(other.port))
        with pytest.raises(QueueUnavailable):
            queue.workers.note_alive("one")
        one.redis().replicaof("NO", "ONE")
        queue.workers.note_alive("one")


def test_a_master_that_all_replicas_left_is_left_too(replaceable: Replaceable) -> None:
    one, other, sentinel = replaceable
    queue = opened(address_of(sentinel))
    queue.workers.note_alive("one")
    one.redis().config_set("min-replicas-to-write", 1)
    name_another(sentinel, other.port)
    queue.workers.note_alive("other")
    assert other.redis().zrange(keys.WORKERS, 0, -1) == ["other"]


def test_a_master_that_was_replaced_and_takes_writes_is_left_even_by_connections_that_are_open(
    replaceable: Replaceable,
) -> None:
    """As after a freeze, and after a failover that an operator asked for: it hears only seconds later that it is a replica."""
    one, other, sentinel = replaceable
    queue = opened(address_of(sentinel))
    queue.workers.note_alive("one")
    name_another(sentinel, other.port)
    time.sleep(0.6)  # as no failover is quicker
    queue.workers.note_alive("other")
    assert other.redis().zrange(keys.WORKERS, 0, -1) == ["other"]
    assert one.redis().zrange(keys.WORKERS, 0, -1) == ["one"]


def test_a_sentinel_that_knows_of_the_last_failover_is_right_wherever_it_stands(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "former") as former,
        serving(tmp_path / "new") as new,
        watched(tmp_path / "late", former.port, failovers=1) as late,
        watched(tmp_path / "knowing", new.port, failovers=2) as knowing,
    ):
        for first, second in ((late, knowing), (knowing, late)):
            opened(address_of(first, second)).workers.note_alive(str(first.port))
        assert set(new.redis().zrange(keys.WORKERS, 0, -1)) == {str(late.port), str(knowing.port)}
        assert former.redis().dbsize() == 0


def test_sentinels_that_do_not_answer_hold_nobody_up_again(
    group: SentinelGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answer = list[int](), sentinels._answer

    def noted(sentinel: Redis, master: str) -> object:
        asked.append(sentinel.connection_pool.connection_kwargs["port"])
        return answer(sentinel, master)

    group.agreed_master()
    *silent, _ = group.sentinels
    monkeypatch.setattr(sentinels, "_answer", noted)
    for each in silent:
        each.send(signal.SIGSTOP)
    try:
        redis = connect(group.url)
        for _ in range(3):
            redis.ping()
            redis.connection_pool.disconnect()
        assert [asked.count(each.port) for each in group.sentinels] == [1, 1, 3]
    finally:
        for each in silent:
            each.send(signal.SIGCONT)


def test_without_any_sentinel_what_is_open_stays_so(tmp_path: Path) -> None:
    with serving(tmp_path / "one") as one:
        with watched(tmp_path / "sentinel", one.port) as sentinel:
            queue = opened(address_of(sentinel))
            queue.workers.note_alive("one")
        time.sleep(0.6)
        queue.workers.note_alive("two")
        assert one.redis().zrange(keys.WORKERS, 0, -1) == ["one", "two"]


def test_after_a_change_of_master_scripts_are_sent_to_the_new_one(group: SentinelGroup, queue: Queue) -> None:
    complete(queue)
    request = a_request()
    queue.fair_queue.enqueue(request)
    new = group.hand_over()
    new.redis().script_flush()
    assert soon(lambda: queue.fair_queue.position(request).place) == 1
    assert soon(lambda: queue.fair_queue.enqueue(a_request()).place) == 2
    soon(queue.admission.withdraw)
    assert queue.metrics.server().endswith(f":{new.port}, master of audit")


def test_lists_are_made_anew_once_another_is_the_master(group: SentinelGroup, queue: Queue) -> None:
    complete(queue)
    assert queue.catalogue.is_complete()
    group.fail_over()
    assert soon(queue.catalogue.is_complete) is False
    complete(queue)
    assert queue.catalogue.is_complete()


def test_lists_that_one_began_before_are_begun_again_by_who_made_them(group: SentinelGroup, queue: Queue) -> None:
    queue.catalogue.begin_rebuild("one")
    group.fail_over()
    assert soon(lambda: queue.catalogue.is_rebuilding("one")) is False
    assert queue.catalogue.end_rebuild("one") is False


def test_a_worker_that_waits_for_a_job_gets_it_from_the_new_master(group: SentinelGroup, queue: Queue) -> None:
    worker, taken = opened(group.url), SimpleQueue[str]()

    def work() -> None:
        while True:
            with suppress(QueueUnavailable):
                if job := worker.dispatcher.take(scans=True):
                    return taken.put(job)
            time.sleep(0.05)

    Thread(target=work, daemon=True).start()
    time.sleep(0.5)
    group.fail_over()
    request = a_request()
    soon(lambda: queue.dispatcher.hand_over(request.id))
    assert taken.get(timeout=10).startswith(request.id)


def test_who_waits_for_an_end_hears_of_it_from_the_new_master(group: SentinelGroup, queue: Queue) -> None:
    endings, request = Endings(opened(group.url).catalogue), a_request()
    with endings.awaited(request.id) as end:
        time.sleep(0.5)
        new = group.fail_over()
        deadline = time.monotonic() + 10
        while not new.redis().pubsub_numsub(keys.ENDINGS)[0][1]:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        soon(lambda: queue.catalogue.put(request, 1, DONE))
        assert end.wait(5)


def test_a_sentinel_that_has_not_heard_of_the_master_yet_is_not_believed(tmp_path: Path) -> None:
    with serving(tmp_path / "one") as one, serving(tmp_path / "two", "--replicaof", f"127.0.0.1 {one.port}") as two:
        sentinels = [Sentinel(tmp_path / f"sentinel-{number}") for number in range(3)]
        try:
            for sentinel, named in zip(sentinels, (free_port(), two.port, one.port), strict=True):
                sentinel.watch(named)
                sentinel.start()
            hosts = ",".join(f"127.0.0.1:{sentinel.port}" for sentinel in sentinels)
            queue = opened(f"redis+sentinel://{hosts}/0?master={NAME}")
            assert queue.fair_queue.enqueue(a_request()).place == 1
            assert queue.metrics.server().endswith(f":{one.port}, master of audit")
        finally:
            for sentinel in sentinels:
                sentinel.kill()


def test_without_a_sentinel_the_queue_is_away_and_no_longer_than_that(group: SentinelGroup) -> None:
    group.agreed_master()
    made = opened(group.url)
    for sentinel in group.sentinels:
        sentinel.send(signal.SIGSTOP)
    try:
        begun = time.monotonic()
        with pytest.raises(QueueUnavailable):
            made.metrics.ping()
        assert time.monotonic() - begun < 2
        assert "no Sentinel answers" in (check_queue(Settings(queue_url=group.url)) or "")
    finally:
        for sentinel in group.sentinels:
            sentinel.send(signal.SIGCONT)
    soon(made.metrics.ping)


def test_passwords_and_tls_are_used_with_redis_and_sentinels_and_after_a_failover(tmp_path: Path) -> None:
    certificates = Certificates.made(tmp_path / "certificates")
    with sentinel_group(tmp_path, password="word", certificates=certificates) as group:
        assert check_queue(Settings(queue_url=group.url)) is None
        with pytest.raises(WrongSetting, match="refused by Sentinel: check sentinel_username and sentinel_password"):
            check_queue(Settings(queue_url=group.url.replace("sentinel_password=word", "sentinel_password=guess")))
        with pytest.raises(WrongSetting, match="refused by Redis: check its user and password"):
            check_queue(Settings(queue_url=group.url.replace(":word@", ":guess@")))
        with pytest.raises(WrongSetting, match="names a Sentinel whose certificate can't be trusted"):
            check_queue(Settings(queue_url=group.url.replace("authority.pem", "stranger.pem")))
        queue = opened(group.url)
        soon(queue.metrics.ping)
        new = group.fail_over()
        soon(lambda: queue.fair_queue.enqueue(a_request()), 5)
        assert queue.metrics.server().endswith(f":{new.port}, master of audit")
