import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest

from service.audits.audit import Progress, Stage
from service.audits.media import Media
from service.errors import QueueUnavailable
from service.reports.finding import Severity
from tests.service.api.conftest import REPORT
from tests.service.api.results import (
    canceled,
    failed,
    finding,
    of_an_earlier_version,
    plain_finding,
    report,
    succeeded,
    to_check,
)

UNKNOWN = "01KADEQ4SX8Y7V1D0M3W9R5T2B"
ENGLISH = {"Accept-Language": "en"}


def test_a_form_is_accepted_and_kept_before_it_is_queued(submit, store, queue) -> None:
    response = submit(
        name="年报.txt", year="2023", agency="某某局", label="第一批", select="ARI,YEAR01", ignore="ARI05"
    )
    audit = response.json
    assert response.status_code == 202
    assert response.headers["Location"] == f"/v1/audits/{audit['id']}" == audit["links"]["self"]
    assert int(response.headers["Retry-After"]) > 0
    kept = store.requests[audit["id"]]
    assert (kept.name, kept.year, kept.agency, kept.label) == ("年报.txt", 2023, "某某局", "第一批")
    assert (kept.select, kept.ignore) == (("ARI", "YEAR01"), ("ARI05",))
    assert kept.request_id == response.headers["X-Request-Id"]
    assert store.uploads[audit["id"]] == REPORT
    assert queue.names() == [audit["id"]]
    assert audit["file"] == {
        "name": "年报.txt",
        "size": len(REPORT),
        "media_type": "text/plain",
        "sha256": hashlib.sha256(REPORT).hexdigest(),
        "pages": None,
    }
    assert (audit["status"], audit["verdict"], audit["report"]["year"]) == ("queued", None, 2023)


def test_repeated_fields_of_rules_add_up_and_blank_fields_count_as_not_given(submit, store) -> None:
    audit = submit(select=["ARI01", "YEAR, TAB"], ignore="", year=" ", label="").json
    kept = store.requests[audit["id"]]
    assert (kept.select, kept.ignore, kept.year, kept.label) == (("ARI01", "YEAR", "TAB"), (), None, None)


@pytest.mark.parametrize("kind", [None, "text/plain; charset=gb18030", "application/octet-stream", "application/pdf"])
def test_a_raw_body_is_told_by_its_content_whatever_its_type(client, store, kind) -> None:
    disposition = "attachment; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.txt"
    response = client.post(
        "/v1/audits?year=2023&select=ARI",
        data=REPORT,
        content_type=kind,
        headers={"Content-Disposition": disposition},
    )
    kept = store.requests[response.json["id"]]
    assert (kept.name, kept.media_type, kept.year, kept.select) == ("年报.txt", "text/plain", 2023, ("ARI",))


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("a\u202eb\x07.txt", "ab.txt"), ("x" * 300, "x" * 255)],
)
def test_of_a_files_name_only_its_last_part_is_kept(submit, store, given, kept) -> None:
    assert submit(name=given).json["file"]["name"] == kept


def test_a_folder_of_windows_is_no_part_of_a_files_name(client) -> None:
    headers = {"Content-Disposition": "attachment; filename*=UTF-8''C%3A%5Cdir%5Creport.txt"}
    assert client.post("/v1/reports", data=REPORT, headers=headers).json["file"]["name"] == "report.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_name_may_stand_in_a_header_as_it_is(client, encoding: str) -> None:
    headers = {"Content-Disposition": 'attachment; filename="年报.txt"'.encode(encoding).decode("latin-1")}
    assert client.post("/v1/reports", data=REPORT, headers=headers).json["file"]["name"] == "年报.txt"


def test_a_raw_body_without_a_name_has_one(client) -> None:
    assert client.post("/v1/reports", data=REPORT).json["file"]["name"] == "report"


def test_a_waiting_audit_tells_its_place(client, submit) -> None:
    ids = [submit().json["id"] for _ in range(2)]
    response = client.get(f"/v1/audits/{ids[1]}")
    assert (response.json["status"], response.json["queue_position"]) == ("queued", 2)
    assert response.headers["Retry-After"]


def test_a_running_audit_tells_its_stage(client, queue, audit_id) -> None:
    queue.begin(audit_id, Progress(Stage.READING, 1, 4))
    audit = client.get(f"/v1/audits/{audit_id}").json
    assert (audit["status"], audit["queue_position"]) == ("running", None)
    assert audit["progress"] == {"stage": "reading", "done": 1, "total": 4}
    assert audit["started_at"]


def test_a_running_audit_of_a_scan_tells_its_pages(client, queue, audit_id) -> None:
    queue.begin(audit_id, Progress(Stage.READING, 1, 4, pages_done=3, pages=12))
    told = client.get(f"/v1/audits/{audit_id}").json["progress"]
    assert (told["stage"], told["pages_done"], told["pages"]) == ("reading", 3, 12)


def test_an_audit_that_nobody_queued_yet_waits(client, queue, audit_id) -> None:
    queue.clear()
    audit = client.get(f"/v1/audits/{audit_id}").json
    assert (audit["status"], audit["queue_position"]) == ("queued", None)


def test_an_ended_audit_tells_its_result(client, store, audit_id) -> None:
    store.finish(audit_id, succeeded(finding()))
    response = client.get(f"/v1/audits/{audit_id}")
    audit = response.json
    assert (audit["status"], audit["verdict"], audit["ruleset"]) == ("succeeded", "fail", {"version": "1.2.3"})
    assert audit["report"] == {"agency": "某某局", "year": 2023, "period": ["2023-01-01", "2023-12-31"]}
    assert audit["summary"] == {
        "error": 1,
        "warning": 0,
        "note": 0,
        "to_check": 0,
        "suppressed": 0,
        "by_category": {"arithmetic": 1},
    }
    assert "Retry-After" not in response.headers


def test_what_is_told_of_an_ended_audit_is_made_once(client, store, audit_id, monkeypatch) -> None:
    store.finish(audit_id, succeeded(finding()))
    first = client.get(f"/v1/audits/{audit_id}")
    monkeypatch.delattr("service.renderers.audits.ended")
    assert client.get(f"/v1/audits/{audit_id}").json == first.json


def test_a_failed_audit_tells_its_problem_in_the_clients_language(client, store, audit_id) -> None:
    store.finish(
        audit_id, failed("unsupported-media-type", kind={"zh": "二进制文件", "en": "binary data"}, accepted="PDF")
    )
    chinese = client.get(f"/v1/audits/{audit_id}").json["problem"]
    english = client.get(f"/v1/audits/{audit_id}", headers=ENGLISH).json["problem"]
    assert chinese["type"] == english["type"] == "/problems/unsupported-media-type"
    assert "二进制文件" in chinese["detail"]
    assert "binary data" in english["detail"]


def test_a_kept_problem_survives_a_change_of_its_message(client, store, audit_id) -> None:
    store.finish(audit_id, failed("limit-exceeded"))
    assert client.get(f"/v1/audits/{audit_id}").json["problem"]["detail"]


def test_nothing_changed_is_304_until_something_does(client, store, audit_id) -> None:
    tag = client.get(f"/v1/audits/{audit_id}").headers["ETag"]
    assert client.get(f"/v1/audits/{audit_id}", headers={"If-None-Match": tag}).status_code == 304
    store.finish(audit_id, succeeded())
    assert client.get(f"/v1/audits/{audit_id}", headers={"If-None-Match": tag}).status_code == 200


def test_without_the_queue_ended_audits_are_told_and_others_are_503(client, store, queue, submit) -> None:
    ended, waiting = submit().json["id"], submit().json["id"]
    store.finish(ended, succeeded())
    queue.state.failure = QueueUnavailable()
    assert client.get(f"/v1/audits/{ended}").json["status"] == "succeeded"
    refused = client.get(f"/v1/audits/{waiting}")
    assert (refused.status_code, refused.json["type"]) == (503, "/problems/queue-unavailable")
    assert refused.headers["Retry-After"]


def test_findings_come_in_the_clients_language(client, store, audit_id) -> None:
    store.finish(audit_id, succeeded(finding(), plain_finding(2)))
    chinese = client.get(f"/v1/audits/{audit_id}/findings").json
    english = client.get(f"/v1/audits/{audit_id}/findings", headers=ENGLISH).json
    assert (chinese["findings"][0]["message"], chinese["findings"][0]["suggestion"]) == ("“总计”列不平衡", "请核对")
    assert english["findings"][0]["message"] == "The column does not balance"
    assert english["findings"][1]["suggestion"] is None
    assert chinese["checks"] == [
        {
            "rule": "ARI01",
            "status": "failed",
            "looked_at": 7,
            "unread": 1,
            "findings": 2,
            "truncated": False,
            "understood": None,
        }
    ]
    assert chinese["next"] is None


def test_findings_are_numbers_where_whole_and_strings_where_decimal(client, store, audit_id) -> None:
    store.finish(audit_id, succeeded(finding()))
    found = client.get(f"/v1/audits/{audit_id}/findings").json["findings"][0]
    assert (found["expected"], found["actual"], found["difference"]) == (8, "10.5", "2.5")
    assert [operand["value"] for operand in found["operands"]] == [8, "1.5"]
    assert found["facts"] == {"label": "总计", "years": [2022, 2023], "share": "0.5"}
    assert found["locations"][1] == {"section": 1, "line": 9, "quote": "原句"}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", [1, 2, 3, 4]),
        ("severity=error", [1]),
        ("severity=error,note", [1, 3, 4]),
        ("severity=error&severity=note", [1, 3, 4]),
        ("to_check=true", [4]),
        ("to_check=false", [1, 2, 3]),
        ("to_check=false&severity=note", [3]),
        ("category=table", [2]),
        ("rule=YEAR", [3, 4]),
        ("rule=ARI01,TAB05", [1, 2]),
        ("rule=ARI&severity=warning", []),
    ],
)
def test_findings_are_filtered(client, store, audit_id, query, ids) -> None:
    made = succeeded(finding(1), finding(2, "TAB05", Severity.WARNING), plain_finding(3), to_check(4))
    store.finish(audit_id, made)
    shown = client.get(f"/v1/audits/{audit_id}/findings?{query}").json["findings"]
    assert [int(each["id"], 16) for each in shown] == ids


def test_notes_to_check_are_counted_among_the_notes_and_by_themselves(client, store, audit_id) -> None:
    store.finish(audit_id, succeeded(finding(), plain_finding(2), to_check(3)))
    summary = client.get(f"/v1/audits/{audit_id}").json["summary"]
    assert (summary["error"], summary["note"], summary["to_check"]) == (1, 2, 1)


def test_an_audit_of_before_notes_to_check_has_none(client, store, audit_id) -> None:
    store.finish(audit_id, of_an_earlier_version(succeeded(finding(), plain_finding(2))))
    assert client.get(f"/v1/audits/{audit_id}").json["summary"]["to_check"] == 0
    asked = [client.get(f"/v1/audits/{audit_id}/findings?to_check={which}").json for which in ("true", "false")]
    assert [len(page["findings"]) for page in asked] == [0, 2]
    assert "understood" not in asked[0]["checks"][0]
    for document in ("report", "documents/html", "documents/markdown", "documents/csv", "sarif"):
        assert client.get(f"/v1/audits/{audit_id}/{document}").status_code == 200


def test_pages_of_findings_give_each_once(client, store, audit_id) -> None:
    store.finish(
        audit_id, succeeded(*(finding(number) for number in range(7)), *(plain_finding(n) for n in range(7, 9)))
    )
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/v1/audits/{audit_id}/findings?limit=3&rule=ARI&cursor={cursor}").json
        seen += [int(each["id"], 16) for each in page["findings"]]
        cursor = page["next"]
    assert seen == [*range(7)]


def test_tables_and_text_are_told_as_read(client, store, audit_id) -> None:
    store.finish(audit_id, succeeded())
    table = client.get(f"/v1/audits/{audit_id}/tables").json["tables"][0]
    received, carried_over = table["rows"]
    assert received["cells"][0] == {
        "key": "total",
        "text": "1 0",
        "figure": 10,
        "kind": "split",
        "confidence": 1.0,
        "location": {
            "section": 3,
            "table": "applications",
            "row": "received",
            "column": "total",
            "page": 2,
            "bbox": [1.0, 2.0, 3.0, 4.0],
        },
    }
    assert (carried_over["cells"], carried_over["unreadable"]) == ([], "two figures for seven")
    text = client.get(f"/v1/audits/{audit_id}/text").json
    assert text["title"]["text"] == report().title.text
    assert [line["text"] for line in text["title"]["lines"]] == ["某某局2023年度", "\n报告"]
    assert text["sections"][0]["subsections"][0]["heading"]["title"] == "某事"


@pytest.mark.parametrize("part", ["findings", "tables", "text"])
def test_before_the_end_there_is_no_result(client, audit_id, part) -> None:
    response = client.get(f"/v1/audits/{audit_id}/{part}")
    assert (response.status_code, response.json["type"]) == (409, "/problems/audit-not-finished")
    assert response.headers["Retry-After"]


@pytest.mark.parametrize("part", ["findings", "tables", "text"])
def test_after_a_failure_there_is_its_problem(client, store, audit_id, part) -> None:
    store.finish(audit_id, failed())
    response = client.get(f"/v1/audits/{audit_id}/{part}")
    assert (response.status_code, response.json["type"]) == (409, "/problems/audit-failed")
    assert response.json["problem"]["type"] == "/problems/undecodable-text"


def test_after_a_cancel_there_is_no_result(client, store, audit_id) -> None:
    store.finish(audit_id, canceled())
    response = client.get(f"/v1/audits/{audit_id}/findings")
    assert (response.status_code, response.json["type"]) == (409, "/problems/audit-canceled")


@pytest.mark.parametrize("part", ["", "/findings", "/tables", "/text"])
@pytest.mark.parametrize("unknown", [UNKNOWN, "1", UNKNOWN.lower(), "..%2F..%2Fetc", "%00", "x" * 3000, "报告"])
def test_an_id_that_is_none_or_unknown_is_404(client, unknown, part) -> None:
    response = client.get(f"/v1/audits/{unknown}{part}")
    assert response.status_code == 404
    assert response.json["type"] in ("/problems/audit-not-found", "/problems/not-found")


def test_a_client_that_sends_a_second_file_under_another_name_is_told(client) -> None:
    form = {"file": (BytesIO(REPORT), "a.txt"), "other": (BytesIO(REPORT), "b.txt")}
    response = client.post("/v1/audits", data=form, headers=ENGLISH)
    assert response.status_code == 422
    assert response.json["errors"] == [{"pointer": "/other", "detail": "is not a field of this request"}]


def test_attachments_are_kept_beside_the_report_and_told(submit, store) -> None:
    files = [(BytesIO(REPORT), "附件1.txt"), (BytesIO(REPORT + b"2"), "附件2.txt")]
    told = submit(attachment=files).json
    assert [each["name"] for each in told["related"]["attachments"]] == ["附件1.txt", "附件2.txt"]
    assert store.attached[told["id"]] == [REPORT, REPORT + b"2"]


def test_an_attachment_may_be_a_spreadsheet(submit) -> None:
    with ZipFile(sheet := BytesIO(), "w") as written:
        written.writestr("xl/workbook.xml", "")
    (told,) = submit(attachment=(BytesIO(sheet.getvalue()), "附件.xlsx")).json["related"]["attachments"]
    assert told["name"] == "附件.xlsx"
    assert told["media_type"] == Media.XLSX
