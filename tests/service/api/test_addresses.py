"""Reports that are sent by their address: what is accepted, and what is refused at once."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from service.app import create_app
from service.audits.audit import Problem, Result
from service.config import Settings
from service.storage import open_storage
from tests.service.api.conftest import REPORT
from tests.service.api.contract import CheckedClient
from tests.service.queue.memory import MemoryCatalogue, MemoryQueue

URL = "http://www.example.gov.cn/art/年报.html?id=1#top"
ASKED = "http://www.example.gov.cn/art/%E5%B9%B4%E6%8A%A5.html?id=1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, fetch_hosts=("*.example.gov.cn", "10.2.3.4:8080"))


@pytest.fixture
def queue() -> MemoryQueue:
    queue = MemoryQueue()
    queue.catalogue.begin_rebuild("tests")
    queue.catalogue.end_rebuild("tests")
    return queue


@pytest.fixture
def app(settings: Settings, queue: MemoryQueue) -> Flask:
    app = create_app(settings, open_storage(settings), queue)
    app.test_client_class = CheckedClient
    return app


@pytest.fixture
def storage(settings: Settings):
    return open_storage(settings)


def post(client: CheckedClient, **options: object):
    return client.post("/v1/audits", content_type="multipart/form-data", **options)


def test_an_address_is_accepted_and_noted_to_be_fetched(client, storage, queue) -> None:
    answer = post(client, data={"url": URL, "label": "mine", "year": "2023"})
    assert answer.status_code == 202
    audit = answer.json
    assert (audit["status"], audit["queue_position"], audit["url"], audit["fetched_url"]) == (
        "queued",
        None,
        ASKED,
        None,
    )
    assert audit["file"] == {"name": "年报.html", "size": None, "media_type": None, "sha256": None, "pages": None}
    assert [audit_id for _, audit_id in storage.fetches.scheduled()] == [audit["id"]]
    request = storage.audits.request(audit["id"])
    assert (request.label, request.year, request.awaits_file) == ("mine", 2023, True)
    assert queue.fair_queue.waiting() == set()
    assert client.get(f"/v1/audits/{audit['id']}").json["status"] == "queued"
    assert [each["id"] for each in client.get("/v1/audits").json["audits"]] == [audit["id"]]


def test_last_years_report_and_attachments_go_along(client, storage) -> None:
    files = {"previous": (BytesIO(REPORT), "last.txt"), "attachment": (BytesIO(REPORT), "table.txt")}
    audit = post(client, data={"url": URL, **files}).json
    assert [each["name"] for each in audit["related"]["attachments"]] == ["table.txt"]
    assert storage.audits.previous(audit["id"]) == REPORT
    assert storage.audits.attachments(audit["id"]) == [REPORT]


def test_the_same_key_is_the_same_address(client) -> None:
    headers = {"Idempotency-Key": "one"}
    first = post(client, data={"url": URL}, headers=headers)
    again = post(client, data={"url": URL}, headers=headers)
    other = post(client, data={"url": f"{URL[:-4]}2"}, headers=headers)
    assert (again.status_code, again.json["id"]) == (200, first.json["id"])
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://other.example.org/", "AUDIT_FETCH_HOSTS"),
        ("http://www.example.gov.cn:8080/", "port"),
        ("https://10.2.3.4/", "port"),
        ("http://127.0.0.1/", "AUDIT_FETCH_HOSTS"),
        ("http://[::1]/", "AUDIT_FETCH_HOSTS"),
        ("http://user:pw@www.example.gov.cn/", "password"),
        ("file:///etc/passwd", "scheme"),
        ("www.example.gov.cn/a", "scheme"),
        ("http://", "complete http or https address"),
        ("http://[www.example.gov.cn/", "complete http or https address"),
    ],
)
def test_an_address_that_is_not_allowed_is_refused_with_what_is_wrong(client, storage, url: str, told: str) -> None:
    answer = post(client, data={"url": url}, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/url")
    assert told in answer.json["errors"][0]["detail"]
    assert storage.fetches.scheduled() == []


def test_a_file_and_an_address_are_not_taken_together(client) -> None:
    data = {"url": URL, "file": (BytesIO(REPORT), "a.txt")}
    assert post(client, data=data).json["errors"][0]["pointer"] == "/url"
    assert client.post(f"/v1/reports?url={ASKED}", data=REPORT, content_type="text/plain").status_code == 422
    assert post(client, data={"url": URL, "reuse": "true"}).json["errors"][0]["pointer"] == "/reuse"
    assert post(client, data={"url": " "}).json["errors"][0]["pointer"] == "/file"


def test_nothing_is_fetched_where_the_operator_allowed_nothing(settings: Settings, queue: MemoryQueue) -> None:
    closed = replace(settings, fetch_hosts=())
    app = create_app(closed, open_storage(closed), queue)
    app.test_client_class = CheckedClient
    answer = post(app.test_client(), data={"url": URL}, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert "fetching is not enabled" in answer.json["errors"][0]["detail"]


@pytest.mark.parametrize("part", ["original", "pages/1"])
def test_what_is_still_being_fetched_is_not_there_yet(client, part: str) -> None:
    audit_id = post(client, data={"url": URL}).json["id"]
    early = client.get(f"/v1/audits/{audit_id}/{part}")
    assert (early.status_code, early.json["type"]) == (409, "/problems/audit-not-finished")
    assert early.headers["Retry-After"]


def test_an_audit_whose_file_was_not_to_be_had_has_none_and_can_be_tried_again(client, storage, queue) -> None:
    audit_id = post(client, data={"url": URL}).json["id"]
    result = Result.failed(Problem("nothing-at-address", {"status": 404}), "1")
    storage.audits.finish(audit_id, result)
    MemoryCatalogue(queue.state).put(storage.audits.request(audit_id), 0, result)
    audit = client.get(f"/v1/audits/{audit_id}").json
    assert audit["problem"]["type"] == "/problems/nothing-at-address"
    assert client.get(f"/v1/audits/{audit_id}/original").json["type"] == "/problems/not-fetched"
    again = client.post(f"/v1/audits/{audit_id}/again").json
    assert again["url"] == ASKED
    assert again["id"] in [each for _, each in storage.fetches.scheduled()]


def test_what_was_fetched_is_audited_again_as_it_is_kept(client, storage) -> None:
    audit_id = post(client, data={"url": URL}).json["id"]
    request = storage.audits.request(audit_id)
    told = {"name": "a.txt", "size": len(REPORT), "media_type": "text/plain", "sha256": "0" * 64, "fetched_url": ASKED}
    storage.audits.keep_fetched(replace(request, **told), REPORT)
    storage.audits.finish(audit_id, Result.failed(Problem("not-a-report"), "1"))
    assert client.get(f"/v1/audits/{audit_id}/original").data == REPORT
    again = client.post(f"/v1/audits/{audit_id}/again").json
    assert (again["url"], again["fetched_url"], again["file"]["name"]) == (None, ASKED, "a.txt")
    assert storage.audits.upload(again["id"]) == REPORT


def test_a_list_of_addresses_is_a_batch(client, storage) -> None:
    data = {"list": (BytesIO(ASKED.encode()), "list.csv"), "label": "mine"}
    answer = post_batch(client, data)
    assert answer.status_code == 202
    batch = storage.batches.request(answer.json["id"])
    assert (batch.is_list, batch.label, batch.size) == (True, "mine", len(ASKED))
    assert storage.batches.archive(batch.id) == ASKED.encode()


def test_a_list_is_given_once_and_without_files(client) -> None:
    both = {"list": (BytesIO(b"a"), "list.csv"), "file": (BytesIO(REPORT), "a.txt")}
    twice = {"list": [(BytesIO(b"a"), "a.csv"), (BytesIO(b"a"), "b.csv")]}
    for data in (both, twice):
        assert post_batch(client, data).json["errors"][0]["pointer"] == "/list"


def test_a_list_is_refused_where_nothing_is_fetched(settings: Settings, queue: MemoryQueue) -> None:
    closed = replace(settings, fetch_hosts=())
    app = create_app(closed, open_storage(closed), queue)
    app.test_client_class = CheckedClient
    answer = post_batch(app.test_client(), {"list": (BytesIO(b"a"), "list.csv")})
    assert answer.json["errors"][0]["pointer"] == "/list"


def post_batch(client: CheckedClient, data: dict[str, object]):
    return client.post("/v1/batches", data=data, content_type="multipart/form-data")
