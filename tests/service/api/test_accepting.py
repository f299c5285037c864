"""Once an audit is kept its client is told so, whatever Redis says; before that nothing is kept."""

import zipfile
from io import BytesIO

import pytest

from service.errors import QueueUnavailable
from tests.service.api.conftest import REPORT
from tests.service.api.fakes import MemoryStore
from tests.service.queue.memory import MemoryQueue


def unavailable(*_: object, **__: object) -> None:
    raise QueueUnavailable


@pytest.mark.parametrize("headers", [{}, {"Prefer": "wait=1"}])
def test_an_audit_that_is_kept_is_accepted_though_redis_goes_away(
    submit, queue: MemoryQueue, store: MemoryStore, monkeypatch, headers
) -> None:
    monkeypatch.setattr(queue.fair_queue, "enqueue", unavailable)
    monkeypatch.setattr(queue.fair_queue, "position", unavailable)
    answer = submit(headers=headers)
    assert (answer.status_code, answer.json["status"]) == (202, "queued")
    assert list(store.requests) == [answer.json["id"]]
    assert int(answer.headers["Retry-After"]) >= 1


def test_nothing_is_kept_where_redis_takes_nothing(submit, queue: MemoryQueue, store: MemoryStore, monkeypatch) -> None:
    monkeypatch.setattr(queue.admission, "admit", unavailable)
    assert submit().status_code == 503
    assert store.requests == {}


@pytest.mark.parametrize(("length", "status"), [(1, 202), (70, 202), (80, 202), (300, 400)])
def test_a_boundary_may_be_as_long_as_clients_make_them(client, length: int, status: int) -> None:
    boundary = "b" * length
    body = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'.encode()
    form = f"multipart/form-data; boundary={boundary}"
    data = body + REPORT + f"\r\n--{boundary}--\r\n".encode()
    assert client.post("/v1/audits", data=data, content_type=form).status_code == status


@pytest.mark.parametrize(
    "kind", ["application/octet-stream", "text/plain", "application/pdf", "", "application/x-unknown"]
)
def test_a_report_that_is_the_body_may_be_said_to_be_of_any_kind(client, store, kind: str) -> None:
    named = {"Content-Disposition": "attachment; filename=a.txt"}
    accepted = client.post("/v1/reports?label=x", data=REPORT, content_type=kind, headers=named)
    assert (accepted.status_code, accepted.json["file"]["name"], accepted.json["label"]) == (202, "a.txt", "x")


def test_a_draft_is_sent_as_json_and_nothing_else(client) -> None:
    assert client.post("/v1/drafts?label=x", json={"year": 2023}).json["label"] == "x"
    assert client.post("/v1/drafts", data=b'{"year": 2023}', content_type="text/plain").status_code == 415
    assert client.post("/v1/drafts", data=b"[]", content_type="application/json").status_code in (400, 422)


def test_a_draft_may_begin_with_a_byte_order_mark(client) -> None:
    sent = client.post("/v1/drafts", data=b'\xef\xbb\xbf{"year": 2023}', content_type="application/json")
    assert (sent.status_code, sent.json["report"]["year"]) == (202, 2023)


@pytest.mark.parametrize(("before", "now"), [("audits", "reports"), ("audits", "drafts"), ("batches", "archives")])
def test_what_has_an_address_of_its_own_is_taken_where_it_was_before_too(client, before: str, now: str) -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", REPORT)
    kinds = {"reports": (REPORT, "text/plain"), "drafts": (b'{"year": 2023}', "application/json")}
    data, kind = kinds.get(now, (archive.getvalue(), "application/zip"))
    told = [client.post(f"/v1/{each}?label=x", data=data, content_type=kind) for each in (before, now)]
    assert [(each.status_code, each.json["label"]) for each in told] == [(202, "x")] * 2


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("reports", "application/octet-stream to `/v1/reports`"),
        ("drafts", "the draft as application/json"),
        ("archives", "(application/zip) to `/v1/archives`"),
    ],
)
def test_a_form_is_no_body_itself(client, path: str, wanted: str) -> None:
    data = {"file": (BytesIO(REPORT), "a.txt")}
    refused = client.post(f"/v1/{path}", data=data, headers={"Accept-Language": "en"})
    assert refused.json["type"] == "/problems/unsupported-content-type"
    assert wanted in refused.json["detail"]
