import base64
import csv
import io
import random
import threading
import time
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from service.audits.audit import Problem, Progress, Request, Stage
from service.audits.batch import BatchCursor, BatchResult, Member, Members, Skipped, SkipReason, step_of
from service.audits.delivery import Delivery
from service.audits.ids import derived_id, made_at
from service.audits.rendering import Kind, Rendering
from service.errors import QueueUnavailable, StorageFull
from service.renderers import to_json
from service.renderers.to_csv import COLUMNS
from service.reports.finding import Severity
from tests.service.api.conftest import REPORT
from tests.service.api.results import failed, finding, succeeded, to_check

ENGLISH = {"Accept-Language": "en"}
UNKNOWN = "01KADEQ4SX8Y7V1D0M3W9R5T2B"
MOMENT = "2026-01-02T03:04:06.123Z"
AUDITS = [f"01KADEQ4SX8Y7V1D0M3W9R5T2{letter}" for letter in "CDE"]


@pytest.fixture
def batches(app):
    return app.extensions["backend"].storage.batches


@pytest.fixture
def send(client):
    def post(*files: tuple[bytes, str], **fields: object):
        return client.post("/v1/batches", data={"file": [(BytesIO(data), name) for data, name in files], **fields})

    return post


@pytest.fixture
def running(send, store, batches) -> str:
    """A batch of three reports and one file of which there is no audit."""
    batch_id = send((REPORT, "a.txt")).json["id"]
    for audit_id in AUDITS:
        store.accept(Request(audit_id, MOMENT, "a.txt", 1, "text/plain", "0" * 64), REPORT)
    members = [Member(f"dir/{number}.txt", audit_id) for number, audit_id in enumerate(AUDITS)]
    batches.expand(batch_id, Members((*members, Member("b.exe", problem=Problem("empty-file")))))
    return batch_id


@pytest.fixture
def ended(running, store, batches) -> str:
    store.finish(AUDITS[0], succeeded(finding(), to_check(2)))
    store.finish(AUDITS[1], failed())
    store.delete(AUDITS[2])
    between = [{"audit": AUDITS[0], **to_json.finding(finding(number))} for number in range(5)]
    batches.finish(running, BatchResult(MOMENT, tuple(between), ruleset="1", reports=4, verdicts={"fail": 1}, failed=2))
    return running


def names(archive: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(archive)).namelist()


def archive(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, data in files.items():
            made.writestr(f"{name}.txt", data)
    return written.getvalue()


def test_many_parts_are_kept_as_one_archive_and_opened_later(send, batches, queue) -> None:
    response = send(
        (REPORT, "一.txt"), (REPORT, "../二.txt"), (REPORT, "一.txt"), label="第一批", select="ARI,YEAR", year=2023
    )
    batch = response.json
    assert response.status_code == 202
    assert response.headers["Location"] == f"/v1/batches/{batch['id']}" == batch["links"]["self"]
    assert response.headers["Retry-After"]
    assert (batch["status"], batch["label"], batch["reports"]) == ("expanding", "第一批", [])
    assert names(batches.archive(batch["id"])) == ["一.txt", "二.txt", "2-一.txt"]
    kept = batches.request(batch["id"])
    assert (kept.select, kept.year) == (("ARI", "YEAR"), 2023)
    assert queue.tasks() == [step_of(batch["id"])]


@pytest.mark.parametrize("raw", [True, False])
def test_an_archive_is_kept_as_it_is(client, send, batches, raw) -> None:
    data = archive(a=REPORT, b=REPORT)
    response = (
        client.post("/v1/archives?label=x", data=data, content_type="application/zip")
        if raw
        else send((data, "reports.zip"))
    )
    assert batches.archive(response.json["id"]) == data


def test_a_docx_is_a_report_and_no_archive(send, batches) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    batch_id = send((written.getvalue(), "a.docx")).json["id"]
    assert names(batches.archive(batch_id)) == ["a.docx"]


def test_what_is_no_batch_is_told(client, send) -> None:
    nothing = client.post("/v1/batches", data={"label": "x"}, headers=ENGLISH, content_type="multipart/form-data")
    assert (nothing.status_code, nothing.json["errors"][0]["pointer"]) == (422, "/file")
    foreign = client.post("/v1/batches", data={"file": (BytesIO(REPORT), "a"), "other": (BytesIO(REPORT), "b")})
    assert foreign.json["errors"][0]["pointer"] == "/other"
    raw = client.post("/v1/archives", data=REPORT, content_type="application/zip")
    assert (raw.status_code, raw.json["errors"][0]["pointer"]) == (422, "")
    assert "ZIP" in raw.json["errors"][0]["detail"]
    assert client.post("/v1/archives", data=REPORT, content_type="text/plain").status_code == 415
    assert send((REPORT, "a.txt"), year="x").json["errors"][0]["pointer"] == "/year"
    assert send((REPORT, "a.txt"), profile="nowhere").json["errors"][0]["pointer"] == "/profile"


def test_what_has_no_room_is_refused_and_nothing_is_kept(client, send, store, batches) -> None:
    store.failure = StorageFull()
    refused = send((REPORT, "a.txt"))
    assert (refused.status_code, refused.json["type"]) == (507, "/problems/storage-full")
    assert refused.headers["Retry-After"]
    assert batches.open_batches() == []


def test_files_that_were_passed_over_are_told_in_both_languages(client, send, batches) -> None:
    batch_id = send((archive(a=REPORT), "a.zip")).json["id"]
    skipped = (Skipped("__MACOSX/a", SkipReason.SYSTEM), Skipped("b/", SkipReason.FOLDER))
    batches.expand(batch_id, Members((Member("a.txt", problem=Problem("empty-file")),), skipped, 1_002))
    chinese, english = (
        client.get(f"/v1/batches/{batch_id}", headers={"Accept-Language": each}).json for each in ("zh", "en")
    )
    assert (chinese["counts"]["skipped"], chinese["counts"]["total"]) == (1_002, 1)
    assert [tuple(each.values()) for each in chinese["skipped"]] == [
        ("__MACOSX/a", "system-file", "操作系统生成的文件"),
        ("b/", "folder", "文件夹"),
    ]
    assert english["skipped"][0]["detail"] == "created by an operating system"


def test_a_batch_that_is_deleted_while_it_expands_takes_its_audits_along(client, send, store) -> None:
    batch_id = send((archive(a=REPORT, b=REPORT), "a.zip")).json["id"]
    accepted = derived_id(batch_id, 1)
    store.accept(Request(accepted, MOMENT, "b.txt", 1, "text/plain", "0" * 64), REPORT)
    assert client.delete(f"/v1/batches/{batch_id}").status_code == 204
    assert not store.requests


def test_a_batch_may_be_larger_than_a_report(send) -> None:
    assert send((b"x" * 90_000, "a.txt"), (b"x" * 90_000, "b.txt")).status_code == 202


def test_what_is_sent_twice_under_a_key_is_taken_once(client) -> None:
    def post(label: str, key: str):
        form = {"file": [(BytesIO(REPORT), "a.txt"), (BytesIO(REPORT), "b.txt")], "label": label}
        return client.post("/v1/batches", data=form, headers={"Idempotency-Key": key})

    first, again = post("x", "k1"), post("x", "k1")
    assert (first.status_code, again.status_code, again.headers["Idempotent-Replayed"]) == (202, 200, "true")
    assert again.json["id"] == first.json["id"] != post("x", "k2").json["id"]
    assert post("y", "k1").json["type"] == "/problems/idempotency-key-reused"
    client.delete(f"/v1/batches/{first.json['id']}")
    anew = post("x", "k1")
    assert (anew.status_code, anew.json["id"] != first.json["id"]) == (202, True)


def test_a_running_batch_tells_how_far_each_report_is(client, running, store) -> None:
    store.finish(AUDITS[0], succeeded(finding()))
    response = client.get(f"/v1/batches/{running}")
    batch = response.json
    assert (batch["status"], batch["finished_at"]) == ("running", None)
    assert batch["counts"] == {
        "total": 4,
        "waiting": 2,
        "succeeded": 1,
        "failed": 1,
        "canceled": 0,
        "deleted": 0,
        "pages": 0,
        "skipped": 0,
    }
    assert batch["reports"][0]["agency"] == "某某局"
    assert batch["reports"][3]["problem"]["type"] == "/problems/empty-file"
    assert response.headers["Retry-After"]


def test_an_ended_batch_tells_its_summary(client, ended) -> None:
    response = client.get(f"/v1/batches/{ended}")
    batch = response.json
    assert (batch["status"], batch["finished_at"]) == ("succeeded", MOMENT)
    assert batch["counts"] == {
        "total": 4,
        "waiting": 0,
        "succeeded": 1,
        "failed": 2,
        "canceled": 0,
        "deleted": 1,
        "pages": 0,
        "skipped": 0,
    }
    assert batch["verdicts"] == {"fail": 1}
    assert batch["summary"] == {
        "error": 1,
        "warning": 0,
        "note": 1,
        "to_check": 1,
        "suppressed": 0,
        "by_category": {"arithmetic": 1, "year": 1},
        "between": 5,
    }
    assert "Retry-After" not in response.headers
    tag = {"If-None-Match": response.headers["ETag"]}
    assert client.get(f"/v1/batches/{ended}", headers=tag).status_code == 304


def test_findings_between_reports_come_in_pages_with_their_audits(client, ended) -> None:
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/v1/batches/{ended}/findings?limit=2&cursor={cursor}", headers=ENGLISH).json
        seen += page["findings"]
        cursor = page["next"]
    assert [int(each["id"], 16) for each in seen] == [0, 1, 2, 3, 4]
    assert {each["audit"] for each in seen} == {AUDITS[0]}
    assert seen[0]["message"] == "The column does not balance"
    assert client.get(f"/v1/batches/{ended}/findings?rule=CON").json["findings"] == []


@pytest.mark.parametrize("part", ["findings", "workbook", "notices"])
def test_before_the_end_there_is_no_result(client, running, batches, part) -> None:
    response = client.get(f"/v1/batches/{running}/{part}")
    assert (response.status_code, response.json["type"]) == (409, "/problems/batch-not-finished")
    assert response.headers["Retry-After"]
    batches.finish(running, BatchResult(MOMENT, problem=Problem("damaged-file", {"kind": "ZIP"})))
    response = client.get(f"/v1/batches/{running}/{part}")
    assert (response.json["type"], response.json["problem"]["type"]) == (
        "/problems/batch-failed",
        "/problems/damaged-file",
    )
    assert client.get(f"/v1/batches/{running}").json["status"] == "failed"


@pytest.mark.parametrize(("part", "kind"), [("workbook", Kind.WORKBOOK), ("notices", Kind.NOTICES)])
def test_the_documents_of_a_batch_are_drawn_once(client, app, ended, queue, part, kind) -> None:
    queue.clear()
    assert client.get(f"/v1/batches/{ended}/{part}").status_code == 202
    assert queue.tasks() == [Rendering(ended, kind, "zh").name]
    app.extensions["backend"].storage.renderings.keep(Rendering(ended, kind, "zh"), b"PK")
    response = client.get(f"/v1/batches/{ended}/{part}")
    assert (response.status_code, response.data) == (200, b"PK")


def listed(client, **query: object) -> list[str]:
    return [batch["id"] for batch in client.get("/v1/batches", query_string=query).json["batches"]]


def test_batches_are_listed_without_their_reports(client, ended, send) -> None:
    later = send((REPORT, "a.txt"), label="second").json
    page = client.get("/v1/batches")
    assert (page.json["total"], page.json["next"], "Link" in page.headers) == (2, None, False)
    assert [(each["id"], each["status"], each["label"]) for each in page.json["batches"]] == [
        (later["id"], "expanding", "second"),
        (ended, "succeeded", None),
    ]
    told = client.get(f"/v1/batches/{ended}").json
    counted = {"failed": 2, "reports": 4, "between": 5}
    assert page.json["batches"][1] == {**{name: told.get(name) for name in page.json["batches"][1]}, **counted}
    assert page.json["batches"][0]["reports"] is None


def test_a_batch_gets_another_label_and_is_found_by_part_of_it(client, send, batches) -> None:
    first, second = (send((REPORT, "a.txt"), label="Batch of spring").json for _ in range(2))
    renamed = client.post(f"{first['links']['rename']}?label=县直部门 2025")
    assert (renamed.status_code, renamed.json["label"]) == (200, "县直部门 2025")
    assert (listed(client, label="县直部门 2025"), listed(client, search="直部")) == ([first["id"]], [first["id"]])
    assert listed(client, search="SPRING") == [second["id"]]
    assert client.get("/v1/batches?search=x").json == {"batches": [], "next": None, "total": None}
    for label in ("again", ""):
        assert client.post(f"{first['links']['rename']}?label={label}").json["label"] == (label or None)
    assert client.get(f"/v1/batches/{first['id']}").json["label"] is None
    assert client.post(f"{first['links']['rename']}?label=a%0Ab").status_code == 422
    assert client.post(f"/v1/batches/{UNKNOWN}/rename?label=x").status_code == 404
    client.delete(f"/v1/batches/{first['id']}")
    assert client.post(f"{first['links']['rename']}?label=x").status_code == 404


def test_a_key_stands_for_what_was_sent_whatever_the_batch_is_called_now(client) -> None:
    def post():
        form = {"file": [(BytesIO(REPORT), "a.txt")], "label": "x"}
        return client.post("/v1/batches", data=form, headers={"Idempotency-Key": "k"}).json

    client.post(f"{post()['links']['rename']}?label=y")
    assert post()["label"] == "y"


def test_a_report_s_verdict_in_its_batch_has_what_was_found_between_them(client, running, store, batches) -> None:
    for audit_id in AUDITS:
        store.finish(audit_id, replace(succeeded(), verdict="pass"))
    before = client.get(f"/v1/batches/{running}").json
    assert before["verdicts"] == {"pass": 3}
    noted = finding(rule="YEAR01", severity=Severity.WARNING)
    between = [
        {"audit": audit_id, "against": AUDITS[2:], "marks": [], **to_json.finding(found)}
        for audit_id, found in ((AUDITS[0], finding()), (AUDITS[0], noted), (AUDITS[1], noted))
    ]
    batches.finish(running, BatchResult(MOMENT, tuple(between), ruleset="1"))
    after = client.get(f"/v1/batches/{running}", query_string={"since": before["cursor"]}).json
    assert [(each["audit"], each["verdict"], each["between"]) for each in after["reports"]] == [
        (AUDITS[0], "fail", 2),
        (AUDITS[1], "pass", 1),
    ]
    assert (after["verdicts"], after["summary"]["between"]) == ({"fail": 1, "pass": 2}, 3)
    assert client.get(f"/v1/audits/{AUDITS[0]}").json["verdict"] == "pass"
    of_one = client.get(f"/v1/batches/{running}/findings?audit={AUDITS[1]}").json["findings"]
    assert [(each["audit"], each["against"]) for each in of_one] == [(AUDITS[1], AUDITS[2:])]


def test_what_was_found_between_reports_is_left_whatever_people_say_of_their_own(
    client, running, store, batches
) -> None:
    for audit_id in AUDITS:
        store.finish(audit_id, succeeded(finding()))
    between = [{"audit": AUDITS[0], "against": AUDITS[2:], "marks": [], **to_json.finding(finding(2))}]
    batches.finish(running, BatchResult(MOMENT, tuple(between), ruleset="1"))
    for audit_id in AUDITS[:2]:
        address = f"/v1/audits/{audit_id}/findings/{finding().id}/assessments"
        assert client.post(address, json={"state": "corrected"}).status_code == 201
    after = client.get(f"/v1/batches/{running}").json
    left = [each["after_assessments"] and each["after_assessments"]["verdict"] for each in after["reports"][:3]]
    assert left == ["fail", "pass", None]
    assert after["after_assessments"]["verdicts"] == {"fail": 2, "pass": 1}
    assert client.get(f"/v1/batches/{running}/findings?audit=x").status_code == 422


def test_pages_are_counted_as_they_are_read(client, running, store, queue) -> None:
    store.finish(AUDITS[0], replace(succeeded(), pages=7))
    queue.runs.report_progress(AUDITS[1], Progress(Stage.READING, 1, 4, MOMENT, pages_done=3, pages=9))
    batch = client.get(f"/v1/batches/{running}").json
    assert batch["counts"]["pages"] == 10
    assert [(each["progress"] or {}).get("pages") for each in batch["reports"]] == [None, 9, None, None]
    later = client.get(f"/v1/batches/{running}", query_string={"since": batch["cursor"]}).json
    assert [each["audit"] for each in later["reports"]] == [AUDITS[1]]
    queue.state.failure = QueueUnavailable()
    assert client.get(f"/v1/batches/{running}").json["counts"]["pages"] == 7


def test_batches_are_chosen_by_label_and_time_page_by_page(client, send) -> None:
    ids = sorted(send((REPORT, "a.txt"), label=str(number % 2)).json["id"] for number in range(5))
    assert (listed(client), listed(client, sort="created_at")) == (ids[::-1], ids)
    assert set(listed(client, label="1")).isdisjoint(listed(client, label="0"))
    assert listed(client, created_after=made_at(ids[2])) == [id for id in ids[::-1] if made_at(id) > made_at(ids[2])]
    assert listed(client, created_before=made_at(ids[2])) == [id for id in ids[::-1] if made_at(id) < made_at(ids[2])]
    first = client.get("/v1/batches?limit=3")
    assert first.json["next"] == ids[2]
    assert listed(client, cursor=ids[2]) == ids[1::-1]
    client.delete(f"/v1/batches/{ids[0]}")
    assert listed(client, sort="created_at") == ids[1:]


def test_a_client_lists_its_own_batches_alone(client, bearer) -> None:
    one, two = bearer("one"), bearer("two")
    client.post("/v1/batches", data={"file": (BytesIO(REPORT), "a.txt")}, headers=one)
    assert len(client.get("/v1/batches", headers=one).json["batches"]) == 1
    assert client.get("/v1/batches", headers=two).json == {"batches": [], "next": None, "total": 0}


def test_a_canceled_batch_ends_with_all_that_waits(client, running, store, queue) -> None:
    store.finish(AUDITS[0], succeeded(finding()))
    response = client.post(f"/v1/batches/{running}/cancel")
    assert (response.status_code, response.json["status"]) == (200, "canceled")
    assert [each["status"] for each in response.json["reports"]] == ["succeeded", "canceled", "canceled", "failed"]
    assert client.get(f"/v1/batches/{running}").json["finished_at"]
    again = client.post(f"/v1/batches/{running}/cancel")
    assert (again.status_code, again.json["type"]) == (409, "/problems/batch-ended")
    assert client.get(f"/v1/batches/{running}/findings").json["findings"] == []


def test_a_batch_that_is_canceled_while_it_expands_has_what_was_accepted(client, send, store, batches) -> None:
    batch_id = send((REPORT, "a.txt"), (REPORT, "b.txt")).json["id"]
    member = derived_id(batch_id, 1)
    store.accept(Request(member, MOMENT, "b.txt", 1, "text/plain", "0" * 64, batch=batch_id), REPORT)
    told = client.post(f"/v1/batches/{batch_id}/cancel").json
    assert (told["status"], [(each["audit"], each["status"]) for each in told["reports"]]) == (
        "canceled",
        [(member, "canceled")],
    )
    assert not batches.is_expanding(batch_id)


@pytest.fixture
def opened(send, store, batches) -> str:
    """A batch of three reports, the second of which was accepted by now."""
    batch_id = send((REPORT, "a.txt"), (REPORT, "b.txt"), (REPORT, "c.txt")).json["id"]
    ids = [derived_id(batch_id, number) for number in range(3)]
    members = tuple(Member(f"{letter}.txt", id) for letter, id in zip("abc", ids, strict=True))
    batches.open(batch_id, Members(members, (Skipped("x/", SkipReason.FOLDER),), 1))
    store.accept(Request(ids[1], MOMENT, "b.txt", 1, "text/plain", "0" * 64, batch=batch_id), REPORT)
    return batch_id


def test_an_opened_batch_tells_all_its_files_and_results_of_those_that_were_accepted(client, opened, store) -> None:
    accepted = derived_id(opened, 1)
    store.finish(accepted, succeeded(finding()))
    told = client.get(f"/v1/batches/{opened}").json
    assert (told["status"], told["counts"]["total"], told["counts"]["waiting"]) == ("running", 3, 2)
    assert [(each["number"], each["name"], each["audit"], each["status"]) for each in told["reports"]] == [
        (1, "a.txt", None, "waiting"),
        (2, "b.txt", accepted, "succeeded"),
        (3, "c.txt", None, "waiting"),
    ]
    assert [each["name"] for each in told["skipped"]] == ["x/"]
    assert client.get("/v1/batches").json["batches"][0]["reports"] == 3


def test_who_has_the_files_of_an_opened_batch_is_told_of_each_that_is_accepted_or_can_not_be(
    client, opened, store, batches
) -> None:
    cursor = client.get(f"/v1/batches/{opened}").json["cursor"]
    first = derived_id(opened, 0)
    store.accept(Request(first, MOMENT, "a.txt", 1, "text/plain", "0" * 64, batch=opened), REPORT)
    told = client.get(f"/v1/batches/{opened}", query_string={"since": cursor}).json
    assert [(each["number"], each["audit"], each["status"]) for each in told["reports"]] == [(1, first, "waiting")]
    *accepted, last = batches.listing(opened).members
    batches.expand(opened, Members((*accepted, replace(last, audit=None, problem=Problem("empty-file")))))
    told = client.get(f"/v1/batches/{opened}", query_string={"since": told["cursor"]}).json
    assert [(each["number"], each["audit"], each["status"]) for each in told["reports"]] == [(3, None, "failed")]


def test_an_opened_batch_that_is_canceled_keeps_the_files_that_were_not_accepted(client, opened) -> None:
    told = client.post(f"/v1/batches/{opened}/cancel").json
    assert [(each["audit"], each["status"]) for each in told["reports"]] == [
        (None, "canceled"),
        (derived_id(opened, 1), "canceled"),
        (None, "canceled"),
    ]


def test_a_deleted_batch_takes_its_audits_along(client, ended, store) -> None:
    assert client.delete(f"/v1/batches/{ended}").status_code == 204
    for address in (f"/v1/batches/{ended}", f"/v1/audits/{AUDITS[0]}", f"/v1/audits/{AUDITS[1]}"):
        assert client.get(address).status_code == 404
    assert store.requests == {}


@pytest.mark.parametrize("part", ["", "/findings", "/workbook", "/notices"])
@pytest.mark.parametrize("unknown", [UNKNOWN, "1", "..%2F..%2Fetc"])
def test_an_id_that_is_none_or_unknown_is_404(client, unknown, part) -> None:
    response = client.get(f"/v1/batches/{unknown}{part}")
    assert response.status_code == 404
    assert response.json["type"] in ("/problems/batch-not-found", "/problems/not-found")


@pytest.fixture
def calling(app) -> str:
    """An address that callbacks may go to."""
    backend = app.extensions["backend"]
    settings = replace(backend.settings, callback_hosts=("portal.example.org",))
    app.extensions["backend"] = replace(backend, settings=settings)
    return "https://portal.example.org/hook"


def test_the_findings_between_reports_are_to_be_had_as_csv(client, ended) -> None:
    table = client.get(f"/v1/batches/{ended}/findings.csv", headers=ENGLISH)
    _, *lines = csv.reader(io.StringIO(table.data.decode("utf-8-sig")))
    assert [line[0] for line in lines] == ["dir/0.txt"] * 5
    assert {line[COLUMNS.index("message")] for line in lines} == {"The column does not balance"}
    assert client.get(f"/v1/batches/{ended}/findings", headers={"Accept": "*/*"}).mimetype == "application/json"
    assert client.get(f"/v1/batches/{ended}/findings?format=pdf").status_code == 422
    only = client.get(f"/v1/batches/{ended}/findings.csv?severity=note", headers=ENGLISH).data.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(only)))) == 1


@pytest.mark.parametrize("part", ["findings", "workbook"])
def test_a_table_is_given_under_the_address_of_before_too(app, ended, part) -> None:
    app.extensions["backend"].storage.renderings.keep(Rendering(ended, Kind.TABLE, "en"), b"a,b")
    old = FlaskClient(app)
    table = old.get(f"/v1/batches/{ended}/{part}.csv", headers=ENGLISH).data
    assert old.get(f"/v1/batches/{ended}/{part}?format=csv", headers=ENGLISH).data == table
    assert old.get(f"/v1/batches/{ended}/{part}", headers={**ENGLISH, "Accept": "text/csv"}).data == table


def test_all_findings_of_a_batch_are_drawn_as_csv_too(client, app, ended, queue) -> None:
    queue.clear()
    assert client.get(f"/v1/batches/{ended}/workbook.csv").status_code == 202
    assert queue.tasks() == [Rendering(ended, Kind.TABLE, "zh").name]
    app.extensions["backend"].storage.renderings.keep(Rendering(ended, Kind.TABLE, "zh"), b"a,b")
    response = client.get(f"/v1/batches/{ended}/workbook.csv")
    assert (response.mimetype, response.data) == ("text/csv", b"a,b")


def test_an_answer_is_held_until_something_of_the_batch_changes(client, running, store) -> None:
    def end() -> None:
        time.sleep(0.2)
        store.finish(AUDITS[0], succeeded())

    ending = threading.Thread(target=end)
    ending.start()
    begun = time.monotonic()
    batch = client.get(f"/v1/batches/{running}?wait=20").json
    ending.join()
    assert time.monotonic() - begun < 10
    assert batch["counts"]["succeeded"] == 1


def test_an_answer_is_held_no_longer_than_is_asked_and_not_at_all_once_the_batch_has_ended(client, ended) -> None:
    assert client.get(f"/v1/batches/{ended}?wait=30").json["status"] == "succeeded"
    assert client.get(f"/v1/batches/{ended}?wait=31").status_code == 422


def test_who_has_an_older_state_is_answered_at_once(client, running) -> None:
    begun = time.monotonic()
    assert client.get(f"/v1/batches/{running}?wait=20", headers={"If-None-Match": '"older"'}).status_code == 200
    tag = client.get(f"/v1/batches/{running}").headers["ETag"]
    assert client.get(f"/v1/batches/{running}?wait=1", headers={"If-None-Match": tag}).status_code == 304
    assert 0.9 < time.monotonic() - begun < 10


def test_what_has_changed_since_is_told_and_no_more(client, running, store) -> None:
    whole = client.get(f"/v1/batches/{running}").json
    assert [report["audit"] for report in whole["reports"]] == [*AUDITS, None]
    nothing = client.get(f"/v1/batches/{running}", query_string={"since": whole["cursor"]}).json
    assert (nothing["reports"], nothing["skipped"], nothing["cursor"]) == ([], [], whole["cursor"])
    assert nothing["counts"] == whole["counts"]
    store.finish(AUDITS[1], succeeded())
    ended = client.get(f"/v1/batches/{running}", query_string={"since": whole["cursor"]}).json
    assert [(report["audit"], report["status"]) for report in ended["reports"]] == [(AUDITS[1], "succeeded")]
    assert (ended["counts"]["succeeded"], ended["counts"]["total"]) == (1, 4)
    store.delete(AUDITS[1])
    store.finish(AUDITS[0], failed())
    moved = client.get(f"/v1/batches/{running}", query_string={"since": ended["cursor"]}).json["reports"]
    assert [(report["audit"], report["status"]) for report in moved] == [(AUDITS[0], "failed"), (AUDITS[1], "deleted")]


def test_what_has_changed_since_is_told_at_once_and_what_has_not_is_waited_for(client, running, store) -> None:
    cursor = client.get(f"/v1/batches/{running}").json["cursor"]
    store.finish(AUDITS[0], succeeded())
    begun = time.monotonic()
    batch = client.get(f"/v1/batches/{running}", query_string={"since": cursor, "wait": 20}).json
    assert time.monotonic() - begun < 5
    assert [report["audit"] for report in batch["reports"]] == [AUDITS[0]]
    batch = client.get(f"/v1/batches/{running}", query_string={"since": batch["cursor"], "wait": 1}).json
    assert time.monotonic() - begun > 0.9
    assert batch["reports"] == []


def test_before_a_batch_is_opened_nothing_is_known_of_it(client, send, batches) -> None:
    batch_id = send((REPORT, "one.txt")).json["id"]
    cursor = client.get(f"/v1/batches/{batch_id}").json["cursor"]
    skipped = (Skipped("Thumbs.db", SkipReason.SYSTEM),)
    batches.expand(batch_id, Members((Member("one.txt", AUDITS[0]),), skipped, 1))
    opened = client.get(f"/v1/batches/{batch_id}", query_string={"since": cursor, "wait": 20}).json
    assert [report["name"] for report in opened["reports"]] == ["one.txt"]
    assert [each["name"] for each in opened["skipped"]] == ["Thumbs.db"]


@pytest.mark.parametrize(
    "cursor", ["x", "00", "é", "eJw", base64.urlsafe_b64encode(zlib.compress(b"w" * 10**6)).decode()]
)
def test_what_is_no_cursor_is_told(client, running, cursor) -> None:
    answer = client.get(f"/v1/batches/{running}", query_string={"since": cursor})
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/since")


def test_a_cursor_of_the_largest_batch_fits_into_an_address() -> None:
    states = "".join(random.Random(1).choices("wsfcd", k=10_000))
    written = BatchCursor(states).written()
    assert len(written) < 8_000
    assert BatchCursor.read(written) == BatchCursor(states)


def test_a_client_that_prefers_to_wait_gets_the_ended_batch(client, batches, monkeypatch) -> None:
    accept = type(batches).accept

    def ended_at_once(self, request, archive) -> None:
        accept(self, request, archive)
        self.finish(request.id, BatchResult(MOMENT, problem=Problem("damaged-file", {"kind": "ZIP"})))

    monkeypatch.setattr(type(batches), "accept", ended_at_once)
    form = {"file": (BytesIO(REPORT), "a.txt")}
    response = client.post("/v1/batches", data=form, headers={"Prefer": "wait=5"})
    assert (response.status_code, response.headers["Preference-Applied"]) == (200, "wait=5")
    assert response.json["status"] == "failed"


def test_what_has_expired_is_410_to_whom_it_was_and_404_to_others(app, client, ended, batches, monkeypatch) -> None:
    assert client.get(f"/v1/batches/{ended}").json["expires_at"] > MOMENT
    batches.forget_old(float("inf"))
    for part in ("", "/findings", "/workbook", "/notices", "/deliveries"):
        response = client.get(f"/v1/batches/{ended}{part}")
        assert (response.status_code, response.json["type"]) == (410, "/problems/batch-expired")
    with monkeypatch.context() as patch:
        patch.setattr("service.api.batch_access.client", lambda: "another")
        assert client.get(f"/v1/batches/{ended}").status_code == 404
    batches.forget_old(float("inf"))
    assert client.get(f"/v1/batches/{ended}").status_code == 404


def test_it_has_expired_before_it_is_erased(app, client, ended) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, keep_days=1))
    for part in ("", "/findings", "/workbook", "/notices"):
        assert client.get(f"/v1/batches/{ended}{part}").status_code == 410


def test_the_end_of_a_batch_is_told_where_its_client_asks(app, client, calling, send, batches) -> None:
    batch_id = send((REPORT, "a.txt"), callback_url=calling).json["id"]
    callbacks, address = app.extensions["backend"].storage.batch_callbacks, f"/v1/batches/{batch_id}/deliveries"
    assert callbacks.scheduled() == []
    assert client.post(address).json["type"] == "/problems/batch-not-finished"
    batches.finish(batch_id, BatchResult(MOMENT))
    assert [id for _, id in callbacks.scheduled()] == [batch_id]
    callbacks.record(batch_id, Delivery(MOMENT, "failed", 500, None, 0.1, MOMENT))
    listed = client.get(address).json["deliveries"]
    assert [each["status"] for each in listed] == [500]
    batch = client.get(f"/v1/batches/{batch_id}").json
    assert (batch["callback_url"], batch["deliveries"]) == (calling, listed)
    callbacks.remove(batch_id)
    assert client.post(address).status_code == 202
    assert [id for _, id in callbacks.scheduled()] == [batch_id]
    client.delete(f"/v1/batches/{batch_id}")
    assert callbacks.scheduled() == []


def test_a_batch_has_a_callback_only_where_one_is_asked_for_and_allowed(client, calling, send, batches) -> None:
    refused = send((REPORT, "a.txt"), callback_url="https://elsewhere.example.org/")
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/callback_url")
    batch_id = send((REPORT, "a.txt")).json["id"]
    batches.finish(batch_id, BatchResult(MOMENT))
    assert client.post(f"/v1/batches/{batch_id}/deliveries").json["type"] == "/problems/no-callback"
    assert client.get(f"/v1/batches/{batch_id}/deliveries").json == {"deliveries": []}


def test_another_clients_batch_is_not_there(client, ended, batches, monkeypatch) -> None:
    monkeypatch.setattr("service.api.batch_access.client", lambda: "another")
    for part in ("", "/findings", "/workbook", "/notices"):
        assert client.get(f"/v1/batches/{ended}{part}").json["type"] == "/problems/batch-not-found"
    assert client.delete(f"/v1/batches/{ended}").status_code == 404
    assert batches.result(ended)


@pytest.mark.parametrize("part", ["workbook", "notices"])
def test_nothing_is_drawn_on_a_disk_without_room(client, ended, store, queue, part) -> None:
    store.failure = StorageFull()
    response = client.get(f"/v1/batches/{ended}/{part}")
    assert (response.status_code, response.json["type"]) == (507, "/problems/storage-full")
    assert not [name for name in queue.tasks() if part in name]


def test_a_batch_tells_what_became_of_its_audits_also_after_it_was_asked_before(client, running, store) -> None:
    def statuses() -> list[str]:
        return [each["status"] for each in client.get(f"/v1/batches/{running}").json["reports"]]

    assert statuses() == ["waiting", "waiting", "waiting", "failed"]
    store.finish(AUDITS[0], succeeded(finding()))
    assert statuses() == ["succeeded", "waiting", "waiting", "failed"]
    store.delete(AUDITS[0])
    store.delete(AUDITS[1])
    assert statuses() == ["deleted", "deleted", "waiting", "failed"]
