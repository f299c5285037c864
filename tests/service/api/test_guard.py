"""Without keys: who is let in, by whatever a request says of itself."""

import socket
from dataclasses import replace

import pytest

from service.api.web import digest
from service.config import Settings
from tests.service.api.contract import operations

DIRECT = {"REMOTE_ADDR": "127.0.0.1", "SERVER_NAME": "127.0.0.1"}
CLOSED = "/version"
"""It needs no key, and is closed before there is one."""


def change(app, **settings) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, **settings))


def type_of(response) -> str:
    return response.json["type"].removeprefix("/problems/")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "127.8.9.1", "[::1]:8000", "a.localhost", "LOCALHOST."]
)
def test_a_local_host_is_answered(client, host) -> None:
    assert client.get(CLOSED, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "10.0.0.1:8000",
        "localhost.example.org",
        "[::2]",
        "127.0.0.1.nip.io",
        "[",
        "a b",
        "",
        "x@localhost",
    ],
)
def test_a_foreign_host_is_refused(client, host) -> None:
    response = client.get(CLOSED, headers={"Host": host})
    assert (response.status_code, type_of(response)) == (403, "host-not-allowed")


def test_a_host_that_is_set_is_answered(app, client) -> None:
    change(app, allowed_hosts=("audit.example.org",))
    assert client.get(CLOSED, headers={"Host": "audit.example.org:8000"}).status_code == 200
    assert client.get(CLOSED, headers={"Host": "example.org"}).status_code == 403


@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://localhost", "http://localhost:3000", ""])
def test_a_foreign_origin_is_refused(client, store, submit, origin) -> None:
    response = submit(headers={"Origin": origin})
    assert (response.status_code, type_of(response)) == (403, "foreign-page")
    assert not store.requests


def test_the_services_own_page_is_answered(client) -> None:
    headers = {"Host": "127.0.0.1:8000", "Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}
    assert client.get(CLOSED, headers=headers).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("path", "mode", "dest", "status"),
    [
        ("/", "navigate", "document", 200),
        ("/docs", "navigate", "document", 200),
        ("/", "navigate", "iframe", 403),
        (f"/icon/{digest()}.svg", "no-cors", "image", 403),
        ("/v1/audits", "no-cors", "script", 403),
        ("/v1/audits", "navigate", "document", 403),
        ("/healthz", "no-cors", "image", 403),
    ],
)
def test_another_sites_page_may_link_to_pages_and_nothing_else(client, site, path, mode, dest, status) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert client.get(path, headers=headers).status_code == status


@pytest.mark.parametrize("site", ["none", "same-origin"])
def test_what_a_person_enters_or_the_own_page_asks_is_answered(client, site) -> None:
    assert client.get("/v1/audits", headers={"Sec-Fetch-Site": site}).status_code == 200


def test_unknown_addresses_are_guarded_too(client) -> None:
    assert client.get("/nothing", headers={"Host": "example.org"}).status_code == 403


@pytest.mark.parametrize(
    ("peer", "listening", "status"),
    [
        ("127.0.0.1", "127.0.0.1", 200),
        ("127.3.2.1", "127.0.0.1", 200),
        ("::1", "::1", 200),
        ("::ffff:127.0.0.1", "::ffff:127.0.0.1", 200),
        ("127.0.0.1", "0.0.0.0", 403),
        ("::1", "::", 403),
        ("::ffff:127.0.0.1", "::", 403),
        ("10.0.0.9", "127.0.0.1", 403),
        ("::ffff:10.0.0.9", "::1", 403),
        ("", "localhost", 403),  # a Unix socket, over which gunicorn gives the Host as the server's name
        ("127.0.0.1", "10.0.0.1", 403),
    ],
)
def test_local_is_a_loopback_peer_over_a_loopback_address(client, peer, listening, status) -> None:
    sockets = {"REMOTE_ADDR": peer, "SERVER_NAME": listening}
    response = client.get(CLOSED, headers={"Host": "localhost"}, environ_overrides=sockets)
    assert response.status_code == status
    assert status == 200 or type_of(response) == "foreign-request"


@pytest.mark.parametrize(
    "name",
    [
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Anything",
        "X-Real-IP",
        "Via",
    ],
)
def test_what_a_proxy_passed_on_is_not_local(client, name) -> None:
    response = client.get(CLOSED, headers={"Host": "127.0.0.1", name: "127.0.0.1"})
    assert (response.status_code, type_of(response)) == (403, "foreign-request")


def test_what_a_proxy_passed_on_in_the_way_of_nginx_is_not_local(client) -> None:
    protocol = {"SERVER_PROTOCOL": "HTTP/1.0"}
    assert client.get(CLOSED, headers={"Host": "127.0.0.1"}, environ_overrides=protocol).status_code == 403


def test_a_trusted_proxy_is_never_local(app, client) -> None:
    change(app, trusted_proxies=Settings.from_environment({"AUDIT_TRUSTED_PROXIES": "127.0.0.1"}).trusted_proxies)
    assert client.get(CLOSED).status_code == 403
    assert client.get(CLOSED, headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403


def test_before_there_is_a_key_everybody_else_gets_the_probes_alone(client) -> None:
    for path, method in operations():
        address = path.replace("{code}", "key-required").replace("{rule_id}", "ARI01")
        address = address.replace("{version}", digest()).replace("{name}", "main.js")
        response = client.open(
            address, method=method.upper(), headers={"Host": "localhost"}, environ_overrides={"REMOTE_ADDR": "10.0.0.9"}
        )
        assert response.status_code == (200 if path in ("/healthz", "/readyz") else 403), path


def test_probes_may_ask_by_any_name(app, client, bearer) -> None:
    for mode in ("local", "open", "keys"):
        change(app, open=mode == "open", allowed_hosts=("audit.example.org",))
        if mode == "keys":
            bearer()
        for path in ("/healthz", "/readyz"):
            assert client.get(path, headers={"Host": "10.244.0.7:8000"}).status_code == 200


def test_a_service_opened_to_everyone_answers_everyone_by_its_own_name(app, client) -> None:
    change(app, open=True)
    elsewhere = {"environ_overrides": {"REMOTE_ADDR": "10.0.0.9", "SERVER_NAME": "0.0.0.0"}}
    for host, status in (
        ("10.0.0.1:8000", 200),
        ("[fd00::2]", 200),
        (socket.gethostname(), 200),
        ("evil.example", 403),
    ):
        assert client.get("/v1/audits", headers={"Host": host}, **elsewhere).status_code == status, host
    change(app, allowed_hosts=("audit.example.org",))
    for host, status in (("audit.example.org", 200), ("10.0.0.1:8000", 403), ("evil.example", 403)):
        assert client.get("/v1/audits", headers={"Host": host}, **elsewhere).status_code == status, host


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("headers", [{"Origin": "https://portal.example.org"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_service_opened_to_everyone_answers_no_other_sites_page(app, client, store, method, headers) -> None:
    change(app, open=True)
    address = "/v1/audits" if method != "DELETE" else f"/v1/audits/{'0' * 26}"
    response = client.open(address, method=method, headers=headers, data=b"report")
    assert (response.status_code, type_of(response)) == (403, "foreign-page")
    assert not store.requests


def test_what_a_trusted_proxy_tells_is_believed(app, client) -> None:
    proxies = Settings.from_environment({"AUDIT_TRUSTED_PROXIES": "10.0.0.0/8"}).trusted_proxies
    change(app, open=True, allowed_hosts=("audit.example.org",), trusted_proxies=proxies)
    told = {
        "Host": "127.0.0.1:8000",
        "X-Forwarded-Host": "audit.example.org",
        "X-Forwarded-Proto": "https",
        "Origin": "https://audit.example.org",
    }
    for peer, status in (("10.0.0.9", 200), ("192.0.2.9", 403)):
        response = client.get("/v1/audits", headers=told, environ_overrides={"REMOTE_ADDR": peer})
        assert response.status_code == status


def test_every_answer_is_of_its_type_and_nothing_else(client) -> None:
    for path in ("/healthz", "/v1/audits", "/nothing", "/openapi.json", "/", "/metrics", f"/web/{digest()}/main.js"):
        assert client.get(path).headers["X-Content-Type-Options"] == "nosniff", path
    assert client.get("/", headers={"Host": "example.org"}).headers["X-Content-Type-Options"] == "nosniff"
