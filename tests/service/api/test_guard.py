from dataclasses import replace

import pytest


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "127.8.9.1", "[::1]:8000", "a.localhost"]
)
def test_a_local_host_is_answered(client, host) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["example.org", "10.0.0.1:8000", "localhost.example.org", "[::2]", "127.0.0.1.nip.io", "[", "a b"]
)
def test_a_foreign_host_is_refused(client, host) -> None:
    response = client.get("/healthz", headers={"Host": host})
    assert (response.status_code, response.json["type"]) == (403, "/problems/foreign-request")


@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://localhost", "http://localhost:3000", ""])
def test_a_foreign_origin_is_refused(client, store, submit, origin) -> None:
    assert submit(headers={"Origin": origin}).status_code == 403
    assert not store.requests


def test_the_services_own_page_is_answered(client) -> None:
    headers = {"Host": "127.0.0.1:8000", "Origin": "http://127.0.0.1:8000"}
    assert client.get("/healthz", headers=headers).status_code == 200


def test_unknown_addresses_are_guarded_too(client) -> None:
    assert client.get("/nothing", headers={"Host": "example.org"}).status_code == 403


def test_a_service_opened_to_everyone_answers_everyone(app) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, open=True))
    headers = {"Host": "audit.example.org", "Origin": "https://portal.example.org"}
    assert app.test_client().get("/healthz", headers=headers).status_code == 200
