from dataclasses import replace

import pytest

from service.audits.delivery import Delivery
from tests.service.api.results import succeeded

URL = "https://portal.example.org/hook"


@pytest.fixture
def told(app, submit) -> str:
    """An audit with a callback."""
    backend = app.extensions["backend"]
    settings = replace(backend.settings, callback_hosts=("portal.example.org",))
    app.extensions["backend"] = replace(backend, settings=settings)
    return submit(callback_url=URL).json["id"]


def test_a_callback_is_kept_and_each_try_is_listed(app, client, store, told) -> None:
    callbacks = app.extensions["backend"].storage.callbacks
    assert store.requests[told].callback_url == URL
    store.finish(told, succeeded())
    (app.extensions["backend"].settings.data_dir / "audits" / told[-2:] / told).mkdir(parents=True)
    assert client.get(f"/v1/audits/{told}/deliveries").json == {"deliveries": []}
    callbacks.note(told, Delivery("2026-01-01T00:00:00.000Z", "failed", 500, None, 0.1, "2026-01-01T00:00:05.000Z"))
    callbacks.note(told, Delivery("2026-01-01T00:00:05.000Z", "ended", None, "timeout", 15.0))
    listed = client.get(f"/v1/audits/{told}/deliveries").json["deliveries"]
    assert [(each["outcome"], each["status"], each["reason"]) for each in listed] == [
        ("failed", 500, None),
        ("ended", None, "timeout"),
    ]
    assert client.get(f"/v1/audits/{told}").json["deliveries"] == listed


def test_a_client_is_told_once_more_on_demand(app, client, store, told) -> None:
    address = f"/v1/audits/{told}/deliveries"
    assert client.post(address).json["type"] == "/problems/audit-not-finished"
    store.finish(told, succeeded())
    assert client.post(address).status_code == 202
    assert [audit_id for _, audit_id in app.extensions["backend"].storage.callbacks.waiting()] == [told]
    client.delete(f"/v1/audits/{told}")
    assert app.extensions["backend"].storage.callbacks.waiting() == []


def test_without_a_callback_nobody_is_told(client, store, audit_id) -> None:
    store.finish(audit_id, succeeded())
    assert client.post(f"/v1/audits/{audit_id}/deliveries").json["type"] == "/problems/no-callback"


@pytest.mark.parametrize("url", ["https://elsewhere.example.org/", "http://portal.example.org/", "x"])
def test_a_callback_to_a_host_that_is_not_allowed_is_refused(told, submit, url) -> None:
    response = submit(callback_url=url)
    assert (response.status_code, response.json["errors"][0]["pointer"]) == (422, "/callback_url")
