"""How often a bucket is asked by what clients ask most: each of its answers takes as long as the network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from service.app import create_app
from service.config import Settings
from service.storage.objects import open_bucket
from service.storage.objects.bucket import Bucket
from tests.service.api.contract import CheckedClient
from tests.service.api.results import succeeded
from tests.service.queue.memory import MemoryQueue
from tests.service.storage import buckets, memory_s3
from tests.service.storage.counted import Counted


@pytest.fixture
def threads() -> Counted:
    return Counted()


@pytest.fixture
def bucket(threads: Counted) -> Iterator[Bucket]:
    with memory_s3.started() as endpoint:
        yield Bucket(buckets.address_in(endpoint, "audits"), threads)


@pytest.fixture
def app(bucket: Bucket, queue: MemoryQueue, tmp_path: Path) -> Flask:
    app = create_app(Settings(data_dir=tmp_path, keep_days=36_500), open_bucket(bucket), queue)
    app.test_client_class = CheckedClient
    return app


def test_of_an_audit_a_status_takes_one_call_and_what_is_read_for_the_first_time_one_more(
    client: CheckedClient, threads: Counted, bucket: Bucket, audit_id: str
) -> None:
    assert client.get(f"/v1/audits/{audit_id}").json["status"] == "queued"
    with threads.counted() as calls:
        assert client.get(f"/v1/audits/{audit_id}").json["status"] == "queued"
    assert len(calls) == 1
    open_bucket(bucket).audits.finish(audit_id, succeeded())
    for wanted in (2, 1):
        with threads.counted() as calls:
            assert client.get(f"/v1/audits/{audit_id}").json["status"] == "succeeded"
        assert len(calls) == wanted
    for wanted in (2, 1):
        with threads.counted() as calls:
            assert client.get(f"/v1/audits/{audit_id}/findings").status_code == 200
        assert len(calls) == wanted


def test_a_list_takes_one_call_for_each_audit_that_it_tells_and_none_for_others(
    client: CheckedClient, threads: Counted, submit
) -> None:
    for _ in range(3):
        submit()
    client.get("/v1/audits")
    with threads.counted() as calls:
        assert len(client.get("/v1/audits").json["audits"]) == 3
    assert len(calls) == 3, "one each, side by side"
    with threads.counted() as calls:
        assert client.get("/v1/audits?label=none").json["audits"] == []
    assert calls == []
