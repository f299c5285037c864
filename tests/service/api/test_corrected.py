"""Corrected versions: sent with their baseline, linked both ways, and told in the batch of the first one."""

from io import BytesIO

import pytest

from service.audits.audit import moment
from service.audits.baseline import since
from service.audits.batch import BatchResult, Member, Members
from service.audits.ids import derived_id
from service.intake import new_request
from tests.service.api.results import failed, finding, plain_finding, succeeded

OTHER = "某某局2023年度政府信息公开工作年度报告\n一、总体情况\n本年新收申请 9 件。\n".encode()
LAST_YEAR = "某某局2022年度政府信息公开工作年度报告\n一、总体情况\n".encode()
TABLE = b"a table, as text"


@pytest.fixture
def first(store, submit) -> str:
    """An audit with an error and a note, of a report with all that may go along."""
    sent = submit(
        previous=(BytesIO(LAST_YEAR), "2022.txt"),
        attachment=(BytesIO(TABLE), "表.txt"),
        year="2023",
        agency="某某局",
        label="甲",
        ignore="TXT",
    ).json["id"]
    store.finish(sent, succeeded(finding(1), plain_finding(2)))
    return sent


def test_a_corrected_report_takes_over_what_its_baseline_was_sent_with(client, store, submit, first) -> None:
    sent = submit(OTHER, baseline=first, inherit="true")
    assert sent.status_code == 202
    told, before = sent.json, client.get(f"/v1/audits/{first}").json
    for name in ("label", "ignore", "select", "profile"):
        assert told[name] == before[name]
    assert told["report"]["year"] == 2023
    assert told["report"]["agency"] == "某某局"
    assert told["related"] == {
        **{name: before["related"][name] for name in ("previous", "attachments")},
        **{"baseline": first, "successors": [], "again_of": None},
    }
    assert store.uploads[told["id"]] == OTHER
    assert (store.previous(told["id"]), store.attachments(told["id"])) == (LAST_YEAR, [TABLE])


def test_what_is_sent_with_a_corrected_report_is_taken_in_place_of_the_baselines(client, store, submit, first) -> None:
    attached = (BytesIO(b"another table"), "新表.txt")
    told = submit(OTHER, baseline=first, inherit="true", label="乙", attachment=attached).json
    assert (told["label"], told["report"]["agency"]) == ("乙", "某某局")
    assert store.attachments(told["id"]) == [b"another table"]
    assert store.previous(told["id"]) == LAST_YEAR
    alone = submit(OTHER, baseline=first).json
    assert (alone["label"], alone["related"]["attachments"], alone["related"]["previous"]) == (None, [], None)


@pytest.mark.parametrize("path", ["/v1/reports", "/v1/drafts"])
def test_a_body_that_is_the_report_inherits_too(client, store, first, path: str) -> None:
    body = {"json": {"title": "某某局2023年度报告"}} if path.endswith("drafts") else {"data": OTHER}
    told = client.post(path, query_string={"baseline": first, "inherit": "true"}, **body).json
    assert (told["label"], told["related"]["baseline"]) == ("甲", first)
    assert store.attachments(told["id"]) == [TABLE]


def test_nothing_is_inherited_without_a_baseline(submit) -> None:
    answer = submit(inherit="true")
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/inherit")


def test_an_audit_names_its_successors_until_they_are_gone(client, store, submit, first) -> None:
    assert client.get(f"/v1/audits/{first}").json["related"]["successors"] == []
    second, third = (submit(OTHER, baseline=first).json["id"] for _ in range(2))
    listed = client.get(f"/v1/audits/{first}")
    assert listed.json["related"]["successors"] == [second, third]
    client.delete(f"/v1/audits/{second}")
    assert client.get(f"/v1/audits/{first}").json["related"]["successors"] == [third]
    again = client.post(f"/v1/audits/{first}/again", query_string={"baseline": first}).json
    assert client.get(f"/v1/audits/{first}").json["related"]["successors"] == [third, again["id"]]
    store.expire(first)
    assert client.get(f"/v1/audits/{third}").json["related"]["baseline"] == first


def test_what_is_sent_twice_with_a_key_is_one_successor(client, store, submit, first) -> None:
    for _ in range(2):
        sent = submit(OTHER, baseline=first, headers={"Idempotency-Key": "k"}).json["id"]
    assert client.get(f"/v1/audits/{first}").json["related"]["successors"] == [sent]


def test_an_audit_tells_how_much_of_its_baseline_was_corrected(client, store, submit, first) -> None:
    second = submit(OTHER, baseline=first).json["id"]
    assert client.get(f"/v1/audits/{second}").json["since_baseline"] is None
    store.finish(second, since(succeeded(plain_finding(2), plain_finding(4)), store.result(first)))
    assert client.get(f"/v1/audits/{second}").json["since_baseline"] == {"new": 1, "unchanged": 1, "absent": 1}
    assert client.get(f"/v1/audits/{first}").json["since_baseline"] is None


def test_a_batch_tells_which_reports_were_answered_with_a_corrected_version(app, client, store, submit) -> None:
    batch = client.post("/v1/batches", data={"file": (BytesIO(b"PK\x03\x04"), "a.zip")}).json["id"]
    ids = [derived_id(batch, number) for number in range(3)]
    report = {"name": "a.txt", "size": 1, "media_type": "text/plain", "sha256": "0" * 64}
    for audit_id in ids:
        store.accept(new_request(report, id=audit_id, batch=batch), b"a")
        store.finish(audit_id, succeeded(finding(1)))
    batches = app.extensions["backend"].storage.batches
    batches.expand(batch, Members(tuple(Member(f"{number}.txt", audit_id) for number, audit_id in enumerate(ids))))
    batches.finish(batch, BatchResult(moment()))

    def answered() -> list[object]:
        return [row["corrected_by"] for row in client.get(f"/v1/batches/{batch}").json["reports"]]

    client.post(f"/v1/audits/{ids[2]}/again", query_string={"baseline": ids[2]})
    assert answered() == [None] * 3, "the same file once more is no corrected one"
    second = submit(OTHER, baseline=ids[0]).json["id"]
    waiting = {"audit": second, "status": "waiting", "verdict": None, "since_baseline": None}
    assert answered() == [waiting, None, None]
    store.finish(second, since(succeeded(finding(3)), store.result(ids[0])))
    told = {"audit": second, "status": "succeeded", "verdict": "fail"}
    assert answered()[0] == {**told, "since_baseline": {"new": 0, "unchanged": 1, "absent": 0}}
    third = submit(OTHER, baseline=second).json["id"]
    store.finish(third, failed())
    assert answered()[0]["audit"] == third, "a corrected version of a corrected version"
    client.delete(f"/v1/audits/{third}")
    assert answered()[0]["audit"] == second


def test_assessments_of_a_batch_are_told_beside_its_summary(app, client, store) -> None:
    batch = client.post("/v1/batches", data={"file": (BytesIO(b"PK\x03\x04"), "a.zip")}).json["id"]
    ids = [derived_id(batch, number) for number in range(2)]
    report = {"name": "a.txt", "size": 1, "media_type": "text/plain", "sha256": "0" * 64}
    for audit_id in ids:
        store.accept(new_request(report, id=audit_id, batch=batch), b"a")
        store.finish(audit_id, succeeded(finding(1)))
    batches = app.extensions["backend"].storage.batches
    batches.expand(batch, Members(tuple(Member("a.txt", audit_id) for audit_id in ids)))
    batches.finish(batch, BatchResult(moment()))
    before = client.get(f"/v1/batches/{batch}").json
    assert before["after_assessments"] is None
    assert client.get(f"/v1/batches/{batch}/notices").status_code == 202
    said = {"state": "disputed", "note": "表三注明"}
    client.post(f"/v1/audits/{ids[0]}/findings/{1:016x}/assessments", json=said)
    after = client.get(f"/v1/batches/{batch}").json
    assert (after["summary"], after["verdicts"]) == (before["summary"], before["verdicts"])
    assert after["after_assessments"] == {
        **{"confirmed": 0, "disputed": 1, "corrected": 0, "error": 1, "warning": 0, "note": 0, "to_check": 0},
        **{"verdicts": {"pass": 1, "fail": 1}, "between": 0},
    }
    assert [row["after_assessments"] and row["after_assessments"]["verdict"] for row in after["reports"]] == [
        "pass",
        None,
    ]
    drawn = [name for name in app.extensions["backend"].queue.tasks() if "_notices_" in name]
    client.get(f"/v1/batches/{batch}/notices")
    assert len([name for name in app.extensions["backend"].queue.tasks() if "_notices_" in name]) == len(drawn) + 1
