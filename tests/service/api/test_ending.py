"""Cancel, delete and expire."""

import pytest

from service.audits.audit import Progress, Stage
from tests.service.api.conftest import REPORT
from tests.service.api.results import canceled, failed, finding, succeeded

PARTS = ("", "/findings", "/tables", "/text", "/report")


def test_a_queued_audit_is_canceled_and_waits_no_longer(client, queue, audit_id) -> None:
    response = client.post(f"/v1/audits/{audit_id}/cancel")
    assert (response.status_code, response.json["status"]) == (200, "canceled")
    assert response.json["finished_at"]
    assert response.json["expires_at"]
    assert queue.names() == []
    assert client.get(f"/v1/audits/{audit_id}/findings").json["type"] == "/problems/audit-canceled"


def test_a_running_audit_is_canceled(client, queue, audit_id) -> None:
    queue.begin(audit_id, Progress(Stage.READING, 1))
    assert client.post(f"/v1/audits/{audit_id}/cancel").json["status"] == "canceled"
    assert client.get(f"/v1/audits/{audit_id}").json["status"] == "canceled"


@pytest.mark.parametrize("result", [succeeded(), failed(), canceled()])
def test_what_has_ended_can_not_be_canceled(client, store, audit_id, result) -> None:
    store.finish(audit_id, result)
    response = client.post(f"/v1/audits/{audit_id}/cancel")
    assert (response.status_code, response.json["type"]) == (409, "/problems/audit-ended")
    assert result.status in response.json["detail"]
    assert client.get(f"/v1/audits/{audit_id}").json["status"] == result.status


@pytest.mark.parametrize("result", [None, succeeded(finding()), failed()])
def test_of_a_deleted_audit_nothing_is_left(client, store, queue, audit_id, result) -> None:
    if result:
        store.finish(audit_id, result)
    response = client.delete(f"/v1/audits/{audit_id}")
    assert (response.status_code, response.data) == (204, b"")
    assert audit_id not in {*store.requests, *store.uploads, *store.results, *queue.names()}
    for part in PARTS:
        assert client.get(f"/v1/audits/{audit_id}{part}").status_code == 404
    assert client.delete(f"/v1/audits/{audit_id}").status_code == 404
    assert client.post(f"/v1/audits/{audit_id}/cancel").status_code == 404
    assert client.get("/v1/audits").json == {"audits": [], "next": None, "total": 0}


def test_an_expired_audit_is_gone_before_and_after_it_is_purged(client, store, submit) -> None:
    audit_id = submit().json["id"]
    store.finish(audit_id, failed_long_ago())
    for _ in ("kept still", "purged"):
        for part in PARTS:
            response = client.get(f"/v1/audits/{audit_id}{part}")
            assert (response.status_code, response.json["type"]) == (410, "/problems/audit-expired")
        assert client.get("/v1/audits").json["audits"] == []
        if audit_id in store.requests:
            store.expire(audit_id)
    assert client.delete(f"/v1/audits/{audit_id}").status_code == 410


def failed_long_ago():
    from dataclasses import replace

    return replace(succeeded(), finished_at="1900-01-01T00:00:00.000Z")


def test_it_is_told_until_when_an_audit_is_kept(app, client, store, audit_id) -> None:
    from dataclasses import replace

    assert client.get(f"/v1/audits/{audit_id}").json["expires_at"] is None
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, keep_days=10_000))
    store.finish(audit_id, replace(succeeded(), finished_at="2026-01-02T03:04:06.123Z"))
    assert client.get(f"/v1/audits/{audit_id}").json["expires_at"] == "2053-05-20T03:04:06.123Z"


def test_without_the_store_nothing_is_deleted_half(client, store, submit) -> None:
    audit_id = submit(REPORT, headers={"Idempotency-Key": "once"}).json["id"]
    client.delete(f"/v1/audits/{audit_id}")
    again = submit(REPORT, headers={"Idempotency-Key": "once"})
    assert again.status_code == 202
    assert again.json["id"] != audit_id
