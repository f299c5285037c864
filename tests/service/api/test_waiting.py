import time

import pytest

from service.api import waiting
from service.queue.port import QueuePosition
from tests.service.api.results import failed, succeeded


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
