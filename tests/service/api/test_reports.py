import csv
import io

import pytest

from service.api.reports import MEDIA_TYPES
from tests.service.api.results import failed, finding, plain_finding, succeeded

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def ended(store, audit_id) -> str:
    store.finish(audit_id, succeeded(finding(), plain_finding(2)))
    return audit_id


@pytest.mark.parametrize("format", MEDIA_TYPES)
def test_a_report_comes_in_the_form_that_is_named_or_accepted(client, ended, format) -> None:
    named = client.get(f"/v1/audits/{ended}/report?format={format}")
    accepted = client.get(f"/v1/audits/{ended}/report", headers={"Accept": MEDIA_TYPES[format]})
    assert named.status_code == accepted.status_code == 200
    assert named.mimetype == accepted.mimetype == MEDIA_TYPES[format]
    assert named.data == accepted.data
    assert "Accept" in accepted.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/csv;q=0.5, application/sarif+json", "application/sarif+json"),
        ("image/png, text/*;q=0.1", "text/csv"),
    ],
)
def test_of_the_forms_that_are_accepted_the_best_comes(client, ended, accept, media_type) -> None:
    response = client.get(f"/v1/audits/{ended}/report", headers={"Accept": accept} if accept else {})
    assert response.mimetype == media_type


def test_what_can_not_be_had_is_told_with_what_can(client, ended) -> None:
    refused = client.get(f"/v1/audits/{ended}/report", headers={"Accept": "image/png"})
    assert (refused.status_code, refused.json["type"]) == (406, "/problems/not-acceptable")
    assert "text/csv" in refused.json["detail"]
    unknown = client.get(f"/v1/audits/{ended}/report?format=xml", headers=ENGLISH)
    assert (unknown.status_code, unknown.json["errors"][0]["pointer"]) == (422, "/format")
    assert "sarif" in unknown.json["errors"][0]["detail"]


def test_the_json_has_all_of_an_audit(client, ended) -> None:
    document = client.get(f"/v1/audits/{ended}/report", headers=ENGLISH).json
    assert document["audit"] == client.get(f"/v1/audits/{ended}", headers=ENGLISH).json
    assert document["findings"] == client.get(f"/v1/audits/{ended}/findings", headers=ENGLISH).json["findings"]
    assert document["tables"] == client.get(f"/v1/audits/{ended}/tables").json["tables"]
    assert document["text"] == client.get(f"/v1/audits/{ended}/text").json


def test_a_document_has_a_name_a_language_and_a_tag(client, ended) -> None:
    response = client.get(f"/v1/audits/{ended}/report?format=csv", headers=ENGLISH)
    assert f"attachment; filename=report-{ended}.csv" == response.headers["Content-Disposition"]
    assert response.headers["Content-Language"] == "en"
    assert next(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))[0] == "File"
    tag = {**ENGLISH, "If-None-Match": response.headers["ETag"]}
    assert client.get(f"/v1/audits/{ended}/report?format=csv", headers=tag).status_code == 304


def test_the_html_is_shown_under_a_policy_that_runs_and_loads_nothing(client, ended) -> None:
    response = client.get(f"/v1/audits/{ended}/report?format=html")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "unsafe" not in policy
    assert response.headers["Content-Disposition"].startswith("inline")


def test_without_a_result_there_is_no_report(client, store, submit) -> None:
    waiting, broken = submit().json["id"], submit().json["id"]
    store.finish(broken, failed())
    assert client.get(f"/v1/audits/{waiting}/report").json["type"] == "/problems/audit-not-finished"
    assert client.get(f"/v1/audits/{broken}/report?format=html").json["type"] == "/problems/audit-failed"
