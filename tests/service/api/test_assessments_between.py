"""What people say of findings between the reports of a batch: kept beside the batch, and told wherever those are."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from service import intake
from service.audits.audit import Problem, Request
from service.audits.batch import BatchResult, Member, Members
from service.errors import StorageFull
from service.renderers import to_json
from service.reports.finding import Severity
from service.storage.keys import Scope
from tests.service.api.conftest import REPORT
from tests.service.api.contract import CheckedClient
from tests.service.api.fakes import MemoryStore
from tests.service.api.results import finding, succeeded

MOMENT = "2026-01-02T03:04:06.123Z"
AUDITS = [f"01KADEQ4SX8Y7V1D0M3W9R5T2{letter}" for letter in "CD"]
ERROR, WARNING, OTHER = (f"{number:016x}" for number in (11, 12, 13))
"""The findings between the reports: an error and a warning made in the first, an error made in the second."""
Assess = Callable[..., TestResponse]


def keep_batch(app: Any, store: MemoryStore, sent: TestResponse, client: str = "") -> str:
    """A batch that was sent, ended with two reports in which nothing is wrong but between them."""
    batch_id: str = sent.json["id"]
    for audit_id in AUDITS:
        asked = Request(audit_id, MOMENT, "a.txt", 1, "text/plain", "0" * 64, batch=batch_id, client=client)
        store.accept(asked, REPORT)
        store.finish(audit_id, replace(succeeded(), verdict="pass"))
    batches = app.extensions["backend"].storage.batches
    batches.expand(batch_id, Members(tuple(Member(f"{number}.txt", each) for number, each in enumerate(AUDITS))))
    made = (
        (AUDITS[0], finding(11)),
        (AUDITS[0], finding(12, "TAB05", Severity.WARNING)),
        (AUDITS[1], finding(13)),
    )
    between = [{"audit": audit, "against": [AUDITS[1]], "marks": [], **to_json.finding(found)} for audit, found in made]
    batches.finish(batch_id, BatchResult(MOMENT, tuple(between), ruleset="1", reports=2, verdicts={"fail": 2}))
    return batch_id


def send(client: CheckedClient, **options: Any) -> TestResponse:
    return client.post("/v1/batches", data={"file": (io.BytesIO(REPORT), "a.txt")}, **options)


@pytest.fixture
def batch(app, client, store) -> str:
    return keep_batch(app, store, send(client))


@pytest.fixture
def assess(client: CheckedClient, batch: str) -> Assess:
    """Say something of a finding between the reports of that batch."""

    def post(finding_id: str = ERROR, headers: dict[str, str] | None = None, **said: object) -> TestResponse:
        return client.post(f"/v1/batches/{batch}/findings/{finding_id}/assessments", json=said, headers=headers)

    return post


def left(batch: dict[str, Any]) -> list[object]:
    """What is left of each row: its verdict, and how many findings between reports."""
    rows = [row["after_assessments"] for row in batch["reports"]]
    return [row and (row["verdict"], row["between"]) for row in rows]


def test_a_finding_between_reports_is_disputed_and_the_batch_stays_as_it_is(client, batch, assess) -> None:
    before = client.get(f"/v1/batches/{batch}").json
    assert (before["after_assessments"], left(before)) == (None, [None, None])
    answer = assess(state="disputed", note="上年度报告已更正")
    assert answer.status_code == 201
    said = answer.json["assessment"]
    assert (said["finding"], said["rule"], said["state"]) == (ERROR, "ARI01", "disputed")
    after = client.get(f"/v1/batches/{batch}").json
    assert after["after_assessments"] == answer.json["after_assessments"]
    assert after["after_assessments"] == {
        **{"confirmed": 0, "disputed": 1, "corrected": 0, "error": 0, "warning": 0, "note": 0, "to_check": 0},
        **{"verdicts": {"pass": 1, "fail": 1}, "between": 2},
    }
    assert left(after) == [("pass", 1), None]
    for name in ("after_assessments", "reports"):
        rows = before.pop(name), after.pop(name)
    assert before == after
    assert [(row["verdict"], row["between"]) for row in rows[1]] == [("fail", 2), ("fail", 1)]
    told = client.get(f"/v1/batches/{batch}/findings").json["findings"]
    assert [(each["assessment"] or {}).get("note") for each in told] == ["上年度报告已更正", None, None]


def test_what_is_left_of_a_report_is_of_itself_and_of_what_is_between_it_and_others(
    client, store, batch, assess
) -> None:
    own = replace(succeeded(finding(1)), verdict="fail")
    store.results[AUDITS[0]] = own
    client.post(f"/v1/audits/{AUDITS[0]}/findings/{1:016x}/assessments", json={"state": "corrected"})
    assert left(client.get(f"/v1/batches/{batch}").json) == [("fail", 2), None]
    assess(state="corrected")
    assess(WARNING, state="confirmed")
    after = client.get(f"/v1/batches/{batch}").json
    row = after["reports"][0]["after_assessments"]
    assert (row["verdict"], row["corrected"], row["confirmed"], row["error"], row["between"]) == ("pass", 2, 1, 0, 1)
    whole = after["after_assessments"]
    assert (whole["corrected"], whole["between"], whole["verdicts"]) == (2, 2, {"pass": 1, "fail": 1})


def test_of_a_report_whose_audit_is_gone_there_is_no_verdict_left(client, store, batch, assess) -> None:
    store.delete(AUDITS[0])
    assess(state="corrected")
    after = client.get(f"/v1/batches/{batch}").json
    assert left(after) == [(None, 1), None]
    assert (after["after_assessments"]["corrected"], after["after_assessments"]["verdicts"]) == (1, {"fail": 1})


def test_the_last_assessment_holds_and_all_are_kept(client, batch, assess) -> None:
    for said in ({"state": "disputed", "note": "不是这样"}, {"state": "corrected"}, {"state": "withdrawn"}):
        assert assess(**said).status_code == 201
    assess(OTHER, state="confirmed")
    page = client.get(f"/v1/batches/{batch}/assessments", query_string={"limit": 3}).json
    assert [each["state"] for each in page["assessments"]] == ["disputed", "corrected", "withdrawn"]
    assert (page["total"], page["after_assessments"]["between"]) == (4, 3)
    rest = client.get(f"/v1/batches/{batch}/assessments", query_string={"cursor": page["next"]}).json
    assert [each["finding"] for each in rest["assessments"]] == [OTHER]
    assert assess(OTHER, state="withdrawn").json["after_assessments"] is None
    assert client.get(f"/v1/batches/{batch}").json["after_assessments"] is None


def test_whose_key_it_was_is_told_and_others_have_no_part_in_it(app, client, store, bearer) -> None:
    headers = bearer("office")
    batch = keep_batch(app, store, send(client, headers=headers), "office")
    address = f"/v1/batches/{batch}/findings/{ERROR}/assessments"
    for other, status in ((None, 401), (bearer("office", Scope.READ), 403), (bearer("another"), 404)):
        assert client.post(address, json={"state": "confirmed"}, headers=other).status_code == status
    said = client.post(address, json={"state": "confirmed"}, headers=headers).json["assessment"]
    assert said["by"] == "office"
    listing = f"/v1/batches/{batch}/assessments"
    assert client.get(listing, headers=headers).json["assessments"] == [said]
    assert client.get(listing, headers=bearer("another")).json["type"] == "/problems/batch-not-found"


def test_before_the_end_and_after_a_failure_nothing_is_assessed(app, client) -> None:
    batch = send(client).json["id"]

    def asked() -> list[str]:
        address = f"/v1/batches/{batch}"
        answers = (
            client.post(f"{address}/findings/{ERROR}/assessments", json={"state": "confirmed"}),
            client.get(f"{address}/assessments"),
        )
        assert [each.status_code for each in answers] == [409, 409]
        return [each.json["type"] for each in answers]

    assert asked() == ["/problems/batch-not-finished"] * 2
    app.extensions["backend"].storage.batches.finish(batch, BatchResult(MOMENT, problem=Problem("empty-file")))
    assert asked() == ["/problems/batch-failed"] * 2


def test_an_unknown_finding_or_batch_is_not_found(client, batch, assess) -> None:
    assert assess("f" * 16, state="confirmed").json["type"] == "/problems/finding-not-found"
    for nowhere in ("01KADEQ4SX8Y7V1D0M3W9R5T2B", "x"):
        address = f"/v1/batches/{nowhere}"
        assert client.get(f"{address}/assessments").json["type"] == "/problems/batch-not-found"
        answer = client.post(f"{address}/findings/{ERROR}/assessments", json={"state": "confirmed"})
        assert answer.json["type"] == "/problems/batch-not-found"
    client.delete(f"/v1/batches/{batch}")
    assert assess(state="confirmed").json["type"] == "/problems/batch-not-found"


def test_they_are_erased_with_the_batch(app, client, batch, assess) -> None:
    assess(state="confirmed")
    storage = app.extensions["backend"].storage
    assert storage.batch_assessments.count(batch) == 1
    client.delete(f"/v1/batches/{batch}")
    assert list(storage.batch_assessments.all(batch)) == []
    assert list(app.extensions["backend"].settings.data_dir.rglob("assessments")) == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({}, "/state"), ({"state": "maybe"}, "/state"), ({"state": "disputed"}, "/note"), ({"who": "me"}, "/who")],
)
def test_a_wrong_field_is_pointed_at(assess: Assess, body: dict[str, Any], pointer: str) -> None:
    answer = assess(**body)
    assert answer.status_code == 422
    assert pointer in [each["pointer"] for each in answer.json["errors"]]


def test_no_more_than_so_many_are_kept_and_none_without_room(assess: Assess, store, monkeypatch) -> None:
    monkeypatch.setattr(intake, "MOST_ASSESSMENTS", 2)
    store.failure = StorageFull()
    assert assess(state="confirmed").status_code == 507
    store.failure = None
    assert [assess(state="confirmed").status_code for _ in range(3)] == [201, 201, 409]


def test_rules_are_counted_by_what_people_say_of_them_between_reports_too(client, batch, assess) -> None:
    for state in ("confirmed", "confirmed", "withdrawn"):
        assess(state=state)
    assess(WARNING, state="disputed", note="没有")
    counted = [line for line in client.get("/metrics").text.splitlines() if "assessments_total{" in line]
    assert sorted(counted) == [
        'report_audit_assessments_total{rule="ARI01",state="confirmed"} 1',
        'report_audit_assessments_total{rule="ARI01",state="withdrawn"} 1',
        'report_audit_assessments_total{rule="TAB05",state="disputed"} 1',
    ]


def test_the_table_of_findings_shows_it(client, batch, assess) -> None:
    assess(state="disputed", note="上年度报告已更正")
    text = client.get(f"/v1/batches/{batch}/findings.csv").get_data().decode("utf-8-sig")
    told = {
        line["编号"]: (line["核实情况"], line["核实说明"]) for line in csv.DictReader(io.StringIO(text)) if line["编号"]
    }
    assert told == {ERROR: ("不属实", "上年度报告已更正"), WARNING: ("", ""), OTHER: ("", "")}


@pytest.mark.parametrize("part", ["workbook", "workbook.csv", "notices"])
def test_a_document_of_the_batch_is_drawn_anew_after_it(app, client, queue, batch, assess, part) -> None:
    address = f"/v1/batches/{batch}/{part}"
    assert client.get(address).status_code == 202
    drawn = len(queue.tasks())
    assert client.get(address).status_code == 202
    assert len(queue.tasks()) == drawn, "the same is drawn once"
    assess(state="confirmed")
    assert client.get(address).status_code == 202
    assert len(queue.tasks()) == drawn + 1
    assert re.fullmatch(rf"{batch}_[a-z]+_[0-9a-f]{{16}}_zh", queue.tasks()[-1])


def test_a_batch_that_is_polled_tells_of_an_assessment_at_once(client, batch, assess) -> None:
    tag = {"If-None-Match": client.get(f"/v1/batches/{batch}").headers["ETag"]}
    assert client.get(f"/v1/batches/{batch}", headers=tag).status_code == 304
    assess(state="confirmed")
    again = client.get(f"/v1/batches/{batch}", headers=tag)
    assert (again.status_code, again.json["after_assessments"]["confirmed"]) == (200, 1)
    assert again.json["links"]["assessments"] == f"/v1/batches/{batch}/assessments"
