"""What people say of findings: kept beside the audit, told in findings and documents, and left out of notices where disputed."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from service import intake
from service.audits.rendering import Kind, Rendering
from service.reports.finding import Severity
from service.storage.keys import Scope
from tests.service.api.contract import CheckedClient
from tests.service.api.fakes import MemoryStore
from tests.service.api.results import canceled, failed, finding, plain_finding, succeeded, to_check
from tests.service.queue.memory import MemoryQueue

FIRST, SECOND, NOTE = (f"{number:016x}" for number in (1, 2, 3))
Assess = Callable[..., TestResponse]


@pytest.fixture
def ended(store: MemoryStore, audit_id: str) -> str:
    """An audit with an error, a warning and a note."""
    warning = finding(2, "TAB05", severity=Severity.WARNING)
    store.finish(audit_id, succeeded(finding(1), warning, plain_finding(3)))
    return audit_id


@pytest.fixture
def assess(client: CheckedClient, ended: str) -> Assess:
    """Say something of a finding of that audit."""

    def post(finding_id: str = FIRST, headers: dict[str, str] | None = None, **said: object) -> TestResponse:
        return client.post(f"/v1/audits/{ended}/findings/{finding_id}/assessments", json=said, headers=headers)

    return post


def test_a_finding_is_disputed_and_the_audit_stays_as_it_is(client, ended, assess) -> None:
    before = client.get(f"/v1/audits/{ended}").json
    assert before["after_assessments"] is None
    answer = assess(state="disputed", note="表三注明含上年结转")
    assert answer.status_code == 201
    said = answer.json["assessment"]
    assert (said["finding"], said["rule"], said["state"], said["note"]) == (
        FIRST,
        "ARI01",
        "disputed",
        "表三注明含上年结转",
    )
    assert (said["by"], said["key"]) == (None, None)
    audit = client.get(f"/v1/audits/{ended}").json
    left = audit.pop("after_assessments")
    assert audit == {name: value for name, value in before.items() if name != "after_assessments"}
    assert left == answer.json["after_assessments"]
    assert left == {
        **{"confirmed": 0, "disputed": 1, "corrected": 0},
        **{"verdict": "pass", "error": 0, "warning": 1, "note": 1, "to_check": 0},
    }
    told = client.get(f"/v1/audits/{ended}/findings").json["findings"]
    assert [(each["assessment"] or {}).get("state") for each in told] == ["disputed", None, None]


def test_the_last_assessment_holds_and_all_are_kept(client, ended, assess) -> None:
    for said in (
        {"state": "disputed", "note": "不是这样"},
        {"state": "confirmed"},
        {"state": "corrected", "note": "已重报"},
        {"state": "withdrawn"},
    ):
        assert assess(**said).status_code == 201
    page = client.get(f"/v1/audits/{ended}/assessments", query_string={"limit": 3}).json
    assert [each["state"] for each in page["assessments"]] == ["disputed", "confirmed", "corrected"]
    assert page["after_assessments"] is None
    rest = client.get(f"/v1/audits/{ended}/assessments", query_string={"cursor": page["next"]}).json
    assert [each["state"] for each in rest["assessments"]] == ["withdrawn"]
    assert (rest["next"], rest["total"]) == (None, 4)
    assert client.get(f"/v1/audits/{ended}").json["after_assessments"] is None
    assert client.get(f"/v1/audits/{ended}/findings").json["findings"][0].get("assessment") is None


def test_whose_key_it_was_is_told_by_its_name_and_id_and_never_the_key(client, store, bearer) -> None:
    headers = bearer("office")
    sent = client.post("/v1/reports", data="报告".encode(), headers=headers).json["id"]
    store.finish(sent, succeeded(finding(1)))
    address = f"/v1/audits/{sent}/findings/{FIRST}/assessments"
    assert client.post(address, json={"state": "confirmed"}).status_code == 401
    reading = bearer("office", Scope.READ)
    refused = client.post(address, json={"state": "confirmed"}, headers=reading)
    assert (refused.status_code, refused.json["type"]) == (403, "/problems/scope-required")
    foreign = client.post(address, json={"state": "confirmed"}, headers=bearer("another"))
    assert (foreign.status_code, foreign.json["type"]) == (404, "/problems/audit-not-found")
    said = client.post(address, json={"state": "confirmed"}, headers=headers).json["assessment"]
    _, id, secret = headers["Authorization"].removeprefix("Bearer ").split("_", 2)
    assert (said["by"], said["key"]) == ("office", id)
    listed = client.get(f"/v1/audits/{sent}/assessments", headers=reading)
    assert listed.json["assessments"] == [said]
    assert secret not in listed.text


@pytest.mark.parametrize(
    ("result", "problem"),
    [(None, "audit-not-finished"), (failed(), "audit-failed"), (canceled(), "audit-canceled")],
)
def test_what_has_no_findings_is_not_assessed(client, store, audit_id, result, problem) -> None:
    if result:
        store.finish(audit_id, result)
    for answer in (
        client.post(f"/v1/audits/{audit_id}/findings/{FIRST}/assessments", json={"state": "confirmed"}),
        client.get(f"/v1/audits/{audit_id}/assessments"),
    ):
        assert (answer.status_code, answer.json["type"]) == (409, f"/problems/{problem}")


def test_an_unknown_finding_or_audit_is_not_found_and_an_expired_one_gone(client, store, ended, assess) -> None:
    assert assess("f" * 16, state="confirmed").json["type"] == "/problems/finding-not-found"
    nowhere = "/v1/audits/01KADEQ4SX8Y7V1D0M3W9R5T2B"
    assert client.get(f"{nowhere}/assessments").json["type"] == "/problems/audit-not-found"
    store.expire(ended)
    assert assess(state="confirmed").status_code == 410
    assert client.get(f"/v1/audits/{ended}/assessments").status_code == 410


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/state"),
        ({"state": "maybe"}, "/state"),
        ({"state": None}, "/state"),
        ({"state": "disputed"}, "/note"),
        ({"state": "disputed", "note": "  "}, "/note"),
        ({"state": "confirmed", "note": "长" * 501}, "/note"),
        ({"state": "confirmed", "note": "一\n二"}, "/note"),
        ({"state": "confirmed", "note": "\u0000"}, "/note"),
        ({"state": "confirmed", "note": "\uffff"}, "/note"),
        ({"state": "confirmed", "note": 5}, "/note"),
        ({"state": "confirmed", "who": "me"}, "/who"),
    ],
)
def test_a_wrong_field_is_pointed_at(assess: Assess, body: dict[str, Any], pointer: str) -> None:
    answer = assess(**body)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("data", "content_type", "problem"),
    [
        (b'{"state": "conf', "application/json", "malformed-body"),
        (b'{"state": "confirmed", "note": "\\ud800"}', "application/json", "malformed-body"),
        (b"\xff", "application/json", "malformed-body"),
        (b"[" * 10_000, "application/json", "malformed-body"),
        (b"[]", "application/json", "invalid-fields"),
        (b" " * 20_000, "application/json", "upload-too-large"),
        (b"state=confirmed", "application/x-www-form-urlencoded", "unsupported-content-type"),
    ],
)
def test_a_body_that_is_no_such_object_is_refused(client, ended, data, content_type, problem) -> None:
    address = f"/v1/audits/{ended}/findings/{FIRST}/assessments"
    answer = client.post(address, data=data, content_type=content_type)
    assert answer.json["type"] == f"/problems/{problem}"


def test_no_more_than_so_many_are_kept(assess: Assess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_ASSESSMENTS", 2)
    assert [assess(state="confirmed").status_code for _ in range(3)] == [201, 201, 409]


def test_what_is_suppressed_or_to_check_is_counted_as_such(client, store, audit_id) -> None:
    result = succeeded(to_check(1), plain_finding(2), finding(3))
    let_pass = {**result.findings[2], "suppressed": "约定"}
    counted = {**result.summary, "error": 0, "suppressed": 1}
    store.finish(audit_id, replace(result, findings=(*result.findings[:2], let_pass), summary=counted, verdict="pass"))
    for number in (1, 3):
        client.post(f"/v1/audits/{audit_id}/findings/{number:016x}/assessments", json={"state": "corrected"})
    left = client.get(f"/v1/audits/{audit_id}").json["after_assessments"]
    assert [left[name] for name in ("corrected", "error", "note", "to_check", "verdict")] == [2, 0, 1, 0, "pass"]


def test_a_report_of_which_parts_were_not_read_is_incomplete_after_all(client, store, audit_id) -> None:
    unread = {
        **{"what": "cell", "why": "unreadable", "count": 1, "locations": [], "rules": ["ARI01"]},
        **{"message": {"zh": "一", "en": "a"}, "suggestion": {"zh": "二", "en": "b"}},
    }
    store.finish(audit_id, replace(succeeded(finding(1)), unread=(unread,)))
    address = f"/v1/audits/{audit_id}/findings/{FIRST}/assessments"
    left = client.post(address, json={"state": "disputed", "note": "表三注明"}).json["after_assessments"]
    assert left["verdict"] == "incomplete"


def test_rules_are_counted_by_what_people_say_and_once_where_they_say_it_again(client, assess) -> None:
    for said in ("confirmed", "confirmed", "withdrawn", "withdrawn", "confirmed"):
        assess(state=said)
    assess(SECOND, state="disputed", note="没有")
    counted = [line for line in client.get("/metrics").text.splitlines() if "assessments_total{" in line]
    assert sorted(counted) == [
        'report_audit_assessments_total{rule="ARI01",state="confirmed"} 2',
        'report_audit_assessments_total{rule="ARI01",state="withdrawn"} 1',
        'report_audit_assessments_total{rule="TAB05",state="disputed"} 1',
    ]


def test_every_document_that_is_made_at_once_shows_it(client, ended, assess) -> None:
    assess(state="disputed", note="表三注明")
    assess(SECOND, state="corrected")
    documents = f"/v1/audits/{ended}/documents"
    lines = list(csv.DictReader(io.StringIO(client.get(f"{documents}/csv").get_data().decode("utf-8-sig"))))
    assert [(line["核实情况"], line["核实说明"]) for line in lines] == [
        ("不属实", "表三注明"),
        ("已改正", ""),
        ("", ""),
    ]
    for format in ("html", "markdown"):
        text = client.get(f"{documents}/{format}").text
        for shown in ("不属实：表三注明", "核实情况：已改正", "核实后：未发现错误 · 不属实 1 · 已改正 1", "有错误"):
            assert shown in text, (format, shown)
    run = client.get(f"/v1/audits/{ended}/sarif").json["runs"][0]
    assert run["properties"]["afterAssessments"]["verdict"] == "pass"
    assert [each.get("suppressions") for each in run["results"]] == [
        [{"kind": "external", "status": "accepted", "justification": "表三注明"}],
        None,
        None,
    ]
    assert run["results"][1]["properties"]["assessment"]["state"] == "corrected"
    assert client.get(f"/v1/audits/{ended}/report").json["findings"][0]["assessment"]["note"] == "表三注明"


@pytest.mark.parametrize(("path", "kind"), [("documents/csv", Kind.CSV), ("notice", Kind.NOTICE)])
def test_a_document_that_a_worker_draws_is_drawn_anew_after_an_assessment(
    app, client, queue: MemoryQueue, ended, assess, monkeypatch, path, kind
) -> None:
    monkeypatch.setattr("service.api.reports.AT_ONCE", 0)
    address, renderings = f"/v1/audits/{ended}/{path}", app.extensions["backend"].storage.renderings
    (app.extensions["backend"].settings.data_dir / "audits" / ended[-2:] / ended).mkdir(parents=True)
    assert client.get(address).status_code == 202
    renderings.keep(Rendering.named(queue.tasks()[-1]), b"before")
    assert client.get(address).data == b"before"
    assess(state="confirmed")
    assert client.get(address).status_code == 202
    drawn = Rendering.named(queue.tasks()[-1])
    assert (drawn.owner, drawn.kind, drawn.detail) == (ended, kind, "zh")
    assert drawn.state
    renderings.keep(drawn, b"after")
    assert client.get(address).data == b"after"
    assert renderings.read(replace(drawn, state="")) is None, "what nobody asks for again is not kept"


def test_an_audit_that_is_polled_tells_of_an_assessment_at_once(client, ended, assess) -> None:
    first = client.get(f"/v1/audits/{ended}")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/v1/audits/{ended}", headers=tag).status_code == 304
    assess(state="confirmed")
    again = client.get(f"/v1/audits/{ended}", headers=tag)
    assert (again.status_code, again.json["after_assessments"]["confirmed"]) == (200, 1)
    assert json.loads(client.get("/v1/audits").text)["audits"][0]["after_assessments"]["confirmed"] == 1
