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


@pytest.fixture
def some(submit) -> list[str]:
    return sorted(submit(label=str(number % 2)).json["id"] for number in range(6))


def listed(client) -> list[str]:
    return [audit["id"] for audit in client.get("/v1/audits").json["audits"]]


def test_audits_are_deleted_by_what_they_are_page_by_page(client, store, some) -> None:
    store.finish(some[0], succeeded())
    wanted = [id for id in some if client.get(f"/v1/audits/{id}").json["label"] == "1"]
    first = client.delete("/v1/audits?label=1&limit=2").json
    assert first == {"deleted": wanted[:0:-1], "next": wanted[1]}
    assert client.delete(f"/v1/audits?label=1&limit=2&cursor={first['next']}").json == {
        "deleted": wanted[:1],
        "next": None,
    }
    assert client.delete("/v1/audits?label=1").json == {"deleted": [], "next": None}
    assert client.delete("/v1/audits?status=succeeded").json["deleted"] == [some[0]]
    assert set(listed(client)) == set(some) - {*wanted, some[0]} == set(store.requests)


def test_audits_are_deleted_by_their_ids_and_what_is_gone_is_passed_over(client, some) -> None:
    gone = {"id": f"{some[0]},{some[2]},{some[0]}"}
    assert client.delete("/v1/audits", query_string=gone).json == {"deleted": [some[0], some[2]], "next": None}
    assert client.delete("/v1/audits", query_string=gone).json == {"deleted": [], "next": None}
    assert len(listed(client)) == 4


@pytest.mark.parametrize("query", ["", "limit=5", "sort=created_at", "id={id}&label=1"])
def test_nothing_is_deleted_where_it_is_not_said_what(client, some, query) -> None:
    response = client.delete("/v1/audits?" + query.format(id=some[0]))
    assert (response.status_code, response.json["errors"][0]["pointer"]) == (422, "")
    assert len(listed(client)) == 6


def test_a_client_deletes_its_own_audits_alone(client, submit, bearer, store) -> None:
    one, two = bearer("one"), bearer("two")
    theirs = submit(label="x", headers=one).json["id"]
    for query in ("label=x", f"id={theirs}", f"batch={theirs}", "created_before=2999-01-01T00:00:00Z"):
        assert client.delete(f"/v1/audits?{query}", headers=two).json == {"deleted": [], "next": None}
    assert theirs in store.requests
