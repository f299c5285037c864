import csv
import io
import struct
import zipfile
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.http import parse_options_header

from service.api.reports import FORMS, DocumentFormat, Format
from service.audits.audit import Problem
from service.audits.rendering import Kind, Rendering
from tests.service.api.conftest import REPORT
from tests.service.api.results import failed, finding, plain_finding, succeeded

ENGLISH = {"Accept-Language": "en"}


def _docx() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return written.getvalue()


DOCX = _docx()


@pytest.fixture
def ended(store, audit_id) -> str:
    store.finish(audit_id, succeeded(finding(), plain_finding(2)))
    return audit_id


def address_of(audit_id: str, format: str) -> str:
    """Where a document is, by the name of its form."""
    folder = "" if format == Format.SARIF else "documents/" if format in [*DocumentFormat] else "files/"
    return f"/v1/audits/{audit_id}/{folder}{format}"


MADE_OF_RESULTS = [Format.SARIF, *DocumentFormat]


@pytest.mark.parametrize("format", MADE_OF_RESULTS)
def test_a_report_comes_in_the_form_that_its_address_names(client, ended, format) -> None:
    response = client.get(address_of(ended, format))
    assert (response.status_code, response.mimetype) == (200, FORMS[format].media_type)


@pytest.mark.parametrize(("data", "own_form"), [(REPORT, None), (b"%PDF-1.7 x", Format.PDF)])
def test_an_audit_links_to_each_document_that_it_is_to_be_had_as(client, store, submit, data, own_form) -> None:
    audit_id = submit(data).json["id"]
    store.finish(audit_id, succeeded(finding()))
    links = client.get(f"/v1/audits/{audit_id}").json["links"]
    formats = [*MADE_OF_RESULTS, *([own_form] if own_form else [])]
    notice = {"notice": f"/v1/audits/{audit_id}/notice"}
    assert links["documents"] == notice | {format.value: address_of(audit_id, format) for format in formats}
    assert (links["page"] is not None) == (own_form is Format.PDF)
    for address in links["documents"].values():
        assert client.get(address).status_code in (200, 202)


@pytest.mark.parametrize(
    "part", ["documents/pdf", "documents/x", "documents/" + "x" * 1_000, "files/html", "files/notice"]
)
def test_a_form_that_there_is_not_is_told_with_those_that_there_are(client, ended, part) -> None:
    refused = client.get(f"/v1/audits/{ended}/{part}")
    assert (refused.status_code, refused.json["type"]) == (406, "/problems/format-unavailable")
    assert ("markdown" in refused.json["detail"]) == ("documents" in part)


@pytest.mark.parametrize("format", MADE_OF_RESULTS)
def test_a_document_is_given_under_the_address_of_before_too(app, client, ended, format) -> None:
    wanted, old = client.get(address_of(ended, format)), FlaskClient(app)
    named = old.get(f"/v1/audits/{ended}/report?format={format}")
    accepted = old.get(f"/v1/audits/{ended}/report", headers={"Accept": FORMS[format].media_type})
    assert wanted.data == named.data == accepted.data
    assert wanted.mimetype == named.mimetype == accepted.mimetype
    assert "Accept" in accepted.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/csv;q=0.5, application/sarif+json", "application/sarif+json"),
        ("application/json; charset=utf-8", "application/json"),
        ("text/csv; header=present; q=0.9, application/json;q=0.5", "text/csv"),
        ("image/png, text/*;q=0.1", "text/csv"),
    ],
)
def test_of_the_forms_that_are_accepted_the_best_comes(app, ended, accept, media_type) -> None:
    response = FlaskClient(app).get(f"/v1/audits/{ended}/report", headers={"Accept": accept} if accept else {})
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
    response = client.get(f"/v1/audits/{ended}/documents/csv", headers=ENGLISH)
    assert parse_options_header(response.headers["Content-Disposition"])[1]["filename"] == "某某局, 2023 audit.csv"
    assert response.headers["Content-Language"] == "en"
    assert next(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))[0] == "File"
    tag = {**ENGLISH, "If-None-Match": response.headers["ETag"]}
    assert client.get(f"/v1/audits/{ended}/documents/csv", headers=tag).status_code == 304


@pytest.mark.parametrize(
    ("report", "name"),
    [
        ({"agency": "某某局", "year": 2023}, "某某局2023年度 审核结果.csv"),
        ({"agency": "𠮷田/局:", "year": None}, "〓田 局 审核结果.csv"),
        ({"agency": None, "year": None}, "某局年报 审核结果.csv"),
        ({"agency": "局" * 300, "year": None}, f"{'局' * 100} 审核结果.csv"),
    ],
)
def test_a_document_is_named_after_body_and_year_or_else_its_report(client, store, submit, report, name: str) -> None:
    audit_id = submit(name="某局年报.txt").json["id"]
    store.finish(audit_id, replace(succeeded(), report={**succeeded().report, **report}))
    named = client.get(f"/v1/audits/{audit_id}/documents/csv").headers["Content-Disposition"]
    assert named.isascii()
    assert parse_options_header(named)[1]["filename"] == name
    original = client.get(f"/v1/audits/{audit_id}/original").headers["Content-Disposition"]
    assert original.startswith("attachment; filename=report.txt; filename*=")


def test_the_html_is_shown_under_a_policy_that_runs_and_loads_nothing(client, ended) -> None:
    response = client.get(f"/v1/audits/{ended}/documents/html")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "unsafe" not in policy
    assert response.headers["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(
    ("format", "data", "kind"), [("pdf", b"%PDF-1.7\n", "annotated"), ("docx", DOCX, "commented")], ids=["pdf", "docx"]
)
def test_the_file_that_was_sent_is_drawn_on_once_and_given_from_then_on(
    client, app, store, queue, submit, format, data, kind
) -> None:
    audit_id = submit(data).json["id"]
    store.finish(audit_id, succeeded(finding()))
    (app.extensions["backend"].settings.data_dir / "audits" / audit_id[-2:] / audit_id).mkdir(parents=True)
    address, wanted = f"/v1/audits/{audit_id}/files/{format}", Rendering(audit_id, Kind(kind), "en")
    pending = client.get(address, headers=ENGLISH)
    assert (pending.status_code, pending.json) == (202, {"status": "drawing"})
    assert pending.headers["Retry-After"]
    assert queue.tasks() == [wanted.name]
    app.extensions["backend"].storage.renderings.keep(wanted, b"drawn")
    given = client.get(address, headers={**ENGLISH, "Accept": "*/*"})
    assert (given.status_code, given.data, given.mimetype) == (200, b"drawn", FORMS[Format(format)].media_type)
    assert client.get(address).status_code == 202, "each language is a document of its own"


def test_what_could_not_be_drawn_says_why(client, app, store, submit) -> None:
    audit_id = submit(b"%PDF-1.7\n").json["id"]
    store.finish(audit_id, succeeded(finding()))
    (app.extensions["backend"].settings.data_dir / "audits" / audit_id[-2:] / audit_id).mkdir(parents=True)
    app.extensions["backend"].storage.renderings.fail(
        Rendering(audit_id, Kind.ANNOTATED, "zh"), Problem("damaged-file", {"kind": "PDF"})
    )
    refused = client.get(f"/v1/audits/{audit_id}/files/pdf")
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/rendering-failed")
    assert refused.json["problem"]["type"] == "/problems/damaged-file"


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_file_of_another_kind_is_not_drawn_on(client, ended, format) -> None:
    refused = client.get(f"/v1/audits/{ended}/files/{format}", headers=ENGLISH)
    assert (refused.status_code, refused.json["type"]) == (406, "/problems/format-unavailable")
    accepted = client.get(f"/v1/audits/{ended}/report", headers={"Accept": FORMS[Format(format)].media_type})
    assert (accepted.status_code, accepted.json["type"]) == (406, "/problems/not-acceptable")


def test_a_page_is_a_picture(client, app, store, queue, submit) -> None:
    audit_id = submit(b"%PDF-1.7\n").json["id"]
    (app.extensions["backend"].settings.data_dir / "audits" / audit_id[-2:] / audit_id).mkdir(parents=True)
    assert client.get(f"/v1/audits/{audit_id}/pages/2").status_code == 202
    assert queue.tasks() == [Rendering(audit_id, Kind.PAGE, "2").name]
    app.extensions["backend"].storage.renderings.keep(Rendering(audit_id, Kind.PAGE, "2"), b"\x89PNG")
    response = client.get(f"/v1/audits/{audit_id}/pages/02")
    assert (response.data, response.mimetype) == (b"\x89PNG", "image/png")
    store.finish(audit_id, replace(succeeded(), pages=2))
    for number in ("3", "0", "-1", "x", "9" * 30, "２"):
        assert client.get(f"/v1/audits/{audit_id}/pages/{number}").json["type"] == "/problems/page-not-found"


def test_a_file_without_pages_has_no_pictures(client, ended) -> None:
    assert client.get(f"/v1/audits/{ended}/pages/1").json["type"] == "/problems/format-unavailable"


def test_a_page_tells_how_finely_it_is_drawn(app, client, submit) -> None:
    pdf = submit(b"%PDF-1.7\n").json["id"]
    (app.extensions["backend"].settings.data_dir / "audits" / pdf[-2:] / pdf).mkdir(parents=True)
    for scale, told in ((2.0, "144"), (0.5, "36")):
        head = struct.pack(">I4s13sI", 13, b"IHDR", bytes(13), 0)
        size = struct.pack(">I4s2IBI", 9, b"pHYs", *[round(scale * 72 / 0.0254)] * 2, 1, 0)
        rendering = Rendering(pdf, Kind.PAGE, "1" if scale > 1 else "2")
        app.extensions["backend"].storage.renderings.keep(rendering, b"\x89PNG\r\n\x1a\n" + head + size)
        assert client.get(f"/v1/audits/{pdf}/pages/{rendering.detail}").headers["Dots-Per-Inch"] == told


@pytest.mark.parametrize("media", ["application/ofd", "image/png", "image/jpeg", "image/tiff"])
def test_an_ofd_and_a_scan_have_pages_too(client, store, audit_id, queue, media) -> None:
    store.requests[audit_id] = replace(store.requests[audit_id], media_type=media)
    assert client.get(f"/v1/audits/{audit_id}/pages/1").status_code == 202
    assert queue.tasks()[-1] == Rendering(audit_id, Kind.PAGE, "1").name


def test_without_a_result_there_is_no_report(client, store, submit) -> None:
    waiting, broken = submit().json["id"], submit().json["id"]
    store.finish(broken, failed())
    assert client.get(f"/v1/audits/{waiting}/report").json["type"] == "/problems/audit-not-finished"
    assert client.get(f"/v1/audits/{broken}/documents/html").json["type"] == "/problems/audit-failed"


@pytest.mark.parametrize("format", ["html", "sarif", "csv", "markdown"])
def test_a_document_of_a_long_result_is_drawn_by_a_worker(client, app, store, queue, submit, format) -> None:
    audit_id = submit().json["id"]
    store.finish(audit_id, succeeded(*(plain_finding(number) for number in range(1_000))))
    (app.extensions["backend"].settings.data_dir / "audits" / audit_id[-2:] / audit_id).mkdir(parents=True)
    address = address_of(audit_id, format)
    assert client.get(address).status_code == 202
    assert queue.tasks() == [Rendering(audit_id, Kind(format), "zh").name]
    app.extensions["backend"].storage.renderings.keep(Rendering(audit_id, Kind(format), "zh"), b"{}")
    given = client.get(address)
    assert (given.status_code, given.data, given.mimetype) == (200, b"{}", FORMS[Format(format)].media_type)
    assert "sandbox" in given.headers["Content-Security-Policy"]
    assert ("style-src" in given.headers["Content-Security-Policy"]) is (format == "html")
    assert client.get(f"/v1/audits/{audit_id}/report").status_code == 200
