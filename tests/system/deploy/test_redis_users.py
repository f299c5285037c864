"""Redis as it is shipped lets the service do all that it does, and nothing else; and who has no password, nothing."""

import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError, ResponseError

from deploy import manifests, redis_credentials
from service.audits.audit import Status
from service.audits.batch import step_of
from service.audits.ids import new_id
from service.audits.rendering import Kind, Rendering
from service.config import Settings
from service.queue import open_queue
from service.storage import open_storage
from tests.service.storage.requests import a_request
from tests.system.deploy.shipped_redis import ShippedRedis, shipped_redis
from tests.system.end_to_end.serving import EXAMPLE, Service, long_report
from tests.system.end_to_end.test_batches import document, sent
from tests.workers.processes import result_of, worker
from tests.workers.test_scan_queue import a_scan

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[ShippedRedis]:
    with shipped_redis(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShippedRedis]:
    """One for all tests that are refused what they ask."""
    with shipped_redis(tmp_path_factory.mktemp("redis")) as running:
        yield running


@pytest.fixture
def service(redis: ShippedRedis, tmp_path: Path) -> Iterator[Service]:
    made = Service(tmp_path / "var", AUDIT_QUEUE_URL_FILE=str(redis.url_file))
    guard = Timer(60, made.kill)
    guard.start()
    try:
        yield made.start()
    finally:
        guard.cancel()
        made.kill()


def test_the_service_is_refused_nothing_that_it_needs(service: Service, redis: ShippedRedis) -> None:
    audit = service.ended(service.accepted(EXAMPLE.read_bytes()))
    assert audit["status"] == "succeeded"
    running, waiting = service.accepted(long_report()), service.accepted(EXAMPLE.read_bytes())
    assert service.call("POST", f"/v1/audits/{waiting}/cancel").status == 200
    assert service.call("GET", f"/v1/audits/{running}?wait=20").status == 200
    assert service.ended(running)["status"] == "succeeded"
    assert service.call("DELETE", f"/v1/audits/{running}").status == 204
    batch = service.post_batch(sent()).body
    assert document(service, service.ended_batch(batch["id"])["links"]["workbook"]).startswith(b"PK")
    for path in ("/v1/audits", f"/v1/audits/{audit['id']}?wait=1", "/readyz"):
        assert service.call("GET", path).status == 200
    with urllib.request.urlopen(f"{service.url}/metrics", timeout=30) as metrics:
        assert b"report_audit_workers 1" in metrics.read()
    assert redis.denials() == set()
    assert "Traceback" not in service.log()


def test_a_scan_is_handed_over(redis: ShippedRedis, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var", queue_url=redis.url, workers=1, scan_workers=1)
    store, request = open_storage(settings).audits, a_request()
    store.accept(request, b"picture")
    open_queue(settings).fair_queue.enqueue(request)
    with worker(settings, a_scan), worker(replace(settings.for_scans()), a_scan, scans=True):
        assert result_of(store, request.id).status is Status.SUCCEEDED
    assert redis.denials() == set()


@pytest.mark.parametrize(
    "command",
    [
        "FLUSHALL",
        "FLUSHDB",
        "CONFIG GET dir",
        "CONFIG SET dir /tmp",
        "ACL LIST",
        "CLIENT LIST",
        "KEYS *",
        "MODULE LIST",
        "MONITOR",
        "REPLICAOF 127.0.0.1 1",
        "SAVE",
        "SHUTDOWN NOSAVE",
        "FUNCTION LIST",
        "PUBLISH audit:x y",
        "SET other 1",
        "GET other",
        "RENAME audit:pace other",
        "MIGRATE 127.0.0.1 1 audit:pace 0 100",
    ],
)
def test_the_service_may_neither_change_the_server_nor_touch_keys_of_others(
    refusing: ShippedRedis, command: str
) -> None:
    with pytest.raises(NoPermissionError):
        Redis.from_url(refusing.url).execute_command(*command.split())


def test_what_is_refused_is_refused_to_its_scripts(refusing: ShippedRedis) -> None:
    for script in ("return redis.call('SET', 'other', 1)", "return redis.call('FLUSHALL')"):
        with pytest.raises(ResponseError, match="ACL failure"):
            Redis.from_url(refusing.url).eval(script, 0)


KEDA = """
    local listName = KEYS[1]
    local listType = redis.call('type', listName).ok
    local cmd = {zset = 'zcard', set = 'scard', list = 'llen', hash = 'hlen', none = 'llen'}
    return redis.call(cmd[listType], listName)
"""
"""What KEDA's scaler for Redis asks."""


def test_who_scales_may_ask_how_many_wait_and_nothing_else(refusing: ShippedRedis) -> None:
    scaler, queue = refusing.as_user("scaler", refusing.scaler_password), open_queue(Settings(queue_url=refusing.url))
    (scaled,) = [
        each
        for each in manifests.rendered("nfs", "keda-redis")
        if (each["kind"], each["metadata"]["name"]) == ("ScaledObject", "worker")
    ]
    named = [trigger["metadata"]["listName"] for trigger in scaled["spec"]["triggers"]]
    assert [scaler.eval(KEDA, 1, name) for name in named] == [0, 0, 0]
    queue.fair_queue.enqueue(a_request())
    queue.fair_queue.enqueue_task("one", step_of(new_id()))
    queue.fair_queue.enqueue_task("one", Rendering(new_id(), Kind.HTML, "en").name)
    queue.dispatcher.hand_over(new_id())
    assert [scaler.eval(KEDA, 1, name) for name in [*named, "rq:queue:scans"]] == [1, 1, 1, 1]
    for refused in (
        ["GET", "audit:pace"],
        ["ZRANGE", named[0], "0", "-1"],
        ["DEL", named[0]],
        ["LLEN", "rq:queue:audits"],
    ):
        with pytest.raises(NoPermissionError):
            scaler.execute_command(*refused)
    with pytest.raises(ResponseError, match="ACL failure"):
        scaler.eval("return redis.call('zrange', KEYS[1], 0, -1)", 1, named[0])


def test_without_the_password_redis_tells_only_that_it_answers(refusing: ShippedRedis) -> None:
    with pytest.raises(AuthenticationError):
        refusing.as_user(None, None).ping()
    with pytest.raises(AuthenticationError):
        refusing.as_user("service", "wrong").ping()
    health = refusing.as_user("health", "none")
    assert health.ping()
    with pytest.raises(NoPermissionError):
        health.get("audit:pace")


def test_the_password_is_made_once_and_redis_is_given_its_digest_alone(tmp_path: Path) -> None:
    url, users = tmp_path / "url", tmp_path / "users.acl"
    redis_credentials.write(url, users)
    first = url.read_text(), users.read_text()
    redis_credentials.write(url, users)
    assert (url.read_text(), users.read_text()) == first
    password = first[0].split(":")[2].partition("@")[0]
    assert len(password) == 64
    assert password not in first[1]
    assert url.stat().st_mode & 0o377 == 0
