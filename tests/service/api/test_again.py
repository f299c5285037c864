"""An audit's file once it is kept: given back as it was sent, and audited again without being sent again."""

from io import BytesIO

import pytest

from service.errors import StorageFull
from service.rules import ruleset_version
from tests.service.api.conftest import REPORT
from tests.service.api.results import finding, succeeded


@pytest.fixture
def ended(store, audit_id) -> str:
    store.finish(audit_id, succeeded(finding()))
    return audit_id


def test_the_file_is_given_back_as_it_was_sent_to_be_saved_and_never_shown(client, submit) -> None:
    page = b"<html><script>alert(1)</script></html>"
    sent = submit(page, "\u62a5\u544a.html").json
    given = client.get(sent["links"]["original"])
    assert (given.status_code, given.data, given.mimetype) == (200, page, "application/octet-stream")
    assert given.headers["Content-Disposition"].startswith(
        "attachment; filename=report.html; filename*=UTF-8''%E6%8A%A5"
    )
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in given.headers["Content-Security-Policy"]
    again = client.get(sent["links"]["original"], headers={"If-None-Match": given.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_it_is_audited_again_as_it_was_asked_for(client, store, submit) -> None:
    fields = {"year": "2023", "agency": "x", "label": "first", "select": "ARI,SEC", "ignore": "SEC07"}
    files = {"previous": (BytesIO(b"last year"), "b.txt"), "attachment": (BytesIO(b"table"), "c.txt")}
    earlier = submit(**fields, **files).json
    response = client.post(earlier["links"]["again"])
    told = response.json
    assert (response.status_code, response.headers["Location"]) == (202, told["links"]["self"])
    assert told["id"] != earlier["id"]
    assert told["related"] == {**earlier["related"], "again_of": earlier["id"]}
    assert told["ruleset"]["version"] == ruleset_version()
    same = ("file", "label", "select", "ignore", "report")
    assert {name: told[name] for name in same} == {name: earlier[name] for name in same}
    assert (store.uploads[told["id"]], store.last_years[told["id"]]) == (REPORT, b"last year")
    assert store.attached[told["id"]] == [b"table"]
    assert store.awaits(earlier["id"]), "the earlier one goes on"


def test_it_may_be_set_against_the_earlier_one_under_another_label(client, ended) -> None:
    told = client.post(f"/v1/audits/{ended}/again?baseline={ended}&label=second").json
    assert (told["related"]["baseline"], told["label"]) == (ended, "second")


def test_what_is_asked_for_twice_under_a_key_is_audited_again_once(client, ended) -> None:
    key = {"Idempotency-Key": "k"}
    first, second = (client.post(f"/v1/audits/{ended}/again", headers=key) for _ in range(2))
    assert (first.status_code, second.status_code, second.headers["Idempotent-Replayed"]) == (202, 200, "true")
    assert first.json["id"] == second.json["id"]
    other = client.post(f"/v1/audits/{ended}/again?label=x", headers=key)
    assert (other.status_code, other.json["type"]) == (422, "/problems/idempotency-key-reused")


def test_the_key_of_the_first_audit_is_not_that_of_another_one(client, submit) -> None:
    key = {"Idempotency-Key": "k"}
    earlier = submit(headers=key).json["id"]
    response = client.post(f"/v1/audits/{earlier}/again", headers=key)
    assert (response.status_code, response.json["type"]) == (422, "/problems/idempotency-key-reused")


def test_what_has_expired_is_410_and_what_is_deleted_404(client, store, ended, submit) -> None:
    deleted = submit().json["id"]
    client.delete(f"/v1/audits/{deleted}")
    store.expire(ended)
    for path, method in (("again", "POST"), ("original", "GET")):
        assert client.open(f"/v1/audits/{ended}/{path}", method=method).status_code == 410
        assert client.open(f"/v1/audits/{deleted}/{path}", method=method).status_code == 404


def test_a_disk_without_room_takes_nothing_again(client, store, ended) -> None:
    store.failure = StorageFull()
    assert client.post(f"/v1/audits/{ended}/again").status_code == 507
    assert len(store.requests) == 1


@pytest.mark.parametrize(
    ("query", "pointer"),
    [("baseline=x", "/baseline"), ("callback_url=http://x", "/callback_url"), ("year=2023", "/year")],
)
def test_a_wrong_query_is_pointed_at(client, ended, query, pointer) -> None:
    response = client.post(f"/v1/audits/{ended}/again?{query}")
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]
