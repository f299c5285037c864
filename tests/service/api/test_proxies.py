"""Behind a proxy: whoever is told an address can follow it, and nobody but a named proxy says how the service is reached."""

import ipaddress
from dataclasses import replace

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.service.api.conftest import REPORT
from tests.service.api.results import succeeded

PROXY = "10.0.0.1"
PREFIX = {"X-Forwarded-Prefix": "/audit"}
TEXT = {"Content-Type": "text/plain"}


@pytest.fixture
def behind(app: Flask, bearer):
    """A client behind a proxy, with a key; what it asks is not held to the contract, whose addresses have no path."""
    app.test_client_class = None
    backend = app.extensions["backend"]

    def client(base_path: str = "", peer: str = PROXY) -> FlaskClient:
        settings = replace(
            backend.settings,
            base_path=base_path,
            trusted_proxies=(ipaddress.ip_network("10.0.0.0/8"),),
            allowed_hosts=("audit.example.org",),
        )
        app.extensions["backend"] = replace(backend, settings=settings)
        made = app.test_client()
        key = bearer()["Authorization"]
        made.environ_base.update({"REMOTE_ADDR": peer, "HTTP_AUTHORIZATION": key, "HTTP_HOST": "audit.example.org"})
        return made

    return client


@pytest.mark.parametrize(
    ("base_path", "headers", "path"),
    [
        ("/audit", {}, ""),
        ("/audit", {}, "/audit"),
        ("", PREFIX, ""),
        ("", PREFIX, "/audit"),
        ("/other", PREFIX, ""),
        ("", {"X-Forwarded-Prefix": "/evil, /audit/"}, ""),
    ],
)
def test_links_lead_through_the_proxy_that_takes_the_path_away_or_leaves_it(
    behind, store, base_path, headers, path
) -> None:
    client = behind(base_path)
    accepted = client.post(f"{path}/v1/audits", data=REPORT, headers={**headers, **TEXT})
    audit_id = accepted.json["id"]
    assert accepted.headers["Location"] == f"/audit/v1/audits/{audit_id}"
    links = accepted.json["links"]
    told = [*links.pop("documents").values(), *filter(None, links.values())]
    assert {link.partition("/v1/")[0] for link in told} == {"/audit"}
    store.finish(audit_id, succeeded())
    for _ in range(2):  # the second one may have been kept
        told = client.get(f"{path}/v1/audits/{audit_id}", headers=headers).json
        assert told["links"]["self"] == f"/audit/v1/audits/{audit_id}"
    problem = client.get(f"{path}/v1/audits/none", headers=headers)
    assert problem.json["type"] == "/audit/problems/audit-not-found"
    assert problem.json["instance"] == "/audit/v1/audits/none"
    assert client.get(f"{path}/problems/audit-not-found", headers=headers).json["type"] == problem.json["type"]


def test_what_was_kept_for_one_path_is_not_told_under_another(behind, store) -> None:
    client = behind()
    audit_id = client.post("/v1/audits", data=REPORT, headers=TEXT).json["id"]
    store.finish(audit_id, succeeded())
    for headers, path in ((PREFIX, "/audit"), ({}, ""), (PREFIX, "/audit")):
        assert (
            client.get(f"/v1/audits/{audit_id}", headers=headers).json["links"]["self"]
            == f"{path}/v1/audits/{audit_id}"
        )


@pytest.mark.parametrize(
    "prefix", ["//evil.example", "https://evil.example", "/a b", "/a\tb", "audit", "/a//b", "/\\evil"]
)
def test_a_prefix_that_leads_elsewhere_is_none(behind, prefix) -> None:
    accepted = behind().post("/v1/audits", data=REPORT, headers={**TEXT, "X-Forwarded-Prefix": prefix})
    assert accepted.headers["Location"].startswith("/v1/audits/")


def test_nobody_but_a_named_proxy_says_how_the_service_is_reached(behind) -> None:
    told = {**PREFIX, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", **TEXT}
    accepted = behind(peer="192.0.2.1").post("/v1/audits", data=REPORT, headers=told)
    assert (accepted.status_code, accepted.headers["Location"][:11]) == (202, "/v1/audits/")
    assert behind().post("/v1/audits", data=REPORT, headers=told).json["type"] == "/audit/problems/host-not-allowed"


@pytest.mark.parametrize("base_path", ["", "/audit"])
def test_another_path_that_begins_so_is_not_the_services(behind, base_path) -> None:
    client = behind(base_path)
    assert client.get("/audits/v1/rules").status_code == 404
    assert client.get("/audit/audit/v1/rules").status_code == 404


def test_the_page_is_shown_below_the_path_so_that_what_it_names_is_found(behind) -> None:
    client = behind("/audit")
    moved = client.get("/audit")
    assert (moved.status_code, moved.headers["Location"]) == (308, "/audit/")
    page = client.get("/audit/").text
    assert 'href="/' not in page
    assert 'src="/' not in page
    assert client.get("/audit/docs").status_code == 200


def test_the_contract_names_the_path(behind) -> None:
    client = behind("/audit")
    contract = client.get("/audit/openapi.json").json
    assert contract == yaml.safe_load(client.get("/audit/openapi.yaml").text)
    assert contract["servers"] == [{"url": "/audit"}]
    assert "/audit/problems/audit-not-found" in contract["components"]["schemas"]["ProblemType"]["enum"]
    OpenAPIV31SpecValidator(contract).validate()
    assert behind().get("/openapi.json").json["servers"] == [{"url": "/"}]
