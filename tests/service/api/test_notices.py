"""Notices of what to correct: drawn by a worker as they are filled in, and given from then on."""

import pytest
from werkzeug.http import parse_options_header

from service.audits.audit import Problem, Result, Status
from service.audits.media import Media
from service.audits.rendering import Kind, NoticeFields, Rendering
from tests.service.api.results import canceled, failed, finding, succeeded

FILLED = {"deadline": "2026-01-31", "office": "云溪县政务公开办", "addressee": "云溪县水利局", "issued": "2026-01-05"}
FIELDS = NoticeFields("2026-01-31", "云溪县政务公开办", "云溪县水利局", "2026-01-05")


@pytest.fixture
def ended(store, audit_id, app) -> str:
    store.finish(audit_id, succeeded(finding()))
    (app.extensions["backend"].settings.data_dir / "audits" / audit_id[-2:] / audit_id).mkdir(
        parents=True, exist_ok=True
    )
    return audit_id


def name_of(response) -> str:
    return parse_options_header(response.headers["Content-Disposition"])[1]["filename"]


@pytest.mark.parametrize(
    ("asked", "kind", "media"),
    [
        ({}, Kind.NOTICE, Media.DOCX),
        ({"query_string": {"format": "docx"}}, Kind.NOTICE, Media.DOCX),
        ({"query_string": {"format": "pdf"}}, Kind.NOTICE_PDF, Media.PDF),
        ({"headers": {"Accept": "application/pdf"}}, Kind.NOTICE_PDF, Media.PDF),
        ({"headers": {"Accept": "text/html"}}, Kind.NOTICE, Media.DOCX),
    ],
)
def test_a_notice_is_drawn_once_and_given_by_the_name_of_body_and_year(
    client, app, queue, ended, asked, kind, media
) -> None:
    queue.clear()
    address, wanted = f"/v1/audits/{ended}/notice", Rendering(ended, kind, "zh")
    assert client.get(address, **asked).status_code == 202
    assert queue.tasks() == [wanted.name]
    app.extensions["backend"].storage.renderings.keep(wanted, b"drawn")
    given = client.get(address, **asked)
    assert (given.status_code, given.data, given.mimetype) == (200, b"drawn", media.value)
    assert name_of(given) == f"某某局2023年度整改通知单.{'pdf' if media is Media.PDF else 'docx'}"


def test_each_way_to_fill_it_in_is_a_notice_of_its_own(client, app, queue, ended) -> None:
    queue.clear()
    address, wanted = f"/v1/audits/{ended}/notice", Rendering(ended, Kind.NOTICE, FIELDS.detail("en"))
    assert client.get(address, query_string=FILLED, headers={"Accept-Language": "en"}).status_code == 202
    assert queue.tasks() == [wanted.name]
    assert Rendering.named(wanted.name) == wanted
    app.extensions["backend"].storage.renderings.keep(wanted, b"filled in")
    given = client.get(address, query_string=FILLED, headers={"Accept-Language": "en"})
    assert given.data == b"filled in"
    assert name_of(given) == "云溪县水利局 2023 notice of corrections.docx"
    assert client.get(address).status_code == 202


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("deadline", "31.1.2026"),
        ("deadline", "2026-02-30"),
        ("issued", "soon"),
        ("office", "某" * 61),
        ("addressee", "a\nb"),
        ("format", "odt"),
        ("recipient", "x"),
    ],
)
def test_what_can_not_be_filled_in_is_refused(client, ended, name, value) -> None:
    refused = client.get(f"/v1/audits/{ended}/notice", query_string={name: value})
    assert (refused.status_code, refused.json["type"]) == (422, "/problems/invalid-fields")
    assert [each["pointer"] for each in refused.json["errors"]] == [f"/{name}"]


def test_a_report_that_could_not_be_audited_gets_one_too(client, queue, store, audit_id) -> None:
    store.finish(audit_id, failed())
    queue.clear()
    assert client.get(f"/v1/audits/{audit_id}/notice?format=pdf").status_code == 202
    assert queue.tasks() == [Rendering(audit_id, Kind.NOTICE_PDF, "zh").name]


@pytest.mark.parametrize(("result", "code"), [(None, "audit-not-finished"), (canceled(), "audit-canceled")])
def test_there_is_none_before_the_end_nor_after_it_was_canceled(client, store, audit_id, result, code) -> None:
    if result:
        store.finish(audit_id, result)
    refused = client.get(f"/v1/audits/{audit_id}/notice")
    assert (refused.status_code, refused.json["type"]) == (409, f"/problems/{code}")


def test_what_was_deleted_or_is_anothers_has_none(client) -> None:
    assert client.get("/v1/audits/01KADEQ4SX8Y7V1D0M3W9R5T2B/notice").status_code == 404


def test_one_that_could_not_be_drawn_says_why(client, app, ended) -> None:
    app.extensions["backend"].storage.renderings.fail(
        Rendering(ended, Kind.NOTICE_PDF, "zh"), Problem("internal-error")
    )
    refused = client.get(f"/v1/audits/{ended}/notice?format=pdf")
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/rendering-failed")


def test_an_audit_of_a_file_with_a_hostile_name_is_named_harmlessly(client, app, store, submit) -> None:
    audit_id = submit(name='..\\x"; y=.txt').json["id"]
    store.finish(audit_id, Result(Status.FAILED, "2026-01-02T03:04:06.123Z", problem=Problem("empty-file")))
    (app.extensions["backend"].settings.data_dir / "audits" / audit_id[-2:] / audit_id).mkdir(
        parents=True, exist_ok=True
    )
    app.extensions["backend"].storage.renderings.keep(Rendering(audit_id, Kind.NOTICE, "zh"), b"PK")
    assert name_of(client.get(f"/v1/audits/{audit_id}/notice")) == "x整改通知单.docx"
