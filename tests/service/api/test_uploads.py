"""Bad input: each a problem of its own type that says what to do, and nothing is kept."""

import gzip
import io
import time
import zipfile
from dataclasses import replace
from io import BytesIO

import gevent
import pytest
from gunicorn.http.errors import InvalidChunkSize, NoMoreData

from service.audits.media import LARGEST_DRAFT, MOST_DRAFTED, Media, sniff
from service.errors import QueueUnavailable, StorageFailed, StorageFull, TooManyWaiting
from service.storage.spool import Spools
from tests.service.api.conftest import REPORT

ENGLISH = {"Accept-Language": "en"}


def archive(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(name, "x")
    return buffer.getvalue()


def streamed(stream, **headers: str) -> dict[str, object]:
    """What a server hands over while a body is still arriving."""
    return {"wsgi.input": stream, "wsgi.input_terminated": True, "CONTENT_LENGTH": "", **headers}


def refused(response, status: int, code: str) -> None:
    assert (response.status_code, response.json["type"]) == (status, f"/problems/{code}")
    assert response.json["status"] == status
    assert response.json["detail"]
    assert response.json["instance"] == response.request.path
    assert response.json["request_id"] == response.headers["X-Request-Id"]


@pytest.fixture(autouse=True)
def nothing_kept(store, queue):
    yield
    assert not store.requests
    assert not queue.names()


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "empty-file"),
        (b" \r\n", 422, "empty-file"),
        (bytes(range(256)) * 8, 415, "unsupported-media-type"),
        (b"{\\rtf1 text}", 415, "unsupported-media-type"),
        (archive("readme.txt"), 415, "unsupported-media-type"),
        (archive("xl/workbook.xml"), 415, "unsupported-media-type"),
        (archive("word/document.xml")[:-30], 422, "damaged-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), 422, "encrypted-file"),
    ],
)
def test_a_file_that_its_first_bytes_rule_out_is_refused_at_once(submit, client, data, status, code) -> None:
    refused(submit(data), status, code)
    refused(client.post("/v1/reports", data=data), status, code)


def test_the_refusal_names_the_true_kind_and_what_is_taken(submit) -> None:
    detail = submit(archive("xl/workbook.xml"), "report.pdf", headers=ENGLISH).json["detail"]
    assert "XLSX" in detail
    assert "PDF" in detail


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"year": "abc"}, "/year"),
        ({"year": "20233"}, "/year"),
        ({"year": "1999"}, "/year"),
        ({"year": "2023.5"}, "/year"),
        ({"year": ["2023", "2024"]}, "/year"),
        ({"agency": "某" * 201}, "/agency"),
        ({"label": "a\nb"}, "/label"),
        ({"label": "x" * 70_000}, "/label"),
        ({"select": "ARI99"}, "/select/0"),
        ({"select": "ARI01,nonsense"}, "/select/1"),
        ({"ignore": "ari01"}, "/ignore/0"),
        ({"callback_url": "https://example.org"}, "/callback_url"),
        ({"a/b~c": "x"}, "/a~1b~0c"),
    ],
)
def test_a_wrong_field_is_pointed_at(submit, fields, pointer) -> None:
    response = submit(**fields)
    refused(response, 422, "invalid-fields")
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]
    assert response.json["errors"][0]["detail"]


def test_wrong_fields_are_told_together_and_in_the_clients_language(client, submit) -> None:
    raw = client.post("/v1/reports?year=x&foo=1", data=REPORT, headers=ENGLISH)
    assert [error["pointer"] for error in raw.json["errors"]] == ["/foo", "/year"]
    assert raw.json["errors"][1]["detail"] == "must be a whole number from 2008 to 2099"
    assert "整数" in submit(year="x").json["errors"][0]["detail"]


@pytest.mark.parametrize("path", ["/v1/audits", "/v1/batches"])
def test_a_field_in_another_encoding_is_refused_and_not_kept_as_something_else(client, path) -> None:
    label = b'Content-Disposition: form-data; name="label"\r\n\r\n' + "批次".encode("gb18030")
    file = b'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + REPORT
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in (label, file)) + b"--b--\r\n"
    response = client.post(path, data=body, content_type="multipart/form-data; boundary=b", headers=ENGLISH)
    refused(response, 422, "invalid-fields")
    assert response.json["errors"] == [{"pointer": "/label", "detail": "must be encoded as UTF-8"}]


@pytest.mark.parametrize("path", ["/v1/audits", "/v1/reports", "/v1/drafts", "/v1/archives", "/v1/pings"])
def test_a_query_in_another_encoding_is_refused_too(client, path) -> None:
    data, kind = (b"{}", "application/json") if path == "/v1/drafts" else (archive("a.txt"), "application/zip")
    sent = client.post(f"{path}?year=2023&label=%C5%FA%B4%CE", data=data, content_type=kind)
    listed = client.get("/v1/audits?label=%C5%FA%B4%CE")
    assert [each.json["errors"][0]["pointer"] for each in (sent, listed)] == ["/label"] * 2


def test_a_field_that_is_given_twice_is_refused_for_that(client) -> None:
    response = client.post(
        "/v1/audits?year=2023", data={"file": (BytesIO(REPORT), "a.txt"), "year": "2023"}, headers=ENGLISH
    )
    assert [error["pointer"] for error in response.json["errors"]] == ["/year"]
    assert "once" in response.json["errors"][0]["detail"]


@pytest.mark.parametrize("path", ["/v1/reports", "/v1/archives", "/v1/drafts"])
def test_a_packed_body_is_refused_with_its_encoding(client, path) -> None:
    body, headers = gzip.compress(REPORT), {**ENGLISH, "Content-Encoding": "gzip"}
    response = client.post(path, data=body, content_type="application/json", headers=headers)
    refused(response, 415, "unsupported-content-encoding")
    assert "gzip" in response.json["detail"]


@pytest.mark.parametrize("body", [b'{"year": 20', b"[2023]", b"year=2023"])
def test_a_draft_that_is_no_object_of_json_is_told_so(client, body) -> None:
    refused(client.post("/v1/drafts", data=body, content_type="application/json"), 400, "malformed-draft")


@pytest.mark.parametrize(
    ("draft", "pointers"),
    [
        (
            {"tables": {"applications": {"nonsense": {"total": 1}, "received": {"total": 1}}}},
            ["/tables/applications/nonsense"],
        ),
        ({"tables": {"applications": {"received": {"all": 1}}}}, ["/tables/applications/received/all"]),
        ({"tables": {"applications": {"received": {"total": [1]}}}}, ["/tables/applications/received/total"]),
        ({"tables": {"nowhere": {}}, "year": "x"}, ["/tables/nowhere", "/year"]),
        ({"sections": [{"number": 1}, {"number": 9}]}, ["/sections/1/number"]),
        ({"sections": [{"number": 1}, 3]}, ["/sections/1"]),
    ],
)
def test_what_is_wrong_in_a_draft_is_pointed_at(client, draft, pointers) -> None:
    response = client.post("/v1/drafts", json=draft)
    refused(response, 422, "invalid-fields")
    assert [error["pointer"] for error in response.json["errors"]] == pointers


def test_what_a_figure_of_a_draft_must_be_is_told(client) -> None:
    draft = {"tables": {"reviews": {"review": {"total": None}}}}
    response = client.post("/v1/drafts", json=draft, headers=ENGLISH)
    assert "each figure a number or the text of its cell" in response.json["errors"][0]["detail"]


def test_no_answer_lists_wrong_fields_without_end(client) -> None:
    response = client.post("/v1/drafts", json={"tables": {"applications": {f"row{n}": {} for n in range(5_000)}}})
    assert len(response.json["errors"]) == 100


def test_fields_in_the_query_count_beside_a_form_too(client) -> None:
    response = client.post("/v1/audits?year=x", data={"file": (BytesIO(REPORT), "a.txt")})
    refused(response, 422, "invalid-fields")


@pytest.mark.parametrize("form", [{}, {"year": "2023"}, {"file": "text without a name"}])
def test_a_form_without_a_file_is_told_so(client, form) -> None:
    response = client.post("/v1/audits", data={**form, "label": "x"}, content_type="multipart/form-data")
    refused(response, 422, "invalid-fields")
    assert "/file" in [error["pointer"] for error in response.json["errors"]]


def test_an_unreadable_report_of_last_year_is_told_from_the_report(client, submit) -> None:
    response = submit(previous=(BytesIO(b""), "last.pdf"), headers=ENGLISH)
    refused(response, 422, "empty-file")
    assert response.json["part"] == "previous"
    assert response.json["detail"].startswith("Last year's report (`previous`): ")
    assert "part" not in submit(b"").json


def test_an_unreadable_attachment_is_told_from_the_report(client, submit) -> None:
    response = submit(attachment=[(BytesIO(REPORT), "a.txt"), (BytesIO(b""), "b.docx")], headers=ENGLISH)
    refused(response, 422, "empty-file")
    assert response.json["part"] == "attachment"


def test_a_spreadsheet_is_no_report(submit) -> None:
    sheet = archive("xl/workbook.xml")
    refused(submit(sheet, "report.xlsx"), 415, "unsupported-media-type")
    refused(submit(previous=(BytesIO(sheet), "last.xlsx")), 415, "unsupported-media-type")


def test_there_is_a_limit_to_attachments(client, submit) -> None:
    response = submit(attachment=[(BytesIO(REPORT), f"{number}.txt") for number in range(21)])
    refused(response, 422, "invalid-fields")
    assert response.json["errors"][0]["pointer"] == "/attachment"


@pytest.mark.parametrize("path", ["/v1/audits", "/v1/batches"])
@pytest.mark.parametrize(
    "disposition", ["form-data", 'form-data; filename="a.txt"', 'form-data; name=""', "attachment"]
)
def test_a_part_without_a_name_is_no_form(client, path, disposition) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n'
        + f"--b\r\nContent-Disposition: {disposition}\r\n\r\nabc\r\n--b--\r\n".encode()
    )
    response = client.post(path, data=body, content_type="multipart/form-data; boundary=b")
    assert (response.status_code, response.json["type"]) == (400, "/problems/malformed-body")


def test_several_files_are_sent_to_batches(client) -> None:
    response = client.post("/v1/audits", data={"file": [(BytesIO(REPORT), "a.txt"), (BytesIO(REPORT), "b.txt")]})
    refused(response, 422, "several-files")
    assert "/v1/batches" in response.json["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\ncut short",
        b"no boundary at all",
        b"--b\r\nnonsense\r\n\r\nx\r\n--b--\r\n",
    ],
)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=b", "multipart/form-data"])
def test_a_broken_form_is_not_taken_for_an_empty_one(client, body, kind) -> None:
    response = client.post("/v1/audits", data=body, content_type=kind)
    assert response.status_code in (400, 422)
    assert response.json["type"] in ("/problems/malformed-body", "/problems/invalid-fields")


@pytest.mark.parametrize("failure", [InvalidChunkSize(b"zz"), NoMoreData(b"x"), ConnectionResetError()])
@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=b"])
def test_a_body_that_breaks_off_on_its_way_is_no_report(client, failure, kind) -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            raise failure

    response = client.post("/v1/audits", environ_overrides=streamed(Broken(), CONTENT_TYPE=kind))
    refused(response, 400, "malformed-body")


def test_a_body_cut_short_is_no_report(client) -> None:
    response = client.post(
        "/v1/audits",
        environ_overrides=streamed(BytesIO(REPORT), CONTENT_LENGTH=str(len(REPORT) + 1)),
    )
    refused(response, 400, "malformed-body")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/mixed; boundary=b"])
def test_a_body_of_another_type_is_415(client, kind) -> None:
    response = client.post("/v1/audits", data=b"{}", content_type=kind, headers=ENGLISH)
    refused(response, 415, "unsupported-content-type")
    assert "multipart/form-data" in response.json["detail"]


class Endless(io.RawIOBase):
    """A body that never ends, and says when too much of it is read."""

    def __init__(self, start: bytes = b"") -> None:
        self.start, self.read_so_far = start, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        count = len(self.start) or len(buffer)
        buffer[:count] = self.start or b"x" * count
        self.start = b""
        self.read_so_far += count
        assert self.read_so_far < 1_000_000, "reads on and on"
        return count


def test_too_large_a_body_is_refused_before_it_is_read(client) -> None:
    stream = Endless()
    response = client.post("/v1/reports", environ_overrides=streamed(stream, CONTENT_LENGTH=str(10**10)))
    refused(response, 413, "upload-too-large")
    assert stream.read_so_far == 0
    assert "100000" in response.json["detail"]


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("application/octet-stream", b""),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=label\r\n\r\n"),
    ],
)
def test_a_chunked_body_is_refused_once_it_is_too_large(client, kind, start) -> None:
    response = client.post(
        "/v1/audits",
        environ_overrides=streamed(Endless(start), CONTENT_TYPE=kind, HTTP_TRANSFER_ENCODING="chunked"),
    )
    refused(response, 413, "upload-too-large")


def test_the_limit_is_the_files_own(submit, store, queue) -> None:
    refused(submit(b"x" * 100_001), 413, "upload-too-large")
    assert submit(b"x" * 100_000).status_code == 202
    store.requests.clear()
    queue.clear()


def test_a_body_that_never_ends_is_given_up(app, client) -> None:
    class Stalled(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            gevent.sleep(0.02)
            buffer[:1] = b"x"
            return 1

    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, upload_seconds=1))
    started = time.monotonic()
    response = client.post("/v1/reports", environ_overrides=streamed(Stalled()))
    refused(response, 408, "body-too-slow")
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [(QueueUnavailable(), 503, "queue-unavailable"), (TooManyWaiting(waiting=7), 429, "too-many-waiting")],
)
def test_what_can_not_be_queued_is_not_kept(submit, queue, failure, status, code) -> None:
    queue.state.failure = failure
    response = submit()
    refused(response, status, code)
    assert int(response.headers["Retry-After"]) > 0


@pytest.mark.parametrize(("failure", "status"), [(StorageFull(), 507), (StorageFailed(), 503)])
def test_what_can_not_be_kept_is_not_queued(submit, store, failure, status) -> None:
    store.failure = failure
    response = submit()
    refused(response, status, failure.code)
    assert int(response.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("draft", "status", "code"),
    [
        (b'{"title": "' + b"x" * LARGEST_DRAFT + b'"}', 413, "upload-too-large"),
        (b"{" + b",".join(b'"%d":1' % number for number in range(MOST_DRAFTED + 1)) + b"}", 422, "invalid-fields"),
        (b'{"tables": [' + b"1," * MOST_DRAFTED + b"1]}", 422, "invalid-fields"),
    ],
    ids=["long", "fields", "values"],
)
def test_a_draft_that_would_cost_is_refused_unread(app, client, draft, status, code) -> None:
    app.config["MAX_CONTENT_LENGTH"] = None
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, upload_bytes=10**8))
    refused(client.post("/v1/drafts", data=draft, content_type="application/json"), status, code)


def test_a_draft_of_another_type_that_would_cost_is_no_draft() -> None:
    assert sniff(b"{" + b",".join(b'"%d":1' % number for number in range(MOST_DRAFTED + 1)) + b"}") is Media.TEXT


def test_uploads_beyond_the_room_for_all_are_told_to_come_again(app, client) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, spools=Spools(backend.settings.data_dir, 10))
    response = client.post("/v1/reports", data=REPORT)
    refused(response, 503, "too-many-uploads")
    assert int(response.headers["Retry-After"]) > 0


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=b"])
def test_nothing_of_an_upload_is_left_where_it_is_refused(app, client, kind) -> None:
    head = b"--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n" if "form" in kind else b""
    app.config["MAX_CONTENT_LENGTH"] = None
    refused(
        client.post("/v1/audits", data=head + b"x" * 500_000, content_type=kind),
        *((400, "malformed-body") if head else (413, "upload-too-large")),
    )
    assert [*app.extensions["backend"].settings.data_dir.glob("partial/*")] == []


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=b"])
def test_a_body_is_held_to_its_digest(client, kind) -> None:
    body = b"--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\nabc\r\n--b--\r\n"
    response = client.post("/v1/audits", data=body, content_type=kind, headers={"Content-Digest": "sha-256=:AAAA:"})
    refused(response, 400, "digest-mismatch")
