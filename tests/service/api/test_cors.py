"""Pages of other origins: those that are named may call the API, all others may not."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

ORIGIN = "https://portal.example.org"
ASKED = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,idempotency-key"}


@pytest.fixture
def client(app: Flask, bearer) -> FlaskClient:
    """A client of a service that needs keys and names an origin."""
    bearer()
    app.test_client_class = None  # the contract says nothing of OPTIONS
    name(app, ORIGIN, "http://localhost:5173")
    return app.test_client()


def name(app: Flask, *origins: str) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, cors_origins=origins))


@pytest.mark.parametrize("origin", [ORIGIN, "http://localhost:5173"])
def test_a_page_of_a_named_origin_is_let_in_with_its_key(client, bearer, origin) -> None:
    preflight = client.options("/v1/audits", headers={"Origin": origin, **ASKED})
    assert (preflight.status_code, preflight.data) == (204, b"")
    assert preflight.headers["Access-Control-Allow-Origin"] == origin
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert {"Authorization", "Idempotency-Key", "Prefer"} <= {
        *preflight.headers["Access-Control-Allow-Headers"].split(", ")
    }
    for method in (client.get, client.head):
        answer = method("/v1/rules", headers={**bearer(), "Origin": origin, "Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert {"ETag", "Location", "Retry-After"} <= {*answer.headers["Access-Control-Expose-Headers"].split(", ")}
        assert "Origin" in answer.headers["Vary"]
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_page_of_a_named_origin_can_read_why_it_is_refused(client) -> None:
    refused = client.get("/v1/audits", headers={"Origin": ORIGIN})
    assert (refused.status_code, refused.json["type"]) == (401, "/problems/key-required")
    assert refused.headers["Access-Control-Allow-Origin"] == ORIGIN


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://portal.example.org",
        "https://portal.example.org:8443",
        "https://portal.example.org.evil.example",
        "https://a.portal.example.org",
        "https://portalxexample.org",
        "null",
        "",
    ],
)
def test_a_page_of_another_origin_is_not(client, bearer, origin) -> None:
    preflight = client.options("/v1/audits", headers={"Origin": origin, **ASKED})
    assert preflight.status_code in (403, 405)
    answer = client.get("/v1/rules", headers={**bearer(), "Origin": origin})
    assert (answer.status_code, answer.json["type"]) == (403, "/problems/foreign-page")
    assert not [header for header in (*preflight.headers, *answer.headers) if header[0].startswith("Access-Control")]
    assert "Origin" in answer.headers["Vary"]


def test_unless_origins_are_named_there_is_none(app, client, bearer) -> None:
    name(app)
    assert client.options("/v1/audits", headers={"Origin": ORIGIN, **ASKED}).status_code == 403
    answer = client.get("/v1/rules", headers=bearer())
    assert "Origin" not in answer.headers["Vary"]
    assert client.get("/v1/rules", headers={**bearer(), "Origin": ORIGIN}).status_code == 403
