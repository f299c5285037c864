import gzip
import json

import pytest
from flask import Flask, Response

from service.api import compression

PACKED = {"Accept-Encoding": "br, gzip;q=0.5"}


@pytest.mark.parametrize("path", ["/v1/rules", "/v1/form", "/openapi.json", "/openapi.yaml", "/", "/docs"])
def test_what_is_long_is_packed_for_who_takes_it(client, path) -> None:
    plain, packed = client.get(path), client.get(path, headers=PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("accepted", ["gzip", "GZIP", "*", "br;q=0, *;q=0.1"])
def test_who_takes_gzip_by_any_name_gets_it(client, accepted) -> None:
    assert client.get("/v1/rules", headers={"Accept-Encoding": accepted}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "*, gzip;q=0"])
def test_who_takes_no_gzip_gets_none(client, accepted) -> None:
    assert "Content-Encoding" not in client.get("/v1/rules", headers={"Accept-Encoding": accepted}).headers


def test_what_is_short_is_not_packed(client) -> None:
    for path in ("/healthz", "/v1/audits/none"):
        assert "Content-Encoding" not in client.get(path, headers=PACKED).headers


def test_what_is_no_text_or_packed_already_is_left_as_it_is() -> None:
    app = Flask(__name__)
    compression.register(app)
    body = b"x" * 5_000
    for answer in (
        Response(body, mimetype="application/zip"),
        Response(body, mimetype="image/png"),
        Response(body, mimetype="text/html", headers={"Content-Encoding": "br"}),
        Response(iter([body]), mimetype="text/html"),
    ):
        with app.test_request_context(headers=PACKED):
            assert app.process_response(answer).content_encoding in (None, "br")


def test_its_tag_is_known_again_whether_packed_or_not(client) -> None:
    plain, packed = client.get("/v1/rules"), client.get("/v1/rules", headers=PACKED)
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    for tag in (plain.headers["ETag"], packed.headers["ETag"]):
        for headers in ({}, PACKED):
            answer = client.get("/v1/rules", headers={"If-None-Match": tag, **headers})
            assert (answer.status_code, answer.data) == (304, b"")
            assert "Content-Encoding" not in answer.headers


def test_a_long_poll_knows_the_tag_of_what_was_packed(client, audit_id) -> None:
    tag = client.get(f"/v1/audits/{audit_id}", headers=PACKED).headers["ETag"]
    answer = client.get(f"/v1/audits/{audit_id}?wait=1", headers={"If-None-Match": tag, **PACKED})
    assert answer.status_code == 304


def test_a_long_problem_is_packed_too(client, submit) -> None:
    wrong = {"select": ",".join(f"NO{number}" for number in range(60)), "headers": PACKED}
    answer = submit(**wrong)
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (422, "gzip")
    assert len(json.loads(gzip.decompress(answer.data))["errors"]) == 60
