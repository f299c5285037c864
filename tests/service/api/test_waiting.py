import time
from collections.abc import Iterator
from io import BytesIO
from threading import Event, Thread, Timer

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.api import reports, shutdown, waiting
from service.errors import QueueUnavailable
from service.queue.port import QueuePosition
from tests.service.api.conftest import REPORT
from tests.service.api.results import failed, finding, succeeded


@pytest.fixture
def at_work(store, queue, monkeypatch):
    """A worker that ends each audit as soon as it is queued."""

    def work(result):
        def at_once(request):
            store.finish(request.id, result)
            return QueuePosition()

        monkeypatch.setattr(queue.fair_queue, "enqueue", at_once)

    return work


@pytest.mark.parametrize("result", [succeeded(), failed()])
def test_a_client_that_waits_gets_the_end_at_once(submit, at_work, result) -> None:
    at_work(result)
    response = submit(headers={"Prefer": "respond-async, wait=5"})
    assert (response.status_code, response.json["status"]) == (200, result.status)
    assert response.headers["Preference-Applied"] == "wait=5"
    assert response.headers["Location"] == response.json["links"]["self"]
    assert "Retry-After" not in response.headers


@pytest.mark.parametrize(
    ("media_type", "path"),
    [
        ("application/sarif+json", "sarif"),
        ("text/csv", "documents/csv"),
        ("text/markdown", "documents/markdown"),
        ("text/html", "documents/html"),
    ],
)
def test_a_client_that_waits_gets_the_document_itself_where_it_asks_for_that(
    app, client, at_work, media_type, path
) -> None:
    plain = FlaskClient(app)  # what generated clients are told of is JSON alone

    def submit(headers: dict[str, str]) -> TestResponse:
        return plain.post("/v1/audits", data={"file": (BytesIO(REPORT), "report.txt")}, headers=headers)

    at_work(succeeded(finding()))
    headers = {"Prefer": "wait=5", "Accept": f"{media_type}, application/json;q=0.5", "Idempotency-Key": "k"}
    response = submit(headers=headers)
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert response.headers["Preference-Applied"] == "wait=5"
    given = client.get(f"{response.headers['Location']}/{path}")
    assert response.data == given.data
    assert response.headers["Content-Security-Policy"] == given.headers["Content-Security-Policy"]
    again = submit(headers=headers)
    assert (again.data, again.headers["Idempotent-Replayed"]) == (given.data, "true")


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/csv;q=0.9", "image/png", ""])
def test_a_client_that_asks_for_no_document_gets_the_audit(submit, at_work, accept) -> None:
    at_work(succeeded(finding()))
    response = submit(headers={"Prefer": "wait=5", "Accept": accept})
    assert (response.status_code, response.mimetype) == (200, "application/json")


def test_what_is_no_document_yet_or_never_is_told_as_the_audit(submit, at_work, monkeypatch) -> None:
    asking = {"Prefer": "wait=1", "Accept": "text/csv"}
    waiting = submit(headers=asking)
    assert (waiting.status_code, waiting.json["status"]) == (202, "queued")
    at_work(failed())
    assert submit(headers=asking).json["status"] == "failed"
    at_work(succeeded(finding()))
    monkeypatch.setattr(reports, "AT_ONCE", 10)
    assert submit(headers=asking).json["status"] == "succeeded"


def test_a_client_that_does_not_wait_polls(submit, at_work) -> None:
    at_work(succeeded())
    assert submit().status_code == 202


def test_a_client_has_its_answer_before_free_workers_are_fed(submit, queue) -> None:
    response = submit()
    assert (response.status_code, queue.dispatcher.ready()) == (202, [])
    response.close()
    assert len(queue.dispatcher.ready()) == 1


def test_a_client_that_waits_has_free_workers_fed_at_once(submit, queue) -> None:
    submit(headers={"Prefer": "wait=1"})
    assert len(queue.dispatcher.ready()) == 1


def test_a_wait_that_is_too_short_is_202(submit) -> None:
    started = time.monotonic()
    response = submit(headers={"Prefer": "wait=1"})
    assert (response.status_code, response.json["status"]) == (202, "queued")
    assert "Preference-Applied" not in response.headers
    assert 0.9 < time.monotonic() - started < 10


@pytest.mark.parametrize(
    "preferred", ["wait", "wait=", "wait=-1", "wait=x", "wait=1.5", "wait=０", "return=minimal", ";"]
)
def test_a_preference_that_makes_no_sense_is_ignored(submit, queue, preferred) -> None:
    assert submit(headers={"Prefer": preferred.encode().decode("latin-1")}).status_code == 202
    assert queue.dispatcher.ready() == [], "nobody waits"


def test_nobody_waits_longer_than_half_a_minute(app) -> None:
    from service.api.waiting import preferred

    with app.test_request_context(headers={"Prefer": "wait=86400"}):
        assert preferred() == 30


def test_nobody_waits_for_longer_than_the_process_lives(client, audit_id, submit, monkeypatch) -> None:
    monkeypatch.setattr(shutdown, "_deadline", time.monotonic() + 0.5)
    began = time.monotonic()
    assert client.get(f"/v1/audits/{audit_id}?wait=20").json["status"] == "queued"
    assert submit(headers={"Prefer": "wait=20"}).status_code == 202
    assert 0.4 < time.monotonic() - began < 15


def test_more_than_may_wait_are_answered_at_once(client, audit_id, submit, monkeypatch) -> None:
    monkeypatch.setattr(waiting, "MOST_A_CLIENT", 0)
    began = time.monotonic()
    assert client.get(f"/v1/audits/{audit_id}?wait=20").json["status"] == "queued"
    assert submit(headers={"Prefer": "wait=20"}).status_code == 202
    assert time.monotonic() - began < 15


def test_who_has_waited_makes_room_for_others(client, audit_id, monkeypatch) -> None:
    monkeypatch.setattr(waiting, "MOST", 1)
    for _ in range(2):
        began = time.monotonic()
        client.get(f"/v1/audits/{audit_id}?wait=1")
        assert time.monotonic() - began > 0.9


def test_who_waits_for_an_audit_is_woken_by_its_end_and_not_by_a_pause(
    client, submit, store, queue, monkeypatch
) -> None:
    monkeypatch.setattr(waiting, "_FIRST_PAUSE", 60.0)
    made = submit().json
    request = store.request(made["id"])

    def end() -> None:
        time.sleep(0.3)
        store.finish(request.id, succeeded())
        queue.catalogue.put(request, 1, succeeded())

    begun = time.monotonic()
    thread = Thread(target=end)
    thread.start()
    assert client.get(made["links"]["self"], query_string={"wait": 20}).json["status"] == "succeeded"
    thread.join()
    assert time.monotonic() - begun < 15


def test_who_waits_looks_by_himself_where_the_queue_tells_nothing(client, submit, store, queue, monkeypatch) -> None:
    def silent() -> Iterator[str]:
        raise QueueUnavailable

    monkeypatch.setattr(queue.catalogue, "endings", silent, raising=False)
    made = submit().json
    Timer(0.3, lambda: store.finish(made["id"], succeeded())).start()
    assert client.get(made["links"]["self"], query_string={"wait": 20}).json["status"] == "succeeded"


def test_who_waits_for_a_batch_does_not_have_ends_of_audits_listened_for(client, queue, monkeypatch) -> None:
    listened = Event()

    def heard() -> Iterator[str]:
        listened.set()
        yield from ()

    monkeypatch.setattr(queue.catalogue, "endings", heard, raising=False)
    batch = client.post("/v1/batches", data={"file": (BytesIO(REPORT), "a.txt")}).json
    assert client.get(batch["links"]["self"], query_string={"wait": 1}).json["status"] == "expanding"
    assert not listened.wait(0.2)
    made = client.post("/v1/reports", data=REPORT).json
    client.get(made["links"]["self"], query_string={"wait": 1})
    assert listened.is_set(), "an audit's are"


def test_who_waits_keeps_waiting_while_the_queue_is_away(client, submit, store, queue) -> None:
    made = submit().json
    Timer(0.2, lambda: setattr(queue.state, "failure", QueueUnavailable())).start()
    Timer(0.8, lambda: setattr(queue.state, "failure", None)).start()
    Timer(1.2, lambda: store.finish(made["id"], succeeded())).start()
    response = client.get(made["links"]["self"], query_string={"wait": 20})
    assert (response.status_code, response.json["status"]) == (200, "succeeded")


def test_who_waits_for_longer_than_the_queue_is_away_is_told_what_was_known(client, submit, queue) -> None:
    made = submit().json
    Timer(0.2, lambda: setattr(queue.state, "failure", QueueUnavailable())).start()
    response = client.get(made["links"]["self"], query_string={"wait": 1})
    queue.state.failure = None
    assert (response.status_code, response.json["status"]) == (200, "queued")
