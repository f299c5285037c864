"""With keys: who is let in, for what, how often, and what of others it sees."""

from dataclasses import replace

import pytest

from service.errors import QueueUnavailable
from service.storage.keys import Keys, Scope
from tests.service.api.conftest import BOTH, REPORT
from tests.service.api.contract import operations
from tests.service.api.results import succeeded


def audit_of(client, headers) -> str:
    return client.post("/v1/audits", data=REPORT, headers=headers).json["id"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic b25lOnR3bw=="},
        {"Authorization": "Bearer ra_00000000_" + "A" * 43},
    ],
)
def test_without_a_valid_key_only_what_is_free_answers(client, bearer, store, headers) -> None:
    bearer()
    for path, method in operations():
        address = path.replace("{audit_id}", "0" * 26).replace("{code}", "key-required").replace("{rule_id}", "ARI01")
        response = client.open(address, method=method.upper(), headers=headers, data=REPORT)
        if path.startswith("/v1") or path == "/metrics":
            assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer"), path
        else:
            assert response.status_code in (200, 404, 503), path
    assert not store.requests


def test_a_key_is_good_from_anywhere_and_until_it_is_revoked(app, client, bearer) -> None:
    headers = {**bearer(), "Host": "audit.example.org", "Origin": "https://portal.example.org"}
    assert client.get("/v1/audits", headers=headers).status_code == 200
    keys: Keys = app.extensions["backend"].keys
    bearer("other")
    keys.revoke(next(key.id for key in keys.all() if key.client == "one"))
    assert client.get("/v1/audits", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("scopes", "reading", "writing"),
    [((Scope.READ,), 200, 403), ((Scope.WRITE,), 403, 202), (BOTH, 200, 202), ((Scope.ADMIN,), 200, 202)],
)
def test_a_key_does_what_its_scopes_allow(client, bearer, scopes, reading, writing) -> None:
    headers = bearer("one", *scopes)
    assert client.get("/v1/audits", headers=headers).status_code == reading
    assert client.post("/v1/audits", data=REPORT, headers=headers).status_code == writing
    if writing == 403:
        assert client.delete(f"/v1/audits/{'0' * 26}", headers=headers).json["type"] == "/problems/scope-required"


def test_beyond_its_host_a_service_without_keys_is_closed(app, client) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, host="0.0.0.0"))
    assert client.get("/healthz", headers={"Host": "localhost"}).status_code == 403
    backend.keys.add("one", BOTH)
    assert client.get("/healthz", headers={"Host": "localhost"}).status_code == 200


def test_two_keys_of_one_name_are_one_client(client, bearer) -> None:
    audit_id = audit_of(client, bearer("one"))
    assert client.get(f"/v1/audits/{audit_id}", headers=bearer("one")).status_code == 200


def test_a_key_has_so_many_requests_a_minute(app, client, bearer) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, requests_a_minute=3))
    one, two = bearer("one"), bearer("two")
    answers = [client.get("/v1/audits", headers=one) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit"] for answer in answers] == [f'"requests";r={left};t=42' for left in (2, 1, 0, 0)]
    assert answers[0].headers["RateLimit-Policy"] == '"requests";q=3;w=60'
    assert (answers[3].json["type"], answers[3].headers["Retry-After"]) == ("/problems/too-many-requests", "42")
    assert client.get("/v1/audits", headers=two).status_code == 200
    assert client.get("/healthz").status_code == 200


def test_without_keys_no_rate_applies(client) -> None:
    assert "RateLimit" not in client.get("/v1/audits").headers


def test_while_the_queue_is_away_ended_audits_are_told_all_the_same(client, store, queue, bearer) -> None:
    headers = bearer()
    audit_id = audit_of(client, headers)
    store.finish(audit_id, succeeded())
    queue.failure = QueueUnavailable()
    assert client.get(f"/v1/audits/{audit_id}", headers=headers).status_code == 200
