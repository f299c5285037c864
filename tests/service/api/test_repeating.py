"""Sending the same twice: by idempotency key, and by content."""

from io import BytesIO

import pytest

from service.errors import TooManyWaiting
from service.rules import ruleset_version
from tests.service.api.conftest import REPORT
from tests.service.api.results import failed, finding, succeeded

ONCE = {"Idempotency-Key": "order 1"}


def done():
    from dataclasses import replace

    return replace(succeeded(finding()), ruleset=ruleset_version())


def test_the_same_again_under_the_same_key_is_the_same_audit(submit, store, queue) -> None:
    first, second = submit(headers=ONCE, year="2023"), submit(headers=ONCE, year="2023")
    assert (first.status_code, second.status_code) == (202, 200)
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    assert second.json["id"] == first.json["id"]
    assert second.headers["Location"] == first.headers["Location"]
    assert len(store.requests) == len(queue.names()) == 1


def test_a_replay_tells_how_the_audit_stands_now(submit, store) -> None:
    first = submit(headers=ONCE).json["id"]
    store.finish(first, succeeded())
    assert submit(headers=ONCE).json["status"] == "succeeded"


@pytest.mark.parametrize(
    "other", [{"data": REPORT + b"x"}, {"year": "2022"}, {"label": "x"}, {"name": "b.txt"}, {"select": "ARI"}]
)
def test_something_else_under_the_same_key_is_refused(submit, store, other) -> None:
    submit(headers=ONCE)
    response = submit(headers=ONCE, **other)
    assert (response.status_code, response.json["type"]) == (422, "/problems/idempotency-key-reused")
    assert len(store.requests) == 1


def test_a_request_that_broke_off_is_taken_up_under_its_first_id(submit, store, queue) -> None:
    queue.admission.admit = _refuse
    assert submit(headers=ONCE).status_code == 429
    del queue.admission.admit
    assert submit(headers=ONCE).status_code == 202
    assert submit(headers=ONCE).status_code == 200
    assert len(store.requests) == 1


def _refuse(client: str, count: int = 1) -> None:
    raise TooManyWaiting(waiting=9)


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "schlüssel"])
def test_a_key_that_is_none_is_refused(submit, store, key) -> None:
    response = submit(headers={"Idempotency-Key": key})
    assert response.status_code == 422
    assert response.json["errors"][0]["pointer"] == "/Idempotency-Key"
    assert not store.requests


@pytest.mark.parametrize("yes", ["true", "True", "1"])
def test_the_result_of_the_same_content_is_taken_over_on_demand(client, submit, store, queue, yes) -> None:
    first = submit().json["id"]
    store.finish(first, done())
    response = submit(reuse=yes, label="second")
    assert (response.status_code, response.json["status"]) == (200, "succeeded")
    second = response.json["id"]
    assert second != first
    assert (response.json["reuse"], response.json["label"]) == (first, "second")
    findings = [client.get(f"/v1/audits/{audit_id}/findings").json["findings"] for audit_id in (first, second)]
    assert findings[0] == findings[1] != []
    assert queue.names() == [first]


@pytest.mark.parametrize("fields", [{"year": "2022"}, {"data": REPORT + b"x"}, {"ignore": "TAB"}])
def test_other_content_is_audited(submit, store, fields) -> None:
    store.finish(submit().json["id"], done())
    response = submit(reuse="true", **fields)
    assert (response.status_code, response.json["reuse"]) == (202, None)


@pytest.mark.parametrize("result", [None, failed(), succeeded()])
def test_what_did_not_succeed_under_these_rules_is_audited_again(submit, store, result) -> None:
    first = submit().json["id"]
    if result:
        store.finish(first, result)
    assert submit(reuse="true").status_code == 202


def test_without_being_asked_to_nothing_is_taken_over(submit, store) -> None:
    store.finish(submit().json["id"], done())
    assert submit().status_code == 202


def test_last_years_report_and_the_baseline_count_as_content(client, submit, store) -> None:
    first = submit().json["id"]
    store.finish(first, done())
    form = {"file": (BytesIO(REPORT), "a.txt"), "previous": (BytesIO(REPORT), "b.txt"), "reuse": "true"}
    response = client.post("/v1/audits", data=form)
    assert response.status_code == 202
    assert response.json["related"]["previous"]["name"] == "b.txt"
    assert store.last_years[response.json["id"]] == REPORT
    second = submit(reuse="true", baseline=first)
    assert (second.status_code, second.json["related"]["baseline"]) == (202, first)
