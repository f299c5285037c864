"""With keys: who is let in, for what, how often, and what of others it sees."""

import io
import json
import logging
import socket
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from service.config import Settings
from service.errors import QueueUnavailable
from service.logs import log_to
from service.storage.keys import Keys, Scope
from tests.service.api.conftest import BOTH, REPORT
from tests.service.api.contract import operations
from tests.service.api.results import succeeded

DAY = timedelta(days=1)


def change(app, **settings) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, **settings))


def audit_of(client, headers) -> str:
    return client.post("/v1/reports", data=REPORT, headers=headers).json["id"]


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
    headers = {**bearer(), "Host": "audit.example.org"}
    asked = {"headers": headers, "environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}
    assert client.get("/v1/audits", **asked).status_code == 200
    keys: Keys = app.extensions["backend"].keys
    bearer("other")
    keys.revoke(next(key.id for key in keys.all() if key.client == "one"))
    assert client.get("/v1/audits", **asked).status_code == 403
    headers["Host"] = "localhost"
    assert client.get("/v1/audits", **asked).status_code == 401


def test_without_a_valid_key_the_service_has_to_be_called_by_its_own_name(client, bearer) -> None:
    bearer()
    for path in ("/", "/docs", "/version", "/v1/audits"):
        for host, is_own in (("audit.example.org", False), ("10.0.0.7:8000", True), (socket.gethostname(), True)):
            response = client.get(path, headers={"Host": host, "Authorization": "Bearer none"})
            assert (response.status_code == 403) is not is_own, (path, host)
            assert is_own or response.json["type"] == "/problems/host-not-allowed"


def test_a_key_is_good_under_the_names_alone_that_are_set(app, client, bearer) -> None:
    change(app, allowed_hosts=("audit.example.org", "*.audits.example.org"))
    key = bearer()
    for host, status in (
        ("audit.example.org", 200),
        ("AUDIT.example.org.:8000", 200),
        ("one.audits.example.org", 200),
        ("localhost:8000", 200),
        ("other.example.org", 403),
        ("audits.example.org", 403),
        ("10.0.0.7", 403),
    ):
        assert client.get("/v1/audits", headers={**key, "Host": host}).status_code == status, host


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://audit.example.org:8000", 200),
        ("https://audit.example.org:8000", 200),
        ("https://portal.example.org", 403),
        ("http://audit.example.org", 403),
        ("null", 403),
    ],
)
def test_with_a_key_too_a_request_of_another_sites_page_is_refused(client, bearer, origin, status) -> None:
    headers = {**bearer(), "Host": "audit.example.org:8000", "Origin": origin}
    assert client.get("/v1/audits", headers=headers).status_code == status


def test_to_revoke_the_last_key_opens_nothing(app, client, bearer) -> None:
    bearer()
    keys: Keys = app.extensions["backend"].keys
    keys.revoke(keys.all()[0].id)
    assert client.get("/v1/audits").status_code == 401
    assert client.get("/").status_code == 200
    change(app, open=True)
    assert client.get("/v1/audits").status_code == 401
    keys.reset()
    assert client.get("/v1/audits").status_code == 200


def test_a_data_folder_of_before_whose_keys_were_all_revoked_is_closed(app, client) -> None:
    (app.extensions["backend"].settings.data_dir / "keys").mkdir()
    assert client.get("/v1/audits").status_code == 401


def test_a_key_that_has_expired_is_told_to_who_has_it(app, client, monkeypatch, caplog) -> None:
    keys: Keys = app.extensions["backend"].keys
    key = keys.add("one", BOTH, days=1)
    monkeypatch.setattr("service.storage.keys.datetime", SimpleNamespace(now=lambda zone: datetime.now(zone) + DAY))
    response = client.get("/v1/audits", headers={"Authorization": f"Bearer {key}", "Accept-Language": "en"})
    assert (response.status_code, response.json["type"]) == (401, "/problems/key-expired")
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert f"The key {keys.all()[0].id} expired at {keys.all()[0].expires_at}" in response.json["detail"]
    assert client.get("/v1/audits", headers={"Authorization": f"Bearer {key[:-1]}"}).json["type"].endswith("required")
    assert "127.0.0.1 was refused" in caplog.text
    assert key not in caplog.text


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"client": "one", "scopes": ["all"]}'])
def test_a_key_file_that_cannot_be_read_closes_all_that_needs_a_key(app, client, bearer, caplog, content) -> None:
    key = bearer()
    assert client.get("/v1/audits", headers=key).status_code == 200
    (app.extensions["backend"].settings.data_dir / "keys" / "0a0a0a0a.json").write_text(content)
    for headers in (key, {"Authorization": "Bearer none"}):
        response = client.get("/v1/audits", headers=headers)
        assert (response.status_code, response.json["type"]) == (503, "/problems/keys-unreadable")
    assert client.get("/v1/audits").status_code == 401
    assert client.get("/healthz").status_code == 200
    assert caplog.text.count("keys/0a0a0a0a.json") == 1


def test_what_was_sent_while_no_key_was_needed_belongs_to_who_adopts_it(app, client, submit, bearer) -> None:
    audit_id = submit().json["id"]
    own, adopted = bearer("one"), f"Bearer {app.extensions['backend'].keys.adopt(BOTH)}"
    assert client.get(f"/v1/audits/{audit_id}", headers=own).status_code == 404
    assert client.get(f"/v1/audits/{audit_id}", headers={"Authorization": adopted}).status_code == 200


def test_each_act_is_logged_with_its_key_client_and_address(app, client, bearer) -> None:
    lines, handlers, level = io.StringIO(), logging.root.handlers[:], logging.root.level
    try:
        log_to(lines, Settings())
        headers = bearer("portal")
        audit_id = audit_of(client, headers)
        client.post(f"/v1/audits/{audit_id}/cancel", headers=headers)
        client.delete(f"/v1/audits/{audit_id}", headers=headers)
        batch = client.post("/v1/batches", data={"file": (io.BytesIO(REPORT), "a.txt")}, headers=headers).json["id"]
        client.delete(f"/v1/batches/{batch}", headers=headers)
        logging.getLogger("elsewhere").info("outside")
    finally:
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
    *told, outside = map(json.loads, lines.getvalue().splitlines())
    (key,) = app.extensions["backend"].keys.all()
    acts = {line["message"]: (line["key"], line["client"], line["address"]) for line in told if "key" in line}
    named = [f"batch {batch} accepted", f"batch {batch} deleted"]
    assert acts == dict.fromkeys(["accepted", "canceled", "deleted", *named], (key.id, "portal", "127.0.0.1"))
    assert f"key {key.id} of portal is used" in {line["message"] for line in told}
    assert outside.keys().isdisjoint({"key", "client", "address"})
    assert headers["Authorization"][-43:] not in lines.getvalue()


@pytest.mark.parametrize(
    ("scopes", "reading", "writing"),
    [((Scope.READ,), 200, 403), ((Scope.WRITE,), 403, 202), (BOTH, 200, 202), ((Scope.ADMIN,), 200, 202)],
)
def test_a_key_does_what_its_scopes_allow(client, bearer, scopes, reading, writing) -> None:
    headers = bearer("one", *scopes)
    assert client.get("/v1/audits", headers=headers).status_code == reading
    assert client.post("/v1/reports", data=REPORT, headers=headers).status_code == writing
    if writing == 403:
        assert client.delete(f"/v1/audits/{'0' * 26}", headers=headers).json["type"] == "/problems/scope-required"


def test_beyond_its_host_a_service_without_keys_is_closed(app, client) -> None:
    change(app, host="0.0.0.0")
    assert client.get("/version", headers={"Host": "localhost"}).status_code == 403
    app.extensions["backend"].keys.add("one", BOTH)
    assert client.get("/version", headers={"Host": "localhost"}).status_code == 200


def test_two_keys_of_one_name_are_one_client(client, bearer) -> None:
    audit_id = audit_of(client, bearer("one"))
    assert client.get(f"/v1/audits/{audit_id}", headers=bearer("one")).status_code == 200


def test_a_key_has_so_many_requests_a_minute(app, client, bearer) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, requests_a_minute=3))
    one, two = bearer("one"), bearer("two")
    answers = [client.get("/v1/audits", headers=one) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit"] for answer in answers] == [f'"requests";r={left};t=60' for left in (2, 1, 0, 0)]
    assert answers[0].headers["RateLimit-Policy"] == '"requests";q=3;w=60'
    assert (answers[3].json["type"], answers[3].headers["Retry-After"]) == ("/problems/too-many-requests", "60")
    assert client.get("/v1/audits", headers=two).status_code == 200
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/rules", 200),
        ("GET", "/v1/audits/01KADEQ4SX8Y7V1D0M3W9R5T2B", 404),
        ("GET", "/v1/none", 404),
        ("PUT", "/v1/audits", 405),
        ("GET", "/v1/audits?none=1", 422),
        ("POST", "/v1/archives", 422),
    ],
)
def test_whatever_a_counted_request_is_answered_it_is_told_what_is_left(client, bearer, method, path, status) -> None:
    answer = client.open(path, method=method, headers=bearer())
    assert (answer.status_code, answer.headers["RateLimit"]) == (status, '"requests";r=599;t=60')


def test_an_answer_that_has_not_changed_tells_what_is_left(client, bearer) -> None:
    headers = bearer()
    tag = client.get("/v1/rules", headers=headers).headers["ETag"]
    answer = client.get("/v1/rules", headers={**headers, "If-None-Match": tag})
    assert (answer.status_code, answer.headers["RateLimit"]) == (304, '"requests";r=598;t=60')


def test_without_keys_no_rate_applies(client) -> None:
    assert "RateLimit" not in client.get("/v1/audits").headers


def test_while_the_queue_is_away_ended_audits_are_told_all_the_same(client, store, queue, bearer) -> None:
    headers = bearer()
    audit_id = audit_of(client, headers)
    store.finish(audit_id, succeeded())
    queue.state.failure = QueueUnavailable()
    assert client.get(f"/v1/audits/{audit_id}", headers=headers).status_code == 200
