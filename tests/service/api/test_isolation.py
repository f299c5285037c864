"""Two clients: neither sees, ends or infers anything of the other's, by whatever route openapi.yaml has."""

import re
from dataclasses import replace
from io import BytesIO

import pytest

from service.api.web import digest
from service.audits.audit import Problem, Progress, Stage
from service.audits.batch import BatchResult, Member, Members
from service.audits.rendering import Kind, Rendering
from tests.service.api.conftest import REPORT
from tests.service.api.contract import operations
from tests.service.api.results import finding, succeeded

MOMENT = "2026-01-02T03:04:06.123Z"
UNKNOWN = "01KADEQ4SX8Y7V1D0M3W9R5T2B"
OWNED = {"audit_id": 5, "batch_id": 5, "ping_id": 1}
"""Parameters that name what a client owns, and fewest routes of each."""
PUBLIC = {"rule_id": "ARI01", "code": "not-found", "version": digest(), "name": "main.js"}
"""Those that name what everybody may see."""
PARTS = {"number": "1", "format": "html", "finding_id": "0" * 16}
"""Those that name a part of what a client owns."""


def routes_of(owned: str) -> list[tuple[str, str]]:
    """Each operation on what this parameter names, the other parameters filled in."""
    found = []
    for path, method in operations():
        if f"{{{owned}}}" in path:
            found.append((re.sub(r"\{(\w+)}", lambda name: PARTS.get(name[1], name[0]), path), method))
    return found


def posted(client, headers, path: str = "/v1/audits") -> str:
    form = {"file": (BytesIO(REPORT), "a.txt")}
    return client.post(path, data=form, headers=headers).json["id"]


def assert_hidden(client, headers, owned: str, theirs: str) -> None:
    """Each route answers of another's as it does of what never was."""
    for path, method in routes_of(owned):
        answers = []
        for id in (theirs, UNKNOWN):
            answer = client.open(path.replace(f"{{{owned}}}", id), method=method.upper(), headers=headers)
            told = {name: value for name, value in answer.json.items() if name not in ("instance", "request_id")}
            told["detail"] = told["detail"].replace(id, "ID")
            answers.append((answer.status_code, told, {name for name, _ in answer.headers}))
        assert answers[0] == answers[1], f"{method} {path}"
        assert answers[0][0] == 404, f"{method} {path}"


def test_each_parameter_of_a_route_is_known_to_be_somebodys_or_everybodys() -> None:
    named = {name for path, _ in operations() for name in re.findall(r"\{(\w+)}", path)}
    assert named == OWNED.keys() | PUBLIC.keys() | PARTS.keys(), "say here whether the new one names what a client owns"
    for owned, fewest in OWNED.items():
        assert len(routes_of(owned)) >= fewest


@pytest.mark.parametrize("state", ["queued", "running", "succeeded", "expired"])
def test_a_client_sees_and_ends_no_audit_of_anothers(app, client, store, queue, bearer, state) -> None:
    one, two = bearer("one"), bearer("two")
    theirs = posted(client, one)
    if state == "running":
        queue.begin(theirs, Progress(Stage.READING, 1))
    if state in ("succeeded", "expired"):
        store.finish(theirs, succeeded(finding()))
    if state == "expired":
        store.expire(theirs)
    before = list(queue.tasks())
    assert_hidden(client, two, "audit_id", theirs)
    assert client.get("/v1/audits", headers=two).json["audits"] == []
    assert client.get(f"/v1/audits?cursor={theirs}", headers=two).json["audits"] == []
    assert queue.tasks() == before
    if state != "expired":
        assert theirs in store.requests
        assert client.get("/v1/audits", headers=one).json["audits"][0]["id"] == theirs


@pytest.mark.parametrize("state", ["expanding", "running", "succeeded", "failed", "expired"])
def test_a_client_sees_and_ends_no_batch_of_anothers(app, client, store, queue, bearer, state) -> None:
    one, two = bearer("one"), bearer("two")
    batches, renderings = app.extensions["backend"].storage.batches, app.extensions["backend"].storage.renderings
    theirs, member = posted(client, one, "/v1/batches"), posted(client, one)
    if state != "expanding":
        batches.expand(theirs, Members((Member("a.txt", member),)))
    if state in ("succeeded", "expired"):
        batches.finish(theirs, BatchResult(MOMENT))
        for kind in (Kind.WORKBOOK, Kind.TABLE, Kind.NOTICES, Kind.NOTICES_PDF):
            renderings.keep(Rendering(theirs, kind, "zh"), b"drawn for another")
    if state == "failed":
        batches.finish(theirs, BatchResult(MOMENT, problem=Problem("damaged-file", {"kind": "ZIP"})))
    if state == "expired":
        batches.forget_old(float("inf"))
    before = list(queue.tasks())
    assert_hidden(client, two, "batch_id", theirs)
    assert queue.tasks() == before
    assert member in store.requests
    assert client.get(f"/v1/batches/{theirs}", headers=one).status_code == (410 if state == "expired" else 200)


def test_a_client_sees_no_ping_of_anothers(app, client, bearer) -> None:
    backend = app.extensions["backend"]
    app.extensions["backend"] = replace(backend, settings=replace(backend.settings, callback_hosts=("example.org",)))
    query = {"callback_url": "https://example.org/hook"}
    theirs = client.post("/v1/pings", query_string=query, headers=bearer("one")).json["id"]
    assert_hidden(client, bearer("two"), "ping_id", theirs)


def test_nothing_of_anothers_is_inferred_by_sending_the_same(client, store, bearer) -> None:
    one, two = bearer("one"), bearer("two")
    key = {"Idempotency-Key": "the same"}
    theirs = client.post("/v1/reports", data=REPORT, headers={**one, **key}).json["id"]
    store.finish(theirs, succeeded())
    own = client.post("/v1/reports?reuse=true", data=REPORT, headers={**two, **key})
    assert (own.status_code, own.json["reuse"]) == (202, None)
    assert own.json["id"] != theirs
    assert client.post("/v1/reports?label=x", data=REPORT, headers={**two, "Idempotency-Key": "2"}).status_code == 202
    foreign, unknown = (
        client.post(f"/v1/audits?baseline={baseline}", data=REPORT, headers=two)
        for baseline in (theirs, "01KADEQ4SX8Y7V1D0M3W9R5T2B")
    )
    assert foreign.status_code == unknown.status_code == 422
    assert foreign.json["errors"] == unknown.json["errors"]


def test_the_same_batch_under_the_same_key_is_another_clients_own(client, bearer) -> None:
    key = {"Idempotency-Key": "the same"}
    theirs, own = (posted(client, {**bearer(name), **key}, "/v1/batches") for name in ("one", "two"))
    assert own != theirs
